"""PostgreSQL for tests: a server that is there already, or a private one that a test may also break."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Literal, Self

import psycopg

StopMode = Literal["smart", "fast", "immediate"]

LOCAL_URL = "postgresql://postgres@127.0.0.1:5432/yifa"

_BINARY_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)


class UnableToStartServer(RuntimeError):
    """No PostgreSQL is installed here, or it did not start."""


class Server:
    """A private PostgreSQL server in a temporary folder, listening on a free port of this machine only."""

    def __init__(self) -> None:
        self.binaries = _binaries()
        self.port = _free_port()
        self._user = _unprivileged_user()
        self._folder = Path(tempfile.mkdtemp(prefix="yifa-postgres-"))
        self._data = self._folder / "data"
        if self._user:
            shutil.chown(self._folder, self._user)

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/yifa"

    @property
    def maintenance_url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> Self:
        """Start the server, or start it again after a stop: the data stays."""
        if not self._data.exists():
            self._run(
                "initdb", "-D", str(self._data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"
            )
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories=''"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", str(self._data), "-l", log, "-o", options, "-w", "-t", "60", "start")
        return self

    def stop(self, mode: StopMode = "fast") -> None:
        """Stop the server; ``immediate`` is the nearest thing to a power cut."""
        self._run("pg_ctl", "-D", str(self._data), "-m", mode, "-w", "-t", "60", "stop")

    def remove(self) -> None:
        """Stop the server if it runs and delete its folder."""
        if (self._data / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.remove()
            raise

    def __exit__(self, *_: object) -> None:
        self.remove()

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.binaries / program), *arguments]
        if self._user:
            command = ["setpriv", f"--reuid={self._user}", f"--regid={_group(self._user)}", "--clear-groups", *command]
            if not shutil.which("setpriv"):
                command = ["runuser", "-u", self._user, "--", *command[4:]]
        # Output goes to a file: a started server keeps a pipe open for ever.
        with (self._folder / "output").open("w+b") as output:
            done = subprocess.run(command, stdout=output, stderr=output, cwd=self._folder, timeout=120, check=False)
            if done.returncode:
                output.seek(0)
                told = output.read().decode(errors="replace").strip()
                raise UnableToStartServer(f"{program} {arguments[-1]} ended with {done.returncode}: {told}")


def answers(url: str) -> bool:
    """Return whether a server answers at the address and lets us make databases there."""
    maintenance = url.rpartition("/")[0] + "/postgres"
    try:
        with psycopg.connect(maintenance, connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


def _binaries() -> Path:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    for pattern in _BINARY_FOLDERS:
        folders = sorted(Path("/").glob(f"{pattern[1:]}/initdb"))
        if folders:
            return folders[-1].parent
    raise UnableToStartServer("No initdb was found on the path or where Debian and Homebrew put it.")


def _unprivileged_user() -> str | None:
    """Return whom to become: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise UnableToStartServer("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody.")


def _group(user: str) -> int:
    return pwd.getpwnam(user).pw_gid


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
