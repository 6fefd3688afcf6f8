"""Three layers of rule: national text < dated order of a ministry (条线 overlay) < district profile.

A lower layer only adds; it never relaxes a national rule. A ministry may add pauses and extensions where the statute
leaves room for them (另有规定的除外); a district may add steps, terms and gates only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from yifa.law.citation import Citation
from yifa.law.procedure import Pause, Procedure, Step, Together, Within, Word


@dataclass(frozen=True, slots=True)
class AddStep:
    """A step more, right after the named one."""

    after: str
    step: Step


@dataclass(frozen=True, slots=True)
class AddRule:
    """A term, a gate or another rule more in the named step."""

    step: str
    rule: Word


@dataclass(frozen=True, slots=True)
class AddPause:
    """A ground more on which the clock of the rule of that code stands still."""

    code: str
    pause: Pause


Course = tuple[Step | Together, ...]
Addition = AddStep | AddRule | AddPause


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a lower layer adds to one procedure from a day on.

    organs: only cases of organs whose name contains this text follow it ("" = all organs).
    """

    name: str
    title: str
    basis: Citation
    procedure: str
    valid_from: date
    additions: tuple[Addition, ...]
    organs: str = ""

    def binds(self, organ: str, on: date) -> bool:
        """Whether a case of that organ, opened on that day, follows this layer."""
        return self.organs in organ and self.valid_from <= on


class UnableToLayer(ValueError):
    """A lower layer tried to relax a rule, or named something that the procedure does not have."""


def layered(procedure: Procedure, overlays: Iterable[Overlay]) -> Procedure:
    """The procedure with these layers on top; its version names each of them.

    Raises UnableToLayer where an addition relaxes a national rule or hangs on nothing.
    """
    for overlay in overlays:
        if overlay.procedure == procedure.name:
            procedure = _with(procedure, overlay)
    return procedure


def fingerprint(procedure: Procedure) -> str:
    """A hash over everything the procedure says; it changes when any word of it changes."""
    said = (procedure.name, procedure.title, procedure.basis, procedure.course, procedure.facts, procedure.questions)
    rest = (procedure.refers, procedure.officers, procedure.certificates, procedure.version)
    return hashlib.sha256(repr((*said, *rest)).encode()).hexdigest()


def _with(procedure: Procedure, overlay: Overlay) -> Procedure:
    course = procedure.course
    for addition in overlay.additions:
        course = _added(course, addition, overlay)
    layer = f"{overlay.name}@{overlay.valid_from}"
    try:
        return replace(procedure, course=course, layers=(*procedure.layers, layer))
    except ValueError as complaint:
        message = f"本层规定「{overlay.title}」不能加在{procedure.title}之上:{complaint}"
        raise UnableToLayer(message) from complaint


def _added(course: Course, addition: Addition, overlay: Overlay) -> Course:
    match addition:
        case AddStep(after, step):
            place = _place(course, after, overlay) + 1
            return (*course[:place], step, *course[place:])
        case AddRule(name, rule):
            here = next(step for step in _steps(course[_place(course, name, overlay) :]) if step.name == name)
            return _changed(course, replace(here, rules=(*here.rules, rule)))
        case AddPause(code, pause):
            return _paused(course, code, pause, overlay)


def _paused(course: Course, code: str, pause: Pause, overlay: Overlay) -> Course:
    for step in _steps(course):
        for rule in step.rules:
            if isinstance(rule, Within) and rule.code == code:
                return _changed(course, _with_pause(step, rule, pause, overlay))
    message = f"本层规定「{overlay.title}」所称的规则 {code} 不存在。请核对规则代码。"
    raise UnableToLayer(message)


def _with_pause(step: Step, rule: Within, pause: Pause, overlay: Overlay) -> Step:
    if rule.special_rules is None:
        message = (
            f"本层规定「{overlay.title}」不得放宽国家规定:{rule.basis.formal}没有授权另行规定。请删去该项中止事由。"
        )
        raise UnableToLayer(message)
    wider = replace(rule, pauses=(*rule.pauses, pause))
    return replace(step, rules=tuple(wider if word is rule else word for word in step.rules))


def _changed(course: Course, new: Step) -> Course:
    def exchanged(part: Step | Together) -> Step | Together:
        if isinstance(part, Together):
            return Together(tuple(new if step.name == new.name else step for step in part.steps))
        return new if part.name == new.name else part

    return tuple(exchanged(part) for part in course)


def _place(course: Course, name: str, overlay: Overlay) -> int:
    for place, part in enumerate(course):
        if name in {step.name for step in (part.steps if isinstance(part, Together) else (part,))}:
            return place
    message = f"本层规定「{overlay.title}」所称的环节 {name} 不存在。请核对环节名称。"
    raise UnableToLayer(message)


def _steps(course: Course) -> tuple[Step, ...]:
    return tuple(s for part in course for s in (part.steps if isinstance(part, Together) else (part,)))
