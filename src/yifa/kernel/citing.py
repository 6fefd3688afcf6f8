"""Citing: an act names the instruments that it rests on, and is refused where one was never published or is void.

    perform(case_id=…, act=Proposed(Kind.DONE, "decision", on, facts={"cites": ("示政规〔2022〕1号",)}), …)

Any act of any procedure may state the fact; imported history is not refused. What a ledger says of a published text is
entered in the register of instruments when somebody cites it: nothing has to fire, whoever asks first catches up.
Source: 优化营商环境条例 64; 国办发〔2018〕37号 (待核): what was not published is no basis of administration.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yifa.kernel.catalogue import catalogue
from yifa.kernel.instruments import enter, in_force, strike
from yifa.kernel.ledger import Table
from yifa.kernel.models import Instrument
from yifa.kernel.records import stored
from yifa.law.explain import Refusal
from yifa.law.fact import Fact, Type, Value
from yifa.law.procedure import Procedure
from yifa.law.statutes import NOTICE_37, R722

CITES = Fact("cites", "引用的依据", Type.CODES, public=True)
"""The numbers of what the act rests on: norms, powers, service items."""
NOT_PUBLISHED, NOT_IN_FORCE, CLOSED = "citation.not_published", "citation.not_in_force", "item.closed"
BASIS = R722.art(64) & NOTICE_37.whole()


@dataclass(frozen=True, eq=False)
class Citable:
    """A ledger table whose rows are citable texts, by ids of its columns.

    kind: as in `Instrument`; published: the day it was made public; since: from which it binds; until: the last day.
    """

    kind: str
    table: Table
    number: str
    name: str
    published: str
    since: str
    until: str


def refusals_of_citations(facts: Mapping[str, Value], on: date) -> tuple[Refusal, ...]:
    """Why an act of that day may not rest on what it cites; nothing where it cites nothing."""
    cited = facts.get(CITES.name)
    if not isinstance(cited, tuple) or not cited:
        return ()
    enter_texts(cited)
    known = _by_number(cited)
    return tuple(refusal for number in cited for refusal in _refusal(number, known.get(number, []), on))


def refusals_of_closed(text: Procedure, facts: Mapping[str, Value], on: date) -> tuple[Refusal, ...]:
    """Why no case may be opened that day for what it names in a register: it was closed for new cases before.

    A thing is closed once its last day in the register of instruments (kind: the register's title) has passed.
    """
    named = ((reference, facts.get(reference.fact.name)) for reference in text.refers)
    found = (_closed(catalogue().tables[reference.register], key, on) for reference, key in named if key)
    return tuple(refusal for refusal in found if refusal is not None)


def _closed(register: Table, key: Value, on: date) -> Refusal | None:
    latest = Instrument.objects.filter(kind=register.title, number=str(key)).order_by("valid_from", "pk").last()
    if latest is None or latest.valid_to is None or latest.valid_to >= on:
        return None
    basis = f"({register.open_by.formal})" if register.open_by is not None else ""
    return Refusal(
        CLOSED,
        f"不得立件:「{latest.name}」({latest.number})的最后受理日是{latest.valid_to},此后不再受理新的申请{basis}。"
        "在此之前受理的继续办完;请查清理结果,改按承接或者合并后的事项办理。",
    )


def enter_texts(numbers: Iterable[str]) -> None:
    """Enter, as the ledgers have them, the published texts of these numbers; what is not published has no entry.

    Reading: a text of which the ledger does not say when it takes effect binds from its publication; one that takes
    effect before it is published binds from its publication.
    """
    wanted = list(numbers)
    for citable in catalogue().citables:
        for row in _rows(citable, wanted):
            _enter(citable, row)


def _rows(citable: Citable, numbers: list[str]) -> Iterator[Mapping[str, Any]]:
    columns = (citable.number, citable.name, citable.published, citable.since, citable.until)
    rows = stored(citable.table).model.objects.filter(**{f"{citable.number}__in": numbers})
    # What is handled here enters its text itself, with the act that publishes it.
    return iter(rows.exclude(of_case__source_key="").order_by("pk").values(*columns))


def _enter(citable: Citable, row: Mapping[str, Any]) -> None:
    number, published, since = row[citable.number], row[citable.published], row[citable.since]
    until = row[citable.until]
    binds_from = max(published, since or published) if published is not None else None
    if binds_from is None or (until is not None and until < binds_from):
        strike(kind=citable.kind, number=number)
        return
    enter(kind=citable.kind, number=number, name=row[citable.name] or number, valid_from=binds_from, valid_to=until)


def _by_number(numbers: Iterable[str]) -> dict[str, list[Instrument]]:
    found: dict[str, list[Instrument]] = {}
    for instrument in Instrument.objects.filter(number__in=list(numbers)).order_by("valid_from", "pk"):
        found.setdefault(instrument.number, []).append(instrument)
    return found


def _refusal(number: str, known: list[Instrument], on: date) -> Iterator[Refusal]:
    if not known:
        yield Refusal(
            NOT_PUBLISHED,
            f"不得引用「{number}」:依据登记册中没有这一件,或者它尚未公布,未经公布的不得作为行政管理的依据({BASIS.formal})。"
            "请核对文号,或者待公布并登记后再引用。",
        )
    elif not any(in_force(instrument, on) for instrument in known):
        yield Refusal(
            NOT_IN_FORCE,
            f"不得引用「{number}」:{_days(known, on)},在{on}不是现行有效的依据({BASIS.formal})。请改引当日现行有效的文件。",
        )


def _days(known: list[Instrument], on: date) -> str:
    latest = next((one for one in reversed(known) if one.valid_from <= on), known[0])
    until = f",有效至{latest.valid_to}" if latest.valid_to is not None else ""
    return f"{latest.name}自{latest.valid_from}起施行{until}"
