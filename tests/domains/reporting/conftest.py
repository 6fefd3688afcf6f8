import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.domains.reporting.offices import Offices
from yifa.surfaces.shell.freshness import KEEPER

PROFILE = Path(__file__).parents[3] / "samples" / "2022" / "profile.json"


@pytest.fixture
def offices(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Offices]:
    """The bureau that writes the report and three organs that reply, in an installation with the sample profile."""
    settings.YIFA_HOME = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    shutil.copyfile(PROFILE, tmp_path / "profile.json")
    KEEPER.forget()
    yield Offices(monkeypatch)
    KEEPER.forget()
