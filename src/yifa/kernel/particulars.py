"""What acts of any procedure may state beside the facts of their procedure: reasons, grounds, to whom a case went."""

from __future__ import annotations

from collections.abc import Mapping

from yifa.kernel.disclosure.standing import APPROVED_BY, FILE, GROUND, NUMBER, RECEIPT, TEXT
from yifa.law.fact import Fact
from yifa.law.procedure import Question

REASON = Fact("act.reason", "理由")
LEGAL_GROUND = Fact("act.ground", "依据的条文")
WHERE = Fact("act.original_lies", "纸质原件存放处")
TO_ORGAN = Fact("act.to_organ", "转给机关")
TO_PERSON = Fact("act.to_person", "转给人员")
OTHER_ORGAN = Fact("act.other_organ", "会签单位")
OPINION = Fact("act.opinion", "会签意见")
PAPER = Fact("paper.form", "签批文书")
SEAL = Fact("paper.seal", "签章方式")

PARTICULARS: tuple[Fact, ...] = (
    *(REASON, LEGAL_GROUND, WHERE, TO_ORGAN, TO_PERSON, OTHER_ORGAN, OPINION, PAPER, SEAL),
    Fact(GROUND, "撤下依据"),
    Fact(APPROVED_BY, "批准人"),
    Fact(NUMBER, "回执编号"),
    Fact(RECEIPT, "回执地址"),
    Fact(FILE, "回执文件摘要"),
    Fact(TEXT, "公示文本摘要"),
)
BY_NAME: Mapping[str, Fact] = {fact.name: fact for fact in PARTICULARS}
_REASONS = "_reason"


def reason_for(question: Question) -> Fact:
    """The fact that holds why a question of the statute was answered so."""
    return Fact(question.name + _REASONS, f"{question.title}:理由")
