"""The fold: acts of one case → where it stands, what is due, what was broken. Total: history is never refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from yifa.law.act import Act, Event, Kind, effective
from yifa.law.calendar import NATIONAL, Calendar
from yifa.law.clock import Span
from yifa.law.condition import Subject, evaluate
from yifa.law.fact import Value
from yifa.law.procedure import Procedure, Rule, Step, Together

Lookup = Callable[[str, str], Mapping[str, Value] | None]
"""(register, key) → the facts of the entry, or None where the register has none."""

Elsewhere = Callable[[str, str, str], date | None]
"""(procedure, step, number of the case) → the day on which that step of that case was done, or None."""
Earlier = Callable[[Rule, Value, date], int | None]
"""(rule, subject, day) → how many other cases come before this one under a yearly cap, or None where nobody counted."""


def nothing_registered(register: str, key: str) -> None:
    """The lookup where no register is loaded."""
    del register, key


def everything_loaded(register: str) -> bool:
    """The answer where every register has an edition in force."""
    del register
    return True


def nothing_elsewhere(procedure: str, step: str, number: str) -> None:
    """The answer where no other case is on record."""
    del procedure, step, number


def nobody_counted(rule: Rule, subject: Value, on: date) -> None:
    """The answer where other cases were not counted."""
    del rule, subject, on


@dataclass(frozen=True, slots=True)
class Given:
    """What the law takes as given when it looks at a case: calendar, parameters of the district, registers.

    loaded: whether a register has an edition in force at all; in one that has none, that an entry is absent says
    nothing. elsewhere and earlier: what other cases say, asked for this one. witnessed: the steps on which the source
    of the case says anything; None where it says all (a live case). unsaid: facts on which the source says nothing.
    parameters_on: the parameters of another day, where it is known how they changed.
    """

    calendar: Calendar = NATIONAL
    parameters: Mapping[str, object] = field(default_factory=dict)
    lookup: Lookup = nothing_registered
    witnessed: frozenset[str] | None = None
    elsewhere: Elsewhere = nothing_elsewhere
    earlier: Earlier = nobody_counted
    loaded: Callable[[str], bool] = everything_loaded
    unsaid: frozenset[str] = frozenset()
    parameters_on: Callable[[date], Mapping[str, object]] | None = None

    def when_opened(self, on: date) -> Given:
        """The same, with the district's numbers of the day on which a case was opened: a later change is not for it."""
        return self if self.parameters_on is None else replace(self, parameters=self.parameters_on(on))


@dataclass(slots=True)
class State:
    """Where a case stands after its acts.

    first: the earliest act of each (step, kind) in the present round, with its minute; times: the days on which
    each step was done; until: granted ends of extended terms; suspended: days on which each ground began and
    ended; rounds: the states in which the case was sent back; deemed: steps that silence counts as done.
    """

    procedure: Procedure
    facts: dict[str, Value] = field(default_factory=dict)
    first: dict[Event, tuple[date, int | None]] = field(default_factory=dict)
    times: dict[str, list[date]] = field(default_factory=dict)
    until: dict[str, date] = field(default_factory=dict)
    suspended: dict[str, list[tuple[date, int, Kind]]] = field(default_factory=dict)
    ended: Kind | None = None
    rounds: list[State] = field(default_factory=list)
    deemed: set[str] = field(default_factory=set)

    def day(self, event: Event) -> date | None:
        """The day of the event in the present round; None where it is not on record."""
        found = self.first.get(event)
        return found[0] if found else None

    def minute(self, event: Event) -> int | None:
        """Minutes after midnight of the event, where recorded."""
        found = self.first.get(event)
        return found[1] if found else None

    @property
    def done(self) -> frozenset[str]:
        """Steps done in the present round."""
        return frozenset(self.times).union(self.deemed)

    @property
    def closed(self) -> bool:
        """Whether nothing further is to be done."""
        return self.ended is not None or any(step.closes and step.name in self.done for step in self.procedure.steps)

    def branch(self) -> State:
        """A state that starts from this one and goes its own way: what is taken into it leaves this one as it is."""
        return State(
            self.procedure,
            dict(self.facts),
            dict(self.first),
            {step: list(days) for step, days in self.times.items()},
            dict(self.until),
            {ground: list(days) for ground, days in self.suspended.items()},
            self.ended,
            list(self.rounds),
            set(self.deemed),
        )

    def subject(self, given: Given) -> Subject:
        """What conditions are evaluated on."""
        missing = (ref.brings for ref in self.procedure.refers if not given.loaded(ref.register))
        unsaid = given.unsaid.union(fact.name for brings in missing for fact in brings)
        return Subject(self.facts, self.done, given.parameters, unsaid)


def fold(procedure: Procedure, acts: Iterable[Act], given: Given) -> State:
    """The state after the acts, taken in order of their `seq`; corrections already applied to what they correct."""
    state = State(procedure)
    for act in effective(list(acts)):
        take(state, act)
    refer(state, given)
    for earlier in state.rounds:
        earlier.facts = state.facts
    return state


def take(state: State, act: Act) -> None:
    """Let one act change the state."""
    if act.facts:
        state.facts.update(act.facts)
    kind = act.meaning
    if kind is Kind.DONE or kind is Kind.STARTED:
        _occur(state, act, kind)
    elif kind is Kind.EXTENDED:
        _occur(state, act, kind)
        if act.until is not None:
            state.until[act.step] = max(act.until, state.until.get(act.step, act.until))
    elif kind is Kind.SUSPENDED or kind is Kind.RESUMED:
        state.suspended.setdefault(act.step, []).append((act.on, act.seq, kind))
    elif kind is Kind.RETURNED:
        _send_back(state, act.step)
    elif kind is not None and kind.ends_case:
        state.ended = kind


def refer(state: State, given: Given) -> None:
    """Add the facts that register entries named by the case bring with them."""
    for reference in state.procedure.refers:
        key = state.facts.get(reference.fact.name)
        entry = given.lookup(reference.register, str(key)) if key is not None else None
        for fact in reference.brings:
            state.facts[fact.name] = entry.get(fact.name) if entry is not None else None


def spans(state: State, grounds: Iterable[str]) -> tuple[tuple[Span, ...], bool]:
    """The closed stretches of suspension on these grounds, and whether one is still open."""
    closed: list[Span] = []
    still_open = False
    for ground in grounds:
        begun: date | None = None
        for day, _, kind in sorted(state.suspended.get(ground, ())):
            if kind is Kind.SUSPENDED:
                begun = begun or day
            elif begun is not None:
                closed.append(Span(begun, day))
                begun = None
        still_open = still_open or begun is not None
    return tuple(closed), still_open


def standing(state: State, given: Given) -> tuple[Step, ...]:
    """The steps that come next: the first one not yet done, or all open ones of its parallel group."""
    if state.closed:
        return ()
    for part in state.procedure.course:
        steps = part.steps if isinstance(part, Together) else (part,)
        open_ones = tuple(step for step in steps if is_open(step, state, given))
        if open_ones:
            return open_ones
    return ()


def is_open(step: Step, state: State, given: Given) -> bool:
    """Whether the step is still to be done: it is not done, and the record does not say that it falls away."""
    if step.name in state.done:
        return False
    if step.unless is not None and evaluate(step.unless.when, state.subject(given)) is True:
        return False
    # A step after which others were done is behind the case, not before it.
    part = state.procedure.part
    if any(part.get(name, -1) > part[step.name] for name in state.done):
        return step.if_ is not None and evaluate(step.if_, state.subject(given)) is True
    return step.if_ is None or evaluate(step.if_, state.subject(given)) is not False


def _occur(state: State, act: Act, kind: Kind) -> None:
    event = Event(act.step, kind)
    known = state.first.get(event)
    if known is None or (act.on, act.minute or 0) < (known[0], known[1] or 0):
        state.first[event] = (act.on, act.minute)
    if kind is Kind.DONE:
        state.times.setdefault(act.step, []).append(act.on)


def _send_back(state: State, step: str) -> None:
    returning = state.procedure.by_name.get(step)
    if returning is None:
        return
    voided = state.procedure.reopened(returning)
    state.rounds.append(
        State(
            state.procedure,
            state.facts,
            dict(state.first),
            {name: list(days) for name, days in state.times.items()},
            dict(state.until),
            {ground: list(acts) for ground, acts in state.suspended.items()},
        )
    )
    state.first = {event: at for event, at in state.first.items() if event.step not in voided}
    state.times = {name: days for name, days in state.times.items() if name not in voided}
    state.until = {name: day for name, day in state.until.items() if name not in voided}
