"""What came back from each file taken in, as the workbook of rejected rows shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yifa.engine.ingest import returns
from yifa.report.workbooks import ConflictRow, DuplicateRow, RejectedRow, Rejections, UnbuiltRow, UnrecognizedRow


def rejections(year: int) -> Rejections:
    """Everything that came back in a year's intakes, by file."""
    kept = list(returns.kept(year))
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


def _where(one: Mapping[str, Any]) -> tuple[str, str, int]:
    return one["file"], one["sheet"], one["row"]
