"""审查建议: a citizen asks for a norm to be reviewed; he gets a receipt, and by it the answer.

Source: 国办发〔2018〕37号 (待核): proposals of citizens, legal persons and organisations are taken, studied and answered. Who
proposes is kept encrypted apart from the case and shown to nobody without a stated purpose.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.listing import Status, listed
from yifa.domains.norms.sheets import Kind
from yifa.kernel import typed
from yifa.kernel.access import PUBLIC, visible
from yifa.kernel.acts import Actor, perform
from yifa.kernel.confidentiality import Level
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers.consultation import ALPHABET
from yifa.kernel.dossiers.crowding import count, refuse_flood
from yifa.kernel.dossiers.models import CaseReceipt
from yifa.kernel.dossiers.sheets import attached, digest, standing
from yifa.kernel.models import Case
from yifa.kernel.opening import open_case
from yifa.kernel.organ_tree import organs_on
from yifa.kernel.organs import organ_ids
from yifa.kernel.pages import Asked, Done, NothingThere, Page, UnableToTake
from yifa.kernel.reading import read_cases
from yifa.law.act import Kind as ActKind
from yifa.law.act import done
from yifa.law.fact import Value

PROCEDURE = "norm_review_request"
LONGEST = 4000
WRITTEN_BY = "网上提交"


class UnableToTakeRequest(UnableToTake):
    """The request is not taken in; the sentence says why and where else one may turn."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a request has come, for whoever has its number."""

    about: str
    received_on: Any
    steps: tuple[tuple[str, Any], ...]
    result: str
    reply: str


def show(asked: Asked) -> Page:
    """The form; or, by the number of a receipt, what became of a request."""
    number = asked.part or asked.query.get("number", "").strip()
    found = _standing(asked, number) if number else None
    if asked.part and found is None:
        raise NothingThere
    norms = [one for one in listed(asked, asked.on) if one.status in {Status.IN_FORCE, Status.NOT_YET}]
    told = {"number": number, "found": found, "norms": norms, "longest": LONGEST, "chosen": asked.query.get("norm", "")}
    trail = ({"title": "行政规范性文件", "href": "/open/norm-list/"},)
    return Page("norms/request.html", "建议审查行政规范性文件", {**told, "trail": trail})


def take(asked: Asked) -> Done:
    """Take a request in; where it leads is the page of its receipt."""
    if asked.word("website"):
        raise UnableToTake("没有收取:请不要填写最后一个隐藏的空格。请清空后再提交。")
    norm = typed.words(asked, "norm", "文件的文号或者名称", longest=300)
    grounds = typed.words(asked, "grounds", "理由", longest=LONGEST)
    name = typed.words(asked, "name", "姓名或者单位名称", longest=60)
    contact = typed.words(asked, "contact", "联系方式", longest=120)
    number = request(asked, norm=norm, grounds=grounds, requester=f"{name} {contact}")
    return Done("您的审查建议已经收到。", f"/open/norm-request/{number}/")


def request(asked: Asked, *, norm: str, grounds: str, requester: str) -> str:
    """Open a case for the request; returns the number of its receipt, which is kept nowhere. Raises UnableToTakeRequest."""
    refuse_flood(asked, PROCEDURE)
    organ = next((one for one in organs_on(asked.on) if one.name.endswith("司法局")), None)
    if organ is None:
        raise UnableToTakeRequest("网上暂时不能收取审查建议:机关名录中没有司法局。请书面寄送备案审查机关。")
    facts: dict[str, Value] = {
        v.REQUESTED_ABOUT.name: norm,
        v.REQUEST_GROUNDS.name: grounds,
        v.REQUESTER.name: requester,
    }
    by, number = Actor(WRITTEN_BY, organ=organ.name), _number()
    given, versions = asked.given, asked.versions
    with transaction.atomic():
        opened = open_case(
            procedure=PROCEDURE,
            on=asked.on,
            by=by,
            at=asked.at,
            given=given,
            title=f"关于{norm[:80]}的审查建议",
            facts=facts,
            organ_id=organ_ids(names=[organ.name])[organ.name],
            versions=versions,
        )
        letter = Proposed(ActKind.DONE, "request", asked.on, documents=(attached(v.REQUEST_LETTER, grounds),))
        perform(case_id=opened.case_id, act=letter, by=by, at=asked.at, given=given, versions=versions)
        receipt = CaseReceipt(digest=digest(number), case_id=opened.case_id, at=asked.at)
        receipt.organ_path, receipt.confidentiality = organ.path, Level.PUBLIC
        receipt.save()
        count(asked, PROCEDURE)
    return number


def _number() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


def _standing(asked: Asked, number: str) -> Standing | None:
    plain = "".join(letter for letter in number.upper() if letter in ALPHABET)
    groups = "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))
    receipts = visible(CaseReceipt.objects.filter(digest=digest(groups)), PUBLIC, on=asked.on)
    receipt = receipts.select_related("case").first()
    return _told(asked, receipt.case) if receipt is not None and receipt.case.procedure == PROCEDURE else None


def _told(asked: Asked, case: Case) -> Standing:
    (read,) = read_cases([case.pk], given=asked.given, versions=asked.versions)
    state = read.state
    steps = tuple((step.title, state.day(done(step.name))) for step in state.procedure.steps)
    replied = state.day(done("reply")) is not None
    reply = standing(case, Kind.STEP, on=asked.on).get("reply") if replied else None
    return Standing(
        str(state.facts.get(v.REQUESTED_ABOUT.name) or ""),
        state.day(done("request")),
        steps,
        str(state.facts.get(v.REQUEST_RESULT.name) or "") if replied else "",
        str(reply.said["words"]) if reply is not None else "",
    )
