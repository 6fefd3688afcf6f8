"""Why a fact is asked for: each rule of a procedure that looks at it, with its article, so that a form can say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache

from yifa.kernel.deadlines import Basis, basis_of, rules_of
from yifa.law.citation import Citation
from yifa.law.condition import Comparison, Condition, Depending, OneOf, render, rests_on
from yifa.law.fact import Fact
from yifa.law.procedure import Certified, Officers, Procedure, Step, Word
from yifa.law.table import says


@dataclass(frozen=True, slots=True)
class Asking:
    """One reason for which a fact is asked: the step in which the rule stands, what it says, and its article."""

    step: str
    step_title: str
    says: str
    basis: Basis


@cache
def askings(procedure: Procedure) -> Mapping[str, tuple[Asking, ...]]:
    """By name of the fact, every reason for which the procedure asks for it, in order of its course."""
    found: dict[str, list[Asking]] = {}
    for fact, asking in _all(procedure):
        known = found.setdefault(fact.name, [])
        if asking not in known:
            known.append(asking)
    for reference in procedure.refers:
        brought = [one for fact in reference.brings for one in found.get(fact.name, ())]
        known = found.setdefault(reference.fact.name, [])
        known += [one for one in brought if one not in known]
    return {name: tuple(reasons) for name, reasons in found.items()}


@cache
def known_values(procedure: Procedure) -> Mapping[str, tuple[str, ...]]:
    """By name of the fact, the words that rules know for it, to be offered where it is typed."""
    found: dict[str, dict[str, None]] = {}
    for step in procedure.steps:
        for fact, word in _words((step.if_, step.unless, step.rules)):
            found.setdefault(fact.name, {})[word] = None
    return {name: tuple(words) for name, words in found.items()}


def _all(procedure: Procedure) -> Iterator[tuple[Fact, Asking]]:
    for step in procedure.steps:
        yield from _of_step(step)
        for rule in rules_of(step, procedure):
            asking = Asking(step.name, step.title, says(rule.word, step, procedure), basis_of(rule.word.basis))
            yield from ((fact, asking) for fact in _looked_at(rule.word, procedure))


def _of_step(step: Step) -> Iterator[tuple[Fact, Asking]]:
    if step.if_ is not None:
        yield from _asked(step.if_, f"{render(step.if_)}的,应当办理「{step.title}」", step, step.basis)
    if step.unless is not None:
        text = f"{step.unless.title.removesuffix('的')}的,不办理「{step.title}」"
        yield from _asked(step.unless.when, text, step, step.unless.basis)


def _asked(condition: Condition, text: str, step: Step, basis: Citation) -> Iterator[tuple[Fact, Asking]]:
    asking = Asking(step.name, step.title, text, basis_of(basis))
    yield from ((fact, asking) for fact in rests_on(condition))


def _looked_at(word: Word, procedure: Procedure) -> Iterator[Fact]:
    if isinstance(word, Officers | Certified) and procedure.officers is not None:
        yield procedure.officers
    yield from _facts_in(word)


def _facts_in(value: object) -> Iterator[Fact]:
    if isinstance(value, Fact):
        yield value
    else:
        for part in _parts(value):
            yield from _facts_in(part)


def _words(value: object) -> Iterator[tuple[Fact, str]]:
    match value:
        case Comparison(fact, _, str() as word):
            yield fact, word
        case OneOf(fact, words):
            yield from ((fact, word) for word in words if isinstance(word, str))
        case Depending(by, numbers):
            yield from ((by, kind) for kind, _ in numbers)
        case _:
            pass
    for part in _parts(value):
        yield from _words(part)


def _parts(value: object) -> tuple[object, ...]:
    if isinstance(value, tuple):
        return value
    if is_dataclass(value) and not isinstance(value, type | Citation):
        return tuple(getattr(value, part.name) for part in fields(value))
    return ()
