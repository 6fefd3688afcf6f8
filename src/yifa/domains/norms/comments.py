"""公开征求意见 on the draft of a norm: what the law asks of it, and the acts with which it ends.

Source: 优化营商环境条例 62 (thirty days where it touches market entities); for other texts the district's own rule.
"""

from __future__ import annotations

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.sheets import latest_text
from yifa.kernel.at_hand import case_of, state_of
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers import desk_pages
from yifa.kernel.dossiers.consultation import Consultation, Least
from yifa.kernel.dossiers.sheets import attached
from yifa.kernel.pages import Asked, Download, Page
from yifa.law.act import Kind
from yifa.law.citation import local
from yifa.law.statutes import NOTICE_37, R722

STEP = "public_comments"


def show(asked: Asked) -> Page | Download:
    """The consultation; what is opened is first of all the text as it stands."""
    return desk_pages.show(NORMS, asked, "征求意见", {"suggested": latest_text(asked, case_of(asked))})


STATUTORY = Least(30, R722.art(62))


def at_least(asked: Asked) -> Least:
    """How long a draft is open: thirty days where it touches market entities, else as the district has it.

    Reading: where a district states no number of its own, the thirty days are asked of every draft.
    """
    own = asked.given.parameters.get(v.COMMENT_DAYS.name)
    if not isinstance(own, int) or state_of(asked).facts.get(v.TOUCHES_BUSINESS.name) is True:
        return STATUTORY
    return Least(own, local(v.COMMENT_DAYS.name))


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
    opens=R722.art(62) & NOTICE_37.whole(),
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
