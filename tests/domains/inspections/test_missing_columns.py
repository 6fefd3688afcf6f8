"""A sheet without a column, or a district without a register: what rests on it is unknown, in both readings."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.domains.book import type_cell
from tests.domains.inspections.sheet import LAWFUL, read, world
from tests.engine.conformance.case import Case, Reading, World, folded, scanned
from yifa.domains.inspections.ledger import CHECK_RESULTS
from yifa.kernel.projection import acts_of
from yifa.kernel.silence import silent_on, unsaid, witnessed

ONE_OFFICER, CERTIFICATE, OFF_LIST = (
    "inspection.one_officer",
    "officer.certificate_invalid",
    "inspection.item_not_on_list",
)


def reading(cells: Mapping[str, type_cell], *without: str, given: World | None = None) -> Reading:
    """What both readings say of a row whose sheet lacks these columns; they must agree."""
    row = {**LAWFUL, **cells}
    values = {column: read(column, cell) for column, cell in row.items() if column not in without}
    silent = silent_on(CHECK_RESULTS, values)
    source = f"check_results {silent}".rstrip()
    given = replace(
        given or world(),
        witnessed={source: witnessed(CHECK_RESULTS, silent)},
        unsaid={source: unsaid(CHECK_RESULTS, silent)},
    )
    cases = [Case(acts_of(CHECK_RESULTS, values, on_registered=date(2023, 1, 5), year=2022), source)]
    one, other = folded(cases, given), scanned(cases, given)
    assert one == other
    return one[0]


def value(code: str, cells: Mapping[str, type_cell], *without: str, given: World | None = None) -> str:
    return reading(cells, *without, given=given)[code][0]


class TestOfficersColumns:
    @pytest.mark.parametrize("without", [("c1", "c2"), ("c1",), ("c2",)])
    def test_that_are_not_all_there_leave_their_number_unknown(self, without: tuple[str, ...]) -> None:
        assert value(ONE_OFFICER, {}, *without) == "unknown"

    def test_that_are_not_all_there_leave_the_certificates_unknown(self) -> None:
        assert value(CERTIFICATE, {"c1": "ZF-old"}, "c2") == "unknown"

    @pytest.mark.parametrize(("second", "found"), [(None, "broken"), ("ZF01", "broken"), ("ZF02", "kept")])
    def test_that_are_there_are_judged_by_their_cells(self, second: type_cell, found: str) -> None:
        assert value(ONE_OFFICER, {"c2": second}) == found


class TestReasonColumn:
    def test_that_is_not_there_leaves_an_item_off_the_list_unknown(self) -> None:
        assert value(OFF_LIST, {"item": "CC9"}, "reason") == "unknown"

    def test_that_is_not_there_says_nothing_against_an_item_on_the_list(self) -> None:
        assert not reading({}, "reason")[OFF_LIST][2]

    @pytest.mark.parametrize(("reason", "found"), [(None, "broken"), ("举报", "kept")])
    def test_that_is_there_is_judged_by_its_cell(self, reason: type_cell, found: str) -> None:
        assert value(OFF_LIST, {"item": "CC9", "reason": reason}) == found


class TestItemColumn:
    def test_that_is_not_there_leaves_the_list_unknown(self) -> None:
        assert value(OFF_LIST, {}, "item") == "unknown"


class TestRegisters:
    def test_without_the_item_list_nothing_is_off_it(self) -> None:
        without = replace(world(), registers={"officers": world().registers["officers"]})
        assert value(OFF_LIST, {"item": "CC9"}, given=without) == "unknown"

    def test_without_the_officers_no_certificate_is_invalid(self) -> None:
        without = replace(world(), registers={"check_items": world().registers["check_items"]})
        assert value(CERTIFICATE, {"c1": "ZF404"}, given=without) == "unknown"

    def test_that_are_loaded_and_lack_the_entry_say_that_there_is_none(self) -> None:
        assert value(CERTIFICATE, {"c1": "ZF404"}) == "broken"
        assert value(OFF_LIST, {"item": "CC9"}) == "broken"
