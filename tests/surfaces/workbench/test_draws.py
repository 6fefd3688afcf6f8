"""The draw ceremony: from the request to the bundle, in the order of the law and by the persons who may."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.surfaces.posts import account_in, signed_in
from yifa.engine.ceremonies.models import Ceremony, Doing
from yifa.engine.draw import beacon
from yifa.engine.draw.standalone import replay
from yifa.kernel.access import PUBLIC, visible
from yifa.kernel.accounts.models import Account
from yifa.kernel.catalogue import catalogue, record_model
from yifa.kernel.loads import begin_load, keep_original

BEIJING = timezone(timedelta(hours=8))
ANNOUNCED = datetime(2022, 5, 15, 21, 15, tzinfo=BEIJING)
UNTIL = ANNOUNCED - timedelta(hours=3)
BEFORE, AFTER = ANNOUNCED - timedelta(days=5), ANNOUNCED + timedelta(minutes=5)
ORGAN, OTHER = "示例区/区市场监管局", "示例区/区司法局"
NUMBER = "03 07 11 18 22 31 09"
NONCES = {"区市场监管局": bytes(range(32)), "区司法局": bytes(range(1, 33))}
FORM = {
    "title": "2022年第二季度双随机抽查",
    "purpose": "双随机抽查",
    "basis": "《优化营商环境条例》第五十四条",
    "register": "检查对象名录库2022年版",
    "stratum-0": "A",
    "number-0": "3",
    "stratum-1": "B",
    "number-1": "10%",
    "substitutes": "1",
    "exclusions": "910000,已停业",
    "source": "中国福利彩票双色球",
    "round": "2022055",
    "at": "2022-05-15T21:15",
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Callable[[datetime], None]:
    settings.YIFA_HOME = tmp_path

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    set_to(BEFORE)
    return set_to


@pytest.fixture(autouse=True)
def register() -> None:
    table = catalogue().tables["entities"]
    original = keep_original(name="10双随机抽查.xlsx", sha256="a" * 64, size=1, kind="xlsx", at=BEFORE)
    load = begin_load(original=original, sheet="名录", table=table, year=2022, at=BEFORE)
    model: Any = record_model(table)
    for n in range(60):
        model.objects.create(
            code=f"91{n:04d}", name=f"企业{n}", risk="AB"[n % 2], key=f"91{n:04d}", load=load, digest=f"{n:064d}",
            original=original, sheet="名录", row=n + 2, year=2022, in_force_from=date(2022, 1, 1),
            organ_path=ORGAN, confidentiality="内部",
        )  # fmt: skip


def client(account: Account) -> Client:
    made = Client()
    made.force_login(account)
    return made


def prepared(account: Account, **more: str) -> str:
    answer = client(account).post("/desk/draws/from/entities/", {**FORM, **more})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def do(account: Account, draw: str, act: str, **said: str) -> Any:
    return client(account).post(f"{draw}do/{act}/", {"step": "plan", **said})


def refused(answer: Any, because: str) -> bool:
    return answer.status_code == 422 and because in answer.content.decode()


@pytest.fixture
def zhang() -> Account:
    return account_in("handler", organ=ORGAN, person="张三")


@pytest.fixture
def li() -> Account:
    return account_in("head", organ=ORGAN, person="李四")


class TestADraw:
    def test_goes_from_the_plan_to_a_bundle_that_anybody_computes_again(
        self, zhang: Account, li: Account, clock: Callable[[datetime], None], tmp_path: Path
    ) -> None:
        draw = prepared(zhang)
        assert do(li, draw, "seal").status_code == 302
        clock(AFTER)
        assert do(zhang, draw, "number", number=NUMBER).status_code == 302
        assert do(li, draw, "number", number="3,7,11,18,22,31+9").status_code == 302
        assert do(zhang, draw, "draw").status_code == 302
        page = client(li).get(draw, follow=True)
        bundle = client(li).get(f"{draw}files/bundle.json").json()
        assert len(bundle["result"]["drawn"]) == 6
        assert all(one["code"] in page.content.decode() for one in bundle["result"]["drawn"])
        auditor = account_in("auditor", organ="示例区")
        (tmp_path / "bundle.json").write_text(json.dumps(bundle), encoding="utf-8")
        (tmp_path / "auditors.json").write_bytes(client(auditor).get(f"{draw}files/auditors.json").content)
        command = [sys.executable, "-I", "-S", "-X", "utf8", replay.__file__, "bundle.json", "auditors.json"]
        told = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
        assert told.returncode == 0, told.stdout

    def test_goes_on_where_it_stood(self, zhang: Account, clock: Callable[[datetime], None]) -> None:
        draw = prepared(zhang)
        assert client(zhang).get(draw).headers["Location"] == f"{draw}plan/"
        do(zhang, draw, "seal")
        assert client(zhang).get(draw).headers["Location"] == f"{draw}number/"

    def test_is_asked_for_again_with_what_was_typed_where_it_cannot_be_sealed(self, zhang: Account) -> None:
        answer = client(zhang).post("/desk/draws/from/entities/", {**FORM, "number-0": "31"})
        assert refused(answer, "不足以抽取 31 个")
        assert FORM["title"] in answer.content.decode()
        assert not Ceremony.objects.exists()

    @pytest.mark.parametrize(
        ("said", "because"),
        [
            ({"at": "那天"}, "公布时间没有写明"),
            ({"exclusions": "910000"}, "没有写明理由"),
            ({"people": "inspectors"}, "须写明检查日期"),
            ({"substitutes": "一"}, "不是数字"),
            ({"at": "2022-05-10T21:14"}, "请改用以后的一期"),
        ],
    )
    def test_is_refused_in_a_sentence(self, zhang: Account, said: dict[str, str], because: str) -> None:
        answer = client(zhang).post("/desk/draws/from/entities/", {**FORM, **said})
        if answer.status_code == 302:
            answer = do(zhang, str(answer.headers["Location"]), "seal")
        assert refused(answer, because)


class TestTheOrder:
    def test_is_not_turned_by_a_forged_post(self, zhang: Account, clock: Callable[[datetime], None]) -> None:
        draw = prepared(zhang)
        clock(AFTER)
        assert refused(do(zhang, draw, "draw"), "现在不能抽取")
        assert refused(do(zhang, draw, "number", number=NUMBER), "现在不能录入号码")
        assert refused(do(zhang, draw, "abort", why="不合意"), "不能中止")
        assert refused(do(zhang, draw, "seal"), "公布之前封存")
        assert not Ceremony.objects.exclude(plan_hash="").exists()

    def test_lets_nobody_seal_twice(self, zhang: Account) -> None:
        draw = prepared(zhang)
        do(zhang, draw, "seal")
        before = Ceremony.objects.get().plan_hash
        assert refused(do(zhang, draw, "seal"), "不能封存计划")
        assert Ceremony.objects.get().plan_hash == before

    def test_lets_nobody_enter_a_number_before_it_is_announced(self, zhang: Account) -> None:
        draw = prepared(zhang)
        do(zhang, draw, "seal")
        assert refused(do(zhang, draw, "number", number=NUMBER), "现在不能抽取")
        assert "现在不能录入" not in client(zhang).get(f"{draw}number/").content.decode()

    def test_lets_nobody_abort_what_was_drawn(
        self, zhang: Account, li: Account, clock: Callable[[datetime], None]
    ) -> None:
        draw = prepared(zhang)
        do(zhang, draw, "seal")
        clock(AFTER)
        do(zhang, draw, "number", number=NUMBER)
        do(li, draw, "number", number=NUMBER)
        do(zhang, draw, "draw")
        assert refused(do(zhang, draw, "abort", why="不合意"), "不能中止")


class TestTheNumber:
    def begun(self, zhang: Account, clock: Callable[[datetime], None]) -> str:
        draw = prepared(zhang)
        do(zhang, draw, "seal")
        clock(AFTER)
        do(zhang, draw, "number", number=NUMBER)
        return draw

    def test_is_not_entered_twice_by_one_account(self, zhang: Account, clock: Callable[[datetime], None]) -> None:
        draw = self.begun(zhang, clock)
        assert refused(do(zhang, draw, "number", number=NUMBER), "两名不同人员")
        assert refused(do(zhang, draw, "draw"), "两名不同人员")

    def test_nor_by_one_person_with_two_accounts(self, zhang: Account, clock: Callable[[datetime], None]) -> None:
        draw = self.begun(zhang, clock)
        assert refused(
            do(account_in("head", organ=ORGAN, person="张 三"), draw, "number", number=NUMBER), "两名不同人员"
        )

    def test_is_not_shown_to_who_enters_it_second(
        self, zhang: Account, li: Account, clock: Callable[[datetime], None]
    ) -> None:
        draw = self.begun(zhang, clock)
        page = client(li).get(f"{draw}number/").content.decode()
        assert "张三" in page
        assert "03-07" not in page
        assert page.count(NUMBER) == 1  # the example in the empty field

    def test_is_entered_anew_by_both_where_they_differ(
        self, zhang: Account, li: Account, clock: Callable[[datetime], None]
    ) -> None:
        draw = self.begun(zhang, clock)
        assert refused(do(li, draw, "number", number="1 2 3 4 5 6 7"), "两次录入都已作废")
        assert refused(do(zhang, draw, "draw"), "两名不同人员")
        assert do(li, draw, "number", number=NUMBER).status_code == 302
        assert do(zhang, draw, "number", number=NUMBER).status_code == 302
        assert do(zhang, draw, "draw").status_code == 302
        assert Doing.objects.filter(done="entered").count() == 4


class TestAJointDraw:
    def begun(self, zhang: Account, wang: Account) -> str:
        draw = prepared(zhang, participants="区市场监管局\n区司法局", reveal_by="2022-05-15T18:15")
        assert refused(do(zhang, draw, "seal"), "还没有提交承诺")
        for account, organ in ((zhang, "区市场监管局"), (wang, "区司法局")):
            digest = beacon.commitment(nonce=NONCES[organ], organ=organ)
            assert do(account, draw, "commit", digest=digest).status_code == 302
        assert do(zhang, draw, "seal").status_code == 302
        return draw

    def test_counts_what_was_revealed_in_time_and_bars_the_others(
        self, zhang: Account, li: Account, clock: Callable[[datetime], None]
    ) -> None:
        wang = account_in("handler", organ=OTHER, person="王五")
        draw = self.begun(zhang, wang)
        assert refused(do(wang, draw, "reveal", nonce="00" * 32), "与其承诺不符")
        assert do(wang, draw, "reveal", nonce=NONCES["区司法局"].hex()).status_code == 302
        assert do(zhang, draw, "close").status_code == 302
        clock(AFTER)
        do(zhang, draw, "number", number=NUMBER)
        do(li, draw, "number", number=NUMBER)
        assert do(zhang, draw, "draw").status_code == 302
        came = client(li).get(f"{draw}files/bundle.json").json()["result"]["beacon"]
        assert [one["organ"] for one in came["reveals"]] == ["区司法局"]
        assert came["barred"] == ["区市场监管局"]

    def test_closes_by_itself_once_all_have_revealed(self, zhang: Account) -> None:
        wang = account_in("handler", organ=OTHER, person="王五")
        draw = self.begun(zhang, wang)
        do(wang, draw, "reveal", nonce=NONCES["区司法局"].hex())
        do(zhang, draw, "reveal", nonce=NONCES["区市场监管局"].hex())
        assert client(zhang).get(draw).headers["Location"] == f"{draw}number/"

    def test_takes_no_reveal_when_the_term_is_over(self, zhang: Account, clock: Callable[[datetime], None]) -> None:
        wang = account_in("handler", organ=OTHER, person="王五")
        draw = self.begun(zhang, wang)
        clock(UNTIL + timedelta(minutes=1))
        assert refused(do(wang, draw, "reveal", nonce=NONCES["区司法局"].hex()), "不再接受揭示")

    def test_keeps_no_nonce_before_it_is_revealed(self, zhang: Account) -> None:
        self.begun(zhang, account_in("handler", organ=OTHER, person="王五"))
        assert not Doing.objects.filter(said=NONCES["区司法局"].hex()).exists()

    def test_lets_an_organ_do_nothing_but_its_own_part(self, zhang: Account) -> None:
        wang = account_in("handler", organ=OTHER, person="王五")
        draw = self.begun(zhang, wang)
        assert refused(do(wang, draw, "close"), "不能办理这一步")
        assert refused(do(wang, draw, "abort", why="不合意"), "不能办理这一步")


class TestAnAbort:
    def test_is_public_with_its_reason_and_needs_one(self, zhang: Account) -> None:
        draw = prepared(zhang)
        do(zhang, draw, "seal")
        assert refused(do(zhang, draw, "abort", why=" "), "写明决定人和理由")
        assert do(zhang, draw, "abort", why="名录版本有误").status_code == 302
        assert "名录版本有误" in client(zhang).get(draw, follow=True).content.decode()
        assert client(zhang).get(f"{draw}files/bundle.json").json()["status"] == "aborted"


class TestARequest:
    def test_may_be_withdrawn_until_it_is_sealed(self, zhang: Account) -> None:
        draw = prepared(zhang)
        assert do(zhang, draw, "withdraw").status_code == 302
        assert refused(do(zhang, draw, "seal"), "不能封存计划")
        assert "没有封存过" in client(zhang).get(draw, follow=True).content.decode()

    def test_may_not_be_withdrawn_once_it_is_sealed(self, zhang: Account) -> None:
        draw = prepared(zhang)
        do(zhang, draw, "seal")
        assert refused(do(zhang, draw, "withdraw"), "不能撤回申请")


class TestThePublic:
    def test_finds_the_result_and_the_bundle(
        self, zhang: Account, li: Account, clock: Callable[[datetime], None]
    ) -> None:
        draw = prepared(zhang)
        do(zhang, draw, "seal")
        plan = Ceremony.objects.get().plan_hash
        assert Client().get(f"/draws/{plan}/draw.json").status_code == 404
        clock(AFTER)
        do(zhang, draw, "number", number=NUMBER)
        do(li, draw, "number", number=NUMBER)
        do(zhang, draw, "draw")
        bundle = Client().get(f"/draws/{plan}/draw.json").json()
        page = Client().get(f"/draws/{plan}/").content.decode()
        assert all(one["code"] in page for one in bundle["result"]["drawn"])


class TestWhoMay:
    def test_see_a_request_that_is_not_sealed_is_the_organ_alone(self, zhang: Account) -> None:
        draw = prepared(zhang, title="金丝雀抽取")
        for role, organ in (("handler", OTHER), ("head", OTHER), ("auditor", OTHER), ("supervisor", OTHER)):
            stranger = signed_in(role, organ=organ)
            assert stranger.get(f"{draw}plan/").status_code == 404
            assert "金丝雀" not in stranger.get("/desk/draws/").content.decode()
        assert not visible(Ceremony.objects.all(), PUBLIC, on=BEFORE.date()).exists()

    def test_see_the_whole_list_are_auditors_of_the_organ(self, zhang: Account) -> None:
        draw = prepared(zhang)
        do(zhang, draw, "seal")
        for role, organ in (("handler", ORGAN), ("supervisor", "示例区"), ("auditor", OTHER)):
            assert signed_in(role, organ=organ).get(f"{draw}files/auditors.json").status_code == 403

    def test_run_it_are_the_organ_and_not_those_who_watch(self, zhang: Account) -> None:
        draw = prepared(zhang)
        assert do(account_in("supervisor", organ="示例区"), draw, "seal").status_code == 403
        assert signed_in("reporter", organ="").get("/desk/draws/").status_code == 403
        assert signed_in("auditor", organ="示例区").get("/desk/draws/from/entities/").status_code == 403
