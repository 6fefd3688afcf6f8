"""Sets of requirements: read from files, assessed from records, proved by documents, packed for the assessors."""

import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from tests.domains.supervision.desks import Desks, finding
from yifa.domains.supervision.assessing import Verdict, verdict_of
from yifa.domains.supervision.editions import shipped
from yifa.domains.supervision.models import FixedAssessment, Proof
from yifa.domains.supervision.requirements import HEADS, Requirement, UnableToReadSet, read_set
from yifa.domains.supervision.workbook import Sheet, workbook
from yifa.kernel.catalogue import catalogue
from yifa.kernel.models import Scan

DESK = "/desk/office/indicators/"
SET = f"{DESK}indicators-2021/"
PDF = b"%PDF-1.4 proof"


def written(*items: dict[str, Any], **changed: Any) -> bytes:
    told = {"kind": "indicators", "title": "甲指标", "edition": "一", "key": "jia-1", **changed}
    return json.dumps({**told, "groups": [{"number": "一", "title": "类", "items": list(items)}]}).encode()


def item(number: str, *tests: str, **told: Any) -> dict[str, Any]:
    return {"number": number, "text": f"要求{number}", "tests": list(tests), **told}


def load(desks: Desks, content: bytes, name: str = "a.json", **told: str) -> Any:
    return desks.reporter.post(DESK, {"do": "load", "file": SimpleUploadedFile(name, content), **told})


def proved(client: Any, number: str = "R206", year: int = 2026, **changed: Any) -> Any:
    sent = {"do": "prove", "verdict": "已达到", "reason": "见报告。", "clean": "yes", **changed}
    sent.setdefault("document", SimpleUploadedFile("报告.pdf", PDF))
    return client.post(f"{SET}?year={year}&number={number}", {k: v for k, v in sent.items() if v is not None})


def assessed(desks: Desks, number: str, year: int = 2026) -> str:
    return str(desks.reporter.get(f"{SET}?year={year}&number={number}").content.decode())


def packed(client: Any, year: int = 2026) -> zipfile.ZipFile:
    answer = client.get(f"{SET}?year={year}&as=zip")
    assert answer.streaming
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


class TestTheShippedSets:
    def test_say_that_they_are_no_official_text(self) -> None:
        assert {one.status for one in shipped()} == {"工作稿·待核"}

    def test_ask_only_for_figures_and_rules_that_there_are(self) -> None:
        codes = {rule.code for procedure in catalogue().procedures.values() for rule in procedure.rules}
        tests = [test for one in shipped() for requirement in one.requirements for test in requirement.tests]
        assert {test.what for test in tests if test.kind == "figure"} <= set(catalogue().figures)
        absent = [t.what for t in tests if t.kind == "rules" and not any(code.startswith(t.what) for code in codes)]
        assert absent == []


class TestAFile:
    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"[]", "不是指标体系"),
            (written(item("1"), item("1")), "出现不止一次"),
            (written(item("1", "figure:x")), "不可读"),
            (written(item("1", due="明年")), "不是日期"),
            (written(), "应当有1到"),
            (written(item("1"), key="../x"), "只能用小写字母"),
        ],
    )
    def test_that_is_no_set_is_refused_with_the_place(self, content: bytes, says: str) -> None:
        with pytest.raises(UnableToReadSet, match=says):
            read_set(content, name="a.json")

    def test_may_be_a_sheet(self) -> None:
        row = (
            "一、类",
            1,
            "要求",
            "出处",
            "甲局",
            "乙局",
            "是",
            "figure:doc_eval_2022>=1 rules:decision.",
            date(2026, 5, 1),
            "规划甲",
        )
        content = workbook(notes=("说明",), sheets=(Sheet("要求", HEADS, (row,)),), made_on=date(2026, 3, 10))
        found = read_set(content, name="a.xlsx", title="甲", edition="一", kind="tasks")
        (one,) = found.requirements
        assert (one.number, one.person, one.due, len(one.tests)) == ("1", True, date(2026, 5, 1), 2)
        assert (one.owner, one.helping) == ("甲局", "乙局")
        assert found.plan_items == ("规划甲",)

    def test_is_loaded_once_and_told_apart_from_the_edition_before(self, desks: Desks) -> None:
        assert load(desks, written(item("1"), item("2"))).status_code == 302
        assert load(desks, written(item("1"))).status_code == 422
        later = written({**item("1"), "text": "改了"}, item("3"), key="jia-2", edition="二")
        assert load(desks, later, replaces="jia-1").status_code == 302
        page = desks.other.get(f"{DESK}jia-2/").content.decode()
        assert "新增：3。删去：2。文字改动：1。" in page

    def test_is_loaded_by_no_handler(self, desks: Desks) -> None:
        sent = {"do": "load", "file": SimpleUploadedFile("a.json", written(item("1")))}
        assert "由监督、年度报告编制岗位" in desks.handler.post(DESK, sent).content.decode()


class TestAVerdict:
    @pytest.mark.parametrize("tested", [(), (Verdict.NO_DATA,), (Verdict.MET, Verdict.NO_DATA)])
    def test_is_never_met_without_data(self, tested: tuple[Verdict, ...]) -> None:
        assert verdict_of(Requirement("1", "甲", "一"), tested, ()) is Verdict.NO_DATA

    def test_is_the_worst_of_its_tests(self) -> None:
        found = verdict_of(Requirement("1", "甲", "一"), (Verdict.MET, Verdict.NO_DATA, Verdict.NOT), ())
        assert found is Verdict.NOT

    def test_of_records_alone_is_partly_where_a_person_has_to_say(self) -> None:
        asked = Requirement("1", "甲", "一", person=True)
        assert verdict_of(asked, (Verdict.MET,), ()) is Verdict.PARTLY

    def test_of_a_person_without_a_document_is_not_met(self) -> None:
        said = Proof(verdict="met")
        assert verdict_of(Requirement("1", "甲", "一"), (), (said,)) is Verdict.PARTLY

    def test_of_a_person_is_no_better_than_that_of_records(self) -> None:
        said = Proof(verdict="met", original_id=1)
        asked = Requirement("1", "甲", "一", person=True)
        assert verdict_of(asked, (Verdict.NOT,), (said,)) is Verdict.NOT


class TestAnAbsence:
    def scanned(self, year: int = 2026) -> None:
        at = date(year, 12, 31)
        Scan.objects.create(year=year, as_of=at, at="2026-03-10T00:00Z", found=0, new=0, gone=0, left=0, digest="a")

    def test_is_not_shown_by_an_empty_table(self, desks: Desks) -> None:
        assert "还没有做过程序检查" in assessed(desks, "R905")
        self.scanned()
        assert "没有可以检查的件" in assessed(desks, "R905")

    def test_is_shown_by_a_scan_that_found_nothing(self, desks: Desks) -> None:
        found = finding()
        desks.supervisor.post(f"/desk/office/supervision/?finding={found.pk}", {"do": "begin", "day": "2026-03-10"})
        self.scanned()
        assert "检查1件,核实属实0条,待核实0条".replace(",", "，") in assessed(desks, "R905")


class TestAProof:
    def test_counts_for_what_no_record_can_say(self, desks: Desks) -> None:
        assert "没有数据" in assessed(desks, "R603")
        assert proved(desks.handler, "R603").status_code == 302
        assert '<span class="tag good">已达到</span>' in assessed(desks, "R603")

    @pytest.mark.parametrize(
        ("changed", "says"), [({"document": None}, "没有上传材料"), ({"clean": ""}, "不含个人信息")]
    )
    def test_is_refused_without_a_document_or_a_look_at_it(
        self, desks: Desks, changed: dict[str, Any], says: str
    ) -> None:
        answer = proved(desks.handler, "R603", **changed)
        assert (answer.status_code, Proof.objects.count()) == (422, 0)
        assert says in answer.content.decode()

    def test_is_seen_by_no_other_organ(self, desks: Desks) -> None:
        proved(desks.handler, "R603")
        document = f"{SET}?document={Proof.objects.get().pk}"
        assert b"".join(desks.reporter.get(document)) == PDF
        assert desks.other.get(document).status_code == 404


class TestAFixedAssessment:
    def test_shows_what_changed_since(self, desks: Desks) -> None:
        assert desks.reporter.post(f"{SET}?year=2026", {"do": "fix"}).status_code == 302
        assert FixedAssessment.objects.get().year == 2026
        proved(desks.handler, "R603")
        assert "R603提高（没有数据→已达到）" in desks.reporter.get(f"{SET}?year=2026").content.decode()


class TestThePack:
    def test_holds_a_folder_for_each_requirement_an_index_and_what_is_missing(self, desks: Desks) -> None:
        proved(desks.handler, "R603")
        pack = packed(desks.reporter)
        names = pack.namelist()
        assert names[:2] == ["目录.xlsx", "缺少的材料.xlsx"]
        (document,) = [name for name in names if name.startswith("R603")]
        assert pack.read(document) == PDF
        assert pack.testzip() is None

    def test_says_in_its_index_where_each_document_lies_and_names_what_is_missing(self, desks: Desks) -> None:
        proved(desks.handler, "R603")
        pack = packed(desks.reporter)
        (line,) = [row for row in rows_of(pack, "目录.xlsx", "目录") if row[1] == "R603"]
        assert (line[3], line[6]) == ("已达到", "报告.pdf")
        assert any(name.startswith(f"{line[5]}/") and name.endswith("报告.pdf") for name in pack.namelist())
        missing = [row[1] for row in rows_of(pack, "缺少的材料.xlsx", "缺少的材料")]
        assert "R603" not in missing
        assert "R206" in missing

    def test_names_no_folder_that_it_does_not_hold(self, desks: Desks) -> None:
        pack = packed(desks.reporter)
        folders = {name.partition("/")[0] for name in pack.namelist() if "/" in name}
        assert {row[5] for row in rows_of(pack, "目录.xlsx", "目录") if row[5]} == folders

    def test_calls_its_lists_by_the_titles_of_figures(self, desks: Desks) -> None:
        named = [name for name in packed(desks.reporter).namelist() if "记录清单" in name]
        assert named
        assert not [name for name in named if "_" in name]

    def test_holds_nothing_that_the_viewer_may_not_see(self, desks: Desks) -> None:
        proved(desks.handler, "R603")
        assert not [name for name in packed(desks.other).namelist() if name.startswith("R603")]


def rows_of(pack: zipfile.ZipFile, name: str, sheet: str) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(pack.read(name)))
    return book.get_sheet_by_name(sheet).to_python()[1:]


class TestTasks:
    def test_take_reports_of_progress_each_with_its_day_and_its_organ(self, desks: Desks) -> None:
        task = item("T1", due="2026-06-30", owner="区住房城乡建设局", helping="区司法局", plan="规划甲")
        load(desks, written(task, kind="tasks"))
        page = f"{DESK}jia-1/?year=2026&number=T1"
        desks.handler.post(page, {"do": "prove", "verdict": "未达到", "reason": "方案已经拟好。"})
        told = desks.reporter.get(page).content.decode()
        for words in ("报告进展", "2026-03-10，区住房城乡建设局，未达到：方案已经拟好。", "2026-06-30", "规划甲"):
            assert words in told
        listed = desks.reporter.get(f"{DESK}jia-1/?year=2026").content.decode()
        assert "区住房城乡建设局，区司法局配合，2026-06-30以前" in listed

    @pytest.mark.parametrize(("year", "late"), [(2025, 0), (2026, 1)])
    def test_are_not_late_in_a_year_that_ended_before_their_day(self, desks: Desks, year: int, late: int) -> None:
        load(desks, written(item("T1", due="2026-01-01"), kind="tasks"))
        assert desks.reporter.get(f"{DESK}jia-1/?year={year}").content.decode().count("已逾期") == late

    def test_are_late_after_their_day_and_told_apart_by_plan(self, desks: Desks) -> None:
        tasks = written(
            item("T1", due="2026-03-09", plan="规划甲"),
            item("T2", due="2026-03-10"),
            kind="tasks",
            plan_items=["规划甲", "规划乙"],
        )
        load(desks, tasks)
        page = desks.reporter.get(f"{DESK}jia-1/?year=2026").content.decode()
        assert "没有法治任务的规划条目：规划乙。没有写明规划条目的任务 1 项。" in page
        assert page.count("已逾期") == 1
        assert "2026年到期 2 项，已完成 0 项" in page
