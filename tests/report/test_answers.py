"""The workbook goes out, people write into it, and every row of it comes back with what became of it."""

from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from yifa.engine.ingest.refusal import UnableToReadFile
from yifa.kernel.access import OPERATOR, Post, Viewer
from yifa.kernel.acts import Actor
from yifa.kernel.findings.found import Found, Identity, detail_text
from yifa.kernel.findings.listing import findings
from yifa.kernel.findings.scans import store
from yifa.kernel.models import Case, Finding
from yifa.kernel.opening import open_case
from yifa.law.fold import Given
from yifa.report.answers import Became, Taken, Taking, take
from yifa.report.doubts import stored_rows
from yifa.report.workbooks import write_findings

pytestmark = [pytest.mark.django_db]
RULE = "trial.decide_late"
NOW = datetime(2023, 1, 20, 2, 0, tzinfo=UTC)
DAY = date(2023, 1, 20)
ANSWER = ("不属实", "送达回证在卷", "王审", date(2023, 1, 16))
COLUMNS = {"核实结果": 13, "核实说明": 14, "核实人": 15, "核实日期": 16}


def opened() -> int:
    by = Actor("张三", organ="区司法局", person="李四")
    given = Given()
    return open_case(procedure="decision_evaluation", on=date(2022, 3, 1), by=by, at=NOW, given=given).case_id


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A workbook with two doubts as it goes out: one of a case with a key, one of a case opened here."""
    first, second = opened(), opened()
    Case.objects.filter(pk=first).update(source_key="示许〔2022〕1号")
    scan(first, second)
    path = tmp_path / "findings.xlsx"
    write_findings(stored_rows(findings(OPERATOR, on=DAY)), path, dated_on=DAY)
    return path


def scan(*cases: int, late: int = 3) -> None:
    text = detail_text({"start": "2022-03-04", "due": None, "late": late, "unit": "workday"})
    found = [Found(Identity(case_id, RULE), "第四十二条", "", text, "决定逾期。") for case_id in cases]
    store(found=found, year=2022, as_of=date(2022, 12, 31), entered_by="检查员", at=NOW)


def written(path: Path, *answers: tuple[object, ...], row: int = 2) -> Path:
    book = openpyxl.load_workbook(path)
    for number, answer in enumerate(answers, start=row):
        for column, value in zip(COLUMNS.values(), answer, strict=True):
            book.worksheets[0].cell(number, column).value = value  # type: ignore[assignment]
    book.save(path)
    return path


def taken(path: Path, *, as_replies: bool = False, person: str = "", role: str = "reviewer") -> list[Taken]:
    def viewer_of(name: str, finding: Finding) -> Viewer:
        return Viewer(name, (Post(role, finding.case.organ_path),))

    return take(path, Taking(OPERATOR, viewer_of, "录入员", NOW, DAY, as_replies=as_replies, person=person))


class TestARow:
    def test_that_is_answered_is_a_decision(self, sent: Path) -> None:
        one, other = taken(written(sent, ANSWER))
        first = Finding.objects.order_by("pk")[0]
        entry = first.entries.latest("pk")
        assert (one.became, other.became) == (Became.TAKEN, Became.EMPTY)
        assert (first.state, entry.person, entry.on, entry.reason, entry.entered_by) == (
            "unfounded",
            "王审",
            date(2023, 1, 16),
            "送达回证在卷",
            "录入员",
        )

    def test_may_be_the_reply_of_the_organ_with_its_own_view(self, sent: Path) -> None:
        (one, _) = taken(written(sent, ANSWER), as_replies=True, role="handler")
        first = Finding.objects.order_by("pk")[0]
        assert (one.became, first.state, first.outcome) == (Became.TAKEN, "replied", "")
        assert first.entries.latest("pk").reason == "不属实。送达回证在卷"

    def test_taken_twice_is_on_record_once(self, sent: Path) -> None:
        taken(written(sent, ANSWER))
        assert [one.became for one in taken(sent)] == [Became.ON_RECORD, Became.EMPTY]
        assert Finding.objects.order_by("pk")[0].entries.filter(said="decided").count() == 1

    def test_taken_twice_does_not_undo_a_later_decision(self, sent: Path) -> None:
        taken(written(sent, ANSWER))
        taken(written(sent, ("属实", "复核后改正", "王审", date(2023, 1, 18))))
        taken(written(sent, ANSWER))
        assert Finding.objects.order_by("pk")[0].outcome == "confirmed"

    def test_of_a_case_without_a_key_is_found_by_its_internal_number(self, sent: Path) -> None:
        assert [one.became for one in taken(written(sent, ANSWER, ANSWER))] == [Became.TAKEN, Became.TAKEN]

    @pytest.mark.parametrize(
        ("answer", "why"),
        [
            (("也许", "送达回证在卷", "王审", DAY), "「也许」不是核实结果"),
            (("属实", "", "", None), "没有填写核实说明、核实人、核实日期"),
            (("", "送达回证在卷", "王审", DAY), "没有填写核实结果"),
            (("属实", "送达回证在卷", "王审", "昨天"), "核实日期「昨天」不可读"),
            (("属实", "送达回证在卷", "王审", date(2023, 1, 21)), "晚于录入日2023-01-20"),
        ],
    )
    def test_that_is_not_complete_comes_back_with_the_reason(
        self, sent: Path, answer: tuple[object, ...], why: str
    ) -> None:
        (one, _) = taken(written(sent, answer))
        assert one.became is Became.REFUSED
        assert why in one.sentence

    @pytest.mark.parametrize("day", ["2023-01-16", "2023年1月16日", "20230116", date(2023, 1, 16)])
    def test_is_dated_as_offices_write(self, sent: Path, day: object) -> None:
        assert taken(written(sent, (*ANSWER[:3], day)))[0].became is Became.TAKEN
        assert Finding.objects.order_by("pk")[0].entries.latest("pk").on == date(2023, 1, 16)

    def test_may_leave_it_to_the_command_to_say_who(self, sent: Path) -> None:
        assert taken(written(sent, ("属实", "在卷", "", DAY)), person="周督")[0].became is Became.TAKEN

    def test_that_comes_back_keeps_no_other_from_being_taken(self, sent: Path) -> None:
        became = [one.became for one in taken(written(sent, ("也许", "", "", None), ANSWER))]
        assert became == [Became.REFUSED, Became.TAKEN]

    def test_on_a_case_that_has_changed_since_comes_back(self, sent: Path) -> None:
        scan(*Finding.objects.order_by("pk").values_list("case_id", flat=True), late=9)
        (one, _) = taken(written(sent, ANSWER))
        assert one.became is Became.REFUSED
        assert "情形与填写时所依据的不同" in one.sentence

    def test_on_a_doubt_that_nobody_has_comes_back(self, sent: Path) -> None:
        book = openpyxl.load_workbook(sent)
        book.worksheets[0].cell(2, 6).value = "没有的案件"
        book.save(sent)
        (one, _) = taken(written(sent, ANSWER))
        assert "疑点库里没有案件「没有的案件」" in one.sentence

    def test_by_somebody_who_may_not_comes_back(self, sent: Path) -> None:
        (one, _) = taken(written(sent, ANSWER), role="handler")
        assert "核实由审核、监督、年度报告编制、上级机关负责人岗位办理" in one.sentence


class TestAWorkbook:
    def test_is_told_by_its_headings(self, tmp_path: Path) -> None:
        path = tmp_path / "别的.csv"
        path.write_text("规则,案件\na,b\n", encoding="utf-8")
        with pytest.raises(UnableToReadFile, match="没有找到表头"):
            taken(path)

    def test_may_have_its_columns_in_another_order_and_lines_above(self, sent: Path, tmp_path: Path) -> None:
        path = tmp_path / "手抄.csv"
        lines = ["程序疑点,,,", "核实日期,核实人,核实说明,核实结果,案件,规则"]
        lines += [f"2023-01-16,王审,在卷,属实,示许〔2022〕1号,{RULE}"]
        path.write_text("\n".join(lines), encoding="utf-8")
        (one,) = taken(path)
        assert (one.became, one.written.row) == (Became.TAKEN, 3)
