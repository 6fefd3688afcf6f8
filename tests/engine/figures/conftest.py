"""The tests' own institution is installed before the database is made."""

import pytest
from django.apps import apps
from django.conf import settings

MATTERS = "tests.engine.figures.matters.apps.MattersConfig"

if not apps.is_installed("tests.engine.figures.matters"):
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, MATTERS]
    apps.set_installed_apps(settings.INSTALLED_APPS)


@pytest.fixture
def matters(db: None) -> "Book":
    return Book()


from tests.engine.figures.matters.book import Book  # noqa: E402 - models load only once the institution is installed
