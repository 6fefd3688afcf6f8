"""The recipe «add a figure»: what it declares is a figure that the house accepts."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.docs.recipe import blocks
from yifa.engine.figures.evaluation import evaluate
from yifa.kernel.access import OPERATOR
from yifa.kernel.catalogue import catalogue
from yifa.kernel.figures.declaration import Figure
from yifa.law.condition import Happened

RECIPE = Path(__file__).parents[2] / "docs" / "recipes" / "add-a-figure.md"


def declared() -> Figure:
    code = next(block.text for block in blocks(RECIPE.read_text(encoding="utf-8")) if block.language == "python")
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - our own page
    figure = names["DECISION_EXPERT_ARGUMENTS"]
    assert isinstance(figure, Figure)
    return figure


class TestTheFigure:
    def test_is_accepted_and_not_there_yet(self) -> None:
        assert declared().where == Happened("expert_argument", "专家论证")
        assert declared().id not in catalogue().figures

    @pytest.mark.django_db
    def test_gives_a_reason_where_its_ledger_was_never_taken_in(self) -> None:
        found = evaluate([declared()], year=2022, viewer=OPERATOR, on=date(2023, 1, 5))[declared().id]
        assert found.value is None
        assert "决策事项" in found.missing_reason
