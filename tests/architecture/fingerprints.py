"""Write fingerprints.json anew: `python -m tests.architecture.fingerprints`, and `--replace` before a first release.

A version that is on file is the law by which cases were handled: it is kept for ever, and its words do not change.
New versions are added. `--replace` also takes over changed words of a version by which no case has been handled yet.
"""

import json
import sys
from pathlib import Path

from tests.architecture.shipped import versions
from yifa.law.layers import fingerprint

FILE = Path(__file__).with_name("fingerprints.json")


def on_file() -> dict[str, str]:
    """The fingerprints kept, by procedure and version."""
    kept: dict[str, str] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return kept


def compiled() -> dict[str, str]:
    """The fingerprints of what is shipped now."""
    return {name: fingerprint(procedure) for name, procedure in versions().items()}


def refresh(*, replacing: bool) -> None:
    """Add new versions to the file; with `replacing`, make it what is shipped now."""
    found = compiled() if replacing else compiled() | on_file()
    FILE.write_text(json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    refresh(replacing="--replace" in sys.argv[1:])
