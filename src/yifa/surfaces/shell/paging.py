"""Long lists a page at a time, by key and not by number: the thousandth page costs what the first one does."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Generic, TypeVar

from django.core.exceptions import BadRequest, ValidationError
from django.db import models
from django.db.models import Model, Q
from django.http import QueryDict

from yifa.surfaces.shell.asking import plain

M = TypeVar("M", bound=Model)
SIZE = 50
AFTER, UNREADABLE = "after", "网址中的页码不可读"


@dataclass(frozen=True, slots=True)
class Leaf(Generic[M]):
    """One page of a list. following: the query string of the next page, «» on the last; first: that of the first."""

    items: tuple[M, ...]
    first: str
    following: str
    is_first: bool


def paged(rows: models.QuerySet[M], *, by: Sequence[str], query: QueryDict, size: int = SIZE) -> Leaf[M]:
    """The page of the rows that the query string asks for, in the order of these fields («-» for the latest first).

    The last field must be unique. Raises BadRequest for a place that this list cannot have given out.
    """
    after = query.get(AFTER, "")
    found = list((_after(rows, by, after) if after else rows).order_by(*by)[: size + 1])
    following = _with(query, _place(found[size - 1], by)) if len(found) > size else ""
    return Leaf(tuple(found[:size]), _with(query, ""), following, not after)


def _after(rows: models.QuerySet[M], by: Sequence[str], after: str) -> models.QuerySet[M]:
    condition = _beyond(by, after)
    try:
        return rows.filter(condition)
    except (ValueError, TypeError, ValidationError) as unfit:
        raise BadRequest(UNREADABLE) from unfit


def _beyond(by: Sequence[str], after: str) -> Q:
    values = _values(after)
    if len(values) != len(by):
        raise BadRequest(UNREADABLE)
    return reduce(or_, (_later(by[:place], by[place], values) for place in range(len(by))))


def _values(after: str) -> list[int | str]:
    try:
        values = json.loads(base64.urlsafe_b64decode(after.encode()))
    except (ValueError, RecursionError) as damaged:
        raise BadRequest(UNREADABLE) from damaged
    if not isinstance(values, list) or not all(map(_is_plain, values)):
        raise BadRequest(UNREADABLE)
    return values


def _later(equal: Sequence[str], field: str, values: Sequence[int | str]) -> Q:
    same = {name.lstrip("-"): value for name, value in zip(equal, values, strict=False)}
    side = "lt" if field.startswith("-") else "gt"
    return Q(**same, **{f"{field.lstrip('-')}__{side}": values[len(equal)]})


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return plain(value) == value
    return type(value) is int and abs(value) < 1 << 62


def _place(item: Model, by: Sequence[str]) -> str:
    values = [_as_json(getattr(item, name.lstrip("-"))) for name in by]
    return base64.urlsafe_b64encode(json.dumps(values, ensure_ascii=False).encode()).decode()


def _as_json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _with(query: QueryDict, after: str) -> str:
    changed = query.copy()
    changed.pop(AFTER, None)
    if after:
        changed[AFTER] = after
    return f"?{changed.urlencode()}" if changed else "?"
