"""Signing in, changing the post and signing out, by keyboard alone; and what a stand-in may do."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import People, Served
from tests.journeys.visitor import WIDTHS, Keyboard


class TestSomebodyWithoutAMouse:
    @pytest.mark.parametrize("width", WIDTHS)
    def test_signs_in_changes_the_post_and_signs_out(self, people: People, served: Served, width: str) -> None:
        visitor = people.come(width=width)
        visitor.open("/desk/")
        keys = Keyboard(visitor)
        keys.types("账号", "liangzhi")
        keys.types("口令", "不是这个口令")
        keys.enters("登录")
        visitor.sees("账号或者口令不对")
        keys.types("口令", served.password)
        keys.enters("登录")
        post = visitor.page.get_by_role("region", name="现在的岗位")
        assert "经办" in post.inner_text()
        keys.enters("换岗位")
        keys.reach("示例区人民政府办公室")
        visitor.page.keyboard.press("ArrowDown")
        keys.enters("换到这个岗位")
        assert "审核" in post.inner_text()
        visitor.sees("待我审核")
        keys.enters("退出")
        visitor.open("/desk/")
        assert "/sign-in/" in visitor.page.url


class TestAStandIn:
    def test_does_what_the_post_allows_until_he_changes_back(self, people: People, served: Served) -> None:
        visitor = people.come("daili", served.password, width="phone")
        visitor.open("/desk/post/")
        visitor.send("换到这个岗位", {"现在用哪个岗位办理事项": "示例区住房和建设委员会·主要负责人(代理丁局长)"})
        visitor.sees("待核实的程序疑点")
        visitor.follow("数字")
        visitor.sees("完成合法性审查的重大行政决策数")
        visitor.open("/desk/post/")
        visitor.send("换到这个岗位", {"现在用哪个岗位办理事项": "示例区住房和建设委员会·经办"})
        expect(visitor.page.get_by_role("navigation").get_by_role("link", name="数字", exact=True)).to_have_count(0)
        visitor.open("/desk/figures/")
        visitor.sees("这一页不能查看")
