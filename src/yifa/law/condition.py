"""Conditions over facts: the only rule language in the house. Three-valued: true, false, or unknown.

A condition is data. It is evaluated for one subject with reasons here, compiled for millions by the engine,
rendered in Chinese, and kept as JSON where a district edits it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, assert_never

from yifa.law.fact import Fact, Value

type_scalar = bool | int | str | date
SEPARATOR = "/"
"""Between the names of a path."""


class Sign(StrEnum):
    """How a fact is compared."""

    EQUAL = "="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


OPERATORS: Mapping[Sign, Callable[[Any, Any], bool]] = {
    Sign.EQUAL: operator.eq,
    Sign.LESS: operator.lt,
    Sign.AT_MOST: operator.le,
    Sign.MORE: operator.gt,
    Sign.AT_LEAST: operator.ge,
}
WORDS: Mapping[Sign, str] = {
    Sign.EQUAL: "为",
    Sign.LESS: "小于",
    Sign.AT_MOST: "不超过",
    Sign.MORE: "超过",
    Sign.AT_LEAST: "达到",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that the district sets, e.g. days to file a catalogue; a constant of the profile, never of the law.

    name: as in the profile; title: Chinese; by: the fact that chooses among several values, if any.
    """

    name: str
    title: str
    by: Fact | None = None

    @property
    def is_on(self) -> Switch:
        """The condition that the district has switched this rule on."""
        return Switch(self)


@dataclass(frozen=True, slots=True)
class Depending:
    """A number that the statute sets by kind: (value of `by`, number) pairs; unknown for any other kind."""

    by: Fact
    numbers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The fact stands in this relation to a value, a statutory number by kind, a local parameter, or another fact."""

    fact: Fact
    sign: Sign
    value: type_scalar | Depending | Parameter | Fact


@dataclass(frozen=True, slots=True)
class OneOf:
    """The fact is one of these values."""

    fact: Fact
    values: tuple[type_scalar, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The fact is on record. Unknown only where the source does not have the fact's column."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class Beneath:
    """The fact is this path, names from the root joined by «/», or one that lies beneath it: whose organ it is."""

    fact: Fact
    path: str

    def __post_init__(self) -> None:
        """Refuse the empty path, beneath which everything would lie."""
        if not self.path or self.path.endswith(SEPARATOR):
            msg = f"{self.fact.name}: {self.path!r} names no place in a tree"
            raise ValueError(msg)

    def holds_of(self, path: str) -> bool:
        """Whether that path is this one or lies beneath it."""
        return path == self.path or path.startswith(self.path + SEPARATOR)


@dataclass(frozen=True, slots=True)
class Happened:
    """The step was done. Never unknown itself: an act that is not on record did not happen."""

    step: str
    title: str


@dataclass(frozen=True, slots=True)
class Switch:
    """A local yes/no parameter of the district profile is on."""

    parameter: Parameter


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """This does not hold."""

    part: Condition


Condition = Comparison | OneOf | Known | Beneath | Happened | Switch | AllOf | AnyOf | Not


def equals(fact: Fact, value: type_scalar | Fact) -> Comparison:
    """The fact is this value, or what the other fact is."""
    return Comparison(fact, Sign.EQUAL, value)


def at_most(fact: Fact, value: type_scalar | Depending | Parameter) -> Comparison:
    """The fact is not above this value (以下, the number included)."""
    return Comparison(fact, Sign.AT_MOST, value)


def at_least(fact: Fact, value: type_scalar | Parameter) -> Comparison:
    """The fact reaches this value (以上, the number included)."""
    return Comparison(fact, Sign.AT_LEAST, value)


def one_of(fact: Fact, *values: type_scalar) -> OneOf:
    """The fact is one of these values."""
    return OneOf(fact, values)


def within(fact: Fact, first: date, last: date) -> AllOf:
    """The date lies in the period, both days included."""
    return AllOf((at_least(fact, first), at_most(fact, last)))


def all_of(*parts: Condition) -> AllOf:
    """Every one of these holds."""
    return AllOf(parts)


def any_of(*parts: Condition) -> AnyOf:
    """At least one of these holds."""
    return AnyOf(parts)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a condition is evaluated on: the facts known, the steps done and the profile's parameters.

    unsaid: facts, by name, on which the source of the record says nothing at all, not even that there is none.
    """

    facts: Mapping[str, Value]
    steps: frozenset[str] = frozenset()
    parameters: Mapping[str, object] | None = None
    unsaid: frozenset[str] = frozenset()

    def is_unsaid(self, fact: Fact) -> bool:
        """Whether the fact is not on record, and its absence says nothing."""
        return fact.name in self.unsaid and self.facts.get(fact.name) is None


@dataclass(frozen=True, slots=True)
class Answer:
    """The result for one subject: holds is True, False or None (unknown); reasons say why in Chinese."""

    holds: bool | None
    reasons: tuple[str, ...]


def evaluate(condition: Condition, subject: Subject) -> bool | None:
    """Whether the condition holds for the subject; None where a fact that decides it is missing."""
    match condition:
        case Comparison():
            return _compare(condition, subject)
        case OneOf(fact, values):
            stated = subject.facts.get(fact.name)
            return None if stated is None else stated in values
        case Known(fact):
            return None if subject.is_unsaid(fact) else subject.facts.get(fact.name) is not None
        case Beneath(fact):
            path = subject.facts.get(fact.name)
            return condition.holds_of(path) if isinstance(path, str) else None
        case Happened(step):
            return step in subject.steps
        case Switch(parameter):
            value = (subject.parameters or {}).get(parameter.name)
            return None if value is None else bool(value)
        case AllOf(parts):
            return _all(evaluate(part, subject) for part in parts)
        case AnyOf(parts):
            opposite = _all(_negate(evaluate(part, subject)) for part in parts)
            return _negate(opposite)
        case Not(part):
            return _negate(evaluate(part, subject))
        case _:
            assert_never(condition)


def rests_on(condition: Condition) -> tuple[Fact, ...]:
    """The facts that the condition looks at, in the order written."""
    asked = (leaf for leaf in _leaves(condition) if isinstance(leaf, Comparison | OneOf | Known | Beneath))
    return tuple(fact for leaf in asked for fact in (leaf.fact, getattr(leaf, "value", None)) if isinstance(fact, Fact))


def answer(condition: Condition, subject: Subject) -> Answer:
    """Evaluate with reasons: one sentence for each elementary condition that decided."""
    holds = evaluate(condition, subject)
    word = {True: "成立", False: "不成立", None: "资料不全,无法判断"}
    parts = [(render(part), evaluate(part, subject)) for part in _leaves(condition)]
    return Answer(holds, tuple(f"{text}:{word[value]}" for text, value in parts))


def render(condition: Condition) -> str:
    """The condition in Chinese, as a lawyer reads it."""
    match condition:
        case Comparison():
            return _rendered(condition)
        case OneOf(fact, values):
            return f"{fact.title}为{'、'.join(shown(fact, value) for value in values)}之一"
        case Known(fact):
            return f"已载明{fact.title}"
        case Beneath(fact, path):
            return f"{fact.title}在「{path}」之内"
        case Happened(_, title):
            return f"经过{title}"
        case Switch(parameter):
            return f"本地规定「{parameter.title}」"
        case AllOf(parts):
            return "且".join(_grouped(part) for part in parts)
        case AnyOf(parts):
            return "或者".join(_grouped(part) for part in parts)
        case Not(part):
            return _denied(part)
        case _:
            assert_never(condition)


def _denied(part: Condition) -> str:
    match part:
        case OneOf(fact, values):
            return f"{fact.title}不在{'、'.join(shown(fact, value) for value in values)}之列"
        case Known(fact):
            return f"没有载明{fact.title}"
        case Comparison(fact, sign, Fact() as other) if sign is Sign.EQUAL:
            return f"{fact.title}与{other.title}不同"
        case _:
            return f"不属于「{render(part)}」"


def shown(fact: Fact, value: type_scalar | Depending | Parameter | Fact) -> str:
    """A value as Chinese text with its unit; money is stored in fen and shown in yuan."""
    if isinstance(value, Fact):
        return value.title
    if isinstance(value, Depending):
        return "、".join(f"{kind}{shown(fact, number)}" for kind, number in value.numbers)
    if isinstance(value, Parameter):
        return f"本地参数「{value.title}」"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int) and fact.type == "money":
        yuan, fen = divmod(value, 100)
        return f"{yuan}.{fen:02d}元" if fen else f"{yuan}元"
    if isinstance(value, int) and fact.type == "hundredths":
        return f"{in_hundredths(value)}{fact.unit}"
    return f"{value}{fact.unit}"


def in_hundredths(value: int) -> str:
    """A number held in hundredths as people write it: 325 is «3.25», 300 is «3»."""
    whole, rest = divmod(value, 100)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)


def bound(comparison: Comparison, subject: Subject) -> object:
    """What the fact is compared with: the value written, the one for its kind, of another fact, or set by the district."""
    value = comparison.value
    if isinstance(value, Fact):
        return subject.facts.get(value.name)
    if isinstance(value, Depending):
        return dict(value.numbers).get(str(subject.facts.get(value.by.name)))
    return parameter_value(value, subject) if isinstance(value, Parameter) else value


def parameter_value(parameter: Parameter, subject: Subject) -> object:
    """The value the profile sets, chosen by the parameter's fact where it has several; None where not set."""
    value = (subject.parameters or {}).get(parameter.name)
    if parameter.by is not None and isinstance(value, Mapping):
        return value.get(subject.facts.get(parameter.by.name))
    return value


def _compare(condition: Comparison, subject: Subject) -> bool | None:
    left, right = subject.facts.get(condition.fact.name), bound(condition, subject)
    if left is None or right is None:
        return None
    return OPERATORS[condition.sign](left, right)


def _rendered(condition: Comparison) -> str:
    fact, value = condition.fact, condition.value
    if condition.sign is Sign.EQUAL and isinstance(value, bool):
        asked = fact.title.removeprefix("是否")
        return asked if value else f"不属于「{asked}」"
    if condition.sign is Sign.EQUAL and isinstance(value, Fact):
        return f"{fact.title}与{value.title}相同"
    return f"{fact.title}{WORDS[condition.sign]}{shown(fact, value)}"


def _all(values: Iterable[bool | None]) -> bool | None:
    unknown = False
    for value in values:
        if value is False:
            return False
        unknown = unknown or value is None
    return None if unknown else True


def _negate(value: bool | None) -> bool | None:  # noqa: FBT001 - a truth value is what it takes
    return None if value is None else not value


def _grouped(condition: Condition) -> str:
    text = render(condition)
    return f"({text})" if isinstance(condition, AllOf | AnyOf) else text


def _leaves(condition: Condition) -> list[Condition]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            return [leaf for part in parts for leaf in _leaves(part)]
        case Not(part):
            return _leaves(part)
        case _:
            return [condition]
