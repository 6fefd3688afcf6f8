"""公开征求意见 on the draft of a decision: what the law asks of it.

Source: R713 art. 14, 15 (thirty days, shorter only with a stated reason), art. 18 (comments are sorted out, studied
and, where they are sensible, adopted).
"""

from __future__ import annotations

from yifa.domains.decisions import vocabulary as v
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers.consultation import Consultation, Least
from yifa.kernel.dossiers.sheets import attached
from yifa.kernel.pages import Asked
from yifa.law.act import Kind
from yifa.law.statutes import R713

STEP = "public_comments"


def at_least(_: Asked) -> Least:
    """How long a draft is open."""
    return Least(30, R713.art(15))


def ends(asked: Asked, count: int, adopted: int, told: str) -> tuple[Proposed, ...]:  # noqa: ARG001 - as of `Consultation`
    """The act with which the comments end."""
    return (Proposed(Kind.DONE, STEP, asked.on, documents=(attached(v.COMMENT_HANDLING, told),)),)


DECISIONS = Consultation(
    procedure="major_decision",
    step=STEP,
    at_least=at_least,
    opens=R713.art(14),
    answers=R713.art(18),
    reason=v.SHORTENING_REASON,
    notice=v.COMMENT_NOTICE,
    ends=ends,
    desk="comments",
    page="drafts",
    receipts="comment-receipt",
    templates="decisions",
    whole="决策草案",
)
