"""Writing the annual report: figures are worked out, words are typed, and nobody overwrites another unseen."""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.surfaces.portal.canaries import CANARY, Canaries
from tests.surfaces.posts import signed_in
from yifa.kernel.access import REPORTER
from yifa.kernel.drafts.models import Revision
from yifa.report import yearly
from yifa.report.document import OpenItem, Paragraph
from yifa.report.docx import docx_bytes
from yifa.report.drafting import UnableToDraft, choose, draft_of, outline_of, write_text
from yifa.report.problems import problem_blocks
from yifa.surfaces.shell.district import district

PROFILE = Path(__file__).parents[3] / "samples" / "2022" / "profile.json"
YEAR, DAY = 2022, date(2022, 12, 31)
NOW = datetime(2022, 12, 31, 2, 0, tzinfo=UTC)
SECTIONS = outline_of(YEAR).sections
PLACE = next(n for n, one in enumerate(SECTIONS) if one.title == "加强合法性审查工作")
TITLE = SECTIONS[PLACE].title
ADDRESS = f"/desk/report/{YEAR}/section/{PLACE}/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def installation(settings: Any, tmp_path: Path) -> None:
    settings.YIFA_HOME = tmp_path
    shutil.copyfile(PROFILE, tmp_path / "profile.json")


@pytest.fixture
def reporter() -> Client:
    return signed_in("reporter", organ="示例区/区司法局", person="赵六")


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


class TestASlot:
    def test_cannot_be_typed_over_by_a_forged_post(self, reporter: Client) -> None:
        for forged in ("decision_legal_reviews", "figure/decision_legal_reviews", "下一章", "doubt/x"):
            answer = reporter.post(ADDRESS, {"section": forged, "text": "审查 999 项。", "after": "0"})
            assert answer.status_code == 422
            assert "不能手工填写" in answer.content.decode()
        assert not Revision.objects.exists()

    def test_is_no_slot_where_a_person_types_its_mark(self, reporter: Client) -> None:
        reporter.post(ADDRESS, {"section": TITLE, "text": "审查{value}项。", "after": "0"})
        document = yearly.composed(district(), year=YEAR, on=DAY, items=(), listed=False)
        typed = [b for c in document.chapters for b in c.blocks if isinstance(b, Paragraph) and b.typed]
        assert [run.text for run in typed[0].runs if hasattr(run, "text")] == ["审查{value}项。"]

    def test_is_refused_below_the_page_as_well(self) -> None:
        with pytest.raises(UnableToDraft, match="请更正台账"):
            write_text(year=YEAR, section="mkt_cases", text="1", after=0, by="赵六", at=NOW)


class TestTwoPeople:
    def test_do_not_overwrite_each_other_unseen(self, reporter: Client) -> None:
        other = signed_in("reporter", organ="示例区/区司法局", person="钱七")
        assert reporter.post(ADDRESS, {"section": TITLE, "text": "甲写的。", "after": "0"}).status_code == 302
        answer = other.post(ADDRESS, {"section": TITLE, "text": "乙写的。", "after": "0"})
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert "甲写的。" in shown
        assert "乙写的。" in shown
        assert "赵六" in shown
        assert draft_of(YEAR).texts[TITLE].text == "甲写的。"
        merged = {"section": TITLE, "text": "甲写的。乙写的。", "after": "1"}
        assert other.post(ADDRESS, merged).status_code == 302
        assert draft_of(YEAR).texts[TITLE].text == "甲写的。乙写的。"

    def test_are_both_in_the_history(self, reporter: Client) -> None:
        for number, text in enumerate(("第一稿。", "第二稿。", "")):
            reporter.post(ADDRESS, {"section": TITLE, "text": text, "after": str(number)})
        shown = page(reporter, f"/desk/report/{YEAR}/history/")
        assert all(words in shown for words in ("第一稿。", "第二稿。", "清空", "赵六"))

    def test_cannot_change_the_history(self) -> None:
        write_text(year=YEAR, section=TITLE, text="一。", after=0, by="赵六", at=NOW)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Revision.objects.update(text="二。")


class TestTheDraft:
    def test_marks_what_stood_there_last_year(self, reporter: Client) -> None:
        write_text(year=YEAR - 1, section=TITLE, text="严格把关。\n旧的。", after=0, by="赵六", at=NOW)
        write_text(year=YEAR, section=TITLE, text="严格 把关。\n新的。", after=0, by="赵六", at=NOW)
        shown = page(reporter, f"/desk/report/{YEAR}/")
        assert shown.count("与上年一字不差") == 1

    def test_names_who_owes_what_is_missing(self, reporter: Client) -> None:
        shown = page(reporter, f"/desk/report/{YEAR}/")
        assert "填报单位补齐" in shown
        assert "尚未载入" in shown

    def test_is_the_same_document_for_page_and_command(self, reporter: Client) -> None:
        write_text(year=YEAR, section=TITLE, text="严格把关。", after=0, by="赵六", at=NOW)
        answer = reporter.get(f"/desk/report/{YEAR}/files/report.docx")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as mine:
            body = mine.read("word/document.xml").decode()
        assert "严格把关。" in body
        today = datetime.now(UTC).date()
        same = yearly.composed(district(), year=YEAR, on=today, items=(), viewer=REPORTER)
        with zipfile.ZipFile(io.BytesIO(docx_bytes(same))) as command:
            assert command.read("word/document.xml").decode() == body

    def test_is_checked_with_its_figures(self, reporter: Client) -> None:
        text = "查处案件50件,罚款100万元,平均每件5万元。"
        write_text(year=YEAR, section=TITLE, text=text, after=0, by="赵六", at=NOW)
        assert "手写的文字" in page(reporter, f"/desk/report/{YEAR}/check/")


class TestAChoice:
    ITEM = OpenItem("penalty.hearing", "听证", "《行政处罚法》第六十三条", 3, "mkt_cases")

    def test_needs_a_reason_either_way_and_stays(self) -> None:
        with pytest.raises(UnableToDraft, match="没有写明理由"):
            self.made(reason=" ", after=0)
        self.made(reason="已经整改", after=0)
        self.made(reason="仍有三件", after=1, chosen=True)
        assert draft_of(YEAR).choices[self.ITEM.key].verdict == "采用"
        assert Revision.objects.count() == 2

    def test_of_a_doubt_that_does_not_stand_is_refused(self) -> None:
        with pytest.raises(UnableToDraft, match="没有这一类"):
            choose(year=YEAR, item="x/", chosen=True, reason="好", items=[self.ITEM], after=0, by="赵六", at=NOW)

    def test_is_printed_beside_the_doubt(self) -> None:
        self.made(reason="已经整改", after=0)
        blocks = list(problem_blocks([self.ITEM], {}, choices=draft_of(YEAR).written.choices))
        assert "不采用：已经整改" in str(blocks)

    def made(self, *, reason: str, after: int, chosen: bool = False) -> None:
        item = self.ITEM.key
        choose(year=YEAR, item=item, chosen=chosen, reason=reason, items=[self.ITEM], after=after, by="赵六", at=NOW)


class TestWhoMay:
    @pytest.mark.parametrize("role", ["head", "leader", "supervisor"])
    def test_read_are_those_who_answer_for_it_and_write_are_reporters(self, role: str) -> None:
        client = signed_in(role)
        assert "撰写文字" not in page(client, f"/desk/report/{YEAR}/")
        assert client.get(ADDRESS).status_code == 403
        assert client.post(ADDRESS, {"section": TITLE, "text": "一。", "after": "0"}).status_code == 403

    def test_not_read_at_all_are_handlers(self) -> None:
        assert signed_in("handler").get(f"/desk/report/{YEAR}/").status_code == 403

    def test_find_other_organs_records_in_the_files_is_nobody(self) -> None:
        Canaries().enter()
        client = signed_in("head", organ="示例区/区司法局")
        assert client.get(f"/desk/report/{YEAR}/files/report.zip").status_code == 403
        with zipfile.ZipFile(io.BytesIO(client.get(f"/desk/report/{YEAR}/files/report.docx").content)) as archive:
            text = "".join(archive.read(one).decode(errors="ignore") for one in archive.namelist())
        assert CANARY not in text
        assert CANARY not in page(client, f"/desk/report/{YEAR}/")
        assert CANARY not in page(client, f"/desk/report/{YEAR}/figures/")
