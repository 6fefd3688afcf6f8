"""Whose an application is: its sheet names no organ, the item that it names does."""

from collections.abc import Mapping

import pytest

from yifa.domains.services.ledger import CASES, RATINGS
from yifa.kernel.replay import owner_named
from yifa.law.fact import Value
from yifa.law.fold import Given


def lookup(register: str, key: str) -> Mapping[str, Value] | None:
    return {"organ": "区行政审批局"} if (register, key) == ("items", "A1") else None


class TestAnApplication:
    @pytest.mark.parametrize(("item", "owner"), [("A1", "区行政审批局"), ("A2", ""), (None, "")])
    def test_belongs_to_the_organ_of_its_item(self, item: str | None, owner: str) -> None:
        assert owner_named(CASES, {"item": item}, Given(lookup=lookup)) == owner

    def test_is_of_nobody_knows_whom_where_no_register_is_loaded(self) -> None:
        assert owner_named(CASES, {"item": "A1"}, Given()) == ""


class TestARating:
    def test_names_no_item_and_so_no_organ(self) -> None:
        assert owner_named(RATINGS, {"case": "1"}, Given(lookup=lookup)) == ""
