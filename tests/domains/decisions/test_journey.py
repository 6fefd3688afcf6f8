"""A decision from its proposal to its publication, by five posts, and everything on the way that may not be done."""

import pytest

from tests.domains.decisions.desks import OPENING, Desks, drafted
from tests.surfaces.posts import account_in
from yifa.kernel.acts import UnableToPerform
from yifa.kernel.catalogue import catalogue
from yifa.kernel.models import Case
from yifa.kernel.papers import Filling, Paper
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import INSTALLED
from yifa.law.fold import Given

PACKAGE = {
    "letter": "区住建局送审函〔2022〕3号",
    "text": "第一条 改造范围。",
    "explanation": "起草说明1份",
    "basis": "城镇老旧小区改造有关规定",
    "comments": "采纳情况表1份",
    "experts": "论证意见2份",
    "risks": "评估报告1份",
}
MINUTES = {
    "on": "2022-05-20",
    "result": "原则通过并修改",
    "person": "陈区长",
    "host": "陈区长",
    "present": "全体组成人员",
    "opinions": "同意。",
    "dissent": "孙副区长认为分担比例偏高。",
}
POINT = {
    "method": "重点走访",
    "kind": "社会稳定",
    "point": "分担比例引起争议",
    "probability": "中",
    "control": "分期缴纳",
    "rest": "低",
}


@pytest.fixture
def under_way(desks: Desks) -> Desks:
    """A decision whose draft stands."""
    drafted(desks)
    return desks


def commented(desks: Desks) -> None:
    desks.at("2022-03-02")
    desks.send(desks.handler, "comments", "open", **OPENING)
    desks.at("2022-04-06")
    desks.send(desks.handler, "comments", "close", result="公开征求意见,没有收到意见。")


def assessed(desks: Desks, rest: str = "低") -> None:
    desks.send(desks.handler, "risks", "point", **{**POINT, "rest": rest})
    desks.send(desks.handler, "risks", "conclude", summary="总体可控。")


def argued(desks: Desks) -> None:
    path = "/desk/office/expert-register/"
    for name in ("周教授", "吴工"):
        desks.post(desks.handler, path, do="expert", name=name, field="城市规划", works_at="某大学")
    from yifa.domains.decisions.models import Expert  # noqa: PLC0415 - a name of the register

    first, second = Expert.objects.order_by("pk")
    for one in (first, second):
        desks.send(desks.handler, "experts", "call", expert=one.pk, way="选定", ground="长期研究")
    desks.send(desks.handler, "experts", "declare", key=first.pk, declared="有直接利害关系", words="是业主")
    desks.send(desks.handler, "experts", "declare", key=second.pk, declared="没有利害关系")
    refused = desks.send(desks.handler, "experts", "opinion", key=first.pk, opinion="同意")
    assert "有直接利害关系" in refused
    assert "第二十条" in refused
    assert "还没有提交书面意见" in desks.send(desks.handler, "experts", "conclude", summary="可行")
    desks.send(desks.handler, "experts", "opinion", key=second.pk, opinion="建议分期。")
    desks.send(desks.handler, "experts", "conclude", summary="可行。")


def reviewed(desks: Desks) -> None:
    desks.at("2022-05-05")
    desks.send(desks.head, "review", "own", conclusion="合法", words="经审查合法。")
    desks.send(desks.handler, "review", "submit", **PACKAGE)
    desks.send(desks.reviewer, "review", "accept")
    desks.at("2022-05-17")
    for head in ("power", "procedure", "content", "burdens", "access"):
        desks.send(desks.reviewer, "review", "check", head=head, finding="符合")
    desks.send(desks.reviewer, "review", "give", conclusion="合法", words="没有意见。")


def debated(desks: Desks) -> None:
    desks.at("2022-05-20")
    desks.send(desks.office, "meeting", "agenda", meeting="第7次常务会议", on="2022-05-20")
    desks.send(desks.office, "meeting", "record", **MINUTES)


def amended(desks: Desks, kind: str, text: str = "第一条 改造范围和标准。") -> None:
    desks.at("2022-05-23")
    line = {"before": "改造范围", "after": "改造范围和标准", "kind": kind, "why": "会议意见"}
    desks.send(desks.office, "meeting", "amend", **line)
    desks.send(desks.office, "meeting", "settle", text=text)


def paper(desks: Desks, name: str) -> Paper:
    (read,) = read_cases([desks.case_id], given=Given(), versions=INSTALLED)
    form = catalogue().forms[name]
    filled: Paper = form.fill(Filling(read.case, read.state, desks.day, read.state.facts))
    return filled


class TestADecision:
    def test_goes_from_its_proposal_to_its_publication_by_five_posts(self, under_way: Desks) -> None:
        desks = under_way
        commented(desks)
        argued(desks)
        assessed(desks)
        reviewed(desks)
        assert "合审〔2022〕1号" in desks.page(desks.handler, "review")
        desks.send(desks.handler, "review", "adopt", words="已全部采纳。")
        debated(desks)
        amended(desks, "实质性")
        desks.send(desks.second, "review", "supplement", conclusion="合法", words="没有意见。")
        desks.at("2022-05-25")
        for step in ("party_report", "decision"):
            desks.act(desks.office, step)
        desks.send(desks.office, "publication", "publish", on="2022-05-25", number="示政〔2022〕5号")
        assert "JC2022-01" in desks.get(None, f"/published/government/{desks.case_id}/")
        assert "已经启动" in desks.get(None, "/open/yearly-list/")
        desks.send(desks.handler, "afterwards", "archive")
        desks.send(desks.handler, "afterwards", "report", words="已开工6个小区。")
        evaluation = desks.send(desks.office, "afterwards", "evaluate", number="PG2022-1", why="实施满一年")
        assert evaluation.startswith("/desk/cases/")
        for name, said in (
            ("legality_opinion", "合审〔2022〕2号"),
            ("meeting_item", "第7次常务会议"),
            ("amendments", "实质性"),
            ("comment_adoption", "0条"),
            ("archive_index", "补充合法性审查"),
            ("announcement", "老旧小区改造三年计划"),
        ):
            assert said in repr(paper(desks, name))
        for name in ("comments", "experts", "risks", "review", "meeting", "publication", "afterwards"):
            assert desks.page(desks.leader, name)

    def test_that_was_published_can_be_taken_down_with_its_ground(self, under_way: Desks) -> None:
        desks = under_way
        reviewed(desks)
        debated(desks)
        desks.at("2022-05-25")
        desks.act(desks.office, "decision")
        desks.send(desks.office, "publication", "publish", on="2022-05-25")
        assert "不得重复公示" in desks.send(desks.office, "publication", "publish", on="2022-05-25")
        desks.send(
            desks.office, "publication", "withdraw", on="2022-05-25", ground="区政府撤销决定", approved_by="陈区长"
        )
        shown = desks.get(None, f"/published/government/{desks.case_id}/")
        assert "区政府撤销决定" in shown
        assert "JC2022-01" not in shown


class TestThePackage:
    def test_is_accepted_only_when_complete_and_sent_back_only_once(self, under_way: Desks) -> None:
        desks = under_way
        desks.send(desks.handler, "review", "submit", **{**PACKAGE, "risks": ""})
        refused = desks.send(desks.reviewer, "review", "accept")
        assert "本部门合法性审查意见、风险评估报告" in refused
        assert "第二十六条" in refused
        desks.send(desks.reviewer, "review", "back", lacks="风险评估报告")
        assert "不得再次退回补充" in desks.send(desks.reviewer, "review", "back", lacks="论证意见")

    def test_is_not_exchanged_once_it_was_accepted(self, under_way: Desks) -> None:
        desks = under_way
        reviewed(desks)
        assert "不得更换送审材料" in desks.send(desks.handler, "review", "submit", **PACKAGE)

    def test_is_not_looked_at_by_whoever_prepared_it(self, under_way: Desks) -> None:
        desks = under_way
        desks.send(desks.handler, "review", "submit", **PACKAGE)
        assert "不得办理「合法性审查」" in desks.send(desks.handler, "review", "accept")

    def test_is_not_reviewed_by_the_organ_that_submitted_it(self, under_way: Desks) -> None:
        desks = under_way
        desks.send(desks.head, "review", "own", conclusion="合法", words="合法。")
        desks.send(desks.handler, "review", "submit", **PACKAGE)
        refused = desks.send(desks.head, "review", "accept")
        assert "由负责合法性审核的部门（不是承办单位自己）办理" in refused
        assert "由承办单位登记" in desks.send(desks.reviewer, "review", "own", conclusion="合法", words="合法。")

    def test_needs_an_answer_under_every_head_and_a_conclusion_that_follows(self, under_way: Desks) -> None:
        desks = under_way
        desks.send(desks.head, "review", "own", conclusion="合法", words="合法。")
        desks.send(desks.handler, "review", "submit", **PACKAGE)
        desks.send(desks.reviewer, "review", "accept")
        assert "还没有审查" in desks.send(desks.reviewer, "review", "give", conclusion="合法", words="无")
        assert "不符合哪一条" in desks.send(desks.reviewer, "review", "check", head="power", finding="存在问题")
        for head in ("procedure", "content", "burdens", "access"):
            desks.send(desks.reviewer, "review", "check", head=head, finding="不涉及")
        wrong = {"finding": "存在问题", "words": "超越权限", "cites": "某法第三条"}
        desks.send(desks.reviewer, "review", "check", head="power", **wrong)
        assert "结论与清单不一致" in desks.send(desks.reviewer, "review", "give", conclusion="合法", words="无")


class TestAMeeting:
    def test_is_told_which_items_may_not_come_before_it(self, under_way: Desks) -> None:
        desks = under_way
        desks.send(desks.office, "meeting", "agenda", meeting="第7次常务会议", on="2022-05-20")
        listed = desks.get(desks.leader, "/desk/office/meeting-items/")
        assert "不得上会" in listed
        assert "第二十五条" in listed
        file = desks._client(desks.leader).get("/desk/office/meeting-items/table.xlsx/")
        assert file.content.startswith(b"PK")

    def test_is_not_told_to_other_organs_even_of_a_decision_that_is_open(self, under_way: Desks) -> None:
        desks = under_way
        desks.send(desks.office, "meeting", "agenda", meeting="第7次常务会议", on="2022-05-20")
        Case.objects.filter(pk=desks.case_id).update(confidentiality="公开")
        stranger = account_in("handler", organ="示例区/区卫生健康委")
        assert "第7次常务会议" not in desks.get(stranger, "/desk/office/meeting-items/")

    def test_does_not_discuss_an_unreviewed_draft(self, under_way: Desks) -> None:
        desks = under_way
        desks.at("2022-05-20")
        assert "合法性审查尚未完成" in desks.send(desks.office, "meeting", "record", **MINUTES)

    def test_does_not_discuss_a_draft_whose_risk_cannot_be_controlled_until_it_can(self, under_way: Desks) -> None:
        desks = under_way
        assessed(desks, "高")
        reviewed(desks)
        desks.at("2022-05-20")
        refused = desks.send(desks.office, "meeting", "record", **MINUTES)
        assert "第二十四条" in refused
        assert "第二十五条" not in refused
        desks.send(desks.handler, "risks", "point", **POINT, key="1")
        desks.send(desks.handler, "risks", "conclude", summary="已调整草案。")
        assert "拒绝" not in desks.send(desks.office, "meeting", "record", **MINUTES)

    def test_states_why_its_head_decides_against_the_majority(self, under_way: Desks) -> None:
        desks = under_way
        reviewed(desks)
        desks.at("2022-05-20")
        refused = desks.send(desks.office, "meeting", "record", **MINUTES, majority="不一致")
        assert "第三十条" in refused

    def test_that_wants_to_discuss_it_again_sends_the_draft_back(self, under_way: Desks) -> None:
        desks = under_way
        reviewed(desks)
        desks.at("2022-05-20")
        desks.send(desks.office, "meeting", "record", **{**MINUTES, "result": "修改后再次讨论"})
        assert desks.case().state == "drafting"


class TestAChangeAfterTheMeeting:
    def decided(self, desks: Desks) -> None:
        desks.at("2022-05-26")
        desks.act(desks.office, "decision")

    def test_of_wording_leaves_the_review_standing(self, under_way: Desks) -> None:
        reviewed(under_way)
        debated(under_way)
        amended(under_way, "文字性")
        self.decided(under_way)

    def test_of_substance_bars_the_decision_until_it_was_reviewed(self, under_way: Desks) -> None:
        reviewed(under_way)
        debated(under_way)
        amended(under_way, "实质性")
        with pytest.raises(UnableToPerform, match=r"补充合法性审查尚未完成.*第二十五条"):
            self.decided(under_way)
        under_way.send(under_way.second, "review", "supplement", conclusion="合法", words="无")
        self.decided(under_way)

    def test_made_once_more_after_that_review_bars_it_again(self, under_way: Desks) -> None:
        reviewed(under_way)
        debated(under_way)
        amended(under_way, "实质性")
        under_way.send(under_way.second, "review", "supplement", conclusion="合法", words="无")
        amended(under_way, "实质性", "第一条 改造范围、标准和期限。")
        with pytest.raises(UnableToPerform, match="审议后实质性修改的文本"):
            self.decided(under_way)

    def test_that_the_review_finds_unlawful_bars_it(self, under_way: Desks) -> None:
        reviewed(under_way)
        debated(under_way)
        amended(under_way, "实质性")
        under_way.send(under_way.second, "review", "supplement", conclusion="不合法", words="超越权限")
        with pytest.raises(UnableToPerform, match="补充合法性审查没有通过"):
            self.decided(under_way)
