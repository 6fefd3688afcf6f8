"""The table a lawyer reads: one row a step, printed from the same procedure that guards cases and scans them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from yifa.law.condition import Parameter, render
from yifa.law.fact import Fact
from yifa.law.procedure import (
    After,
    AtLeast,
    By,
    Cap,
    Certified,
    Gate,
    Must,
    Officers,
    Procedure,
    Proviso,
    Step,
    Together,
    Within,
    Word,
    YearlyCap,
)
from yifa.law.term import Promptly, counted, words

HEAD = ("序", "环节", "责任主体", "适用", "期限与门槛", "留存", "依据")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table, cells as text; rules: (code, what it says, its basis) of each rule of the step."""

    cells: tuple[str, ...]
    rules: tuple[tuple[str, str, str], ...]


def table(procedure: Procedure) -> tuple[Line, ...]:
    """The whole procedure as rows, in order of its course; members of a parallel group share their number."""
    numbered = enumerate(procedure.course, 1)
    return tuple(_line(procedure, step, place) for number, part in numbered for place, step in _placed(number, part))


def _placed(number: int, part: Step | Together) -> tuple[tuple[str, Step], ...]:
    if isinstance(part, Together):
        return tuple((f"{number}(并行)", step) for step in part.steps)
    return ((str(number), part),)


def markdown(procedure: Procedure) -> str:
    """The table and the list of public rules, as Markdown."""
    lines = table(procedure)
    rows = [HEAD, ("---",) * len(HEAD), *(line.cells for line in lines)]
    text = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    rules = "\n".join(f"| `{code}` | {says} | {basis} |" for line in lines for code, says, basis in line.rules)
    heading = f"# {procedure.title}\n\n依据:{procedure.basis.formal}。版本:{procedure.version}。\n\n"
    drawing = f"\n\n## 流程\n\n```mermaid\n{flow(procedure)}\n```\n"
    return f"{heading}{text}{drawing}\n## 规则\n\n| 规则 | 内容 | 依据 |\n| --- | --- | --- |\n{rules}\n"


def flow(procedure: Procedure) -> str:
    """The flow picture as Mermaid text: steps in order, gates as dotted arrows, returns as backward arrows."""
    lines = ["flowchart TD", *(f'  {step.name}["{step.title}"]' for step in procedure.steps)]
    before: tuple[Step, ...] = ()
    for part in procedure.course:
        here = part.steps if isinstance(part, Together) else (part,)
        lines += [f"  {a.name} --> {b.name}" for a in before for b in here]
        before = here
    for step in procedure.steps:
        lines += [f"  {step.name} -. 门槛 .-> {word.bars}" for word in step.rules if isinstance(word, Gate)]
        lines += [f"  {step.name} -- 退回 --> {step.reopens}"] if step.reopens else []
    return "\n".join(lines)


def says(word: Word, step: Step, procedure: Procedure) -> str:
    """What one rule demands, in words."""
    text = _says(word, step, procedure)
    condition = f"{render(word.if_)}的,{text}" if word.if_ is not None else text
    return f"{condition}(但{_but(word.unless)})" if word.unless is not None else condition


def demand(code: str, procedure: Procedure) -> str:
    """What the rule of that code demands, in words, with its step; gates that share a code are one demand."""
    rules = [rule for rule in procedure.rules if rule.code == code]
    first, *others = rules
    if others and isinstance(first.word, Gate):
        every = "、".join(rule.step.title for rule in rules)
        return f"{every}:未全部完成的,{'不得' if first.word.forbids else '不应'}进入{procedure.by_name[first.word.bars].title}"
    each = dict.fromkeys(says(rule.word, rule.step, procedure) for rule in rules)
    return f"{first.step.title}:{';'.join(each)}"


def _says(word: Word, step: Step, procedure: Procedure) -> str:
    match word:
        case Within():
            return _within(word, procedure)
        case AtLeast():
            return f"自{procedure.title_of(word.since)}起不少于{words(word.term)}"
        case By():
            return f"不晚于{_month_day(word)}" if isinstance(word.month_day, Fact) else f"每年{_month_day(word)}前"
        case Gate():
            barred = procedure.by_name[word.bars].title
            passes = f",或者不符合「{render(word.passes)}」" if word.passes is not None else ""
            return f"未完成{step.title}{passes}的,{'不得' if word.forbids else '不应'}进入{barred}"
        case Officers():
            return f"执法人员不少于{counted(word.at_least)}{'人' if isinstance(word.at_least, int) else ''}"
        case Certified():
            return "执法人员持有当日有效的执法证件"
        case Must():
            return f"应当符合:{render(word.requirement)}"
        case Cap():
            return f"最多{word.at_most}次"
        case YearlyCap() | After():
            return _across_cases(word)
        case _:
            assert_never(word)


def _across_cases(word: YearlyCap | After) -> str:
    if isinstance(word, YearlyCap):
        return f"同一{word.per.title}每年不超过{counted(word.at_most)}次"
    return f"不早于「{word.other.named_by.title}」所指案件的{word.other.title}"


def _within(word: Within, procedure: Procedure) -> str:
    since = procedure.title_of(word.since)
    start = f"自{since}起{'' if isinstance(word.term, Promptly) else '不超过'}{words(word.term)}"
    extension = word.extension
    granted = f"{extension.by}{word.term.word}" if extension and extension.by else "至批准之日"
    extended = f",经{extension.who.title}批准可延长{granted}({extension.basis.short})" if extension else ""
    pauses = "".join(f",{pause.title}期间不计({pause.basis.short})" for pause in word.pauses)
    deemed = word.deemed
    silent = f";逾期的,视为{procedure.by_name[deemed.step].title}({deemed.basis.short})" if deemed else ""
    return start + extended + pauses + silent


def _month_day(word: By) -> str:
    if isinstance(word.month_day, Parameter | Fact):
        return f"「{word.month_day.title}」"
    return f"{word.month_day[0]}月{word.month_day[1]}日"


def _line(procedure: Procedure, step: Step, place: str) -> Line:
    rules = [(word, says(word, step, procedure)) for word in step.rules]
    cells = (
        place,
        step.title,
        step.actor.title,
        _applies(step),
        ";".join(text for _, text in rules) or "—",
        "、".join(document.title for document in step.leaves) or "—",
        step.basis.short + step.basis.certainty.label,
    )
    return Line(cells, tuple((_code(word), text, word.basis.formal) for word, text in rules))


def _applies(step: Step) -> str:
    if step.if_ is not None:
        return f"{render(step.if_)}的"
    return f"除{step.unless.title}外" if step.unless is not None else "必经"


def _but(proviso: Proviso) -> str:
    return f"{proviso.title},{proviso.basis.short}{proviso.basis.certainty.label}"


def _code(word: Word) -> str:
    if isinstance(word, Gate):
        return word.absent if word.absent == word.later else f"{word.absent}`、`{word.later}"
    return word.code
