"""yifa serve: show the pages in a browser, until Ctrl-C."""

from __future__ import annotations

import argparse
import ipaddress
import os
import socket
import subprocess
import sys
from typing import Any

from yifa.surfaces.cli.refusal import OK, UnableToRun
from yifa.surfaces.cli.surroundings import home

APPLICATION = "yifa.site.wsgi:application"
HOST, PORT = "127.0.0.1", 8000
LAST_PORT = 65_535
THREADS = 4
STOPPING = 3
"""Seconds given to a worker to end: without a limit granian 2.8 waits for ever."""


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("serve", help="在浏览器里查看公开页面(按 Ctrl-C 停止)")
    add_address(command)
    command.add_argument("--workers", type=int, default=1, metavar="N", help="工作进程数(默认 1)")
    command.set_defaults(act=act)


def add_address(command: argparse.ArgumentParser) -> None:
    """Let the command take an address to serve at."""
    command.add_argument("--host", default=HOST, metavar="HOST", help=f"监听地址(默认 {HOST},只有本机能打开)")
    command.add_argument("--port", type=int, default=PORT, metavar="PORT", help=f"端口(默认 {PORT})")


def act(options: argparse.Namespace) -> int:
    """Serve the pages of this installation."""
    return serve(host=options.host, port=options.port, workers=options.workers)


def serve(*, host: str, port: int, workers: int = 1) -> int:
    """Serve until interrupted. Raises UnableToRun where the port is taken, or others could reach what is not named."""
    check(host=host, port=port)
    # Imported when it is needed: no other command pays for it.
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    os.environ["YIFA_HOME"] = str(home())
    telling = subprocess.Popen([sys.executable, "-m", "yifa.surfaces.cli.main", "deliver", "--keep"])
    print(f"公开页面在 http://{_in_address(host)}:{port}/ ,按 Ctrl-C 停止。", flush=True)
    server = Server(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=max(1, workers),
        blocking_threads=THREADS,
        workers_kill_timeout=STOPPING,
        log_level=LogLevels.warning,
    )
    try:
        server.serve()
    finally:
        telling.terminate()
        telling.wait()
    print("已停止。")
    return OK


def check(*, host: str, port: int) -> None:
    """Refuse what cannot be served. Raises UnableToRun."""
    if not 0 < port <= LAST_PORT:
        raise UnableToRun(f"端口 {port} 不存在。请用 --port 给出 1 到 {LAST_PORT} 之间的数。")
    if not _is_own(host) and not os.environ.get("YIFA_HOSTS"):
        raise UnableToRun(
            f"在 {host} 上监听时别的机器也能打开本站,须先说明本站的域名。请设置 YIFA_HOSTS(多个用逗号分开)后再运行。"
        )
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as trouble:
            raise UnableToRun(
                f"不能在 {host} 的端口 {port} 上监听({trouble.strerror})。请关掉占用它的程序,或者用 --port 换一个。"
            ) from None


def _is_own(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
