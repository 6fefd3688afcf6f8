"""What was done in a case, act by act, in words: who, when, entered when, on what paper, and what corrected what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import get_default_timezone

from yifa.kernel.access.masking import masked
from yifa.kernel.access.showing import is_personal
from yifa.kernel.confidentiality import CONFIDENTIALITY, KNOWN_TO, NOT_KEPT
from yifa.kernel.models import Act as StoredAct
from yifa.kernel.models import Carrier, Original
from yifa.kernel.particulars import BY_NAME, PAPER, PARTICULARS, reason_for
from yifa.kernel.reading import Read
from yifa.law.act import Act, Kind
from yifa.law.condition import shown
from yifa.law.fact import Fact, Type, Value
from yifa.law.procedure import Document
from yifa.law.word import Within


@dataclass(frozen=True, slots=True)
class Left:
    """A document that an act left: its kind, its title, the hash of the file; is_kept: whether the file itself is here.

    Of a text that was typed on a page only the hash is with the act: the text stands on that page.
    """

    document: str
    title: str
    sha256: str
    is_kept: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """One act in words.

    days_late: days from its legal date to its entry, above 0 it is shown as 补录; struck_by: the act that corrected
    it; corrects: the act that it corrects; strikes_out: it only says that the other never was.
    """

    seq: int
    kind: Kind
    what: str
    step: str
    on: date
    time: str
    until: date | None
    organ: str
    person: str
    entered_by: str
    entered_at: datetime
    carrier: str
    days_late: int
    facts: tuple[tuple[str, str], ...]
    left: tuple[Left, ...]
    original: Left | None
    file_place: str
    struck_by: int | None
    corrects: int | None
    strikes_out: bool


def history(read: Read) -> tuple[Told, ...]:
    """All acts of the case in the order of entry; personal values are masked."""
    rows = StoredAct.objects.filter(case=read.case).order_by("seq").select_related("original")
    known = {act.seq: act for act in read.course.acts}
    struck = {act.corrects: act.seq for act in read.course.acts if act.kind is Kind.CORRECTED}
    kept = _kept(rows)
    return tuple(_told(row, known[row.seq], read, struck, kept) for row in rows if row.seq in known)


def facts_named(read: Read) -> dict[str, Fact]:
    """Every fact that acts of the case may state, by name."""
    procedure, table = read.course.procedure, read.course.table
    columns = table.columns if table is not None else ()
    found = [column.becomes for column in columns if isinstance(column.becomes, Fact)]
    found += [reference.fact for reference in procedure.refers]
    found += [procedure.officers] if procedure.officers is not None else []
    found += [fact for question in procedure.questions for fact in (question.fact, reason_for(question))]
    return {fact.name: fact for fact in (CONFIDENTIALITY, KNOWN_TO, *PARTICULARS, *found, *procedure.facts)}


def in_words(fact: Fact, value: Value, facts: Mapping[str, Value], read: Read) -> str:
    """A value as a page shows it, masked where it is a person's."""
    if is_personal(fact, facts, read.course.table):
        return str(masked(value, fact.type))
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return shown(fact, value) if value is not None else ""


def grounds(read: Read) -> dict[str, str]:
    """The titles of the grounds on which the terms of the case stand still, by name."""
    words = (rule.word for rule in read.course.procedure.rules if isinstance(rule.word, Within))
    return {pause.ground: pause.title for word in words for pause in word.pauses}


def documents_left(case_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """By case, the kinds of documents and the papers that acts have left on file."""
    found: dict[int, set[str]] = {}
    rows = StoredAct.objects.filter(case_id__in=list(case_ids)).exclude(documents="[]")
    for case, text in rows.values_list("case_id", "documents"):
        found.setdefault(case, set()).update(one["document"] for one in json.loads(text))
    return {case: frozenset(names) for case, names in found.items()}


def lacking(read: Read, left: frozenset[str]) -> tuple[str, ...]:
    """What steps already done should have left on file and no act has; nothing of an imported case is judged."""
    if read.case.source_key:
        return ()
    return tuple(dict.fromkeys(one.title for one in _owed(read) if one.name not in left))


def _owed(read: Read) -> Iterator[Document]:
    for step in read.course.procedure.steps:
        if step.name in read.state.times:
            yield from step.leaves


def _kept(rows: Iterable[StoredAct]) -> frozenset[str]:
    named = {one["sha256"] for row in rows for one in json.loads(row.documents)}
    found = Original.objects.filter(sha256__in=named).exclude(kind=NOT_KEPT) if named else Original.objects.none()
    return frozenset(found.values_list("sha256", flat=True))


def _told(row: StoredAct, act: Act, read: Read, struck: Mapping[int | None, int], kept: frozenset[str]) -> Told:
    entered = row.at.astimezone(get_default_timezone())
    original = row.original
    return Told(
        seq=act.seq,
        kind=act.kind,
        what=_what(act),
        step=_step(act, read),
        on=act.on,
        time=f"{act.minute // 60:02d}:{act.minute % 60:02d}" if act.minute is not None else "",
        until=act.until,
        organ=row.organ,
        person=row.actor,
        entered_by=row.entered_by,
        entered_at=entered,
        carrier=Carrier(row.carrier).label,
        days_late=max(0, (entered.date() - act.on).days) if row.carrier != Carrier.IMPORT else 0,
        facts=tuple(_facts(act, read)),
        left=tuple(_left(row.documents, read, kept)),
        original=Left("original", original.name, original.sha256) if original is not None else None,
        file_place=f"{row.sheet}第{row.row}行" if row.sheet and row.row else "",
        struck_by=struck.get(act.seq),
        corrects=act.corrects if act.kind is Kind.CORRECTED else None,
        strikes_out=act.kind is Kind.CORRECTED and act.replaces is None,
    )


def _what(act: Act) -> str:
    if PAPER.name in act.facts:
        return "签批件归入"
    if act.kind is Kind.CORRECTED:
        return "更正" if act.replaces is not None else "更正(该项不成立)"
    return act.kind.word


def _step(act: Act, read: Read) -> str:
    step = read.course.procedure.by_name.get(act.step)
    if step is not None:
        return step.title
    return grounds(read).get(act.step, act.step)


def _facts(act: Act, read: Read) -> Iterator[tuple[str, str]]:
    known = facts_named(read)
    for name, value in act.facts.items():
        fact = known.get(name) or BY_NAME.get(name) or Fact(name, name, Type.TEXT)
        if value is not None and value != "":
            yield fact.title, in_words(fact, value, read.state.facts, read)


def _left(text: str, read: Read, kept: frozenset[str]) -> Iterator[Left]:
    titles = {one.name: one.title for step in read.course.procedure.steps for one in step.leaves}
    for one in json.loads(text):
        title = one["title"] or titles.get(one["document"], one["document"])
        yield Left(one["document"], title, one["sha256"], is_kept=one["sha256"] in kept)
