"""What phones hand in from the site: each entry once, nothing overwritten, what the law refuses given back with its reason."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connections
from django.test import Client

from tests.domains.inspections.visiting import (
    DAY,
    FIRST,
    ITEM,
    NOW,
    SECOND,
    arranged,
    entry,
    filled,
    install,
    officer,
    registers,
    states,
    sync,
)
from tests.surfaces.posts import signed_in
from yifa.kernel.catalogue import catalogue, record_model
from yifa.kernel.models import Act, Case

pytestmark = pytest.mark.django_db
POINT = f"point:{ITEM}-1"


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.YIFA_HOME = tmp_path
    install(tmp_path)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def client(db: None) -> Client:
    registers()
    return officer()


@pytest.fixture
def case(client: Client) -> Case:
    return arranged(client)


def steps(case: Case) -> list[str]:
    return list(Act.objects.filter(case=case).exclude(step="").order_by("seq").values_list("step", flat=True))


def record(client: Client, case: Case) -> dict[str, Any]:
    told = client.get(f"/desk/tasks/{case.pk}/data.json").json()["parts"]
    return {what: sorted(one["value"].get("answer", "") for one in heads) for what, heads in told.items()}


class TestHandingIn:
    def test_takes_a_whole_visit_with_its_acts(self, client: Client, case: Case) -> None:
        assert states(sync(client, filled(case))) == ["taken"] * 6
        assert steps(case) == ["approval", "notice", "entry", "inspection", "record"]

    def test_takes_the_same_entries_once_however_often_they_come(self, client: Client, case: Case) -> None:
        entries = filled(case)
        sync(client, entries)
        assert states(sync(client, entries)) == ["known"] * 6
        assert steps(case).count("inspection") == 1

    def test_comes_to_the_same_in_any_order(self, client: Client, case: Case) -> None:
        first = entry(case, POINT, {"answer": "yes"})
        second = entry(case, POINT, {"answer": "no"}, replaces=(first["id"],))
        third = entry(case, POINT, {"answer": "na"}, replaces=(second["id"], first["id"]))
        entries = [first, second, third, first, third]
        random.Random(1).shuffle(entries)
        sync(client, entries)
        assert record(client, case)[POINT] == ["na"]

    def test_is_entered_on_the_day_of_the_visit(self, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOW.replace(day=13))
        sync(officer(), filled(case))
        act = Act.objects.get(case=case, step="inspection")
        assert (act.on, act.at.day) == (DAY, 13)

    def test_is_kept_under_a_key(self, client: Client, case: Case) -> None:
        sync(client, filled(case))
        model: Any = apps.get_model("inspections", "SiteEntry")
        kept = b"".join(bytes(one) for one in model.objects.values_list("content", flat=True))
        assert kept
        assert "灭火器".encode() not in kept

    def test_is_answered_as_signed_out_when_the_session_is_over(self, client: Client, case: Case) -> None:
        answer = Client().post("/desk/tasks/sync/", {}, content_type="application/json")
        assert (answer.status_code, client.get("/desk/tasks/session.json").status_code) == (401, 200)
        assert "重新登录" in answer.json()["said"]

    @pytest.mark.parametrize("bad", [{"id": "x"}, {"what": "nothing"}, {"value": {"answer": 1}}, {"on": "never"}])
    def test_gives_back_what_cannot_be_read(self, client: Client, case: Case, bad: dict[str, Any]) -> None:
        answers = sync(client, [{**entry(case, POINT, {"answer": "yes"}), **bad}])
        assert states(answers) == ["refused"]
        assert "重新填写" in answers[0]["said"]

    def test_is_not_held_up_by_a_letter_that_no_database_takes(self, client: Client, case: Case) -> None:
        odd = entry(case, POINT, {"answer": "yes", "words": "灭\0火器\ud800"})
        answers = sync(client, [{**odd, "told_at": "\0\ud800"}, *filled(case)])
        assert states(answers)[0] == "taken"
        assert record(client, case)[POINT] == ["no", "yes"]


@pytest.mark.django_db(transaction=True)
class TestTheSameEntriesAtOnce:
    def test_are_taken_once(self, case: Case) -> None:
        entries = filled(case)
        phones = [officer(name) for name in ("张三", "李四", "王五", "赵六")]

        def hand_in(phone: Client) -> list[str]:
            try:
                return states(sync(phone, entries))
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(phones)) as at_once:
            answers = list(at_once.map(hand_in, phones))
        assert {state for told in answers for state in told} <= {"taken", "known", "later"}
        assert [[told[place] for told in answers].count("taken") for place in range(len(entries))] == [1] * 6
        assert steps(case) == ["approval", "notice", "entry", "inspection", "record"]


class TestARefusedEntry:
    def test_leaves_nothing_behind_and_may_be_mended(self, client: Client, case: Case) -> None:
        *parts, finish = [one for one in filled(case) if one["what"] != "signature"]
        sync(client, parts)
        (answer,) = sync(client, [finish])
        assert (answer["state"], "没有签字" in answer["said"]) == ("refused", True)
        assert "inspection" not in steps(case)
        signed = entry(case, "signature", {"paper": "yes", "who": "王五"})
        assert states(sync(client, [signed, finish])) == ["taken", "taken"]

    def test_stands_alone_among_others_that_are_taken(self, client: Client, case: Case) -> None:
        bad = entry(case, "point:CC9999-1", {"answer": "yes"})
        good = entry(case, "talk", {"who": "王五", "words": "好"})
        answers = sync(client, [bad, good])
        assert states(answers) == ["refused", "taken"]
        assert "不得检查清单以外的内容" in answers[0]["said"]

    def test_is_one_that_comes_after_the_record_was_signed(self, client: Client, case: Case) -> None:
        sync(client, filled(case))
        (answer,) = sync(client, [entry(case, "talk", {"words": "补一句"})])
        assert (answer["state"], "更正" in answer["said"]) == ("refused", True)

    def test_is_a_picture_that_no_law_asks_for(self, client: Client, case: Case) -> None:
        (answer,) = sync(client, [entry(case, POINT, {"answer": "yes", "photo": "data:image/jpeg;base64,AA=="})])
        assert "没有法律依据" in answer["said"]


class TestTwoPhones:
    def test_do_not_overwrite_each_other(self, client: Client, case: Case) -> None:
        other = officer("李四")
        sync(client, [entry(case, POINT, {"answer": "yes"})])
        sync(other, [entry(case, POINT, {"answer": "no"})])
        assert record(client, case)[POINT] == ["no", "yes"]
        page = client.get(f"/desk/tasks/{case.pk}/").content.decode()
        assert "填写不一致" in page

    def test_cannot_end_a_visit_on_which_they_disagree(self, client: Client, case: Case) -> None:
        *parts, finish = filled(case)
        sync(officer("李四"), [entry(case, POINT, {"answer": "yes"})])
        sync(client, parts)
        (answer,) = sync(client, [finish])
        assert (answer["state"], "不一致" in answer["said"]) == ("refused", True)

    def test_agree_by_choosing_one(self, client: Client, case: Case) -> None:
        first, second = entry(case, POINT, {"answer": "yes"}), entry(case, POINT, {"answer": "no"})
        sync(client, [first, second])
        sync(client, [entry(case, POINT, {"answer": "no"}, replaces=(first["id"], second["id"]))])
        assert record(client, case)[POINT] == ["no"]


class TestOfficers:
    @pytest.mark.parametrize(("until", "state"), [(9, "refused"), (10, "taken"), (11, "taken")])
    def test_whose_certificates_have_run_out_do_not_begin(
        self, client: Client, case: Case, until: int, state: str
    ) -> None:
        model: Any = record_model(catalogue().tables["officers"])
        model.objects.update(valid_to=date(2026, 3, until))
        (answer,) = sync(client, filled(case)[:1])
        assert answer["state"] == state
        assert ("已过期" in answer["said"]) is (state == "refused")

    @pytest.mark.parametrize("certificates", [FIRST, f"{FIRST} {FIRST}", ""])
    def test_do_not_go_alone(self, client: Client, case: Case, certificates: str) -> None:
        (answer,) = sync(client, [entry(case, "arrival", {"certificates": certificates, "shown": "yes"})])
        assert (answer["state"], "不少于2人" in answer["said"]) == ("refused", True)

    def test_show_their_certificates_first(self, client: Client, case: Case) -> None:
        (answer,) = sync(client, [entry(case, "arrival", {"certificates": f"{FIRST} {SECOND}"})])
        assert "请先出示证件" in answer["said"]

    def test_of_another_organ_find_nothing(self, client: Client, case: Case) -> None:
        other = signed_in("handler", organ="示例区/区教育局")
        assert other.get(f"/desk/tasks/{case.pk}/").status_code == 404
        assert states(sync(other, filled(case)[:1])) == ["refused"]

    def test_who_only_look_on_do_not_fill_in(self, client: Client, case: Case) -> None:
        assert states(sync(signed_in("auditor"), filled(case)[1:2])) == ["refused"]


class TestPoints:
    def test_are_answered_one_by_one_with_a_picture_only_where_a_law_asks(self, client: Client, case: Case) -> None:
        page = "/desk/office/inspection-points/"
        photo = {"item": ITEM, "text": "通道畅通", "photo": "消防法第二十八条"}
        assert client.post(page, {"item": ITEM, "text": "灭火器在有效期内"}).status_code == 302
        assert client.post(page, photo).status_code == 302
        assert client.post(page, {"item": "CC9", "text": "别的"}).status_code == 422
        picture = {"answer": "yes", "photo": "data:image/jpeg;base64,AA=="}
        first, second = entry(case, POINT, picture), entry(case, f"point:{ITEM}-2", {"answer": "yes"})
        assert states(sync(client, [first, second])) == ["refused", "taken"]
        lacking = sync(client, filled(case))[-1]["said"]
        assert "没有照片" in lacking
        mended = entry(case, second["what"], picture, replaces=(second["id"],))
        assert states(sync(client, [mended, entry(case, "finish", {})])) == ["taken", "taken"]


class TestWithoutScripts:
    def test_the_whole_form_is_taken_at_once(self, client: Client, case: Case) -> None:
        sent = {f"{one['what']}.{name}": value for one in filled(case) for name, value in one["value"].items()}
        answer = client.post(f"/desk/tasks/{case.pk}/", {**sent, "finish": "yes"})
        assert answer.status_code == 302
        assert steps(case)[-1] == "record"

    def test_a_form_sent_twice_changes_nothing(self, client: Client, case: Case) -> None:
        sent = {"arrival.certificates": f"{FIRST} {SECOND}", "arrival.shown": "yes"}
        client.post(f"/desk/tasks/{case.pk}/", sent)
        client.post(f"/desk/tasks/{case.pk}/", sent)
        assert steps(case).count("entry") == 1

    def test_a_refusal_is_shown_above_the_form(self, client: Client, case: Case) -> None:
        page = client.post(f"/desk/tasks/{case.pk}/", {"finish": "yes"})
        assert page.status_code == 422
        assert "不得办结本次检查" in page.content.decode()


class TestTheList:
    def test_shows_the_visits_of_today_with_what_they_lack(self, client: Client, case: Case) -> None:
        page = client.get("/desk/tasks/").content.decode()
        assert "泰星食品" in page
        assert "由我检查" in page

    def test_says_before_one_sets_out_what_stands_in_the_way(self, client: Client, case: Case) -> None:
        model: Any = record_model(catalogue().tables["officers"])
        model.objects.filter(cert=SECOND).update(valid_to=date(2026, 3, 9))
        page = client.get(f"/desk/tasks/{case.pk}/").content.decode()
        assert "现在还不能去检查" in page
        assert "已过期" in page

    def test_is_the_reach_of_the_worker(self, client: Client) -> None:
        answer = client.get("/desk/tasks/worker.js")
        assert answer.headers["Content-Type"].startswith("text/javascript")
