"""What follows an inspection: the result made public, what was ordered looked after, an offence handed over.

Source: 优化营商环境条例 54 and 国办发〔2018〕118号 二(6) (results are made public); 行政处罚法 (2021) 28 (orders to
correct) and 54 (an offence becomes a case). A visit that looks after an order is an inspection of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from yifa.domains.inspections.arranging import Arranged, arrange
from yifa.domains.inspections.models import Visit
from yifa.domains.inspections.rules import TAKEN_UP_BY
from yifa.domains.inspections.site_record import NO_PROBLEM
from yifa.domains.inspections.visits import Sheet
from yifa.kernel.access import visible
from yifa.kernel.acts import Attachment, Proposed
from yifa.kernel.at_hand import do
from yifa.kernel.deciding import UnableToPerform
from yifa.kernel.disclosure.declaration import CREDIT_SYSTEM, Channel
from yifa.kernel.disclosure.publishing import Entry, Receipt, UnableToPublish, publish
from yifa.kernel.entitlement import refusal_of_post
from yifa.kernel.handover import hand_over
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked, NothingThere, UnableToTake
from yifa.kernel.reading import read_cases
from yifa.law.act import Kind
from yifa.law.fact import Value

HANDOVER = "handover"


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """A visit that looked after an earlier one: its case, its day, and what it found («» while it is still to come)."""

    visit: Visit
    result: str

    @property
    def closes(self) -> bool:
        """Whether what was ordered is found to be done."""
        return self.result == NO_PROBLEM


def publish_here(asked: Asked, case: Case, *, channel: Channel, on: date, number: str, address: str) -> None:
    """Publish what the case decided on the channel, in this post. Raises UnableToTake and UnableToPerform."""
    acting = asked.acting
    if acting is None:
        raise NothingThere
    read = next(read_cases([case.pk], given=asked.given, versions=asked.versions))
    step = read.course.procedure.by_name["publication"]
    refused = refusal_of_post(acting, case=case, kind=Kind.DONE, step=step, on=asked.on)
    if refused is not None:
        raise UnableToPerform(refused)
    entry = Entry(acting.actor(), asked.at, asked.given, asked.versions)
    try:
        publish(case_id=case.pk, channel=channel.name, on=on, receipt=Receipt(number, address), entry=entry)
    except UnableToPublish as refusal:
        raise UnableToTake(str(refusal)) from refusal


def publish_result(asked: Asked, at_hand: Sheet, *, on: date, number: str, address: str) -> None:
    """Publish the result in the credit system. Raises UnableToTake before the visit, and as `publish_here`."""
    if not at_hand.is_finished:
        raise UnableToTake("不得公示:检查还没有办结,没有结果可以公示(优化营商环境条例第五十四条)。请先办结检查。")
    publish_here(asked, at_hand.case, channel=CREDIT_SYSTEM, on=on, number=number, address=address)


def come_again(asked: Asked, at_hand: Sheet, *, on: date) -> Case:
    """Arrange the visit that looks after what was ordered, with the same officers at the same place."""
    visit, facts = at_hand.visit, at_hand.facts
    if not at_hand.is_finished:
        raise UnableToTake("不得安排复查:检查还没有办结。请先办结检查。")
    return arrange(
        asked,
        Arranged(
            item=str(facts.get("item") or ""),
            code=str(facts.get("code") or ""),
            name=str(facts.get("name") or at_hand.case.title),
            certificates=tuple(visit.certificates),
            planned_on=on,
            place=visit.place,
            risk=str(facts.get("risk") or ""),
            trigger=f"对检查{visit.number}责令改正情况的复查",
            follows=visit,
        ),
    )


def looked_after(asked: Asked, visit: Visit) -> tuple[LookedAfter, ...]:
    """The visits that looked after this one, as far as they may be seen, the earliest first."""
    rows = Visit.objects.filter(follows=visit.pk).select_related("of_case").order_by("pk")
    found = tuple(visible(rows, asked.viewer, on=asked.on))
    reads = read_cases([one.of_case.pk for one in found], given=asked.given, versions=asked.versions)
    results = {read.case.pk: str(read.state.facts.get("result") or "") for read in reads}
    return tuple(LookedAfter(one, results[one.of_case.pk]) for one in found)


def hand_over_offence(asked: Asked, at_hand: Sheet, *, offence: str, on: date) -> None:
    """Hand a suspected offence over to the penalty procedure, once, with the act that says so."""
    if not offence.strip():
        raise UnableToTake("不得移送:没有写明涉嫌违法的案由(行政处罚法第五十四条)。请补充案由。", "offence")
    if not at_hand.is_finished or HANDOVER in at_hand.read.state.done:
        raise UnableToTake("不得移送:检查还没有办结,或者已经移送过。请核对办件。")
    if asked.acting is None:
        raise NothingThere
    reason = offence.strip()
    digest = sha256(f"{at_hand.visit.number}\n{reason}".encode()).hexdigest()
    facts: dict[str, Value] = {"suspected_offence": reason}
    act = Proposed(Kind.DONE, HANDOVER, on, facts=facts, documents=(Attachment("transfer_letter", digest),))
    with transaction.atomic():
        do(asked, act, case=at_hand.case)
        hand_over(from_case=at_hand.case, procedure=TAKEN_UP_BY[HANDOVER], on=on, reason=reason)
