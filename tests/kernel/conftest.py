from collections.abc import Iterator

import pytest

from tests.kernel.trial.installed import install_tables, only_the_trial


# After tests/conftest.py has chosen the database, which a populated app registry would already have asked for.
@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    install_tables()


@pytest.fixture(autouse=True)
def trial_catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with only_the_trial(monkeypatch):
        yield
