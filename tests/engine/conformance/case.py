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
from yifa.law.act import Act, effective
from yifa.law.calendar import NATIONAL, Calendar
from yifa.law.condition import evaluate
from yifa.law.fact import Fact, Value
from yifa.law.fold import Given, fold
from yifa.law.judge import Value as Known
from yifa.law.judge import verdicts
from yifa.law.procedure import Procedure, Within

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

    def given(self, source: str) -> Given:
        steps = None if source == "" else self.witnessed.get(source, frozenset())
        return Given(self.calendar, self.parameters, self.lookup, steps)

    def lookup(self, register: str, key: str) -> Mapping[str, Value] | None:
        return self.registers.get(register, {}).get(key)


def folded(case: Case, world: World) -> Reading:
    """What the fold and the judge say."""
    given = world.given(case.source)
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
        parameters=world.parameters,
        calendar=world.calendar,
        as_of=world.as_of,
        connection=connection,
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
    pairs = zip(cases, (folded(case, world) for case in cases), scanned(cases, world), strict=True)
    return [
        (case, code, one.get(code), other.get(code))
        for case, one, other in pairs
        for code in sorted(one.keys() | other.keys())
        if one.get(code) != other.get(code)
    ]


def smallest(case: Case, code: str, world: World) -> Case:
    """The case with everything taken away that the disagreement does not need."""
    while True:
        tried = case.smaller()
        still = [smaller for smaller, other, _, _ in disagreements(tried, world) if other == code]
        if not still:
            return case
        case = still[0]


def told(case: Case, code: str, world: World) -> str:
    """The smallest form of a disagreement, to be read by whoever has to find out who is right."""
    least = smallest(case, code, world)
    one, other = folded(least, world).get(code), scanned([least], world)[0].get(code)
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


def _field(fact: Fact) -> tuple[str, pa.DataType]:
    return fact.name, ARROW[TYPES[fact.type]]
