"""The words in which a rule is written: terms, gates, officers, caps, provisos. Data only; basis is always required."""

from __future__ import annotations

from dataclasses import dataclass, field

from yifa.law.act import Event
from yifa.law.citation import Citation
from yifa.law.condition import Condition, Parameter
from yifa.law.fact import Fact, Type
from yifa.law.term import Hours, Months, Term, Years


@dataclass(frozen=True, slots=True)
class Role:
    """Who acts, by the statute's own word."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Document:
    """What an act must leave on file."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """A condition that the statute leaves to judgement: an officer answers it on the record, with reasons."""

    name: str
    title: str
    basis: Citation

    @property
    def fact(self) -> Fact:
        """The fact that holds the answer."""
        return Fact(self.name, self.title, Type.FLAG)


@dataclass(frozen=True, slots=True)
class Proviso:
    """但书: the rule does not apply where this is shown. What is not on record is not shown."""

    when: Condition
    basis: Citation
    title: str


@dataclass(frozen=True, slots=True)
class Extension:
    """The term may be lengthened on approval: by a number in the term's unit, or to the day granted."""

    basis: Citation
    who: Role
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still on this ground, from the day after it begins to the day it ends."""

    ground: str
    title: str
    basis: Citation


@dataclass(frozen=True, slots=True)
class Deemed:
    """Silence has legal effect: where the term is missed, `step` counts as done on the day of `on`."""

    step: str
    on: Event
    basis: Citation


@dataclass(frozen=True, slots=True)
class Within:
    """A maximum: the step must be done within `term` of `since`.

    watch_open: cases in which absence at the end of the scanned period is listed (True: in all).
    settled_by: steps whose doing also discharges the duty, so that nothing is owed any more.
    yields_to: this rule is silent where that one speaks. special_rules: the basis on which a ministry's
    order may add pauses and extensions (另有规定的除外); None where the statute leaves no room.
    """

    term: Term
    since: Event
    basis: Citation
    code: str
    if_: Condition | None = None
    unless: Proviso | None = None
    extension: Extension | None = None
    pauses: tuple[Pause, ...] = ()
    settled_by: tuple[str, ...] = ()
    yields_to: str | None = None
    watch_open: Condition | bool = False
    deemed: Deemed | None = None
    special_rules: Citation | None = None
    forbids: bool = False

    def __post_init__(self) -> None:
        """Refuse pauses where the law knows none."""
        if self.pauses and isinstance(self.term, Hours | Months | Years):
            msg = f"{self.code}: a term in {self.term.unit}s has no pauses"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A minimum: at least `term` lies between `since` and the doing of the step.

    A term counted backwards (材料应于会前7日送达) is the same thing, seen from its end.
    """

    term: Term
    since: Event
    basis: Citation
    code: str
    if_: Condition | None = None
    unless: Proviso | None = None
    forbids: bool = False


@dataclass(frozen=True, slots=True)
class By:
    """A fixed date of the year named by `year`: month and day, or a local parameter «MM-DD».

    Or the day that the case itself states (要求办结日期): the fact that holds it, of no year of its own.
    """

    month_day: Parameter | tuple[int, int] | Fact
    year: Fact | None
    basis: Citation
    code: str
    if_: Condition | None = None
    unless: Proviso | None = None
    forbids: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """`bars` may not be done before this step is done, and has passed where `passes` is asked.

    absent: code where the barred step was done without this one; later: code where this one came after it.
    forbids: the law says 不得, so a live act is refused; otherwise it is recorded as a finding.
    """

    bars: str
    basis: Citation
    absent: str
    later: str
    passes: Condition | None = None
    if_: Condition | None = None
    unless: Proviso | None = None
    forbids: bool = False


@dataclass(frozen=True, slots=True)
class Officers:
    """At least this many officers act in the case: a number of the statute, or one that the district sets."""

    at_least: int | Parameter
    basis: Citation
    code: str
    if_: Condition | None = None
    unless: Proviso | None = None
    forbids: bool = True


@dataclass(frozen=True, slots=True)
class Certified:
    """Each officer holds a certificate valid on the day of the step."""

    basis: Citation
    code: str
    if_: Condition | None = None
    unless: Proviso | None = None
    forbids: bool = True


@dataclass(frozen=True, slots=True)
class Must:
    """What the facts must be, where `if_` holds.

    shows: facts that a finding states; a requirement that compares one fact states that one and its bound by itself.
    """

    requirement: Condition
    basis: Citation
    code: str
    if_: Condition | None = None
    unless: Proviso | None = None
    forbids: bool = False
    # What a finding states beside it is no word of the law, and stays out of what a procedure is known by.
    shows: tuple[Fact, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Cap:
    """The step may be done at most so many times in one case."""

    at_most: int
    basis: Citation
    code: str
    if_: Condition | None = None
    unless: Proviso | None = None
    forbids: bool = False


@dataclass(frozen=True, slots=True)
class YearlyCap:
    """Across cases: in one calendar year the step is done at most so many times to one and the same subject.

    per: the fact that names the subject; at_most: a number, or a parameter that may depend on a fact of the case.
    Cases count in the order of the day of the step, then in the order in which they entered the book; each one above
    the cap is a breach of its own. A case that a proviso sets aside is neither judged nor counted.
    """

    per: Fact
    at_most: int | Parameter
    basis: Citation
    code: str
    if_: Condition | None = None
    unless: Proviso | None = None
    forbids: bool = False


@dataclass(frozen=True, slots=True)
class OtherCase:
    """A step of another case, which this case names: by procedure, and by the fact that holds the other's number."""

    named_by: Fact
    procedure: str
    step: str
    title: str


@dataclass(frozen=True, slots=True)
class After:
    """The step is done no earlier than a step of another case.

    called: the names that a finding gives to the day of the other's step and to the day of this one. In a live case,
    on which everything is on record, a step of the other that is not on record was not done; in history it is unknown.
    """

    other: OtherCase
    basis: Citation
    code: str
    called: tuple[str, str]
    if_: Condition | None = None
    unless: Proviso | None = None
    forbids: bool = False


Word = Within | AtLeast | By | Gate | Officers | Certified | Must | Cap | YearlyCap | After
