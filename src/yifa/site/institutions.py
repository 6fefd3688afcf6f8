"""Which institutions are installed: every folder of yifa.domains that has an ``apps.py``, and those named by the operator."""

from collections.abc import Mapping
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "domains"


def installed(environ: Mapping[str, str], folder: Path = _FOLDER) -> list[str]:
    """Return the dotted names of all institutions, our own first, each in alphabetical order."""
    own = sorted(f"yifa.domains.{found.parent.name}" for found in folder.glob("*/apps.py"))
    named = (name.strip() for name in environ.get("YIFA_EXTRA_DOMAINS", "").split(","))
    return own + sorted({name for name in named if name} - set(own))
