"""What a citation says, in words for whoever reads a page: a number that the district set is named by the rule that set it."""

from __future__ import annotations

import re

from yifa.report.punctuation import mended
from yifa.surfaces.shell.district import district

LOCAL = "本地规定"
_PARAMETER = re.compile(r"地方参数(?:「([\w.]+)[^」]*」| ([a-z0-9_.]+))")
"""As citations write it in full and in short."""
_DITTO = "同上"


def legal(text: str) -> str:
    """The words of a citation or a sentence that holds one, mended, without names of parameters."""
    return mended(_PARAMETER.sub(lambda found: _rule(found[1] or found[2]), text))


def _rule(name: str) -> str:
    basis = district().basis_of(name)
    return (
        f"《{basis}》" if basis and not basis.startswith(_DITTO) and "《" not in basis and ":" not in basis else LOCAL
    )
