from dataclasses import replace

import pytest

from tests.kernel.trial.book import CLERK, GIVEN, NOW, ROW, imported, load_of, take_in
from tests.kernel.trial.ledger import PERMITS
from yifa.kernel.amendments import amend
from yifa.kernel.catalogue import catalogue
from yifa.kernel.ledger import Table
from yifa.kernel.models import Case
from yifa.kernel.reading import read_cases
from yifa.kernel.replay import Imported, replay
from yifa.kernel.silence import silent_on, unsaid, unsaid_columns, witnessed
from yifa.kernel.versions import INSTALLED
from yifa.law.fact import Value

COLUMNS = dict.fromkeys((column.id for column in PERMITS.columns), None)


def without(*columns: str) -> dict[str, Value]:
    return {column: cell for column, cell in ROW.items() if column not in columns}


def officers() -> Value:
    return next(read_cases([Case.objects.get().pk], given=GIVEN, versions=INSTALLED)).state.facts.get("officers")


class TestASheet:
    def test_with_every_column_is_silent_on_nothing(self) -> None:
        assert silent_on(PERMITS, COLUMNS) == ""

    def test_without_a_fact_says_nothing_of_it(self) -> None:
        silent = silent_on(PERMITS, without("urgent"))
        assert unsaid(PERMITS, silent) == {PERMITS.column("urgent").becomes.name}  # type: ignore[union-attr]
        assert witnessed(PERMITS, silent) == PERMITS.witnesses

    def test_without_one_column_of_a_list_says_nothing_of_the_list(self) -> None:
        silent = silent_on(PERMITS, without("c2"))
        assert unsaid_columns(PERMITS, silent) == {"c2"}
        assert PERMITS.parts[0].fact.name in unsaid(PERMITS, silent)

    def test_without_a_step_is_no_witness_of_it(self) -> None:
        silent = silent_on(PERMITS, without("delivered"))
        assert "delivery" not in witnessed(PERMITS, silent)
        assert unsaid(PERMITS, silent) == frozenset()

    @pytest.mark.parametrize("table", [t for t in catalogue().tables.values() if t.becomes is not None], ids=str)
    def test_that_is_silent_on_everything_still_fits_the_column(self, table: Table) -> None:
        longest = Case._meta.get_field("silent_on").max_length or 0
        assert len(silent_on(table, {})) <= longest


@pytest.mark.django_db
class TestACaseOfSuchASheet:
    def test_has_no_list_of_officers(self) -> None:
        take_in([replace(imported(), values=without("c2"))])
        assert officers() is None

    def test_still_has_none_where_a_later_sheet_lacks_the_column_too(self) -> None:
        take_in([replace(imported(), values=without("c2"))])
        correct(replace(imported(), values={**without("c2"), "fine": 7}))
        assert officers() is None

    def test_has_one_once_a_later_sheet_has_the_column(self) -> None:
        take_in([replace(imported(), values=without("c2"))])
        correct(imported())
        assert officers() == ("ZF01", "ZF02")
        assert Case.objects.get().silent_on == ""


def correct(row: Imported) -> None:
    load = load_of("b" * 64)
    found = replay(load=load, table=PERMITS, rows=[row], by=CLERK, at=NOW, given=GIVEN)
    amend(load=load, table=PERMITS, differing=found.differing, by=CLERK, at=NOW, given=GIVEN)
