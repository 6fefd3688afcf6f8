"""Placing an organ in the tree: its rows, and those of whatever lies beneath it, go with it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Left, Substr
from django.db.models.lookups import Exact

from yifa.kernel.models import Guarded, Organ
from yifa.law.condition import SEPARATOR


class UnableToPlace(ValueError):
    """The place is taken, or lies beneath the organ itself."""


def place_organ(*, organ: Organ, path: str) -> None:
    """Put the organ at that path (names from the root, joined by «/»); who may see its rows follows at once.

    Raises UnableToPlace where another organ stands there, or the path lies beneath the organ.
    """
    if Organ.objects.exclude(pk=organ.pk).filter(path=path).exists() or path.startswith(organ.path + SEPARATOR):
        raise UnableToPlace(f"不能移到「{path}」:该位置已有机关,或者在「{organ.name}」自身之下。请核对机关层级。")
    with transaction.atomic():
        _move(Organ, "path", organ.path, path)
        for model in guarded_models():
            _move(model, "organ_path", organ.path, path)
    organ.refresh_from_db()


def guarded_models() -> tuple[type[models.Model], ...]:
    """Every installed table whose rows carry the columns of visibility."""
    return tuple(model for model in apps.get_models() if issubclass(model, Guarded))


def _move(model: type[models.Model], column: str, old: str, new: str) -> None:
    rows: models.QuerySet[Any, Any] = models.QuerySet(model)
    below = old + SEPARATOR
    beneath = Exact(Left(F(column), len(below)), Value(below))
    rows.filter(beneath).update(**{column: Concat(Value(new + SEPARATOR), Substr(F(column), len(below) + 1))})
    rows.filter(**{column: old}).update(**{column: new})
