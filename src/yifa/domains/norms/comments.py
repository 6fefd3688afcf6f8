"""公开征求意见 on the draft of a norm: what the law asks of it, and the acts with which it ends.

Source: 优化营商环境条例 62 (thirty days where it touches market entities); for other texts the district's own rule.
"""

from __future__ import annotations

from yifa.domains.norms import vocabulary as v
from yifa.kernel.at_hand import state_of
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers import desk_pages
from yifa.kernel.dossiers.consultation import Consultation
from yifa.kernel.dossiers.sheets import attached
from yifa.kernel.pages import Asked, Download, Page
from yifa.law.act import Kind
from yifa.law.statutes import NOTICE_37, R722

STEP = "public_comments"


def show(asked: Asked) -> Page | Download:
    """The consultation."""
    return desk_pages.show(NORMS, asked, "征求意见", {})


def at_least(asked: Asked) -> int:
    """How many days a draft is open: thirty where it touches market entities, else as the district has it."""
    own = asked.given.parameters.get(v.COMMENT_DAYS.name)
    touches = state_of(asked).facts.get(v.TOUCHES_BUSINESS.name)
    return own if isinstance(own, int) and touches is not True else 30


def ends(asked: Asked, count: int, adopted: int, told: str) -> tuple[Proposed, ...]:
    """The acts with which the comments end: how many there were, and what became of them."""
    facts = {v.COMMENTS_RECEIVED.name: count, v.COMMENTS_ADOPTED.name: adopted}
    handled = (attached(v.COMMENT_HANDLING, told),)
    return (
        Proposed(Kind.DONE, STEP, asked.on, facts=facts),
        Proposed(Kind.DONE, "comment_answers", asked.on, documents=handled),
    )


NORMS = Consultation(
    procedure="normative_document",
    step=STEP,
    at_least=at_least,
    opens=R722.art(62),
    lasts=R722.art(62) & NOTICE_37.whole(),
    answers=R722.art(62) & NOTICE_37.whole(),
    reason=v.SHORTENING_REASON,
    notice=v.COMMENT_NOTICE,
    ends=ends,
    desk="norm-comments",
    page="norm-drafts",
    receipts="norm-comment-receipt",
    templates="norms",
    whole="征求意见稿",
)
