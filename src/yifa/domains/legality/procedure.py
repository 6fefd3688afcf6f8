"""合法性审核 of contracts and agreements of the government, and of papers put before its meetings.

Source: 中办发〔2016〕30号 (待核), of which only a secondary page was seen: what must be put to counsel and was not, or what counsel finds
unlawful, is not put to debate and not decided (不得提交讨论、作出决定).
Reading: a contract or a paper that was sent in for review is one that must be reviewed; to sign a contract is to decide; and
an opinion of the reviewer that it is unlawful counts as counsel's. What is reviewed of these no national text says; what
lacks in a package is told once, as of norms.
"""

from datetime import date

from yifa.domains.legality import vocabulary as v
from yifa.law.procedure import Cap, Document, Gate, Procedure, Role, Step
from yifa.law.statutes import COUNSEL_OPINION

BASIS = COUNSEL_OPINION.whole()
SINCE = date(2016, 6, 16)


def _until_reviewed(rules: str, bars: str) -> tuple[Step, ...]:
    return (
        Step("submission", "报送审核材料", v.UNIT, BASIS, leaves=(v.SUBMISSION_LETTER, v.SUBMITTED_TEXT)),
        Step("internal_review", "送审单位内部审核", v.UNITS_REVIEWER, BASIS, leaves=(v.OWN_OPINION,)),
        Step(
            "package_notice",
            "送审材料齐备性审查",
            v.REVIEWER,
            BASIS,
            if_=v.INCOMPLETE,
            rules=(Cap(1, BASIS, f"{rules}.package_returned_twice"),),
            leaves=(v.PACKAGE_LIST,),
        ),
        Step(
            "legality_review",
            "合法性审核",
            v.REVIEWER,
            BASIS,
            rules=(
                Gate(
                    bars,
                    BASIS,
                    absent=f"{rules}.no_review",
                    later=f"{rules}.no_review",
                    passes=v.NOT_UNLAWFUL,
                    forbids=True,
                ),
            ),
            leaves=(v.LEGALITY_OPINION,),
            reopens="submission",
        ),
        Step("adoption", "反馈采纳情况", v.UNIT, BASIS, leaves=(v.ADOPTION_NOTE,)),
    )


def _last(name: str, title: str, actor: Role, document: Document) -> Step:
    return Step(name, title, actor, BASIS, leaves=(document,), closes=True)


_FACTS = (v.NUMBER, v.SUBJECT, v.OPINION, v.OPINION_NUMBER, v.REVIEWED_TEXT, v.PACKAGE_COMPLETE)
CONTRACT = Procedure(
    "contract_review",
    "合同协议合法性审核",
    BASIS,
    course=(*_until_reviewed("contract", "signing"), _last("signing", "签订合同", v.ORGAN, v.SIGNED_CONTRACT)),
    facts=(*_FACTS, v.COUNTERPARTY, v.AMOUNT),
    valid_from=SINCE,
)
MEETING_PAPER = Procedure(
    "meeting_paper_review",
    "会议材料合法性审核",
    BASIS,
    course=(*_until_reviewed("meeting_paper", "tabling"), _last("tabling", "提交会议", v.OFFICE, v.MEETING_PAPER)),
    facts=(*_FACTS, v.MEETING),
    valid_from=SINCE,
)
PROCEDURES = (CONTRACT, MEETING_PAPER)
