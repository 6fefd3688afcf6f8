"""Rules of the district by the name of their document: readers of a report know the document, not our name of a parameter."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yifa.law.profile import Profile

PARAMETER = re.compile(r"地方参数\s*「?([a-z_]+(?:\.[a-z_]+)+)」?")
ABOVE = re.compile(r"同上[:：]?")
UNNAMED = "本地规定"


def documents(profile: Profile) -> Mapping[str, str]:
    """The document that sets each parameter; «同上» is what the entry above it says."""
    found: dict[str, str] = {}
    above = ""
    for one in profile.settings:
        above = above if ABOVE.match(one.basis) else one.basis
        found[one.name] = _bare(above) or UNNAMED
    return found


def named(text: str, known: Mapping[str, str]) -> str:
    """The text with each parameter of the district named by its document."""
    return PARAMETER.sub(lambda found: known.get(found[1], UNNAMED), text)


def _bare(document: str) -> str:
    """Without what is remarked after the name."""
    return re.split("[:：;；]", document)[0].strip()
