"""What came back from each file taken in, kept in the home folder until the next intake of that file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from yifa.engine.ingest.loading import Taken, as_json

KINDS = ("rejected", "duplicates", "conflicts", "unrecognised", "not_taken")


def keep(taken: Taken, year: int, *, sender: str = "") -> None:
    """Keep what came back, file by file; a file of the same sender taken in again replaces what it gave before.

    sender: of several who send files of one name, whose it is.
    """
    outcome: Mapping[str, Any] = as_json(taken)
    files = {sheet.file for sheet in taken.sheets} | {file.file for file in taken.unreadable}
    _folder(year).mkdir(parents=True, exist_ok=True)
    for file in files:
        own = {kind: [one for one in outcome[kind] if one["file"] == file] for kind in KINDS}
        name = f"{sender}·{file}" if sender else file
        (_folder(year) / f"{name.replace('/', '·')}.json").write_text(
            json.dumps(own, ensure_ascii=False), encoding="utf-8"
        )


def kept(year: int) -> Iterator[Mapping[str, Any]]:
    """What came back in a year's intakes, file by file."""
    for file in sorted(_folder(year).glob("*.json")):
        yield json.loads(file.read_text(encoding="utf-8"))


def returned(year: int) -> dict[tuple[str, str], str]:
    """Where the rows that came back stand, by table and key: «14执法人员.xlsx·执法人员第426行»."""
    rows = [one for file in kept(year) for one in file["rejected"] if one.get("key")]
    return {(one["table"], one["key"]): f"{one['file']}·{one['sheet']}第{one['row']}行" for one in rows}


def _folder(year: int) -> Path:
    return Path(settings.YIFA_HOME) / "intakes" / str(year)
