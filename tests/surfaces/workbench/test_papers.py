import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.surfaces.cases_at_work import JUSTICE, PDF, ago, opened, text
from tests.surfaces.posts import signed_in
from yifa.kernel.models import Act
from yifa.kernel.papers import Boxes, Family, Heading, Line, Pairs, Paper
from yifa.report.paper import paper_docx
from yifa.surfaces.workbench.casework.printing import code_of, read_code

PROFILE = Path(__file__).parents[3] / "samples" / "2022" / "profile.json"
SIGNED = {"person": "王局长", "seal": "已用印扫描件"}


@pytest.fixture(autouse=True)
def installation(settings: Any, tmp_path: Path) -> Path:
    settings.YIFA_HOME = tmp_path
    (tmp_path / "profile.json").write_text(PROFILE.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def handler(db: None) -> Client:
    return signed_in("handler", person="张三")


def words_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        return file.read("word/document.xml").decode()


class TestThePapersOfACase:
    def test_are_filled_from_what_is_on_record_and_leave_boxes_for_the_pen(self, handler: Client) -> None:
        case = opened(handler)
        page = text(handler.get(f"/desk/cases/{case}/papers/approval/"))
        assert "建一座公园" in page
        assert "《重大行政决策程序暂行条例》第十条、第十一条" in page
        assert "负责人审批意见 签名" in page
        assert "未盖章稿" in page
        assert "演示数据，不具有法律效力" in page

    def test_come_as_word_files_too(self, handler: Client) -> None:
        case = opened(handler)
        response = handler.get(f"/desk/cases/{case}/papers/service-receipt.docx")
        assert "受送达人" in words_of(response.content)
        assert code_of(case, "service-receipt") in words_of(response.content)

    def test_that_the_case_does_not_have_are_not_there(self, handler: Client) -> None:
        assert handler.get(f"/desk/cases/{opened(handler)}/papers/nothing/").status_code == 404


class TestASignedPaper:
    def test_returns_to_its_case_by_the_code_on_it(self, handler: Client) -> None:
        case = opened(handler)
        sent = {"code": code_of(case, "approval"), "on": ago(0), **SIGNED}
        response = handler.post("/desk/scans/", {**sent, "scan": SimpleUploadedFile("扫描.pdf", PDF)})
        assert response.headers["Location"] == f"/desk/cases/{case}/"
        page = text(handler.get(f"/desk/cases/{case}/"))
        assert "签批件归入" in page
        assert "审批表 下载Word文件 ：审批表 已用印扫描件" in page

    def test_is_not_taken_on_a_code_that_was_mistyped(self, handler: Client) -> None:
        case = opened(handler)
        wrong = code_of(case, "approval").replace(str(case), str(case + 1), 1)
        response = handler.post(
            "/desk/scans/", {"code": wrong, "on": ago(0), **SIGNED, "scan": SimpleUploadedFile("扫描.pdf", PDF)}
        )
        assert response.status_code == 422
        assert "文书编码不对" in text(response)

    def test_is_not_taken_from_whoever_may_not_see_the_case(self, handler: Client) -> None:
        case = opened(handler)
        stranger = signed_in("handler", organ=JUSTICE)
        sent = {"code": code_of(case, "approval"), "on": ago(0), **SIGNED}
        response = stranger.post("/desk/scans/", {**sent, "scan": SimpleUploadedFile("扫描.pdf", PDF)})
        assert "没有找到这份文书" in text(response)
        assert Act.objects.count() == 1


class TestTheCode:
    def test_is_read_back(self) -> None:
        assert read_code(code_of(12, "service-receipt")) == (12, "service-receipt")

    @pytest.mark.parametrize("typed", ["", "12", "12-approval", "x-approval-00", "９-approval-00", "9" * 30 + "-a-00"])
    def test_is_none_where_it_was_mistyped(self, typed: str) -> None:
        assert read_code(typed) is None


class TestTheWordFile:
    PAPER = Paper(
        "合法性审查意见书",
        Family.LETTER,
        (Heading("一、审查结论"), Line("合法,可以提请审议。"), Pairs((("项目", ""),)), Boxes(("意见",))),
        "区司法局",
        "示司审〔2022〕1号",
        "区住房城乡建设局",
        date(2022, 6, 1),
    )

    def test_of_a_letter_has_addressee_number_and_signature(self) -> None:
        words = words_of(paper_docx(self.PAPER, printed_on=date(2022, 6, 2), synthetic=False))
        for part in ("示司审〔2022〕1号", "区住房城乡建设局：", "2022年6月1日", "合法，可以提请审议。"):
            assert part in words

    def test_is_the_same_for_the_same_paper_of_a_day(self) -> None:
        first, second = (paper_docx(self.PAPER, printed_on=date(2022, 6, 2), synthetic=True) for _ in range(2))
        assert first == second
