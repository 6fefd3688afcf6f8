"""Installing the trial: its tables beside all others, its declarations only for the tests that ask for them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.conf import settings

from yifa.kernel import catalogue as catalogue_module

TRIAL = "tests.kernel.trial.tables"


def install_tables() -> None:
    """Have the trial's tables made with all others."""
    if not apps.is_installed(TRIAL):
        settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, TRIAL]
        apps.set_installed_apps(settings.INSTALLED_APPS)


@contextmanager
def only_the_trial(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the catalogue find the trial alone, whatever institutions there are."""
    gathered = catalogue_module.gathered
    monkeypatch.setattr(catalogue_module, "gathered", lambda _: gathered([("trial", "tests.kernel.trial")]))
    catalogue_module.catalogue.cache_clear()
    yield
    catalogue_module.catalogue.cache_clear()
