"""三统一 and what follows: registered and numbered, printed, published, explained, filed twice, assessed, brought to its end."""

from __future__ import annotations

import re
from datetime import date

from django.db import transaction

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.sheets import Kind, is_done
from yifa.domains.norms.texts import UnableToEnterText, bring_to_end, publish, register
from yifa.kernel.at_hand import acting_of, case_of, do, read_of, state_of
from yifa.kernel.deciding import Attachment, Proposed
from yifa.kernel.disclosure.publishing import Receipt, UnableToPublish
from yifa.kernel.dossiers.sheets import attached, entitled, put, standing, the
from yifa.kernel.models import Carrier
from yifa.kernel.numbering import UnableToNumber, cancel_number, numbers_of
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.particulars import PAPER, REASON
from yifa.law.act import Kind as ActKind
from yifa.law.fact import Fact, Value
from yifa.law.procedure import Document

UPPER, CONGRESS = "filing", "congress_filing"
TO = {UPPER: "上一级政府", CONGRESS: "本级人大常委会"}
RECEIPTS: dict[str, Fact] = {UPPER: v.FILING_RECEIPT, CONGRESS: v.CONGRESS_RECEIPT}
REPORT = "备案报告"
PACKAGE = (REPORT, "公布的正式文本", "起草说明", "制定依据目录", "合法性审核意见书")
"""What goes with a filing. The set form is each receiving organ's own (待核)."""
_SERIES = re.compile(r"[\u4e00-\u9fff]{2,12}")


class UnableToIssue(UnableToTake):
    """The text cannot be registered, printed, published, filed or ended so."""


def number(asked: Asked, series: str) -> str:
    """Register the signed text under the next number of the series of the year. Raises UnableToIssue."""
    if _SERIES.fullmatch(series) is None:
        raise UnableToIssue("发文字号的机关代字应当是2到12个汉字,例如「示政规」。请核对。", "series")
    entitled(asked, "registration")
    if not is_done(asked, "signing"):
        raise UnableToIssue(f"不得登记编号:文本还没有签发({v.COURSE_OF_115.formal})。请先登记签发。")
    try:
        return register(
            case_id=case_of(asked).pk,
            on=asked.on,
            series=series,
            pattern=series + "〔{year}〕{serial}号",
            by=acting_of(asked).actor(),
            at=asked.at,
            given=asked.given,
            versions=asked.versions,
        )
    except UnableToNumber as refused:
        raise UnableToIssue(str(refused)) from refused


def cancel(asked: Asked, reason: str) -> str:
    """Cancel the number, which stays in the register with its reason; the text may then be registered anew.

    Raises UnableToIssue where it is printed or public already, or came from a ledger.
    """
    entitled(asked, "registration")
    if is_done(asked, "issuance") or is_done(asked, "publication"):
        raise UnableToIssue(
            f"不得作废编号:文件已经印发或者公布({v.PUBLISHED_BASIS.formal})。不再适用的,请按失效或者废止办理。"
        )
    given = [one for one in numbers_of([case_of(asked).pk]) if one.cancelled_at is None]
    registered = [act for act in read_of(asked).course.acts if act.step == "registration" and act.kind is ActKind.DONE]
    if not given or not registered:
        raise UnableToIssue("没有可以作废的编号:本件没有在本系统登记编号。请核对。")
    facts: dict[str, Value] = {REASON.name: reason}
    struck = Proposed(ActKind.CORRECTED, "registration", asked.on, facts=facts, corrects=registered[-1].seq)
    with transaction.atomic():
        cancel_number(number=given[0], reason=reason, at=asked.at)
        do(asked, struck)
    return given[0].text


def issue(asked: Asked) -> None:
    """Print the registered text: the one that was signed, and no other. Raises UnableToPerform before registration."""
    do(asked, Proposed(ActKind.DONE, "issuance", asked.on, documents=_signed(asked, v.PRINTED_TEXT)))


def make_known(asked: Asked, *, on: date, effective_from: date, valid_until: date | None, receipt: Receipt) -> None:
    """Publish the text, which from then on may be cited. Raises UnableToIssue."""
    entitled(asked, "publication")
    if not is_done(asked, "issuance"):
        raise UnableToIssue(f"不得公布:文本还没有统一印发({v.PUBLISHED_BASIS.formal})。请先印发。")
    try:
        publish(
            case_id=case_of(asked).pk,
            on=on,
            effective_from=effective_from,
            valid_until=valid_until,
            by=acting_of(asked).actor(),
            at=asked.at,
            given=asked.given,
            receipt=receipt,
            versions=asked.versions,
        )
    except (UnableToEnterText, UnableToPublish) as refused:
        raise UnableToIssue(str(refused)) from refused


def explain(asked: Asked, words: str) -> None:
    """Keep the reading (政策解读), which stands beside the text for everybody."""
    with transaction.atomic():
        if not is_done(asked, "interpretation"):
            do(asked, Proposed(ActKind.DONE, "interpretation", asked.on, documents=(attached(v.READING_TEXT, words),)))
        put(asked, Kind.INTERPRETATION, step="interpretation", said={"words": words}, on=asked.on)


def file(asked: Asked, to: str, *, on: date, letter: str, parts: tuple[str, ...], addressee: str = "") -> None:
    """File the published text with its package; addressee: the receiving organ by its full name. Raises UnableToIssue."""
    if not is_done(asked, "publication"):
        raise UnableToIssue(f"不得报备:文件还没有公布({v.FILED_BASIS.formal})。请先公布。")
    missing = [part for part in PACKAGE if part not in parts]
    if missing:
        raise UnableToIssue(f"备案材料不齐:缺少{'、'.join(missing)}({v.FILED_BASIS.formal})。请补齐后再报送。", "parts")
    with transaction.atomic():
        report = attached(v.FILING_REPORT, f"{letter}\n{addressee or TO[to]}\n" + "\n".join(parts))
        do(asked, Proposed(ActKind.DONE, to, on, documents=(report, *_signed(asked, v.PUBLISHED_TEXT))))
        said = {"letter": letter, "parts": list(parts), "addressee": addressee}
        put(asked, Kind.FILING, step=to, said=said, on=on, key=to)


def receive(asked: Asked, to: str, *, on: date, text: str) -> None:
    """Keep the receipt of a filing. Raises UnableToIssue before the filing, or for a day before it."""
    filed = the(case_of(asked), Kind.FILING, on=asked.on, key=to)
    if filed is None or on < filed.on:
        raise UnableToIssue(f"不能登记回执:还没有报{TO[to]}备案,或者回执日期早于报送日期。请核对。", "on")
    facts: dict[str, Value] = {PAPER.name: v.FILED_RECEIPT.title, RECEIPTS[to].name: text}
    paper = (attached(v.FILED_RECEIPT, text),)
    with transaction.atomic():
        do(asked, Proposed(ActKind.COUNTERSIGNED, to, on, facts=facts, documents=paper), carrier=Carrier.PAPER)
        put(asked, Kind.RECEIPT, step=to, said={"number": text}, on=on, key=to)


def take_effect(asked: Asked) -> None:
    """The day on which it begins to bind has come. Raises UnableToIssue before it."""
    starts = state_of(asked).facts.get(v.EFFECTIVE_FROM.name)
    if not isinstance(starts, date) or starts > asked.on:
        raise UnableToIssue("还没有到文本载明的施行日期,或者文件没有公布。请到施行之日再登记。")
    do(asked, Proposed(ActKind.DONE, "effect", starts))


def assess(asked: Asked, *, advice: str, words: str) -> None:
    """The assessment before it expires: kept, amended or let lapse."""
    with transaction.atomic():
        paper = (attached(v.EXPIRY_ASSESSMENT, f"{advice}\n{words}"),)
        do(asked, Proposed(ActKind.DONE, "expiry_assessment", asked.on, documents=paper))
        put(asked, Kind.STEP, step="expiry_assessment", said={"words": f"{advice}。{words}"}, on=asked.on, key="expiry")


def end(asked: Asked, *, last_day: date, reason: str) -> None:
    """The last day on which it binds, and why. Raises UnableToIssue."""
    entitled(asked, "expiry")
    try:
        bring_to_end(
            case_id=case_of(asked).pk,
            last_day=last_day,
            reason=reason,
            by=acting_of(asked).actor(),
            at=asked.at,
            given=asked.given,
            versions=asked.versions,
        )
    except UnableToEnterText as refused:
        raise UnableToIssue(str(refused)) from refused


def filings(asked: Asked) -> list[dict[str, object]]:
    """Both filings: to whom, when, with what receipt."""
    filed = standing(case_of(asked), Kind.FILING, on=asked.on)
    received = standing(case_of(asked), Kind.RECEIPT, on=asked.on)
    return [
        {
            "name": name,
            "to": to,
            "filed": filed.get(name),
            "receipt": received.get(name),
            "is_due": name == UPPER or state_of(asked).facts.get(v.FILED_WITH_CONGRESS.name),
        }
        for name, to in TO.items()
    ]


def _signed(asked: Asked, document: Document) -> tuple[Attachment, ...]:
    signed = the(case_of(asked), Kind.SIGNED, on=asked.on)
    if signed is None:
        raise UnableToIssue(f"不得印发:没有登记签发的文本({v.COURSE_OF_115.formal})。请先登记签发。")
    return (attached(document, signed.said["text"]),)
