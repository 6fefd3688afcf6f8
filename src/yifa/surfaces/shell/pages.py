"""Rendering: our own templates in Jinja, escaped always, and an unknown name is a fault and not an empty place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from yifa.report.punctuation import mended
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.files import address_of
from yifa.surfaces.shell.legal_words import legal

SHELL = "yifa.surfaces.shell"


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go."""

    title: str
    href: str


Render = Callable[..., HttpResponse]


def renderer(package: str = SHELL, *, navigation: tuple[Link, ...] = (), site: str = "") -> Render:
    """How a surface renders its pages: its own templates before those of the shell, under its own navigation.

    site: the name of the surface in the head of each page, after that of the district.
    """
    loaders = [PackageLoader(name) for name in dict.fromkeys((package, SHELL, *_institutions()))]
    pages = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["mended"] = mended
    pages.filters["legal"] = legal
    pages.globals.update(file=address_of, navigation=navigation, site=site)

    def render(request: HttpRequest, template: str, *, status: int = 200, **told: Any) -> HttpResponse:
        here = {"district": district(), "path": request.path, "trail": ()}
        text = pages.get_template(template).render({**here, **told})
        return HttpResponse(text, status=status)

    return render


def _institutions() -> Iterator[str]:
    """The packages of institutions that bring templates of their own, in a folder of their name."""
    for config in apps.get_app_configs():
        if (Path(config.path) / "templates" / config.label).is_dir():
            yield config.name


def drawn(svg: str) -> Markup:
    """A picture that we drew ourselves, every word in it escaped already."""
    return Markup(svg)  # noqa: S704 - `charts` escapes what it is given
