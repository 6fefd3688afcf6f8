"""What is done with the editions of a report: fixed by its writer, submitted, corrected once it is public."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.http import HttpRequest

from yifa.kernel.access import visible
from yifa.kernel.acting import act_in_case, open_in_post
from yifa.kernel.acts import Attachment, Proposed
from yifa.kernel.attachments import Upload, keeping
from yifa.kernel.confidentiality import Level
from yifa.kernel.evidence.keys import UnableToReadKey
from yifa.kernel.evidence.log import UnableToSeal
from yifa.kernel.models import Case
from yifa.kernel.pages import UnableToTake
from yifa.kernel.reading import Read, read_cases
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.report import yearly
from yifa.report.campaign_editions import Edition, content_of, editions, fix
from yifa.report.campaign_honours import Claim, honours, unproved
from yifa.report.docx import docx_bytes
from yifa.report.drafting import draft_of
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.given import given_on, versions
from yifa.surfaces.shell.signing import Signed
from yifa.surfaces.workbench.casework.proposing import folder
from yifa.surfaces.workbench.yearly.report import WRITER, brief

REPORT, CORRECTION = "annual_report", "report_correction"
DRAFTED, DRAFT, SUBMITTED, TEXT, NOTE = "drafting", "draft", "submission", "final_draft", "correction_note"
"""The step in which an edition goes up, the document that it then leaves, and what a correction says of itself."""


def done(request: HttpRequest, signed: Signed, year: int) -> str:
    """Do what the form asks for; what to say of it. Raises UnableToFix, UnableToTake, UnableToPerform."""
    what = request.POST.get("do", "")
    if what == "fix" and signed.role == WRITER:
        return _fix(request, signed, year)
    last = next(iter(editions(year)), None)
    if what == "submit" and last is not None:
        return _submit(request, signed, year, last)
    if what == "correct" and last is not None:
        return _correct(request, signed, year, last)
    raise UnableToTake("没有办成:您现在的岗位不办理这一项,或者还没有形成送审稿。请刷新页面后再试。")


def claims_of(signed: Signed, year: int) -> tuple[Claim, ...]:
    """The claims of honours in the words typed so far that no row of the register proves."""
    texts = {title: one.text for title, one in draft_of(year).texts.items()}
    return unproved(texts, honours(signed.viewer, on=signed.on, versions=versions()))


def claims_in(signed: Signed, year: int, edition: Edition) -> tuple[Claim, ...]:
    """The same in an edition, whatever was typed after it was fixed."""
    content = content_of(year, edition.number)
    texts = {heading: "\n".join(lines) for heading, lines in content.chapters} if content is not None else {}
    return unproved(texts, honours(signed.viewer, on=signed.on, versions=versions()))


def case_of_year(signed: Signed, year: int) -> Read | None:
    """The case of the report of that year, if it may be seen."""
    return next(iter(_of_year(signed, REPORT, year)), None)


def corrections_of_year(signed: Signed, year: int) -> tuple[Read, ...]:
    """The corrections of the report of that year that may be seen, the first first."""
    return _of_year(signed, CORRECTION, year)


def read_all(signed: Signed, procedure: str) -> tuple[Read, ...]:
    """The cases of a procedure that may be seen, as the law sees them."""
    cases = visible(Case.objects.filter(procedure=procedure), signed.viewer, on=signed.on)
    keys = list(cases.values_list("pk", flat=True))
    return tuple(read_cases(keys, given=given_on(signed.on), versions=versions()))


def _of_year(signed: Signed, procedure: str, year: int) -> tuple[Read, ...]:
    return tuple(one for one in read_all(signed, procedure) if one.state.facts.get("year") == year)


def _fix(request: HttpRequest, signed: Signed, year: int) -> str:
    """Fix an edition, and keep the file that prints it: what goes up is that file, whatever is written afterwards."""
    document = brief(signed, year)
    printed = Upload(f"{document.district}{document.title}.docx", docx_bytes(document))
    with keeping((printed,), at=signed.at, folder=folder()) as kept:
        made = fix(
            document,
            reason=plain(request.POST.get("reason", "")),
            after=_number(request),
            by=signed.acting.entered_by,
            at=signed.at,
            file=kept[0].sha256,
        )
        _drafted(signed, year, made)
    return f"第{made.number}稿已经形成并存证,核对码{made.digest[:16]}。{_frozen(signed, year)}"


def _frozen(signed: Signed, year: int) -> str:
    """Put the figures on record as they stand with the edition, so that the public text links to their proof."""
    try:
        yearly.frozen(yearly.composed(district(), year=year, on=signed.on, items=()), at=signed.at)
    except (UnableToSeal, UnableToReadKey) as refusal:
        return f"数字还没有定稿:{refusal}"
    return "数字已经同时定稿。"


def _drafted(signed: Signed, year: int, made: Edition) -> None:
    """What is fixed before it went up is the draft that can be circulated; afterwards it may only go up again."""
    found = case_of_year(signed, year)
    if found is not None and SUBMITTED not in found.state.done:
        _act(signed, found.case.pk, DRAFTED, (_text(year, made, DRAFT),))


def _submit(request: HttpRequest, signed: Signed, year: int, last: Edition) -> str:
    found = case_of_year(signed, year)
    if found is None:
        raise UnableToTake("不得送审:本年度报告还没有立件。请先在「年度报告报送」发出报送通知。")
    if "approval" in found.state.done:
        raise UnableToTake(
            "不得送审:报告已经审定,公开的应当是审定的那一稿。需要修改的,请由审定机关退回;已经公开的,请办理更正。"
        )
    claims, why = len(claims_in(signed, year, last)), plain(request.POST.get("unproved_why", "")).strip()
    if claims and not why:
        raise UnableToTake(
            f"没有送审:第{last.number}稿有{claims}处荣誉没有登记,送审的报告应当真实、有据"
            "(《法治政府建设与责任落实督察工作规定》)。请在「荣誉登记」补登记,或者改写文字后形成新的一稿;"
            "确需先行送审的,请写明理由,送审单会一并写明。"
        )
    facts: dict[str, Value] = {"edition": last.number, "text": last.digest, "unproved": claims}
    if claims:
        facts["unproved_why"] = why
    _act(signed, found.case.pk, SUBMITTED, (_text(year, last),), facts=facts)
    doubted = f"送审单会写明有{claims}处荣誉没有登记和理由。" if claims else ""
    return f"第{last.number}稿已经送审。送审单可以在本件的「文书」中打印。{doubted}"


def _correct(request: HttpRequest, signed: Signed, year: int, last: Edition) -> str:
    """Open a correction of what is public: found, and changed to the last edition; approval and publication follow."""
    what, why = plain(request.POST.get("changed", "")).strip(), plain(request.POST.get("why", "")).strip()
    _refuse_correction(signed, year, last, what, why)
    title = f"{year}年法治政府建设情况报告"
    facts: dict[str, Value] = {"title": title, "year": year, "changed": what, "why": why}
    with transaction.atomic():
        opened = open_in_post(
            signed.acting,
            procedure=CORRECTION,
            on=signed.on,
            at=signed.at,
            given=given_on(signed.on),
            title=f"{title}更正:{what[:80]}",
            facts={**facts, "edition": last.number, "text": last.digest},
            confidentiality=Level.INTERNAL,
            versions=versions(),
        )
        note = hashlib.sha256(f"{what}\n{why}".encode()).hexdigest()
        _act(signed, opened.case_id, "finding", (Attachment(NOTE, note, "更正说明"),))
        _act(signed, opened.case_id, "change", (_text(year, last),))
    return f"更正已经立件,按第{last.number}稿审定后重新公开。更正说明可以在更正件的「文书」中打印。"


def _refuse_correction(signed: Signed, year: int, last: Edition, what: str, why: str) -> None:
    found = case_of_year(signed, year)
    if found is None or "publication" not in found.state.done:
        raise UnableToTake("没有立件:报告还没有公开,不需要更正。请直接修改文字,形成新的一稿。")
    if not what or not why:
        raise UnableToTake("没有立件:更正内容和更正原因都要写明,公开时会一并说明。请补充。")
    known = {found.state.facts.get("text"), *(one.state.facts.get("text") for one in corrections_of_year(signed, year))}
    if last.digest in known:
        raise UnableToTake(
            f"没有立件:第{last.number}稿就是已经公开或者正在更正的那一稿,还没有改动。请先改正文字或者台账,形成新的一稿。"
        )


def _act(
    signed: Signed,
    case_id: int,
    step: str,
    documents: tuple[Attachment, ...],
    *,
    facts: Mapping[str, Value] | None = None,
) -> None:
    act_in_case(
        signed.acting,
        case_id=case_id,
        act=Proposed(Kind.DONE, step, signed.on, facts=facts or {}, documents=documents),
        at=signed.at,
        on=signed.on,
        given=given_on(signed.on),
        versions=versions(),
    )


def _text(year: int, edition: Edition, document: str = TEXT) -> Attachment:
    return Attachment(document, edition.file or edition.digest, f"{year}年度报告第{edition.number}稿")


def _number(request: HttpRequest) -> int:
    text = request.POST.get("after", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len(str(1 << 31)) else 0
