"""What a person says of headings and sheets that were not recognised: held to for this intake, and known ever after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from glob import escape
from pathlib import Path
from typing import Any

from yifa.engine.ingest.remembered import remember, remember_title
from yifa.kernel.catalogue import catalogue
from yifa.kernel.ledger import Table

HEADING, TABLE, KEY = "heading", "table", "key"
"""How the fields of the form begin; the places of file, sheet and heading follow, from 0."""


def chosen_lines(told: Mapping[str, Any], chosen: Mapping[str, str]) -> list[dict[str, str]]:
    """The mapping lines that the form asks for; what it leaves empty is left as it is."""
    return list(_lines(told, chosen))


def remember_lines(home: Path | str, told: Mapping[str, Any], lines: list[dict[str, str]]) -> None:
    """Know these headings, and sheets by their names, from now on."""
    for line in lines:
        remember(Path(home), table=line["table"], column=line["column"], head=line["head"])
    named = {(line["file"], line["sheet"]): line["table"] for line in lines}
    for file in told["tried"]:
        for sheet in file["sheets"]:
            table = named.get((escape(file["file"]), escape(sheet["sheet"])))
            if table is not None and sheet["table"] is None and not sheet["is_nameless"]:
                remember_title(Path(home), table=table, title=sheet["sheet"])


def _lines(told: Mapping[str, Any], chosen: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for f, file in enumerate(told["tried"]):
        for s, sheet in enumerate(file["sheets"]):
            where = {"file": escape(file["file"]), "sheet": escape(sheet["sheet"])}
            if sheet["table"]:
                yield from _of_headings(f"{f}-{s}", sheet, where, chosen)
            else:
                yield from _of_sheet(f"{f}-{s}", sheet, where, chosen)


def _of_headings(
    place: str, sheet: Mapping[str, Any], where: Mapping[str, str], chosen: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    free = {column["id"] for column in sheet["missing"]}
    for h, head in enumerate(sheet["unknown"]):
        column = chosen.get(f"{HEADING}-{place}-{h}", "")
        if column in free:
            free.discard(column)
            yield {**where, "head": head["head"], "table": sheet["table"], "column": column}


def _of_sheet(
    place: str, sheet: Mapping[str, Any], where: Mapping[str, str], chosen: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    table: Table | None = catalogue().tables.get(chosen.get(f"{TABLE}-{place}", ""))
    head = chosen.get(f"{KEY}-{place}", "")
    if table is not None and head in sheet["texts"]:
        yield {**where, "head": head, "table": table.id, "column": table.key}
