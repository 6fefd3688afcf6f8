"""The two readings of the law, written apart, say the same of every case: value, counting, and what is listed."""

from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.engine.conformance import specimen, worlds
from tests.engine.conformance.case import World, disagreements, told
from tests.engine.conformance.drawing import draw
from tests.engine.conformance.edges import counted
from yifa.law.procedure import Rule, Within, YearlyCap
from yifa.law.term import Promptly

WORLDS = [*map(worlds.of_specimen, specimen.PROCEDURES), *worlds.shipped()]
NAMES = [f"{world.procedure.name}@{world.procedure.version}" for world in WORLDS]
CASES = 400
SHARE = 0.05

# A drawn batch is made small by `told`; shrinking its seed would only draw another one.
quick = settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
asked_on = st.one_of(st.just(date(2022, 12, 31)), st.dates(date(2021, 3, 1), date(2027, 2, 1)))


def assert_agreed(world: World, seed: int) -> None:
    found = disagreements(draw(seed, world, CASES), world)
    assert not found, told(found[0][0], found[0][1], world)


class TestFoldAndScan:
    @quick
    @given(seed=st.integers(0, 2**32), as_of=asked_on)
    def test_agree_on_every_word(self, seed: int, as_of: date) -> None:
        assert_agreed(World(**(vars(WORLDS[0]) | {"as_of": as_of})), seed)

    @quick
    @given(seed=st.integers(0, 2**32), as_of=asked_on)
    def test_agree_on_cases_that_go_round(self, seed: int, as_of: date) -> None:
        assert_agreed(World(**(vars(WORLDS[1]) | {"as_of": as_of})), seed)

    @pytest.mark.parametrize("world", WORLDS[2:], ids=NAMES[2:])
    @settings(quick, max_examples=1)
    @given(seed=st.integers(0, 2**32), as_of=asked_on)
    def test_agree_on_the_shipped_law(self, world: World, seed: int, as_of: date) -> None:
        assert_agreed(World(**(vars(world) | {"as_of": as_of})), seed)


class TestFoldAndScanWithoutRegisters:
    @pytest.mark.parametrize(
        "world",
        [world for world in WORLDS if world.registers],
        ids=[name for name, world in zip(NAMES, WORLDS, strict=True) if world.registers],
    )
    @settings(quick, max_examples=1)
    @given(seed=st.integers(0, 2**32))
    def test_agree_where_none_is_loaded(self, world: World, seed: int) -> None:
        assert_agreed(World(**(vars(world) | {"registers": {}})), seed)


class TestDrawnCases:
    @pytest.mark.parametrize("world", WORLDS, ids=NAMES)
    def test_break_each_rule_and_stand_at_its_edge_often(self, world: World) -> None:
        drawn = counted(draw(9, world, CASES), world)
        for rule in world.procedure.rules:
            seldom = {kind: n for kind, n in drawn[rule.code].items() if n < share_of(rule) * CASES}
            if not can_be_broken(rule):
                seldom.pop("broken", None)
            assert rule.code == "specimen.unset_late" or not seldom, (rule.code, seldom)


def share_of(rule: Rule) -> float:
    """A cap across cases turns only at one or two of all the cases of a subject."""
    return SHARE / 2 if isinstance(rule.word, YearlyCap) else SHARE


def can_be_broken(rule: Rule) -> bool:
    """Whether the rule names a number: what is only owed promptly is never late."""
    return not (isinstance(rule.word, Within) and isinstance(rule.word.term, Promptly))
