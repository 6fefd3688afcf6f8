"""From rounds to cases: what an earlier round broke stays broken, and one rule is silent where another speaks."""

from __future__ import annotations

import ibis

from yifa.engine.conformance.premises import NO, PRESENT, Premises
from yifa.engine.conformance.row import Row
from yifa.engine.conformance.words import BROKEN, KEPT, OUTSTANDING, RANK, value
from yifa.law.procedure import Procedure, Rule, Within


def codes(procedure: Procedure) -> tuple[str, ...]:
    """The public codes of the procedure's rules, in order of the course, each once."""
    return tuple(dict.fromkeys(rule.code for rule in procedure.rules))


def judged(place: int) -> str:
    """The column with the value of the rule at this place of the procedure, in one round."""
    return f"value:{place}"


def settled(code: str) -> str:
    """The column with the value of the rule of this code in a case."""
    return f"verdict:{code}"


def shown(code: str) -> str:
    """The column with the round in which a finding of this code is seen; NULL where there is none."""
    return f"finding:{code}"


def with_values(rows: ibis.Table, premises: Premises) -> ibis.Table:
    """Every rule judged in every round: all in one projection over one wide row."""
    row = Row(rows, premises)
    rules = premises.procedure.rules
    return rows.mutate(**{judged(place): value(rule, row) for place, rule in enumerate(rules)})


def verdicts_of_cases(rows: ibis.Table, premises: Premises) -> ibis.Table:
    """One row per case: by code the value, and the round to show."""
    procedure = premises.procedure
    broken_in = _earlier_breaches(rows, procedure)
    now = rows.filter(rows["round"] == PRESENT)
    now = now.left_join(broken_in, "case_id").drop("case_id_right")
    told = {code: _told(now, code, procedure) for code in codes(procedure)}
    final = {code: _unless_yielding(code, told, procedure) for code in told}
    row = Row(now, premises)
    return now.select(
        "case_id",
        **{settled(code): final[code] for code in final},
        **{shown(code): _shown(row, code, final[code]) for code in final},
    )


def value_name(rank: ibis.IntegerValue) -> ibis.StringValue:
    """The public word for a value held as a number."""
    return ibis.cases(*((rank == number, kind.value) for kind, number in RANK.items()))


def _earlier_breaches(rows: ibis.Table, procedure: Procedure) -> ibis.Table:
    earlier = rows.filter(rows["round"] != PRESENT)
    last = {f"broken_in:{code}": _last_breach(earlier, code, procedure) for code in codes(procedure)}
    return earlier.group_by("case_id").aggregate(**last)


def _last_breach(earlier: ibis.Table, code: str, procedure: Procedure) -> ibis.IntegerValue:
    return earlier["round"].max(where=_worst(earlier, code, procedure) == BROKEN)


def _worst(rows: ibis.Table, code: str, procedure: Procedure) -> ibis.IntegerValue:
    return ibis.greatest(*(rows[judged(place)] for place in places(procedure, code)))


def places(procedure: Procedure, code: str) -> list[int]:
    """The places of the rules that share this code."""
    return [place for place, rule in enumerate(procedure.rules) if rule.code == code]


def _told(now: ibis.Table, code: str, procedure: Procedure) -> ibis.IntegerValue:
    return ibis.ifelse(now[f"broken_in:{code}"].notnull(), BROKEN, _worst(now, code, procedure))


def _unless_yielding(code: str, told: dict[str, ibis.IntegerValue], procedure: Procedure) -> ibis.IntegerValue:
    is_broken = told[code] == BROKEN
    silent = NO
    for place in places(procedure, code):
        word = procedure.rules[place].word
        if isinstance(word, Within) and word.yields_to is not None:
            silent |= is_broken & (told[word.yields_to] == BROKEN)
    return ibis.ifelse(silent, KEPT, told[code])


def _shown(row: Row, code: str, verdict: ibis.IntegerValue) -> ibis.IntegerValue:
    watched = NO
    for place in places(row.premises.procedure, code):
        rule = row.premises.procedure.rules[place]
        watched |= (row.table[judged(place)] == OUTSTANDING) & _watched(rule, row)
    seen = ibis.coalesce(row.table[f"broken_in:{code}"], PRESENT)
    is_shown = (verdict == BROKEN) | ((verdict == OUTSTANDING) & watched)
    return ibis.ifelse(is_shown, seen, ibis.null("int64"))


def _watched(rule: Rule, row: Row) -> ibis.BooleanValue:
    watch = rule.word.watch_open if isinstance(rule.word, Within) else False
    return ibis.literal(value=watch) if isinstance(watch, bool) else row.holds(watch).fill_null(NO)
