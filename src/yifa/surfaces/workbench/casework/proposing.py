"""From what was typed into the form of an act to the act itself: files kept, number given, act done, together or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from yifa.kernel.acting import act_in_case
from yifa.kernel.acts import Lying, Overtaken, Performed, Proposed, UnableToPerform
from yifa.kernel.attachments import LARGEST, UnableToKeepFile, Upload, keeping
from yifa.kernel.deciding import Attachment
from yifa.kernel.disclosure.rows import duties_of, refresh
from yifa.kernel.models import Carrier, Original
from yifa.kernel.numbering import UnableToNumber, give_number, open_series
from yifa.kernel.originals import FOLDER
from yifa.kernel.pages import UnableToTake
from yifa.kernel.particulars import WHERE
from yifa.kernel.publishing_in_post import Receipt, Sitting, UnableToPublish, publish_in_case
from yifa.law.act import Kind
from yifa.law.fact import Fact, Value
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.forms import day, minute, stated, word
from yifa.surfaces.shell.given import given_of_year
from yifa.surfaces.workbench.casework.act_form import (
    CARRIER,
    FILE,
    MODE,
    ON,
    OTHER_FILE,
    OTHER_TITLE,
    PERSON,
    SCAN,
    SERIES,
    STRIKE,
    TIME,
    UNTIL,
    name_of,
    needed,
    stated_here,
)
from yifa.surfaces.workbench.casework.doing import Doing

REFUSED = (UnableToTake, UnableToPerform, UnableToPublish, UnableToKeepFile, UnableToNumber, Overtaken)
"""What a page shows as a sentence above the form."""
RECEIPT_NUMBER, RECEIPT_ADDRESS = "receipt-number", "receipt-address"
_LONGEST_SERIES = 40


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent: words by name, and files by name."""

    words: Mapping[str, str]
    files: Mapping[str, Upload]


def files_sent(request: HttpRequest) -> dict[str, Upload]:
    """The files that were sent. Raises UnableToKeepFile for one that is too large, before it is read."""
    found: dict[str, Upload] = {}
    for name in request.FILES:
        for sent in request.FILES.getlist(name):
            if (sent.size or 0) > LARGEST:
                raise UnableToKeepFile(
                    f"没有收下文件「{plain(sent.name or '')}」:文件超过20 MB。请压缩或者分成几个文件。"
                )
            found[name] = Upload(plain(sent.name or ""), sent.read())
    return found


def folder() -> Path:
    """Where this installation keeps originals."""
    return Path(settings.YIFA_HOME) / FOLDER


def do(doing: Doing, typed: Typed, sitting: Sitting) -> Performed:
    """Do the act as typed. Raises any of REFUSED; then nothing was written and no file was kept."""
    on = day(typed.words, ON, "办理日期")
    if doing.channel and doing.kind is Kind.DONE:
        return _publish(doing, typed, sitting, on)
    person, carrier = _who(typed)
    uploads = dict(_files(typed))
    with keeping(uploads.values(), at=sitting.at, folder=folder()) as originals:
        kept = dict(zip(uploads, originals, strict=True))
        proposed = _proposed(doing, typed, on, kept, _numbered(doing, typed, sitting, on))
        performed = act_in_case(
            sitting.acting,
            case_id=doing.read.case.pk,
            act=proposed,
            at=sitting.at,
            on=sitting.on,
            given=sitting.given,
            person=person,
            carrier=carrier,
            versions=sitting.versions,
        )
        _show_public(doing, sitting)
    return performed


def _who(typed: Typed) -> tuple[str, str]:
    if typed.words.get(CARRIER) != Carrier.PAPER:
        return typed.words.get(PERSON, ""), Carrier.ELECTRONIC
    person = word(typed.words, PERSON, "作出人:纸质签批的,应当写明在纸上签字的人")
    word(typed.words, name_of(WHERE), "纸质原件存放处:以后要凭它找到原件")
    return person, Carrier.PAPER


def _publish(doing: Doing, typed: Typed, sitting: Sitting, on: date) -> Performed:
    receipt = Receipt(typed.words.get(RECEIPT_NUMBER, "")[:120], typed.words.get(RECEIPT_ADDRESS, "")[:300])
    return publish_in_case(
        sitting,
        case_id=doing.read.case.pk,
        channel=doing.channel,
        on=on,
        receipt=receipt,
    )


def _files(typed: Typed) -> Iterator[tuple[str, Upload]]:
    for name, upload in typed.files.items():
        if name in {SCAN, OTHER_FILE} or name.startswith(FILE):
            yield name, upload


def _proposed(
    doing: Doing, typed: Typed, on: date, kept: Mapping[str, Original], numbered: Mapping[str, Value]
) -> Proposed:
    facts = {**_facts(doing, typed), **numbered}
    until = day(typed.words, UNTIL, "延长到的日期") if typed.words.get(UNTIL) else None
    if doing.extension is not None and doing.kind is Kind.EXTENDED and doing.extension[1].by is None and until is None:
        raise UnableToTake("没有填写批准延长到哪一天。请按批准书填写。", UNTIL)
    corrected = doing.corrected
    scan = kept.get(SCAN)
    return Proposed(
        doing.kind,
        doing.named,
        on,
        minute=minute(typed.words, TIME),
        until=until,
        facts=facts,
        documents=tuple(_documents(typed, kept)),
        corrects=corrected.seq if corrected is not None else None,
        replaces=corrected.meaning if corrected is not None and typed.words.get(MODE) != STRIKE else None,
        lying=Lying(scan.pk) if scan is not None else Lying(),
    )


def _facts(doing: Doing, typed: Typed) -> dict[str, Value]:
    for fact in needed(doing):
        word(typed.words, name_of(fact), fact.title)
    found = stated((*stated_here(doing), WHERE), typed.words)
    if doing.question is not None:
        _answered(doing.question.fact, found)
    if doing.corrected is None:
        return found
    # What the form does not show of the earlier act stays as it was: personal values, receipts, reasons.
    return {**doing.corrected.facts, **found} if typed.words.get(MODE) != STRIKE else found


def _answered(question: Fact, found: Mapping[str, Value]) -> None:
    if question.name not in found:
        raise UnableToTake(f"没有答复「{question.title}」。请选择是或者否。", name_of(question))


def _documents(typed: Typed, kept: Mapping[str, Original]) -> Iterator[Attachment]:
    for name, original in kept.items():
        if name == OTHER_FILE:
            yield Attachment("other", original.sha256, typed.words.get(OTHER_TITLE, "")[:200] or original.name)
        elif name.startswith(FILE):
            yield Attachment(name.removeprefix(FILE), original.sha256)


def _numbered(doing: Doing, typed: Typed, sitting: Sitting, on: date) -> dict[str, Value]:
    """The number given from the series that was named, with the fact that the ledger knows the case by."""
    name = "".join(typed.words.get(SERIES, "").split()).replace("{", "").replace("}", "")[:_LONGEST_SERIES]
    if not name or doing.kind is not Kind.DONE:
        return {}
    pattern, organ = f"{name}〔{{year}}〕{{serial}}号", doing.read.case.organ_path
    series = open_series(name=name, year=on.year, pattern=pattern, organ_path=organ)
    number = give_number(series=series, at=sitting.at, case=doing.read.case)
    table = doing.read.course.table
    key = table.column(table.key).becomes if table is not None else None
    return {key.name: number.text} if isinstance(key, Fact) else {}


def _show_public(doing: Doing, sitting: Sitting) -> None:
    """What is published, or stands published, must not wait for whoever asks next."""
    if duties_of(doing.read.case.procedure):
        refresh([doing.read.case.pk], given_of=given_of_year, versions=sitting.versions)
