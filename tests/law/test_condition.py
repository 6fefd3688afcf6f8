"""Conditions: three values, reasons in Chinese, and the laws of logic."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.sample import FINE, GUESTS, LARGE, OPINION, TOWN
from yifa.law.condition import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Depending,
    Happened,
    Known,
    Not,
    Parameter,
    Sign,
    Subject,
    all_of,
    answer,
    any_of,
    at_least,
    at_most,
    bound,
    equals,
    evaluate,
    one_of,
    parameter_value,
    render,
    within,
)
from yifa.law.fact import Fact, Type, Value

YES, NO, NOT_KNOWN = (Fact(name, name, Type.FLAG) for name in ("yes", "no", "not_known"))
THREE: Mapping[bool | None, Condition] = {
    True: equals(YES, value=True),
    False: equals(NO, value=True),
    None: equals(NOT_KNOWN, value=True),
}
SUBJECT = Subject({"yes": True, "no": False})
SIGNED_ON = Fact("signed", "成文日期", Type.DATE)
THRESHOLD = Parameter("penalty.hearing_threshold", "较大数额", by=TOWN)
LIMIT = Depending(TOWN, (("东镇", 200_00), ("西镇", 3000_00)))


def holds(condition: Condition, **facts: Value) -> bool | None:
    return evaluate(condition, Subject(facts))


class TestThreeValues:
    @pytest.mark.parametrize(
        ("left", "right", "both"),
        [
            (True, True, True),
            (True, False, False),
            (True, None, None),
            (False, True, False),
            (False, False, False),
            (False, None, False),
            (None, True, None),
            (None, False, False),
            (None, None, None),
        ],
    )
    def test_and_is_false_as_soon_as_one_part_is(
        self, *, left: bool | None, right: bool | None, both: bool | None
    ) -> None:
        assert evaluate(all_of(THREE[left], THREE[right]), SUBJECT) is both

    @pytest.mark.parametrize(
        ("left", "right", "either"),
        [
            (True, True, True),
            (True, False, True),
            (True, None, True),
            (False, True, True),
            (False, False, False),
            (False, None, None),
            (None, True, True),
            (None, False, None),
            (None, None, None),
        ],
    )
    def test_or_is_true_as_soon_as_one_part_is(
        self, *, left: bool | None, right: bool | None, either: bool | None
    ) -> None:
        assert evaluate(any_of(THREE[left], THREE[right]), SUBJECT) is either

    @pytest.mark.parametrize(("value", "opposite"), [(True, False), (False, True), (None, None)])
    def test_not_leaves_unknown_unknown(self, *, value: bool | None, opposite: bool | None) -> None:
        assert evaluate(Not(THREE[value]), SUBJECT) is opposite

    def test_of_no_parts_and_is_true_and_or_is_false(self) -> None:
        assert evaluate(all_of(), SUBJECT) is True
        assert evaluate(any_of(), SUBJECT) is False


class TestComparison:
    @pytest.mark.parametrize(
        ("sign", "at_nine", "at_ten", "at_eleven"),
        [
            (Sign.EQUAL, False, True, False),
            (Sign.LESS, True, False, False),
            (Sign.AT_MOST, True, True, False),
            (Sign.MORE, False, False, True),
            (Sign.AT_LEAST, False, True, True),
        ],
    )
    def test_includes_the_number_in_or_more_and_or_less_only(
        self, *, sign: Sign, at_nine: bool, at_ten: bool, at_eleven: bool
    ) -> None:
        compared = Comparison(GUESTS, sign, 10)
        assert [holds(compared, guests=n) for n in (9, 10, 11)] == [at_nine, at_ten, at_eleven]
        assert holds(compared) is None

    def test_of_dates_includes_both_ends_of_a_period(self) -> None:
        in_2022 = within(SIGNED_ON, date(2022, 1, 1), date(2022, 12, 31))
        days = [date(2021, 12, 31), date(2022, 1, 1), date(2022, 12, 31), date(2023, 1, 1)]
        assert [holds(in_2022, signed=day) for day in days] == [False, True, True, False]

    def test_with_a_list_is_unknown_where_nothing_is_stated(self) -> None:
        chosen = one_of(OPINION, "合格", "基本合格")
        assert [holds(chosen, opinion=text) for text in ("合格", "不合格", None)] == [True, False, None]

    def test_of_being_stated_is_never_unknown(self) -> None:
        assert holds(Known(OPINION)) is False
        assert holds(Known(OPINION), opinion=None) is False
        assert holds(Known(OPINION), opinion="不合格") is True

    def test_of_having_happened_is_never_unknown(self) -> None:
        heard = Happened("hearing", "听证")
        assert evaluate(heard, Subject({})) is False
        assert evaluate(heard, Subject({}, frozenset({"hearing"}))) is True


class TestNumberByKind:
    @pytest.mark.parametrize(
        ("town", "fine", "value"),
        [
            ("东镇", 200_00, True),
            ("东镇", 200_01, False),
            ("西镇", 200_01, True),
            ("西镇", 3000_00, True),
            ("西镇", 3000_01, False),
            ("北镇", 1, None),
            (None, 1, None),
            ("东镇", None, None),
        ],
    )
    def test_is_chosen_by_the_fact(self, *, town: str | None, fine: int | None, value: bool | None) -> None:
        assert holds(at_most(FINE, LIMIT), town=town, fine=fine) is value

    def test_is_what_the_fact_is_bound_by(self) -> None:
        compared = at_most(FINE, LIMIT)
        assert bound(compared, Subject({"town": "西镇"})) == 3000_00
        assert bound(compared, Subject({})) is None


class TestParameter:
    def subject(self, value: object, **facts: Value) -> Subject:
        return Subject(facts, parameters={THRESHOLD.name: value})

    @pytest.mark.parametrize(
        ("town", "fine", "value"),
        [("东镇", 10000_00, True), ("东镇", 9999_99, False), ("西镇", 10000_00, False), ("北镇", 10000_00, None)],
    )
    def test_with_several_values_is_chosen_by_its_fact(self, *, town: str, fine: int, value: bool | None) -> None:
        told = {"东镇": 10000_00, "西镇": 100000_00}
        assert evaluate(at_least(FINE, THRESHOLD), self.subject(told, town=town, fine=fine)) is value

    def test_with_one_value_holds_for_every_kind(self) -> None:
        assert evaluate(at_least(FINE, THRESHOLD), self.subject(5000_00, town="北镇", fine=5000_00)) is True

    def test_that_is_not_set_leaves_the_condition_unknown(self) -> None:
        assert evaluate(at_least(FINE, THRESHOLD), Subject({"fine": 1})) is None
        assert parameter_value(THRESHOLD, Subject({})) is None

    @pytest.mark.parametrize(("value", "on"), [(True, True), (False, False), (None, None)])
    def test_of_yes_or_no_switches_a_rule(self, *, value: bool | None, on: bool | None) -> None:
        binding = Parameter("service.promise_binding", "承诺时限为公开义务")
        assert evaluate(binding.is_on, Subject({}, parameters={binding.name: value})) is on


class TestReasons:
    def test_tell_of_each_elementary_condition_what_is_known(self) -> None:
        asked = all_of(equals(LARGE, value=True), at_least(GUESTS, 500), Known(OPINION))
        told = answer(asked, Subject({"large": True, "opinion": "合格"}))
        assert told.holds is None
        assert told.reasons == ("大型灯会:成立", "人数达到500人:资料不全,无法判断", "已载明审查意见:成立")

    def test_name_the_condition_that_failed_inside_a_negation(self) -> None:
        told = answer(Not(one_of(OPINION, "不合格")), Subject({"opinion": "不合格"}))
        assert told.holds is False
        assert told.reasons == ("审查意见为不合格之一:成立",)


class TestRendering:
    @pytest.mark.parametrize(
        ("condition", "text"),
        [
            (equals(LARGE, value=True), "大型灯会"),
            (equals(LARGE, value=False), "不属于「大型灯会」"),
            (equals(OPINION, "合格"), "审查意见为合格"),
            (at_least(GUESTS, 500), "人数达到500人"),
            (at_most(GUESTS, 500), "人数不超过500人"),
            (Comparison(GUESTS, Sign.MORE, 500), "人数超过500人"),
            (Comparison(GUESTS, Sign.LESS, 500), "人数小于500人"),
            (at_most(FINE, 200_00), "罚款金额不超过200元"),
            (at_most(FINE, 200_05), "罚款金额不超过200.05元"),
            (at_most(FINE, LIMIT), "罚款金额不超过东镇200元、西镇3000元"),
            (at_least(FINE, THRESHOLD), "罚款金额达到本地参数「较大数额」"),
            (at_least(SIGNED_ON, date(2022, 1, 1)), "成文日期达到2022-01-01"),
            (one_of(TOWN, "东镇", "西镇"), "镇街为东镇、西镇之一"),
            (Known(OPINION), "已载明审查意见"),
            (Happened("hearing", "听证"), "经过听证"),
            (THRESHOLD.is_on, "本地规定「较大数额」"),
            (Not(Known(OPINION)), "没有载明审查意见"),
            (
                all_of(Known(OPINION), any_of(equals(LARGE, value=True), at_least(GUESTS, 500))),
                "已载明审查意见且(大型灯会或者人数达到500人)",
            ),
            (any_of(all_of(Known(OPINION), Known(TOWN)), Known(GUESTS)), "(已载明审查意见且已载明镇街)或者已载明人数"),
        ],
    )
    def test_reads_as_a_lawyer_would(self, condition: Condition, text: str) -> None:
        assert render(condition) == text


FLAGS = tuple(Fact(f"f{n}", f"f{n}", Type.FLAG) for n in range(4))
leaves = st.sampled_from(FLAGS).map(lambda fact: equals(fact, value=True)) | st.sampled_from(FLAGS).map(Known)
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda part: (
        st.lists(part, max_size=3).map(lambda parts: AllOf(tuple(parts)))
        | st.lists(part, max_size=3).map(lambda parts: AnyOf(tuple(parts)))
        | part.map(Not)
    ),
    max_leaves=8,
)
comparisons: st.SearchStrategy[Condition] = st.recursive(
    st.sampled_from(FLAGS).map(lambda fact: equals(fact, value=True)),
    lambda part: (
        st.lists(part, max_size=3).map(lambda parts: AllOf(tuple(parts)))
        | st.lists(part, max_size=3).map(lambda parts: AnyOf(tuple(parts)))
        | part.map(Not)
    ),
    max_leaves=8,
)
known_or_not = st.fixed_dictionaries({fact.name: st.sampled_from([True, False, None]) for fact in FLAGS})


def plainly(condition: Condition, facts: Mapping[str, Value]) -> bool:
    """Two-valued logic in Python's own words, where every fact is known."""
    match condition:
        case Comparison(fact, _, value):
            return facts[fact.name] == value
        case Known():
            return True
        case AllOf(parts):
            return all(plainly(part, facts) for part in parts)
        case AnyOf(parts):
            return any(plainly(part, facts) for part in parts)
        case Not(part):
            return not plainly(part, facts)
        case _:
            raise AssertionError(condition)


def completions(facts: Mapping[str, bool | None]) -> list[dict[str, bool]]:
    choices = [[True, False] if value is None else [value] for value in facts.values()]
    return [dict(zip(facts, chosen, strict=True)) for chosen in product(*choices)]


def number_of_uses(condition: Condition) -> dict[str, int]:
    found: dict[str, int] = {}
    todo = [condition]
    while todo:
        match todo.pop():
            case Comparison(fact):
                found[fact.name] = found.get(fact.name, 0) + 1
            case AllOf(parts) | AnyOf(parts):
                todo.extend(parts)
            case Not(part):
                todo.append(part)
            case _:
                pass
    return found


class TestLogic:
    @given(conditions, conditions, known_or_not)
    def test_keeps_de_morgans_laws(self, one: Condition, other: Condition, facts: dict[str, bool | None]) -> None:
        subject = Subject(facts)
        assert evaluate(Not(all_of(one, other)), subject) is evaluate(any_of(Not(one), Not(other)), subject)
        assert evaluate(Not(any_of(one, other)), subject) is evaluate(all_of(Not(one), Not(other)), subject)

    @given(conditions, known_or_not)
    def test_takes_back_a_double_negation(self, condition: Condition, facts: dict[str, bool | None]) -> None:
        assert evaluate(Not(Not(condition)), Subject(facts)) is evaluate(condition, Subject(facts))

    @given(conditions, st.fixed_dictionaries({fact.name: st.booleans() for fact in FLAGS}))
    def test_is_the_ordinary_one_where_everything_is_known(self, condition: Condition, facts: dict[str, bool]) -> None:
        assert evaluate(condition, Subject(facts)) is plainly(condition, facts)

    @given(comparisons, known_or_not)
    def test_answers_only_what_holds_whatever_the_missing_facts_are(
        self, condition: Condition, facts: dict[str, bool | None]
    ) -> None:
        possible = {plainly(condition, full) for full in completions(facts)}
        found = evaluate(condition, Subject(facts))
        assert found is None or possible == {found}

    @given(comparisons, known_or_not)
    def test_misses_no_answer_where_each_fact_is_asked_once(
        self, condition: Condition, facts: dict[str, bool | None]
    ) -> None:
        possible = {plainly(condition, full) for full in completions(facts)}
        if all(times == 1 for times in number_of_uses(condition).values()):
            assert evaluate(condition, Subject(facts)) is (possible.pop() if len(possible) == 1 else None)

    @given(conditions, known_or_not)
    def test_gives_reasons_for_the_same_answer(self, condition: Condition, facts: dict[str, bool | None]) -> None:
        subject = Subject(facts)
        assert answer(condition, subject).holds is evaluate(condition, subject)
        assert answer(condition, replace(subject, steps=frozenset({"x"}))).holds is evaluate(condition, subject)


class TestFact:
    def test_that_is_personal_is_never_public(self) -> None:
        with pytest.raises(ValueError, match="a personal value is never public"):
            Fact("name", "姓名", personal=True, public=True)
