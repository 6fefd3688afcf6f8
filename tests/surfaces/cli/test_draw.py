"""yifa draw: one draw from the nonces of the organs to the verified bundle, in a folder, with the clock in our hands."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yifa.kernel.evidence.notes import WitnessKey
from yifa.surfaces.cli.main import parser
from yifa.surfaces.cli.refusal import UnableToRun

BEIJING = timezone(timedelta(hours=8))
ANNOUNCED = datetime(2022, 5, 15, 21, 15, tzinfo=BEIJING)
UNTIL = ANNOUNCED - timedelta(hours=3)
BEFORE, AFTER = ANNOUNCED - timedelta(days=5), ANNOUNCED + timedelta(hours=1)
NUMBERS = ("--number", "王某=03 07 11 18 22 31 09", "--number", "李某=3,7,11,18,22,31+9")
ORGANS = ("区市场监管局", "区司法局")

pytestmark = pytest.mark.django_db
Yifa = Callable[..., int]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def set_to(moment: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.localtime", lambda: moment)

    set_to(BEFORE)
    return set_to


def yifa(*arguments: object) -> int:
    options = parser(("draw",)).parse_args(["draw", *map(str, arguments)])
    code: int = options.act(options)
    return code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [f"{'ABCD'[i % 4]},91{i:04d},企业{i}" for i in range(200)]
    text = "\n".join(["检查对象名录库", "信用风险类别,统一社会信用代码,对象名称", *lines])
    (tmp_path / "名录.csv").write_text(text, encoding="utf-8")
    (tmp_path / "排除.csv").write_text("统一社会信用代码,排除理由\n910000,已停业\n910001,已停业\n", encoding="utf-8")
    people = [
        f"津{i:03d},{'食品、价格' if i % 2 else '食品'},区市场监管局,2020.1.1,2025年12月31日,91{i:04d}"
        for i in range(20)
    ]
    head = "执法证号,专业领域,所在部门,发证日期,有效期至,回避对象"
    (tmp_path / "人员.csv").write_text("\n".join([head, *people]), encoding="utf-8")
    return tmp_path


def asked(folder: Path, *more: object) -> list[object]:
    return [
        *("plan", "--register", folder / "名录.csv", "--out", folder / "抽取"),
        *("--title", "2022年第二季度双随机抽查", "--purpose", "双随机抽查", "--organ", ORGANS[0]),
        *("--basis", "《优化营商环境条例》第五十四条", "--quotas", "A=5,B=10%@价格,D=1/20", "--substitutes", 2),
        *("--source", "中国福利彩票双色球", "--round", "2022055", "--at", ANNOUNCED.isoformat()),
        *("--exclude", folder / "排除.csv", "--inspectors", folder / "人员.csv", "--inspection-on", "2022-06-01"),
        *more,
    ]


def written(folder: Path, name: str) -> Any:
    return json.loads((folder / "抽取" / name).read_text(encoding="utf-8"))


class TestDraw:
    def test_goes_from_plan_to_a_bundle_that_proves_itself(
        self, folder: Path, clock: Callable[[datetime], None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert yifa(*asked(folder)) == 0
        clock(AFTER)
        assert yifa("run", folder / "抽取", *NUMBERS) == 0
        bundle = written(folder, "bundle.json")
        assert [quota["number"] for quota in bundle["plan"]["quotas"]] == [5, 5, 3]
        assert len(bundle["result"]["drawn"]) == 13
        assert all(len(team["inspectors"]) == 2 for team in bundle["result"]["teams"])
        know = {one["code"] for one in bundle["plan"]["staffing"]["inspectors"] if "价格" in one["specialities"]}
        assert all(know.issuperset(team["inspectors"]) for team in bundle["result"]["teams"] if team["stratum"] == "B")
        assert yifa("verify", folder / "抽取/bundle.json", "--auditors", folder / "抽取/auditors.json") == 0
        assert "各项一致" in capsys.readouterr().out

    def test_leaves_a_script_and_a_page_that_need_nothing_else(
        self, folder: Path, clock: Callable[[datetime], None]
    ) -> None:
        yifa(*asked(folder))
        clock(AFTER)
        yifa("run", folder / "抽取", *NUMBERS)
        command = [sys.executable, "-I", "-S", "-X", "utf8", "replay.py", "bundle.json", "auditors.json"]
        told = subprocess.run(command, cwd=folder / "抽取", capture_output=True, encoding="utf-8", check=False)
        assert told.returncode == 0, told.stdout
        page = (folder / "抽取/公示.html").read_text(encoding="utf-8")
        assert all(one["code"] in page for one in written(folder, "bundle.json")["result"]["drawn"])
        assert "怎样核对" in page

    def test_gives_a_subject_that_is_listed_twice_one_chance(
        self, folder: Path, clock: object, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with (folder / "名录.csv").open("a", encoding="utf-8") as register:
            register.write("\nA,910000,企业0\n")
        yifa(*asked(folder))
        assert "有 1 行重复" in capsys.readouterr().out
        assert sum(one["size"] for one in written(folder, "plan.json")["frame"]["strata"]) == 200

    def test_keeps_the_list_and_the_nonces_from_other_eyes(self, folder: Path, clock: object) -> None:
        yifa(*asked(folder))
        assert (folder / "抽取/auditors.json").stat().st_mode & 0o077 == 0
        yifa("commit", "--organ", ORGANS[0], "--out", folder / "n.json")
        assert (folder / "n.json").stat().st_mode & 0o077 == 0

    def test_writes_the_bytes_that_were_hashed(self, folder: Path, clock: object) -> None:
        import hashlib  # noqa: PLC0415 - as sha256sum would

        yifa(*asked(folder))
        digest = hashlib.sha256((folder / "抽取/plan.json").read_bytes()).hexdigest()
        assert written(folder, "seals.json")[0]["hash"] == digest

    def test_may_be_given_as_a_request_in_a_file(self, folder: Path, clock: object) -> None:
        request = {
            "title": "案卷评查",
            "purpose": "抽取案卷",
            "organ": "区司法局",
            "basis": ["区案卷评查办法"],
            "quotas": [{"stratum": "A", "number": "3"}],
            "beacon": {"source": "中国体育彩票超级大乐透", "round": "22060", "at": ANNOUNCED.isoformat()},
        }
        (folder / "申请.json").write_text(json.dumps(request), encoding="utf-8")
        register, plan_file = folder / "名录.csv", folder / "申请.json"
        assert yifa("plan", "--register", register, "--plan-file", plan_file, "--out", folder / "抽取") == 0
        plan = written(folder, "plan.json")
        assert plan["staffing"] is None
        assert plan["quotas"][0]["number"] == 3


class TestJointDraw:
    def begin(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        promises = []
        for number, organ in enumerate(ORGANS):
            yifa("commit", "--organ", organ, "--out", folder / f"{number}.json")
            told = capsys.readouterr().out
            promise = next(line.removeprefix("承诺:") for line in told.splitlines() if line.startswith("承诺:"))
            promises += ["--commitment", f"{organ}={promise}"]
        yifa(*asked(folder, "--reveal-by", UNTIL.isoformat(), *promises))

    def test_counts_the_nonces_revealed_in_time_and_bars_the_others(
        self, folder: Path, clock: Callable[[datetime], None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.begin(folder, capsys)
        clock(UNTIL)
        assert yifa("reveal", folder / "抽取", folder / "0.json") == 0
        clock(AFTER)
        assert yifa("run", folder / "抽取", *NUMBERS) == 0
        came = written(folder, "bundle.json")["result"]["beacon"]
        assert [one["organ"] for one in came["reveals"]] == [ORGANS[0]]
        assert came["barred"] == [ORGANS[1]]
        assert yifa("verify", folder / "抽取/bundle.json") == 0

    def test_accepts_no_reveal_once_the_term_is_over(
        self, folder: Path, clock: Callable[[datetime], None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.begin(folder, capsys)
        clock(UNTIL + timedelta(minutes=1))
        with pytest.raises(UnableToRun, match="不再接受揭示"):
            yifa("reveal", folder / "抽取", folder / "0.json")
        clock(AFTER)
        with pytest.raises(UnableToRun, match="请中止"):
            yifa("run", folder / "抽取", *NUMBERS)

    def test_does_not_let_the_operator_drop_a_reveal_after_the_number(
        self, folder: Path, clock: Callable[[datetime], None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.begin(folder, capsys)
        clock(UNTIL)
        yifa("reveal", folder / "抽取", folder / "0.json", folder / "1.json")
        clock(AFTER)
        other = {"reveals": [], "barred": list(ORGANS)}
        (folder / "抽取/reveals.json").write_text(json.dumps(other), encoding="utf-8")
        with pytest.raises(UnableToRun, match="揭示文件与封存时的不同"):
            yifa("run", folder / "抽取", *NUMBERS)


class TestRefusal:
    def test_meets_a_draw_before_the_number_is_announced(self, folder: Path, clock: object) -> None:
        yifa(*asked(folder))
        with pytest.raises(UnableToRun, match="现在不能抽取"):
            yifa("run", folder / "抽取", *NUMBERS)
        assert not (folder / "抽取/bundle.json").exists()

    def test_meets_a_plan_after_the_number_and_leaves_nothing_behind(
        self, folder: Path, clock: Callable[[datetime], None]
    ) -> None:
        clock(ANNOUNCED)
        with pytest.raises(UnableToRun, match="公布之前封存"):
            yifa(*asked(folder))
        clock(BEFORE)
        assert yifa(*asked(folder)) == 0

    def test_meets_a_second_result_from_another_number(self, folder: Path, clock: Callable[[datetime], None]) -> None:
        yifa(*asked(folder))
        clock(AFTER)
        yifa("run", folder / "抽取", *NUMBERS)
        (folder / "抽取/bundle.json").unlink()
        other = ("--number", "王某=1 2 3 4 5 6 7", "--number", "李某=1 2 3 4 5 6 7")
        with pytest.raises(UnableToRun, match="不能再次封存"):
            yifa("run", folder / "抽取", *other)
        assert yifa("run", folder / "抽取", *NUMBERS) == 0

    def test_meets_a_plan_that_was_changed_after_sealing(self, folder: Path, clock: Callable[[datetime], None]) -> None:
        yifa(*asked(folder))
        file = folder / "抽取/plan.json"
        file.write_text(file.read_text(encoding="utf-8").replace("双随机抽查", "双随机检查"), encoding="utf-8")
        clock(AFTER)
        with pytest.raises(UnableToRun, match="被改动过"):
            yifa("run", folder / "抽取", *NUMBERS)

    @pytest.mark.parametrize(
        ("more", "because"),
        [
            (("--quotas", "E=1"), "没有层「E」"),
            (("--quotas", "A=51"), "不足以抽取 51 个"),
            (("--quotas", "200"), "没有写明层"),
            (("--per-subject", "1"), "不得少于两人"),
            (("--stratum", "风险"), "没有列「风险」"),
            (("--source", "某号码"), "由哪些号码组成没有写明"),
            (("--inspection-on", ""), "写明检查日期"),
        ],
    )
    def test_comes_in_a_sentence(self, folder: Path, clock: object, more: tuple[str, ...], because: str) -> None:
        with pytest.raises(UnableToRun, match=because):
            yifa(*asked(folder, *more))

    def test_meets_a_verification_of_a_changed_bundle_with_exit_code_1(
        self, folder: Path, clock: Callable[[datetime], None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        yifa(*asked(folder))
        clock(AFTER)
        yifa("run", folder / "抽取", *NUMBERS)
        file = folder / "抽取/bundle.json"
        file.write_text(file.read_text(encoding="utf-8").replace("已停业", "已停工"), encoding="utf-8")
        assert yifa("verify", file) == 1
        assert "被改动过" in capsys.readouterr().out


class TestAbort:
    def test_is_public_and_says_whom_it_would_have_drawn(self, folder: Path, clock: Callable[[datetime], None]) -> None:
        yifa(*asked(folder))
        clock(AFTER)
        assert yifa("abort", folder / "抽取", "--by", "局长办公会", "--why", "名录版本有误", *NUMBERS) == 0
        assert len(written(folder, "bundle.json")["aborted"]["would_have_drawn"]) == 13
        assert yifa("verify", folder / "抽取/bundle.json") == 0
        assert "名录版本有误" in (folder / "抽取/公示.html").read_text(encoding="utf-8")

    def test_ends_the_draw(self, folder: Path, clock: Callable[[datetime], None]) -> None:
        yifa(*asked(folder))
        yifa("abort", folder / "抽取", "--by", "局长办公会", "--why", "名录版本有误")
        clock(AFTER)
        with pytest.raises(UnableToRun, match="已经结束"):
            yifa("run", folder / "抽取", *NUMBERS)


class TestTheLog:
    def test_bears_out_when_everything_was_sealed(
        self, folder: Path, clock: Callable[[datetime], None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        yifa(*asked(folder))
        clock(AFTER)
        yifa("run", folder / "抽取", *NUMBERS)
        evidence = ("--evidence", folder / "抽取/存证/bundle.json")
        assert yifa("verify", folder / "抽取/bundle.json", *evidence) == 0
        bundle = written(folder, "bundle.json")
        bundle["seals"][0]["at"] = (BEFORE - timedelta(days=1)).isoformat()
        (folder / "改.json").write_text(json.dumps(bundle), encoding="utf-8")
        assert yifa("verify", folder / "改.json", *evidence) == 1
        assert "抽取计划的封存记录与存证日志不一致" in capsys.readouterr().out

    def test_knows_a_result_that_somebody_took_out_of_the_folder(
        self, folder: Path, clock: Callable[[datetime], None]
    ) -> None:
        yifa(*asked(folder))
        sealed = (folder / "抽取/seals.json").read_text(encoding="utf-8")
        clock(AFTER)
        yifa("run", folder / "抽取", *NUMBERS)
        (folder / "抽取/bundle.json").unlink()
        (folder / "抽取/seals.json").write_text(sealed, encoding="utf-8")
        others = ("--number", "王某=01 02 03 04 05 06 07", "--number", "李某=01 02 03 04 05 06 07")
        with pytest.raises(UnableToRun, match="存证日志中已有另一份抽取结果"):
            yifa("run", folder / "抽取", *others)

    def test_shows_every_draw_also_the_aborted_and_the_unfinished(
        self, folder: Path, clock: Callable[[datetime], None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        yifa(*asked(folder))
        yifa(*asked(folder, "--title", "补抽", "--out", folder / "补抽"))
        yifa("abort", folder / "抽取", "--by", "赵某", "--why", "名录有误")
        capsys.readouterr()
        assert yifa("list") == 0
        told = capsys.readouterr().out
        assert told.startswith("第 1 次 2022-05-10 区市场监管局「2022年第二季度双随机抽查」:已中止")
        assert "第 2 次 2022-05-10 区市场监管局「补抽」:已封存计划,尚未抽取" in told
        assert "第 1 次抽取计划" in (folder / "抽取/公示.html").read_text(encoding="utf-8")
        assert "共有抽取 2 次" in told

    def test_lets_no_draw_have_both_a_result_and_an_abort(
        self, folder: Path, clock: Callable[[datetime], None]
    ) -> None:
        yifa(*asked(folder))
        shutil.copytree(folder / "抽取", folder / "另存")
        clock(AFTER)
        yifa("run", folder / "抽取", *NUMBERS)
        with pytest.raises(UnableToRun, match="已有抽取结果,不能再封存中止记录"):
            yifa("abort", folder / "另存", "--by", "赵某", "--why", "不合意")

    def test_nor_a_result_after_an_abort(self, folder: Path, clock: Callable[[datetime], None]) -> None:
        yifa(*asked(folder))
        shutil.copytree(folder / "抽取", folder / "另存")
        yifa("abort", folder / "抽取", "--by", "赵某", "--why", "名录有误")
        clock(AFTER)
        with pytest.raises(UnableToRun, match="已有中止记录,不能再封存抽取结果"):
            yifa("run", folder / "另存", *NUMBERS)

    def test_is_checked_with_the_key_that_was_published(
        self, folder: Path, clock: Callable[[datetime], None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        yifa(*asked(folder))
        clock(AFTER)
        yifa("run", folder / "抽取", *NUMBERS)
        stranger = WitnessKey("yifa/stranger", Ed25519PrivateKey.generate()).verifier
        (folder / "公钥.txt").write_text(stranger.text, encoding="utf-8")
        evidence = ("--evidence", folder / "抽取/存证/bundle.json", "--key", folder / "公钥.txt")
        assert yifa("verify", folder / "抽取/bundle.json", *evidence) == 1
        assert "应有它的公钥一把,手头有0把" in capsys.readouterr().out
