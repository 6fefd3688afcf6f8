"""One movement of posts: the next step, and the duties that need a new home where an organ is dissolved or merged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from yifa.domains.staffing import booking, typed
from yifa.domains.staffing import vocabulary as v
from yifa.domains.staffing.procedure import MOVEMENT
from yifa.kernel.at_hand import may, read_of
from yifa.kernel.organ_tree import organs_on
from yifa.kernel.pages import Asked, Done, Page, PageAt, Place
from yifa.kernel.typed import one_of, past_day
from yifa.law.act import done
from yifa.law.fold import is_open, standing


def one(asked: Asked) -> Page:
    """The movement, with the form of the next step for whoever may act in it."""
    read = read_of(asked)
    here, facts = standing(read.state, read.given), read.state.facts
    step = here[0].name if here else ""
    source = str(facts.get(v.SOURCE.name) or "")
    told: dict[str, Any] = {
        "facts": [(fact.title, facts[fact.name]) for fact in MOVEMENT.facts if facts.get(fact.name) is not None],
        "here": here[0] if here else None,
        "step": step,
        "may": bool(step) and may(asked, step),
        "source": source,
        "duties": _duties(asked, source) if step == "rehoming" else (),
        "left": booking.still_without_home(asked, source) if step == "rehoming" else (),
        "moved": tuple(booking.rehomed(asked, source).values()),
        "organs": tuple(one.name for one in organs_on(asked.on) if one.name != source),
        "days": [
            (s.title, s.actor.title, read.state.day(done(s.name)), is_open(s, read.state, read.given))
            for s in MOVEMENT.steps
        ],
        "is_rehomed": "rehoming" in read.state.done
        and bool(booking.of_case(read.case, viewer=asked.viewer, on=asked.on)),
        "is_decided": "approval" in read.state.done,
        "on": asked.on,
    }
    return Page("staffing/movement.html", read.case.number or "编制调整", told)


def take(asked: Asked) -> Done:
    """Do what was sent."""
    what = one_of(asked, "do", "要办理的事项", ACTS)
    return Done(ACTS[what](asked, past_day(asked, "day", "日期")))


def _approve(asked: Asked, on: date) -> str:
    number = typed.words(asked, "doc", "批复文号", longest=80)
    booking.do(asked, "approval", on=on, facts={v.DECISION_NUMBER.name: number}, leaves=v.DECISION)
    return f"已登记批复{number},编制自{on}起记入双方账户。"


def _transfer(asked: Asked, on: date) -> str:
    booking.do(asked, "transfer", on=on, leaves=v.TRANSFER_SLIP)
    return "已登记划转。"


def _rehome(asked: Asked, on: date) -> str:
    codes = tuple(asked.sent.get("duty", ()))
    target = one_of(asked, "target", "承接机关", (one.name for one in organs_on(asked.on)))
    return f"已登记{booking.rehome(asked, codes=codes, target=target, on=on)}项职责由{target}承接。"


def _rehomed(asked: Asked, on: date) -> str:
    booking.conclude_rehoming(asked, on=on)
    return "职责已经全部承接。"


def _register(asked: Asked, on: date) -> str:
    booking.do(asked, "registration", on=on, leaves=v.REGISTRATION)
    return "已登记实名制,本件办结。"


ACTS: Mapping[str, Callable[[Asked, date], str]] = {
    "approve": _approve,
    "transfer": _transfer,
    "rehome": _rehome,
    "rehomed": _rehomed,
    "register": _register,
}


def _duties(asked: Asked, source: str) -> tuple[tuple[str, str, str], ...]:
    taken = booking.rehomed(asked, source)
    duties = booking.duties_of(source, on=asked.on)
    return tuple((code, title, taken[code].target if code in taken else "") for code, title in duties.items())


PAGES = (
    PageAt(
        "staffing-movement",
        "办理编制调整",
        Place.CASE,
        one,
        take,
        procedure=MOVEMENT.name,
        steps=tuple(step.name for step in MOVEMENT.steps),
    ),
)
