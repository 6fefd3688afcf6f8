"""Findings: what is shown of a fault, with the counting behind it. Only rows in which something was found come here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from yifa.engine.conformance.almanac import MOMENTS_A_DAY, plain_day
from yifa.engine.conformance.certificates import invalid_certificate, why_invalid
from yifa.engine.conformance.elsewhere import day_elsewhere
from yifa.engine.conformance.milestones import times
from yifa.engine.conformance.row import Row
from yifa.engine.conformance.settlement import codes, judged, places, settled, shown
from yifa.engine.conformance.terms import Counted, maximum, minimum
from yifa.engine.conformance.words import RANK, fixed_day, nth, officers_present
from yifa.law.act import done
from yifa.law.citation import Citation
from yifa.law.condition import Comparison
from yifa.law.fact import Fact, Type
from yifa.law.judge import Value
from yifa.law.procedure import (
    After,
    AtLeast,
    By,
    Cap,
    Certified,
    Gate,
    Must,
    Officers,
    Procedure,
    Rule,
    Within,
    YearlyCap,
)
from yifa.law.term import Hours, Promptly, Term, WorkingDays

FEN_A_YUAN, MINUTES_AN_HOUR = 100, 60


@dataclass(frozen=True)
class Finding:
    """程序疑点(待核实): a rule that a case broke, or that it still owes and the law wants watched.

    detail: plain values that show how it was counted; basis: the articles that the rule rests on.
    """

    case_id: int
    code: str
    value: Value
    detail: Mapping[str, object]
    basis: Citation


def with_details(rows: ibis.Table, row: Row) -> ibis.Table:
    """The rows with what each rule's detail is made of, one column per part."""
    parts = {
        f"{place}:{name}": part
        for place, rule in enumerate(row.premises.procedure.rules)
        for name, part in _parts(rule, row).items()
    }
    names = [name for name in rows.columns if name.startswith(("value:", "verdict:", "finding:"))]
    return rows.select("case_id", "round", *names, **parts)


def findings(batch: pa.RecordBatch, procedure: Procedure) -> Iterator[Finding]:
    """The findings in a batch of rows with details."""
    ranks = {rank: kind for kind, rank in RANK.items()}
    for code in codes(procedure):
        here = batch.filter(pc.equal(batch[shown(code)], batch["round"]))
        for place in places(procedure, code):
            rule = procedure.rules[place]
            speaks = here.filter(pc.equal(here[judged(place)], here[settled(code)]))
            here = here.filter(pc.not_equal(here[judged(place)], here[settled(code)]))
            for values in _rows(speaks, place, code):
                yield Finding(values["case_id"], code, ranks[values["rank"]], _detail(rule, values), rule.word.basis)


def _rows(batch: pa.RecordBatch, place: int, code: str) -> list[dict[str, Any]]:
    mine = {name.partition(":")[2]: batch[name] for name in batch.schema.names if name.startswith(f"{place}:")}
    rows: list[dict[str, Any]] = pa.table(
        {"case_id": batch["case_id"], "rank": batch[settled(code)], **mine}
    ).to_pylist()
    return rows


def _parts(rule: Rule, row: Row) -> dict[str, ibis.Value]:
    word = rule.word
    match word:
        case Within():
            return _counted(maximum(rule, word, row, up_to=row.today))
        case AtLeast():
            return _counted(minimum(rule, word, row))
        case By():
            return {"due": fixed_day(word, row), "end": row.day(done(rule.step.name))}
        case Gate():
            return {"barred": row.day(done(word.bars)), "passed": row.day(done(rule.step.name))}
        case Officers():
            return {"present": officers_present(row)}
        case Certified():
            return _certificate_parts(rule, row)
        case Must():
            return _must_parts(word, row)
        case Cap():
            return {"days": row.table[times(rule.step.name)].sort()}
        case YearlyCap() | After():
            return _parts_across_cases(rule, word, row)
        case _:
            assert_never(word)


def _parts_across_cases(rule: Rule, word: YearlyCap | After, row: Row) -> dict[str, ibis.Value]:
    if isinstance(word, YearlyCap):
        return {"whom": row.fact(word.per), "nth": nth(rule, row), "cap": row.number(word.at_most)}
    return {"other": row.table[day_elsewhere(word.other)], "own": row.day(done(rule.step.name))}


def _counted(term: Counted) -> dict[str, ibis.Value]:
    return {
        "start": term.start,
        "end": term.end,
        "limit": term.limit,
        "until": term.until,
        "used": term.used,
        "still": term.still,
        "due": term.due,
        "late": term.late,
    }


def _certificate_parts(rule: Rule, row: Row) -> dict[str, ibis.Value]:
    if row.premises.procedure.officers is None:
        return {}
    step = rule.step.name
    return {
        "certificate": row.table[invalid_certificate(step)],
        "why": row.table[why_invalid(step)],
        "on": row.day(done(step)),
    }


def _must_parts(word: Must, row: Row) -> dict[str, ibis.Value]:
    shown_facts: dict[str, ibis.Value] = {f"shows {fact.name}": row.fact(fact) for fact in word.shows}
    compared = _comparison_parts(word.requirement, row) if isinstance(word.requirement, Comparison) else {}
    return shown_facts | compared


def _comparison_parts(requirement: Comparison, row: Row) -> dict[str, ibis.Value]:
    return {"stated": row.fact(requirement.fact), "bound": row.bound(requirement)}


def _detail(rule: Rule, values: Mapping[str, Any]) -> dict[str, object]:
    word = rule.word
    match word:
        case Within():
            return _term_detail(word.term, values)
        case AtLeast():
            return _minimum_detail(word.term, values)
        case By():
            end = values["end"]
            late = {} if end is None else {"late": end - values["due"]}
            return {"due": _day(values["due"]), "end": _day(end), **late}
        case Gate():
            return {word.bars: _day(values["barred"]), rule.step.name: _day(values["passed"])}
        case Officers():
            return {"officers": values["present"]}
        case Certified():
            return {"certificate": values["certificate"], "why": values["why"], "on": _day(values["on"])}
        case Must():
            return _must_detail(word, values)
        case Cap(at_most):
            return {"first": _day(values["days"][0]), "second": _day(values["days"][at_most])}
        case YearlyCap() | After():
            return _detail_across_cases(word, values)
        case _:
            assert_never(word)


def _detail_across_cases(word: YearlyCap | After, values: Mapping[str, Any]) -> dict[str, object]:
    if isinstance(word, YearlyCap):
        return {word.per.name: values["whom"], "nth": values["nth"], "cap": values["cap"]}
    return dict(zip(word.called, (_day(values["other"]), _day(values["own"])), strict=True))


def _term_detail(term: Term, values: Mapping[str, Any]) -> dict[str, object]:
    detail: dict[str, object] = {
        "start": _moment(values["start"]),
        "end": _moment(values["end"]),
        "used": _amount(term, values["used"]),
        "limit": values["limit"],
        "unit": term.unit,
    }
    if values["until"] is not None or not isinstance(term, WorkingDays | Hours | Promptly):
        detail["due"] = _day(values["due"])
    if values["still"]:
        detail["paused"] = values["still"]
    return detail | {"late": _amount(term, values["late"])}


def _minimum_detail(term: Term, values: Mapping[str, Any]) -> dict[str, object]:
    return {
        "start": _day(values["start"] // MOMENTS_A_DAY),
        "end": _day(values["end"] // MOMENTS_A_DAY),
        "used": _amount(term, values["used"]),
        "limit": values["limit"],
        "unit": term.unit,
        "short": _amount(term, values["late"]),
    }


def _must_detail(word: Must, values: Mapping[str, Any]) -> dict[str, object]:
    facts: dict[str, object] = {fact.name: _plain(fact, values[f"shows {fact.name}"]) for fact in word.shows}
    requirement = word.requirement
    return facts | (_compared(requirement.fact, values) if isinstance(requirement, Comparison) else {})


def _plain(fact: Fact, value: Any) -> object:
    return _yuan(value) if fact.type is Type.MONEY and value is not None else value


def _compared(fact: Fact, values: Mapping[str, Any]) -> dict[str, object]:
    stated, bound = values["stated"], values["bound"]
    shown_as: Callable[[int], object] = _yuan if fact.type is Type.MONEY else lambda value: value
    detail = {fact.name: shown_as(stated), "limit": shown_as(bound)}
    return detail | {"unit": "yuan", "over": _yuan(stated - bound)} if fact.type is Type.MONEY else detail


def _amount(term: Term, amount: int | None) -> object:
    if amount is None or not isinstance(term, Hours):
        return amount
    return amount // MINUTES_AN_HOUR if amount % MINUTES_AN_HOUR == 0 else round(amount / MINUTES_AN_HOUR, 2)


def _yuan(fen: int) -> object:
    return fen // FEN_A_YUAN if fen % FEN_A_YUAN == 0 else fen / FEN_A_YUAN


def _day(number: int | None) -> str | None:
    return None if number is None else plain_day(number).isoformat()


def _moment(number: int) -> str:
    day, minute = divmod(number, MOMENTS_A_DAY)
    text = plain_day(day).isoformat()
    return f"{text} {(minute - 1) // MINUTES_AN_HOUR:02d}:{(minute - 1) % MINUTES_AN_HOUR:02d}" if minute else text
