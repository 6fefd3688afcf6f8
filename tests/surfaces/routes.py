"""Every address of the program, made from the routes themselves: a parameter without an example here fails the tests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from tests.surfaces.portal.canaries import ABORTED, CANARY, PLAN, YEAR, Kept
from yifa.kernel.catalogue import catalogue

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
NOTHING = 999_999


def routes(found: Any = None, before: str = "") -> Iterator[str]:
    """The patterns of all routes, as Django writes them."""
    for one in (found or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield before + str(one.pattern)


def examples(route: str, kept: Kept) -> Iterator[str]:
    """Addresses of a route: of hidden things as well as of open ones, and of what is not there. KeyError for none."""
    known = parameters(route, kept)
    names = PARAMETER.findall(route)
    for values in product(*(known[name] for name in names)):
        address = route
        for value in values:
            address = PARAMETER.sub(str(value), address, count=1)
        yield f"/{address}"


def parameters(route: str, kept: Kept) -> Mapping[str, tuple[object, ...]]:
    """What can stand for each parameter in this route."""
    cases = tuple(pk for ids in kept.cases.values() for pk in (ids[0], ids[-1]))
    return {
        "case": cases,
        "case_id": (*cases, NOTHING),
        "table_id": kept.tables[:: max(1, len(kept.tables) // 6)],
        "figure_id": tuple(catalogue().figures)[::9],
        "year": (YEAR,),
        "kind": KINDS.get(route.partition("/<")[0], ("csv", "xlsx", "done", "registered")),
        "channel": tuple({duty.channel.name for duty in catalogue().duties})[:2],
        "plan": (PLAN, ABORTED),
        "path": ("0/000.p/1", "entries/000.p/1"),
        "edition": ("2019-09-01",),
        "part": ("1", CANARY),
        "name": names(route),
        "pk": (1, NOTHING) if "findings" not in route else kept.findings[::20],
        "token": (1,),
        "webhook": (1,),
        "post": (1,),
        "verb": ("disable", "reset"),
        "register": tuple(one.id for one in catalogue().tables.values() if one.becomes is None)[:3],
        "act": ("seal",),
        "step": ("plan", "seal"),
        "procedure": tuple({name for name, _ in catalogue().procedures})[:6],
        "number": (0, 3),
        "rule": ("trial.rule",),
        "target": ("deliberation", "0"),
        "sha256": ("b" * 64,),
    }


KINDS: Mapping[str, tuple[str, ...]] = {"desk/cases": ("done", "returned", "corrected", "nothing")}


def names(route: str) -> tuple[str, ...]:
    """What «name» may be in this route."""
    if "papers" in route:
        return tuple(catalogue().forms)[:3] or ("approval",)
    if route.startswith(("open/", "desk/office/")) or "cases/<int:case>/<slug" in route:
        return tuple(catalogue().pages)
    if route.startswith("static/"):
        return ("shell/nothing.css",)
    if route.startswith(("law/", "api/v1/procedures")):
        return tuple({name for name, _ in catalogue().procedures})[:4]
    return ("nothing", "report.docx", "verify.py")
