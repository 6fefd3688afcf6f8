"""The legality review of a contract, and of a paper of a meeting: package, heads, and the acts it leads to.

Source: 中办发〔2016〕30号 (待核), by a secondary page; the heads are those that reviewers of contracts commonly use, no statute's.
"""

from __future__ import annotations

from dataclasses import replace

from yifa.domains.legality import vocabulary as v
from yifa.domains.legality.procedure import BASIS
from yifa.kernel.at_hand import do, state_of
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers.review import Head, Part, Review
from yifa.kernel.dossiers.sheets import attached
from yifa.kernel.pages import Asked
from yifa.law.act import Kind as ActKind
from yifa.law.act import done

STEP = "legality_review"


def submitted(asked: Asked, text: str) -> None:
    """The act with which the package goes to the reviewer, once."""
    if state_of(asked).day(done("submission")) is None:
        do(asked, Proposed(ActKind.DONE, "submission", asked.on, documents=(attached(v.SUBMITTED_TEXT, text),)))


def returned(asked: Asked, lacks: str) -> None:
    """The act with which the reviewer tells what lacks."""
    facts = {v.PACKAGE_COMPLETE.name: False}
    paper = (attached(v.PACKAGE_LIST, lacks),)
    do(asked, Proposed(ActKind.DONE, "package_notice", asked.on, facts=facts, documents=paper))


def reviewed_own(asked: Asked, words: str) -> None:
    """The act of the review within the unit."""
    do(asked, Proposed(ActKind.DONE, "internal_review", asked.on, documents=(attached(v.OWN_OPINION, words),)))


def adopted(asked: Asked, words: str) -> None:
    """The act with which the unit tells what it did upon the opinion, once."""
    if state_of(asked).day(done("adoption")) is None:
        do(asked, Proposed(ActKind.DONE, "adoption", asked.on, documents=(attached(v.ADOPTION_NOTE, words),)))


CONTRACTS = Review(
    word="审核",
    title="合法性审核",
    sends="submission",
    own="internal_review",
    step=STEP,
    supplement="",
    parts=(
        Part("letter", "送审函"),
        Part("text", "合同送审稿"),
        Part("explanation", "合同背景和谈判情况说明"),
        Part("basis", "订立依据和批准文件"),
        Part("counterparty", "相对方资信材料"),
        Part("own_review", "本部门审核意见"),
    ),
    heads=(
        Head("power", "权限", "订约主体是否适格,是否超越职权,是否需要先行批准。", BASIS),
        Head("content", "内容", "权利义务是否合法、明确、对等,有无违法承诺和担保。", BASIS),
        Head("procedure", "程序", "采购、招标、集体决定、公平竞争等程序是否履行。", BASIS),
        Head("burdens", "财政和国有资产", "资金来源、国有资产和自然资源处置是否合法。", BASIS),
        Head("access", "风险和争议解决", "违约责任、解除条件、争议解决方式是否可行。", BASIS),
    ),
    once=BASIS,
    measured=BASIS,
    concluded=BASIS,
    apart=BASIS,
    opinion=v.OPINION,
    number=v.OPINION_NUMBER,
    text=v.REVIEWED_TEXT,
    package=v.SUBMITTED_TEXT,
    document=v.LEGALITY_OPINION,
    series="合同协议合法性审核意见书",
    pattern="合同审〔{year}〕{serial}号",
    bars="送审的合同、协议,没有经过合法性审核,或者审核认为不合法的,不得签订(中办发〔2016〕30号:不得提交讨论、作出决定,待核)。",
    form="contract_opinion",
    competition=False,
    complete=v.PACKAGE_COMPLETE,
    submitted=submitted,
    returned=returned,
    reviewed_own=reviewed_own,
    adopted=adopted,
)
MEETING_PAPERS = replace(
    CONTRACTS,
    parts=(
        Part("letter", "送审函"),
        Part("text", "会议材料送审稿"),
        Part("explanation", "情况说明"),
        Part("basis", "依据"),
        Part("own_review", "本部门审核意见"),
    ),
    heads=(
        Head("power", "权限", "拟决定的事项是否属于会议和机关的法定职权。", BASIS),
        Head("content", "内容", "内容是否符合法律、法规、规章和国家政策。", BASIS),
        Head("procedure", "程序", "是否属于重大行政决策、规范性文件而应当先履行其程序。", BASIS),
        Head("burdens", "减损权益或者增加义务", "是否没有依据而减损权益或者增加义务。", BASIS),
        Head("access", "准入条件", "是否违法设置市场准入和退出条件。", BASIS),
    ),
    series="会议材料合法性审核意见书",
    pattern="会审〔{year}〕{serial}号",
    bars="送审的会议材料,没有经过合法性审核,或者审核认为不合法的,不得上会(中办发〔2016〕30号:不得提交讨论、作出决定,待核);"
    "属于重大行政决策、规范性文件的,按各自的程序办理。",
    form="meeting_paper_opinion",
)
