"""The pictures of both READMEs, taken of the program itself with the sample year: `make pictures`.

It starts the program in a folder of its own, signs in as the sample accounts, and writes PNG files beside this script.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
SERVED = "公开页面在"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
PATIENCE = 60
"""Seconds in which the pages must be loaded."""
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: what it is called, where it is taken, as whom («» for the public), how wide."""

    name: str
    address: str
    account: str = ""
    is_phone: bool = False
    follow: str = ""


PICTURES = (
    Picture("portal", "/"),
    Picture("report", "/report/2022/"),
    Picture("figure", "/report/2022/mkt_cases/"),
    Picture("desk", "/desk/", "jingban"),
    Picture("case", "/desk/cases/", "jingban", follow="table.stack tbody th a"),
    Picture("tasks", "/desk/tasks/", "jiancha", is_phone=True),
)


def main() -> None:
    """Start, take all pictures, and stop."""
    with tempfile.TemporaryDirectory() as home:
        port = free_port()
        program = start(home, port)
        try:
            with sync_playwright() as playwright:
                found = shutil.which("chromium") or shutil.which("google-chrome")
                browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
                for picture in PICTURES:
                    take(browser, picture, f"http://127.0.0.1:{port}", Path(home))
                browser.close()
        finally:
            os.killpg(program.pid, signal.SIGINT)
            program.wait(timeout=30)


def start(home: str, port: int) -> subprocess.Popen[str]:
    """The program on the sample year; returns when it serves."""
    program = subprocess.Popen(
        [sys.executable, "-m", "yifa.surfaces.cli.main", "run", "--serve", "--port", str(port)],
        env={**os.environ, "YIFA_HOME": home},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    for line in program.stdout or ():
        print(line, end="")
        if SERVED in line:
            break
    wait(port)
    return program


def wait(port: int) -> None:
    """Until somebody answers at the port: what is said to be served is being loaded first."""
    for _ in range(PATIENCE):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(1)


def take(browser: Browser, picture: Picture, site: str, home: Path) -> None:
    """One picture, at twice the size of the screen's points so that small letters can be read."""
    size = PHONE if picture.is_phone else DESK
    context = browser.new_context(viewport=size, device_scale_factor=1.5, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    page.goto(site + picture.address)
    if picture.account:
        sign_in(page, picture.account, home)
    if picture.follow:
        page.locator(picture.follow).first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=HERE / f"{picture.name}.png")
    print(f"{picture.name}.png")
    context.close()


def sign_in(page: Page, account: str, home: Path) -> None:
    """Sign in with the password that the installation made for its sample accounts."""
    first, *_ = (home / "sample-accounts.txt").read_text(encoding="utf-8").splitlines()
    page.get_by_label("账号").fill(account)
    page.get_by_label("口令").fill(first.split()[-1])
    page.get_by_role("button", name="登录", exact=True).click()


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


if __name__ == "__main__":
    main()
