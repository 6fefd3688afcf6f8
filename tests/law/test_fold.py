"""The fold: where a case stands is what its acts say, and history is never refused."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.law.sample import LANTERN, ORGAN, STATUTE, act, judged, lantern, numbered, state_of
from yifa.domains.decisions.procedure import MAJOR_DECISION
from yifa.domains.services.procedure import APPLICATION
from yifa.law.act import Act, Kind, done, started
from yifa.law.clock import Span
from yifa.law.condition import equals
from yifa.law.fact import Value as Stated
from yifa.law.fold import Given, State, fold, spans, standing
from yifa.law.judge import Value, verdicts
from yifa.law.procedure import Procedure, Proviso, Step, Together

APPLIED = act("application", "2022-06-01")
ASKED = act("opinion", "2022-06-02")
REVIEWED = act("review", "2022-06-03", opinion="合格")
DECIDED = act("decision", "2022-06-06")
DELIVERED = act("delivery", "2022-06-07")
SENT_BACK = act("review", "2022-06-06", Kind.RETURNED)

LICENCE: Mapping[str, Stated] = {"kind": "行政许可", "promised": 20, "statutory": 20, "instant": False}


def items(kind: str = "行政许可") -> Given:
    """Given a catalogue with the one item A1 of that kind."""
    entry = {**LICENCE, "kind": kind}
    return Given(lookup=lambda register, key: entry if (register, key) == ("items", "A1") else None)


def at(text: str) -> date:
    return date.fromisoformat(text)


def standing_in(procedure: Procedure, *acts: Act, given: Given | None = None) -> list[str]:
    given = given or Given()
    return [step.name for step in standing(state_of(procedure, *acts), given)]


class TestEvents:
    def test_are_the_earliest_act_of_each_kind(self) -> None:
        state = state_of(LANTERN, act("review", "2022-06-09"), act("review", "2022-06-03"))
        assert state.day(done("review")) == at("2022-06-03")
        assert state.times["review"] == [at("2022-06-09"), at("2022-06-03")]

    def test_of_one_day_are_the_earliest_minute(self) -> None:
        state = state_of(LANTERN, act("review", "2022-06-03", at="16:00"), act("review", "2022-06-03", at="09:30"))
        assert state.minute(done("review")) == 9 * 60 + 30

    def test_keep_the_beginning_of_a_step_apart_from_its_doing(self) -> None:
        state = state_of(LANTERN, act("review", "2022-06-03", Kind.STARTED))
        assert state.day(started("review")) == at("2022-06-03")
        assert state.day(done("review")) is None
        assert state.done == frozenset()

    def test_that_are_not_on_record_have_no_day(self) -> None:
        assert state_of(LANTERN).day(done("review")) is None
        assert state_of(LANTERN).minute(done("review")) is None

    def test_of_staff_leave_the_state_as_it_was(self) -> None:
        kinds = (Kind.REASSIGNED, Kind.COUNTERSIGNED, Kind.REMINDED, Kind.ANSWERED)
        state = state_of(LANTERN, APPLIED, *(act("review", "2022-06-02", kind) for kind in kinds))
        assert state.done == {"application"}

    def test_bring_their_facts_the_later_ones_in_place_of_the_earlier(self) -> None:
        state = state_of(LANTERN, act("review", "2022-06-03", opinion="不合格"), REVIEWED)
        assert state.facts["opinion"] == "合格"


class TestCorrection:
    def test_replaces_the_day_and_the_facts(self) -> None:
        wrong = act("review", "2022-06-30", opinion="不合格")
        right = act("review", "2022-06-03", Kind.CORRECTED, corrects=1, replaces=Kind.DONE, opinion="合格")
        state = state_of(LANTERN, APPLIED, wrong, right)
        assert state.day(done("review")) == at("2022-06-03")
        assert state.facts["opinion"] == "合格"

    def test_may_move_a_day_forward(self) -> None:
        right = act("review", "2022-06-30", Kind.CORRECTED, corrects=1, replaces=Kind.DONE)
        assert state_of(LANTERN, APPLIED, REVIEWED, right).day(done("review")) == at("2022-06-30")

    def test_that_strikes_out_takes_the_facts_of_the_act_with_it(self) -> None:
        struck = act("review", "2022-06-30", Kind.CORRECTED, corrects=1)
        state = state_of(LANTERN, APPLIED, REVIEWED, struck)
        assert state.day(done("review")) is None
        assert "opinion" not in state.facts

    def test_does_not_put_its_facts_over_those_of_later_acts(self) -> None:
        acts = (act("review", "2022-06-03", opinion="不合格"), act("opinion", "2022-06-06", opinion="合格"))
        right = act("review", "2022-06-02", Kind.CORRECTED, corrects=0, replaces=Kind.DONE, opinion="不合格")
        assert state_of(LANTERN, *acts, right).facts["opinion"] == "合格"

    def test_belongs_to_the_round_of_the_act_that_it_corrects(self) -> None:
        right = act("review", "2022-06-02", Kind.CORRECTED, corrects=2, replaces=Kind.DONE)
        state = state_of(LANTERN, APPLIED, ASKED, REVIEWED, SENT_BACK, right)
        assert "review" not in state.done
        assert state.rounds[0].day(done("review")) == at("2022-06-02")


class TestReturn:
    def test_voids_what_is_to_be_done_again(self) -> None:
        state = state_of(LANTERN, APPLIED, ASKED, REVIEWED, SENT_BACK)
        assert state.done == {"application"}
        assert standing_in(LANTERN, APPLIED, ASKED, REVIEWED, SENT_BACK) == ["opinion", "survey"]

    def test_keeps_the_earlier_round_on_record(self) -> None:
        state = state_of(LANTERN, APPLIED, ASKED, REVIEWED, SENT_BACK, act("opinion", "2022-06-08"))
        assert [earlier.done for earlier in state.rounds] == [{"application", "opinion", "review"}]
        assert state.day(done("opinion")) == at("2022-06-08")

    def test_may_happen_as_often_as_it_must(self) -> None:
        again = (act("opinion", "2022-06-08"), act("review", "2022-06-09"), act("review", "2022-06-09", Kind.RETURNED))
        assert len(state_of(LANTERN, APPLIED, ASKED, REVIEWED, SENT_BACK, *again).rounds) == 2

    def test_counts_a_step_done_anew_once(self) -> None:
        state = state_of(LANTERN, APPLIED, ASKED, REVIEWED, SENT_BACK, act("review", "2022-06-10"))
        assert state.times["review"] == [at("2022-06-10")]

    def test_takes_a_granted_extension_back_with_the_step(self) -> None:
        extended = act("review", "2022-06-03", Kind.EXTENDED, until="2022-07-01")
        state = state_of(LANTERN, APPLIED, extended, SENT_BACK)
        assert state.until == {}
        assert state.rounds[0].until == {"review": at("2022-07-01")}

    def test_leaves_what_an_earlier_round_broke_broken(self) -> None:
        before = (act("deliberation", "2022-06-06"), act("legality_review", "2022-06-08"))
        sent_back = act("deliberation", "2022-06-09", Kind.RETURNED)
        after = (act("legality_review", "2022-06-20"), act("deliberation", "2022-06-22"))
        found = judged(MAJOR_DECISION, *before, sent_back, *after)
        assert found["decision.deliberated_before_review"].value is Value.BROKEN

    @pytest.mark.xfail(
        reason="fold gives every earlier round the facts of the last one: what a later opinion says heals the round "
        "that deliberated on an unlawful draft, though a return should leave it broken. Reported, not decided here."
    )
    def test_leaves_the_opinion_of_an_earlier_round_to_that_round(self) -> None:
        before = (act("legality_review", "2022-06-06", opinion="不合法"), act("deliberation", "2022-06-08"))
        sent_back = act("deliberation", "2022-06-09", Kind.RETURNED)
        after = (act("legality_review", "2022-06-20", opinion="合法"), act("deliberation", "2022-06-22"))
        found = judged(MAJOR_DECISION, *before, sent_back, *after)
        assert found["decision.no_review"].value is Value.BROKEN


class TestStandingSteps:
    def test_begin_with_the_first_step(self) -> None:
        assert standing_in(LANTERN) == ["application"]

    def test_are_all_open_ones_of_a_parallel_group(self) -> None:
        assert standing_in(LANTERN, APPLIED) == ["opinion", "survey"]
        assert standing_in(LANTERN, act("application", "2022-06-01", large=True)) == ["opinion", "survey"]

    def test_leave_out_a_step_that_is_not_due(self) -> None:
        assert standing_in(LANTERN, act("application", "2022-06-01", large=False)) == ["opinion"]

    def test_of_a_parallel_group_follow_no_order(self) -> None:
        large = act("application", "2022-06-01", large=True)
        assert standing_in(LANTERN, large, act("survey", "2022-06-02")) == ["opinion"]
        assert standing_in(LANTERN, large, ASKED) == ["survey"]

    def test_of_a_parallel_group_stay_open_where_the_last_one_written_was_done_first(self) -> None:
        decided = ("application", "correction_notice", "correction", "acceptance", "decision", "publication")
        acts = [act(name, "2022-06-01") for name in decided]
        given = items()
        registered = act("", "2022-06-01", Kind.REGISTERED, item="A1")
        state = fold(APPLICATION, numbered(registered, *acts), given)
        assert [step.name for step in standing(state, given)] == ["delivery"]

    def test_fall_away_where_the_proviso_is_shown(self) -> None:
        secret = Proviso(equals(LANTERN.by_name["survey"].if_.fact, value=True), STATUTE.art(7), "不公开的")  # type: ignore[union-attr]
        steps = (
            Step("notice", "公告", ORGAN, STATUTE.art(7), unless=secret),
            Step("end", "办结", ORGAN, STATUTE.art(9)),
        )
        quiet = Procedure("quiet", "灯会公告", STATUTE.art(7), steps)
        assert standing_in(quiet, act("", "2022-06-01", Kind.REGISTERED, large=True)) == ["end"]
        assert standing_in(quiet, act("", "2022-06-01", Kind.REGISTERED, large=False)) == ["notice"]
        assert standing_in(quiet, act("", "2022-06-01", Kind.REGISTERED)) == ["notice"]

    def test_do_not_go_back_to_what_later_steps_have_passed(self) -> None:
        assert standing_in(LANTERN, APPLIED, DECIDED) == ["delivery"]

    def test_go_back_to_a_passed_step_that_is_shown_to_be_due(self) -> None:
        assert standing_in(LANTERN, act("application", "2022-06-01", large=True), DECIDED) == ["survey"]

    @pytest.mark.parametrize("end", [DELIVERED, act("", "2022-06-02", Kind.WITHDRAWN)])
    def test_are_none_after_the_end(self, end: Act) -> None:
        assert standing_in(LANTERN, APPLIED, end) == []

    def test_are_none_where_all_was_done(self) -> None:
        open_ended = Procedure("o", "o", STATUTE.art(1), (Together((Step("a", "a", ORGAN, STATUTE.art(1)),)),))
        assert standing_in(open_ended, act("a", "2022-06-01")) == []


class TestEnd:
    @pytest.mark.parametrize("kind", [Kind.WITHDRAWN, Kind.TERMINATED])
    def test_comes_by_withdrawal_or_termination(self, kind: Kind) -> None:
        state = state_of(LANTERN, APPLIED, act("", "2022-06-02", kind))
        assert (state.ended, state.closed) == (kind, True)

    def test_comes_with_the_closing_step(self) -> None:
        state = state_of(LANTERN, APPLIED, DECIDED, DELIVERED)
        assert (state.ended, state.closed) == (None, True)

    def test_leaves_nothing_owed(self) -> None:
        assert judged(LANTERN, APPLIED)["lantern.decide_late"].value is Value.OUTSTANDING
        withdrawn = judged(LANTERN, APPLIED, act("", "2022-06-02", Kind.WITHDRAWN))
        assert withdrawn["lantern.decide_late"].value is Value.KEPT

    def test_does_not_heal_what_was_late_before(self) -> None:
        late = judged(LANTERN, APPLIED, act("decision", "2022-06-30"), act("", "2022-07-01", Kind.WITHDRAWN))
        assert late["lantern.decide_late"].value is Value.BROKEN


class TestSuspension:
    def stretches(self, *acts: Act) -> tuple[tuple[Span, ...], bool]:
        return spans(state_of(APPLICATION, *acts), ("special_procedure",))

    def test_is_a_stretch_from_its_beginning_to_its_end(self) -> None:
        begun = act("special_procedure", "2022-06-06", Kind.SUSPENDED)
        ended = act("special_procedure", "2022-06-10", Kind.RESUMED)
        assert self.stretches(begun, ended) == ((Span(at("2022-06-06"), at("2022-06-10")),), False)

    def test_runs_on_until_it_is_ended(self) -> None:
        assert self.stretches(act("special_procedure", "2022-06-06", Kind.SUSPENDED)) == ((), True)

    def test_may_begin_anew(self) -> None:
        days = ("2022-06-06", "2022-06-10", "2022-06-13", "2022-06-15")
        kinds = (Kind.SUSPENDED, Kind.RESUMED) * 2
        acts = [act("special_procedure", day, kind) for day, kind in zip(days, kinds, strict=True)]
        assert self.stretches(*acts)[0] == (
            Span(at("2022-06-06"), at("2022-06-10")),
            Span(at("2022-06-13"), at("2022-06-15")),
        )

    def test_is_not_ended_by_an_end_before_its_beginning(self) -> None:
        ended = act("special_procedure", "2022-06-03", Kind.RESUMED)
        begun = act("special_procedure", "2022-06-06", Kind.SUSPENDED)
        assert self.stretches(begun, ended) == ((), True)

    def test_begins_once_where_it_is_entered_twice(self) -> None:
        twice = [act("special_procedure", day, Kind.SUSPENDED) for day in ("2022-06-06", "2022-06-08")]
        ended = act("special_procedure", "2022-06-10", Kind.RESUMED)
        assert self.stretches(*twice, ended) == ((Span(at("2022-06-06"), at("2022-06-10")),), False)

    def test_on_another_ground_does_not_stop_this_clock(self) -> None:
        assert self.stretches(act("appraisal", "2022-06-06", Kind.SUSPENDED)) == ((), False)

    def test_outlives_a_return(self) -> None:
        stopped = act("hearing", "2022-06-02", Kind.SUSPENDED)
        resumed = act("hearing", "2022-06-03", Kind.RESUMED)
        state = state_of(LANTERN, APPLIED, stopped, resumed, SENT_BACK)
        assert spans(state, ("hearing",)) == ((Span(at("2022-06-02"), at("2022-06-03")),), False)


class TestSilence:
    """行政许可法 32: not told within five working days, the application counts as accepted on its receipt."""

    def state(self, *acts: Act, as_of: str, kind: str = "行政许可") -> State:
        given = items(kind)
        registered = act("", "2022-06-01", Kind.REGISTERED, item="A1")
        state = fold(APPLICATION, numbered(registered, *acts), given)
        verdicts(state, given, at(as_of))
        return state

    @pytest.mark.parametrize(("as_of", "accepted"), [("2022-06-09", None), ("2022-06-10", "2022-06-01")])
    def test_accepts_on_the_day_of_receipt_once_the_fifth_day_is_over(self, as_of: str, accepted: str | None) -> None:
        state = self.state(APPLIED, as_of=as_of)
        assert state.day(done("acceptance")) == (at(accepted) if accepted else None)
        assert state.deemed == ({"acceptance"} if accepted else set())

    def test_accepts_although_a_late_notice_followed(self) -> None:
        state = self.state(APPLIED, act("correction_notice", "2022-06-10"), as_of="2022-06-10")
        assert state.day(done("acceptance")) == at("2022-06-01")

    def test_accepts_nothing_where_the_notice_came_in_time(self) -> None:
        assert self.state(APPLIED, act("correction_notice", "2022-06-09"), as_of="2022-12-31").deemed == set()

    def test_is_no_silence_where_acceptance_is_on_record(self) -> None:
        state = self.state(APPLIED, act("acceptance", "2022-06-20"), as_of="2022-12-31")
        assert (state.deemed, state.day(done("acceptance"))) == (set(), at("2022-06-20"))

    def test_is_no_silence_where_a_later_step_was_done(self) -> None:
        assert self.state(APPLIED, act("decision", "2022-06-20"), as_of="2022-12-31").deemed == set()

    def test_is_no_silence_after_withdrawal(self) -> None:
        withdrawn = act("", "2022-06-02", Kind.WITHDRAWN)
        assert self.state(APPLIED, withdrawn, as_of="2022-12-31").deemed == set()

    def test_has_no_effect_outside_licences(self) -> None:
        assert self.state(APPLIED, as_of="2022-12-31", kind="公共服务").deemed == set()

    def test_starts_the_term_of_decision(self) -> None:
        given = items()
        state = fold(APPLICATION, numbered(act("", "2022-06-01", Kind.REGISTERED, item="A1"), APPLIED), given)
        found = {verdict.rule.code: verdict for verdict in verdicts(state, given, at("2022-07-01"))}
        assert found["licence.decide_late"].value is Value.OUTSTANDING
        proof = found["licence.decide_late"].proof
        assert proof is not None
        assert (proof.start, proof.due) == (at("2022-06-01"), at("2022-06-30"))

    @pytest.mark.xfail(
        reason="verdicts puts the deemed event into the state that it was given, so that the same state asked about an "
        "earlier day still has it. Reported: harmless while every caller folds anew for each day."
    )
    def test_as_of_a_later_day_is_not_remembered_on_an_earlier_one(self) -> None:
        given = items()
        registered = act("", "2022-06-01", Kind.REGISTERED, item="A1")
        state = fold(APPLICATION, numbered(registered, APPLIED), given)
        verdicts(state, given, at("2022-06-10"))
        verdicts(state, given, at("2022-06-09"))
        assert state.deemed == set()


class TestReference:
    def test_brings_the_facts_of_the_entry(self) -> None:
        given = items()
        state = fold(APPLICATION, numbered(act("", "2022-06-01", Kind.REGISTERED, item="A1")), given)
        assert (state.facts["kind"], state.facts["promised"]) == ("行政许可", 20)

    @pytest.mark.parametrize("item", ["A2", None])
    def test_to_no_entry_leaves_them_unknown(self, item: str | None) -> None:
        given = items()
        state = fold(APPLICATION, numbered(act("", "2022-06-01", Kind.REGISTERED, item=item)), given)
        assert state.facts["kind"] is None


class TestHistory:
    def test_is_folded_in_whatever_order_things_were_done(self) -> None:
        state = state_of(LANTERN, DELIVERED, DECIDED, APPLIED, SENT_BACK)
        assert state.day(done("delivery")) == at("2022-06-07")
        assert [earlier.done for earlier in state.rounds] == [{"delivery", "decision", "application"}]

    @pytest.mark.parametrize("kind", Kind)
    def test_of_a_step_that_is_not_in_the_course_is_passed_over(self, kind: Kind) -> None:
        for procedure, known in ((LANTERN, "opinion"), (APPLICATION, "correction_notice")):
            acts = (APPLIED, act("nowhere", "2022-06-02", kind, replaces=Kind.DONE))
            found = judged(procedure, *acts, given=items())
            assert set(found) == {rule.code for rule in procedure.rules}
            ended = kind.ends_case
            assert (known in standing_in(procedure, *acts)) is not ended

    def test_of_no_acts_is_a_case_that_has_not_begun(self) -> None:
        state = state_of(lantern())
        assert (state.done, state.closed, state.facts) == (frozenset(), False, {})
