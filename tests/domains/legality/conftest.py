import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.domains.decisions.desks import Desks
from yifa.surfaces.shell.freshness import KEEPER

PROFILE = Path(__file__).parents[3] / "samples" / "2022" / "profile.json"


@pytest.fixture
def desks(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desks]:
    """Posts of the drafting unit, of the reviewer and of the office, with the sample district's profile."""
    settings.YIFA_HOME = tmp_path
    # Nobody guesses these passwords, and a strong hash would be most of what these tests take.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    shutil.copyfile(PROFILE, tmp_path / "profile.json")
    KEEPER.forget()
    yield Desks(monkeypatch)
    KEEPER.forget()
