"""A damaged workbook: what differs is shown first, damaged rows come back with the cure, and all of it is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import SAMPLES, People, Served
from tests.journeys.visitor import Visitor

BOOK, SHEET = "13行政处罚案件.xlsx", "处罚案件"
HEAD = 3
"""The row of the headings."""
KEY, CODE, FINE, DECIDED = "决定书文号", "统一社会信用代码", "罚款金额", "决定日期"
PATIENCE = 60_000


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """The sample's first two cases, of which one is changed, one that is new, and three that cannot be."""
    book = openpyxl.load_workbook(SAMPLES / BOOK)
    sheet = book[SHEET]
    heads = [str(one.value) for one in sheet[HEAD]]
    first, second = ([one.value for one in sheet[row]] for row in (HEAD + 1, HEAD + 2))
    sheet.delete_rows(HEAD + 1, sheet.max_row)
    del book["涉嫌犯罪移送"]

    def add(row: Sequence[Any], **changed: object) -> None:
        sheet.append([changed.get(head, value) for head, value in zip(heads, row, strict=True)])

    add(first)
    add(second, **{FINE: 2001})
    add(first, **{KEY: "示市监罚〔2022〕9001号"})
    add(first, **{KEY: "示市监罚〔2022〕9002号", DECIDED: "2022年2月30日"})
    add(first, **{KEY: "示市监罚〔2022〕9003号", CODE: "91990101100047551B"})
    add(first, **{KEY: "示市监罚〔2022〕9004号", FINE: -50})
    file = tmp_path / "处罚案件(补报).xlsx"
    book.save(file)
    return file


class TestADamagedWorkbook:
    def test_is_loaded_without_its_damaged_rows_and_taken_back(
        self, people: People, served: Served, damaged: Path, tmp_path: Path
    ) -> None:
        clerk = people.come("jiancha", served.password)
        self.checked(clerk, damaged)
        phone = people.come("jiancha", served.password, width="phone")
        phone.open(clerk.page.url)
        phone.sees("2022年2月30日", "-50")
        self.given_back(clerk, tmp_path)
        self.confirmed(clerk)
        self.taken_back(clerk)

    def checked(self, clerk: Visitor, damaged: Path) -> None:
        clerk.open("/desk/ingest/")
        clerk.send("上传并核对", {"台账文件": damaged, "台账年度": "2022年"})
        expect(clerk.page.get_by_text("还没有写入", exact=True)).to_be_visible(timeout=PATIENCE)
        clerk.open(clerk.page.url)
        clerk.sees("认作「处罚案件」", "新增 1 行，没有变化 1 行，与已入库不同 1 行，退回 3 行")
        differs = clerk.page.get_by_role("table", name="与已入库不同的内容")
        expect(differs).to_contain_text("2000")
        expect(differs).to_contain_text("2001")

    def given_back(self, clerk: Visitor, folder: Path) -> None:
        book = openpyxl.load_workbook(clerk.download("全部下载（xlsx）", folder))
        lines = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
        assert [(line[2], line[3], line[4]) for line in lines] == [
            (7, DECIDED, "2022年2月30日"),
            (8, CODE, "91990101100047551B"),
            (9, FINE, "-50"),
        ]
        assert all("请" in str(line[6]) for line in lines)

    def confirmed(self, clerk: Visitor) -> None:
        clerk.send("确认写入", {"与已入库不同的 1 行，登记为更正": True})
        expect(clerk.page.get_by_role("heading", name="已导入")).to_be_visible(timeout=PATIENCE)
        clerk.open(clerk.page.url)
        clerk.sees("新入库 1 行", "已登记更正 1 项")
        clerk.open("/desk/search/?q=9001")
        clerk.sees("示市监罚〔2022〕9001号")

    def taken_back(self, clerk: Visitor) -> None:
        clerk.open("/desk/ingest/")
        clerk.page.get_by_role("table", name="导入记录").get_by_role("link").first.click()
        clerk.send("撤销本次导入", {"撤销的理由": "报送单位要求重报"})
        expect(clerk.page.get_by_role("note").get_by_text("已撤销")).to_be_visible(timeout=PATIENCE)
        clerk.open(clerk.page.url)
        clerk.sees("案件 1 件退出台账，1 件恢复为更正前的内容；0 件不能撤销")
        clerk.open("/desk/search/?q=9001")
        clerk.sees("示市监罚〔2022〕9001号(导入已撤销)", "已终止")
