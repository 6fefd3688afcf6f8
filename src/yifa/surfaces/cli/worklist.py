"""yifa worklist: what is to be done next, by due date; or everything that may be done next in one case."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from yifa.kernel.access import OPERATOR
from yifa.kernel.deadlines import Deadline
from yifa.kernel.next_acts import NextAct, next_acts
from yifa.kernel.reading import read_cases
from yifa.kernel.trays import at_steps, trays
from yifa.kernel.worklist import SIZE, Due, Item, work_list
from yifa.surfaces.cli.cases import one_case
from yifa.surfaces.cli.refusal import OK
from yifa.surfaces.cli.surroundings import Surroundings, surroundings

A_DAY = "YYYY-MM-DD"


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("worklist", help="待办:按到期日列出下一个应当办理的环节")
    command.add_argument("--organ", default="", metavar="ORGAN", help="只看这个机关(名称或路径)及其下属")
    command.add_argument("--procedure", default="", metavar="NAME", help="只看这项程序")
    command.add_argument("--due", type=Due, choices=tuple(Due), metavar="到期", help="、".join(Due))
    command.add_argument("--on", type=date.fromisoformat, metavar=A_DAY, help="在这一天看(默认今天)")
    command.add_argument("--size", type=int, default=SIZE, metavar="N", help=f"最多列出几件(默认 {SIZE})")
    command.add_argument(
        "--case", default="", metavar="KEY", help="只看一件案件接下来可以办什么(台账键、编号或者内部号)"
    )
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """List what is to be done."""
    here = surroundings()
    on = options.on or localdate(here.at)
    lines = _of_case(options.case, on, here) if options.case else _of_all(options, on, here)
    for line in lines:
        print(line)
    return OK


def _of_all(options: argparse.Namespace, on: date, here: Surroundings) -> Iterator[str]:
    asked = {"organ": options.organ, "procedure": options.procedure}
    steps = at_steps(OPERATOR, on=on, versions=here.versions, **asked)
    yield f"{on} 待办 {sum(one.count for one in steps)} 件:"
    for filled in trays(steps):
        if filled.count:
            first = f",最近到期 {filled.earliest}" if filled.earliest is not None else ""
            yield f"  {filled.tray.title} {filled.count} 件(已逾期 {filled.overdue} 件,今日到期 {filled.today} 件{first})"
    size = max(1, options.size)
    found = work_list(OPERATOR, on=on, due=options.due, size=size, versions=here.versions, **asked)
    for item in found.items:
        yield f"  {_line(item)}"
    if found.following is not None:
        yield f"  ……还有更多,用 --organ、--procedure、--due 缩小范围,或者加大 --size(现为 {size})。"


def _line(item: Item) -> str:
    due = f"{item.due_on} {item.due}" if item.due_on is not None else item.due
    system = f",在「{item.system}」办理" if item.system else ""
    return f"{due} {item.organ}「{item.name}」{item.procedure_title}:{item.step_title}({item.duty}{system})"


def _of_case(key: str, on: date, here: Surroundings) -> Iterator[str]:
    case = one_case(key)
    for read in read_cases([case.pk], given=here.given(on.year), versions=here.versions):
        found = next_acts(read, on=on, versions=here.versions)
        yield f"{found.procedure}「{key}」{found.ended and f':{found.ended}。'}"
        for one in found.acts:
            yield from _told(one)
        for choice in found.choices:
            yield f"  也可以办理:{choice.word}「{choice.title}」({choice.basis.article})"


def _told(one: NextAct) -> Iterator[str]:
    applies = f"({one.applies})" if one.applies else ""
    yield f"  {one.title}{applies}:由{one.duty}办理({one.basis.article}{one.basis.certainty})"
    for deadline in one.deadlines:
        yield f"    期限:{deadline.how}{_until(deadline)}({deadline.basis.article}{deadline.basis.certainty})"
    if one.leaves:
        yield f"    留存:{'、'.join(one.leaves)}"
    yield from (f"    {sentence}" for sentence in one.refusals)
    yield from (f"    今日办理将记为疑点:{sentence}" for sentence in one.doubts)
    yield f"    接下来:{'、'.join(one.then) or '没有后续环节'}"


def _until(deadline: Deadline) -> str:
    if deadline.is_overdue:
        return ",已逾期"
    return f",最早可办日 {deadline.opens_on}" if deadline.opens_on is not None else ""
