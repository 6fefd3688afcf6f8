"""评议代表库: who may be drawn to evaluate law-duty reports, and who was drawn in one of our draws.

Source: 法治政府建设与责任落实督察工作规定 (2019), whole; that grass-roots representatives evaluate is the district's own way
(report of 2022). A name stands in this list alone: draws, votes and counts know codes or nothing.
"""

from __future__ import annotations

import re
from datetime import date

from django.db import transaction

from yifa.domains.leadership import typed
from yifa.domains.leadership.models import Representative
from yifa.engine.draws_held import HeldDraw, draws_held
from yifa.kernel import typed as kernel_typed
from yifa.kernel.access import ROLES, visible
from yifa.kernel.at_hand import acting_of
from yifa.kernel.confidentiality import Level
from yifa.kernel.dossiers.sheets import state
from yifa.kernel.organ_tree import beneath
from yifa.kernel.pages import Asked, Done, Page, PageAt, Place, UnableToTake
from yifa.kernel.typed import done_by, number, past_day

POOL = "law_duty_representatives"
MARKS, LONGEST = re.compile(r"[,\uFF0C\t]"), (60, 60, 120)
"""What separates name, kind and organ in a line, and the most characters of each."""
KINDS = ("人大代表", "政协委员", "企业代表", "村(社区)代表", "行政相对人代表", "律师", "其他基层代表")
"""What the form offers; the report of 2022 says «基层代表» only."""


def register(asked: Asked) -> tuple[Representative, ...]:
    """The representatives who may be drawn today, as far as this post may see them."""
    rows = visible(Representative.objects.filter(left_on=None), asked.viewer, on=asked.on)
    return tuple(rows.order_by("kind", "pk"))


def held(asked: Asked) -> tuple[HeldDraw, ...]:
    """The finished draws of representatives, the latest first."""
    organ = acting_of(asked).holding.organ
    return draws_held(asked.viewer, organ=organ, on=asked.on, register=POOL)


def drawn(asked: Asked, plan: str) -> tuple[Representative, ...]:
    """Who was drawn under that plan, in order, as far as this post may see the list; none for a draw held elsewhere."""
    codes = next((one.codes for one in held(asked) if one.plan == plan), ()) if plan else ()
    known = {one.code: one for one in visible(Representative.objects.all(), asked.viewer, on=asked.on)}
    return tuple(known[code] for code in codes if code in known)


def show(asked: Asked) -> Page:
    """The list, with the form that enters somebody and the way to a draw."""
    told = {"rows": register(asked), "kinds": KINDS, "on": asked.on, "pool": POOL, "may_enter": _may(asked)}
    return Page("leadership/representatives.html", "述法评议代表库", told)


def _enter(asked: Asked) -> Done:
    _refuse_post(asked)
    name = typed.words(asked, "name", "姓名", longest=60)
    kind = typed.words(asked, "kind", "代表类别", longest=60)
    works_at = typed.words(asked, "works_at", "推荐单位", longest=120)
    with transaction.atomic():
        made = _entered(asked, (name, kind, works_at), on=past_day(asked, "day", "入库日期"))
    return Done(f"{made.name}已经入库,抽取时的编码是{made.code}。")


def _enter_many(asked: Asked) -> Done:
    _refuse_post(asked)
    on = past_day(asked, "day", "入库日期")
    lines = [line for line in kernel_typed.words(asked, "lines", "名单").splitlines() if line.strip()]
    people = [_person(line, at) for at, line in enumerate(lines, start=1)]
    with transaction.atomic():
        for person in people:
            _entered(asked, person, on=on)
    return Done(f"{len(people)}位代表已经入库。")


def _person(line: str, at: int) -> tuple[str, str, str]:
    parts = [one.strip() for one in MARKS.split(line.strip())]
    if len(parts) != len(LONGEST) or any(not one or len(one) > most for one, most in zip(parts, LONGEST, strict=False)):
        raise UnableToTake(
            f"第{at}行「{line.strip()}」没有看懂。请每行写一位:姓名、代表类别、推荐单位,用逗号隔开。", "lines"
        )
    name, kind, works_at = parts
    return name, kind, works_at


def _entered(asked: Asked, person: tuple[str, str, str], *, on: date) -> Representative:
    name, kind, works_at = person
    made = Representative(name=name, kind=kind, works_at=works_at, entered_on=on, confidentiality=Level.INTERNAL)
    made.organ_path = acting_of(asked).holding.organ_path
    made.save()
    state(f"representative/{made.pk}", {"kind": kind, "entered": on.isoformat()}, asked)
    return made


def _leave(asked: Asked) -> Done:
    _refuse_post(asked)
    pk = number(asked, "representative")
    found = next((one for one in register(asked) if one.pk == pk), None)
    if found is None:
        raise UnableToTake("代表库中没有这位代表,或者已经出库。请在名单中选定。", "representative")
    found.left_on = past_day(asked, "day", "出库日期")
    with transaction.atomic():
        found.save(update_fields=["left_on"])
        state(f"representative/{found.pk}", {"left": found.left_on.isoformat()}, asked)
    return Done(f"{found.name}已经出库,以后的抽取不再列入;以前的抽取不变。")


def _may(asked: Asked) -> bool:
    # Who is evaluated must not fill the list from which his evaluators are drawn.
    held = acting_of(asked).holding
    reach = held.post.organ_path
    return ROLES[held.post.role].acts and reach != held.organ_path and beneath(held.organ_path, reach)


def _refuse_post(asked: Asked) -> None:
    if not _may(asked):
        raise UnableToTake(
            "不得登记:您现在的岗位不办理评议代表入库、出库。请换用主管、汇总机关的经办岗位或者负责人岗位。"
        )


PAGES = (
    PageAt(
        "leading-representatives",
        "述法评议代表库",
        Place.DESK,
        show,
        done_by({"enter": _enter, "many": _enter_many, "leave": _leave}),
        roles=("handler", "head", "reviewer", "supervisor", "auditor"),
        says="可以抽取的评议代表;抽取和公开只用编码,不用姓名。",
    ),
)
