"""Draws that were held here, as others choose them: only what the log sealed, and only from lists that are installed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest

from tests.engine.draws import ORGAN, held, planned
from yifa.engine import draw_pools, draw_registers
from yifa.engine.ceremonies.carrying_out import abort
from yifa.engine.ceremonies.models import Ceremony
from yifa.engine.ceremonies.preparing import By
from yifa.engine.draw.refusal import UnableToDraw
from yifa.engine.draw_pools import Pool
from yifa.engine.draws_held import HeldDraw, draw_chosen, draws_held
from yifa.kernel.access import PUBLIC
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.versions import INSTALLED
from yifa.law.fold import Given

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 10, 0, tzinfo=timezone(timedelta(hours=8)))
ON = date(2026, 3, 10)
LIST, EMPTY = "sample_people", "sample_nobody"


def subjects(on: date) -> Iterator[tuple[str, str]]:
    del on
    for at in range(10):
        yield "甲乙"[at % 2], f"C{at}"


@pytest.fixture(autouse=True)
def lists(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    settings.YIFA_HOME = tmp_path
    made = {LIST: Pool(LIST, "样本名单", subjects), EMPTY: Pool(EMPTY, "空名单", lambda _: ())}
    monkeypatch.setattr(draw_registers, "pools", lambda: made)


def here(register: str = "") -> tuple[HeldDraw, ...]:
    return draws_held(PUBLIC, organ="", on=ON, register=register)


def asking(word: str) -> Asked:
    now = AT + timedelta(days=9)
    return Asked(PUBLIC, ON, now, Given(), INSTALLED, sent={"draw": (word,)})


class TestADrawHeldHere:
    def test_is_told_with_what_it_drew_and_the_hash_of_its_public_file(self) -> None:
        ceremony = held(LIST, {"甲": "2", "乙": "1"}, at=AT, title="抽取代表")
        (found,) = here()
        assert (found.title, found.organ, found.register, found.on) == ("抽取代表", "区司法局", LIST, date(2026, 3, 3))
        assert [one["code"] for one in json.loads(ceremony.bundle)["result"]["drawn"]] == list(found.codes)
        assert len(set(found.codes)) == 3
        assert found.bundle_hash == sha256(ceremony.bundle.encode()).hexdigest()
        assert found.label == "抽取代表(2026-03-03抽取3个)"

    def test_is_listed_with_those_of_the_same_list_alone(self) -> None:
        held(LIST, {"甲": "1"}, at=AT)
        assert len(here(LIST)) == 1
        assert here("entities") == ()

    def test_is_not_told_before_it_was_carried_out_nor_after_it_was_given_up(self) -> None:
        ceremony = planned(LIST, {"甲": "1"}, at=AT)
        assert here() == ()
        abort(ceremony, why="名录有误", by=By("张三", "张三", "区司法局", ORGAN), at=AT + timedelta(hours=1))
        assert here() == ()

    def test_is_not_told_once_somebody_changed_what_it_drew(self) -> None:
        ceremony = held(LIST, {"甲": "1"}, at=AT)
        changed = json.loads(ceremony.bundle)
        changed["result"]["drawn"][0]["code"] = "C9"
        Ceremony.objects.filter(pk=ceremony.pk).update(bundle=json.dumps(changed))
        assert here() == ()

    def test_of_another_plan_does_not_stand_in_for_this_one(self) -> None:
        first = held(LIST, {"甲": "1"}, at=AT)
        second = held(LIST, {"乙": "1"}, at=AT + timedelta(days=3))
        Ceremony.objects.filter(pk=second.pk).update(bundle=first.bundle)
        assert [one.ceremony for one in here()] == [first.pk]


class TestChoosing:
    def test_takes_a_draw_that_is_offered(self) -> None:
        ceremony = held(LIST, {"甲": "1"}, at=AT)
        assert draw_chosen(asking(str(ceremony.pk)), "draw", register=LIST).ceremony == ceremony.pk

    @pytest.mark.parametrize("word", ["", "999", "x"])
    def test_of_none_is_refused(self, word: str) -> None:
        held(LIST, {"甲": "1"}, at=AT)
        with pytest.raises(UnableToTake, match="没有选定「评议代表」"):
            draw_chosen(asking(word), "draw", register=LIST, title="评议代表")

    def test_of_a_draw_from_another_list_is_refused(self) -> None:
        ceremony = held(LIST, {"甲": "1"}, at=AT)
        with pytest.raises(UnableToTake):
            draw_chosen(asking(str(ceremony.pk)), "draw", register="entities")


class TestAPool:
    def test_is_offered_beside_the_registers(self) -> None:
        assert {LIST, EMPTY, "entities"} <= {one.id for one in draw_registers.of_subjects()}
        assert draw_registers.is_register(LIST)

    def test_that_is_empty_is_not_drawn_from(self) -> None:
        with pytest.raises(UnableToDraw, match=r"「空名单」.*还没有可以抽取的对象"):
            planned(EMPTY, {"甲": "1"}, at=AT)

    def test_is_called_by_one_name(self) -> None:
        names = [pool.id for pool in draw_pools.pools().values()]
        assert len(names) == len(set(names))
        assert not set(names) & {table.id for table in draw_registers.of_inspectors()}
