"""Whose pages these are: the district's profile as it was last given, read again when its file changes."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from yifa.law.profile import Profile, UnableToReadProfile, read_profile

PROFILE = "profile.json"


def district() -> Profile:
    """The profile of this installation; without one, a district that has no name and sets no number."""
    file = Path(settings.YIFA_HOME) / PROFILE
    return _read(file, edition()) or Profile("", timezone.localdate().year - 1)


def edition() -> int:
    """A number that changes whenever another profile is given."""
    file = Path(settings.YIFA_HOME) / PROFILE
    return file.stat().st_mtime_ns if file.is_file() else 0


@lru_cache(maxsize=4)
def _read(file: Path, edition: int) -> Profile | None:
    if not edition:
        return None
    try:
        return read_profile(json.loads(file.read_text(encoding="utf-8-sig")))
    except (UnableToReadProfile, OSError, ValueError):
        # The command line says what is wrong with it; a page must not fall over it.
        return None
