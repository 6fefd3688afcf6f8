"""Other cases for the scan of a year: the days that its cases refer to, and those that count beside them under a cap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend

from yifa.engine.conformance.yearly import yearly_caps
from yifa.kernel.givens import counted
from yifa.kernel.models import Case
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.versions import Versions
from yifa.law.act import done
from yifa.law.fold import Given
from yifa.law.procedure import Procedure

A_BATCH = 500
DAYS = pa.schema([("key", pa.string()), ("on", pa.date32())])
COUNTED = pa.schema([("case_id", pa.int64()), ("whom", pa.string()), ("on", pa.date32())])


@dataclass(frozen=True, slots=True)
class Company:
    """The other cases, read as they stand now."""

    given: Given
    versions: Versions
    year: int

    def elsewhere(self, procedure: Procedure, connection: Backend) -> Mapping[tuple[str, str], ibis.Table]:
        """For each step of another case to which rules refer: number of the case and day, the first case of a number."""
        asked = dict.fromkeys((other.procedure, other.step) for other in procedure.other_cases)
        return {one: connection.create_table(f"elsewhere_{n}", self._days(*one)) for n, one in enumerate(asked)}

    def siblings(self, procedure: Procedure, connection: Backend) -> Mapping[str, ibis.Table]:
        """For each yearly cap: the cases of the year that follow another version of the procedure."""
        others = Case.objects.filter(procedure=procedure.name, year=self.year).exclude(version=procedure.version)
        case_ids = list(others.order_by("pk").values_list("pk", flat=True))
        found = {}
        for place, rule in enumerate(yearly_caps(procedure) if case_ids else ()):
            rows = [{"case_id": c.case_id, "whom": c.whom, "on": c.on} for c in counted(rule, self._read(case_ids))]
            found[rule.code] = connection.create_table(f"siblings_{place}", pa.Table.from_pylist(rows, COUNTED))
        return found

    def _days(self, procedure: str, step: str) -> pa.Table:
        cases = Case.objects.filter(procedure=procedure).order_by("pk").values_list("pk", flat=True)
        days: dict[str, object] = {}
        for read in self._read(list(cases)):
            for number in filter(None, (read.case.source_key, read.case.number)):
                days.setdefault(number, read.state.day(done(step)))
        rows = [{"key": number, "on": on} for number, on in days.items()]
        return pa.Table.from_pylist(rows, DAYS)

    def _read(self, case_ids: list[int]) -> Iterator[Read]:
        for start in range(0, len(case_ids), A_BATCH):
            batch: Iterable[int] = case_ids[start : start + A_BATCH]
            yield from read_cases(batch, given=self.given, versions=self.versions)
