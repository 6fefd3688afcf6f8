"""Pages of requests to change the list: all of them with their clocks, and one with whose opinion is still open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from statistics import median_high
from typing import Any

from yifa.domains.powers import adjusting, publishing, typed
from yifa.domains.powers import vocabulary as v
from yifa.domains.powers.adjusting import CANCEL, CHANGES, OPINIONS, Wanted, heard, silent, wanted_of
from yifa.domains.powers.dossier import Kind, words_of
from yifa.domains.powers.editions import COLUMNS, kept
from yifa.domains.powers.ledger import POWERS
from yifa.domains.powers.models import PowerVersion
from yifa.domains.powers.procedure import ADJUSTMENT
from yifa.kernel.access import OPERATOR, ROLES, visible
from yifa.kernel.at_hand import acting_of, case_of, may, read_of
from yifa.kernel.deadlines import Deadline, deadlines
from yifa.kernel.pages import Asked, Done, Page, PageAt, Place
from yifa.kernel.publishing_in_post import Receipt
from yifa.kernel.reading import Read
from yifa.kernel.typed import one_of, past_day
from yifa.law.act import done
from yifa.law.calendar import CalendarNotLoaded
from yifa.law.fold import is_open, standing

DESK = "/desk/office/power-requests/"
TITLES: Mapping[str, str] = {column.id: column.head for column in POWERS.columns}
CLOCKS = ("approval", "handover", "publication")
"""The steps whose terms the page of a request shows while they run."""
SAYS = ("同意", "修改后同意", "不同意")
GROUNDS = ("法律法规规章制定、修改或者废止", "机构职能调整", "上级下放或者收回", "其他")


def desk(asked: Asked) -> Page:
    """The requests, and the form for a new one."""
    code = asked.query.get("code", "")
    lines = tuple(_line(asked, read) for read in adjusting.requests(asked))
    told = {
        "lines": lines,
        "turnaround": _turnaround(tuple(line["used"] for line in lines if line["used"] is not None)),
        "may_file": ROLES[acting_of(asked).holding.post.role].acts,
        "known": kept(viewer=asked.viewer, on=asked.on, code=code).get(code, {}) if code else {},
        "code": code,
        "on": asked.on,
        **_choices(),
    }
    return Page("powers/requests.html", "权责清单调整申请", told)


def take_request(asked: Asked) -> Done:
    """File a request."""
    changed_on = past_day(asked, "changed_on", "依据变化日期")
    on = past_day(asked, "day", "申请日期")
    case = adjusting.file_request(asked, _wanted(asked, on), changed_on=changed_on, on=on)
    return Done(f"已登记申请{case.number},请各会审单位出具意见。", f"/desk/cases/{case.pk}/power-request/")


def one(asked: Asked) -> Page:
    """One request: what it asks for beside what the list says, the clock, the opinions, and what this post may do."""
    read = read_of(asked)
    wanted, state = wanted_of(read.case, on=asked.on), read.state
    here = standing(state, read.given)
    version = visible(PowerVersion.objects.filter(case=read.case), asked.viewer, on=asked.on).first()
    told: dict[str, Any] = {
        "wanted": wanted,
        "rows": _rows(wanted, asked) if wanted is not None else (),
        "facts": [(fact.title, state.facts.get(fact.name) or "") for fact in (v.REQUESTING_ORGAN, v.CHANGE, v.GROUND)],
        "here": here,
        "terms": _terms(asked, read),
        "opinions": tuple(_opinion(asked, read, name) for name in OPINIONS),
        "silent": silent(read),
        "days": [
            (step.title, step.actor.title, state.day(done(step.name)), is_open(step, state, read.given))
            for step in read.course.procedure.steps
        ],
        "open": _open(read),
        "is_office": may(asked, "handover"),
        "is_justice": may(asked, "basis_check"),
        "is_own": _is_own(asked),
        "must_check": state.facts.get(v.CHANGE.name) == v.NEW,
        "version": version,
        "papers": {kind.name.lower(): words_of(read.case, kind, on=asked.on) for kind in Kind},
        "duty": publishing.published(read.case, viewer=asked.viewer, on=asked.on),
        "used": _used(read),
        "is_behind": "approval" in state.done and version is None and wanted is not None,
        "on": asked.on,
        **_choices(),
    }
    return Page("powers/request.html", read.case.number or "权责清单调整申请", told)


def take_act(asked: Asked) -> Done:
    """Do the act whose form was sent. Raises UnableToTake where it is none of them."""
    what = one_of(asked, "do", "要办理的事项", ACTS)
    return Done(ACTS[what](asked, past_day(asked, "day", "日期")))


def _refile(asked: Asked, on: date) -> str:
    adjusting.file_again(asked, _wanted(asked, on), on=on)
    return "已重新提出申请,各会审单位需要重新出具意见。"


def _check(asked: Asked, on: date) -> str:
    adjusting.check_basis(asked, how=typed.words(asked, "how", "审查意见"), on=on)
    return "已登记设定依据审查意见。"


def _opine(asked: Asked, on: date) -> str:
    step = one_of(asked, "step", "会审单位", OPINIONS)
    said = one_of(asked, "said", "意见", SAYS)
    why = typed.maybe(asked, "why", "理由和依据", longest=400)
    adjusting.give_opinion(asked, step, said=f"{said}:{why}" if why else said, on=on)
    return "意见已经登记。"


def _approve(asked: Asked, on: date) -> str:
    year = adjusting.approve(asked, minutes=typed.words(asked, "minutes", "联席会议意见", longest=1000), on=on)
    return f"已批准,{year}年版权责清单自{on}起按批准的内容更新,公开页面已经同步。"


def _return(asked: Asked, on: date) -> str:
    adjusting.send_back(asked, why=typed.words(asked, "why", "退回理由"), on=on)
    return "已退回,请申请单位修改后重新提出。"


def _hand_over(asked: Asked, on: date) -> str:
    to = typed.words(asked, "to", "接收单位", longest=120)
    adjusting.hand_over(asked, to=to, words=typed.maybe(asked, "words", "移送说明"), on=on)
    return "已登记移送公开,可以打印移送公开函。收到公布回执后,请在本页登记公布。"


def _publish(asked: Asked, on: date) -> str:
    receipt = Receipt(
        typed.maybe(asked, "receipt", "公布回执编号", longest=120),
        typed.maybe(asked, "address", "公布网址", longest=300),
    )
    updated = typed.words(asked, "updated", "有关目录的更新情况")
    publishing.make_public(asked, on=on, receipt=receipt, updated=updated)
    return f"已登记公布,本件办结。公示地址是 /published/government/{case_of(asked).pk}/ 。"


def _catch_up(asked: Asked, on: date) -> str:
    del on
    day = read_of(asked).state.day(done("approval")) or asked.on
    return f"{adjusting.bring_into_force(asked, on=day)}年版权责清单已经按批准的内容更新。"


ACTS: Mapping[str, Callable[[Asked, date], str]] = {
    "refile": _refile,
    "check": _check,
    "opine": _opine,
    "approve": _approve,
    "return": _return,
    "handover": _hand_over,
    "publish": _publish,
    "catch-up": _catch_up,
}


def _wanted(asked: Asked, on: date) -> Wanted:
    change = one_of(asked, "change", "调整类型", CHANGES)
    code = typed.words(asked, "code", TITLES["code"], longest=60)
    ground = one_of(asked, "ground", "调整情形", GROUNDS)
    known = kept(viewer=OPERATOR, on=on, code=code).get(code)
    if change == CANCEL and known is not None:
        return Wanted(change, code, {**known, "status": v.CANCELLED}, ground)
    item = {
        "name": typed.words(asked, "name", TITLES["name"], longest=200),
        "kind": one_of(asked, "kind", TITLES["kind"], v.KINDS),
        "organ": acting_of(asked).holding.organ,
        "basis": typed.words(asked, "basis", TITLES["basis"]),
        "level": typed.words(asked, "level", TITLES["level"], longest=40),
        "status": v.IN_USE,
    }
    return Wanted(change, code, item, ground)


def _choices() -> Mapping[str, Any]:
    return {"changes": CHANGES, "kinds": v.KINDS, "grounds": GROUNDS, "says": SAYS}


def _line(asked: Asked, read: Read) -> Mapping[str, Any]:
    here = standing(read.state, read.given)
    return {
        "case": read.case,
        "used": _used(read),
        "organ": read.state.facts.get(v.REQUESTING_ORGAN.name) or "",
        "item": read.state.facts.get(v.ITEM.name) or "",
        "change": read.state.facts.get(v.CHANGE.name) or "",
        "due": next(((title, term) for title, term in _terms(asked, read) if term.last_on is not None), None),
        "silent": silent(read),
        "here": "已办结" if not here else "会审中" if here[0].name in OPINIONS else f"待{here[0].title}",
    }


def _terms(asked: Asked, read: Read) -> tuple[tuple[str, Deadline], ...]:
    steps = read.course.procedure.by_name
    running = (steps[name] for name in CLOCKS if name in _open(read) and name not in read.state.done)
    return tuple((step.title, term) for step in running for term in deadlines(step, read.state, read.given, asked.on))


def _used(read: Read) -> int | None:
    since, until = (read.state.day(done(name)) for name in ("application", "approval"))
    if since is None or until is None or until < since:
        return None
    try:
        return read.given.calendar.working_days_between(since, until)
    except CalendarNotLoaded:
        return None


def _turnaround(used: tuple[int, ...]) -> Mapping[str, int] | None:
    return {"count": len(used), "median": median_high(used), "longest": max(used)} if used else None


def _rows(wanted: Wanted, asked: Asked) -> tuple[tuple[str, str, str], ...]:
    known = kept(viewer=asked.viewer, on=asked.on, code=wanted.code).get(wanted.code, {})
    return tuple((TITLES[name], str(known.get(name) or ""), str(wanted.item[name] or "")) for name in COLUMNS)


def _opinion(asked: Asked, read: Read, name: str) -> Mapping[str, Any]:
    fact = OPINIONS[name]
    is_given = name in read.state.done
    return {
        "name": name,
        "title": heard(read.course.procedure.by_name[name]),
        "said": (read.state.facts.get(fact.name) or "") if is_given else "",
        "on": read.state.day(done(name)) if is_given else None,
        "mine": may(asked, name) and not is_given,
    }


def _open(read: Read) -> frozenset[str]:
    # Opinions stand side by side: what is open is whatever was not done since the application.
    if read.case.ended or "application" not in read.state.done:
        return frozenset({"application"}) if not read.case.ended else frozenset()
    return frozenset(step.name for step in read.course.procedure.steps if step.name not in read.state.done)


def _is_own(asked: Asked) -> bool:
    held = acting_of(asked).holding
    return ROLES[held.post.role].acts and held.organ_path == case_of(asked).organ_path


PAGES = (
    PageAt(
        "power-requests",
        "权责清单调整申请",
        Place.DESK,
        desk,
        take_request,
        roles=("handler", "head", "reviewer", "supervisor", "leader", "auditor"),
        says="新增、变更、取消职权的申请:会审意见、期限、批准后清单即时更新。",
    ),
    PageAt(
        "power-request",
        "会审和批准",
        Place.CASE,
        one,
        take_act,
        procedure=ADJUSTMENT.name,
        steps=tuple(step.name for step in ADJUSTMENT.steps),
    ),
)
