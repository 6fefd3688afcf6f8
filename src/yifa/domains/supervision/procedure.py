"""行政执法监督: a doubt, verified, put to the organ in a supervision paper, mended, rechecked by another, closed out.

Source: 行政执法监督条例 (国务院令第825号, in force 2026-02-01; only art. 6 was seen, on a secondary page and before
it bound, 待核: the justice department supervises for the government of its level); other steps cite it whole; before that day
法治政府建设与责任落实督察工作规定 (2019), whole, from a secondary page.
Reading: that nobody rechecks what he himself put right, that a paper names the days within which it is to be mended, and that
nothing unverified is put to an organ, is what 监督 and 复核 mean; and that what was not put right is put
to the organ in a further paper with a term of its own. The words of the regulation were not seen (待核).
"""

from datetime import date

from yifa.domains.supervision import vocabulary as v
from yifa.law.act import done
from yifa.law.citation import Citation, local
from yifa.law.condition import equals
from yifa.law.procedure import Gate, Must, Procedure, Step, Within
from yifa.law.statutes import LAW_BASED_SUPERVISION, R825
from yifa.law.term import Days, WorkingDays


def _text(basis: Citation, who: Citation, since: date) -> Procedure:
    return Procedure(
        "enforcement_supervision",
        "行政执法监督",
        basis,
        course=(
            Step("clue", "登记疑点", v.SUPERVISOR, who, leaves=(v.CLUE,)),
            Step(
                "verification",
                "核实",
                v.SUPERVISOR,
                who,
                rules=(
                    Must(v.OF_ANOTHER_ORGAN, who, "supervision.of_oneself", forbids=True),
                    Within(
                        WorkingDays(v.VERIFY_WITHIN),
                        done("clue"),
                        local(v.VERIFY_WITHIN.name),
                        "supervision.verified_late",
                    ),
                    Gate(
                        "issuing",
                        basis,
                        absent="supervision.issued_unverified",
                        later="supervision.issued_unverified",
                        passes=equals(v.VERIFIED, value=True),
                        forbids=True,
                    ),
                ),
                leaves=(v.VERIFICATION,),
            ),
            Step(
                "issuing",
                "制发监督文书",
                v.SUPERVISOR,
                who,
                rules=(Must(v.WITH_A_TERM, basis, "supervision.paper_without_term", forbids=True),),
                leaves=(v.SUPERVISION_PAPER,),
            ),
            Step("service", "送达监督文书", v.SUPERVISOR, basis, leaves=(v.RECEIPT,)),
            Step(
                "rectification",
                "整改",
                v.SUPERVISED,
                basis,
                rules=(Within(Days(v.DAYS), done("service"), basis, "supervision.rectified_late"),),
                leaves=(v.RECTIFICATION,),
            ),
            Step(
                "recheck",
                "复核",
                v.SUPERVISOR,
                basis,
                rules=(
                    Must(
                        v.BY_ANOTHER,
                        basis,
                        "supervision.rechecked_by_oneself",
                        forbids=True,
                        shows=(v.RECTIFIED_BY, v.RECHECKED_BY),
                    ),
                    Within(
                        WorkingDays(v.RECHECK_WITHIN),
                        done("rectification"),
                        local(v.RECHECK_WITHIN.name),
                        "supervision.rechecked_late",
                    ),
                    Gate(
                        "closing",
                        basis,
                        absent="supervision.closed_unchecked",
                        later="supervision.closed_unchecked",
                        passes=equals(v.RECHECKED, value=True),
                        forbids=True,
                    ),
                ),
                leaves=(v.RECHECK,),
                reopens="issuing",
            ),
            Step("closing", "销号", v.SUPERVISOR, basis, leaves=(v.CLOSE_OUT,), reopens="issuing", closes=True),
        ),
        facts=(
            *(v.ORGAN, v.SOURCE, v.PROBLEM, v.RULE, v.ARTICLE, v.FINDING, v.SUPERVISING),
            *(v.VERIFIED, v.VERIFIED_HOW, v.PAPER, v.PAPER_NUMBER, v.REQUIRED, v.DAYS),
            *(v.RECTIFIED_HOW, v.RECTIFIED_BY, v.RECHECKED_BY, v.RECHECKED, v.RECHECKED_HOW),
        ),
        valid_from=since,
    )


BEFORE_2026 = _text(LAW_BASED_SUPERVISION.whole(), LAW_BASED_SUPERVISION.whole(), date(2019, 4, 15))
SUPERVISION = _text(R825.whole(), R825.art(6), date(2026, 2, 1))

PROCEDURES = (BEFORE_2026, SUPERVISION)
