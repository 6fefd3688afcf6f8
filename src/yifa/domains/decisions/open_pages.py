"""The public page of the yearly list; those of drafts are of every procedure that asks for comments."""

from __future__ import annotations

from typing import Any

from yifa.domains.decisions.yearly import items
from yifa.kernel.pages import Asked, Page


def yearly(asked: Asked) -> Page:
    """The yearly lists that are published, each item with where its decision stands."""
    years: dict[int, list[Any]] = {}
    for one in items(asked).exclude(catalogue=None).order_by("-year", "pk"):
        years.setdefault(one.year, []).append(one)
    return Page("decisions/yearly_open.html", "重大行政决策事项年度目录", {"years": years})
