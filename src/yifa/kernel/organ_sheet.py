"""The organs of a district as a sheet gives them: read line by line, checked as a whole, entered or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yifa.kernel.access.placing import UnableToPlace, place_organ
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, instant, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.models import Organ
from yifa.law.condition import SEPARATOR

HEADS = ("机关", "上级", "类别", "电话", "地址")
_LONGEST: Mapping[str, int] = {"机关": 120, "上级": 120, "类别": 40, "电话": 60, "地址": 200}
_SHOWN = 5


class UnableToEnterOrgans(ValueError):
    """The sheet cannot be entered; its text is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class OrganEntry:
    """One line of the sheet; parent: the name of the organ above, «» for the top; row: where it stands in the sheet."""

    row: int
    name: str
    parent: str = ""
    kind: str = ""
    telephone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What entering a line changes; was: before («» for an organ that is new)."""

    name: str
    what: str
    was: str
    becomes: str


def entries_of(rows: Iterable[Sequence[object]]) -> tuple[OrganEntry, ...]:
    """The lines of a sheet whose first row holds the headings. Raises UnableToEnterOrgans."""
    cells = [tuple(str(cell if cell is not None else "").strip() for cell in row) for row in rows]
    heads = [head.lstrip("\ufeff") for head in cells[0]] if cells else []
    if HEADS[0] not in heads or HEADS[1] not in heads:
        raise UnableToEnterOrgans(
            "没有录入:表头要有「机关」和「上级」两列,还可以有「类别」「电话」「地址」。请核对第一行。"
        )
    places = [heads.index(head) if head in heads else -1 for head in HEADS]
    lines = ((number, row) for number, row in enumerate(cells[1:], start=2) if any(row))
    return tuple(OrganEntry(number, *(_cell(row, place) for place in places)) for number, row in lines)


def compared(lines: Sequence[OrganEntry]) -> tuple[Difference, ...]:
    """What entering these lines would change, in their order; nothing is written. Raises UnableToEnterOrgans."""
    paths = _paths(lines)
    known = _known(line.name for line in lines)
    return tuple(change for line in lines for change in _changes(line, paths[line.name], known.get(line.name)))


def enter_organs(lines: Sequence[OrganEntry], *, at: datetime, by: str) -> tuple[Difference, ...]:
    """Enter the lines: organs that are new, those that move with all their records, and what is said of them.

    Gives what changed; entering the same lines again changes nothing. Raises UnableToEnterOrgans, and then nothing of
    the sheet was entered.
    """
    paths = _paths(lines)
    changed = compared(lines)
    if not changed:
        return ()
    with transaction.atomic():
        for line in sorted(lines, key=lambda line: paths[line.name].count(SEPARATOR)):
            _enter(line, paths[line.name])
        said = [f"{one.name} {one.what} {one.was}→{one.becomes}" for one in changed]
        statement = {"changed": said, "by": by, "at": instant(at)}
        write([stating(suite_in_use(), Subject.STATEMENT, f"organs/{instant(at)}", statement)])
    return changed


def _enter(line: OrganEntry, path: str) -> None:
    organ = _known([line.name]).get(line.name)
    if organ is None:
        organ = Organ.objects.create(path=path, name=line.name)
    elif organ.path != path:
        try:
            place_organ(organ=organ, path=path)
        except UnableToPlace as refusal:
            raise UnableToEnterOrgans(f"没有录入:第{line.row}行,{refusal}") from None
    said = {name: value for name, _, value in _said(line) if value}
    if said:
        Organ.objects.filter(pk=organ.pk).update(**said)


def _paths(lines: Sequence[OrganEntry]) -> dict[str, str]:
    by_name = {line.name: line for line in lines}
    faults = [*_faults(lines)]
    parents = {line.parent for line in lines if line.parent and line.parent not in by_name}
    above = _known(parents)
    faults += [
        f"第{line.row}行的上级「{line.parent}」不在表中,也没有录入过"
        for line in lines
        if line.parent in parents and line.parent not in above
    ]
    faults += [f"第{line.row}行的「{line.name}」层层向上又回到自己" for line in lines if _circles(line, by_name)]
    if faults:
        more = f"等{len(faults)}处" if len(faults) > _SHOWN else ""
        raise UnableToEnterOrgans(f"没有录入:{';'.join(faults[:_SHOWN])}{more}。请改正后重新提交,整张表一次录入。")
    return {line.name: _path(line, by_name, above) for line in lines}


def _faults(lines: Sequence[OrganEntry]) -> list[str]:
    faults, seen = [], dict[str, int]()
    if not lines:
        faults.append("表中没有机关")
    for line in lines:
        if not line.name or SEPARATOR in line.name:
            faults.append(f"第{line.row}行的机关名称是空的,或者含有「{SEPARATOR}」")
        elif line.name in seen:
            faults.append(f"第{line.row}行的「{line.name}」与第{seen[line.name]}行重复")
        seen.setdefault(line.name, line.row)
        told = (line.name, line.parent, line.kind, line.telephone, line.address)
        faults += [
            f"第{line.row}行的{head}超过{_LONGEST[head]}个字"
            for head, value in zip(HEADS, told, strict=True)
            if len(value) > _LONGEST[head]
        ]
    return faults


def _circles(line: OrganEntry, by_name: Mapping[str, OrganEntry]) -> bool:
    passed = {line.name}
    above = by_name.get(line.parent)
    while above is not None:
        if above.name in passed:
            return True
        passed.add(above.name)
        above = by_name.get(above.parent)
    return False


def _path(line: OrganEntry, by_name: Mapping[str, OrganEntry], above: Mapping[str, Organ]) -> str:
    if not line.parent:
        return line.name
    parent = by_name.get(line.parent)
    higher = _path(parent, by_name, above) if parent is not None else above[line.parent].path
    return f"{higher}{SEPARATOR}{line.name}"


def _changes(line: OrganEntry, path: str, organ: Organ | None) -> list[Difference]:
    if organ is None:
        return [Difference(line.name, "新录入", "", path)]
    moved = [Difference(line.name, "位置", organ.path, path)] if organ.path != path else []
    told = [
        Difference(line.name, head, getattr(organ, name), value)
        for name, head, value in _said(line)
        if value and value != getattr(organ, name)
    ]
    return [*moved, *told]


def _said(line: OrganEntry) -> tuple[tuple[str, str, str], ...]:
    return (("kind", "类别", line.kind), ("telephone", "电话", line.telephone), ("address", "地址", line.address))


def _known(names: Iterable[str]) -> dict[str, Organ]:
    # The last one read wins, as where ledgers name organs.
    return {organ.name: organ for organ in Organ.objects.filter(name__in=set(names)).order_by("pk")}


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if 0 <= place < len(row) else ""
