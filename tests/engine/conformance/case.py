"""A drawn case, and both readings of it brought to one form: code → value, detail of a breach, whether it is listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend

from yifa.engine.conditions import TYPES
from yifa.engine.conformance import scan
from yifa.law.act import Act, done, effective
from yifa.law.calendar import NATIONAL, Calendar
from yifa.law.condition import evaluate
from yifa.law.fact import Fact, Value
from yifa.law.fold import Given, State, fold
from yifa.law.judge import Value as Known
from yifa.law.judge import verdicts
from yifa.law.procedure import Procedure, Rule, Within, YearlyCap, provisos

ACTS = pa.schema(
    [
        ("case_id", pa.int64()),
        ("seq", pa.int32()),
        ("kind", pa.string()),
        ("step", pa.string()),
        ("on", pa.date32()),
        ("minute", pa.int16()),
        ("until", pa.date32()),
        ("corrects", pa.int32()),
        ("replaces", pa.string()),
    ]
)
Register = Mapping[str, Mapping[str, Value]]
Others = Mapping[tuple[str, str], Mapping[str, date]]
Siblings = Mapping[str, tuple[tuple[str, date], ...]]
Reading = dict[str, tuple[str, Mapping[str, object] | None, bool]]


@dataclass(frozen=True)
class Case:
    """The acts of one case, its facts in the first of them, and the ledger it came from."""

    acts: tuple[Act, ...]
    source: str = ""

    @property
    def facts(self) -> dict[str, Value]:
        stated: dict[str, Value] = {}
        for act in effective(self.acts):
            stated |= act.facts
        return stated

    def smaller(self) -> list["Case"]:
        without = [replace(self, acts=self.acts[:i] + self.acts[i + 1 :]) for i in range(len(self.acts))]
        for place, act in enumerate(self.acts):
            for name in act.facts:
                less = replace(act, facts={key: value for key, value in act.facts.items() if key != name})
                without.append(replace(self, acts=(*self.acts[:place], less, *self.acts[place + 1 :])))
        return without


@dataclass(frozen=True)
class World:
    """What both readings take as given."""

    procedure: Procedure
    as_of: date
    parameters: Mapping[str, object] = field(default_factory=dict)
    registers: Mapping[str, Register] = field(default_factory=dict)
    witnessed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    calendar: Calendar = NATIONAL
    others: Others = field(default_factory=dict)
    siblings: Siblings = field(default_factory=dict)
    unsaid: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def elsewhere(self, procedure: str, step: str, number: str) -> date | None:
        return self.others.get((procedure, step), {}).get(number)

    def given(self, source: str) -> Given:
        steps = None if source == "" else self.witnessed.get(source, frozenset())
        unsaid = self.unsaid.get(source, frozenset())
        given = Given(self.calendar, self.parameters, self.lookup, steps, self.elsewhere)
        return replace(given, loaded=self.registers.__contains__, unsaid=unsaid)

    def lookup(self, register: str, key: str) -> Mapping[str, Value] | None:
        return self.registers.get(register, {}).get(key)


@dataclass(frozen=True)
class Book:
    """All cases of a batch, counted one by one for the caps that run across them."""

    states: tuple[State, ...]
    givens: tuple[Given, ...]
    siblings: Siblings

    @classmethod
    def of(cls, cases: Sequence[Case], world: World) -> "Book":
        givens = tuple(world.given(case.source) for case in cases)
        states = tuple(fold(world.procedure, case.acts, given) for case, given in zip(cases, givens, strict=True))
        return cls(states, givens, world.siblings)

    def given(self, own: int) -> Given:
        def earlier(rule: Rule, whom: Value, on: date) -> int:
            inside = (n for n, (state, given) in enumerate(zip(self.states, self.givens, strict=True)) if n != own)
            points = [(day, n) for n in inside if (day := _counts(rule, whom, self.states[n], self.givens[n]))]
            points += [(day, SIBLING) for name, day in self.siblings.get(rule.code, ()) if name == whom]
            return sum(day.year == on.year and (day, number) < (on, own) for day, number in points)

        return replace(self.givens[own], earlier=earlier)


SIBLING = 10**9
"""Cases outside the batch have ids beyond it."""


def _counts(rule: Rule, whom: Value, state: State, given: Given) -> date | None:
    assert isinstance(rule.word, YearlyCap)
    set_aside = any(evaluate(proviso.when, state.subject(given)) is True for proviso in provisos(rule))
    is_same = state.facts.get(rule.word.per.name) == whom
    return state.day(done(rule.step.name)) if is_same and not set_aside else None


def folded(cases: Sequence[Case], world: World) -> list[Reading]:
    """What the fold and the judge say of all cases."""
    book = Book.of(cases, world)
    return [_folded(case, book.given(number), world) for number, case in enumerate(cases)]


def _folded(case: Case, given: Given, world: World) -> Reading:
    state = fold(world.procedure, case.acts, given)
    reading: Reading = {}
    for verdict in verdicts(state, given, world.as_of):
        watch = verdict.rule.word.watch_open if isinstance(verdict.rule.word, Within) else False
        watched = watch if isinstance(watch, bool) else evaluate(watch, state.subject(given)) is True
        is_broken = verdict.value is Known.BROKEN
        is_listed = is_broken or (verdict.value is Known.OUTSTANDING and watched)
        reading[verdict.rule.code] = (verdict.value.value, verdict.detail if is_broken else None, is_listed)
    return reading


def scanned(cases: Sequence[Case], world: World, connection: Backend | None = None) -> list[Reading]:
    """What the scan says of all cases at once."""
    connection = connection or ibis.duckdb.connect()
    found = scan(
        world.procedure,
        acts=connection.create_table("acts", _acts(cases), overwrite=True),
        facts=connection.create_table("facts", _facts(cases, world.procedure), overwrite=True),
        registers={name: _register(connection, name, world) for name in world.registers},
        witnessed=world.witnessed,
        unsaid=world.unsaid,
        parameters=world.parameters,
        calendar=world.calendar,
        as_of=world.as_of,
        connection=connection,
        elsewhere={other: _days(connection, other, world) for other in world.others},
        siblings={code: _siblings(connection, code, world) for code in world.siblings},
    )
    details = {(f.case_id, f.code): f for f in found.findings}
    readings: list[Reading] = [{} for _ in cases]
    for row in found.verdicts.to_pyarrow().to_pylist():
        finding = details.pop((row["case_id"], row["code"]), None)
        detail = finding.detail if finding is not None and finding.value is Known.BROKEN else None
        readings[row["case_id"]][row["code"]] = (row["value"], detail, finding is not None)
    assert not details
    return readings


def disagreements(cases: Sequence[Case], world: World) -> list[tuple[Case, str, Any, Any]]:
    """Where the two readings differ: case, code, what the fold says, what the scan says."""
    pairs = zip(cases, folded(cases, world), scanned(cases, world), strict=True)
    return [
        (case, code, one.get(code), other.get(code))
        for case, one, other in pairs
        for code in sorted(one.keys() | other.keys())
        if one.get(code) != other.get(code)
    ]


def smallest(case: Case, code: str, world: World) -> Case:
    """The case with everything taken away that the disagreement does not need."""
    while True:
        still = [
            less for less in case.smaller() if any(code == other for _, other, _, _ in disagreements([less], world))
        ]
        if not still:
            return case
        case = still[0]


def told(case: Case, code: str, world: World) -> str:
    """The smallest form of a disagreement, to be read by whoever has to find out who is right."""
    # What differs only in company cannot be made small alone.
    least = smallest(case, code, world) if disagreements([case], world) else case
    one, other = folded([least], world)[0].get(code), scanned([least], world)[0].get(code)
    acts = "\n".join(f"  {act}" for act in least.acts)
    return f"{world.procedure.name} {code} as of {world.as_of}, source {least.source!r}\n{acts}\n fold {one}\n scan {other}"


def _acts(cases: Sequence[Case]) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "case_id": number,
                "seq": act.seq,
                "kind": act.kind.value,
                "step": act.step,
                "on": act.on,
                "minute": act.minute,
                "until": act.until,
                "corrects": act.corrects,
                "replaces": act.replaces.value if act.replaces else None,
            }
            for number, case in enumerate(cases)
            for act in case.acts
        ],
        schema=ACTS,
    )


ARROW = {
    "string": pa.string(),
    "int64": pa.int64(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
    "array<string>": pa.list_(pa.string()),
}


def _facts(cases: Sequence[Case], procedure: Procedure) -> pa.Table:
    declared = {fact.name: fact for fact in (*procedure.facts, *(q.fact for q in procedure.questions))}
    rows = [{"case_id": number, "source": case.source} | case.facts for number, case in enumerate(cases)]
    return pa.Table.from_pylist(
        [{key: list(value) if isinstance(value, tuple) else value for key, value in row.items()} for row in rows],
        schema=pa.schema([("case_id", pa.int64()), ("source", pa.string()), *map(_field, declared.values())]),
    )


def _register(connection: Backend, name: str, world: World) -> ibis.Table:
    entries = world.registers[name]
    columns = sorted({column for entry in entries.values() for column in entry})
    rows = [{"key": key, **entry} for key, entry in entries.items()]
    arrays = {column: pa.array([row.get(column) for row in rows]) for column in ("key", *columns)}
    return connection.create_table(f"register_{name}", pa.table(arrays), overwrite=True)


def _days(connection: Backend, other: tuple[str, str], world: World) -> ibis.Table:
    days = world.others[other]
    table = pa.table({"key": pa.array(list(days), pa.string()), "on": pa.array(list(days.values()), pa.date32())})
    return connection.create_table(f"elsewhere_{'_'.join(other)}", table, overwrite=True)


def _siblings(connection: Backend, code: str, world: World) -> ibis.Table:
    whom, days = zip(*world.siblings[code], strict=True)
    columns = {
        "case_id": pa.array([SIBLING] * len(days), pa.int64()),
        "whom": pa.array(list(whom), pa.string()),
        "on": pa.array(list(days), pa.date32()),
    }
    return connection.create_table(f"siblings_{code.replace('.', '_')}", pa.table(columns), overwrite=True)


def _field(fact: Fact) -> tuple[str, pa.DataType]:
    return fact.name, ARROW[TYPES[fact.type]]
