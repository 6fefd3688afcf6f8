"""A draw in public: planned, sealed, drawn from an announced number, and computed again from the public bundle."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.dated import DISTRICT, Dated, dated
from tests.journeys.visitor import Visitor
from yifa.kernel.catalogue import catalogue, record_model
from yifa.kernel.loads import begin_load, keep_original

__all__ = ["dated"]
pytestmark = [pytest.mark.django_db(transaction=True)]
ORGAN = "示例区/区市场监管局"
BEFORE, AFTER = "2022-05-10T21:15:00+08:00", "2022-05-15T21:20:00+08:00"
NUMBER = "03 07 11 18 22 31 09"
PLAN = {
    "标题": "2022年第二季度双随机抽查",
    "用途": "双随机抽查",
    "依据": "《优化营商环境条例》第五十四条",
    "名录版本": "检查对象名录库2022年版",
    "A层的抽取数": "3",
    "B层的抽取数": "10%",
    "每层候补数": "1",
    "排除的对象和理由": "910000,已停业",
    "公开号码": "中国福利彩票双色球",
    "期号": "2022055",
    "公布时间": "2022-05-15T21:15",
}


@pytest.fixture
def district(dated: Dated) -> Dated:
    """Five days before the number is announced, with a register of sixty enterprises."""
    dated.at(BEFORE)
    table, at = catalogue().tables["entities"], datetime.fromisoformat(BEFORE)
    original = keep_original(name="10双随机抽查.xlsx", sha256="a" * 64, size=1, kind="xlsx", at=at)
    load = begin_load(original=original, sheet="名录", table=table, year=2022, at=at)
    model: Any = record_model(table)
    for n in range(60):
        model.objects.create(
            code=f"91{n:04d}", name=f"企业{n}", risk="AB"[n % 2], key=f"91{n:04d}", load=load, digest=f"{n:064d}",
            original=original, sheet="名录", row=n + 2, year=2022, in_force_from=date(2022, 1, 1),
            organ_path=ORGAN, confidentiality="内部",
        )  # fmt: skip
    return dated


class TestADraw:
    def test_goes_from_the_plan_to_a_bundle_that_anybody_computes_again(self, district: Dated, tmp_path: Path) -> None:
        clerk = district.post("handler", organ=ORGAN, person="张三")
        head = district.post("head", organ=ORGAN, person="李四", width="phone")
        hall = self.sealed(clerk)
        district.at(AFTER)
        for who in (clerk, head):
            who.open(f"{hall}number/")
            who.send("录入", {"按公告的次序录入号码": NUMBER})
        head.sees("计划和号码都齐了")
        clerk.open(f"{hall}draw/")
        clerk.press("抽取")
        clerk.sees("抽中 6 个", "自己核对")
        drawn = [one.inner_text() for one in clerk.page.locator("ol.drawn").first.locator("b").all()]
        # What the others look at goes on by itself.
        expect(head.page.get_by_role("heading", name="抽中 6 个")).to_be_visible(timeout=20_000)
        self.seen_by_the_public(district, drawn, tmp_path)
        self.seen_by_auditors(district, hall, tmp_path)

    def sealed(self, clerk: Visitor) -> str:
        clerk.open("/desk/draws/")
        clerk.page.locator("main").get_by_role("link").first.click()
        clerk.send("保存，去核对", PLAN)
        clerk.sees("抽取方案", "2022055")
        hall = clerk.page.url.removesuffix("plan/")
        clerk.open(f"{hall}seal/")
        clerk.press("封存计划")
        clerk.open(f"{hall}seal/")
        clerk.sees("计划已经封存")
        return hall

    def seen_by_the_public(self, district: Dated, drawn: list[str], folder: Path) -> None:
        citizen = district.come(width="phone")
        citizen.open("/draws/")
        citizen.follow("2022年第二季度双随机抽查")
        citizen.sees(*drawn)
        bundle = citizen.download("下载抽取包", folder)
        citizen.follow("核验", within=citizen.page.locator("main"))
        citizen.download("replay.py", folder)
        assert computed_again(folder, bundle.name)

    def seen_by_auditors(self, district: Dated, hall: str, folder: Path) -> None:
        auditor = district.post("auditor", organ=DISTRICT, person="壬审计")
        auditor.open(f"{hall}result/")
        auditor.download("抽取包", folder)
        auditor.download("审计名册", folder)
        assert computed_again(folder, "bundle.json", "auditors.json")


def computed_again(folder: Path, *files: str) -> bool:
    """Whether the program that anybody may download comes to the same result, on a computer with nothing but Python."""
    command = [sys.executable, "-I", "-S", "-X", "utf8", "replay.py", *files]
    told = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return told.returncode == 0 and "全部一致" in told.stdout
