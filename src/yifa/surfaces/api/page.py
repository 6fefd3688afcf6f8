"""The page for whoever connects another system: how to get a token, every operation, and how webhooks are checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from yifa.surfaces.api.interface import SAYS, api
from yifa.surfaces.shell.freshness import open_page
from yifa.surfaces.shell.pages import renderer

render = renderer("yifa.surfaces.api", site="接口")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as the page tells it."""

    method: str
    path: str
    title: str


@open_page
def description(request: HttpRequest) -> HttpResponseBase:
    """The page."""
    return render(request, "api/description.html", title="接口说明", says=SAYS, operations=tuple(_operations()))


def _operations() -> Iterator[Operation]:
    paths: dict[str, dict[str, Any]] = api.get_openapi_schema()["paths"]
    for path, methods in paths.items():
        for method, told in methods.items():
            yield Operation(method.upper(), path, told["summary"])
