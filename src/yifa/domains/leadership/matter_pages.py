"""One matter of a leader: what is on record, by when, and the form of each act that is open to this post."""

from __future__ import annotations

from functools import partial
from typing import Any

from yifa.domains.leadership import sides
from yifa.domains.leadership import vocabulary as v
from yifa.domains.leadership.boards import is_said, value_of
from yifa.domains.leadership.moves import MATTERS, PROBLEMS, Matter, Move
from yifa.kernel.acts import Proposed
from yifa.kernel.at_hand import case_of, do, read_of
from yifa.kernel.deadlines import deadlines
from yifa.kernel.pages import Asked, Done, Page, PageAt, Place
from yifa.kernel.particulars import REASON
from yifa.kernel.reading import Read
from yifa.kernel.typed import one_of, past_day, written
from yifa.law.act import Act, Kind, done
from yifa.law.fact import Value
from yifa.law.fold import standing


def show(asked: Asked, *, matter: Matter) -> Page:
    """The matter, with the forms for whoever may act now."""
    read = read_of(asked)
    here, facts = standing(read.state, read.given), read.state.facts
    told: dict[str, Any] = {
        "matter": matter,
        "facts": [
            (fact.title, facts[fact.name]) for fact in matter.procedure.facts if facts.get(fact.name) is not None
        ],
        "here": here[0] if here else None,
        "terms": tuple(deadlines(here[0], read.state, read.given, asked.on)) if here else (),
        "moves": _moves(asked, matter, read),
        "steps": [(s.title, s.actor.title, read.state.day(done(s.name))) for s in matter.procedure.steps],
        "story": [_told(act, read) for act in read.course.acts if act.facts.get(REASON.name)],
        "on": asked.on,
    }
    return Page("leadership/matter.html", read.case.number or matter.title, told)


def take(asked: Asked, *, matter: Matter) -> Done:
    """Do the act whose form was sent. Raises UnableToTake where it is not open now; UnableToPerform by law or post."""
    moves = {move.name: move for move in matter.moves}
    move = moves[one_of(asked, "do", "要办理的事项", moves)]
    on = past_day(asked, "day", "日期")
    facts: dict[str, Value] = {f.fact.name: value_of(asked, f) for f in move.fields if is_said(asked, f)}
    facts |= _added(asked, matter, move)
    text = "\n".join(f"{name}:{value}" for name, value in sorted(facts.items()))
    documents = (written(move.leaves, text),) if move.leaves is not None else ()
    do(asked, Proposed(move.kind, move.step, on, facts=facts, documents=documents))
    return Done(f"已登记「{move.title}」。")


def _added(asked: Asked, matter: Matter, move: Move) -> dict[str, Value]:
    """What is stated beside what was typed: the number of what was only planned; who verified, with which result."""
    if not matter.first and move.step == "submission":
        return {matter.number.name: case_of(asked).number or ""}
    if matter is not PROBLEMS or move.step != "verification":
        return {}
    return {v.VERIFIED_BY.name: asked.viewer.name, v.VERIFIED.name: move.kind is Kind.DONE}


def _moves(asked: Asked, matter: Matter, read: Read) -> tuple[Move, ...]:
    here = {step.name for step in standing(read.state, read.given)[:1]}
    if read.case.ended:
        return ()
    if not here:
        reopening = (move for move in matter.moves if move.name == "reopen")
        return tuple(move for move in reopening if sides.may(asked, move.side))
    named = (move for move in matter.moves if move.step in here and move.name != "reopen")
    return tuple(move for move in named if sides.may(asked, move.side))


def _told(act: Act, read: Read) -> tuple[str, str, str]:
    step = read.course.procedure.by_name.get(act.step)
    title = f"{step.title}({act.kind.word})" if step is not None else act.kind.word
    return str(act.on), title, str(act.facts[REASON.name])


PAGES = tuple(
    PageAt(
        matter.name,
        f"办理{matter.title}",
        Place.CASE,
        partial(show, matter=matter),
        partial(take, matter=matter),
        procedure=matter.procedure.name,
        steps=tuple(step.name for step in matter.procedure.steps),
    )
    for matter in MATTERS
)
