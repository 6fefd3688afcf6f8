"""A norm on its pages: from the draft to both filings, changed after deliberation, asked about by a citizen, cleaned up."""

import csv
import io
import json

import pytest

from tests.domains.decisions.desks import DISTRICT, JUSTICE, Desks
from tests.domains.norms.desk_work import (
    PARTS,
    RAISED,
    WORDED,
    changed,
    debated,
    drafted,
    opened,
    published,
    reviewed,
    signed,
    submitted,
)
from tests.surfaces.posts import account_in
from yifa.kernel.accounts.models import Account
from yifa.kernel.catalogue import catalogue
from yifa.kernel.dossiers.crowding import MOST
from yifa.kernel.instruments import version_in_force
from yifa.kernel.models import Case, Number, SensitiveRead
from yifa.kernel.papers import Filling, Paper
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import INSTALLED
from yifa.law.fold import Given


def paper(desks: Desks, name: str) -> Paper:
    (read,) = read_cases([desks.case_id], given=Given(), versions=INSTALLED)
    filled: Paper = catalogue().forms[name].fill(Filling(read.case, read.state, desks.day, read.state.facts))
    return filled


@pytest.fixture
def passed(desks: Desks) -> Desks:
    """A norm that the meeting passed."""
    drafted(desks)
    reviewed(desks)
    debated(desks)
    return desks


@pytest.fixture
def public(passed: Desks) -> Desks:
    """A norm that everybody can read."""
    signed(passed)
    published(passed)
    return passed


class TestANorm:
    def test_goes_from_its_draft_to_both_filings(self, passed: Desks) -> None:
        desks = passed
        assert "合法审〔2022〕1号" in desks.page(desks.handler, "norm-review")
        desks.send(desks.office, "norm-meeting", "congress", due="是", reason="区政府制发")
        signed(desks)
        published(desks)
        desks.send(desks.handler, "norm-issue", "explain", words="为什么制定。")
        for to in ("filing", "congress_filing"):
            filed = {"to": to, "on": "2022-05-25", "letter": "示政备〔2022〕3号"}
            assert "缺少" in desks.send(desks.office, "norm-issue", "file", **filed, parts=PARTS[:3])
            desks.send(desks.office, "norm-issue", "file", **filed, parts=PARTS)
            desks.send(desks.office, "norm-issue", "receive", to=to, on="2022-05-25", number="市备〔2022〕8号")
        page = desks.page(desks.office, "norm-issue")
        assert page.count("市备〔2022〕8号") == 2
        assert "示政规〔2022〕1号" in page
        assert paper(desks, "norm_filing").to == "上一级政府"
        record = Case.objects.get(pk=desks.case_id).norms_normativedocument
        assert (record.no, record.barrier, record.opinion) == ("示政规〔2022〕1号", False, "合法")

    def test_shows_what_differs_between_two_versions(self, passed: Desks) -> None:
        page = passed.page(passed.handler, "norm-text")
        assert "第1稿与第2稿，1 处不同" in page
        assert "不超过三百元" in page

    def test_is_not_printed_before_it_is_registered(self, passed: Desks) -> None:
        signed(passed)
        assert "尚未统一登记编号" in str(paper(passed, "norm_text").blocks)
        assert "统一登记" in passed.send(passed.office, "norm-issue", "issue")
        passed.send(passed.office, "norm-issue", "number", series="示政规")
        assert "摊位费每月不超过三百元" in str(paper(passed, "norm_text").blocks)

    def test_is_numbered_once_and_without_a_gap(self, passed: Desks) -> None:
        assert "还没有签发" in passed.send(passed.office, "norm-issue", "number", series="示政规")
        signed(passed)
        passed.send(passed.office, "norm-issue", "number", series="示政规")
        assert "一件一号" in passed.send(passed.office, "norm-issue", "number", series="示政规")
        assert list(Number.objects.filter(series__name="示政规").values_list("serial", flat=True)) == [1]

    def test_wrongly_numbered_gets_the_next_number_and_the_register_keeps_the_first(self, passed: Desks) -> None:
        desks, page, book = passed, "norm-issue", "/desk/office/norm-register/"
        signed(desks)
        assert "没有可以作废的编号" in desks.send(desks.office, page, "cancel", reason="错用代字")
        desks.send(desks.office, page, "number", series="示政规")
        assert "没有填写「作废原因」" in desks.send(desks.office, page, "cancel", reason="")
        assert desks.send(desks.office, page, "cancel", reason="错用代字").startswith("/desk/")
        assert "统一登记" in desks.send(desks.office, page, "issue")
        assert "作废</span> 2022-05-25，错用代字" in desks.get(desks.office, book)
        desks.send(desks.office, page, "number", series="示政规")
        assert "示政规〔2022〕2号" in desks.page(desks.office, page)
        shown = desks.get(desks.office, book)
        assert "已用 2 个号" in shown
        assert "在用" in shown
        desks.send(desks.office, page, "issue")
        assert "已经印发" in desks.send(desks.office, page, "cancel", reason="错用代字")

    def test_is_a_basis_once_it_is_published_until_its_last_day(self, public: Desks) -> None:
        desks = public
        number = "示政规〔2022〕1号"
        text = version_in_force(kind="norm", number=number, on=desks.day.replace(month=7, day=1))
        assert text is not None
        assert str(text.valid_to) == "2027-06-30"
        path = "/open/norm-list/list.json/?on="
        days = (
            ("2022-06-30", "尚未施行"),
            ("2022-07-01", "现行有效"),
            ("2027-06-30", "现行有效"),
            ("2027-07-01", "已经失效"),
        )
        for day, status in days:
            assert desks._client(None).get(path + day).json()["文件"][0]["状态"] == status, day

    def test_is_listed_as_a_file_too(self, public: Desks) -> None:
        client = public._client(None)
        rows = csv.DictReader(io.StringIO(client.get("/open/norm-list/list.csv/").content.decode("utf-8-sig")))
        assert [row["文号"] for row in rows] == ["示政规〔2022〕1号"]
        told = json.loads(client.get("/open/norm-list/list.json/?on=2022-07-02").content)
        assert [one["状态"] for one in told["文件"]] == ["现行有效"]
        page = public.get(None, f"/open/norm-list/{public.case_id}/")
        assert "摊位费每月不超过三百元" in page

    def test_that_is_not_published_is_not_listed(self, passed: Desks) -> None:
        assert "夜市" not in passed.get(None, "/open/norm-list/")
        assert passed._client(None).get(f"/open/norm-list/{passed.case_id}/").status_code == 404


class TestTheReview:
    def test_bars_the_meeting_until_it_found_the_text_lawful(self, desks: Desks) -> None:
        drafted(desks)
        submitted(desks)
        desks.at("2022-05-20")
        refused = desks.send(
            desks.office,
            "norm-meeting",
            "record",
            meeting="会",
            on="2022-05-20",
            result="通过",
            person="陈",
            opinions="无",
        )
        assert "合法性审核尚未完成" in refused

    def test_tells_what_lacks_once(self, desks: Desks) -> None:
        drafted(desks)
        submitted(desks, competition="")
        assert "公平竞争审查结论" in desks.send(desks.reviewer, "norm-review", "accept")
        desks.send(desks.reviewer, "norm-review", "back", lacks="公平竞争审查结论")
        desks.send(desks.handler, "norm-review", "submit", letter="函", text="第一条 略。", explanation="1", basis="1")
        assert "已经列明过一次" in desks.send(desks.reviewer, "norm-review", "back", lacks="采纳情况表")

    def test_waits_for_what_counsel_advised(self, desks: Desks) -> None:
        drafted(desks)
        submitted(desks)
        desks.send(desks.reviewer, "norm-review", "accept")
        for head in ("power", "content", "procedure", "burdens", "access"):
            desks.send(desks.reviewer, "norm-review", "check", head=head, finding="符合")
        engaged = {"do": "engage", "kind": "法律顾问", "name": "孙律师", "matter": "收费依据"}
        desks.post(desks.reviewer, f"/desk/cases/{desks.case_id}/norm-review/", **engaged)
        opinion = {"conclusion": "合法", "words": "没有意见。"}
        assert "孙律师" in desks.send(desks.reviewer, "norm-review", "give", **opinion)
        advice = {"key": "1", "words": "应当删去收费。", "adoption": "不采纳"}
        assert "写明理由" in desks.send(desks.reviewer, "norm-review", "settle", **advice)
        desks.send(desks.reviewer, "norm-review", "settle", **advice, reason="有上位依据")
        desks.send(desks.reviewer, "norm-review", "give", **opinion)
        assert "孙律师的意见" in str(paper(desks, "norm_legality_opinion").blocks)

    def test_shows_doubts_of_entry_conditions_and_takes_the_reviewers_word(self, desks: Desks) -> None:
        drafted(desks)
        submitted(desks, text="第一条 经营者经街道同意后方可进入夜市。")
        assert "可能设置准入条件" in desks.page(desks.reviewer, "norm-review")

    def test_is_not_done_by_the_drafting_unit(self, desks: Desks) -> None:
        drafted(desks)
        submitted(desks)
        assert "不是承办单位自己" in desks.send(desks.head, "norm-review", "accept")


class TestAChangeAfterDeliberation:
    def test_of_wording_leaves_the_review_standing(self, passed: Desks) -> None:
        assert changed(passed, WORDED, "文字性").startswith("/desk/")
        assert signed(passed).startswith("/desk/")
        published(passed)
        assert "负责组织" in passed.get(None, f"/open/norm-list/{passed.case_id}/")

    def test_of_substance_bars_the_signature_until_that_text_was_reviewed(self, passed: Desks) -> None:
        changed(passed, RAISED, "实质性")
        assert "不得办理签发成文" in signed(passed)
        passed.send(passed.reviewer, "norm-review", "supplement", conclusion="合法", words="保证金有依据。")
        assert signed(passed).startswith("/desk/")
        assert "实质性" in str(paper(passed, "norm_changes").blocks)

    def test_made_once_more_bars_it_again(self, passed: Desks) -> None:
        changed(passed, RAISED, "实质性")
        passed.send(passed.reviewer, "norm-review", "supplement", conclusion="合法", words="可以。")
        changed(passed, RAISED.replace("一千元", "二千元"), "实质性")
        assert "不得办理签发成文" in signed(passed)

    def test_is_classed_before_anybody_signs(self, passed: Desks) -> None:
        passed.at("2022-05-23")
        passed.send(passed.office, "norm-meeting", "propose", text=RAISED)
        assert "还没有逐条分类" in signed(passed)


class TestARequestForReview:
    def test_gets_a_receipt_and_by_it_an_answer(self, public: Desks) -> None:
        desks = public
        said = {"norm": "示政规〔2022〕1号", "grounds": "第二条没有依据。", "name": "钱某", "contact": "138"}
        receipt = desks.post(None, "/open/norm-request/", **said)
        assert "正在办理" in desks.get(None, receipt)
        desks.case_id = Case.objects.get(procedure="norm_review_request").pk
        clerk = bureau()
        desks.send(clerk, "norm-request-handling", "acceptance", words="受理。")
        desks.send(clerk, "norm-request-handling", "issuers_note", words="有依据。")
        desks.send(desks.reviewer, "norm-request-handling", "review", words="没有抵触。", result="继续有效")
        desks.send(clerk, "norm-request-handling", "reply", words="经审查,文件继续有效。")
        page = desks.get(None, receipt)
        assert "文件继续有效。" in page
        assert "钱某" not in page

    def test_keeps_who_asked_away_from_the_case(self, public: Desks) -> None:
        public.post(None, "/open/norm-request/", norm="某文件", grounds="理由。", name="钱某", contact="138")
        public.case_id = Case.objects.get(procedure="norm_review_request").pk
        assert "钱某" not in public.page(bureau(), "norm-request-handling")

    def test_shows_the_reviewing_organ_alone_where_to_reply_and_logs_it(self, public: Desks) -> None:
        public.post(None, "/open/norm-request/", norm="某文件", grounds="理由。", name="钱某", contact="13812345678")
        public.case_id = Case.objects.get(procedure="norm_review_request").pk
        page, stated = "norm-request-handling", "person/?purpose=邮寄答复书"
        assert "13812345678" not in public.page(bureau(), page, "person/")
        assert not SensitiveRead.objects.exists()
        assert "钱某 13812345678" in public.page(bureau(), page, stated)
        assert SensitiveRead.objects.get().purpose == "邮寄答复书"
        refused = public.page(public.office, page, stated)
        assert "13812345678" not in refused
        assert "只有承办本件的机关可以查看" in refused
        assert SensitiveRead.objects.count() == 1

    def test_sent_too_often_from_one_machine_is_refused_to_that_machine_alone(self, public: Desks) -> None:
        said = {"norm": "某文件", "name": "钱某", "contact": "138"}
        for at in range(MOST):
            assert public.post(None, "/open/norm-request/", grounds=f"理由{at}。", **said).startswith("/open/")
        client = public._client(None)
        here = client.post("/open/norm-request/", {**said, "grounds": "又一条。"})
        assert "请过十分钟再提交" in here.content.decode()
        there = client.post("/open/norm-request/", {**said, "grounds": "又一条。"}, REMOTE_ADDR="10.1.2.3")
        assert there.status_code == 302

    def test_of_an_unknown_number_is_not_there(self, desks: Desks) -> None:
        assert desks._client(None).get("/open/norm-request/AAAA-BBBB-CCCC/").status_code == 404


class TestAComment:
    def test_on_a_norm_is_answered_and_not_found_among_decisions(self, desks: Desks) -> None:
        desks.at("2022-03-01")
        opened(desks, biz=False)
        desks.send(desks.handler, "norm-text", "text", text="第一条 略。", note="第一稿")
        draft = {"text": "第一条 略。", "explanation": "略。", "ways": "来信。", "title": "征求意见"}
        desks.send(desks.handler, "norm-comments", "open", **draft, starts_on="2022-03-01", ends_on="2022-03-31")
        page = desks.get(None, "/open/norm-drafts/")
        address = "/open/norm-drafts/" + page.partition("/open/norm-drafts/")[2].partition('"')[0]
        address = next(one for one in (address, *links(page)) if one.strip("/").rpartition("/")[2].isdigit())
        receipt = desks.post(None, address, do="comment", words="写清楚一些。")
        assert "还在研究" in desks.get(None, receipt)
        number = receipt.strip("/").rpartition("/")[2]
        assert "没有查到" in desks.get(None, f"/open/comment-receipt/?number={number}")


class TestADraft:
    @pytest.mark.parametrize(("ends_on", "short"), [("2022-03-30", True), ("2022-03-31", False), ("2022-04-01", False)])
    def test_that_touches_no_market_entity_is_open_as_long_as_the_district_says(
        self, desks: Desks, ends_on: str, *, short: bool
    ) -> None:
        desks.at("2022-03-01")
        opened(desks, biz=False)
        draft = {"text": "第一条 略。", "explanation": "略。", "ways": "来信。", "title": "征求意见"}
        told = desks.send(desks.handler, "norm-comments", "open", **draft, starts_on="2022-03-01", ends_on=ends_on)
        assert ("不得少于30日" in told) is short
        assert ("（本地规定）" in told) is short
        assert "第六十二条" not in told
        assert "normative." not in told

    def test_that_touches_market_entities_is_open_for_thirty_days(self, desks: Desks) -> None:
        desks.at("2022-03-01")
        opened(desks, biz=True)
        draft = {"text": "第一条 略。", "explanation": "略。", "ways": "来信。", "title": "征求意见"}
        told = desks.send(desks.handler, "norm-comments", "open", **draft, starts_on="2022-03-01", ends_on="2022-03-30")
        assert "不得少于30日" in told
        assert "《优化营商环境条例》第六十二条" in told


class TestACleanUp:
    def test_ends_what_it_repeals(self, public: Desks) -> None:
        desks, norm = public, public.case_id
        desks.at("2022-09-01")
        opened(desks, "norm_clean_up", name="2022年清理", cause="年度清理")
        desks.send(desks.handler, "norm-clean-up", "initiate", words="方案。")
        desks.send(desks.handler, "norm-clean-up", "list", numbers=["示政规〔2022〕1号"])
        assert "还没有清理意见" in desks.send(desks.handler, "norm-clean-up", "conclude")
        desks.send(
            desks.handler, "norm-clean-up", "judge", norm="示政规〔2022〕1号", opinion="废止", words="已不适应。"
        )
        desks.send(desks.handler, "norm-clean-up", "conclude")
        desks.send(desks.reviewer, "norm-clean-up", "review")
        desks.send(desks.handler, "norm-clean-up", "decide", words="第12次常务会议决定。")
        assert desks.send(desks.handler, "norm-clean-up", "publish", on="2022-09-01").startswith("/desk/")
        desks.at("2022-09-02")
        assert "本件有效至 2022-09-01" in desks.get(None, f"/open/norm-list/{norm}/")


class TestTheFlow:
    def test_is_drawn_from_the_procedure(self, desks: Desks) -> None:
        page = desks.get(None, "/open/norm-flow/")
        assert "报本级人大常委会备案" in page
        assert "合法性审核" in page

    def test_has_a_box_for_each_step_and_an_arrow_for_each_return(self, desks: Desks) -> None:
        picture = desks.get(None, "/open/norm-flow/flow.svg/")
        texts = [part.partition(">")[2].partition("<")[0] for part in picture.split("<text ")[1:]]
        steps = INSTALLED.in_force(name="normative_document", on=desks.day, organ="").steps
        assert [step.title for step in steps if step.title not in texts] == []
        assert texts.count("退回") == sum(bool(step.reopens) for step in steps)

    def test_says_the_numbers_of_the_district_and_no_name_of_a_parameter(self, desks: Desks) -> None:
        page = desks.get(None, "/open/norm-flow/")
        assert "自公布起不超过15日" in page
        assert "与市场主体无关的，自公开征求意见开始起不少于30日" in page
        assert "normative." not in page


class TestTheCasePage:
    def test_says_the_check_sum_where_a_text_was_kept_as_no_file(self, desks: Desks) -> None:
        drafted(desks)
        page = desks.get(desks.handler, f"/desk/cases/{desks.case_id}/")
        assert "只登记了文本的核对码" in page
        assert f"/desk/cases/{desks.case_id}/files/" not in page


class TestANormReviewedElsewhere:
    def test_is_shown_without_the_package_that_is_not_here(self, desks: Desks) -> None:
        drafted(desks)
        desks.act(desks.reviewer, "legality_review", opinion="合法")
        assert "集体审议" in desks.page(desks.office, "norm-meeting")


def links(page: str) -> list[str]:
    return [part.partition('"')[0] for part in page.split('href="')[1:]]


def bureau() -> Account:
    """The bureau's own clerk: whoever reviews enters nothing that he reviews."""
    return account_in("handler", organ=JUSTICE, reach=DISTRICT, person="周经办")
