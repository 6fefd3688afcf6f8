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
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "2022"
BOOKS = ("06", "12", "13")
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


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which the program serves; it must end cleanly on Ctrl-C."""
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
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(program.pid, signal.SIGINT)
        told, _ = program.communicate(timeout=30)
    assert program.returncode == 0
    assert "已停止" in told


def _samples(factory: pytest.TempPathFactory) -> Path:
    folder = factory.mktemp("samples")
    for file in SAMPLES.iterdir():
        if file.name.startswith(BOOKS) or file.name == "profile.json":
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
