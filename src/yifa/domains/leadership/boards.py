"""The boards of leaders' matters: all of one kind with who is late, the form that begins one, and the text for reminding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from yifa.domains.leadership import sides, typed
from yifa.domains.leadership import vocabulary as v
from yifa.domains.leadership.models import SecretInstructionCount
from yifa.domains.leadership.moves import HEARINGS, INSTRUCTIONS, MATTERS, Field, Matter
from yifa.domains.leadership.procedure import SECRET_COUNT
from yifa.domains.leadership.rules import unheard
from yifa.kernel.access import reached, visible
from yifa.kernel.acts import Proposed
from yifa.kernel.at_hand import acting_of, do, opened, organs_beneath
from yifa.kernel.models import Case
from yifa.kernel.numbering import give_number, open_series
from yifa.kernel.organ_tree import OrganLine, organs_on
from yifa.kernel.pages import Asked, Done, Page, PageAt, Place, UnableToTake
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.typed import day_in, one_of, past_day, written
from yifa.law.act import Kind, done
from yifa.law.fact import Value
from yifa.law.fold import standing

ROLES = ("handler", "head", "reviewer", "supervisor", "leader", "auditor")
OPEN, SECRET = "不涉密", "秘密、机密或者绝密"
LEVELS = (OPEN, SECRET)
MOST = 200
AWAITED = frozenset({"submission", "hearing"})
"""Steps of a hearing that is planned and not held yet."""


def show(asked: Asked, *, matter: Matter) -> Page:
    """The matters of one kind that a post of the viewer reaches: those that run first, by due day."""
    found = [_line(read, matter, asked.on) for read in _reads(asked, matter)]
    ordered = sorted(found, key=lambda one: (one["ended"], one["due"] or date.max, -one["case"].pk))
    year = _year(asked)
    told: dict[str, Any] = {
        "matter": matter,
        "lines": ordered[:MOST],
        "count": len(ordered),
        "late": sum(one["is_late"] for one in ordered),
        "reminder": reminder(ordered, asked.on),
        "organs": _organs(asked, matter),
        "levels": LEVELS if matter is INSTRUCTIONS else (),
        "secrets": _secrets(asked, year) if matter is INSTRUCTIONS else None,
        "unheard": _unheard(asked, year) if matter is HEARINGS else None,
        "year": year,
        "on": asked.on,
        "may_count": acting_of(asked).holding.post.role in sides.UNIT.roles and matter is INSTRUCTIONS,
    }
    return Page("leadership/board.html", matter.title, told)


def take(asked: Asked, *, matter: Matter) -> Done:
    """Begin a matter, or count secret instructions. Raises UnableToTake for what cannot be taken."""
    if asked.word("do") == "count" and matter is INSTRUCTIONS:
        return _count_secrets(asked)
    on = past_day(asked, "day", "日期")
    facts = {field.fact.name: value_of(asked, field) for field in matter.opening if is_said(asked, field)}
    organs = _chosen(asked, matter)
    with transaction.atomic():
        cases = [_begun(asked, matter, organ, facts, on) for organ in organs]
    said = "、".join(case.number or "" for case in cases)
    only = f"/desk/cases/{cases[0].pk}/{matter.name}/" if len(cases) == 1 else ""
    return Done(f"已登记{said}。", only)


def _chosen(asked: Asked, matter: Matter) -> tuple[OrganLine, ...]:
    wanted = set(asked.sent.get("organ", ())) if matter.to_many else {asked.word("organ")}
    found = tuple(one for one in _organs(asked, matter) if one.path in wanted)
    if not found or len(found) < len(wanted):
        raise UnableToTake(
            "没有选定单位,或者您现在的岗位不能向它交办。请在名单中选定,或者换用主管机关的岗位。", "organ"
        )
    return found


def _begun(asked: Asked, matter: Matter, organ: OrganLine, typed_in: Mapping[str, Value], on: date) -> Case:
    facts = {**typed_in, matter.whose.name: organ.name}
    title = f"{matter.title}:{facts.get(matter.by_title.name) or ''}"
    level = "秘密" if asked.word("level") == SECRET else ""
    if not matter.first:
        case = sides.opened(asked, matter.procedure.name, path=organ.path, title=title, facts=facts, on=on)
        series = open_series(name=matter.series, year=on.year, pattern=matter.pattern)
        case.number = give_number(series=series, at=asked.at, case=case).text
        return case
    text = "\n".join(f"{name}:{value}" for name, value in sorted(facts.items()))
    return sides.begin(
        asked,
        matter.procedure.name,
        path=organ.path,
        title=title,
        act=Proposed(Kind.DONE, matter.first, on, facts=facts, documents=(written(matter.leaves, text),)),
        series=matter.series,
        pattern=matter.pattern,
        number=matter.number,
        confidentiality=level,
    )


def value_of(asked: Asked, field: Field) -> Value:
    """What was typed into a field of a form. Raises UnableToTake."""
    name = field.fact.name
    if field.kind == "day":
        found = day_in(asked.word(name))
        if found is None:
            raise UnableToTake(f"「{field.label}」不是日期。请按「{asked.on}」的样子填写。", name)
        return found
    if field.kind == "choice":
        return one_of(asked, name, field.label, field.choices)
    return typed.words(asked, name, field.label, longest=field.longest)


def is_said(asked: Asked, field: Field) -> bool:
    """Whether a field is to be read: one that may stay empty, and was left so, states nothing."""
    return field.needed or bool(asked.word(field.fact.name))


def reminder(lines: Iterable[Mapping[str, Any]], on: date) -> str:
    """The text to copy for reminding; «» where nothing is late."""
    late = [one for one in lines if one["is_late"]]
    told = "\n".join(
        f"{at}. {one['organ']}:{one['case'].number or one['case'].source_key}「{one['what']}」,{one['until']},已过{(on - one['due']).days}天"
        for at, one in enumerate(late[:MOST], start=1)
    )
    return f"截至{on},以下{len(late)}件逾期未办,请尽快办理:\n{told}" if late else ""


def _reads(asked: Asked, matter: Matter) -> list[Read]:
    rows = reached(Case.objects.filter(procedure=matter.procedure.name), asked.viewer, on=asked.on)
    rows = rows.filter(year__in=(asked.on.year, _year(asked))) if matter is INSTRUCTIONS else rows
    pks = list(rows.values_list("pk", flat=True))
    return list(read_cases(pks, given=asked.given, versions=asked.versions))


def _line(read: Read, matter: Matter, on: date) -> Mapping[str, Any]:
    facts, case = read.state.facts, read.case
    here = standing(read.state, read.given)
    planned = facts.get(v.HEARING_PLANNED.name) if any(step.name in AWAITED for step in here) else None
    due = planned or facts.get(v.DUE.name) or facts.get(v.DEADLINE.name)
    ended = not case.state
    waits = any(step.name in {"assignment", "feedback", "proof", *AWAITED} for step in here)
    is_late = isinstance(due, date) and due < on and not ended and waits
    return {
        "case": case,
        "what": facts.get(matter.by_title.name) or case.title,
        "organ": facts.get(matter.whose.name) or "",
        "by": facts.get(v.INSTRUCTING_LEADER.name) or facts.get(v.ISSUED_BY.name) or "",
        "due": due if isinstance(due, date) else None,
        "until": f"计划{due}听取" if planned else f"要求{due}前办理",
        "days": (on - read.course.acts[0].on).days if read.course.acts and not ended else None,
        "ended": ended,
        "is_late": is_late,
        "here": "已办结" if ended else f"待{here[0].title}" if here else "",
        "reminded": sum(act.kind is Kind.REMINDED for act in read.course.acts),
    }


def _organs(asked: Asked, matter: Matter) -> tuple[Any, ...]:
    found = organs_beneath(asked)
    return tuple(one for one in found if sides.is_town(one)) if matter.only_towns else found


def _unheard(asked: Asked, year: int) -> tuple[str, ...]:
    towns = [one.name for one in organs_on(asked.on) if sides.is_town(one)]
    heard = []
    for read in _reads(asked, HEARINGS):
        day = read.state.day(done("hearing"))
        if day is not None and day.year == year:
            heard.append(str(read.state.facts.get(v.TOWN.name)))
    return unheard(towns, heard)


def _secrets(asked: Asked, year: int) -> int:
    rows = visible(SecretInstructionCount.objects.filter(year=year), asked.viewer, on=asked.on)
    return sum(n or 0 for n in rows.values_list("n", flat=True))


def _count_secrets(asked: Asked) -> Done:
    said, on = asked.word("n"), past_day(asked, "day", "登记日期")
    if not said.isascii() or not said.isdigit() or len(said) > len("9999") or not int(said):
        raise UnableToTake("「涉密批示件数」应当是大于0的数字。请填写阿拉伯数字。", "n")
    leader = typed.words(asked, v.INSTRUCTING_LEADER.name, "批示领导", longest=40)
    facts: dict[str, Value] = {v.INSTRUCTING_LEADER.name: leader, v.SECRET_INSTRUCTIONS.name: int(said)}
    with transaction.atomic():
        case = opened(asked, SECRET_COUNT.name, on=on, title="涉密批示件数", facts=facts)
        do(asked, Proposed(Kind.DONE, "registration", on), case=case)
    return Done(f"已登记涉密批示{said}件,只计件数,不存内容。")


def _year(asked: Asked) -> int:
    said = asked.query.get("year", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) == len("2022") else asked.on.year


PAGES = tuple(
    PageAt(
        matter.board,
        matter.title,
        Place.DESK,
        partial(show, matter=matter),
        partial(take, matter=matter),
        roles=ROLES,
        says=matter.says,
    )
    for matter in MATTERS
)
