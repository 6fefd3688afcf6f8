import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.surfaces.portal.canaries import Canaries, Kept
from yifa.surfaces.shell.freshness import KEEPER
from yifa.surfaces.shell.remembering import REMEMBERED

PROFILE = Path(__file__).parents[3] / "samples" / "2022" / "profile.json"


@pytest.fixture(autouse=True)
def installation(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A home folder with the sample district's profile, and no page kept from another test."""
    settings.YIFA_HOME = tmp_path
    shutil.copyfile(PROFILE, tmp_path / "profile.json")
    KEEPER.forget()
    REMEMBERED.forget()
    yield tmp_path
    KEEPER.forget()


@pytest.fixture
def kept(db: None) -> Kept:
    """Open records and canaries in every table."""
    return Canaries().enter()
