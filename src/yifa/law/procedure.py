"""The language in which a procedure is written: steps in order, each with its rules. Data only.

Four readings are made of it: `fold` (a live case), the engine's scan (a million finished ones), `table` (what a
lawyer reads) and `explain` (why something is refused). None of them is in this file; the words of rules are in `word`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from yifa.law.act import Event, Kind
from yifa.law.citation import Citation
from yifa.law.condition import Condition
from yifa.law.fact import Fact
from yifa.law.word import (
    After,
    AtLeast,
    By,
    Cap,
    Certified,
    Deemed,
    Document,
    Extension,
    Gate,
    Must,
    Officers,
    OtherCase,
    Pause,
    Proviso,
    Question,
    Role,
    Within,
    Word,
    YearlyCap,
)

__all__ = [
    "After",
    "AtLeast",
    "By",
    "Cap",
    "Certified",
    "Deemed",
    "Document",
    "Extension",
    "Gate",
    "Must",
    "Officers",
    "OtherCase",
    "Pause",
    "Procedure",
    "Proviso",
    "Question",
    "Reference",
    "Role",
    "Rule",
    "Step",
    "Together",
    "Within",
    "Word",
    "YearlyCap",
    "applies_if",
    "complaints",
    "provisos",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who must do what, on which basis, under which rules, and what it leaves.

    if_: the step is due only where this holds; unless: it falls away where this is shown. reopens: an act
    RETURNED in this step voids what was done from that step on. closes: with this step the case is at its end.
    """

    name: str
    title: str
    actor: Role
    basis: Citation
    if_: Condition | None = None
    unless: Proviso | None = None
    rules: tuple[Word, ...] = ()
    leaves: tuple[Document, ...] = ()
    reopens: str | None = None
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Steps among which the statute sets no order."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A fact of the case that names an entry of a register, and the facts that the entry brings with it."""

    fact: Fact
    register: str
    brings: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One public rule of a procedure: the code, the step it stands in, and the word that says it.

    sides: for a gate, which of its two situations this code names.
    """

    code: str
    step: Step
    word: Word
    sides: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Procedure:
    """A procedure, as one version of the law has it.

    facts: all facts its cases record; version: the date from which this text binds, with any layers above it.
    officers: the fact that holds the certificate numbers of the acting officers; certificates: their register.
    """

    name: str
    title: str
    basis: Citation
    course: tuple[Step | Together, ...]
    facts: tuple[Fact, ...] = ()
    questions: tuple[Question, ...] = ()
    refers: tuple[Reference, ...] = ()
    officers: Fact | None = None
    certificates: str = ""
    valid_from: date = date(2000, 1, 1)
    layers: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse a procedure that cannot be meant: unknown steps, gates that bar backwards, doubled names."""
        for complaint in complaints(self):
            msg = f"procedure {self.name}: {complaint}"
            raise ValueError(msg)

    @property
    def version(self) -> str:
        """The version to which a case is pinned: date of the national text and the layers above it."""
        return "+".join((self.valid_from.isoformat(), *self.layers))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All steps in order; those of a parallel group in the order written."""
        return tuple(s for part in self.course for s in (part.steps if isinstance(part, Together) else (part,)))

    @cached_property
    def by_name(self) -> dict[str, Step]:
        """Steps by name."""
        return {step.name: step for step in self.steps}

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each step in the course."""
        return {step.name: index for index, step in enumerate(self.steps)}

    @cached_property
    def part(self) -> dict[str, int]:
        """The part of the course in which each step stands; the members of a parallel group share it."""
        return {
            step.name: index
            for index, part in enumerate(self.course)
            for step in (part.steps if isinstance(part, Together) else (part,))
        }

    @cached_property
    def forbidding(self) -> dict[str, tuple[Rule, ...]]:
        """By step: the rules by which the law forbids (不得) doing it."""
        return {
            step.name: tuple(rule for rule in self.rules if rule.word.forbids and _bears_on(rule) == step.name)
            for step in self.steps
        }

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every public rule, in order of the course."""
        return tuple(rule for step in self.steps for word in step.rules for rule in _rules(step, word))

    @cached_property
    def other_cases(self) -> tuple[OtherCase, ...]:
        """The steps of other cases to which rules refer, each once."""
        return tuple(dict.fromkeys(rule.word.other for rule in self.rules if isinstance(rule.word, After)))

    def title_of(self, event: Event) -> str:
        """The event in words: «受理», «公开征求意见开始»."""
        title = self.by_name[event.step].title
        return f"{title}开始" if event.kind is Kind.STARTED else title

    def reopened(self, step: Step) -> frozenset[str]:
        """The steps that are voided when `step` sends the case back."""
        names = [s.name for s in self.steps]
        if step.reopens is None:
            return frozenset()
        return frozenset(names[names.index(step.reopens) : names.index(step.name) + 1])


def applies_if(rule: Rule) -> tuple[Condition, ...]:
    """The conditions that must all hold for the rule to be judged."""
    return tuple(condition for condition in (rule.step.if_, rule.word.if_) if condition is not None)


def provisos(rule: Rule) -> tuple[Proviso, ...]:
    """The provisos, any of which sets the rule aside."""
    return tuple(proviso for proviso in (rule.step.unless, rule.word.unless) if proviso is not None)


def _bears_on(rule: Rule) -> str:
    return rule.word.bars if isinstance(rule.word, Gate) else rule.step.name


def complaints(procedure: Procedure) -> list[str]:
    """What is wrong with a procedure as written, in English, for its author."""
    names = [step.name for step in procedure.steps]
    found = [f"two steps are named {name}" for name in sorted(set(names)) if names.count(name) > 1]
    codes = [rule.code for rule in procedure.rules]
    found += [f"two rules have the code {code}" for code in sorted(set(codes)) if not _may_share(procedure, code)]
    for step in procedure.steps:
        if step.reopens is not None and step.reopens not in names[: names.index(step.name) + 1]:
            found.append(f"step {step.name} reopens {step.reopens}, which does not come before it")
        for word in step.rules:
            found += _word_complaints(step, word, names, codes)
    return found


def _may_share(procedure: Procedure, code: str) -> bool:
    # Several gates before one step are one rule to the public: all of these must be done first (意见齐备). So are
    # rules of one step that each say to which cases they apply (涉及市场主体的…,其他的…).
    rules = [rule for rule in procedure.rules if rule.code == code]
    gates = [rule.word for rule in rules if isinstance(rule.word, Gate)]
    before_one = len(gates) == len(rules) and len({gate.bars for gate in gates}) == 1
    for_others = len({rule.step.name for rule in rules}) == 1 and all(rule.word.if_ is not None for rule in rules)
    return len(rules) == 1 or before_one or for_others


def _word_complaints(step: Step, word: Word, names: list[str], codes: list[str]) -> list[str]:
    found = []
    if isinstance(word, Gate) and word.bars not in names[names.index(step.name) + 1 :]:
        found.append(f"the gate of {step.name} bars {word.bars}, which does not come after it")
    if isinstance(word, Within | AtLeast) and word.since.step not in names:
        found.append(f"{word.code} counts from {word.since.step}, which is no step of it")
    if isinstance(word, Within) and word.yields_to is not None and word.yields_to not in codes:
        found.append(f"{word.code} yields to {word.yields_to}, which is no rule of it")
    if isinstance(word, Within) and word.deemed is not None and word.deemed.step not in names:
        found.append(f"{word.code} deems {word.deemed.step}, which is no step of it")
    return found


def _rules(step: Step, word: Word) -> tuple[Rule, ...]:
    if not isinstance(word, Gate):
        return (Rule(word.code, step, word),)
    if word.absent == word.later:
        return (Rule(word.absent, step, word, frozenset({"absent", "later"})),)
    return (
        Rule(word.absent, step, word, frozenset({"absent"})),
        Rule(word.later, step, word, frozenset({"later"})),
    )
