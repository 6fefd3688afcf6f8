"""The scan: every rule of a procedure over an acts table of any size, with the values that the fold would give.

One pass over the acts makes one wide row per round of a case; it is kept as a temporary table, and all rules are
then one projection over it. DuckDB streams both, and spills to disk beyond the memory it is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import ibis
from ibis.backends.duckdb import Backend
from ibis.util import gen_name

from yifa.engine.conformance import effective
from yifa.engine.conformance.almanac import Almanac
from yifa.engine.conformance.asked import grounds_asked
from yifa.engine.conformance.certificates import first_invalid, steps_with_certificates
from yifa.engine.conformance.deeming import has_deemed, with_deemed
from yifa.engine.conformance.elsewhere import with_other_cases
from yifa.engine.conformance.findings import Finding, findings, with_details
from yifa.engine.conformance.milestones import milestones, with_days, without_days
from yifa.engine.conformance.premises import PRESENT, Premises, beside
from yifa.engine.conformance.references import recorded
from yifa.engine.conformance.row import Row
from yifa.engine.conformance.settlement import codes, settled, shown, value_name, verdicts_of_cases, with_values
from yifa.engine.conformance.suspensions import spells, stretches
from yifa.engine.conformance.yearly import counted_yearly, yearly_caps
from yifa.law.calendar import Calendar
from yifa.law.procedure import Procedure

NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True)
class Scanned:
    """What a scan found.

    verdicts: table of case_id, code and value (kept, broken, outstanding or unknown) of every rule in every case,
    read when asked for, as long as the connection lives; findings: every breach, and what is owed and watched.
    """

    verdicts: ibis.Table
    findings: tuple[Finding, ...]


def scan(
    procedure: Procedure,
    *,
    acts: ibis.Table,
    facts: ibis.Table,
    calendar: Calendar,
    as_of: date,
    connection: Backend,
    registers: Mapping[str, ibis.Table] = MappingProxyType({}),
    witnessed: Mapping[str, frozenset[str]] = MappingProxyType({}),
    unsaid: Mapping[str, frozenset[str]] = MappingProxyType({}),
    parameters: Mapping[str, object] = NOTHING,
    elsewhere: Mapping[tuple[str, str], ibis.Table] = MappingProxyType({}),
    siblings: Mapping[str, ibis.Table] = MappingProxyType({}),
    memory_limit: str | None = None,
) -> Scanned:
    """Judge every rule of the procedure in every case, as of a day.

    acts: case_id int64, seq int32, kind and step string, on date, minute int16 and until date (both may be NULL),
    corrects int32 and replaces string (for corrections), as in `yifa.law.act.Act`; a case's `seq` are distinct.
    facts: one row per case: case_id int64, source string ('' for a live case, else the id of its ledger table) and
    one column per fact of the procedure, by name and typed as `yifa.engine.conditions.TYPES` says.
    registers: by name, a table with `key` string and its facts, one that is not named having no edition in force;
    witnessed: by source, the steps it speaks of; unsaid: by source, the facts on which it says nothing.
    elsewhere: by (procedure, step) to which rules refer, a table with `key` string (the case's number) and `on` date.
    siblings: by code of a yearly cap, cases outside `acts` that count too: case_id, `whom` string and `on` date.
    All tables live on `connection`; memory_limit is DuckDB's, e.g. «2GB».
    """
    almanac = Almanac.of(calendar)
    arrays = connection.create_table(gen_name("almanac"), almanac.arrays, temp=True)
    premises = Premises(
        procedure, almanac, arrays, as_of, parameters, registers, witnessed, elsewhere, siblings, unsaid
    )
    if memory_limit is not None:
        connection.raw_sql(f"SET memory_limit = '{memory_limit}'")
    with _staged_projections():
        rows = _kept(connection, _rows(connection, acts, facts, premises))
        verdicts = _kept(connection, verdicts_of_cases(rows, premises))
        found = tuple(_findings(rows, verdicts, premises))
    return Scanned(_long(verdicts, procedure), found)


def _rows(connection: Backend, acts: ibis.Table, facts: ibis.Table, premises: Premises) -> ibis.Table:
    standing, rounds = _standing(connection, acts.select(*effective.COLUMNS), premises)
    record = recorded(facts, premises)
    rows = record.mutate(round=ibis.literal(PRESENT, "int64"))
    if rounds is not None:
        rows = rows.union(record.inner_join(rounds, "case_id").select(*rows.columns))
    rows = beside(rows, milestones(standing, premises.procedure))
    for grounds in grounds_asked(premises.procedure):
        rows = beside(rows, _kept(connection, stretches(spells(standing), grounds, premises)))
    if has_deemed(premises.procedure):
        rows = without_days(with_deemed(with_days(rows, premises), premises))
    if steps_with_certificates(premises.procedure):
        rows = _kept(connection, rows)
        rows = beside(rows, first_invalid(rows, premises))
    rows = with_other_cases(rows, premises)
    if yearly_caps(premises.procedure):
        rows = counted_yearly(_kept(connection, rows), premises)
    return without_days(with_values(with_days(rows, premises), premises))


def _standing(connection: Backend, acts: ibis.Table, premises: Premises) -> tuple[ibis.Table, ibis.Table | None]:
    # The many regular cases stream past; the few with corrections or returns are set aside and put in order.
    irregular = _kept(connection, effective.irregular_cases(acts))
    now = ibis.literal(PRESENT, "int64")
    if irregular.count().execute() == 0:
        return acts.mutate(round=now), None
    aside = _kept(connection, acts.semi_join(irregular, "case_id"))
    aside = _kept(connection, effective.standing(aside, _places(connection, aside)))
    rounds = _kept(connection, effective.returns(aside, premises.procedure))
    ordered = _kept(connection, effective.in_rounds(aside, rounds, premises.procedure))
    regular = acts.anti_join(irregular, "case_id").mutate(round=now)
    return regular.select(*ordered.columns).union(ordered), rounds


def _places(connection: Backend, acts: ibis.Table) -> ibis.Table:
    places = _kept(connection, effective.first_places(acts))
    while True:
        places = _kept(connection, effective.further_places(places))
        if not places.is_moved.any().execute():
            return places.drop("is_moved")
        places = places.drop("is_moved")


def _findings(rows: ibis.Table, verdicts: ibis.Table, premises: Premises) -> list[Finding]:
    seen = [verdicts[shown(code)].notnull() for code in codes(premises.procedure)]
    if not seen:
        return []
    found = rows.inner_join(verdicts.filter(ibis.or_(*seen)), "case_id")
    found = with_days(found, premises)
    details = with_details(found, Row(found, premises))
    listed = [f for batch in details.to_pyarrow_batches() for f in findings(batch, premises.procedure)]
    order = {code: place for place, code in enumerate(codes(premises.procedure))}
    return sorted(listed, key=lambda finding: (finding.case_id, order[finding.code]))


def _long(verdicts: ibis.Table, procedure: Procedure) -> ibis.Table:
    columns = {code: value_name(verdicts[settled(code)]) for code in codes(procedure)}
    return verdicts.select("case_id", **columns).pivot_longer(list(columns), names_to="code", values_to="value")


def _kept(connection: Backend, table: ibis.Table) -> ibis.Table:
    return connection.create_table(gen_name("conformance"), table, temp=True)


@contextmanager
def _staged_projections() -> Iterator[None]:
    # Fused, a staged column would be written out again wherever it is used, and computed as often.
    before = ibis.options.sql.fuse_selects
    ibis.options.sql.fuse_selects = False
    try:
        yield
    finally:
        ibis.options.sql.fuse_selects = before
