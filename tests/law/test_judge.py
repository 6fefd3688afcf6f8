"""Judging: every kind of rule says kept, broken, outstanding or unknown, and says unknown rather than guess."""

from dataclasses import replace
from datetime import date

import pytest

from tests.law.sample import FINE, GUESTS, LARGE, OFFICERS, OPINION, STATUTE, act, judged, lantern
from yifa.law.act import Act, Kind, done, started
from yifa.law.certificate import invalid_because
from yifa.law.condition import Depending, Known, Parameter, all_of, at_least, at_most, equals
from yifa.law.fact import Fact, Type
from yifa.law.fact import Value as Stated
from yifa.law.fold import Given
from yifa.law.judge import Value
from yifa.law.procedure import (
    AtLeast,
    By,
    Cap,
    Certified,
    Deemed,
    Extension,
    Gate,
    Must,
    Officers,
    Pause,
    Proviso,
    Role,
    Within,
    Word,
)
from yifa.law.term import Days, Hours, Promptly, WorkingDays

HEAD = Role("head", "机关负责人")
HEARING = Pause("hearing", "听证", STATUTE.art(10))
YEAR = Fact("year", "年度", Type.INTEGER)
BY_PARAMETER = Parameter("lantern.by", "公布日期")
FILING = Parameter("lantern.filing", "备案日数")
WITHIN = Within(WorkingDays(5), done("application"), STATUTE.art(8), "r")
LARGE_ONLY = equals(LARGE, value=True)
SMALL = Proviso(equals(LARGE, value=False), STATUTE.art(11), "小型灯会")

APPLIED = act("application", "2022-06-06")
ON_THE_FIFTH, ON_THE_SIXTH = act("decision", "2022-06-13"), act("decision", "2022-06-14")


def value(word: Word, *acts: Act, as_of: str = "2022-12-31", given: Given | None = None) -> Value:
    """What becomes of this one rule of the decision."""
    code = word.absent if isinstance(word, Gate) else word.code
    return judged(lantern(review=(), decision=(word,)), *acts, as_of=as_of, given=given)[code].value


def witnessing(*steps: str) -> Given:
    return Given(witnessed=frozenset(steps))


def setting(**parameters: object) -> Given:
    return Given(parameters={f"lantern.{name}": said for name, said in parameters.items()})


class TestMaximum:
    @pytest.mark.parametrize(
        ("day", "found"), [("2022-06-10", Value.KEPT), ("2022-06-13", Value.KEPT), ("2022-06-14", Value.BROKEN)]
    )
    def test_is_broken_after_its_last_day(self, day: str, found: Value) -> None:
        assert value(WITHIN, APPLIED, act("decision", day)) is found

    @pytest.mark.parametrize(
        ("as_of", "found"),
        [("2022-06-12", Value.KEPT), ("2022-06-13", Value.KEPT), ("2022-06-14", Value.OUTSTANDING)],
    )
    def test_is_outstanding_where_nothing_was_done_when_it_ran_out(self, as_of: str, found: Value) -> None:
        assert value(WITHIN, APPLIED, as_of=as_of) is found

    def test_is_unknown_where_its_start_is_not_on_record(self) -> None:
        assert value(WITHIN, ON_THE_SIXTH) is Value.UNKNOWN

    def test_is_unknown_where_the_source_says_nothing_of_the_step(self) -> None:
        assert value(WITHIN, APPLIED, given=witnessing("application")) is Value.UNKNOWN
        assert value(WITHIN, APPLIED, given=witnessing("application", "decision")) is Value.OUTSTANDING

    def test_is_unknown_where_a_holiday_notice_is_missing(self) -> None:
        assert value(WITHIN, act("application", "2026-12-30"), as_of="2027-06-01") is Value.UNKNOWN
        assert value(WITHIN, act("application", "2026-12-30"), act("decision", "2027-01-20")) is Value.UNKNOWN

    def test_is_kept_by_what_settles_it(self) -> None:
        settled = replace(WITHIN, settled_by=("review",))
        assert value(settled, APPLIED, act("review", "2022-06-07")) is Value.KEPT
        assert value(settled, APPLIED) is Value.OUTSTANDING

    def test_settled_but_done_late_is_broken_all_the_same(self) -> None:
        settled = replace(WITHIN, settled_by=("review",))
        assert value(settled, APPLIED, act("review", "2022-06-07"), ON_THE_SIXTH) is Value.BROKEN

    @pytest.mark.parametrize(("days", "found"), [(5, Value.BROKEN), (6, Value.KEPT), (None, Value.UNKNOWN)])
    def test_of_a_parameter_follows_the_district(self, days: int | None, found: Value) -> None:
        assert (
            value(replace(WITHIN, term=WorkingDays(FILING)), APPLIED, ON_THE_SIXTH, given=setting(filing=days)) is found
        )

    @pytest.mark.parametrize(("guests", "found"), [(5, Value.BROKEN), (6, Value.KEPT), (None, Value.UNKNOWN)])
    def test_of_a_fact_follows_the_record(self, guests: int | None, found: Value) -> None:
        promised = replace(WITHIN, term=WorkingDays(GUESTS))
        assert value(promised, APPLIED, replace(ON_THE_SIXTH, facts={"guests": guests})) is found

    def test_in_hours_is_unknown_where_only_days_are_recorded(self) -> None:
        hours = replace(WITHIN, term=Hours(24))
        assert value(hours, APPLIED, act("decision", "2022-06-30")) is Value.UNKNOWN

    @pytest.mark.parametrize(
        ("as_of", "found"),
        [
            ("2022-06-07", Value.KEPT),
            ("2022-06-08", Value.OUTSTANDING),
            ("2022-06-09", Value.OUTSTANDING),
        ],
    )
    def test_in_hours_is_outstanding_when_the_latest_moment_has_passed(self, as_of: str, found: Value) -> None:
        begun = act("application", "2022-06-06", at="23:59")
        assert value(replace(WITHIN, term=Hours(24)), begun, as_of=as_of) is found

    def test_may_begin_with_a_beginning(self) -> None:
        begun = replace(WITHIN, since=started("review"))
        acts = (act("review", "2022-06-06", Kind.STARTED), act("review", "2022-06-10"))
        assert value(begun, *acts, ON_THE_FIFTH) is Value.KEPT
        assert value(begun, *acts, ON_THE_SIXTH) is Value.BROKEN


class TestPromptDuty:
    PROMPT = replace(WITHIN, term=Promptly())

    def test_is_kept_whenever_it_was_done(self) -> None:
        assert value(self.PROMPT, APPLIED, act("decision", "2023-06-13")) is Value.KEPT

    @pytest.mark.parametrize(("as_of", "found"), [("2022-06-05", Value.KEPT), ("2022-06-06", Value.OUTSTANDING)])
    def test_is_outstanding_from_the_event_on(self, as_of: str, found: Value) -> None:
        assert value(self.PROMPT, APPLIED, as_of=as_of) is found


class TestExtensionGranted:
    BY_NUMBER = replace(WITHIN, extension=Extension(STATUTE.art(8), HEAD, by=3))
    TO_A_DAY = replace(WITHIN, extension=Extension(STATUTE.art(8), HEAD))

    @pytest.mark.parametrize(("day", "found"), [("2022-06-16", Value.KEPT), ("2022-06-17", Value.BROKEN)])
    def test_by_a_number_adds_it(self, day: str, found: Value) -> None:
        granted = act("decision", "2022-06-10", Kind.EXTENDED)
        assert value(self.BY_NUMBER, APPLIED, granted, act("decision", day)) is found

    @pytest.mark.parametrize(("day", "found"), [("2022-06-24", Value.KEPT), ("2022-06-25", Value.BROKEN)])
    def test_to_a_day_lasts_until_that_day(self, day: str, found: Value) -> None:
        granted = act("decision", "2022-06-10", Kind.EXTENDED, until="2022-06-24")
        assert value(self.TO_A_DAY, APPLIED, granted, act("decision", day)) is found

    def test_twice_lasts_until_the_later_day(self) -> None:
        granted = [act("decision", "2022-06-10", Kind.EXTENDED, until=day) for day in ("2022-06-24", "2022-06-20")]
        assert value(self.TO_A_DAY, APPLIED, *granted, act("decision", "2022-06-24")) is Value.KEPT

    def test_means_nothing_where_the_law_knows_none(self) -> None:
        granted = act("decision", "2022-06-10", Kind.EXTENDED, until="2022-06-24")
        assert value(WITHIN, APPLIED, granted, ON_THE_SIXTH) is Value.BROKEN

    def test_of_another_step_means_nothing_here(self) -> None:
        granted = act("review", "2022-06-10", Kind.EXTENDED, until="2022-06-24")
        assert value(self.TO_A_DAY, APPLIED, granted, ON_THE_SIXTH) is Value.BROKEN


class TestPausedClock:
    PAUSED = replace(WITHIN, pauses=(HEARING,))

    def pause(self, first: str, last: str = "") -> tuple[Act, ...]:
        begun = (act("hearing", first, Kind.SUSPENDED),)
        return (*begun, act("hearing", last, Kind.RESUMED)) if last else begun

    @pytest.mark.parametrize(("day", "found"), [("2022-06-15", Value.KEPT), ("2022-06-16", Value.BROKEN)])
    def test_goes_on_where_it_stopped(self, day: str, found: Value) -> None:
        assert value(self.PAUSED, APPLIED, *self.pause("2022-06-07", "2022-06-09"), act("decision", day)) is found

    def test_owes_nothing_while_it_stands_still(self) -> None:
        assert value(self.PAUSED, APPLIED, *self.pause("2022-06-07")) is Value.KEPT

    def test_leaves_it_unknown_where_the_end_of_the_pause_is_not_on_record(self) -> None:
        assert value(self.PAUSED, APPLIED, *self.pause("2022-06-07"), ON_THE_SIXTH) is Value.UNKNOWN

    def test_runs_on_where_the_law_knows_no_such_pause(self) -> None:
        assert value(WITHIN, APPLIED, *self.pause("2022-06-07", "2022-06-09"), ON_THE_SIXTH) is Value.BROKEN


class TestMinimumRule:
    LEAST = AtLeast(Days(30), done("application"), STATUTE.art(8), "r")

    @pytest.mark.parametrize(
        ("day", "found"), [("2022-07-05", Value.BROKEN), ("2022-07-06", Value.KEPT), ("2022-07-07", Value.KEPT)]
    )
    def test_is_kept_once_its_last_day_has_passed(self, day: str, found: Value) -> None:
        assert value(self.LEAST, APPLIED, act("decision", day)) is found

    def test_is_kept_while_nothing_was_done(self) -> None:
        assert value(self.LEAST, APPLIED, as_of="2022-12-31") is Value.KEPT

    def test_is_unknown_where_its_start_is_not_on_record(self) -> None:
        assert value(self.LEAST, act("decision", "2022-07-05")) is Value.UNKNOWN

    def test_is_broken_by_what_was_done_before_it_began(self) -> None:
        assert value(self.LEAST, APPLIED, act("decision", "2022-06-01")) is Value.BROKEN

    @pytest.mark.parametrize(("days", "found"), [(24, Value.KEPT), (25, Value.BROKEN), (None, Value.UNKNOWN)])
    def test_of_a_parameter_follows_the_district(self, days: int | None, found: Value) -> None:
        local = replace(self.LEAST, term=Days(FILING))
        assert value(local, APPLIED, act("decision", "2022-06-30"), given=setting(filing=days)) is found


class TestFixedDate:
    RULE = By((4, 30), YEAR, STATUTE.art(8), "r")
    LOCAL = By(BY_PARAMETER, YEAR, STATUTE.art(8), "r")

    @pytest.mark.parametrize(
        ("day", "found"), [("2022-04-29", Value.KEPT), ("2022-04-30", Value.KEPT), ("2022-05-01", Value.BROKEN)]
    )
    def test_is_kept_on_the_day_itself(self, day: str, found: Value) -> None:
        assert value(self.RULE, act("decision", day, year=2022)) is found

    @pytest.mark.parametrize(("as_of", "found"), [("2022-04-30", Value.KEPT), ("2022-05-01", Value.OUTSTANDING)])
    def test_is_outstanding_on_the_day_after(self, as_of: str, found: Value) -> None:
        assert value(self.RULE, act("application", "2022-01-04", year=2022), as_of=as_of) is found

    def test_owes_nothing_after_the_end_of_the_case(self) -> None:
        assert value(self.RULE, act("application", "2022-01-04", Kind.WITHDRAWN, year=2022)) is Value.KEPT

    @pytest.mark.parametrize(
        ("set_to", "found"),
        [("04-30", Value.BROKEN), ("05-31", Value.KEPT), (None, Value.UNKNOWN), (430, Value.UNKNOWN)],
    )
    def test_follows_the_district(self, set_to: object, found: Value) -> None:
        assert value(self.LOCAL, act("decision", "2022-05-01", year=2022), given=setting(by=set_to)) is found

    def test_is_unknown_where_the_year_is_not_stated(self) -> None:
        assert value(self.RULE, act("decision", "2022-05-01")) is Value.UNKNOWN

    def test_is_unknown_where_the_source_says_nothing_of_the_step(self) -> None:
        registered = act("", "2022-01-04", Kind.REGISTERED, year=2022)
        assert value(self.RULE, registered, given=witnessing("application")) is Value.UNKNOWN

    def test_says_how_late(self) -> None:
        found = judged(lantern(decision=(self.RULE,)), act("decision", "2022-05-05", year=2022))["r"]
        assert found.detail == {"due": "2022-04-30", "end": "2022-05-05", "late": 5}


class TestGate:
    ABSENT, LATER = "lantern.no_review", "lantern.decided_first"

    def found(self, *acts: Act, given: Given | None = None, gate: Gate | None = None) -> set[tuple[str, Value]]:
        procedure = lantern() if gate is None else lantern(review=(gate,))
        all_found = judged(procedure, *acts, given=given)
        return {(code, verdict.value) for code, verdict in all_found.items() if code != "lantern.decide_late"}

    def test_is_kept_while_what_it_bars_is_not_done(self) -> None:
        assert self.found(act("review", "2022-06-06")) == {(self.ABSENT, Value.KEPT), (self.LATER, Value.KEPT)}

    def test_is_broken_where_the_step_is_absent(self) -> None:
        assert self.found(ON_THE_FIFTH) == {(self.ABSENT, Value.BROKEN), (self.LATER, Value.KEPT)}

    @pytest.mark.parametrize(
        ("day", "found"), [("2022-06-10", Value.KEPT), ("2022-06-13", Value.KEPT), ("2022-06-14", Value.BROKEN)]
    )
    def test_is_broken_where_the_step_came_later(self, day: str, found: Value) -> None:
        reviewed = act("review", day, opinion="合格")
        assert self.found(reviewed, ON_THE_FIFTH) == {(self.ABSENT, Value.KEPT), (self.LATER, found)}

    @pytest.mark.parametrize(
        ("opinion", "found"), [("合格", Value.KEPT), ("不合格", Value.BROKEN), (None, Value.UNKNOWN)]
    )
    def test_asks_for_what_the_step_must_have_found(self, opinion: str | None, found: Value) -> None:
        reviewed = act("review", "2022-06-10", opinion=opinion)
        assert self.found(reviewed, ON_THE_FIFTH) == {(self.ABSENT, found), (self.LATER, Value.KEPT)}

    def test_is_unknown_where_the_source_says_nothing_of_the_step(self) -> None:
        found = self.found(ON_THE_FIFTH, given=witnessing("decision"))
        assert found == {(self.ABSENT, Value.UNKNOWN), (self.LATER, Value.UNKNOWN)}

    def test_with_one_code_is_broken_in_either_way(self) -> None:
        one = Gate("decision", STATUTE.art(6), absent="one", later="one")
        for reviewed in ((), (act("review", "2022-06-14"),)):
            assert self.found(*reviewed, ON_THE_FIFTH, gate=one) == {("one", Value.BROKEN)}


class TestOfficers:
    RULE = Officers(2, STATUTE.art(12), "r")
    OTHER = Certified(STATUTE.art(12), "c")

    def found(self, word: Word, *certificates: str, entries: dict[str, dict[str, Stated]] | None = None) -> Value:
        procedure = lantern(review=(), decision=(word,), officers=OFFICERS, certificates="officers")
        given = Given(lookup=lambda register, key: (entries or {}).get(key) if register == "officers" else None)
        acts = act("decision", "2022-06-13", officers=certificates)
        return next(iter(judged(procedure, acts, given=given).values())).value

    @pytest.mark.parametrize(
        ("certificates", "found"),
        [((), Value.BROKEN), (("A",), Value.BROKEN), (("A", "B"), Value.KEPT), (("A", "B", "C"), Value.KEPT)],
    )
    def test_must_be_two(self, certificates: tuple[str, ...], found: Value) -> None:
        assert self.found(self.RULE, *certificates) is found

    def test_are_counted_as_persons_not_as_entries(self) -> None:
        assert self.found(self.RULE, "A", "A") is Value.BROKEN

    def test_are_unknown_where_nothing_is_stated(self) -> None:
        assert value(self.RULE, ON_THE_FIFTH) is Value.UNKNOWN

    @pytest.mark.parametrize(
        ("entry", "why"),
        [
            ({}, None),
            ({"valid_from": date(2022, 6, 12), "valid_to": date(2022, 6, 14)}, None),
            ({"valid_from": date(2022, 6, 13)}, None),
            ({"valid_from": date(2022, 6, 14)}, "not_yet"),
            ({"valid_to": date(2022, 6, 13)}, None),
            ({"valid_to": date(2022, 6, 12)}, "expired"),
            ({"cancelled": date(2022, 6, 14)}, None),
            ({"cancelled": date(2022, 6, 13)}, "cancelled"),
            ({"valid_to": date(2022, 6, 12), "cancelled": date(2022, 6, 10)}, "expired"),
        ],
    )
    def test_hold_certificates_valid_on_the_day(self, entry: dict[str, Stated], why: str | None) -> None:
        assert invalid_because(entry, date(2022, 6, 13)) == why
        expected = Value.KEPT if why is None else Value.BROKEN
        assert self.found(self.OTHER, "A", entries={"A": entry}) is expected

    def test_without_an_entry_hold_no_certificate(self) -> None:
        assert invalid_because(None, date(2022, 6, 13)) == "unknown"
        assert self.found(self.OTHER, "A", "B", entries={"A": {}}) is Value.BROKEN

    def test_are_not_judged_where_the_day_or_the_numbers_are_missing(self) -> None:
        assert self.found(self.OTHER) is Value.UNKNOWN
        assert value(self.OTHER, APPLIED) is Value.UNKNOWN


class TestMust:
    @pytest.mark.parametrize(("guests", "found"), [(500, Value.KEPT), (501, Value.BROKEN), (None, Value.UNKNOWN)])
    def test_is_judged_by_the_facts(self, guests: int | None, found: Value) -> None:
        rule = Must(at_most(GUESTS, 500), STATUTE.art(13), "r")
        assert value(rule, act("decision", "2022-06-13", guests=guests)) is found

    def test_says_what_was_stated_and_by_how_much_it_was_over_in_yuan(self) -> None:
        limit = Depending(OPINION, (("甲", 200_00), ("乙", 3000_00)))
        rule = Must(at_most(FINE, limit), STATUTE.art(13), "r")
        found = judged(lantern(decision=(rule,)), act("decision", "2022-06-13", opinion="乙", fine=5000_50))["r"]
        assert found.detail == {"fine": 5000.5, "limit": 3000, "unit": "yuan", "over": 2000.5}

    def test_of_several_conditions_has_no_single_number_to_show(self) -> None:
        rule = Must(all_of(Known(OPINION), at_least(GUESTS, 1)), STATUTE.art(13), "r")
        found = judged(lantern(decision=(rule,)), act("decision", "2022-06-13", guests=0, opinion="甲"))["r"]
        assert (found.value, found.detail) == (Value.BROKEN, {})


class TestCap:
    @pytest.mark.parametrize(("times", "found"), [(0, Value.KEPT), (1, Value.KEPT), (2, Value.BROKEN)])
    def test_counts_how_often_a_step_was_done(self, times: int, found: Value) -> None:
        acts = [act("decision", day) for day in ("2022-06-13", "2022-06-20")[:times]]
        assert value(Cap(1, STATUTE.art(14), "r"), *acts) is found

    def test_names_the_first_and_the_one_too_many(self) -> None:
        acts = [act("decision", day) for day in ("2022-06-20", "2022-06-13", "2022-06-27")]
        found = judged(lantern(decision=(Cap(2, STATUTE.art(14), "r"),)), *acts)["r"]
        assert found.detail == {"first": "2022-06-13", "second": "2022-06-27"}


class TestApplication:
    @pytest.mark.parametrize(("large", "found"), [(True, Value.BROKEN), (False, Value.KEPT), (None, Value.UNKNOWN)])
    def test_of_a_rule_hangs_on_its_condition(self, *, large: bool | None, found: Value) -> None:
        rule = replace(WITHIN, if_=LARGE_ONLY)
        assert value(rule, APPLIED, replace(ON_THE_SIXTH, facts={"large": large})) is found

    @pytest.mark.parametrize(("large", "found"), [(True, Value.BROKEN), (False, Value.KEPT), (None, Value.BROKEN)])
    def test_of_a_proviso_must_be_shown(self, *, large: bool | None, found: Value) -> None:
        rule = replace(WITHIN, unless=SMALL)
        assert value(rule, APPLIED, replace(ON_THE_SIXTH, facts={"large": large})) is found

    def test_of_a_proviso_goes_before_an_unknown_condition(self) -> None:
        rule = replace(WITHIN, if_=Known(GUESTS), unless=SMALL)
        assert value(rule, APPLIED, replace(ON_THE_SIXTH, facts={"large": False})) is Value.KEPT


class TestYielding:
    SHORTER = replace(WITHIN, term=WorkingDays(3), code="promise", yields_to="r")

    def found(self, day: str) -> tuple[Value, Value]:
        all_found = judged(lantern(decision=(WITHIN, self.SHORTER)), APPLIED, act("decision", day))
        return all_found["r"].value, all_found["promise"].value

    def test_is_silent_only_where_the_other_rule_speaks(self) -> None:
        assert self.found("2022-06-09") == (Value.KEPT, Value.KEPT)
        assert self.found("2022-06-10") == (Value.KEPT, Value.BROKEN)
        assert self.found("2022-06-14") == (Value.BROKEN, Value.KEPT)


class TestDeemedEvent:
    SILENT = replace(WITHIN, deemed=Deemed("decision", done("application"), STATUTE.art(8)))

    def test_takes_place_on_the_day_that_the_statute_names(self) -> None:
        assert judged(lantern(decision=(self.SILENT,)), APPLIED, as_of="2022-06-14")["r"].value is Value.KEPT
        assert value(self.SILENT, APPLIED, as_of="2022-06-13") is Value.KEPT

    def test_does_not_take_place_while_the_start_is_not_known(self) -> None:
        assert value(self.SILENT, as_of="2022-12-31") is Value.UNKNOWN
