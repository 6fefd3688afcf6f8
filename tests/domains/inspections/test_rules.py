"""双随机、一公开: every rule of ledger 10, at its limit, before it and after it; each row read by fold and by scan."""

from dataclasses import replace

import pytest

from tests.domains.book import PARAMETERS, type_cell
from tests.domains.inspections.sheet import OTHER_CODE, case, dated, detail, listed, of_row, readings, world
from tests.engine.conformance.case import folded, scanned
from yifa.domains.inspections.procedure import INSPECTION
from yifa.law.explain import unset

WITHOUT = {name: value for name, value in PARAMETERS.items() if not name.startswith("inspection.")}


class TestLawfulRow:
    def test_has_no_fault(self) -> None:
        assert of_row() == set()

    def test_keeps_every_rule(self) -> None:
        assert {value for value, _, _ in readings({})[0].values()} == {"kept"}


class TestPublication:
    @pytest.mark.parametrize(
        ("published", "late"), [("2022-07-05", False), ("2022-07-06", False), ("2022-07-07", True)]
    )
    def test_is_in_time_up_to_the_twentieth_working_day(self, published: str, late: bool) -> None:  # noqa: FBT001 - pytest's
        assert (of_row(published=published) == {"inspection.publish_late"}) is late

    def test_shows_how_it_was_counted(self) -> None:
        assert detail("inspection.publish_late", {"published": "2022-07-07"}) == {
            "start": "2022-06-08",
            "end": "2022-07-07",
            "used": 21,
            "limit": 20,
            "unit": "workday",
            "late": 1,
        }

    def test_that_is_blank_is_not_looked_for(self) -> None:
        assert of_row(published=None) == set()

    def test_of_an_inspection_without_a_day_is_not_counted(self) -> None:
        assert of_row(date=None, published="2022-12-30") == set()

    @pytest.mark.parametrize(("days", "late"), [(4, True), (5, False), (6, False)])
    def test_goes_by_the_number_of_the_district(self, days: int, late: bool) -> None:  # noqa: FBT001 - pytest's
        given = world({**PARAMETERS, "inspection.publish": days})
        assert (of_row(given) == {"inspection.publish_late"}) is late


class TestOfficers:
    @pytest.mark.parametrize("cells", [{"c2": None}, {"c1": None}, {"c2": "ZF01"}])
    def test_fewer_than_two_are_too_few(self, cells: dict[str, type_cell]) -> None:
        assert of_row(**cells) == {"inspection.one_officer"}
        assert detail("inspection.one_officer", cells) == {"officers": 1}

    def test_none_at_all_are_too_few(self) -> None:
        assert of_row(c1=None, c2=None) == {"inspection.one_officer"}

    def test_are_counted_against_the_number_of_the_district(self) -> None:
        assert of_row(world({**PARAMETERS, "inspection.officers_min": 3})) == {"inspection.one_officer"}
        assert of_row(world({**PARAMETERS, "inspection.officers_min": 1}), c2=None) == set()


class TestCertificate:
    @pytest.mark.parametrize(
        ("certificate", "on", "why"),
        [
            ("ZF-new", "2022-06-07", "not_yet"),
            ("ZF-old", "2022-06-09", "expired"),
            ("ZF-gone", "2022-06-08", "cancelled"),
            ("ZF-gone", "2022-06-09", "cancelled"),
            ("ZF-nobody", "2022-06-08", "unknown"),
        ],
    )
    def test_that_does_not_cover_the_day_is_a_fault(self, certificate: str, on: str, why: str) -> None:
        row = {"c2": certificate, "date": on, "task": None, "published": None}
        assert of_row(**row) == {"officer.certificate_invalid"}
        assert detail("officer.certificate_invalid", row) == {"certificate": certificate, "why": why, "on": on}

    @pytest.mark.parametrize(
        ("certificate", "on"), [("ZF-new", "2022-06-08"), ("ZF-old", "2022-06-08"), ("ZF-gone", "2022-06-07")]
    )
    def test_covers_its_first_and_last_day_but_not_that_of_its_cancellation(self, certificate: str, on: str) -> None:
        assert of_row(c2=certificate, date=on, task=None, published=None) == set()

    def test_of_both_officers_invalid_is_one_fault_that_names_the_first(self) -> None:
        row = {"c1": "ZF-old", "c2": "ZF-nobody", "date": "2022-06-09"}
        assert of_row(**row) == {"officer.certificate_invalid"}
        assert detail("officer.certificate_invalid", row)["certificate"] == "ZF-old"

    def test_is_not_judged_without_a_day(self) -> None:
        assert of_row(c2="ZF-nobody", date=None) == set()


class TestItem:
    def test_off_the_list_without_a_reason_is_a_fault(self) -> None:
        assert of_row(item="CC9479") == {"inspection.item_not_on_list"}
        assert detail("inspection.item_not_on_list", {"item": "CC9479"}) == {"item": "CC9479"}

    def test_off_the_list_with_a_reason_is_lawful(self) -> None:
        assert of_row(item="CC9479", reason="投诉举报核查,经批准") == set()

    def test_on_the_list_needs_no_reason(self) -> None:
        assert of_row(item="CC0002") == set()

    def test_that_is_not_stated_is_not_judged(self) -> None:
        assert of_row(item=None) == set()


class TestDraw:
    @pytest.mark.parametrize(("on", "early"), [("2022-05-31", True), ("2022-06-01", False), ("2022-06-02", False)])
    def test_comes_no_later_than_the_inspection(self, on: str, early: bool) -> None:  # noqa: FBT001 - pytest's
        assert (of_row(date=on) == {"inspection.before_draw"}) is early

    def test_of_its_own_task_decides(self) -> None:
        assert of_row(date="2022-06-07", task="RW-2") == {"inspection.before_draw"}
        assert detail("inspection.before_draw", {"date": "2022-06-07", "task": "RW-2"}) == {
            "drawn": "2022-06-08",
            "inspected": "2022-06-07",
        }

    @pytest.mark.parametrize("cells", [{"task": "RW-99"}, {"task": None}, {"date": None}])
    def test_that_is_not_on_record_is_not_judged_in_a_ledger(self, cells: dict[str, type_cell]) -> None:
        assert of_row(**{"date": "2022-01-04", "published": None, **cells}) == set()


class TestYearlyCap:
    def test_of_class_a_lets_one_inspection_pass(self) -> None:
        assert listed(*dated(["2022-06-08", "2022-06-09"], risk="A")) == [set(), {"inspection.over_cap"}]

    def test_of_class_b_lets_two_pass_and_lists_each_one_more(self) -> None:
        found = listed(*dated(["2022-06-08", "2022-06-09", "2022-06-10", "2022-06-13"]))
        assert found == [set(), set(), {"inspection.over_cap"}, {"inspection.over_cap"}]

    def test_is_told_with_the_place_of_the_inspection(self) -> None:
        rows = dated(["2022-06-08", "2022-06-09", "2022-06-10"])
        assert detail("inspection.over_cap", *rows) == {"code": "91990101100125601F", "nth": 3, "cap": 2}

    def test_counts_by_the_day_and_not_by_the_row(self) -> None:
        assert listed(*dated(["2022-06-09", "2022-06-08"], risk="A")) == [{"inspection.over_cap"}, set()]

    def test_counts_rows_of_one_day_in_the_order_of_the_sheet(self) -> None:
        found = listed(*dated(["2022-06-08", "2022-06-08", "2022-06-08"], risk="A"))
        assert found == [set(), {"inspection.over_cap"}, {"inspection.over_cap"}]

    def test_is_that_of_the_class_at_each_draw(self) -> None:
        first, second = dated(["2022-06-08", "2022-06-09"])
        assert listed(first, {**second, "risk": "A"}) == [set(), {"inspection.over_cap"}]
        assert listed({**first, "risk": "A"}, second) == [set(), set()]

    def test_is_none_for_class_d_whose_inspections_still_count(self) -> None:
        days = ["2022-06-08", "2022-06-09", "2022-06-10"]
        assert listed(*dated(days, risk="D")) == [set()] * 3
        first, second = dated(days[:2])
        assert listed({**first, "risk": "D"}, {**second, "risk": "A"}) == [set(), {"inspection.over_cap"}]

    def test_is_not_known_without_a_class(self) -> None:
        found = readings(*dated(["2022-06-08", "2022-06-09"], risk=None))
        assert [reading["inspection.over_cap"][0] for reading in found] == ["unknown", "unknown"]

    def test_counts_each_object_for_itself(self) -> None:
        first, second = dated(["2022-06-08", "2022-06-09"], risk="A")
        assert listed(first, {**second, "code": OTHER_CODE}) == [set(), set()]

    def test_counts_nobody_whose_code_is_blank(self) -> None:
        assert listed(*dated(["2022-06-08", "2022-06-09"], risk="A", code=None)) == [set(), set()]

    @pytest.mark.parametrize("other", ["2021-12-31", "2023-01-01", None])
    def test_counts_no_inspection_of_another_year(self, other: str | None) -> None:
        elsewhen: dict[str, type_cell] = {"no": "JC-9", "date": other, "published": None, "risk": "A", "task": None}
        rows = [*dated(["2022-06-08"], risk="A"), elsewhen]
        assert listed(*rows) == [set(), set()]

    @pytest.mark.parametrize("edge", ["2022-01-01", "2022-12-31"])
    def test_counts_the_first_and_the_last_day_of_the_year(self, edge: str) -> None:
        rows = dated(["2022-06-08", edge], risk="A", task=None)
        assert sorted(map(len, listed(*rows))) == [0, 1]


class TestWithoutLocalRules:
    def test_is_silent_on_all_of_them(self) -> None:
        row: dict[str, type_cell] = {
            "c1": "ZF-nobody",
            "c2": None,
            "item": "CC9479",
            "date": "2022-01-04",
            "published": "2022-12-30",
            "risk": "A",
        }
        found = readings(row, {**row, "no": "JC-2"}, given=world(WITHOUT))
        assert [{value for value, _, _ in reading.values()} for reading in found] == [{"unknown"}, {"unknown"}]

    @pytest.mark.parametrize(
        ("parameter", "cells"),
        [
            ("inspection.item_on_list", {"item": "CC9479"}),
            ("inspection.draw_first", {"date": "2022-01-04", "published": None}),
            ("inspection.officers_min", {"c1": "ZF-nobody", "c2": None}),
        ],
    )
    def test_is_silent_where_the_gate_is_open(self, parameter: str, cells: dict[str, type_cell]) -> None:
        assert of_row(**cells) != set()
        assert of_row(world({**PARAMETERS, parameter: False}), **cells) == set()

    def test_says_which_parameter_is_not_set(self) -> None:
        rules = {rule.code: rule for rule in INSPECTION.rules}
        assert [p.name for p in unset(rules["inspection.over_cap"], WITHOUT)] == ["inspection.yearly_cap"]
        assert [p.name for p in unset(rules["inspection.item_not_on_list"], WITHOUT)] == ["inspection.item_on_list"]
        assert unset(rules["inspection.over_cap"], PARAMETERS) == ()


class TestTrigger:
    def test_takes_a_live_inspection_out_of_draw_and_cap(self) -> None:
        first, second = (case(row) for row in dated(["2022-05-30", "2022-06-09"], risk="A"))
        registered = replace(first.acts[0], facts={**first.acts[0].facts, "trigger": "投诉举报"})
        triggered = replace(first, acts=(registered, *first.acts[1:]))
        one, other = folded([triggered, second], world()), scanned([triggered, second], world())
        assert one == other
        assert [{code for code, told in reading.items() if told[2]} for reading in one] == [set(), set()]
