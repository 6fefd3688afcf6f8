"""The page of one organ's reply: its own figures confirmed or contested, what it did, its sealed copy; and taking it in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from yifa.domains.reporting import stated, typed
from yifa.domains.reporting import vocabulary as v
from yifa.domains.reporting.campaign import RECEIVED, SEAL_WAITING, WAITING, reply_of
from yifa.domains.reporting.own_figures import OwnFigure, own_figures, seen_code
from yifa.domains.reporting.sheets import AGREED, CONTESTED, FIGURES, NARRATIVE, put, standing
from yifa.kernel.acts import Attachment, Lying, Proposed
from yifa.kernel.at_hand import acting_of, case_of, do, may, read_of
from yifa.kernel.models import Carrier
from yifa.kernel.pages import Asked, Done, Page, UnableToTake
from yifa.kernel.particulars import REASON
from yifa.kernel.typed import done_by, past_day
from yifa.law.act import Kind
from yifa.law.procedure import Document


class UnableToConfirm(UnableToTake):
    """The figures cannot be confirmed so."""


def show(asked: Asked) -> Page:
    """The reply as it stands, with the forms that the post may use."""
    case, read = case_of(asked), read_of(asked)
    year, reply = _year(read.state.facts), reply_of(read)
    figures = own_figures(case.organ_path, year=year, parameters=asked.given.parameters)
    sheet = standing(case, FIGURES, on=asked.on)
    own, other = may(asked, "submission"), may(asked, "receipt")
    told: dict[str, Any] = {
        "year": year,
        "reply": reply,
        "late": reply.days_late(asked.on),
        "figures": [one for one in figures if one.has_records],
        "empty": [one for one in figures if not one.has_records],
        "stands": {one["figure"]: one for one in sheet.get("stands", ())},
        "confirmed": "figures" in read.state.done,
        "submitted": "submission" in read.state.done,
        "narrative": standing(case, NARRATIVE, on=asked.on).get("text", ""),
        "seen": seen_code(figures),
        "own": own and not read.state.closed,
        "may_seal": own and "receipt" in read.state.done and not read.state.closed,
        "may_receive": other and reply.status == WAITING,
        "may_take_seal": other and reply.status == SEAL_WAITING,
        "waits_for_seal": reply.status == RECEIVED,
        "stated": [one for one in stated.of_year(asked, year=year) if one.organ == reply.organ],
        "contested": CONTESTED,
        "today": asked.on,
    }
    return Page("reporting/reply.html", "报送和接收", told)


def _confirm(asked: Asked) -> Done:
    case, read = case_of(asked), read_of(asked)
    figures = own_figures(case.organ_path, year=_year(read.state.facts), parameters=asked.given.parameters)
    if asked.word("seen") != seen_code(figures):
        raise UnableToConfirm("没有保存:您打开页面以后,本单位的数字有了变化。请刷新页面,按新的数字重新核对。")
    stands = [_stand(asked, one) for one in figures]
    contested = sum(one["stand"] == CONTESTED for one in stands)
    signer = typed.words(asked, "signer", "核对人(有异议的,为签署差异说明的负责人)", longest=60)
    with transaction.atomic():
        text = put(asked, FIGURES, {"stands": stands, "signer": signer})
        facts = {v.CONTESTED.name: contested}
        act = Proposed(Kind.DONE, "figures", asked.on, facts=facts, documents=_left(v.FIGURE_SHEET, text))
        do(asked, act, person=signer)
    said = f"{contested}项有异议,差异说明请在「文书」中打印、签字后归回本件。" if contested else "全部数字核对无误。"
    return Done(f"数字核对已经登记。{said}")


def _stand(asked: Asked, one: OwnFigure) -> Mapping[str, str]:
    said = {"figure": one.id, "title": one.title, "shown": one.shown, "fraction": one.fraction, "stand": AGREED}
    if not (asked.word(f"own-{one.id}") or asked.word(f"reason-{one.id}")):
        return said
    own = typed.words(asked, f"own-{one.id}", f"{one.title}:本单位认为的数值", longest=60)
    reason = typed.words(asked, f"reason-{one.id}", f"{one.title}:差异说明", longest=500)
    return {**said, "stand": CONTESTED, "own": own, "reason": reason}


def _submit(asked: Asked) -> Done:
    text = typed.words(asked, "narrative", "本单位工作情况", longest=typed.LONGEST)
    with transaction.atomic():
        put(asked, NARRATIVE, {"text": text})
        do(asked, Proposed(Kind.DONE, "submission", asked.on, documents=_left(v.NARRATIVE, text)))
    return Done("材料已经报送,等待接收。接收后请报送盖章件。")


def _seal(asked: Asked) -> Done:
    signer = typed.words(asked, "signer", "签发人", longest=60)
    on = past_day(asked, "on", "签发日期")
    with typed.kept_file(asked, "scan", "盖章件") as kept:
        if kept is None:
            raise UnableToTake("没有选择盖章件。请选择扫描件。", "scan")
        left = (Attachment(v.SEALED_COPY.name, kept.sha256, v.SEALED_COPY.title),)
        act = Proposed(Kind.DONE, "sealed_copy", on, documents=left, lying=Lying(kept.pk))
        do(asked, act, person=signer, carrier=Carrier.PAPER)
    return Done("盖章件已经报送。")


def _receive(asked: Asked) -> Done:
    facts = {v.RECEIVED_BY.name: acting_of(asked).holding.organ}
    do(asked, Proposed(Kind.DONE, "receipt", asked.on, facts=facts))
    return Done("已经接收。盖章件报来后请再接收盖章件。")


def _return(asked: Asked) -> Done:
    reason = typed.words(asked, "reason", "退回的理由和修改意见", longest=500)
    step = "receipt" if reply_of(read_of(asked)).status == WAITING else "sealed_receipt"
    do(asked, Proposed(Kind.RETURNED, step, asked.on, facts={REASON.name: reason}))
    return Done("已经退回,理由会显示在报送单位的页面上。")


def _take_seal(asked: Asked) -> Done:
    do(asked, Proposed(Kind.DONE, "sealed_receipt", asked.on))
    return Done("盖章件已经接收,本件办结。")


def _left(document: Document, text: str) -> tuple[Attachment, ...]:
    return (Attachment(document.name, hashlib.sha256(text.encode()).hexdigest(), document.title),)


def _year(facts: Mapping[str, Any]) -> int:
    year = facts.get(v.REPORT_YEAR.name)
    return year if isinstance(year, int) else 0


TAKE = done_by(
    {
        "figures": _confirm,
        "submit": _submit,
        "seal": _seal,
        "receive": _receive,
        "return": _return,
        "take_seal": _take_seal,
    }
)
