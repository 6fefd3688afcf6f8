"""The desk page of a citizen's request: the steps on the way to the answer, and, for a stated purpose, who asked."""

from __future__ import annotations

from typing import Any

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.steps_page import REQUEST
from yifa.domains.norms.steps_page import show as show_steps
from yifa.kernel.dossiers.personal import fact_in_clear
from yifa.kernel.pages import Asked, NothingThere, Page, UnableToTake

PERSON = "person"


def show(asked: Asked) -> Page:
    """The steps; or who asked, to whom the answer goes."""
    if asked.part == PERSON:
        return _requester(asked)
    if asked.part:
        raise NothingThere
    return show_steps(REQUEST, "审查建议的办理", asked)


def _requester(asked: Asked) -> Page:
    purpose = asked.query.get("purpose", "").strip()
    told: dict[str, Any] = {"purpose": purpose, "requester": None, "why": ""}
    if purpose:
        try:
            told["requester"] = fact_in_clear(asked, v.REQUESTER, purpose=purpose)
        except UnableToTake as refused:
            told["why"] = str(refused)
    return Page("norms/requester.html", "建议人的联系方式", told)
