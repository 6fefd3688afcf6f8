"""The yearly list: what is left out says why, what is listed is begun by its own organ, and nothing is public before."""

from tests.domains.decisions.desks import Desks, begun, numbers_in
from tests.surfaces.posts import account_in

YEAR = "/desk/office/decision-catalogue/2022/"


def proposed(desks: Desks, *titles: str) -> list[str]:
    for title in titles:
        desks.post(desks.handler, YEAR, do="propose", title=title, reason="群众意见集中")
    return numbers_in(desks.get(desks.office, YEAR), "chosen")


class TestTheList:
    def test_says_why_it_leaves_an_item_out(self, desks: Desks) -> None:
        first, _ = proposed(desks, "甲事项", "乙事项")
        gather = {"do": "gather", "number": "ML2022", "chosen": first}
        assert "没有写明理由" in desks.post(desks.office, YEAR, **gather)
        desks.post(desks.office, YEAR, **gather, left_out="已有专项规定")
        assert "未列入：已有专项规定" in desks.get(desks.handler, YEAR)

    def test_is_not_published_before_the_party_committee_consents(self, desks: Desks) -> None:
        listed = desks.post(desks.office, YEAR, do="gather", number="ML2022", chosen=proposed(desks, "甲事项"))
        desks.case_id = int(listed.strip("/").rpartition("/")[2])
        desks.act(desks.office, "deliberation")
        refused = desks.send(desks.office, "catalogue-publication", "publish", on="2022-03-01")
        assert "《重大行政决策程序暂行条例》第三条" in refused
        assert "甲事项" not in desks.get(None, "/open/yearly-list/")
        desks.act(desks.office, "consent")
        desks.send(desks.office, "catalogue-publication", "publish", on="2022-03-01")
        assert "甲事项" in desks.get(None, "/open/yearly-list/")

    def test_takes_no_item_twice(self, desks: Desks) -> None:
        proposed(desks, "甲事项")
        assert "已经有同名的事项" in desks.post(desks.handler, YEAR, do="propose", title="甲事项", reason="重复")


class TestAnItem:
    def test_is_proposed_by_a_post_that_acts(self, desks: Desks) -> None:
        for who in (desks.leader, desks.reviewer):
            assert "不得提出建议" in desks.post(who, YEAR, do="propose", title="甲事项", reason="群众意见集中")

    def test_is_begun_by_the_organ_that_undertakes_it_and_only_once_listed(self, desks: Desks) -> None:
        (item,) = proposed(desks, "甲事项")
        begin = {"do": "begin", "item": item, "number": "JC2022-01"}
        assert "还没有列入年度目录" in desks.post(desks.handler, YEAR, **begin)
        desks.post(desks.office, YEAR, do="gather", number="ML2022", chosen=item)
        assert "承办单位是区住房城乡建设局" in desks.post(desks.office, YEAR, **begin)
        assert desks.post(desks.handler, YEAR, **begin).startswith("/desk/cases/")
        assert "已经启动" in desks.post(desks.handler, YEAR, **begin)

    def test_of_one_organ_is_not_seen_by_another(self, desks: Desks) -> None:
        proposed(desks, "甲事项")
        other = account_in("handler", organ="示例区/区交通运输局")
        assert "甲事项" not in desks.get(other, YEAR)


class TestAHearing:
    def test_says_on_which_day_it_may_be_held_after_its_papers(self, desks: Desks) -> None:
        begun(desks)
        desks.at("2022-04-12")
        desks.send(desks.handler, "comments", "papers", on="2022-04-12", words="草案和说明,送听证参加人12人")
        desks.at("2022-04-20")
        desks.send(desks.handler, "comments", "hearing", on="2022-04-19", words="各方陈述如下。")
        shown = desks.page(desks.handler, "comments")
        assert "听证材料，2022-04-12" in shown
        assert "听证笔录，2022-04-19" in shown
