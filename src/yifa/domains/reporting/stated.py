"""Numbers that others stated for the report: which are wanted, what was said of each, and what our own records count.

Source: 法治政府建设与责任落实督察工作规定 (2019), whole: the report is to be true. Reading: a number without records of
our own rests on a sealed letter or a notice of a superior, and never takes the place of one that is counted (待核).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from yifa.domains.reporting import registers
from yifa.domains.reporting import vocabulary as v
from yifa.domains.reporting.procedure import STATED_FIGURE
from yifa.engine.figures.evaluation import Evaluated, counted
from yifa.kernel.access import reached
from yifa.kernel.catalogue import catalogue
from yifa.kernel.figures.declaration import Figure, SourceClass
from yifa.kernel.models import Act
from yifa.kernel.pages import Asked, UnableToTake
from yifa.law.fact import Value

VALUE = re.compile(r"\d[\d,]*(\.\d+)?(余?[万亿]|余)?")
"""A number as reports write it: «3», «98.65», «500余万»."""
STANDS, REPLACED = "有效", "已被后来的登记替换"


@dataclass(frozen=True, slots=True)
class Statement:
    """One number as it was stated; scan: the hash of its file, «» for none; counted: what our records say, in words."""

    case_id: int
    organ: str
    title: str
    shown: str
    source: str
    issuer: str
    number: str
    on: str
    scan: str
    standing: str
    counted: str


def wanted() -> tuple[Figure, ...]:
    """The figures of the report that no record of ours counts."""
    return tuple(one for one in catalogue().figures.values() if one.source is not SourceClass.RECORDS)


def comparable() -> tuple[Figure, ...]:
    """The figures that our records count: what is stated of them is shown beside the count and replaces nothing."""
    return tuple(one for one in catalogue().figures.values() if one.of is not None)


def missing(statements: Iterable[registers.Entered]) -> tuple[Figure, ...]:
    """The figures that nobody has stated yet."""
    said = {one.says.get(v.SLOT.name) for one in statements}
    return tuple(one for one in wanted() if one.id not in said)


def of_year(asked: Asked, *, year: int) -> tuple[registers.Entered, ...]:
    """What the register says of a year, so far as the viewer may see, the last entered first."""
    found = registers.entries(asked, STATED_FIGURE)
    return tuple(one for one in found if one.says.get(v.REPORT_YEAR.name) == year)


def statements(asked: Asked, *, year: int) -> tuple[Statement, ...]:
    """The same in words, each with its scan and with what our records count."""
    entries = of_year(asked, year=year)
    return tuple(_told(entries, _scans(asked, entries), _counted(asked, entries, year)))


def what_it_is(slot: str, *, title: str, unit: str) -> Mapping[str, Value]:
    """The facts that name a number: those of its figure, or what was typed where it has no place in the report."""
    figure = catalogue().figures.get(slot)
    if figure is None:
        return {v.FIGURE_TITLE.name: title, v.FIGURE_UNIT.name: unit}
    return {v.SLOT.name: slot, v.FIGURE_TITLE.name: figure.title, v.FIGURE_UNIT.name: figure.unit}


def checked_value(typed: str) -> str:
    """The value as it was stated. Raises UnableToTake where it is no number, since the report prints it as one."""
    if VALUE.fullmatch(typed) is None:
        raise UnableToTake(f"「数值」{typed}不是数字。请照文件填写数字,不带单位,如 3、98.65 或者 500余万。", "value")
    return typed


def _told(
    entries: tuple[registers.Entered, ...], scans: Mapping[int, str], counts: Mapping[str, Evaluated]
) -> Iterator[Statement]:
    seen: set[str] = set()
    for one in entries:
        said = {name: str(value) for name, value in one.says.items() if value is not None}
        slot = said.get(v.SLOT.name, "")
        is_replaced = bool(slot) and slot in seen
        seen.add(slot)
        yield Statement(
            case_id=one.case_id,
            organ=one.organ,
            title=said.get(v.FIGURE_TITLE.name, ""),
            shown=said.get(v.FIGURE_VALUE.name, "") + said.get(v.FIGURE_UNIT.name, ""),
            source=said.get(v.SOURCE.name, ""),
            issuer=said.get(v.ISSUER.name, ""),
            number=said.get(v.SOURCE_NUMBER.name, ""),
            on=said.get(v.STATED_ON.name, ""),
            scan=scans.get(one.case_id, ""),
            standing=REPLACED if is_replaced else STANDS,
            counted=_beside(said.get(v.FIGURE_VALUE.name, ""), counts[slot]) if slot in counts else "",
        )


def _beside(stated: str, found: Evaluated) -> str:
    if found.missing_reason:
        return "记录尚未载入,不能对照"
    own = f"记录计数{found.shown}{found.unit}"
    return f"{own},相符" if stated.replace(",", "") == found.shown else f"{own},不一致,报告用记录计数"


def _counted(asked: Asked, entries: Iterable[registers.Entered], year: int) -> Mapping[str, Evaluated]:
    slots = {one.says.get(v.SLOT.name) for one in entries}
    figures = [one for one in comparable() if one.id in slots]
    return counted(figures, year=year, parameters=asked.given.parameters) if figures else {}


def _scans(asked: Asked, entries: Iterable[registers.Entered]) -> dict[int, str]:
    acts = Act.objects.filter(case_id__in=[one.case_id for one in entries])
    rows = reached(acts, asked.viewer, on=asked.on).values_list("case_id", "documents")
    left = ((case, one) for case, text in rows for one in json.loads(text))
    return {case: one["sha256"] for case, one in left if one["document"] == v.PROOF.name}
