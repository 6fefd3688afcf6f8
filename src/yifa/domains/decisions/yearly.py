"""年度目录: items that organs propose, gathered into a list, deliberated, consented to, published; and what each led to.

Source: R713 art. 3 (the list and its changes need the consent of the party committee before they are published); the
date of publication and the filing are the district's own (待核).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction
from django.db.models import Q

from yifa.domains.decisions import vocabulary as v
from yifa.domains.decisions.models import CatalogueItem
from yifa.kernel.access import ROLES, visible
from yifa.kernel.at_hand import acting_of, opened
from yifa.kernel.confidentiality import Level
from yifa.kernel.dossiers.sheets import state
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked, UnableToTake
from yifa.law.fact import Value
from yifa.law.statutes import R713

CATALOGUE, DECISION = "decision_catalogue", "major_decision"


class UnableToPropose(UnableToTake):
    """The item cannot be proposed."""


class UnableToGather(UnableToTake):
    """The items cannot be gathered into a list so."""


class UnableToBegin(UnableToTake):
    """The decision cannot be begun from this item."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item as proposed."""

    title: str
    reason: str
    steps: str
    decide_by: str


def propose(asked: Asked, *, year: int, proposal: Proposal) -> CatalogueItem:
    """Propose an item for the list of a year, for the organ of the post. Raises UnableToPropose for one that does no acts."""
    acting = acting_of(asked)
    reach = ROLES.get(acting.holding.post.role)
    if reach is None or not reach.acts:
        raise UnableToPropose(
            f"不得提出建议:您现在的岗位「{acting.holding.title}」不办理决策事项的申报({R713.art(3).formal})。请换用经办岗位。"
        )
    if items(asked, year=year).filter(title=proposal.title, left_out="").exists():
        raise UnableToPropose(f"{year}年已经有同名的事项「{proposal.title}」。请核对,不必重复提出。", "title")
    with transaction.atomic():
        made = CatalogueItem(
            year=year,
            title=proposal.title,
            organ=acting.holding.organ,
            reason=proposal.reason,
            steps=proposal.steps,
            decide_by=proposal.decide_by,
            proposed_on=asked.on,
            proposed_by=acting.entered_by,
            organ_path=acting.holding.organ_path,
            confidentiality=Level.INTERNAL,
        )
        made.save()
        state(f"catalogue-item/{made.pk}", {"year": str(year), "title": proposal.title}, asked)
    return made


def gather(asked: Asked, *, year: int, number: str, chosen: tuple[int, ...], left_out: str) -> int:
    """Open the list of the year with the items chosen; returns its case. Raises UnableToGather.

    left_out: why those that were not chosen are left out; needed where there are any.
    """
    waiting = list(items(asked, year=year).filter(catalogue=None, left_out=""))
    found = [one for one in waiting if one.pk in chosen]
    others = [one for one in waiting if one.pk not in chosen]
    if len(found) != len(set(chosen)):
        raise UnableToGather("勾选的事项中有已经列入目录的,或者不在本年建议之中。请刷新页面后重新勾选。")
    if others and not left_out:
        raise UnableToGather(
            f"有{len(others)}项建议没有列入,没有写明理由。请写明不列入的理由,理由会告知提出单位。", "left_out"
        )
    name = f"{year}年度重大行政决策事项目录"
    facts: dict[str, Value] = {
        v.CATALOGUE_NUMBER.name: number,
        v.CATALOGUE_NAME.name: name,
        v.CATALOGUE_ITEMS.name: len(found),
        v.CATALOGUE_YEAR.name: year,
    }
    with transaction.atomic():
        opened = _open(asked, CATALOGUE, name, facts)
        for one in found:
            one.catalogue_id = opened
            one.save(update_fields=["catalogue"])
        for one in others:
            one.left_out = left_out
            one.save(update_fields=["left_out"])
        said = {"items": " ".join(str(one.pk) for one in found), "left_out": " ".join(str(one.pk) for one in others)}
        state(f"catalogue/{opened}", said, asked)
    return opened


def begin(asked: Asked, *, item: int, number: str) -> int:
    """Open the decision to which a listed item leads; returns its case. Raises UnableToBegin."""
    acting = acting_of(asked)
    found = visible(CatalogueItem.objects.filter(pk=item), asked.viewer, on=asked.on).first()
    if found is None or found.decision_id is not None:
        raise UnableToBegin("这一项已经启动,或者不在目录中。请核对目录。")
    if found.catalogue_id is None:
        raise UnableToBegin(
            "这一项还没有列入年度目录。确需在目录之外启动的,请先按程序调整目录,或者从「办件」另行立件并说明理由。"
        )
    if found.organ != acting.holding.organ:
        raise UnableToBegin(f"这一项的承办单位是{found.organ}。请由{found.organ}的经办岗位启动。")
    facts: dict[str, Value] = {
        v.DECISION_NUMBER.name: number,
        v.DECISION_TITLE.name: found.title,
        v.UNDERTAKING_UNIT.name: found.organ,
    }
    with transaction.atomic():
        found.decision_id = _open(asked, DECISION, found.title, facts)
        found.save(update_fields=["decision"])
        state(f"catalogue-item/{found.pk}/decision", {"case": str(found.decision_id)}, asked)
    return found.decision_id


def make_public(asked: Asked, catalogue: Case) -> None:
    """Let everybody see the items of a list that is published; call it in the transaction that publishes."""
    rows = visible(CatalogueItem.objects.filter(catalogue=catalogue), asked.viewer, on=asked.on)
    rows.update(confidentiality=Level.PUBLIC)


def items(asked: Asked, *, year: int | None = None) -> models.QuerySet[CatalogueItem]:
    """The items of a year that the viewer may see, in the order in which they were proposed."""
    which = Q() if year is None else Q(year=year)
    rows = visible(CatalogueItem.objects.filter(which), asked.viewer, on=asked.on)
    return rows.select_related("catalogue", "decision").order_by("pk")


def year_of(part: str, *, on: date) -> int:
    """The year that an address names; this one where it names none."""
    return int(part) if part.isascii() and part.isdigit() and len(part) == 4 else on.year  # noqa: PLR2004 - a year


def _open(asked: Asked, procedure: str, title: str, facts: Mapping[str, Value]) -> int:
    return opened(asked, procedure, on=asked.on, title=title, facts=facts).pk
