"""The one predicate under every read: who may see a row, said once as a condition over its three columns.

`visible` compiles it to a query, the engine to a bulk expression, `may_see` asks it of one row with reasons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from django.db import models
from django.db.models import Q

from yifa.kernel.access.columns import COLUMNS, guard_of
from yifa.kernel.access.viewer import Post, Reach, Viewer
from yifa.kernel.confidentiality import CONFIDENTIALITY, KNOWN_TO, ORGAN_PATH, Level
from yifa.kernel.figures.predicates import holds
from yifa.kernel.figures.queries import Queries
from yifa.kernel.figures.sources import Own, Place, UnableToResolve
from yifa.kernel.models import Case, PersonalValue
from yifa.kernel.models.guarded import Guarded
from yifa.law.condition import AllOf, Answer, AnyOf, Beneath, Condition, Not, Subject, all_of, answer, equals, one_of
from yifa.law.fact import Fact

M = TypeVar("M", bound=models.Model)
OPEN_TO_ALL = all_of(equals(CONFIDENTIALITY, Level.PUBLIC), Not(equals(ORGAN_PATH, "")))
"""What needs no post: a record that is open and of which one knows whose it is."""


class UnableToGuard(TypeError):
    """Rows of this kind carry no columns by which it could be decided who may see them."""


def visibility(viewer: Viewer, *, on: date) -> Condition:
    """Who may see what, for this viewer on that day. Nothing is visible that no part of it names."""
    return AnyOf((OPEN_TO_ALL, *(part for held in viewer.posts_on(on) for part in parts_of(*held))))


def visible(rows: models.QuerySet[M], viewer: Viewer, *, on: date) -> models.QuerySet[M]:
    """Of these rows, those that the viewer may see on that day.

    Takes records, entries, cases, and whatever belongs to a case by a column of that name. Raises UnableToGuard for
    any other table.
    """
    return rows.filter(_condition(visibility(viewer, on=on), _prefix(rows.model)))


def reached(rows: models.QuerySet[M], viewer: Viewer, *, on: date) -> models.QuerySet[M]:
    """Of these rows, those that a post of the viewer reaches on that day: for what is inside a case, even of an open one.

    That a record is open lets anybody see its public facts; who handled it, from which file, and what is doubted of it
    stays with those whose post it is.
    """
    parts = tuple(part for held in viewer.posts_on(on) for part in parts_of(*held))
    return rows.filter(_condition(AnyOf(parts), _prefix(rows.model)))


def may_see(row: Guarded, viewer: Viewer, *, on: date) -> Answer:
    """Whether the viewer may see this row on that day, with a sentence for each part that decided."""
    return answer(visibility(viewer, on=on), Subject(guard_of(row)))


def parts_of(post: Post, reach: Reach) -> Iterator[Condition]:
    """What one post lets its holder see, beyond what is open to all."""
    if not reach.levels:
        return
    if reach.everywhere:
        yield AllOf(()) if reach.unlabelled else one_of(CONFIDENTIALITY, *reach.levels)
    if not post.organ_path:
        return
    beneath = Beneath(ORGAN_PATH, post.organ_path)
    yield all_of(beneath, one_of(CONFIDENTIALITY, *reach.levels))
    if post.name and reach.work_secrets:
        yield all_of(beneath, equals(CONFIDENTIALITY, Level.WORK_SECRET), equals(KNOWN_TO, post.name))


@lru_cache(maxsize=1024)
def _condition(condition: Condition, prefix: str) -> Q:
    return holds(condition, _Columns(prefix), Queries())


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the facts of visibility stand in a table; it knows no others."""

    prefix: str

    @property
    def parameters(self) -> Mapping[str, object]:
        return {}

    def place(self, fact: Fact) -> Place:
        if fact in COLUMNS:
            return Own(self.prefix + fact.name)
        msg = f"visibility asks nothing of {fact.name}"
        raise UnableToResolve(msg)

    def places_of_step(self, step: str) -> tuple[Place, ...]:
        msg = f"visibility asks nothing of the step {step}"
        raise UnableToResolve(msg)


def _prefix(model: type[models.Model]) -> str:
    if issubclass(model, Guarded):
        return ""
    fields = {field.name: field for field in model._meta.get_fields()}  # noqa: SLF001 - Django's public options
    if model is not PersonalValue and "case" in fields and fields["case"].related_model is Case:
        return "case__"
    msg = f"{model.__name__} carries no columns of visibility and belongs to no case"
    raise UnableToGuard(msg)
