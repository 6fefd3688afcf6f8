"""yifa impact: what rests on a statute, or on some articles of it: the list to go through when it is amended."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from yifa.kernel.access import OPERATOR
from yifa.kernel.impact import Impact, UnableToFindStatute, impact, statute_named
from yifa.surfaces.cli.refusal import OK, UnableToRun
from yifa.surfaces.cli.surroundings import surroundings

FEW = 20
"""How many open cases of one procedure are named on the screen; the file names all."""


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "impact", help="影响清单:法律修改后,哪些程序、规则、数字、职权事项、依据和在办案件引用了它"
    )
    command.add_argument("statute", metavar="STATUTE", help="名称或者文号,如 713号")
    command.add_argument("--article", type=int, action="append", default=[], metavar="N", help="只看这一条(可以多次)")
    command.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="在这一天看(默认今天)")
    command.add_argument("--json", type=Path, metavar="OUT", help="把全部结果写成 JSON 文件")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """List what rests on the statute."""
    here = surroundings()
    additions = here.profile.additions
    try:
        statute = statute_named(options.statute, additions=additions)
    except UnableToFindStatute as refusal:
        raise UnableToRun(str(refusal)) from None
    articles = frozenset(options.article)
    on = options.on or localdate(here.at)
    found = impact(statute, viewer=OPERATOR, on=on, articles=articles, additions=additions)
    print("\n".join(lines(found)))
    if options.json:
        options.json.write_text(json.dumps(as_json(found), ensure_ascii=False, indent=1), encoding="utf-8")
    return OK


def lines(found: Impact) -> Iterator[str]:
    """The list as text: declarations by kind, then rows, instruments and open cases."""
    articles = "、".join(f"第{number}条" for number in sorted(found.articles))
    yield f"《{found.statute.title}》({found.statute.number}){articles}的影响清单:"
    for what, cited in groupby(sorted(found.cited, key=lambda one: one.what), key=lambda one: one.what):
        listed = list(cited)
        yield f"{what} {len(listed)} 处:"
        for one in listed:
            part = f"(其中:{one.part})" if one.part else ""
            yield f"  {one.id} {one.title}{part}:{one.citation.short}{one.citation.certainty.label}"
    yield from _rows(found)
    yield from _cases(found)


def as_json(found: Impact) -> dict[str, object]:
    """The list as plain values."""
    return {
        "statute": found.statute.title,
        "number": found.statute.number,
        "articles": sorted(found.articles),
        "cited": [
            {"what": one.what, "id": one.id, "title": one.title, "part": one.part, "basis": one.citation.short}
            for one in found.cited
        ],
        "stated": [{"table": one.table, "key": one.key, "basis": one.says} for one in found.stated],
        "instruments": [{"kind": i.kind, "number": i.number, "name": i.name} for i in found.instruments],
        "cases": [
            {"procedure": case.procedure, "key": case.key, "organ": case.organ, "step": case.step}
            for case in found.cases
        ],
    }


def _rows(found: Impact) -> Iterator[str]:
    for table, stated in groupby(found.stated, key=lambda one: one.table):
        listed = list(stated)
        yield f"「{table}」载明的依据 {len(listed)} 条:"
        yield from (f"  {one.key} {one.says}" for one in listed)
    yield f"依据登记 {len(found.instruments)} 件:"
    yield from (f"  {one.kind} {one.number} {one.name}" for one in found.instruments)


def _cases(found: Impact) -> Iterator[str]:
    ordered = sorted(found.cases, key=lambda case: (case.procedure, case.case_id))
    yield f"在办案件 {len(ordered)} 件:"
    for procedure, cases in groupby(ordered, key=lambda case: case.procedure):
        listed = list(cases)
        named = "、".join(case.key for case in listed[:FEW])
        yield f"  {procedure} {len(listed)} 件:{named}{'等' if len(listed) > FEW else ''}"
