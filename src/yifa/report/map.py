"""The map of the house, generated: chapter of the report → figure → ledger → procedure; institution → rules → figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps

from yifa.kernel.catalogue import Catalogue, gathered
from yifa.kernel.figures.declaration import Figure
from yifa.kernel.ledger import Table
from yifa.law.procedure import Procedure
from yifa.report.numbering import numbered
from yifa.report.outline import Outline, Section

FIGURE_HEAD = ("数字", "名称", "机构", "台账", "程序")
PROCEDURE_HEAD = ("程序", "依据", "台账", "规则")
NO_TABLE = "—"


@dataclass(frozen=True, slots=True)
class Institution:
    """One installed domain and what it declares."""

    label: str
    title: str
    declares: Catalogue


def institutions() -> tuple[Institution, ...]:
    """Every installed domain that declares anything, in alphabetical order."""
    found = (
        Institution(config.label, str(config.verbose_name), gathered([(config.label, config.name)]))
        for config in apps.get_app_configs()
    )
    declaring = (one for one in found if one.declares.procedures or one.declares.tables or one.declares.figures)
    return tuple(sorted(declaring, key=lambda one: one.label))


def map_of(outline: Outline, installed: tuple[Institution, ...]) -> str:
    """The map as Markdown."""
    owners = {name: (one, figure) for one in installed for name, figure in one.declares.figures.items()}
    chapters = "\n\n".join(_chapters(outline, owners))
    listed = "\n\n".join(map(_institution, installed))
    return (
        "# 地图\n\n"
        "年报的每个数字出自哪个机构、哪本台账、哪项程序;每个机构有哪些程序、规则和数字。\n\n"
        f"## 年报的章节\n\n{chapters}\n\n## 机构\n\n{listed}\n"
    )


def _chapters(outline: Outline, owners: dict[str, tuple[Institution, Figure]]) -> Iterator[str]:
    for number, section in zip(numbered(s.level for s in outline.sections), outline.sections, strict=True):
        heading = [f"{'#' * (section.level + 2)} {number}{section.title}"] if section.level else []
        yield "\n\n".join([*heading, *_section(section, owners)])


def _section(section: Section, owners: dict[str, tuple[Institution, Figure]]) -> Iterator[str]:
    placed = [name for name in section.placed if name in owners]
    missing = [n for n in section.placed if n not in owners and n not in section.optional] + section.unbuilt.split()
    if placed:
        yield _rows(FIGURE_HEAD, (_figure(*owners[name]) for name in placed))
    if missing:
        yield f"本版没有机构承接:{'、'.join(f'`{name}`' for name in missing)}。"
    if section.problems:
        yield "由未了结的程序疑点、逾期和没有销号的事项汇成底稿,供人选用。"
    if section.tasks:
        yield "上一年度问题的对照和下一年度任务底稿由选用的问题转来。"
    if section.to_be_written:
        yield f"由人撰写:{section.to_be_written}。"


def _figure(owner: Institution, figure: Figure) -> tuple[str, ...]:
    table = figure.of
    procedure = table.becomes if table is not None else None
    ledger = f"{table.ledger} {table.title}" if table is not None else NO_TABLE
    return (f"`{figure.id}`", figure.title, owner.title, ledger, _link(procedure) if procedure else NO_TABLE)


def _institution(one: Institution) -> str:
    procedures = sorted(one.declares.procedures.values(), key=lambda p: (p.name, p.valid_from))
    tables = tuple(one.declares.tables.values())
    registers = "、".join(f"{table.ledger} {table.title}" for table in tables if table.becomes is None)
    figures = "、".join(f"`{name}`" for name in one.declares.figures)
    parts = [f"### {one.title} `{one.label}`"]
    parts += [_rows(PROCEDURE_HEAD, (_procedure(p, tables) for p in procedures))] if procedures else []
    parts += [f"名录:{registers}。"] if registers else []
    parts += [f"数字:{figures}。"] if figures else []
    return "\n\n".join(parts)


def _procedure(procedure: Procedure, tables: tuple[Table, ...]) -> tuple[str, ...]:
    ledgers = [f"{t.ledger} {t.title}" for t in tables if t.becomes is not None and t.becomes.name == procedure.name]
    rules = "、".join(dict.fromkeys(f"`{rule.code}`" for rule in procedure.rules))
    return _link(procedure), procedure.basis.formal, "、".join(ledgers) or NO_TABLE, rules or NO_TABLE


def _link(procedure: Procedure) -> str:
    return f"[{procedure.title}](procedures/{procedure.name}.md)"


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ("---",) * len(head), *rows))
