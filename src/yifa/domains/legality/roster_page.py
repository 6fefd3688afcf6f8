"""法律顾问和公职律师名册: who is appointed until when, whoever was, and the forms that appoint and end an appointment."""

from __future__ import annotations

from yifa.domains.legality.loads import loads
from yifa.kernel import typed
from yifa.kernel.at_hand import acting_of
from yifa.kernel.dossiers import counsel
from yifa.kernel.dossiers.counsel import Appointment
from yifa.kernel.dossiers.models import Counsel
from yifa.kernel.pages import Asked, Done, Page, PageAt, Place
from yifa.kernel.typed import done_by

SOON = 60
"""Days before the end of an appointment from which the page says so."""


def show(asked: Asked) -> Page:
    """The roster, those in office first, each with how many matters he was engaged in this year."""
    busy = {one.name: one for one in loads(asked, year=asked.on.year)}
    found = counsel.roster(asked.viewer, on=asked.on)
    told = {
        "roster": [(one, *_standing(one, asked), busy.get(counsel.called(one)) or busy.get(one.name)) for one in found],
        "count": sum(counsel.is_appointed(one, asked.on) for one in found),
        "kinds": counsel.LISTED,
        "appoints": counsel.may_appoint(asked),
        "own": acting_of(asked).holding.organ_path,
        "today": asked.on,
        "year": asked.on.year,
    }
    return Page("legality/roster.html", "法律顾问和公职律师名册", told)


def _appoint(asked: Asked) -> Done:
    said = Appointment(
        name=typed.words(asked, "name", "姓名", longest=60),
        kind=typed.one_of(asked, "kind", "身份", counsel.LISTED),
        works_at=typed.words(asked, "works_at", "工作单位", longest=120),
        certificate=typed.maybe(asked, "certificate", "执业证号", longest=60),
        field=typed.maybe(asked, "field", "专长", longest=120),
        by_paper=typed.words(asked, "by_paper", "聘任文书", longest=120),
        appointed_on=typed.day(asked, "appointed_on", "聘任日期"),
        until=typed.day(asked, "until", "聘期截止日期"),
    )
    made = counsel.appoint(asked, said)
    return Done(f"已经登记聘任{made.kind}{made.name}，聘期到{made.until}。审核时可以在名册中选定。")


def _end(asked: Asked) -> Done:
    on = typed.past_day(asked, "on", "解聘日期")
    made = counsel.end(
        asked, typed.number(asked, "counsel"), on=on, why=typed.words(asked, "why", "解聘原因", longest=300)
    )
    return Done(f"已经登记解聘{made.name}，从{on}起不能再聘请。以前参加的审核照原样保留。")


def _standing(one: Counsel, asked: Asked) -> tuple[str, str]:
    if one.ended_on is not None and one.ended_on <= asked.on:
        return f"{one.ended_on} 已解聘", "plain"
    if asked.on > one.until:
        return "聘期已满", "plain"
    if asked.on < one.appointed_on:
        return "聘期未到", "plain"
    return ("聘期将满", "warn") if (one.until - asked.on).days <= SOON else ("在聘", "good")


PAGES = (
    PageAt(
        "counsel-roster",
        "法律顾问和公职律师名册",
        Place.DESK,
        show,
        done_by({"appoint": _appoint, "end": _end}),
        roles=("reviewer", "head", "handler"),
        says="聘任、聘期、解聘，以及今年参加了多少件审核。",
    ),
)
