"""A power from the request to change it to the list in force, its publication and its papers, by six posts and a citizen."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.domains.powers.desks import CODE, SPEAKERS, listed
from tests.journeys.dated import DISTRICT, UNIT, Dated, dated
from tests.journeys.visitor import Visitor

__all__ = ["dated"]
pytestmark = [pytest.mark.django_db(transaction=True)]
REQUEST = {
    "调整类型": "变更",
    "职权编码": CODE,
    "调整情形": "法律法规规章制定、修改或者废止",
    "职权名称": "对违规设置户外广告的处罚",
    "职权类型": "行政处罚",
    "设定依据": "《城市管理条例》第九条",
    "依据变化日期": "2022-02-25",
    "申请日期": "2022-03-01",
}
NUMBER, MINUTES = "权调〔2022〕1号", "依据修改后条文明确，同意调整。"
HANDED = {"接收单位": "区政府信息公开办公室", "移送日期": "2022-03-11"}
PUBLISHED = {"公布回执编号": "GK-2022-31", "有关目录的更新情况": "两个目录都已更新。", "公布日期": "2022-03-14"}
WAS, NOW = "《城市管理条例》第八条", "《城市管理条例》第九条"


class Posts:
    """The requesting bureau, the five that are heard, and the request before them."""

    def __init__(self, dated: Dated) -> None:
        self.dated = dated
        self.handler = dated.post("handler", organ=UNIT, person="张承办")
        self.heard = {
            step: dated.post("handler", organ=f"{DISTRICT}/{organ}", reach=DISTRICT, person=f"{organ}经办")
            for step, organ in SPEAKERS.items()
        }
        self.office, self.finance = self.heard["opinion_staffing"], self.heard["opinion_finance"]
        self.case = 0

    def page(self, who: Visitor, name: str = "power-request/") -> Visitor:
        """A page of the request."""
        who.open(f"/desk/cases/{self.case}/{name}")
        return who


@pytest.fixture
def posts(dated: Dated) -> Posts:
    listed(CODE, organ=UNIT.rpartition("/")[2], year=2022)
    return Posts(dated)


class TestAPower:
    def test_goes_from_the_request_to_the_published_list(self, posts: Posts, tmp_path: Path) -> None:
        self.requested(posts)
        self.stopped_while_one_is_silent(posts)
        self.approved(posts)
        self.in_force(posts)
        self.on_paper(posts, tmp_path)
        self.published(posts)

    def requested(self, posts: Posts) -> None:
        handler = posts.handler
        handler.open("/desk/office/power-requests/")
        handler.send("提出申请", {**REQUEST, "调整类型": "新增"}, under="提出一件调整申请")
        handler.sees("没有办成", f"清单中已有编码为{CODE}的职权")
        handler.send("提出申请", REQUEST, under="提出一件调整申请")
        posts.case = handler.case_id()
        handler.sees(NUMBER, "最迟 2022-03-22 批准", "还有 5 个单位没有出具意见", WAS, NOW)

    def stopped_while_one_is_silent(self, posts: Posts) -> None:
        for who in posts.heard.values():
            if who is not posts.finance:
                posts.page(who).send("登记意见", {"意见": "同意"})
        office = posts.page(posts.office)
        office.sees("还有 1 个单位没有出具意见", "财政局")
        office.send("批准", {"联席会议意见": MINUTES})
        office.sees("没有办成", "财政局意见尚未完成")

    def approved(self, posts: Posts) -> None:
        posts.page(posts.finance).send("登记意见", {"意见": "修改后同意", "理由和依据": "罚没收入全额缴入国库。"})
        posts.dated.at("2022-03-10")
        office = posts.page(posts.office)
        office.sees("罚没收入全额缴入国库。")
        office.send("批准", {"联席会议意见": MINUTES})
        office.sees("自 2022-03-10 起按批准的内容施行", "申请到批准用时 7 个工作日", "最迟 2022-04-08 公布")

    def in_force(self, posts: Posts) -> None:
        citizen = posts.dated.come(width="phone")
        citizen.open(f"/open/power-list/{CODE}/")
        citizen.sees("2022-03-10 起", f"由「{WAS}」改为「{NOW}」")
        citizen.open("/open/power-changes/?since=2022-03-09&on=2022-03-10")
        citizen.sees(CODE, WAS, NOW)
        office = posts.office
        office.open("/desk/office/power-check/")
        office.sees("已批准、待公布的调整", NUMBER, "最迟 2022-04-08 公布")

    def on_paper(self, posts: Posts, folder: Path) -> None:
        posts.dated.at("2022-03-11")
        office = posts.page(posts.office)
        office.send("登记移送", HANDED)
        for link, words in (
            ("打印申请表", (NUMBER, "罚没收入全额缴入国库。", NOW)),
            ("打印会议纪要", (MINUTES, "五个单位都已出具意见")),
            ("打印批复", (NUMBER, "同意调整", NOW)),
            ("打印移送公开函", ("区政府信息公开办公室", "20个工作日内公布", "2022年3月10日批准")),
        ):
            posts.page(office).follow(link)
            printed = text_of(office.download("下载Word文件", folder))
            for word in words:
                assert word.replace("，", ",") in printed.replace("，", ","), (link, word)

    def published(self, posts: Posts) -> None:
        posts.dated.at("2022-03-14")
        office = posts.page(posts.office)
        office.send("登记公布", {**PUBLISHED, "公布回执编号": ""})
        office.sees("没有办成", "没有公布回执")
        office.send("登记公布", PUBLISHED)
        office.sees("已办结", "GK-2022-31", "两个目录都已更新。")
        office.open("/desk/office/power-check/")
        office.sees_not(NUMBER)
        citizen = posts.dated.come(width="phone")
        citizen.open(f"/published/government/{posts.case}/")
        citizen.sees(REQUEST["职权名称"], NUMBER)
        leader = posts.dated.post("leader", organ=UNIT, reach=DISTRICT, person="陈区长", width="phone")
        posts.page(leader).sees("已办结")


def text_of(file: Path) -> str:
    """All words of a Word file, those of its tables too."""
    paper = docx.Document(str(file))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])
