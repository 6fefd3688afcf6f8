"""制发流程图: how a norm is made, drawn from the procedure itself, as a picture and as a list of what each step asks.

The picture is an SVG of its own (`/open/norm-flow/flow.svg`), to be shown wherever the district publishes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.procedure import NORM, NORM_SINCE_2024
from yifa.kernel.pages import Asked, Download, Page
from yifa.law.condition import Condition, Parameter
from yifa.law.procedure import AtLeast, Gate, Must, Procedure, Step, Together, Within
from yifa.law.table import says
from yifa.law.word import Word

PICTURE = "flow.svg"
TRAIL = ({"title": "行政规范性文件", "href": "/open/norm-list/"},)
WIDTH, BOX, HALF, HEIGHT, GAP, LEFT = 520, 360, 205, 56, 26, 40
"""Sizes of the picture in its own units: it is drawn narrow, so that it can be read on a phone."""
WIDE = 15
"""From so many characters on, who does a step is written smaller."""
WHERE: tuple[tuple[Condition, str], ...] = (
    (v.BUSINESS, "涉及市场主体的"),
    (v.NO_BUSINESS, "与市场主体无关的"),
    (v.INCOMPLETE, "材料不齐的"),
)
"""How people say the conditions of this procedure."""


@dataclass(frozen=True, slots=True)
class Station:
    """One step: who does it, when it is needed, what it asks in sentences, what it leaves, and the articles."""

    name: str
    title: str
    duty: str
    applies: str
    asks: tuple[str, ...]
    leaves: str
    basis: str
    certainty: str
    back: str


def show(asked: Asked) -> Page | Download:
    """The picture with the list beneath it; or the picture alone."""
    procedure = NORM_SINCE_2024 if NORM_SINCE_2024.valid_from <= asked.on else NORM
    rows = stations(procedure, asked.given.parameters)
    picture = drawing(rows, procedure.title)
    if asked.part == PICTURE:
        return Download("行政规范性文件制发流程图.svg", picture.encode(), "image/svg+xml; charset=utf-8")
    told = {"rows": rows, "procedure": procedure, "picture": Markup(picture), "trail": TRAIL}  # noqa: S704 - escaped below
    return Page("norms/flow.html", "行政规范性文件制发流程图", told)


def stations(procedure: Procedure, numbers: Mapping[str, object]) -> list[list[Station]]:
    """The steps in order, those without an order among them together; numbers: what the district set, by name."""
    parts = (part.steps if isinstance(part, Together) else (part,) for part in procedure.course)
    return [[_station(step, procedure, numbers) for step in steps] for steps in parts]


def drawing(rows: list[list[Station]], title: str) -> str:
    """The picture: a box for each step, a frame around those without an order, an arrow back where a text returns."""
    shapes: list[str] = []
    tops: dict[str, int] = {}
    y = 12
    for row in rows:
        height = _height(row)
        shapes += _row(row, y)
        tops.update({one.title: y + HEIGHT // 2 for one in row})
        y += height + GAP
    shapes += [_arrow(at) for at in _arrows(rows)]
    shapes += [_back(tops[one.title], tops[one.back], lane) for lane, one in enumerate(_returning(rows))]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img" aria-label="{escape(title)}流程图">'
    return head + MARKER + "".join(shapes) + "</svg>"


MARKER = (
    '<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0 0L8 4L0 8z" fill="#0b4a6f"/></marker></defs>'
)


def _station(step: Step, procedure: Procedure, numbers: Mapping[str, object]) -> Station:
    back = procedure.by_name[step.reopens].title if step.reopens else ""
    return Station(
        name=step.name,
        title=step.title,
        duty=step.actor.title,
        applies=_applies(step),
        asks=tuple(_with_numbers(_asks(word, step, procedure), numbers) for word in step.rules),
        leaves="、".join(document.title for document in step.leaves),
        basis=step.basis.formal,
        certainty=step.basis.certainty.label,
        back=back,
    )


def _applies(step: Step) -> str:
    known = next((words for condition, words in WHERE if condition == step.if_), "")
    if step.if_ is not None:
        return known or says(Must(step.if_, step.basis, ""), step, NORM).removeprefix("应当符合:") + "的"
    return f"除{step.unless.title}外" if step.unless is not None else ""


def _asks(word: Word, step: Step, procedure: Procedure) -> str:
    if isinstance(word, Gate):
        return (
            f"没有办理或者没有通过的,{'不得' if word.forbids else '不应'}进入「{procedure.by_name[word.bars].title}」"
        )
    if isinstance(word, Must) and word.requirement == v.REVIEWED_AS_CHANGED:
        return "审议后有实质性修改的,修改后的文本经过补充审核才能签发"
    where = next((f"{words}," for condition, words in WHERE if condition == getattr(word, "if_", None)), "")
    if isinstance(word, Within | AtLeast):
        but = f"({word.unless.title}的除外)" if word.unless is not None else ""
        return f"{where}{says(replace(word, if_=None, unless=None), step, procedure)}{but}"
    return says(word, step, procedure)


def _with_numbers(text: str, numbers: Mapping[str, object]) -> str:
    for one in vars(v).values():
        if isinstance(one, Parameter):
            set_to = numbers.get(one.name)
            text = text.replace(f"「{one.title}」", str(set_to)) if isinstance(set_to, int) else _unset(text, one)
    return text


def _unset(text: str, one: Parameter) -> str:
    # A number that the district did not set is none: «不超过「报上级备案日数」日» is «不超过本地规定的期限».
    return re.sub(f"「{re.escape(one.title)}」(?:个工作日|个月|日|年)", "本地规定的期限", text)


def _height(row: list[Station]) -> int:
    lines = (len(row) + 1) // 2
    return HEIGHT if len(row) == 1 else lines * HEIGHT + (lines + 1) * 12


def _row(row: list[Station], y: int) -> Iterator[str]:
    if len(row) == 1:
        yield _box(row[0], LEFT, y, BOX)
        return
    wide = 2 * HALF + 36
    yield (
        f'<rect x="4" y="{y}" width="{wide}" height="{_height(row)}" rx="6" fill="none" stroke="#0b4a6f" stroke-dasharray="5 4"/>'
    )
    for at, one in enumerate(row):
        yield _box(one, 16 + (at % 2) * (HALF + 12), y + 12 + (at // 2) * (HEIGHT + 12), HALF)


def _box(one: Station, x: int, y: int, width: int) -> str:
    middle, title, duty = x + width // 2, escape(one.title), escape(one.duty)
    style = 'stroke-dasharray="3 3" ' if one.applies else ""
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{HEIGHT}" rx="6" fill="#fff" stroke="#0b4a6f" stroke-width="2" {style}/>'
        f'<text x="{middle}" y="{y + 24}" font-size="17" font-weight="700" text-anchor="middle" fill="#12212b">{title}</text>'
        f'<text x="{middle}" y="{y + 44}" font-size="{_size(one.duty)}" text-anchor="middle" fill="#465661">{duty}</text>'
    )


def _size(words: str) -> int:
    return 13 if len(words) < WIDE else 11


def _arrows(rows: list[list[Station]]) -> Iterator[int]:
    y = 12
    for row in rows[:-1]:
        y += _height(row) + GAP
        yield y


def _arrow(at: int) -> str:
    middle = LEFT + BOX // 2
    return f'<path d="M{middle} {at - GAP + 2}V{at - 2}" stroke="#0b4a6f" stroke-width="2" fill="none" marker-end="url(#to)"/>'


def _returning(rows: list[list[Station]]) -> list[Station]:
    return [one for row in rows for one in row if one.back]


def _back(start: int, end: int, lane: int) -> str:
    edge, out = LEFT + BOX, 470 + 20 * lane
    path = f'<path d="M{edge} {start}H{out}V{end + 8 * lane}H{edge + 4}" stroke="#8a3a12" stroke-width="2" fill="none" marker-end="url(#to)"/>'
    return f'{path}<text x="{edge + 8}" y="{start - 6}" font-size="13" fill="#8a3a12">退回</text>'
