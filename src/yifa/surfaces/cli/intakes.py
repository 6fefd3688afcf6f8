"""What came back from each file taken in, kept in the home folder until the next intake of that file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from yifa.engine.ingest.loading import Taken, as_json
from yifa.report.workbooks import ConflictRow, DuplicateRow, RejectedRow, Rejections, UnbuiltRow, UnrecognizedRow
from yifa.surfaces.cli.surroundings import home

KINDS = ("rejected", "duplicates", "conflicts", "unrecognised", "not_taken")


def keep(taken: Taken, year: int) -> None:
    """Keep what came back, file by file; a file taken in again replaces what it gave before."""
    outcome: Mapping[str, Any] = as_json(taken)
    files = {sheet.file for sheet in taken.sheets} | {file.file for file in taken.unreadable}
    _folder(year).mkdir(parents=True, exist_ok=True)
    for file in files:
        own = {kind: [one for one in outcome[kind] if one["file"] == file] for kind in KINDS}
        (_folder(year) / f"{file.replace('/', '·')}.json").write_text(
            json.dumps(own, ensure_ascii=False), encoding="utf-8"
        )


def rejections(year: int) -> Rejections:
    """Everything that came back in a year's intakes, by file."""
    kept = list(_kept(year))
    return Rejections(
        rejected=[_rejected(one) for file in kept for one in file["rejected"]],
        duplicates=[
            DuplicateRow(*_where(one), one["key"], one["first_row"]) for file in kept for one in file["duplicates"]
        ],
        conflicts=[
            ConflictRow(*_where(one), one["key"], one["first_row"], one["difference"])
            for file in kept
            for one in file["conflicts"]
        ],
        unrecognized=[*_heads(kept), *_sheets(kept)],
        unbuilt=[
            UnbuiltRow(one["file"], one["sheet"], one["rows"], one["sentence"])
            for file in kept
            for one in file["not_taken"]
            if one["why"] == "no_table"
        ],
    )


def returned(year: int) -> dict[tuple[str, str], str]:
    """Where the rows that came back stand, by table and key: «14执法人员.xlsx·执法人员第426行»."""
    rows = [one for file in _kept(year) for one in file["rejected"] if one.get("key")]
    return {(one["table"], one["key"]): f"{one['file']}·{one['sheet']}第{one['row']}行" for one in rows}


def _rejected(one: Mapping[str, Any]) -> RejectedRow:
    value = "" if one["value"] is None else str(one["value"])
    return RejectedRow(*_where(one), one["column"], value, one["reason"], one["sentence"])


def _heads(kept: list[Mapping[str, Any]]) -> Iterator[UnrecognizedRow]:
    for file in kept:
        for one in file["unrecognised"]:
            if one["because"] != "hidden":
                yield UnrecognizedRow(one["file"], one["sheet"], f"没有认出的表头「{one['head']}」({one['column']}列)")


def _sheets(kept: list[Mapping[str, Any]]) -> Iterator[UnrecognizedRow]:
    for file in kept:
        for one in file["not_taken"]:
            if one["why"] != "no_table":
                yield UnrecognizedRow(one["file"], one["sheet"] or "", one["sentence"])


def _kept(year: int) -> Iterator[Mapping[str, Any]]:
    for file in sorted(_folder(year).glob("*.json")):
        yield json.loads(file.read_text(encoding="utf-8"))


def _where(one: Mapping[str, Any]) -> tuple[str, str, int]:
    return one["file"], one["sheet"], one["row"]


def _folder(year: int) -> Path:
    return home() / "intakes" / str(year)
