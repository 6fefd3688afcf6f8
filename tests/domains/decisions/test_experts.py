"""专家论证: experts whom a draw of this installation drew are called together, and substitutes follow who left."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.domains.decisions.desks import UNIT, Desks, drafted
from tests.engine.draws import held
from yifa.domains.decisions.experts import POOL
from yifa.domains.decisions.models import Expert
from yifa.domains.decisions.pools import POOLS
from yifa.engine.ceremonies.models import Ceremony

PLANNING, FINANCE = "城市规划", "财政"
NONE, INTEREST = "没有利害关系", "有直接利害关系"


@pytest.fixture
def drawn(desks: Desks) -> Ceremony:
    """A draw of one planner of four and one financier of two, each with a substitute where there are enough."""
    drafted(desks)
    for at, field in enumerate((PLANNING, PLANNING, PLANNING, PLANNING, FINANCE, FINANCE)):
        Expert.objects.create(
            name=f"专家{at}", field=field, works_at="某大学", entered_on=desks.day,
            organ_path=UNIT, confidentiality="内部",
        )  # fmt: skip
    sealed_at = datetime(2022, 3, 2, 2, 0, tzinfo=UTC)
    ceremony = held(POOL, {PLANNING: "1", FINANCE: "1"}, at=sealed_at, title="抽取论证专家", substitutes=1)
    desks.at("2022-03-07")
    return ceremony


def codes(ceremony: Ceremony, what: str) -> list[str]:
    return [one["code"] for one in json.loads(ceremony.bundle)["result"][what]]


def name_of(code: str) -> str:
    return next(one.name for one in Expert.objects.all() if one.code == code)


class TestExpertsByDraw:
    def test_are_called_together_and_the_panel_says_by_which_draw(self, desks: Desks, drawn: Ceremony) -> None:
        desks.send(desks.handler, "experts", "drawn", draw=drawn.pk)
        page = desks.page(desks.handler, "experts").partition("确定专家")[0]
        assert all(name_of(code) in page for code in codes(drawn, "drawn"))
        assert "抽取：抽取论证专家" in page
        assert not any(f"<h3>{name_of(code)}" in page for code in codes(drawn, "substitutes"))

    def test_are_called_once(self, desks: Desks, drawn: Ceremony) -> None:
        desks.send(desks.handler, "experts", "drawn", draw=drawn.pk)
        assert "没有需要递补的" in desks.send(desks.handler, "experts", "drawn", draw=drawn.pk)

    def test_who_left_with_an_interest_is_followed_by_the_substitute_of_his_field(
        self, desks: Desks, drawn: Ceremony
    ) -> None:
        desks.send(desks.handler, "experts", "drawn", draw=drawn.pk)
        leaving = next(one for one in Expert.objects.filter(field=FINANCE) if one.code in codes(drawn, "drawn"))
        desks.send(desks.handler, "experts", "declare", key=leaving.pk, declared=INTEREST, words="是业主")
        desks.send(desks.handler, "experts", "drawn", draw=drawn.pk)
        page = desks.page(desks.handler, "experts")
        follower = next(one for one in Expert.objects.filter(field=FINANCE) if one.pk != leaving.pk)
        other = next(one for one in Expert.objects.filter(field=PLANNING) if one.code in codes(drawn, "substitutes"))
        assert f"<h3>{follower.name}" in page
        assert f"<h3>{other.name}" not in page
        assert "没有需要递补的" in desks.send(desks.handler, "experts", "drawn", draw=drawn.pk)

    def test_are_not_called_by_a_draw_that_was_not_held_here(self, desks: Desks, drawn: Ceremony) -> None:
        assert "没有选定「专家的抽取」" in desks.send(desks.handler, "experts", "drawn", draw=drawn.pk + 1)

    def test_are_called_one_by_one_only_with_a_reason(self, desks: Desks, drawn: Ceremony) -> None:
        del drawn
        pk = Expert.objects.order_by("pk").values_list("pk", flat=True)[0]
        assert "没有选定「产生方式」" in desks.send(desks.handler, "experts", "call", expert=pk, way="抽取", ground="x")

    def test_stand_in_the_list_by_code_and_field(self, desks: Desks, drawn: Ceremony) -> None:
        (pool,) = POOLS
        assert {field for field, _ in pool.subjects(desks.day)} == {PLANNING, FINANCE}
        assert not any(one.name in drawn.bundle + drawn.plan for one in Expert.objects.all())
