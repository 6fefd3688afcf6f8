"""Cases drawn at the edge of every rule: each step falls a day before, on, or a day after what its rule asks.

The hand that draws is a seeded generator, so that hundreds of cases make one batch for one scan; a failing case is
made small again by `case.smallest`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.engine.conformance.case import Case, World
from yifa.engine.conformance.asked import facts_asked
from yifa.law.act import Act, Event, Kind, done
from yifa.law.calendar import Calendar, CalendarNotLoaded
from yifa.law.clock import Span, due
from yifa.law.condition import AllOf, AnyOf, Comparison, Condition, Depending, Not, OneOf, Parameter, Subject, evaluate
from yifa.law.fact import Fact, Type, Value
from yifa.law.judge import fixed_date, number
from yifa.law.procedure import (
    After,
    AtLeast,
    By,
    Cap,
    Certified,
    Gate,
    Must,
    Officers,
    Rule,
    Step,
    Within,
    YearlyCap,
    applies_if,
    provisos,
)
from yifa.law.term import Hours, Promptly, Term

A_DAY = timedelta(days=1)
NOISE = (Kind.REASSIGNED, Kind.COUNTERSIGNED, Kind.REMINDED, Kind.ANSWERED)


def draw(seed: int, world: World, count: int) -> list[Case]:
    """So many cases of the world's procedure."""
    hand = Random(seed)
    return [Hand(hand, world).case() for _ in range(count)]


@dataclass
class Hand:
    """Draws one case."""

    random: Random
    world: World
    acts: list[Act] = field(default_factory=list)
    facts: dict[str, Value] = field(default_factory=dict)
    days: dict[Event, tuple[date, int | None]] = field(default_factory=dict)
    spans: dict[str, list[Span]] = field(default_factory=dict)
    open_step: str | None = None

    def case(self) -> Case:
        """Facts first, then stretches of suspension, then the course, then what goes wrong in any office."""
        self.first_day = self._first_day()
        self.facts = {fact.name: self._value(fact) for fact in facts_asked(self.world.procedure)}
        self._register_facts()
        self._add(Kind.REGISTERED, "", self.first_day, facts={k: v for k, v in self.facts.items() if v is not None})
        self._suspend()
        self._aim_at_the_day_asked_about()
        self._course()
        self._disturb()
        acts = tuple(self._numbered())
        return Case(acts, self.random.choice(["", "", "", *self.world.witnessed]))

    # What is recorded

    def _value(self, fact: Fact) -> Value:
        stated = list(dict.fromkeys(v for rule in self.world.procedure.rules for v in _values(rule, fact, self.world)))
        is_named = fact.name in self._keys or fact == self.world.procedure.officers
        if self._chance(0.1 if stated or is_named else 0.4):
            return None
        if fact.name in self._keys:
            return self.random.choice(self._keys[fact.name])
        if any(isinstance(rule.word, YearlyCap) and rule.word.per == fact for rule in self.world.procedure.rules):
            # A few subjects share the cases of a batch, so that a cap is met from both sides.
            return f"甲{self.random.randint(1, 22)}"
        if fact == self.world.procedure.officers:
            known = list(self.world.registers.get(self.world.procedure.certificates, {}))
            return tuple(
                self.random.choice([*known, "unheard of"]) for _ in range(self.random.choice([0, 1, 2, 2, 2, 3]))
            )
        return self.random.choice(stated) if stated and self._chance(0.9) else self._any(fact)

    @property
    def _keys(self) -> dict[str, list[str]]:
        registers, others = self.world.registers, self.world.others
        keys = {r.fact.name: [*registers.get(r.register, {}), "no entry"] for r in self.world.procedure.refers}
        for other in self.world.procedure.other_cases:
            known = [*others.get((other.procedure, other.step), {})]
            keys[other.named_by.name] = [*known * 4, *keys.get(other.named_by.name, []), "no such case"]
        return keys

    def _any(self, fact: Fact) -> Value:
        if fact.type is Type.FLAG:
            return self._chance(0.5)
        if fact.type in {Type.INTEGER, Type.MONEY}:
            return self.random.randint(1, 12)
        if fact.type is Type.DATE:
            return date(2022, 1, 1) + self.random.randint(-40, 400) * A_DAY
        return None if fact.type is Type.CODES else "其他"

    def _register_facts(self) -> None:
        for reference in self.world.procedure.refers:
            key = self.facts.pop(reference.fact.name, None) or self._value(reference.fact)
            self.facts[reference.fact.name] = key
            for fact in reference.brings:
                self.facts.pop(fact.name, None)

    @property
    def _subject(self) -> Subject:
        brought = dict(self.facts)
        for reference in self.world.procedure.refers:
            brought |= self.world.lookup(reference.register, str(self.facts.get(reference.fact.name))) or {}
        return Subject(brought, frozenset(), self.world.parameters)

    # When it happened

    def _first_day(self) -> date:
        first, last = self.world.calendar.horizon
        at = self.random.random()
        if at < 0.02:
            return first + self.random.randint(-20, 3) * A_DAY
        if at < 0.07:
            return last - self.random.randint(-3, 60) * A_DAY
        return self.world.as_of - self.random.randint(20, 330) * A_DAY

    @property
    def _is_near_the_edge(self) -> bool:
        first, last = self.world.calendar.horizon
        return self.first_day < first + 60 * A_DAY or self.first_day > last - 150 * A_DAY

    def _suspend(self) -> None:
        words = [rule.word for rule in self.world.procedure.rules if isinstance(rule.word, Within)]
        if self._is_near_the_edge and any(number(word.term.count, self._subject) == 0 for word in words):
            # The fold asks the calendar about a term of no days once a clock stood still: see clock.due.
            return
        for ground in sorted({pause.ground for word in words for pause in word.pauses}):
            day = self.first_day + self.random.randint(0, 25) * A_DAY
            for _ in range(self.random.choice([0, 0, 1, 1, 2])):
                last = day + self.random.choice([0, 1, 3, 9, 14]) * A_DAY
                self._add(Kind.SUSPENDED, ground, day)
                if self._chance(0.1):
                    self._add(Kind.SUSPENDED, ground, day + A_DAY)
                if self._chance(0.92):
                    self._add(Kind.RESUMED, ground, last)
                    self.spans.setdefault(ground, []).append(Span(day, last))
                day = last + self.random.choice([0, 1, 5]) * A_DAY

    def _aim_at_the_day_asked_about(self) -> None:
        """Leave a step open whose term ends about the day asked about."""
        words = [rule for rule in self.world.procedure.rules if isinstance(rule.word, Within)]
        if not words or self._chance(0.7):
            return
        rule = self.random.choice(words)
        assert isinstance(rule.word, Within)
        limit = number(rule.word.term.count, self._subject)
        self.open_step = rule.step.name
        if limit is None:
            return
        self.acts = [act for act in self.acts if act.kind is Kind.REGISTERED or self._chance(0.4)]
        self.spans = {}
        target = self.world.as_of + self.random.choice([-2, -1, -1, 0, 0, 1]) * A_DAY
        self.days[rule.word.since] = (_start(rule.word.term, limit, target, self.world.calendar), None)

    def _course(self) -> None:
        steps = self.world.procedure.steps
        place, rounds, stop = 0, 0, self.random.choice([len(steps)] * 4 + [self.random.randint(1, len(steps))])
        if self.open_step is not None and self._chance(0.8):
            stop = self.world.procedure.place[self.open_step]
        while place < min(stop, len(steps)):
            step = steps[place]
            is_gate = any(isinstance(rule, Gate) for rule in step.rules)
            if step.name != self.open_step and self._chance(0.75 if is_gate else 0.82):
                self._take(step)
            place += 1
            if step.reopens is not None and rounds < 2 and self._chance(0.15):
                rounds += 1
                self._add(Kind.RETURNED, step.name, self._last_day)
                place = self.world.procedure.place[step.reopens]
                self.days = {e: at for e, at in self.days.items() if e.step not in self.world.procedure.reopened(step)}

    def _take(self, step: Step) -> None:
        began, finished = Event(step.name, Kind.STARTED), done(step.name)
        if self._counts_from(began) and self._chance(0.9):
            self._occur(began, self.days.get(began, (self._near(), None)))
        if self._counts_from(Event(step.name, Kind.EXTENDED)) or self._may_be_extended(step):
            self._extend(step)
        self._occur(finished, self.days.get(finished) or self._aimed(step))
        capped = any(isinstance(rule.word, Cap) for rule in self._rules_of(step))
        while self._chance(0.4 if capped else 0.06):
            self._occur(finished, (self._near(), None))

    def _extend(self, step: Step) -> None:
        if self._chance(0.5):
            return
        until = self._near() + self.random.randint(0, 60) * A_DAY if self._chance(0.8) else None
        event = Event(step.name, Kind.EXTENDED)
        self._occur(event, (self._near(), None), until)

    def _aimed(self, step: Step) -> tuple[date, int | None]:
        aims = [aim for aim in (self._aim(rule, step) for rule in self._rules_on(step)) if aim is not None]
        if aims and self._chance(0.93):
            return self.random.choice(aims)
        return self._near(), None

    def _aim(self, rule: Rule, step: Step) -> tuple[date, int | None] | None:
        word, off = rule.word, self.random.choice([-1, 0, 1, 1, 1])
        if isinstance(word, Gate):
            passed = self.days.get(done(rule.step.name))
            return (passed[0] + off * A_DAY, None) if passed else None
        if isinstance(word, Certified):
            entries = self.world.registers.get(self.world.procedure.certificates, {}).values()
            days = [day for entry in entries for day in entry.values() if isinstance(day, date)]
            return (self.random.choice(days) + off * A_DAY, None) if days else None
        if isinstance(word, After):
            there = self.world.elsewhere(word.other.procedure, word.other.step, self._named(word))
            return (there + off * A_DAY, None) if there else None
        if isinstance(word, By):
            last = fixed_date(word, self._subject)
            return (last + off * A_DAY, None) if last else None
        if not isinstance(word, Within | AtLeast) or word.since not in self.days:
            return None
        return self._aim_at_term(rule, word, step, off)

    def _named(self, word: After) -> str:
        return str(self.facts.get(word.other.named_by.name))

    def _aim_at_term(self, rule: Rule, word: Within | AtLeast, step: Step, off: int) -> tuple[date, int | None] | None:
        limit, (start, minute) = number(word.term.count, self._subject), self.days[word.since]
        if limit is None or isinstance(word.term, Promptly):
            return None
        if isinstance(word.term, Hours):
            total = (minute or 0) + limit * 60 + off
            return start + total // 1440 * A_DAY, total % 1440
        grounds = [pause.ground for pause in word.pauses] if isinstance(word, Within) else []
        spans = [span for ground in grounds for span in self.spans.get(ground, [])]
        if isinstance(word, Within) and word.extension and Event(step.name, Kind.EXTENDED) in self.days:
            until = [act.until for act in self.acts if act.step == step.name and act.until is not None]
            if until and word.extension.by is None:
                return max(until) + off * A_DAY, None
            limit += word.extension.by or 0
        try:
            last = due(word.term, limit, start, spans, self.world.calendar)
        except CalendarNotLoaded:
            return start + limit * A_DAY, None
        return self._moved(last, off, isinstance(word, AtLeast)), None

    def _moved(self, last: date, off: int, minimum: bool) -> date:  # noqa: FBT001 - a test's own
        if minimum and self._chance(0.5):
            off = -abs(off)
        return last + (off if self._chance(0.7) else off * 3) * A_DAY

    def _near(self) -> date:
        return self._last_day + self.random.choice([-1, 0, 0, 1, 2, 4, 9, 25]) * A_DAY

    @property
    def _last_day(self) -> date:
        return max((day for day, _ in self.days.values()), default=self.first_day)

    # What goes wrong in any office

    def _disturb(self) -> None:
        if self._chance(0.05):
            self._add(self.random.choice([Kind.WITHDRAWN, Kind.TERMINATED]), "", self._last_day)
        if self._chance(0.1):
            self._add(self.random.choice(NOISE), self.world.procedure.steps[0].name, self.first_day)
        if len(self.acts) > 3 and self._chance(0.12):
            one, other = self.random.sample(range(1, len(self.acts)), 2)
            self.acts[one], self.acts[other] = self.acts[other], self.acts[one]

    def _numbered(self) -> Iterator[Act]:
        acts = [_with(act, seq=seq) for seq, act in enumerate(self.acts)]
        while len(acts) > 1 and self._chance(0.12):
            wrong = self.random.choice(acts[1:])
            replaced = self.random.choice([wrong.meaning, wrong.meaning, None])
            day = wrong.on + self.random.randint(-3, 3) * A_DAY
            acts.append(_with(wrong, seq=len(acts), kind=Kind.CORRECTED, on=day, corrects=wrong.seq, replaces=replaced))
        yield from acts

    # Small change

    def _occur(self, event: Event, at: tuple[date, int | None], until: date | None = None) -> None:
        day, minute = at
        if minute is None and self._has_hours and self._chance(0.7):
            minute = self.random.randint(1, 1439)
        self.days[event] = min(self.days.get(event, (day, minute)), (day, minute), key=lambda d: (d[0], d[1] or 0))
        self._add(event.kind, event.step, day, minute=minute, until=until)

    def _add(self, kind: Kind, step: str, on: date, **more: object) -> None:
        self.acts.append(Act(0, kind, step, on, **more))  # type: ignore[arg-type]

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    @property
    def _has_hours(self) -> bool:
        words = [rule.word for rule in self.world.procedure.rules]
        return any(isinstance(word, Within) and isinstance(word.term, Hours) for word in words)

    def _counts_from(self, event: Event) -> bool:
        words = [rule.word for rule in self.world.procedure.rules]
        return any(isinstance(word, Within | AtLeast) and word.since == event for word in words)

    def _may_be_extended(self, step: Step) -> bool:
        return any(isinstance(r.word, Within) and r.word.extension is not None for r in self._rules_of(step))

    def _rules_of(self, step: Step) -> list[Rule]:
        return [rule for rule in self.world.procedure.rules if rule.step.name == step.name]

    def _rules_on(self, step: Step) -> list[Rule]:
        gates = [r for r in self.world.procedure.rules if isinstance(r.word, Gate) and r.word.bars == step.name]
        others = [rule for rule in self._rules_of(step) if not isinstance(rule.word, Gate)]
        return gates + [rule for rule in others if not self._speaks_of_others(rule, others)]

    def _speaks_of_others(self, rule: Rule, beside: list[Rule]) -> bool:
        # Of rules that share a code, only the one that speaks of this case is aimed at.
        shares = sum(other.code == rule.code for other in beside) > 1
        return shares and rule.word.if_ is not None and evaluate(rule.word.if_, self._subject) is not True


def _with(act: Act, **changed: object) -> Act:
    fields = {name: getattr(act, name) for name in Act.__slots__}
    return Act(**(fields | changed))


def _start(term: Term, limit: int, target: date, calendar: Calendar) -> date:
    """A day from which the term ends about the target."""
    start = target - limit * A_DAY
    for _ in range(800):
        try:
            if due(term, limit, start, (), calendar) <= target:
                return start
        except CalendarNotLoaded:
            return start
        start -= A_DAY
    return start


def _values(rule: Rule, fact: Fact, world: World) -> Iterator[Value]:
    """Values at which a condition about the fact turns."""
    word = rule.word
    conditions = [*applies_if(rule), *(proviso.when for proviso in provisos(rule))]
    conditions += [word.requirement] if isinstance(word, Must) else []
    conditions += [word.passes] if isinstance(word, Gate) and word.passes is not None else []
    conditions += [word.watch_open] if isinstance(word, Within) and not isinstance(word.watch_open, bool) else []
    for condition in conditions:
        yield from _turns(condition, fact, world)
    if isinstance(word, By) and word.year == fact:
        yield from (2021, 2022, 2022, 2023)
    if isinstance(word, By) and isinstance(word.month_day, Parameter):
        yield from _kinds(word.month_day, fact, world)
    if isinstance(word, Within | AtLeast) and isinstance(word.term.count, Parameter):
        yield from _kinds(word.term.count, fact, world)
    if isinstance(word, YearlyCap) and isinstance(word.at_most, Parameter):
        yield from _kinds(word.at_most, fact, world)
    if isinstance(word, Officers) and isinstance(word.at_least, Parameter):
        yield from _kinds(word.at_least, fact, world)


def _turns(condition: Condition, fact: Fact, world: World) -> Iterator[Value]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _turns(part, fact, world)
        case Not(part):
            yield from _turns(part, fact, world)
        case OneOf(of, values) if of == fact:
            yield from values
        case Comparison(of, _, value):
            if of == fact:
                yield from _about(value, world)
            if isinstance(value, Depending) and value.by == fact:
                yield from (kind for kind, _ in value.numbers)
            if isinstance(value, Parameter):
                yield from _kinds(value, fact, world)
        case _:
            pass


def _about(value: object, world: World) -> Iterator[Value]:
    if isinstance(value, Depending):
        for _, number_ in value.numbers:
            yield from _about(number_, world)
    elif isinstance(value, Parameter):
        stated = world.parameters.get(value.name)
        for one in stated.values() if isinstance(stated, dict) else [stated]:
            yield from _about(one, world)
    elif isinstance(value, bool):
        yield from (value, not value)
    elif isinstance(value, int):
        yield from (value - 1, value, value + 1)
    elif isinstance(value, date):
        yield from (value - A_DAY, value, value + A_DAY)
    elif isinstance(value, str):
        yield value


def _kinds(parameter: Parameter, fact: Fact, world: World) -> Iterator[Value]:
    stated = world.parameters.get(parameter.name)
    if parameter.by == fact and isinstance(stated, dict):
        yield from stated
