"""Which database the tests run on: SQLite in a temporary file, or PostgreSQL when YIFA_TEST_DATABASE=postgres."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations as PostgresOperations
from django.db.backends.sqlite3.operations import DatabaseOperations as SqliteOperations

from tests.postgres import LOCAL_URL, Server, UnableToStartServer, answers
from yifa.site.databases import SQLITE_OPTIONS, from_address

_HOME = pytest.StashKey[Path]()
_SERVER = pytest.StashKey[Server]()
_MISSING = pytest.StashKey[str]()

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


# Tests are never timed: a busy machine is no fault of what they check.
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    home = Path(tempfile.mkdtemp(prefix="yifa-tests-"))
    config.stash[_HOME] = home
    os.environ["YIFA_HOME"] = str(home)
    settings.YIFA_HOME = home
    # Slow on purpose in earnest; here every signed-in client would cost a second.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for operations in (SqliteOperations, PostgresOperations):
        _let_empty(operations)
    choice = os.environ.get("YIFA_TEST_DATABASE", "sqlite")
    if choice == "sqlite":
        _use(_sqlite(home))
    elif choice == "postgres":
        _configure_postgres(config)
    else:
        raise pytest.UsageError(f"YIFA_TEST_DATABASE is {choice!r}; it must be sqlite or postgres.")


def pytest_unconfigure(config: pytest.Config) -> None:
    connections.close_all()
    server = config.stash.get(_SERVER, None)
    if server:
        server.remove()
    home = config.stash.get(_HOME, None)
    if home:
        shutil.rmtree(home, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    missing = config.stash.get(_MISSING, None)
    if missing:
        for item in items:
            item.add_marker(pytest.mark.skip(reason=missing))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    missing = config.stash.get(_MISSING, None)
    if missing:
        terminalreporter.section("NOT TESTED ON POSTGRESQL", sep="!", red=True, bold=True)
        terminalreporter.line(missing)


@pytest.fixture
def private_postgres() -> Iterator[Server]:
    """A running PostgreSQL server of the test's own, which it may stop as it likes."""
    try:
        server = Server()
    except UnableToStartServer as refusal:
        if IN_CI:
            raise
        pytest.skip(f"NOT TESTED: {refusal}")
    with server:
        yield server


def _configure_postgres(config: pytest.Config) -> None:
    try:
        url = _postgres_url(config)
    except UnableToStartServer as refusal:
        if IN_CI:
            pytest.exit(f"No PostgreSQL for the tests: {refusal}", returncode=1)
        config.stash[_MISSING] = f"No PostgreSQL for the tests: {refusal}"
        _use(_sqlite(config.stash[_HOME]))
        return
    # Workers inherit the environment and so meet the same server.
    os.environ["YIFA_TEST_POSTGRES_URL"] = url
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
    _use(from_address(url) | {"TEST": {"NAME": f"test_yifa_{run}"}})


def _let_empty(operations: Any) -> None:
    # Emptying the test database deletes acts, which the database itself refuses.
    ordinary = operations.execute_sql_flush

    def execute_sql_flush(self: Any, sql_list: list[str]) -> None:
        from yifa.kernel import append_only  # noqa: PLC0415 - after the database is chosen

        with append_only.released(self.connection):
            ordinary(self, sql_list)

    operations.execute_sql_flush = execute_sql_flush


def _postgres_url(config: pytest.Config) -> str:
    given = os.environ.get("YIFA_TEST_POSTGRES_URL")
    if given:
        return given
    if answers(LOCAL_URL):
        return LOCAL_URL
    server = Server()
    config.stash[_SERVER] = server
    try:
        return server.start().url
    except UnableToStartServer:
        server.remove()
        raise


def _sqlite(home: Path) -> dict[str, Any]:
    # A file, not memory: only then are WAL and locks between threads real.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / "yifa.sqlite3",
        "OPTIONS": dict(SQLITE_OPTIONS),
        "TEST": {"NAME": str(home / "test.sqlite3")},
    }


def _use(database: dict[str, Any]) -> None:
    """Replace the database of the settings, which pytest-django has loaded before this file is read."""
    settings.DATABASES = {"default": database}
    connections.__dict__.pop("settings", None)
    vars(connections)["_settings"] = None
    for alias in connections:
        with suppress(AttributeError):
            del connections[alias]
