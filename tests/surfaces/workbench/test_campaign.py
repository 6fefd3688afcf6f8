"""Editions of the annual report, what they change, honours that need a row, and the leaders' paper."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.surfaces.posts import organ_at, signed_in
from yifa.kernel.acts import Actor, Proposed, perform
from yifa.kernel.models import Act, Case
from yifa.law.act import Kind
from yifa.law.fold import Given
from yifa.report.campaign_editions import editions
from yifa.report.campaign_honours import unproved
from yifa.report.campaign_paper import ROWS

PROFILE = Path(__file__).parents[3] / "samples" / "2022" / "profile.json"
JUSTICE, DISTRICT, WATER = "示例区/区司法局", "示例区", "示例区/区水务局"
EDITIONS, OPENING = "/desk/report/2022/editions/", "/desk/report/2022/section/0/"
HONOURED = {
    "do": "honour",
    "honour": "全国法治政府建设示范区",
    "granted_by": "中央依法治国办",
    "number": "中法办〔2022〕1号",
    "granted_on": "2022-10-01",
    "honoured": "示例区",
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def installation(settings: Any, tmp_path: Path) -> None:
    settings.YIFA_HOME = tmp_path
    shutil.copyfile(PROFILE, tmp_path / "profile.json")


@pytest.fixture
def reporter() -> Client:
    return signed_in("reporter", organ=JUSTICE, reach=DISTRICT, person="赵六")


@pytest.fixture
def head() -> Client:
    return signed_in("head", organ=JUSTICE, reach=DISTRICT, person="周局长")


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return str(answer.content.decode())


def write(reporter: Client, text: str, after: int = 0) -> None:
    assert reporter.post(OPENING, {"section": "", "text": text, "after": after}).status_code == 302


def fix(reporter: Client, reason: str = "首次送审", after: int = 0) -> int:
    return int(reporter.post(EDITIONS, {"do": "fix", "reason": reason, "after": after}).status_code)


def asked(head: Client) -> Case:
    """The notice is out, so that the report has its case."""
    water = organ_at(WATER)
    head.post("/desk/office/report-campaign/2022/", {"do": "notify", "due": "2099-02-10", "chosen": [water.pk]})
    return Case.objects.get(procedure="annual_report")


class TestAnEdition:
    def test_keeps_the_text_whatever_is_written_afterwards(self, reporter: Client) -> None:
        write(reporter, "开头一句。")
        assert fix(reporter) == 302
        write(reporter, "开头改了。", after=1)
        assert "开头一句。" in page(reporter, f"{EDITIONS}1/")
        assert "开头改了。" not in page(reporter, f"{EDITIONS}1/")

    def test_says_what_it_changed(self, reporter: Client) -> None:
        write(reporter, "开头一句。\n第二句。")
        fix(reporter)
        write(reporter, "开头改了。\n第二句。", after=1)
        assert fix(reporter, "按会签意见修改", after=1) == 302
        told = page(reporter, f"{EDITIONS}2/").partition("全文")[0]
        assert "开头一句。" in told
        assert "开头改了。" in told
        assert "第二句。" not in told

    def test_is_not_made_without_a_reason_a_change_or_a_look_at_the_last(self, reporter: Client) -> None:
        assert fix(reporter, " ") == 422
        assert fix(reporter) == 302
        assert fix(reporter, after=1) == 422
        write(reporter, "开头一句。")
        assert fix(reporter, after=0) == 422
        assert len(editions(2022)) == 1

    def test_is_made_by_whoever_writes_the_report(self, head: Client) -> None:
        assert fix(head) == 422
        assert editions(2022) == ()

    def test_goes_up_with_its_digest_and_again_after_it_was_changed(self, reporter: Client, head: Client) -> None:
        case = asked(head)
        fix(reporter)
        assert head.post(EDITIONS, {"do": "submit"}).status_code == 302
        act = Act.objects.get(case=case, step="submission")
        assert editions(2022)[0].digest in act.facts
        file = head.get(f"/desk/cases/{case.pk}/files/{editions(2022)[0].file}/")
        assert (editions(2022)[0].file in act.documents, file.status_code) == (True, 200)
        assert "已送审" in page(head, EDITIONS)
        paper = page(head, f"/desk/cases/{case.pk}/papers/report-submission/")
        assert f"第1稿，核对码 {editions(2022)[0].digest[:16]}" in paper

    def test_does_not_go_up_where_there_is_no_case(self, reporter: Client, head: Client) -> None:
        fix(reporter)
        answer = head.post(EDITIONS, {"do": "submit"})
        assert answer.status_code == 422
        assert "还没有立件" in answer.content.decode()

    def test_that_corrects_what_is_public_opens_a_case_with_what_and_why(self, reporter: Client, head: Client) -> None:
        case = asked(head)
        fix(reporter)
        told = {"do": "correct", "changed": "某数", "why": "台账填错"}
        assert "还没有公开" in head.post(EDITIONS, told).content.decode()
        head.post(EDITIONS, {"do": "submit"})
        perform(
            case_id=case.pk,
            act=Proposed(Kind.DONE, "publication", timezone.localdate()),
            by=Actor("周局长"),
            at=timezone.now(),
            given=Given(),
        )
        assert head.post(EDITIONS, {**told, "why": ""}).status_code == 422
        assert "还没有改动" in head.post(EDITIONS, told).content.decode()
        write(reporter, "改正后的一句。")
        fix(reporter, "更正某数", after=1)
        assert head.post(EDITIONS, told).status_code == 302
        opened = Case.objects.get(procedure="report_correction")
        assert opened.title.endswith("某数")
        assert set(Act.objects.filter(case=opened).values_list("step", flat=True)) == {"", "finding", "change"}
        assert "更正稿，等待审定" in page(head, EDITIONS)
        assert "台账填错" in page(head, f"/desk/cases/{opened.pk}/papers/report-correction-note/")
        assert "还没有改动" in head.post(EDITIONS, told).content.decode()


class TestAClaimOfAnHonour:
    @pytest.mark.parametrize(
        "text",
        [
            "我区获评全国法治政府建设示范区。",
            "区司法局荣获先进集体。",
            "被命名为示范区。",
            "获得全省优秀称号。",
            "受到通报,并获省级表彰。",
        ],
    )
    def test_needs_a_row(self, text: str) -> None:
        assert len(unproved({"一节": text}, ())) == 1

    @pytest.mark.parametrize("text", ["授予行政处罚权。", "获得群众认可。", "评价办件12件。", "依法命名道路。"])
    def test_is_not_seen_where_there_is_none(self, text: str) -> None:
        assert unproved({"一节": text}, ()) == ()

    def test_is_proved_by_the_name_on_the_register_however_it_is_quoted(self) -> None:
        text = "我区获评「全国法治政府建设 示范区」。区水务局荣获节水先进。"
        (claim,) = unproved({"一节": text}, ["全国法治政府建设示范区"])
        assert "节水先进" in claim.sentence

    def test_is_listed_in_the_check_until_its_row_is_entered(self, reporter: Client, head: Client) -> None:
        write(reporter, "我区获评全国法治政府建设示范区。")
        for address in ("/desk/report/2022/check/", EDITIONS):
            assert "1处荣誉没有登记" in page(reporter, address)
        assert head.post("/desk/office/honours/", HONOURED).status_code == 302
        for address in ("/desk/report/2022/check/", EDITIONS):
            assert "荣誉没有登记" not in page(reporter, address)

    def test_without_a_row_is_not_submitted_unless_the_reason_is_stated(self, reporter: Client, head: Client) -> None:
        case = asked(head)
        write(reporter, "我区获评全国法治政府建设示范区。")
        fix(reporter)
        write(reporter, "改写了。", after=1)
        refused = head.post(EDITIONS, {"do": "submit"})
        assert (refused.status_code, "有1处荣誉没有登记" in refused.content.decode()) == (422, True)
        assert not Act.objects.filter(case=case, step="submission").exists()
        head.post(EDITIONS, {"do": "submit", "unproved_why": "证书在途"})
        assert "1处，理由：证书在途" in page(head, f"/desk/cases/{case.pk}/papers/report-submission/")

    def test_that_is_proved_or_written_anew_goes_up(self, reporter: Client, head: Client) -> None:
        asked(head)
        write(reporter, "我区获评全国法治政府建设示范区。")
        fix(reporter)
        head.post("/desk/office/honours/", HONOURED)
        assert head.post(EDITIONS, {"do": "submit"}).status_code == 302


class TestTheLeadersPaper:
    def test_is_on_a_page_and_in_word(self, reporter: Client) -> None:
        shown = page(reporter, "/desk/report/2022/leaders/")
        assert "2023年3月1日前报出" in shown
        assert shown.count("<tr>") <= ROWS + 2
        answer = reporter.get("/desk/report/2022/leaders.docx")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            assert "程序疑点" in packed.read("word/document.xml").decode()

    def test_is_not_for_windows(self) -> None:
        page(signed_in("window", organ=WATER), "/desk/report/2022/leaders/", 403)
