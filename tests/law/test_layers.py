"""Layers: a ministry or a district adds to the national text and never takes away; whoever reads a case sees which."""

from dataclasses import replace
from datetime import date

import pytest

from tests.law.sample import BASIS, DECIDED, GATE, GUESTS, LANTERN, LARGE, ORGAN, STATUTE, UNSURE, act, judged, lantern
from yifa.domains.enforcement.overlay import MARKET_REGULATION
from yifa.domains.enforcement.procedure import PENALTY
from yifa.domains.services.procedure import APPLICATION
from yifa.law.act import Kind, done
from yifa.law.condition import equals
from yifa.law.judge import Value
from yifa.law.layers import Addition, AddPause, AddRule, AddStep, Overlay, UnableToLayer, fingerprint, layered
from yifa.law.procedure import Cap, Gate, Pause, Procedure, Question, Step, Together, Within
from yifa.law.statutes import LICENSING_LAW
from yifa.law.term import Days, WorkingDays

FROM = date(2022, 3, 1)
PAUSE = Pause("appraisal", "鉴定", UNSURE.art(3))
ROOM_LEFT = lantern(decision=(replace(DECIDED, special_rules=STATUTE.art(8)),))


def overlay(*additions: Addition, procedure: str = "lantern", name: str = "order", organs: str = "") -> Overlay:
    return Overlay(name, "某部门规定", UNSURE.art(1), procedure, FROM, additions, organs)


class TestAddition:
    def test_of_a_step_stands_right_after_the_named_one(self) -> None:
        added = Step("safety", "安全评估", ORGAN, UNSURE.art(2))
        names = [step.name for step in layered(LANTERN, (overlay(AddStep("review", added)),)).steps]
        assert names == ["application", "opinion", "survey", "review", "safety", "decision", "delivery"]

    def test_of_a_step_after_a_parallel_one_stands_after_the_whole_group(self) -> None:
        added = Step("safety", "安全评估", ORGAN, UNSURE.art(2))
        names = [step.name for step in layered(LANTERN, (overlay(AddStep("opinion", added)),)).steps]
        assert names.index("safety") == 3

    def test_of_a_term_is_judged_beside_the_national_rules(self) -> None:
        shorter = Within(WorkingDays(3), done("application"), UNSURE.art(2), "order.decide_late")
        procedure = layered(LANTERN, (overlay(AddRule("decision", shorter)),))
        found = judged(procedure, act("application", "2022-06-06"), act("decision", "2022-06-10"))
        assert found["order.decide_late"].value is Value.BROKEN
        assert found["lantern.decide_late"].value is Value.KEPT

    def test_of_a_rule_reaches_into_a_parallel_group(self) -> None:
        gate = Gate("decision", UNSURE.art(2), absent="order.no_survey", later="order.no_survey")
        procedure = layered(LANTERN, (overlay(AddRule("survey", gate)),))
        assert [rule.code for rule in procedure.rules][:1] == ["order.no_survey"]
        assert isinstance(procedure.course[1], Together)

    def test_leaves_the_national_procedure_as_it_was(self) -> None:
        before = fingerprint(LANTERN)
        layered(LANTERN, (overlay(AddStep("review", Step("safety", "安全评估", ORGAN, UNSURE.art(2)))),))
        assert fingerprint(LANTERN) == before
        assert LANTERN.layers == ()

    def test_for_another_procedure_is_passed_over(self) -> None:
        assert layered(LANTERN, (overlay(AddRule("x", DECIDED), procedure="penalty"),)) is LANTERN

    def test_of_two_layers_stands_in_their_order(self) -> None:
        one = overlay(AddStep("review", Step("one", "一", ORGAN, UNSURE.art(2))), name="one")
        two = overlay(AddStep("one", Step("two", "二", ORGAN, UNSURE.art(2))), name="two")
        procedure = layered(LANTERN, (one, two))
        assert [step.name for step in procedure.steps][4:6] == ["one", "two"]
        assert procedure.version == "2000-01-01+one@2022-03-01+two@2022-03-01"


class TestPauseOfALowerLayer:
    def test_is_added_where_the_statute_leaves_room(self) -> None:
        procedure = layered(ROOM_LEFT, (overlay(AddPause("lantern.decide_late", PAUSE)),))
        stopped = act("appraisal", "2022-06-07", Kind.SUSPENDED), act("appraisal", "2022-06-09", Kind.RESUMED)
        acts = (act("application", "2022-06-06"), *stopped, act("decision", "2022-06-15"))
        assert judged(procedure, *acts)["lantern.decide_late"].value is Value.KEPT
        assert judged(ROOM_LEFT, *acts)["lantern.decide_late"].value is Value.BROKEN

    def test_is_refused_where_the_statute_leaves_none(self) -> None:
        with pytest.raises(UnableToLayer) as refusal:
            layered(LANTERN, (overlay(AddPause("lantern.decide_late", PAUSE)),))
        assert str(refusal.value) == (
            "本层规定「某部门规定」不得放宽国家规定:《灯会管理条例》第八条没有授权另行规定。请删去该项中止事由。"
        )

    @pytest.mark.parametrize("code", ["licence.decide_late", "licence.correction_late", "licence.deliver_late"])
    def test_is_refused_for_the_terms_of_the_licensing_law(self, code: str) -> None:
        with pytest.raises(UnableToLayer, match="不得放宽国家规定:《中华人民共和国行政许可法》"):
            layered(APPLICATION, (overlay(AddPause(code, PAUSE), procedure="service_application"),))

    def test_is_refused_for_a_rule_that_is_no_maximum(self) -> None:
        with pytest.raises(UnableToLayer, match=r"所称的规则 lantern\.no_review 不存在"):
            layered(LANTERN, (overlay(AddPause("lantern.no_review", PAUSE)),))


class TestRefusal:
    def test_of_a_step_after_no_step(self) -> None:
        with pytest.raises(UnableToLayer, match="所称的环节 nowhere 不存在。请核对环节名称。"):
            layered(LANTERN, (overlay(AddStep("nowhere", Step("s", "s", ORGAN, BASIS))),))

    def test_of_a_rule_in_no_step(self) -> None:
        with pytest.raises(UnableToLayer, match="所称的环节 nowhere 不存在"):
            layered(LANTERN, (overlay(AddRule("nowhere", DECIDED)),))

    def test_of_a_pause_of_no_rule(self) -> None:
        with pytest.raises(UnableToLayer, match=r"所称的规则 nowhere\.late 不存在。请核对规则代码。"):
            layered(LANTERN, (overlay(AddPause("nowhere.late", PAUSE)),))

    def test_of_a_rule_that_would_take_the_place_of_a_national_one(self) -> None:
        longer = Within(WorkingDays(50), done("application"), UNSURE.art(2), "lantern.decide_late")
        with pytest.raises(UnableToLayer, match="不能加在灯会许可之上") as refusal:
            layered(LANTERN, (overlay(AddRule("decision", longer)),))
        assert "two rules have the code lantern.decide_late" in str(refusal.value)

    def test_of_a_step_that_has_the_name_of_another(self) -> None:
        with pytest.raises(UnableToLayer, match="two steps are named review"):
            layered(LANTERN, (overlay(AddStep("review", LANTERN.by_name["review"])),))

    def test_of_a_gate_that_bars_backwards(self) -> None:
        gate = Gate("application", UNSURE.art(2), absent="a", later="a")
        with pytest.raises(UnableToLayer, match="bars application, which does not come after it"):
            layered(LANTERN, (overlay(AddRule("decision", gate)),))


class TestBinding:
    @pytest.mark.parametrize(
        ("organ", "on", "binds"),
        [
            ("示例区市场监督管理局", date(2021, 7, 15), True),
            ("示例区市场监督管理局", date(2021, 7, 14), False),
            ("示例区应急管理局", date(2022, 6, 1), False),
            ("", date(2022, 6, 1), False),
        ],
    )
    def test_is_for_the_organs_and_from_the_day_named(self, *, organ: str, on: date, binds: bool) -> None:
        assert MARKET_REGULATION.binds(organ, on) is binds

    def test_of_a_layer_without_organs_is_for_all(self) -> None:
        assert overlay().binds("任何机关", FROM)


class TestMarketRegulation:
    def test_stops_the_ninety_days_for_appraisal_and_suspension(self) -> None:
        procedure = layered(PENALTY, (MARKET_REGULATION,))
        acts = (
            act("case_opening", "2022-03-01"),
            act("appraisal", "2022-04-01", Kind.SUSPENDED),
            act("appraisal", "2022-05-01", Kind.RESUMED),
            act("decision", "2022-06-29"),
        )
        assert judged(PENALTY, *acts)["penalty.decide_late"].value is Value.BROKEN
        assert judged(procedure, *acts)["penalty.decide_late"].value is Value.KEPT
        assert procedure.version == "2021-07-15+market_regulation_penalty@2021-07-15"


def changed(**words: object) -> Procedure:
    return replace(LANTERN, **words)  # type: ignore[arg-type]


def with_rule(**words: object) -> Procedure:
    return lantern(decision=(replace(DECIDED, **words),))  # type: ignore[arg-type]


def with_gate(**words: object) -> Procedure:
    return lantern(review=(replace(GATE, **words),))  # type: ignore[arg-type]


class TestFingerprint:
    def test_is_the_same_for_the_same_words(self) -> None:
        assert fingerprint(lantern()) == fingerprint(LANTERN)

    @pytest.mark.parametrize(
        "other",
        [
            changed(title="灯会行政许可"),
            changed(basis=STATUTE.art(2)),
            changed(facts=(GUESTS,)),
            changed(questions=(Question("late", "是否过时", STATUTE.art(2)),)),
            changed(valid_from=date(2022, 1, 1)),
            changed(layers=("order@2022-03-01",)),
            changed(officers=GUESTS),
            changed(certificates="officers"),
            changed(course=LANTERN.course[:-1]),
            with_rule(term=WorkingDays(6)),
            with_rule(term=Days(5)),
            with_rule(since=done("review")),
            with_rule(basis=STATUTE.art(8, 9)),
            with_rule(code="lantern.late"),
            with_rule(if_=equals(LARGE, value=True)),
            with_rule(if_=equals(LARGE, value=False)),
            with_rule(special_rules=STATUTE.art(8)),
            with_rule(watch_open=True),
            with_rule(forbids=True),
            with_rule(pauses=(PAUSE,)),
            with_gate(forbids=False),
            with_gate(passes=None),
            with_gate(absent="lantern.unreviewed"),
            lantern(review=(GATE, Cap(1, STATUTE.art(5), "lantern.twice"))),
        ],
    )
    def test_changes_with_any_word(self, other: Procedure) -> None:
        assert fingerprint(other) != fingerprint(LANTERN)

    def test_stays_when_somebody_only_looks_the_statute_up_again(self) -> None:
        looked = replace(STATUTE, checked_on=date(2026, 1, 1))
        assert fingerprint(changed(basis=looked.art(1))) == fingerprint(LANTERN)

    def test_changes_when_the_statute_has_a_new_version(self) -> None:
        versions = LICENSING_LAW.versions
        old = replace(LICENSING_LAW, versions=versions[:1])
        assert fingerprint(changed(basis=old.art(42))) != fingerprint(changed(basis=LICENSING_LAW.art(42)))
