"""The program on a day that the test names: in a thread of this process, with its clock held."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test.testcases import LiveServerThread
from django.urls import get_resolver
from playwright.sync_api import Browser

from tests.journeys.conftest import SAMPLES, People
from tests.journeys.visitor import Visitor
from tests.surfaces.posts import account_in
from yifa.surfaces.shell.freshness import KEEPER

PASSWORD = "示例口令2022年"
DISTRICT = "示例区"
UNIT, JUSTICE, OFFICE = "示例区/区住房城乡建设局", "示例区/区司法局", "示例区/区政府办公室"


class Dated(People):
    """Persons in an empty installation; `at` says which moment it is there."""

    def __init__(self, browser: Browser, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(browser, site)
        self.now = datetime(2022, 3, 1, 2, 0, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)

    def at(self, moment: str) -> None:
        """Let it be ten o'clock in the morning of that day, or that instant."""
        if len(moment) == len("2022-03-01"):
            day = date.fromisoformat(moment)
            self.now = datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC)
        else:
            self.now = datetime.fromisoformat(moment)

    def post(self, role: str, *, organ: str, reach: str = "", person: str = "", width: str = "desk") -> Visitor:
        """Somebody who holds that post, with his browser."""
        account = account_in(role, organ=organ, reach=reach, person=person)
        return self.come(account.name, PASSWORD, width=width)


class Plain(WSGIHandler):
    """The program as it is: it serves its own files."""

    def __init__(self, _: object) -> None:
        super().__init__()


@pytest.fixture
def dated(
    browser: Browser, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, transactional_db: None
) -> Iterator[Dated]:
    """An installation with the sample district's profile and nothing else."""
    settings.YIFA_HOME = tmp_path
    shutil.copyfile(SAMPLES / "profile.json", tmp_path / "profile.json")
    KEEPER.forget()
    # The first page is not to wait for everything that pages import.
    _ = get_resolver().url_patterns
    thread = LiveServerThread("127.0.0.1", static_handler=Plain)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    made = Dated(browser, f"http://{thread.host}:{thread.port}", monkeypatch)
    try:
        yield made
        made.leave()
    finally:
        thread.terminate()
        KEEPER.forget()
