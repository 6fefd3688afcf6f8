"""What may be done next in a case, read from the law and said in plain values: a page needs to know no law to show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yifa.kernel.deadlines import Basis, Deadline, basis_of, deadlines, rules_of
from yifa.kernel.givens import OtherCases
from yifa.kernel.reading import Read
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import Act, Event, Kind
from yifa.law.citation import Citation
from yifa.law.condition import evaluate, render
from yifa.law.explain import refusals, sentence
from yifa.law.fold import Given, State, is_open, refer, spans, take
from yifa.law.judge import Value, judge
from yifa.law.procedure import AtLeast, Gate, Rule, Step, Together, Within
from yifa.law.table import says


@dataclass(frozen=True, slots=True)
class Demand:
    """What one public rule asks of a step, in words."""

    code: str
    says: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class NextAct:
    """A step that comes next: whose duty, on which basis, until when, what it leaves, and what comes then.

    applies: under which condition, where the record does not say yet whether it holds, «» for a step that does apply;
    refusals: why it may not be done today, barred_by: by which rules, in that order; doubts: what would become a finding if it were; closes: with it the case
    is at its end.
    """

    step: str
    title: str
    duty: str
    basis: Basis
    applies: str
    demands: tuple[Demand, ...]
    deadlines: tuple[Deadline, ...]
    leaves: tuple[str, ...]
    refusals: tuple[str, ...]
    doubts: tuple[str, ...]
    then: tuple[str, ...]
    closes: bool
    barred_by: tuple[str, ...] = ()

    @property
    def is_allowed(self) -> bool:
        """Whether it may be done today."""
        return not self.refusals


@dataclass(frozen=True, slots=True)
class Choice:
    """Another act that the law knows at this point: to answer a question, extend, suspend, resume, send back.

    step: the step, the ground or the question, as the act names it; of a question, the fact that holds the answer.
    """

    kind: Kind
    word: str
    step: str
    title: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class NextActs:
    """Everything that may come next in a case. Where nothing does, `ended` says why, in words."""

    procedure: str
    acts: tuple[NextAct, ...]
    choices: tuple[Choice, ...]
    ended: str


def next_acts(read: Read, *, on: date, versions: Versions = INSTALLED) -> NextActs:
    """What may be done next in the case on that day (as `kernel.reading.read_cases` gives it)."""
    others = OtherCases(read.given, versions)
    given = others.beside(read.given, case_id=read.case.pk, procedure=read.case.procedure)
    state, procedure = read.state, read.course.procedure
    steps = _coming(state, given)
    seq = len(read.course.acts)
    acts = tuple(_next_act(step, state, given, on, seq) for step in steps)
    return NextActs(procedure.title, acts, tuple(_choices(steps, state)), _ended(state) if not steps else "")


def act_at(read: Read, *, step: str, on: date, versions: Versions = INSTALLED) -> NextAct:
    """Any step of the case as if it were to be done on that day, whether or not it comes next. KeyError for no step."""
    others = OtherCases(read.given, versions)
    given = others.beside(read.given, case_id=read.case.pk, procedure=read.case.procedure)
    return _next_act(read.course.procedure.by_name[step], read.state, given, on, len(read.course.acts))


def _coming(state: State, given: Given) -> tuple[Step, ...]:
    """The steps that come next: up to the first part of the course in which a step is sure to apply.

    Of a step whose condition nobody has answered yet, nobody knows whether the next part has to wait for it.
    """
    found: list[Step] = []
    for part in state.procedure.course if not state.closed else ():
        steps = part.steps if isinstance(part, Together) else (part,)
        found += (step for step in steps if is_open(step, state, given))
        if any(not _applies(step, state, given) for step in found):
            break
    return tuple(found)


def _then(step: Step, state: State, trial: State, given: Given) -> tuple[str, ...]:
    before = {one.name for one in _coming(state, given)}
    after = _coming(trial, given)
    fresh = tuple(one.title for one in after if one.name not in before)
    return fresh or tuple(one.title for one in after if one.name != step.name)


def _next_act(step: Step, state: State, given: Given, on: date, seq: int) -> NextAct:
    act, trial = Act(seq, Kind.DONE, step.name, on), state.branch()
    take(trial, act)
    refer(trial, given)
    refused = refusals(state, act, given)
    return NextAct(
        step=step.name,
        title=step.title,
        duty=step.actor.title,
        basis=basis_of(step.basis),
        applies=_applies(step, state, given),
        demands=tuple(
            Demand(rule.code, says(rule.word, rule.step, state.procedure), basis_of(rule.word.basis))
            for rule in rules_of(step, state.procedure)
        ),
        deadlines=tuple(deadlines(step, state, given, on)),
        leaves=tuple(document.title for document in step.leaves),
        refusals=tuple(refusal.sentence for refusal in refused),
        doubts=tuple(_doubts(step, state, trial, given, on)),
        then=_then(step, state, trial, given),
        closes=trial.closed,
        barred_by=tuple(refusal.code for refusal in refused),
    )


def _applies(step: Step, state: State, given: Given) -> str:
    if step.if_ is None or evaluate(step.if_, state.subject(given)) is not None:
        return ""
    return f"{render(step.if_)}的"


def _doubts(step: Step, state: State, trial: State, given: Given, on: date) -> Iterator[str]:
    """What would be found of the step if it were done today; what the law forbids stands among the refusals."""
    for rule in state.procedure.rules:
        bears = rule.word.bars if isinstance(rule.word, Gate) else rule.step.name
        if bears != step.name or rule.word.forbids:
            continue
        after = judge(rule, trial, given, on)
        if after.value is Value.BROKEN and judge(rule, state, given, on).value is not Value.BROKEN:
            yield sentence(after)


def _choices(steps: tuple[Step, ...], state: State) -> Iterator[Choice]:
    if state.closed:
        return
    for question in state.procedure.questions:
        if question.name not in state.facts:
            yield _choice(Kind.ANSWERED, question.name, question.title, question.basis)
    for step in steps:
        if _begins_a_term(step, state):
            yield _choice(Kind.STARTED, step.name, step.title, step.basis)
        if step.reopens is not None:
            yield _choice(Kind.RETURNED, step.name, step.title, step.basis)
        for rule in rules_of(step, state.procedure):
            if isinstance(rule.word, Within):
                yield from _of_term(rule, rule.word, state)


def _begins_a_term(step: Step, state: State) -> bool:
    begun = Event(step.name, Kind.STARTED)
    since = (rule.word.since for rule in state.procedure.rules if isinstance(rule.word, Within | AtLeast))
    return begun not in state.first and begun in since


def _of_term(rule: Rule, word: Within, state: State) -> Iterator[Choice]:
    if state.day(word.since) is None:
        return
    step, extension = rule.step, word.extension
    if extension is not None and Event(step.name, Kind.EXTENDED) not in state.first:
        yield _choice(Kind.EXTENDED, step.name, step.title, extension.basis)
    for pause in word.pauses:
        kind = Kind.RESUMED if spans(state, (pause.ground,))[1] else Kind.SUSPENDED
        yield _choice(kind, pause.ground, pause.title, pause.basis)


def _choice(kind: Kind, step: str, title: str, basis: Citation) -> Choice:
    return Choice(kind, kind.word, step, title, basis_of(basis))


def _ended(state: State) -> str:
    return f"本件已经{state.ended.word}" if state.ended is not None else "没有应当办理的环节"
