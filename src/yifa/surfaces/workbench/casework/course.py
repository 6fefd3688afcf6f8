"""The course of a case drawn as a list: what is done, where it stands, what is to come, what falls away and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yifa.kernel.reading import Read
from yifa.law.act import Event, Kind
from yifa.law.condition import evaluate, render
from yifa.law.fold import is_open, standing
from yifa.law.procedure import Step, Together
from yifa.surfaces.shell.legal_words import legal

DONE, NOW, LATER, AWAY = "done", "now", "later", "away"
WORDS = {DONE: "已办", NOW: "现在", LATER: "以后", AWAY: "不适用"}


@dataclass(frozen=True, slots=True)
class Station:
    """One step in the picture. place: done, now, later or away; says: the day, or why it falls away."""

    step: str
    title: str
    duty: str
    place: str
    word: str
    says: str
    article: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the course: one step, or several among which the statute sets no order."""

    stations: tuple[Station, ...]

    @property
    def is_parallel(self) -> bool:
        """Whether its steps stand side by side."""
        return len(self.stations) > 1


def course(read: Read) -> tuple[Stretch, ...]:
    """The whole course of the case as it stands."""
    here = frozenset(step.name for step in standing(read.state, read.given))
    parts = read.course.procedure.course
    steps = (part.steps if isinstance(part, Together) else (part,) for part in parts)
    return tuple(Stretch(tuple(_station(step, here, read) for step in group)) for group in steps)


def rounds(read: Read) -> Iterator[str]:
    """Yield a sentence for each time the case was sent back."""
    for number, earlier in enumerate(read.state.rounds, 1):
        done = "、".join(step.title for step in read.course.procedure.steps if step.name in earlier.times)
        yield f"第{number}次退回前办过:{done}。退回的环节已经重新列出,原来的记录保留。"


def _station(step: Step, here: frozenset[str], read: Read) -> Station:
    place, says = _place(step, here, read)
    article = legal(step.basis.formal)
    return Station(step.name, step.title, step.actor.title, place, WORDS[place], legal(says), article)


def _place(step: Step, here: frozenset[str], read: Read) -> tuple[str, str]:
    state = read.state
    if step.name in state.done:
        return DONE, _days(step, read)
    if step.name in here:
        return NOW, _begun(step, read)
    if not state.closed and is_open(step, state, read.given):
        return LATER, _if(step, read)
    return AWAY, _why_not(step, read)


def _days(step: Step, read: Read) -> str:
    if step.name in read.state.deemed:
        return "依法视为已经办理"
    days: list[date] = read.state.times.get(step.name, [])
    return "、".join(day.isoformat() for day in sorted(days))


def _begun(step: Step, read: Read) -> str:
    day = read.state.day(Event(step.name, Kind.STARTED))
    begun = f"{day}开始" if day is not None else ""
    return "。".join(part for part in (begun, _if(step, read)) if part)


def _if(step: Step, read: Read) -> str:
    if step.if_ is None or evaluate(step.if_, read.state.subject(read.given)) is not None:
        return ""
    return f"是否适用还没有定:{render(step.if_)}的才办理"


def _why_not(step: Step, read: Read) -> str:
    subject = read.state.subject(read.given)
    if step.unless is not None and evaluate(step.unless.when, subject) is True:
        return f"{step.unless.title}({step.unless.basis.formal})"
    if step.if_ is not None and evaluate(step.if_, subject) is False:
        return f"只有{render(step.if_)}的才办理"
    if read.state.ended is not None:
        return f"本件已经{read.state.ended.word}"
    if read.given.witnessed is not None and step.name not in read.given.witnessed:
        return "台账没有这一栏,不知道是否办过"
    return "后面的环节已经办理,没有这一环节的记录"
