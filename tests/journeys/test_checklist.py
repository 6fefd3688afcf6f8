"""An inspection in a browser on a phone: brought along, filled in without a signal, killed in the middle, handed in once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import BrowserContext, Page, Playwright, Route, expect, sync_playwright

from tests.domains.inspections.visiting import FIRST, ITEM, NOW, SECOND, arranged, install, officer, registers
from tests.journeys.conftest import ARGUMENTS
from yifa.kernel.models import Act, Case

pytestmark = [pytest.mark.django_db(transaction=True)]
PHONE: Any = {"width": 390, "height": 844}
POINT = f"point:{ITEM}-1"
CHECK = "/open/inspection-check/?number=JC2026-0001"
BROUGHT, WAITS = "已带到现场", "待同步"


@pytest.fixture
def playwright(chromium: str) -> Iterator[Playwright]:
    del chromium
    with sync_playwright() as started:
        yield started


@pytest.fixture
def client(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Client:
    # The browser's loop runs in this thread; the database is asked from it all the same.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.YIFA_HOME = tmp_path
    install(tmp_path)
    registers()
    return officer()


@pytest.fixture
def case(client: Client) -> Case:
    return arranged(client)


class Plain(WSGIHandler):
    """The program as it is: it serves its own files."""

    def __init__(self, _: object) -> None:
        super().__init__()


class Phone:
    """One phone with its own storage, which outlives the browser."""

    def __init__(self, playwright: Playwright, chromium: str, folder: Path, site: str) -> None:
        self.started, self.chromium, self.folder, self.site = playwright, chromium, folder, site
        self.said: list[str] = []
        self.context: BrowserContext = self.start()

    def start(self) -> BrowserContext:
        self.context = self.started.chromium.launch_persistent_context(
            str(self.folder), executable_path=self.chromium, args=list(ARGUMENTS), viewport=PHONE, locale="zh-CN"
        )
        self.context.clock.set_fixed_time(NOW)
        return self.context

    def sign_in(self, client: Client) -> None:
        self.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.site}])

    def open(self, address: str) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self.said.append(message.text))
        page.goto(self.site + address)
        page.wait_for_selector("#visit-place[data-ready=yes]", state="attached")
        return page


@pytest.fixture
def site(client: Client) -> Iterator[str]:
    """The program in a thread of this process, so that it has the day of the test."""
    del client
    thread = LiveServerThread("127.0.0.1", static_handler=Plain)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    yield f"http://{thread.host}:{thread.port}"
    thread.terminate()


@pytest.fixture
def phone(playwright: Playwright, chromium: str, tmp_path: Path, site: str, client: Client) -> Iterator[Phone]:
    made = Phone(playwright, chromium, tmp_path / "phone", site)
    made.sign_in(client)
    yield made
    made.context.close()


def bring(page: Page) -> None:
    page.get_by_role("button", name="带到现场").click()
    expect(page.locator("#visit-status")).to_contain_text(BROUGHT, timeout=15_000)


def fill(page: Page) -> None:
    page.get_by_label("已向检查对象出示执法证件").check()
    page.get_by_label("不符合", exact=True).check()
    page.get_by_label("情况说明").fill("灭火器过期")
    page.get_by_label("发现问题已责令改正").check()
    page.get_by_label("签字人和职务").fill("王五 店长")


def sign(page: Page) -> None:
    box = page.locator("#pad")
    box.scroll_into_view_if_needed()
    at = box.bounding_box()
    assert at is not None
    page.mouse.move(at["x"] + 30, at["y"] + 40)
    page.mouse.down()
    page.mouse.move(at["x"] + 200, at["y"] + 90, steps=8)
    page.mouse.up()
    expect(page.locator("[data-what=signature] .kept")).to_contain_text(WAITS)


def end(page: Page) -> None:
    page.get_by_role("button", name="核对无误").click()


def steps(case: Case) -> list[str]:
    return list(Act.objects.filter(case=case).exclude(step="").order_by("seq").values_list("step", flat=True))


class TestAVisitWithoutASignal:
    def test_is_brought_along_filled_in_and_handed_in_once(self, phone: Phone, case: Case) -> None:
        page = phone.open("/desk/tasks/")
        bring(page)
        phone.context.set_offline(True)
        page.goto(f"{phone.site}/desk/tasks/{case.pk}/")
        expect(page.get_by_role("heading", name="现场检查")).to_be_visible()
        fill(page)
        sign(page)
        end(page)
        expect(page.locator("#visit-status")).to_contain_text("没有信号")
        expect(page.locator("#visit-count")).to_contain_text("待同步5条")
        assert steps(case) == ["approval", "notice"]
        phone.context.set_offline(False)
        expect(page.get_by_text("检查已经办结")).to_be_visible(timeout=15_000)
        assert steps(case) == ["approval", "notice", "entry", "inspection", "record"]
        expect(page.locator("#visit-count")).to_contain_text("待同步0条")
        assert kept(page) == {"entries": 0, "tasks": 0}
        assert [one for one in phone.said if "Content Security Policy" in one] == []

    def test_loses_nothing_when_the_browser_is_killed(self, phone: Phone, case: Case, client: Client) -> None:
        page = phone.open(f"/desk/tasks/{case.pk}/")
        bring(page)
        phone.context.set_offline(True)
        fill(page)
        expect(page.locator("[data-what=result] .kept")).to_contain_text(WAITS)
        expect(page.locator("[data-what=signature] .kept")).to_contain_text("尚未填完")
        phone.context.close()
        phone.start()
        phone.context.set_offline(True)
        page = phone.open(f"/desk/tasks/{case.pk}/")
        expect(page.get_by_label("情况说明")).to_have_value("灭火器过期")
        expect(page.get_by_label("签字人和职务")).to_have_value("王五 店长")
        sign(page)
        end(page)
        phone.context.set_offline(False)
        # The session went with the browser: everything stays until one has signed in again.
        page.get_by_role("button", name="立即同步").click()
        expect(page.locator("#visit-status")).to_contain_text("重新登录", timeout=15_000)
        assert "inspection" not in steps(case)
        phone.sign_in(client)
        page.get_by_role("button", name="立即同步").click()
        expect(page.get_by_text("检查已经办结")).to_be_visible(timeout=15_000)
        assert steps(case)[-1] == "record"


class TestTheServer:
    def test_that_fails_in_the_middle_is_asked_again(
        self, phone: Phone, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = phone.open(f"/desk/tasks/{case.pk}/")
        page.route("**/desk/tasks/sync/", lambda route: (route.fetch(), route.fulfill(status=500)))
        page.get_by_label("符合", exact=True).check()
        page.get_by_role("button", name="立即同步").click()
        expect(page.locator("#visit-status")).to_contain_text("暂时不能收存")
        expect(page.locator("#visit-count")).to_contain_text("待同步1条")
        # It had been taken all the same; what is changed now is another entry over it.
        page.get_by_label("不适用").check()
        page.unroute("**/desk/tasks/sync/")
        page.get_by_role("button", name="立即同步").click()
        expect(page.locator("#visit-count")).to_contain_text("待同步0条")
        told = page.evaluate("fetch('data.json').then((one) => one.json())")["parts"][POINT]
        assert [one["value"]["answer"] for one in told] == ["na"]

    def test_that_is_slow_loses_no_change_made_meanwhile(self, phone: Phone, case: Case) -> None:
        page = phone.open(f"/desk/tasks/{case.pk}/")
        asked: list[Route] = []
        page.route("**/session.json", lambda route: asked.append(route))  # noqa: PLW0108 - playwright marks its handlers
        page.get_by_label("符合", exact=True).check()
        page.get_by_label("情况说明").fill("甲")
        page.get_by_role("button", name="立即同步").click()
        page.wait_for_timeout(300)
        page.get_by_label("情况说明").fill("甲乙")
        page.get_by_label("不符合", exact=True).check()
        assert asked
        page.unroute("**/session.json")  # which lets go of what was held
        expect(page.locator("#visit-count")).to_contain_text("待同步0条")
        told = page.evaluate("fetch('data.json').then((one) => one.json())")["parts"][POINT]
        assert [one["value"] for one in told] == [{"answer": "no", "words": "甲乙"}]
        expect(page.get_by_label("不符合", exact=True)).to_be_checked()

    def test_is_told_the_day_of_the_visit_and_not_of_the_hand_in(self, phone: Phone, case: Case) -> None:
        page = phone.open(f"/desk/tasks/{case.pk}/")
        page.get_by_label("已向检查对象出示执法证件").check()
        page.get_by_label("检查日期").fill("2026-03-09")
        page.get_by_role("button", name="立即同步").click()
        expect(page.locator("[data-what=arrival] .kept")).to_have_text("已同步")
        assert Act.objects.get(case=case, step="entry").on.isoformat() == "2026-03-09"

    def test_that_refuses_leaves_the_entry_on_the_phone_to_be_mended(self, phone: Phone, case: Case) -> None:
        page = phone.open(f"/desk/tasks/{case.pk}/")
        page.get_by_label("到场人员的执法证号").fill(FIRST)
        page.get_by_label("已向检查对象出示执法证件").check()
        page.get_by_role("button", name="立即同步").click()
        expect(page.locator("[data-what=arrival] .kept")).to_contain_text("不少于2人")
        page.reload()
        expect(page.locator("[data-what=arrival] .kept")).to_contain_text("不少于2人")
        page.get_by_label("到场人员的执法证号").fill(f"{FIRST} {SECOND}")
        page.get_by_role("button", name="立即同步").click()
        expect(page.locator("[data-what=arrival] .kept")).to_have_text("已同步")
        assert "entry" in steps(case)


class TestThePages:
    @pytest.mark.parametrize("address", ["/desk/tasks/", "/desk/tasks/{}/", "/desk/cases/{}/inspection-notice/", CHECK])
    def test_are_clean_for_axe_and_fit_the_screen(self, phone: Phone, case: Case, address: str) -> None:
        page = phone.context.new_page()
        page.on("console", lambda message: phone.said.append(message.text))
        page.goto(phone.site + address.format(case.pk))
        page.wait_for_load_state("networkidle")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert phone.said == []


class TestSigningOut:
    def test_leaves_nothing_on_the_phone(self, phone: Phone, case: Case) -> None:
        page = phone.open(f"/desk/tasks/{case.pk}/")
        bring(page)
        phone.context.set_offline(True)
        page.get_by_label("情况说明").fill("甲")
        expect(page.locator("#visit-count")).to_contain_text("尚未填完1条")
        phone.context.set_offline(False)
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="退出").click()
        page.wait_for_url(f"{phone.site}/")
        assert kept(page) == {"entries": 0, "tasks": 0}


def kept(page: Page) -> dict[str, int]:
    return dict(
        page.evaluate("""() => new Promise((resolve) => {
      const asked = indexedDB.open("yifa-tasks", 1);
      asked.onsuccess = () => {
        const going = asked.result.transaction(["entries", "tasks"], "readonly"), found = {};
        ["entries", "tasks"].forEach((name) => {
          going.objectStore(name).count().onsuccess = (event) => { found[name] = event.target.result; };
        });
        going.oncomplete = () => resolve(found);
      };
    })""")
    )
