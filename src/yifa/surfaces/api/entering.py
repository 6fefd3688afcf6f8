"""What machines send, turned into what the law takes: facts by the types of the procedure, kinds by their names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from yifa.kernel.catalogue import catalogue
from yifa.kernel.deciding import Proposed
from yifa.kernel.transcript import declared
from yifa.law.act import Kind
from yifa.law.fact import Fact, Type, Value
from yifa.law.procedure import Procedure
from yifa.surfaces.api.said import ActIn, Known
from yifa.surfaces.shell.asking import plain

LARGEST = 10**15
"""Beyond it no database keeps a whole number for certain."""
KINDS: Mapping[str, Kind] = {kind.value: kind for kind in Kind if kind not in {Kind.ERASED, Kind.TAKEN_DOWN}}
DONE_ANEW: Mapping[str, Kind] = {name: kind for name, kind in KINDS.items() if kind is not Kind.REGISTERED}
"""A case enters the book once; its registration can only be corrected."""


class UnableToRead(ValueError):
    """What was sent cannot be taken; its text is a Chinese sentence that names the field."""


def proposed(sent: ActIn, procedure: Procedure) -> Proposed:
    """The act that was sent. Raises UnableToRead."""
    kind = _kind(sent.kind, DONE_ANEW)
    replaces = _kind(sent.replaces, KINDS) if sent.replaces is not None else None
    return Proposed(
        kind,
        sent.step,
        _day(sent.on),
        minute=sent.minute,
        until=_day(sent.until) if sent.until is not None else None,
        facts=facts_of(sent.facts, procedure),
        corrects=sent.corrects,
        replaces=replaces,
    )


def facts_of(sent: Mapping[str, Known], procedure: Procedure) -> dict[str, Value]:
    """The facts that were sent, each of its declared type. Raises UnableToRead for one that is not declared."""
    table = catalogue().table_of(name=procedure.name)
    known = declared(procedure, table)
    return {name: _value(name, value, known) for name, value in sent.items()}


def _kind(name: str, known: Mapping[str, Kind]) -> Kind:
    found = known.get(name)
    if found is None:
        raise UnableToRead(f"kind 不能是「{name}」。可以是:{'、'.join(known)}。")
    return found


def _day(day: date) -> date:
    if not 1900 <= day.year <= 2200:  # noqa: PLR2004 - years that an office can mean
        raise UnableToRead(f"日期{day}不在 1900 年至 2200 年之间。请核对日期。")
    return day


def _value(name: str, sent: Known, known: Mapping[str, Fact]) -> Value:
    fact = known.get(name)
    if fact is None:
        raise UnableToRead(f"本程序没有事实「{name[:60]}」。请按 /api/v1/procedures/ 给出的名称填写。")
    if sent is None:
        return None
    try:
        return _typed(sent, fact.type)
    except (ValueError, TypeError):
        raise UnableToRead(f"事实「{name}」({fact.title})的值不是{fact.type.value}。请核对类型。") from None


def _typed(sent: bool | int | str | list[str], kind: Type) -> Value:  # noqa: FBT001 - a fact may be a flag
    wanted = {Type.INTEGER: int, Type.MONEY: int, Type.HUNDREDTHS: int, Type.FLAG: bool, Type.CODES: list}.get(
        kind, str
    )
    if type(sent) is not wanted or (isinstance(sent, int) and abs(sent) > LARGEST):
        raise TypeError
    if isinstance(sent, list):
        return tuple(plain(one) for one in sent)
    if kind is Type.DATE:
        return _day(date.fromisoformat(str(sent)))
    if kind is Type.MOMENT:
        moment = datetime.fromisoformat(str(sent))
        _day(moment.date())
        return moment.replace(tzinfo=None)
    return plain(sent) if isinstance(sent, str) else sent
