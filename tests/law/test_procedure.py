"""A procedure that cannot be meant cannot be written: each mistake of its author is refused in a sentence."""

from dataclasses import replace
from datetime import date

import pytest

from tests.law.sample import BASIS, GATE, LANTERN, LARGE, ORGAN, STATUTE, course, lantern
from yifa.law.act import Event, Kind, done, started
from yifa.law.condition import equals
from yifa.law.procedure import AtLeast, Cap, Deemed, Pause, Procedure, Step, Together, Within, Word
from yifa.law.term import Days, Hours, Months, Term, WorkingDays, Years

DECIDE = Within(WorkingDays(5), done("application"), STATUTE.art(8), "lantern.decide_late")


def of(*steps: Step | Together) -> Procedure:
    return Procedure("lantern", "灯会许可", BASIS, steps)


def step(name: str, *rules: Word, reopens: str | None = None) -> Step:
    return Step(name, name, ORGAN, BASIS, rules=rules, reopens=reopens)


class TestComplaint:
    def test_of_two_steps_with_one_name(self) -> None:
        with pytest.raises(ValueError, match="procedure lantern: two steps are named survey"):
            of(step("survey"), Together((step("opinion"), step("survey"))))

    def test_of_two_rules_with_one_code(self) -> None:
        with pytest.raises(ValueError, match=r"two rules have the code lantern\.twice"):
            of(step("survey", Cap(1, BASIS, "lantern.twice"), Cap(2, BASIS, "lantern.twice")))

    def test_of_two_rules_with_one_code_of_which_one_speaks_of_every_case(self) -> None:
        some = Cap(1, BASIS, "lantern.twice", if_=equals(LARGE, value=True))
        with pytest.raises(ValueError, match=r"two rules have the code lantern\.twice"):
            of(step("survey", some, Cap(2, BASIS, "lantern.twice")))

    def test_of_two_rules_with_one_code_in_two_steps(self) -> None:
        some = Cap(1, BASIS, "lantern.twice", if_=equals(LARGE, value=True))
        with pytest.raises(ValueError, match=r"two rules have the code lantern\.twice"):
            of(step("survey", some), step("review", some))

    def test_is_none_of_rules_that_each_say_of_which_cases_they_speak(self) -> None:
        large, small = (equals(LARGE, value=value) for value in (True, False))
        words = Cap(1, BASIS, "lantern.twice", if_=large), Cap(2, BASIS, "lantern.twice", if_=small)
        assert len(of(step("survey", *words)).rules) == 2

    @pytest.mark.parametrize("bars", ["application", "review", "nowhere"])
    def test_of_a_gate_that_does_not_bar_a_later_step(self, bars: str) -> None:
        with pytest.raises(ValueError, match=f"the gate of review bars {bars}, which does not come after it"):
            lantern(review=(replace(GATE, bars=bars),))

    @pytest.mark.parametrize("reopens", ["review", "nowhere"])
    def test_of_a_return_to_what_does_not_come_before(self, reopens: str) -> None:
        with pytest.raises(ValueError, match=f"step survey reopens {reopens}, which does not come before it"):
            of(step("application"), step("survey", reopens=reopens), step("review"))

    def test_of_a_term_that_counts_from_no_step(self) -> None:
        with pytest.raises(ValueError, match=r"lantern\.late counts from nowhere, which is no step of it"):
            of(step("survey", Within(Days(3), done("nowhere"), BASIS, "lantern.late")))
        with pytest.raises(ValueError, match=r"lantern\.short counts from nowhere, which is no step of it"):
            of(step("survey", AtLeast(Days(3), started("nowhere"), BASIS, "lantern.short")))

    def test_of_a_rule_that_yields_to_no_rule(self) -> None:
        with pytest.raises(ValueError, match=r"lantern\.decide_late yields to lantern\.none, which is no rule of it"):
            lantern(decision=(replace(DECIDE, yields_to="lantern.none"),))

    def test_of_silence_that_brings_about_no_step(self) -> None:
        deemed = Deemed("nowhere", done("application"), BASIS)
        with pytest.raises(ValueError, match=r"lantern\.decide_late deems nowhere, which is no step of it"):
            lantern(decision=(replace(DECIDE, deemed=deemed),))

    @pytest.mark.parametrize(("term", "unit"), [(Hours(24), "hours"), (Months(3), "months"), (Years(2), "years")])
    def test_of_pauses_in_a_term_that_the_law_lets_run(self, term: Term, unit: str) -> None:
        pause = Pause("hearing", "听证", BASIS)
        with pytest.raises(ValueError, match=f"lantern.late: a term in {unit} has no pauses"):
            Within(term, done("application"), BASIS, "lantern.late", pauses=(pause,))


class TestCourse:
    def test_may_send_a_case_back_to_the_returning_step_itself(self) -> None:
        assert of(step("application"), step("survey", reopens="survey")).by_name["survey"].reopens == "survey"

    def test_voids_from_the_reopened_step_to_the_one_that_sends_back(self) -> None:
        assert LANTERN.reopened(LANTERN.by_name["review"]) == {"opinion", "survey", "review"}
        assert LANTERN.reopened(LANTERN.by_name["decision"]) == frozenset()

    def test_lists_steps_in_order_with_parallel_ones_as_written(self) -> None:
        names = [found.name for found in LANTERN.steps]
        assert names == ["application", "opinion", "survey", "review", "decision", "delivery"]
        assert [LANTERN.place[name] for name in names] == [0, 1, 2, 3, 4, 5]
        assert [LANTERN.part[name] for name in names] == [0, 1, 1, 2, 3, 4]

    def test_names_the_beginning_of_a_step_apart_from_its_doing(self) -> None:
        assert LANTERN.title_of(done("review")) == "审查"
        assert LANTERN.title_of(Event("review", Kind.STARTED)) == "审查开始"


class TestRules:
    def test_of_a_gate_are_two_where_their_codes_differ(self) -> None:
        sides = {rule.code: rule.sides for rule in LANTERN.rules if rule.word is GATE}
        assert sides == {"lantern.no_review": {"absent"}, "lantern.decided_first": {"later"}}

    def test_of_a_gate_are_one_where_its_codes_are_equal(self) -> None:
        one = lantern(review=(replace(GATE, later=GATE.absent),))
        assert [rule.code for rule in one.rules] == ["lantern.no_review", "lantern.decide_late"]
        assert one.rules[0].sides == {"absent", "later"}

    def test_that_forbid_are_found_at_the_step_they_bear_on(self) -> None:
        assert [rule.code for rule in LANTERN.forbidding["decision"]] == ["lantern.no_review", "lantern.decided_first"]
        assert LANTERN.forbidding["review"] == ()

    def test_that_only_find_fault_forbid_nothing(self) -> None:
        assert lantern(review=(replace(GATE, forbids=False),)).forbidding["decision"] == ()


class TestVersion:
    def test_is_the_day_from_which_the_text_binds_and_the_layers_above(self) -> None:
        dated = lantern(valid_from=date(2021, 7, 15))
        assert dated.version == "2021-07-15"
        assert replace(dated, layers=("a@2022-01-01", "b@2022-02-01")).version == "2021-07-15+a@2022-01-01+b@2022-02-01"

    def test_is_one_object_and_not_equal_to_another_with_the_same_words(self) -> None:
        assert lantern() != lantern()
        assert course() == course()
