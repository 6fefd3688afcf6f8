"""合法性审核 of a norm: what its package holds, what it is measured by, and the acts it leads to.

Source: 优化营商环境条例 20, 63 (R722); 国办发〔2018〕115号 (package, heads, review by another), from a secondary source. Whether the
text sets conditions of market entry is the reviewer's word under the head 准入条件, never that of the scan beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.rules import entry_conditions
from yifa.domains.norms.sheets import Kind, is_done, latest_text
from yifa.kernel.at_hand import case_of, do
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers import review_pages
from yifa.kernel.dossiers.review import WRONG, Head, Part, Review
from yifa.kernel.dossiers.review import Kind as ReviewKind
from yifa.kernel.dossiers.sheets import Written, attached, the
from yifa.kernel.pages import Asked, Page
from yifa.law.act import Kind as ActKind
from yifa.law.fact import Value
from yifa.law.statutes import NOTICE_37, NOTICE_115, R722

OWN, SUBMISSION, NOTICE = "internal_review", "submission", "package_notice"
STEP, SUPPLEMENT = "legality_review", "supplementary_review"
PARTS = (
    Part("letter", "送审函"),
    Part("text", "送审稿"),
    Part("explanation", "起草说明"),
    Part("basis", "制定依据"),
    Part("comments", "意见采纳情况表"),
    Part("own_review", "部门审核意见"),
    Part("competition", "公平竞争审查结论", v.TOUCHES_BUSINESS.name),
)
LEFT = {"letter": v.SUBMISSION_LETTER, "explanation": v.DRAFT_NOTE, "basis": v.LEGAL_BASES}
"""Which document of the case a part of the package is, where no other step leaves it."""
HEADS = (
    Head("power", "权限", "制定主体是否合法,是否超越制定机关的法定职权。", NOTICE_115.whole()),
    Head("content", "内容", "内容是否符合宪法、法律、法规、规章和国家政策规定。", NOTICE_115.whole()),
    Head("procedure", "程序", "是否履行评估论证、公开征求意见、公平竞争审查等制定程序。", NOTICE_115.whole()),
    Head(
        "burdens",
        "减损权益或者增加义务",
        "是否没有法律、法规依据而减损公民、法人和其他组织的合法权益或者增加其义务。",
        NOTICE_37.whole(),
    ),
    Head("access", "准入条件", "是否违法设置市场准入和退出条件,是否另行制定准入性质的负面清单。", R722.art(20, 63)),
)


def show(asked: Asked) -> Page:
    """The review, and beside it the places of the text that read like conditions of market entry."""
    case = case_of(asked)
    package = the(case, ReviewKind.PACKAGE, on=asked.on)
    doubts = entry_conditions(package.said["text"]) if package is not None else ()
    more = {"changes": the(case, Kind.CHANGES, on=asked.on), "suggested": latest_text(asked, case)}
    return review_pages.show(NORMS, asked, doubts=doubts, **more)


def submitted(asked: Asked, text: str) -> None:
    """The act with which the package goes to the reviewer, once; what is added later is a sheet."""
    if is_done(asked, SUBMISSION):
        return
    package = the(case_of(asked), ReviewKind.PACKAGE, on=asked.on)
    told = package.said if package is not None else {}
    besides = tuple(attached(document, told[part]) for part, document in LEFT.items() if told.get(part))
    do(asked, Proposed(ActKind.DONE, SUBMISSION, asked.on, documents=(attached(v.SUBMITTED_TEXT, text), *besides)))


def returned(asked: Asked, lacks: str) -> None:
    """The act with which the reviewer tells what lacks."""
    facts = {v.PACKAGE_COMPLETE.name: False}
    do(asked, Proposed(ActKind.DONE, NOTICE, asked.on, facts=facts, documents=(attached(v.PACKAGE_LIST, lacks),)))


def reviewed_own(asked: Asked, words: str) -> None:
    """The act of the review within the drafting unit."""
    do(asked, Proposed(ActKind.DONE, OWN, asked.on, documents=(attached(v.INTERNAL_OPINION, words),)))


def barrier(checks: Mapping[str, Written]) -> Mapping[str, Value]:
    """Whether the text sets conditions of market entry, by what the reviewer found."""
    found = checks.get("access")
    return {v.ENTRY_BARRIER.name: found.said["finding"] == WRONG} if found is not None else {}


NORMS = Review(
    word="审核",
    title="合法性审核",
    sends=SUBMISSION,
    own=OWN,
    step=STEP,
    supplement=SUPPLEMENT,
    parts=PARTS,
    heads=HEADS,
    once=v.COURSE_OF_115,
    measured=NOTICE_115.whole(),
    concluded=NOTICE_115.whole(),
    apart=v.COURSE_OF_115,
    opinion=v.OPINION,
    number=v.OPINION_NUMBER,
    text=v.REVIEWED_TEXT,
    package=v.SUBMITTED_TEXT,
    document=v.LEGALITY_OPINION,
    series="合法性审核意见书",
    pattern="合法审〔{year}〕{serial}号",
    supplementary=v.SUPPLEMENTARY_RESULT,
    least="时间按本地规定计算,紧急的除外",
    bars="未经合法性审核或者经审核不合法的文件,不得提交集体审议;不得以征求意见、会签、参加审议等方式代替合法性审核"
    "(《优化营商环境条例》第六十三条,国办发〔2018〕115号)。",
    form="norm_legality_opinion",
    competition=False,
    complete=v.PACKAGE_COMPLETE,
    template="norms/review.html",
    besides=barrier,
    submitted=submitted,
    returned=returned,
    reviewed_own=reviewed_own,
)
