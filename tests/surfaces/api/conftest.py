import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.surfaces.posts import BUREAU, NOW, SINCE, organ_at
from yifa.kernel.machines.models import Token
from yifa.kernel.machines.tokens import give_token

PROFILE = Path(__file__).parents[3] / "samples" / "2022" / "profile.json"


@pytest.fixture(autouse=True)
def installation(settings: Any, tmp_path: Path) -> Path:
    settings.YIFA_HOME = tmp_path
    shutil.copyfile(PROFILE, tmp_path / "profile.json")
    return tmp_path


def token_in(role: str, organ: str = BUREAU) -> tuple[Token, str]:
    """A token of a system in that role, in force for long."""
    return give_token(
        name="对接系统",
        organ=organ_at(organ),
        role=role,
        valid_from=SINCE,
        valid_to=SINCE.replace(year=2099),
        by="测试",
        at=NOW,
    )


def calling(word: str) -> Client:
    """A client that sends this token with every request."""
    return Client(headers={"Authorization": f"Bearer {word}"})
