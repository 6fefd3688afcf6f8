"""A person before a browser: each page is looked at once, and whatever goes wrong on the way is written down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response, expect

WIDTHS: Mapping[str, Any] = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
KEYS = 120
"""So many times one presses Tab before one gives up."""
LOOKED_AT: set[tuple[int, str]] = set()
"""Pages that were looked at already, at their width: once is enough for all journeys."""
_AXE = Axe()


@dataclass
class Watch:
    """What went wrong on any page of any person."""

    site: str
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch what this browser is told and asks for."""
        context.on("console", self._console)
        context.on("weberror", lambda trouble: self.faults.append(f"a script failed: {trouble.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def look(self, page: Page) -> None:
        """Look at a page: axe finds nothing, and nothing stands beyond the edge of the screen."""
        width = (page.viewport_size or WIDTHS["desk"])["width"]
        place = re.sub(r"[0-9a-f-]{36}|\d+", "#", page.url.removeprefix(self.site).partition("?")[0])
        told = place if page.locator(".notice.bad").count() == 0 else f"{place} (refused)"
        if (width, told) in LOOKED_AT:
            return
        LOOKED_AT.add((width, told))
        for one in _AXE.run(page).response["violations"]:
            self.faults.append(f"axe at {place}, {width} wide: {one['id']}: {one['nodes'][0]['html'][:160]}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            self.faults.append(f"{place} is {wide} wide on a screen of {width}")

    def _console(self, message: ConsoleMessage) -> None:
        # That a page is a refusal is told by what the person sees on it.
        told = message.type == "error" and "Failed to load resource" not in message.text
        if told or "Content Security Policy" in message.text:
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site}/", "data:", "blob:")):
            self.faults.append(f"asked elsewhere: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= (500 if response.request.resource_type == "document" else 400):
            self.faults.append(f"{response.status} from {response.url}")


@dataclass(slots=True)
class Visitor:
    """One person with one browser; account: empty for the public."""

    page: Page
    watch: Watch
    account: str = ""
    password: str = ""
    scripts: bool = True
    width: str = "desk"

    def open(self, address: str) -> None:
        """A page, signed in again where the session is over."""
        self.page.goto(address if address.startswith("http") else self.watch.site + address)
        if self.account and "/sign-in/" in self.page.url:
            self.sign_in()
        self._look()

    def sign_in(self) -> None:
        """Type name and password."""
        self.page.get_by_label("账号").fill(self.account)
        self.page.get_by_label("口令").fill(self.password)
        self.press("登录")

    def follow(self, link: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        """Click a link."""
        wanted = (within or self.page.locator("body")).get_by_role("link", name=link, exact=isinstance(link, str))
        self._go(wanted.first)

    def press(self, button: str, *, within: Locator | None = None) -> None:
        """Click a button that leads to a page."""
        self._go((within or self.page.locator("body")).get_by_role("button", name=button, exact=True).first)

    def send(self, button: str, typed: Mapping[str, Any], *, under: str = "") -> None:
        """Fill in the form of that button by its labels, and send it; under: what to unfold before."""
        form = self.form(button, under=under)
        for label, value in typed.items():
            enter(form, label, value)
        self.press(button, within=form)

    def form(self, button: str, *, under: str = "") -> Locator:
        """The form that has this button."""
        if under:
            opened = self.page.locator("details", has=self.page.locator("summary", has_text=under)).last
            if opened.get_attribute("open") is None:
                opened.locator("summary", has_text=under).first.click()
            return opened.locator("form").first
        return self.page.locator("form").filter(has=self.page.get_by_role("button", name=button, exact=True)).first

    def sees(self, *words: str) -> None:
        """These words stand on the page."""
        for one in words:
            expect(self.page.locator("main")).to_contain_text(one)

    def sees_not(self, *words: str) -> None:
        """These words stand nowhere on the page."""
        for one in words:
            expect(self.page.locator("body")).not_to_contain_text(one)

    def download(self, link: str, to: Path) -> Path:
        """What a link gives as a file."""
        with self.page.expect_download() as awaited:
            self.page.get_by_role("link", name=link, exact=True).first.click()
        file = to / awaited.value.suggested_filename
        awaited.value.save_as(file)
        return file

    def case_id(self) -> int:
        """The case whose page this is."""
        found = re.search(r"/desk/cases/(\d+)/", self.page.url)
        assert found is not None, self.page.url
        return int(found[1])

    def _go(self, clicked: Locator) -> None:
        with self.page.expect_navigation():
            clicked.click()
        self._look()

    def _look(self) -> None:
        if self.scripts:
            self.watch.look(self.page)


class Keyboard:
    """A person who has no mouse."""

    def __init__(self, visitor: Visitor) -> None:
        self.page, self.visitor = visitor.page, visitor

    def reach(self, name: str) -> None:
        """Press Tab until what has that name has the focus, which must be seen at every stop."""
        for _ in range(KEYS):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(_FOCUS)
            assert at["seen"], f"the focus is not seen at {at['html']}"
            if at["name"].startswith(name):
                return
        raise AssertionError(f"«{name}» is not reached by Tab on {self.page.url}")

    def types(self, name: str, words: str) -> None:
        """Reach a field and type."""
        self.reach(name)
        self.page.keyboard.type(words)

    def enters(self, name: str) -> None:
        """Reach a link or a button and press Enter, which leads to a page."""
        self.reach(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.visitor._look()


def enter(form: Locator, label: str, value: Any) -> None:
    """Fill in one field as its kind asks: typed, chosen or ticked."""
    control = _labelled(form, label, value)
    kind = control.evaluate("(one) => one.type")
    if kind in {"radio", "checkbox"}:
        control.check()
    elif kind == "select-one":
        control.select_option(label=str(value))
    elif kind == "file":
        control.set_input_files(value)
    else:
        control.fill(str(value))


def _labelled(form: Locator, label: str, value: Any) -> Locator:
    choices = form.get_by_role("group", name=re.compile(f"^{re.escape(label)}(（必填）)?$"))
    if choices.count():
        return choices.first.get_by_label(str(value), exact=True)
    return form.get_by_label(re.compile(rf"^\s*{re.escape(label)}(（.*）)?\s*$")).first


_FOCUS = """(() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const labels = at.labels && at.labels.length ? [...at.labels].map((one) => one.textContent).join(" ") : "";
  const name = at.getAttribute("aria-label") || labels || at.textContent || at.value || "";
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return {name: name.trim(), seen: at === document.body || (drawn && box.width > 0 && box.height > 0),
          html: at.outerHTML.slice(0, 120)};
})()"""
