"""The receipt (存证回执) that a party keeps: one printed page in plain words, with a QR code to compare by."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno
from django.utils.timezone import get_default_timezone
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from yifa.kernel.catalogue import catalogue
from yifa.kernel.evidence.bundle import Bundle, OpenedLeaf
from yifa.kernel.evidence.leaves import Subject
from yifa.law.act import Kind
from yifa.law.procedure import Procedure

_MODULE = 4
"""Pixels of one square of the code."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the receipt vouches for: when it happened, what it was, when it was entered, its fingerprint."""

    on: str
    what: str
    entered_at: str
    fingerprint: str


def receipt_page(bundle: Bundle, title: str, *, procedure: Procedure | None = None) -> str:
    """The receipt of a bundle as one HTML page that needs nothing beside it.

    procedure: whose steps the acts of the bundle are.
    """
    pages = Environment(
        loader=PackageLoader("yifa.surfaces.shell"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return pages.get_template("shell/receipt.html").render(
        title=title,
        lines=list(_lines(bundle, procedure)),
        checkpoint=bundle.checkpoint,
        root=bundle.checkpoint.root.hex(),
        keys=bundle.keys,
        code=Markup(_code(bundle)),  # noqa: S704 - drawn by segno from hex digits and our own name
    )


def code_text(bundle: Bundle) -> str:
    """What the QR code says: the log, its length and root, and the fingerprint of each leaf (of the last, if many)."""
    checkpoint = bundle.checkpoint
    leaves = [f"{leaf.position}:{leaf.commitment.hex()}" for leaf in bundle.leaves[-1:]]
    return "\n".join(["yifa", checkpoint.origin, str(checkpoint.size), checkpoint.root.hex(), *leaves])


def _code(bundle: Bundle) -> str:
    drawn: str = segno.make(code_text(bundle), error="m").svg_inline(scale=_MODULE, svgclass="code", lineclass=None)
    return drawn


def _lines(bundle: Bundle, procedure: Procedure | None) -> Iterator[Line]:
    for leaf in bundle.leaves:
        said = json.loads(leaf.text) if leaf.text else {}
        fingerprint = leaf.commitment.hex()
        if leaf.kind == Subject.ACT and said:
            yield Line(said["on"], _act_in_words(said, procedure), _local(said["at"]), fingerprint)
        else:
            yield Line("", _statement_in_words(leaf, said), "", fingerprint)


def _local(instant: str) -> str:
    at = datetime.fromisoformat(instant).astimezone(get_default_timezone())
    return at.strftime("%Y-%m-%d %H:%M")


def _statement_in_words(leaf: OpenedLeaf, said: Mapping[str, Any]) -> str:
    if leaf.kind != Subject.FIGURE or not said:
        return leaf.subject
    stated = said["statement"]
    figure = catalogue().figures.get(stated["figure"])
    title = figure.title if figure is not None else stated["figure"]
    return f"{title}:{stated['value']}{stated['unit']}"


def _act_in_words(said: Mapping[str, Any], procedure: Procedure | None) -> str:
    step = procedure.by_name.get(said["step"]) if procedure is not None else None
    title = step.title if step is not None else said["step"]
    kind = Kind(said["kind"])
    return title if title and kind is Kind.DONE else f"{title}({kind.word})" if title else kind.word
