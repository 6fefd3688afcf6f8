"""A real browser before the real program: `yifa run --serve` on a part of the sample year, in a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.visitor import WIDTHS, Visitor, Watch

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "2022"
BOOKS = ("06", "12", "13")
KEPT = ("profile.json", "organs.csv")
PATIENCE = 30
"""Seconds in which the server must answer once it says so."""
SERVED = "公开页面在"
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the system's Chromium is: nothing is downloaded."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        message = "NOT TESTED IN A BROWSER: Chromium is not installed (on Debian: apt install chromium)."
        if os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser; one for each module, since a thread runs only one playwright at a time."""
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # The browser's loop runs in this thread; the database is asked from it all the same.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield started
        started.close()


@dataclass(frozen=True, slots=True)
class Served:
    """The program as it serves: its address and its home folder."""

    address: str
    home: Path

    @property
    def password(self) -> str:
        """The password of every sample account."""
        first, *_ = (self.home / "sample-accounts.txt").read_text(encoding="utf-8").splitlines()
        return first.split()[-1]


@pytest.fixture(scope="session")
def served(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The program, which must end cleanly on Ctrl-C."""
    del chromium
    home, port = tmp_path_factory.mktemp("home"), _free_port()
    command = [sys.executable, "-m", "yifa.surfaces.cli.main", "run", "--samples", str(_samples(tmp_path_factory))]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("YIFA_", "DJANGO_"))}
    program = subprocess.Popen(
        [*command, "--serve", "--port", str(port)],
        env={**kept, "YIFA_HOME": str(home), "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        _wait(program, port)
        yield Served(f"http://127.0.0.1:{port}", home)
    finally:
        os.killpg(program.pid, signal.SIGINT)
        told, _ = program.communicate(timeout=30)
    assert program.returncode == 0
    assert "已停止" in told


@pytest.fixture(scope="session")
def site(served: Served) -> str:
    """The address at which the program serves."""
    return served.address


class People:
    """Persons who come to the program, each with a browser of his own."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser, self.watch = browser, Watch(site)

    def come(self, account: str = "", password: str = "", *, width: str = "desk", scripts: bool = True) -> Visitor:
        """A person; account: empty for one of the public."""
        context = self.browser.new_context(
            viewport=WIDTHS[width], java_script_enabled=scripts, reduced_motion="reduce", locale="zh-CN"
        )
        context.set_default_timeout(15_000)
        self.watch.over(context)
        return Visitor(context.new_page(), self.watch, account, password, scripts, width)

    def leave(self) -> None:
        """All go; nothing may have gone wrong on any page."""
        for context in self.browser.contexts:
            context.close()
        assert self.watch.faults == []


@pytest.fixture
def people(browser: Browser, site: str) -> Iterator[People]:
    """Whoever comes to the program."""
    made = People(browser, site)
    yield made
    made.leave()


def _samples(factory: pytest.TempPathFactory) -> Path:
    folder = factory.mktemp("samples")
    for file in SAMPLES.iterdir():
        if file.name.startswith(BOOKS) or file.name in KEPT:
            shutil.copyfile(file, folder / file.name)
    return folder


def _wait(program: subprocess.Popen[str], port: int) -> None:
    told = []
    for line in program.stdout or ():
        told.append(line)
        if SERVED in line:
            break
    else:
        pytest.fail("".join(told[-20:]))
    for _ in range(600):
        with socket.socket() as tried:
            tried.settimeout(1)
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(PATIENCE / 600)
    pytest.fail("the program said that it serves, but nothing answers")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
