"""Live inspections: what the cases of tasks and of other inspections say is asked of the database."""

from datetime import UTC, date, datetime

import pytest

from tests.domains.book import PARAMETERS
from yifa.domains.inspections.rules import TAKEN_UP_BY
from yifa.kernel.acts import Actor, Proposed, perform
from yifa.kernel.catalogue import catalogue
from yifa.kernel.givens import OtherCases, beside
from yifa.kernel.handover import hand_over, waiting
from yifa.kernel.models import Case
from yifa.kernel.opening import open_case
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import INSTALLED
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.law.fold import Given
from yifa.law.judge import verdicts

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 12, 30, 2, 0, tzinfo=UTC)
BY = Actor("张三", organ="区市场监管局", person="李四")
CODE = "91990101100125601F"
VALID = {"valid_from": date(2020, 1, 1), "valid_to": None, "cancelled": None}


def lookup(register: str, key: str) -> dict[str, Value]:
    return dict(VALID) if register == "officers" else {"listed_item": key}


GIVEN = Given(parameters=PARAMETERS, lookup=lookup)


def task(number: str, drawn: date | None) -> int:
    case_id = open_case(procedure="inspection_task", on=date(2022, 1, 4), by=BY, at=NOW, given=GIVEN).case_id
    Case.objects.filter(pk=case_id).update(number=number)
    if drawn is not None:
        act = Proposed(Kind.DONE, "draw", drawn, facts={"frame_root": "a", "plan_hash": "b", "bundle_hash": "c"})
        perform(case_id=case_id, act=act, by=BY, at=NOW, given=GIVEN)
    return case_id


def opened(**facts: Value) -> int:
    stated = {"code": CODE, "risk": "A", "item": "CC0001", "officers": ("ZF01", "ZF02"), **facts}
    return open_case(procedure="inspection", on=date(2022, 1, 4), by=BY, at=NOW, given=GIVEN, facts=stated).case_id


def inspected(on: date, **facts: Value) -> int:
    case_id = opened(**facts)
    given = beside(GIVEN, case_id=case_id, procedure="inspection")
    perform(case_id=case_id, act=Proposed(Kind.DONE, "inspection", on), by=BY, at=NOW, given=given)
    return case_id


def broken(case_id: int) -> set[str]:
    (read,) = read_cases([case_id], given=GIVEN, versions=INSTALLED)
    given = beside(read.given, case_id=case_id, procedure=read.case.procedure)
    found = verdicts(read.state, given, date(2022, 12, 31))
    return {verdict.rule.code for verdict in found if verdict.value == "broken"}


class TestDraw:
    @pytest.mark.parametrize(("on", "early"), [(7, True), (8, False), (9, False)])
    def test_is_read_from_the_case_of_the_task(self, on: int, early: bool) -> None:  # noqa: FBT001 - pytest's
        task("RW-1", date(2022, 6, 8))
        case_id = inspected(date(2022, 6, on), task="RW-1")
        assert (broken(case_id) == {"inspection.before_draw"}) is early

    def test_that_did_not_take_place_is_missed(self) -> None:
        task("RW-1", None)
        assert broken(inspected(date(2022, 6, 8), task="RW-1")) == {"inspection.before_draw"}

    def test_of_an_unknown_task_is_missed(self) -> None:
        assert broken(inspected(date(2022, 6, 8), task="RW-9")) == {"inspection.before_draw"}

    def test_counts_as_it_was_corrected(self) -> None:
        task_id = task("RW-1", date(2022, 6, 8))
        moved = Proposed(Kind.CORRECTED, "draw", date(2022, 6, 20), corrects=1, replaces=Kind.DONE)
        perform(case_id=task_id, act=moved, by=BY, at=NOW, given=GIVEN)
        assert broken(inspected(date(2022, 6, 19), task="RW-1")) == {"inspection.before_draw"}


class TestYearlyCap:
    def test_counts_the_other_inspections_of_the_object(self) -> None:
        first, second = inspected(date(2022, 6, 8)), inspected(date(2022, 6, 9))
        assert (broken(first), broken(second)) == (set(), {"inspection.over_cap"})

    def test_counts_those_of_a_day_in_the_order_of_entry(self) -> None:
        first, second = inspected(date(2022, 6, 8)), inspected(date(2022, 6, 8))
        assert (broken(first), broken(second)) == (set(), {"inspection.over_cap"})

    def test_moves_on_when_an_earlier_one_is_entered_late(self) -> None:
        later = inspected(date(2022, 6, 9))
        inspected(date(2022, 6, 8))
        assert broken(later) == {"inspection.over_cap"}

    @pytest.mark.parametrize("other", [{"code": "91990101100200915W"}, {"trigger": "投诉举报"}])
    def test_does_not_count_another_object_or_what_a_complaint_brought(self, other: dict[str, Value]) -> None:
        inspected(date(2022, 6, 8), **other)
        assert broken(inspected(date(2022, 6, 9))) == set()

    def test_does_not_count_what_is_only_opened_or_of_another_year(self) -> None:
        opened()
        inspected(date(2021, 12, 31))
        assert broken(inspected(date(2022, 6, 9))) == set()

    def test_counts_only_cases_of_the_year_asked_about(self) -> None:
        earlier = inspected(date(2022, 6, 8))
        case_id = inspected(date(2022, 6, 9))
        Case.objects.filter(pk=earlier).update(year=2021)
        rule = next(r for r in catalogue().texts_of(name="inspection")[0].rules if r.code == "inspection.over_cap")
        for year, before in ((2022, 0), (None, 1)):
            given = OtherCases(GIVEN, INSTALLED, year).beside(GIVEN, case_id=case_id, procedure="inspection")
            assert given.earlier(rule, CODE, date(2022, 6, 9)) == before


class TestPlan:
    @pytest.mark.parametrize(("on", "early"), [(9, True), (10, False), (11, False)])
    def test_is_approved_no_later_than_its_draws(self, on: int, early: bool) -> None:  # noqa: FBT001 - pytest's
        plan = open_case(procedure="inspection_plan", on=date(2022, 1, 4), by=BY, at=NOW, given=GIVEN).case_id
        Case.objects.filter(pk=plan).update(number="JH-1")
        perform(case_id=plan, act=Proposed(Kind.DONE, "approval", date(2022, 1, 10)), by=BY, at=NOW, given=GIVEN)
        facts: dict[str, Value] = {"plan": "JH-1"}
        drawn = open_case(procedure="inspection_task", on=date(2022, 1, 4), by=BY, at=NOW, given=GIVEN, facts=facts)
        act = Proposed(Kind.DONE, "draw", date(2022, 1, on))
        perform(case_id=drawn.case_id, act=act, by=BY, at=NOW, given=GIVEN)
        assert (broken(drawn.case_id) == {"inspection.draw_unplanned"}) is early


class TestFollowUp:
    def test_hands_a_suspected_offence_over_to_the_penalty_procedure(self) -> None:
        case_id = inspected(date(2022, 6, 8), suspected_offence="无证经营")
        penalty = TAKEN_UP_BY["handover"]
        handed = hand_over(
            from_case=Case.objects.get(pk=case_id), procedure=penalty, on=date(2022, 6, 9), reason="无证经营"
        )
        assert waiting(procedure=penalty) == (handed,)

    def test_is_a_step_of_every_text_of_the_procedure(self) -> None:
        for text in catalogue().texts_of(name="inspection"):
            assert set(TAKEN_UP_BY) <= set(text.by_name)
