import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.domains.powers.desks import Desks
from yifa.surfaces.shell.freshness import KEEPER

PROFILE = Path(__file__).parents[3] / "samples" / "2022" / "profile.json"


@pytest.fixture
def desks(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desks]:
    """Posts of everybody who takes part, in an installation with the sample district's profile."""
    settings.YIFA_HOME = tmp_path
    shutil.copyfile(PROFILE, tmp_path / "profile.json")
    KEEPER.forget()
    yield Desks(monkeypatch)
    KEEPER.forget()
