"""The text of a norm as a citable thing: numbered when it is registered, in force once it is published, then ended.

A norm is the work; its text is what binds. Each function does one act and what the act means for the text, in one
transaction: where the act is refused, no number is used up and nothing is entered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.citable import NORM_KIND
from yifa.kernel.acts import Actor, Performed, Proposed, perform
from yifa.kernel.citing import enter_texts
from yifa.kernel.disclosure.declaration import GOVERNMENT_SITE
from yifa.kernel.disclosure.publishing import Entry, Receipt
from yifa.kernel.disclosure.publishing import publish as make_public
from yifa.kernel.dossiers.sheets import attached
from yifa.kernel.instruments import enter, repeal, version_in_force
from yifa.kernel.models import Case
from yifa.kernel.numbering import give_number, open_series
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import Kind
from yifa.law.fact import Fact, Value
from yifa.law.fold import Given

NO_RECEIPT = Receipt()


class UnableToEnterText(ValueError):
    """The text has no number yet, its days cannot be, or no text of that number is in force."""


def register(
    *,
    case_id: int,
    on: date,
    series: str,
    pattern: str,
    by: Actor,
    at: datetime,
    given: Given,
    versions: Versions = INSTALLED,
) -> str:
    """Register the signed text and give it the next number of the series of that year, without a gap; returns it.

    series: its name, e.g. «示政规»; pattern: how a number is written, with {year} and {serial}.
    Raises UnableToNumber where the case has a number, UnableToPerform where the act is refused.
    """
    with transaction.atomic():
        # The case is named by its id alone; the number is refused where it has one already.
        number = give_number(series=open_series(name=series, year=on.year, pattern=pattern), at=at, case=Case(case_id))
        entry = attached(v.REGISTER_ENTRY, f"{number.text}\n{on.isoformat()}")
        act = replace(_done("registration", on, {v.NUMBER: number.text}), documents=(entry,))
        perform(case_id=case_id, act=act, by=by, at=at, given=given, versions=versions)
    return number.text


def publish(
    *,
    case_id: int,
    on: date,
    effective_from: date,
    valid_until: date | None,
    by: Actor,
    at: datetime,
    given: Given,
    receipt: Receipt = NO_RECEIPT,
    versions: Versions = INSTALLED,
) -> Performed:
    """Publish the text on the government's site, which binds from the day that it states, though never from before it was published.

    valid_until: the last day on which it binds, None where it states none.
    Raises UnableToEnterText where it has no number or ends before it begins, UnableToPerform where the act is refused,
    UnableToPublish where it stands published already.
    """
    number, title = _named(case_id, given, versions)
    binds_from = max(on, effective_from)
    if valid_until is not None and valid_until < binds_from:
        raise UnableToEnterText(
            f"不得公布「{number}」:失效日期{valid_until}早于施行日期{binds_from}({v.PUBLISHED_BASIS.formal})。请核对文本载明的日期。"
        )
    days: dict[str, Value] = {v.EFFECTIVE_FROM.name: effective_from}
    if valid_until is not None:
        days[v.VALID_UNTIL.name] = valid_until
    entry = Entry(by, at, given, versions)
    with transaction.atomic():
        done = make_public(
            case_id=case_id, channel=GOVERNMENT_SITE.name, on=on, receipt=receipt, entry=entry, facts=days
        )
        enter(kind=NORM_KIND, number=number, name=title, valid_from=binds_from, valid_to=valid_until)
    return done


def bring_to_end(
    *,
    case_id: int,
    last_day: date,
    reason: str,
    by: Actor,
    at: datetime,
    given: Given,
    versions: Versions = INSTALLED,
) -> Performed:
    """Record that the norm lapsed or was repealed: `last_day` is the last on which it binds; reason: 届满, 废止 ….

    Raises UnableToEnterText where no text of its number is in force, UnableToPerform where the act is refused.
    """
    number, _ = _named(case_id, given, versions)
    enter_texts([number])
    text = version_in_force(kind=NORM_KIND, number=number, on=last_day)
    if text is None or not reason.strip():
        raise UnableToEnterText(
            f"不得登记失效:「{number}」在{last_day}不是现行有效的文件,或者没有写明失效事由"
            f"({v.PUBLISHED_BASIS.formal})。请核对文号、日期和事由。"
        )
    act = _done("expiry", last_day, {v.END_REASON: reason.strip()})
    with transaction.atomic():
        done = perform(case_id=case_id, act=act, by=by, at=at, given=given, versions=versions)
        repeal(instrument=text, last_day=last_day)
    return done


def _done(step: str, on: date, facts: Mapping[Fact, Value]) -> Proposed:
    stated = {fact.name: value for fact, value in facts.items() if value is not None}
    return Proposed(Kind.DONE, step, on, facts=stated)


def _named(case_id: int, given: Given, versions: Versions) -> tuple[str, str]:
    facts = next(iter(read_cases([case_id], given=given, versions=versions))).state.facts
    number = facts.get(v.NUMBER.name)
    if not isinstance(number, str):
        raise UnableToEnterText(
            f"不得公布:本件尚未统一登记、编号({v.PUBLISHED_BASIS.formal})。请先由制定机关办公室登记编号。"
        )
    return number, str(facts.get(v.TITLE.name) or number)
