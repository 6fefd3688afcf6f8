"""程序疑点 on pages: listed to whom they concern, answered by whom the law lets, corrected and found gone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.surfaces.posts import BUREAU, organ_at, signed_in
from yifa.kernel.acts import Actor, Proposed, perform
from yifa.kernel.models import Case, Finding
from yifa.kernel.opening import open_case
from yifa.law.act import Kind
from yifa.law.fold import Given
from yifa.report.punctuation import mended
from yifa.surfaces.workbench.intake import background

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 12, 30, 2, 0, tzinfo=UTC)
DISTRICT, OTHERS = "示例区", "示例区/区水务局"
BY = Actor("张三", organ="区住房城乡建设局", person="李四")
CANARY = "金丝雀水库迁移"


@pytest.fixture(autouse=True)
def installation(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.YIFA_HOME = tmp_path
    monkeypatch.setattr(background, "start", lambda work: work())
    organ_at(DISTRICT)


def decision(title: str = "旧区改造", organ: str = BUREAU) -> int:
    """A decision whose public comments were open for ten days."""
    day, place = date(2022, 3, 1), organ_at(organ)
    opened = open_case(
        procedure="major_decision", on=day, by=BY, at=NOW, given=Given(), organ_id=place.pk, title=title
    ).case_id
    Case.objects.filter(pk=opened).update(organ_path=organ)
    do(opened, Proposed(Kind.STARTED, "public_comments", day))
    do(opened, Proposed(Kind.DONE, "public_comments", date(2022, 3, 11)))
    return opened


def do(case_id: int, act: Proposed, at: datetime = NOW) -> int:
    return perform(case_id=case_id, act=act, by=BY, at=at, given=Given()).seq


def scanned(client: Client | None = None) -> str:
    client = client or signed_in("reporter", organ="")
    response = client.post("/desk/findings/scan/", {"year": "2022"})
    client.get(response.headers["Location"])
    return text(client.get(response.headers["Location"]))


def text(response: Any) -> str:
    return str(response.content.decode())


def supervisor() -> Client:
    return signed_in("supervisor", organ="示例区/区司法局", reach=DISTRICT, person="周督")


def said(client: Client, **words: str) -> str:
    return text(client.post(f"/desk/findings/{Finding.objects.order_by('pk').first().pk}/", words, follow=True))  # type: ignore[union-attr]


class TestTheDesk:
    def test_is_filled_by_a_scan_and_lists_what_it_found(self) -> None:
        decision()
        assert "新疑点 1 条" in scanned()
        page = text(supervisor().get("/desk/findings/"))
        assert "2022年共 1 条" in page
        assert "待核实 1" in page
        assert "旧区改造" in page

    def test_shows_an_organ_its_own_and_not_a_word_of_others(self) -> None:
        decision()
        decision(CANARY, OTHERS)
        scanned()
        ours = signed_in("handler")
        page = text(ours.get("/desk/findings/"))
        assert "2022年共 1 条" in page
        assert CANARY not in page
        assert "区水务局" not in page
        foreign = Finding.objects.get(case__title=CANARY).pk
        for address in (f"/desk/findings/{foreign}/", f"/desk/findings/{foreign}999/"):
            assert ours.get(address).status_code == 404
            assert ours.post(address, {"said": "reply", "reason": "x"}).status_code == 404
        book = openpyxl.load_workbook(BytesIO(b"".join(ours.get("/desk/findings/findings.xlsx").streaming_content)))  # type: ignore[attr-defined]
        assert CANARY not in str(list(book.worksheets[0].values))
        assert "2022年共 2 条" in text(supervisor().get("/desk/findings/"))

    @pytest.mark.parametrize(("query", "count"), [("state=awaiting", 1), ("state=confirmed", 0), ("rule=x", 0)])
    def test_is_narrowed_by_state_and_rule(self, query: str, count: int) -> None:
        decision()
        scanned()
        assert text(supervisor().get(f"/desk/findings/?year=2022&{query}")).count("旧区改造") == count

    @pytest.mark.parametrize("role", ["window", "system_admin", "audit_admin"])
    def test_is_not_for_every_role(self, role: str) -> None:
        assert signed_in(role).get("/desk/findings/").status_code == 403

    def test_tells_the_numbers_of_a_scan_only_to_who_sees_the_whole_district(self) -> None:
        decision(CANARY, OTHERS)
        page = scanned(signed_in("supervisor"))
        assert "检查完成" in page
        assert "新疑点" not in page
        assert signed_in("handler").post("/desk/findings/scan/", {"year": "2022"}).status_code == 403


class TestAFinding:
    def test_says_what_was_found_by_which_article_and_how_it_was_counted(self) -> None:
        decision()
        scanned()
        finding = Finding.objects.get()
        page = text(supervisor().get(f"/desk/findings/{finding.pk}/"))
        assert mended(finding.sentence) in page
        assert finding.article in page
        assert "<dt>少于法定</dt><dd>20日</dd>" in page
        assert "「公开征求意见」" in page

    def test_is_replied_to_by_its_organ_and_decided_by_a_supervisor(self) -> None:
        decision()
        scanned()
        handler = signed_in("handler", person="李办")
        page = said(handler, said="reply", reason="情况紧急,已写明理由")
        assert "已答复" in page
        assert 'value="decide"' not in page
        page = said(supervisor(), said="decide", outcome="confirmed", reason="卷内没有说明")
        assert "情况紧急" in page
        assert "「属实」" in page
        assert Finding.objects.get().state == "confirmed"

    def test_is_not_decided_without_a_reason_nor_by_its_own_head(self) -> None:
        decision()
        scanned()
        assert "没有写明理由" in said(supervisor(), said="decide", outcome="confirmed", reason=" ")
        assert "没有选择核实结果" in said(supervisor(), said="decide", reason="卷内")
        assert "上级机关负责人" in said(signed_in("head"), said="decide", outcome="unfounded", reason="卷内")
        justice = signed_in("head", organ="示例区/区司法局", reach=DISTRICT)
        assert "「不属实」" in said(justice, said="decide", outcome="unfounded", reason="卷内有说明")

    def test_that_is_a_wrong_ledger_is_corrected_and_gone(self) -> None:
        case_id = decision()
        scanned()
        page = said(supervisor(), said="decide", outcome="ledger_wrong", reason="漏改日期")
        assert "台账填错，还没有更正" in page
        assert f"/desk/cases/{case_id}/act/corrected/" not in page
        handled = text(signed_in("handler").get(f"/desk/findings/{Finding.objects.get().pk}/"))
        assert f"/desk/cases/{case_id}/act/corrected/2/" in handled
        corrected = Proposed(Kind.CORRECTED, "public_comments", date(2022, 4, 11), corrects=2, replaces=Kind.DONE)
        seq = do(case_id, corrected, at=datetime.now(UTC))
        assert "已更正，待复查" in said(supervisor(), said="correct", act=str(seq))
        assert "不再检出 1 条" in scanned()
        assert "不再检出" in text(supervisor().get(f"/desk/findings/{Finding.objects.get().pk}/"))

    def test_that_was_corrected_in_vain_is_open_again(self) -> None:
        case_id = decision()
        scanned()
        said(supervisor(), said="decide", outcome="ledger_wrong", reason="漏改日期")
        same = Proposed(Kind.CORRECTED, "public_comments", date(2022, 3, 11), corrects=2, replaces=Kind.DONE)
        said(supervisor(), said="correct", act=str(do(case_id, same)))
        assert "更正后仍检出 1 条" in scanned()
        page = text(supervisor().get(f"/desk/findings/{Finding.objects.get().pk}/"))
        assert "更正后仍检出" in page
        assert Finding.objects.get().state == "open"


class TestTheWorkbook:
    def filled(self, client: Client, *answer: object) -> SimpleUploadedFile:
        content = b"".join(client.get("/desk/findings/findings.xlsx").streaming_content)  # type: ignore[attr-defined]
        book, out = openpyxl.load_workbook(BytesIO(content)), BytesIO()
        for column, value in zip(range(13, 17), answer, strict=True):
            book.worksheets[0].cell(2, column).value = value  # type: ignore[assignment]
        book.save(out)
        return SimpleUploadedFile("程序疑点.xlsx", out.getvalue())

    def test_goes_out_and_comes_back_once(self) -> None:
        decision()
        scanned()
        client = supervisor()
        for became in ("收下", "以前已收"):
            file = self.filled(client, "不属实", "已写明缩短理由", "王审", date(2023, 1, 16))
            page = text(client.post("/desk/findings/answers/", {"said": "decided", "answers": file}))
            assert f'data-head="结果">{became}<' in page
        finding = Finding.objects.get()
        assert finding.state == "unfounded"
        entry = finding.entries.get(said="decided")
        assert (entry.person, entry.entered_by.startswith("周督(")) == ("王审", True)

    def test_of_another_organ_comes_back_row_by_row(self) -> None:
        decision(CANARY, OTHERS)
        scanned()
        file = self.filled(supervisor(), "不属实", "在卷", "王审", date(2023, 1, 16))
        client = signed_in("handler")
        page = text(client.post("/desk/findings/answers/", {"said": "replied", "answers": file}))
        assert "疑点库里没有案件" in page
        assert client.post("/desk/findings/answers/", {"said": "decided"}).status_code == 404

    def test_that_is_none_is_refused_in_a_sentence(self) -> None:
        other = SimpleUploadedFile("x.csv", "甲,乙\n1,2\n".encode())
        page = text(supervisor().post("/desk/findings/answers/", {"said": "decided", "answers": other}))
        assert "没有找到表头" in page
