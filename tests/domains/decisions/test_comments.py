"""A citizen's comment on a draft, from the form to its answer; nobody learns who he is."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.domains.decisions.desks import OPENING, Desks, drafted, numbers_in
from yifa.kernel.acts import Overtaken
from yifa.kernel.dossiers.crowding import MOST
from yifa.kernel.dossiers.models import Comment, Draft, Sending
from yifa.kernel.models import PersonalValue, SensitiveRead


@pytest.fixture
def opened(desks: Desks) -> Desks:
    """A draft that is open from 2 March to 1 April."""
    drafted(desks)
    desks.at("2022-03-02")
    desks.send(desks.handler, "comments", "open", **OPENING)
    return desks


def address(desks: Desks) -> str:
    return f"/open/drafts/{Draft.objects.get(case_id=desks.case_id).pk}/"


def said(desks: Desks, words: str = "建议先改造供水管道。", **more: str) -> str:
    """Where the form leads; or the page with the refusal."""
    answer = desks._client(None).post(address(desks), {"do": "comment", "words": words, **more})
    return str(answer.headers["Location"]) if answer.status_code == 302 else answer.content.decode()


def answered(desks: Desks, adoption: str = "部分采纳") -> str:
    chosen = numbers_in(desks.page(desks.handler, "comments"), "chosen")
    return desks.send(
        desks.handler, "comments", "answer", chosen=chosen, adoption=adoption, summary="先改管道", reason="列入首批"
    )


class TestADraft:
    @pytest.mark.parametrize(("ends_on", "short"), [("2022-03-31", True), ("2022-04-01", False), ("2022-04-02", False)])
    def test_is_open_for_thirty_days_or_says_why_not(self, desks: Desks, ends_on: str, *, short: bool) -> None:
        drafted(desks)
        desks.at("2022-03-02")
        told = desks.send(desks.handler, "comments", "open", **{**OPENING, "ends_on": ends_on})
        assert ("第十五条" in told) is short
        if short:
            reason = {**OPENING, "ends_on": ends_on, "shortening": "汛期将至"}
            desks.send(desks.handler, "comments", "open", **reason)
            assert "汛期将至" in desks.get(None, address(desks))

    def test_is_listed_while_it_is_open_and_afterwards(self, opened: Desks) -> None:
        assert "目前收到意见 0 条" in opened.get(None, "/open/drafts/")
        opened.at("2022-04-02")
        assert "正在研究意见" in opened.get(None, "/open/drafts/")

    def test_is_not_opened_by_a_post_that_may_not_act(self, desks: Desks) -> None:
        drafted(desks)
        desks.at("2022-03-02")
        assert "不得办理" in desks.send(desks.leader, "comments", "open", **OPENING)

    def test_waits_while_others_are_writing_to_its_case(self, desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
        drafted(desks)
        desks.at("2022-03-02")

        def busy(*_: Any, **__: Any) -> None:
            raise Overtaken(desks.case_id)

        monkeypatch.setattr("yifa.kernel.at_hand.act_in_case", busy)
        assert "正在被他人办理" in desks.send(desks.handler, "comments", "open", **OPENING)
        assert not Draft.objects.exists()


class TestAComment:
    def test_brings_no_files(self, opened: Desks) -> None:
        sent = {"do": "comment", "words": "建议先改造供水管道。", "file": SimpleUploadedFile("a.pdf", b"%PDF-")}
        assert opened._client(None).post(address(opened), sent).status_code == 400
        assert not Comment.objects.exists()

    def test_gets_a_number_by_which_its_answer_is_found(self, opened: Desks) -> None:
        receipt = said(opened, name="钱某某", contact="13800000000")
        assert "还在研究" in opened.get(None, receipt)
        answered(opened)
        shown = opened.get(None, receipt)
        assert "部分采纳" in shown
        assert "列入首批" in shown
        assert "没有查到" in opened.get(None, "/open/comment-receipt/?number=AAAA-BBBB-CCCC")

    @pytest.mark.parametrize(("day", "late"), [("2022-03-31", False), ("2022-04-01", False), ("2022-04-02", True)])
    def test_is_taken_until_the_last_day(self, opened: Desks, day: str, *, late: bool) -> None:
        opened.at(day)
        assert ("征求意见到2022-04-01为止（《重大行政决策程序暂行条例》第十五条）" in said(opened)) is late

    def test_shows_nobody_its_name_before_a_purpose_is_stated(self, opened: Desks) -> None:
        said(opened, name="钱某某", contact="13800000000")
        (one,) = Comment.objects.all()
        pages = [opened.page(opened.handler, "comments"), opened.get(None, address(opened))]
        asked = opened.page(opened.handler, "comments", f"{one.pk}/")
        assert not any("钱某某" in page for page in (*pages, asked))
        assert b"13800000000" not in bytes(PersonalValue.objects.get().content or b"")
        assert not SensitiveRead.objects.exists()
        assert "钱某某" in opened.page(opened.handler, "comments", f"{one.pk}/?purpose=回复本人")
        assert SensitiveRead.objects.get().purpose == "回复本人"
        assert "没有查看个人信息的职责" in opened.page(opened.leader, "comments", f"{one.pk}/?purpose=了解")

    def test_is_not_open_to_the_public_word_for_word(self, opened: Desks) -> None:
        said(opened, "我住三号楼,姓钱。")
        answered(opened)
        opened.at("2022-04-02")
        opened.send(opened.handler, "comments", "close", result="部分采纳。")
        shown = opened.get(None, address(opened))
        assert "收到意见 1 条" in shown
        assert "先改管道" in shown
        assert "三号楼" not in shown

    def test_too_long_or_said_twice_or_among_too_many_is_refused_with_what_was_typed_kept(self, opened: Desks) -> None:
        assert "最多2000个字" in said(opened, "长" * 2001)
        said(opened)
        assert "文字完全相同" in said(opened)
        for number in range(MOST - 1):
            said(opened, f"意见{number}")
        crowded = said(opened, "又一条意见")
        assert "请过十分钟再提交" in crowded
        assert "又一条意见" in crowded

    def test_of_one_who_sends_too_many_shuts_the_draft_for_nobody_else(self, opened: Desks) -> None:
        for number in range(MOST):
            said(opened, f"意见{number}")
        client, words = opened._client(None), {"do": "comment", "words": "另一个人的意见"}
        assert client.post(address(opened), words, REMOTE_ADDR="10.1.2.3").status_code == 302
        behind: dict[str, Any] = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4, 10.9.9.9"}
        assert client.post(address(opened), {**words, "words": "经过代理的意见"}, **behind).status_code == 302
        spoofed: dict[str, Any] = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "5.6.7.8, 127.0.0.1"}
        assert "请过十分钟" in client.post(address(opened), {**words, "words": "再来"}, **spoofed).content.decode()

    def test_is_from_somewhere_for_a_day_only(self, opened: Desks) -> None:
        said(opened)
        (one,) = Sending.objects.all()
        assert "127.0.0.1" not in str(vars(one))
        opened.at("2022-03-03")
        said(opened, "第二天的意见")
        assert [str(left.on) for left in Sending.objects.all()] == ["2022-03-03"]

    def test_on_paper_is_entered_by_a_clerk_and_answered_with_others_alike(self, opened: Desks) -> None:
        said(opened)
        typed = {"carrier": "书面来信", "received_on": "2022-03-02", "words": "先修管道"}
        opened.send(opened.handler, "comments", "enter", **typed)
        answered(opened, "采纳")
        assert {one.answer.adoption for one in Comment.objects.all() if one.answer} == {"采纳"}
        assert Comment.objects.values("answer").distinct().count() == 1
        opened.at("2022-04-06")
        late = {**typed, "received_on": "2022-04-02", "words": "迟到的信"}
        assert "不再收取意见" in opened.send(opened.handler, "comments", "enter", **late)


class TestTheResult:
    @pytest.mark.parametrize(("day", "early"), [("2022-03-31", True), ("2022-04-01", True), ("2022-04-02", False)])
    def test_is_published_after_the_last_day_also_of_no_comment(self, opened: Desks, day: str, *, early: bool) -> None:
        opened.at(day)
        told = opened.send(opened.handler, "comments", "close", result="没有收到意见。")
        assert ("不得提前结束" in told) is early
        assert ("收到意见 0 条。结果公布于" in opened.get(None, "/open/drafts/")) is not early

    def test_waits_for_every_answer(self, opened: Desks) -> None:
        said(opened)
        opened.at("2022-04-02")
        refused = opened.send(opened.handler, "comments", "close", result="见表。")
        assert "还有1条意见没有研究答复（《重大行政决策程序暂行条例》第十八条）" in refused

    def test_is_a_workbook_too(self, opened: Desks) -> None:
        said(opened)
        file = opened._client(opened.handler).get(f"/desk/cases/{opened.case_id}/comments/table.xlsx/")
        assert file.content.startswith(b"PK")
