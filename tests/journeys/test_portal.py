"""A citizen's way through the portal, at a desk and on a phone: readable, reachable by keyboard, nothing refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}
PAGES = (
    *("/", "/report/", "/report/2022/", "/report/2022/mkt_cases/", "/records/", "/records/penalty_cases/"),
    *(
        "/published/",
        "/draws/",
        "/law/",
        "/law/penalty/",
        "/organs/",
        "/search/?q=设备",
        "/verify/",
        "/check/",
        "/verify/figure/2022/mkt_cases/",
    ),
    *("/data/", "/accessibility/", "/style/", "/nothing/"),
)
TABS = 200


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = WIDTHS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
    yield context.new_page()
    context.close()


class TestEveryPage:
    def test_is_clean_for_axe_and_for_the_policy_and_fits_the_screen(self, page: Page, site: str) -> None:
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda trouble: told.append(str(trouble)))
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for address in PAGES:
            page.goto(site + address)
            faults = Axe().run(page).response["violations"]
            assert [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in faults] == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        assert [one for one in told if "404" not in one] == []
        assert {url.split("/")[2] for url in asked} == {site.split("/")[2]}


class TestACitizen:
    def test_follows_a_figure_to_its_records_and_checks_it(self, page: Page, site: str) -> None:
        page.goto(site)
        expect(page.get_by_role("complementary")).to_contain_text("演示数据")
        page.get_by_role("link", name="2022年法治政府建设情况报告").click()
        page.locator("a.figure-link", has_text="1257").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("查办违法案件数")
        expect(page.get_by_text("共有 1257 条记录")).to_be_visible()
        page.get_by_role("link", name="下一页").click()
        page.get_by_role("link", name="核验这个数字").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="下载存证文件").click()
        proof = download.value.path()
        page.get_by_role("link", name="去核验").click()
        page.get_by_label("存证文件或者抽取包").set_input_files(proof)
        page.get_by_role("main").get_by_role("button", name="核验").click()
        expect(page.get_by_text("核验通过")).to_be_visible()

    def test_finds_a_penalty_by_searching(self, page: Page, site: str) -> None:
        page.goto(site)
        page.get_by_label("搜索公开内容").fill("特种设备")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="查看全部").first.click()
        expect(page.get_by_role("table")).to_be_visible()


class TestTheKeyboard:
    @pytest.mark.parametrize("address", ["/", "/records/penalty_cases/?q=设备", "/verify/"])
    def test_reaches_everything_and_shows_where_it_is(self, page: Page, site: str, address: str) -> None:
        page.goto(site + address)
        wanted = page.evaluate("document.querySelectorAll('a[href], button, input, select, summary').length")
        reached: set[int] = set()
        for _ in range(TABS):
            page.keyboard.press("Tab")
            at = page.evaluate(FOCUS)
            if at["kind"] == "nothing":
                break
            assert at["seen"], at
            if at["kind"] == "control":
                reached.add(at["index"])
        assert len(reached) == wanted

    def test_skips_the_navigation(self, page: Page, site: str) -> None:
        page.goto(site)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


FOCUS = """(() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, summary')];
  const at = document.activeElement, style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  return {
    kind: at === document.body ? 'nothing' : all.includes(at) ? 'control' : 'region',
    index: all.indexOf(at),
    seen: style.outlineStyle !== 'none' && box.width > 0 && box.height > 0,
    html: at.outerHTML.slice(0, 120),
  };
})()"""
