"""办理方式: whether an organ does the acts of a procedure here, in a ministry's system (条线系统), or on paper.

Under 条线系统办理 cases are imported and checked; a live act is refused with the name of the system. What stands where
comes with the read of the case, so an act costs no further statement, and every process sees a change at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Left, Length
from django.utils.timezone import get_default_timezone

from yifa.kernel.catalogue import catalogue
from yifa.kernel.deciding import Proposed, UnableToPerform
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, instant, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.models import Carrier, Handling, Load, Mode, Organ
from yifa.kernel.storage.rows import Actor
from yifa.law.act import Kind
from yifa.law.condition import SEPARATOR
from yifa.law.explain import Refusal

ELSEWHERE = "handling.elsewhere"
ALWAYS_HERE = frozenset({Kind.ERASED, Kind.TAKEN_DOWN})
"""What concerns this installation's own copy is done here, wherever the case is handled."""


class UnableToSetHandling(ValueError):
    """The 办理方式 cannot be set so; its text is a Chinese sentence."""


@dataclass(frozen=True, slots=True, order=True)
class Handled:
    """How cases are handled from a day on; the nearest organ's word counts, and of that the latest.

    depth: length of the organ's path; number: in the order in which they were set.
    """

    depth: int
    valid_from: date
    number: int
    mode: str
    system: str


@dataclass(frozen=True, slots=True)
class Set:
    """What stands in the list: an organ, a procedure, how and since when it is handled, and the last import."""

    organ: str
    organ_path: str
    procedure: str
    title: str
    mode: Mode
    system: str
    valid_from: date
    reason: str
    last_import: str


HERE = Handled(0, date.min, 0, Mode.HERE, "")
"""What holds where nothing was set."""


def set_handling(
    *,
    organ: str,
    procedure: str,
    mode: str,
    valid_from: date,
    entered_by: str,
    at: datetime,
    system: str = "",
    reason: str = "",
) -> Handling:
    """Let an organ (name or path) handle a procedure (by name) so from that day on; what was set before stays on record.

    mode: a value of `Mode` or its Chinese word. Raises UnableToSetHandling.
    """
    known, placed = _mode(mode), _organ(organ)
    if not catalogue().texts_of(name=procedure):
        names = "、".join(sorted({name for name, _ in catalogue().procedures}))
        raise UnableToSetHandling(f"没有安装程序「{procedure}」。可以设置的程序有:{names}。")
    if known is Mode.ELSEWHERE and not system.strip():
        raise UnableToSetHandling("条线系统办理须写明系统名称。请补充条线系统的名称。")
    with transaction.atomic():
        made = Handling.objects.create(
            organ=placed,
            procedure=procedure,
            mode=known,
            system=system.strip(),
            valid_from=valid_from,
            reason=reason.strip(),
            entered_by=entered_by,
            at=at,
        )
        write([stating(suite_in_use(), Subject.STATEMENT, f"handling/{made.pk}", _statement(made))])
    return made


def handled(text: str | None, *, on: date) -> Handled:
    """How a case is handled on that day, from what the read of the case brought with it."""
    return _in_force(_rows(text), on)


def handled_at(*, organ_path: str, procedure: str, on: date) -> Handled:
    """How the organ at that path handles the procedure on that day."""
    beneath = Concat(F("organ__path"), Value(SEPARATOR))
    above = Q(organ__path=organ_path) | Q(above=Left(Value(organ_path), Length(beneath)))
    rows = Handling.objects.filter(procedure=procedure).annotate(above=beneath).filter(above)
    found = rows.values_list("organ__path", "valid_from", "pk", "mode", "system")
    return _in_force((Handled(len(path), day, pk, mode, system) for path, day, pk, mode, system in found), on)


def refuse_elsewhere(text: str | None, act: Proposed, by: Actor, *, procedure: str) -> None:
    """Refuse a live act of a case that is handled in another system on the legal date of the act.

    text: what the read of the case brought. Raises UnableToPerform with the system and the last import.
    """
    if text is None or by.carrier == Carrier.IMPORT or act.kind in ALWAYS_HERE:
        return
    how = handled(text, on=act.on)
    if how.mode == Mode.ELSEWHERE:
        raise UnableToPerform(refusal(how, procedure=procedure))


def refuse_opening(*, organ_path: str, procedure: str, on: date, by: Actor) -> None:
    """Refuse to open a case that is handled in another system. Raises UnableToPerform."""
    if by.carrier == Carrier.IMPORT:
        return
    how = handled_at(organ_path=organ_path, procedure=procedure, on=on)
    if how.mode == Mode.ELSEWHERE:
        raise UnableToPerform(refusal(how, procedure=procedure))


def refusal(how: Handled, *, procedure: str) -> Refusal:
    """Why nothing is done here: which system, since when, what was imported last, and the cure."""
    title = _title(procedure)
    return Refusal(
        ELSEWHERE,
        f"不得在本系统办理:本机关的{title}自{how.valid_from}起由条线系统「{how.system}」办理,本系统只导入和核对,"
        f"{last_import(procedure)}。请在「{how.system}」办理后导入;应当改由本系统办理的,请先调整办理方式。",
    )


def last_import(procedure: str) -> str:
    """When cases of the procedure were last taken in, and from which file, in words."""
    table = catalogue().table_of(name=procedure)
    loads = Load.objects.filter(table=table.id if table is not None else "", finished_at__isnull=False)
    load = loads.select_related("original").order_by("-finished_at", "-pk").first()
    if load is None or load.finished_at is None:
        return "至今没有导入过"
    day = load.finished_at.astimezone(get_default_timezone()).date()
    return f"最近一次导入是{day}的「{load.original.name}」"


def settings(*, on: date, organ: str = "", procedure: str = "") -> list[Set]:
    """How each organ for which something was set handles each procedure on that day."""
    rows = Handling.objects.filter(valid_from__lte=on).select_related("organ")
    if organ:
        rows = rows.filter(Q(organ__path=organ) | Q(organ__name=organ))
    if procedure:
        rows = rows.filter(procedure=procedure)
    latest: dict[tuple[int, str], Handling] = {}
    for row in rows.order_by("valid_from", "pk"):
        latest[row.organ_id, row.procedure] = row
    return sorted(map(_shown, latest.values()), key=lambda one: (one.organ_path, one.procedure))


def _shown(row: Handling) -> Set:
    return Set(
        row.organ.name,
        row.organ.path,
        row.procedure,
        _title(row.procedure),
        Mode(row.mode),
        row.system,
        row.valid_from,
        row.reason,
        last_import(row.procedure),
    )


def _in_force(rows: Iterable[Handled], on: date) -> Handled:
    return max((row for row in rows if row.valid_from <= on), default=HERE)


def _rows(text: str | None) -> Iterator[Handled]:
    rows: list[list[Any]] = json.loads(text) if text else []
    for depth, valid_from, *others in rows:
        yield Handled(depth, date.fromisoformat(valid_from), *others)


def _title(procedure: str) -> str:
    texts = catalogue().texts_of(name=procedure)
    return texts[-1].title if texts else procedure


def _mode(word: str) -> Mode:
    for mode in Mode:
        if word.strip() in {mode.value, mode.label}:
            return mode
    raise UnableToSetHandling(f"「{word}」不是办理方式。办理方式只能是{'、'.join(mode.label for mode in Mode)}。")


def _organ(named: str) -> Organ:
    found = list(Organ.objects.filter(Q(path=named) | Q(name=named)).order_by("pk"))
    exact = [organ for organ in found if organ.path == named] or found
    if len(exact) != 1:
        why = "没有机关" if not exact else "不止一个机关叫"
        raise UnableToSetHandling(f"{why}「{named}」。请用机关的名称或者完整路径指明一个已登记的机关。")
    return exact[0]


def _statement(made: Handling) -> Mapping[str, str]:
    return {
        "organ": made.organ.path,
        "procedure": made.procedure,
        "mode": made.mode,
        "system": made.system,
        "valid_from": made.valid_from.isoformat(),
        "reason": made.reason,
        "entered_by": made.entered_by,
        "at": instant(made.at),
    }
