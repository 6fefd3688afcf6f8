"""Explaining: why an act is refused, and what a verdict means, each in one Chinese sentence with article and cure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import assert_never

from yifa.law.act import Act, Kind
from yifa.law.certificate import WHY
from yifa.law.condition import Comparison, Parameter, render, shown
from yifa.law.fact import Type
from yifa.law.fold import Given, State, refer, spans, take
from yifa.law.judge import Value, Verdict, judge
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
    Within,
    YearlyCap,
    provisos,
)
from yifa.law.term import Term, counted, words

NOT_IN_COURSE, AFTER_END, NOTHING_TO_REOPEN, NOTHING_SUSPENDED, NO_REASONS = (
    "course.unknown_step",
    "course.after_end",
    "course.no_return",
    "course.not_suspended",
    "course.no_reasons",
)
RECORDED_AFTER_END = {Kind.CORRECTED, Kind.REMINDED, Kind.TAKEN_DOWN, Kind.ERASED}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act may not be done. code: the public rule id; sentence: a legal sentence with article and cure."""

    code: str
    sentence: str


def refusals(state: State, act: Act, given: Given) -> tuple[Refusal, ...]:
    """What forbids the act in this state of the case: only what the law forbids (不得), never mere lateness."""
    formal = _formal(state, act, given)
    if formal or act.meaning is not Kind.DONE:
        return formal
    return _forbidden(state, act, given)


def sentence(verdict: Verdict) -> str:
    """What was found, in words: the situation, the counting where there is one, and the article."""
    rule = verdict.rule
    return f"{_situation(verdict)}({rule.word.basis.formal})。"


def cure(rule: Rule) -> str:
    """What would make it lawful, in words."""
    word = rule.word
    alternatives = [f",或者{proviso.title}({proviso.basis.formal})" for proviso in provisos(rule)]
    return _cure(rule, word) + "".join(alternatives)


def unset(rule: Rule, parameters: Mapping[str, object]) -> tuple[Parameter, ...]:
    """The numbers and switches that the rule leaves to the district and the district has not set."""
    asked = dict.fromkeys(_parameters_in((rule.step.if_, rule.step.unless, rule.word)))
    return tuple(parameter for parameter in asked if parameters.get(parameter.name) is None)


def _parameters_in(value: object) -> Iterator[Parameter]:
    if isinstance(value, Parameter):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _parameters_in(part)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _parameters_in(tuple(getattr(value, part.name) for part in fields(value)))


def _cure(rule: Rule, word: object) -> str:
    match word:
        case Gate():
            passed = f",且{render(word.passes)}" if word.passes is not None else ""
            return f"请先由{rule.step.actor.title}完成{rule.step.title}{passed}"
        case AtLeast():
            return f"请待{words(word.term)}届满后再办理{rule.step.title}"
        case Officers():
            return f"请补足执法人员至{_people(word)}"
        case Certified():
            return "请换由持有当日有效执法证件的人员办理"
        case Must():
            return f"应当符合:{render(word.requirement)}"
        case Cap():
            return f"{rule.step.title}最多{word.at_most}次"
        case YearlyCap():
            return f"本年内请不再对同一{word.per.title}安排{rule.step.title}"
        case After():
            return f"请先办理{word.other.title},或者核对{word.other.named_by.title}和日期"
        case _:
            return f"请由{rule.step.actor.title}依法办理{rule.step.title}"


def _formal(state: State, act: Act, given: Given) -> tuple[Refusal, ...]:
    procedure, title = state.procedure, state.procedure.title
    if act.step and act.step not in procedure.by_name and not _is_ground(state, act):
        return (Refusal(NOT_IN_COURSE, f"不得办理:{title}没有「{act.step}」这一环节。请核对环节名称。"),)
    if state.ended is not None and act.kind not in RECORDED_AFTER_END:
        reason = f"不得办理:本件已经{state.ended.word},程序已经结束({procedure.basis.formal})。请另行立件。"
        return (Refusal(AFTER_END, reason),)
    return _formal_by_kind(state, act, given)


def _formal_by_kind(state: State, act: Act, given: Given) -> tuple[Refusal, ...]:
    del given
    step = state.procedure.by_name.get(act.step)
    if act.meaning is Kind.RETURNED and (step is None or step.reopens is None):
        return (Refusal(NOTHING_TO_REOPEN, f"不得退回:「{step.title if step else act.step}」环节没有退回重办的规定。"),)
    if act.meaning is Kind.RESUMED and not spans(state, (act.step,))[1]:
        return (Refusal(NOTHING_SUSPENDED, "不得恢复:本件没有正在进行的中止。请先核对中止的事由和日期。"),)
    if act.meaning is Kind.ANSWERED and not any(isinstance(v, str) and v for v in act.facts.values()):
        return (Refusal(NO_REASONS, "不得登记:对法定问题的答复应当写明理由。请补充理由。"),)
    return ()


def _is_ground(state: State, act: Act) -> bool:
    if act.meaning not in {Kind.SUSPENDED, Kind.RESUMED}:
        return False
    rules = state.procedure.rules
    return any(act.step == p.ground for r in rules if isinstance(r.word, Within) for p in r.word.pauses)


def _forbidden(state: State, act: Act, given: Given) -> tuple[Refusal, ...]:
    rules = state.procedure.forbidding.get(act.step, ())
    if not rules:
        return ()
    trial = state.branch()
    take(trial, act)
    refer(trial, given)
    verdicts = [judge(rule, trial, given, act.on) for rule in rules]
    refused = [_refusal(state, act, verdict) for verdict in verdicts if verdict.value is Value.BROKEN]
    return (*refused, *(_unverified(state, act, v.rule) for v in verdicts if _cannot_be_verified(v, trial, given)))


def _cannot_be_verified(verdict: Verdict, state: State, given: Given) -> bool:
    # Of history that is merely not known; but who acts today must show a certificate that can be looked up.
    officers = state.procedure.officers
    stated = officers is not None and bool(state.facts.get(officers.name))
    asks = isinstance(verdict.rule.word, Certified) and verdict.value is Value.UNKNOWN
    return asks and stated and given.witnessed is None and not given.loaded(state.procedure.certificates)


def _unverified(state: State, act: Act, rule: Rule) -> Refusal:
    refused, basis = state.procedure.by_name[act.step].title, rule.word.basis.formal
    return Refusal(rule.code, f"不得办理{refused}:执法人员名录没有导入,无法核对执法证件({basis})。请先导入名录。")


def _refusal(state: State, act: Act, verdict: Verdict) -> Refusal:
    refused = state.procedure.by_name[act.step].title
    text = f"不得办理{refused}:{_situation(verdict)}({verdict.rule.word.basis.formal})。{cure(verdict.rule)}。"
    return Refusal(verdict.rule.code, text)


def _situation(verdict: Verdict) -> str:
    rule, word, detail = verdict.rule, verdict.rule.word, verdict.detail
    match word:
        case Within():
            return _within_situation(verdict)
        case AtLeast():
            short = f",少{detail['short']}{_unit(word.term)}" if "short" in detail else ""
            return f"{verdict.proof.sentence if verdict.proof else rule.step.title}{short}"
        case By():
            return f"{rule.step.title}应当不晚于{detail.get('due')},实际为{detail.get('end') or '尚未办理'}"
        case Gate():
            return _gate_situation(rule, word, verdict)
        case Officers():
            return f"执法人员{detail.get('officers')}人,不足{verdict.least}人"
        case Certified():
            why = WHY.get(str(detail.get("why")), "")
            return f"执法证件{detail.get('certificate')}在{detail.get('on')}{why}"
        case Must():
            return f"应当符合「{render(word.requirement)}」{_stated(word, detail)}"
        case Cap():
            return f"{rule.step.title}超过{word.at_most}次,再次办理于{detail.get('second')}"
        case YearlyCap() | After():
            return _across_cases(rule, word, verdict)
        case _:
            assert_never(word)


def _people(word: Officers) -> str:
    return f"{word.at_least}人" if isinstance(word.at_least, int) else counted(word.at_least)


def _within_situation(verdict: Verdict) -> str:
    if verdict.proof is None:
        return f"{verdict.rule.step.title}逾期"
    counted, late = verdict.proof.sentence, verdict.detail.get("late")
    if verdict.proof.end is None:
        return f"{counted},{verdict.rule.step.title}尚未办理"
    unit = "日" if verdict.proof.until is not None else _unit(verdict.proof.term)
    return f"{counted};{verdict.rule.step.title}于{verdict.detail['end']}" + (f",逾期{late}{unit}" if late else "")


def _unit(term: Term) -> str:
    # What is over or short of months and years is told in days.
    return term.word if term.unit in {"workday", "hour"} else "日"


def _gate_situation(rule: Rule, word: Gate, verdict: Verdict) -> str:
    done = verdict.detail.get(rule.step.name)
    if done is None:
        return f"{rule.step.title}尚未完成"
    if str(done) > str(verdict.detail.get(word.bars)):
        return f"{rule.step.title}({done})晚于被其前置的环节({verdict.detail.get(word.bars)})"
    passes = f"(应当{render(word.passes)})" if word.passes is not None else ""
    return f"{rule.step.title}没有通过{passes}"


def _across_cases(rule: Rule, word: YearlyCap | After, verdict: Verdict) -> str:
    detail = verdict.detail
    if isinstance(word, YearlyCap):
        whom = f"{word.per.title}{detail.get(word.per.name)}"
        return f"{whom}的{rule.step.title}是本年第{detail.get('nth')}次,超过上限{detail.get('cap')}次"
    return _after_situation(rule, word, verdict)


def _after_situation(rule: Rule, word: After, verdict: Verdict) -> str:
    day, on = (verdict.detail.get(name) for name in word.called)
    if day is None:
        return f"{rule.step.title}于{on},没有{word.other.title}的记录"
    return f"{rule.step.title}({on})早于{word.other.title}({day})"


def _stated(word: Must, detail: object) -> str:
    requirement = word.requirement
    if isinstance(detail, dict) and word.shows:
        stated = ((fact, detail.get(fact.name)) for fact in word.shows)
        return "".join(f",{fact.title}为{shown(fact, value)}" for fact, value in stated if value is not None)
    if not isinstance(requirement, Comparison) or not isinstance(detail, dict):
        return ""
    value = detail.get(requirement.fact.name)
    if requirement.fact.type is Type.MONEY:
        return f",实际为{value}元"
    return f",实际为{shown(requirement.fact, value)}" if isinstance(value, bool | int | str) else ""
