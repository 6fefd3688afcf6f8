"""The opinion on a contract, and on a paper of a meeting; the form itself is each district's own (待核)."""

from functools import partial

from yifa.domains.legality.procedure import BASIS
from yifa.domains.legality.review import CONTRACTS, MEETING_PAPERS, STEP
from yifa.kernel.dossiers.papers import legality_opinion
from yifa.kernel.papers import Form

FORMS = (
    Form("contract_opinion", "合法性审核意见书", "contract_review", BASIS, partial(legality_opinion, CONTRACTS), STEP),
    Form(
        "meeting_paper_opinion",
        "合法性审核意见书",
        "meeting_paper_review",
        BASIS,
        partial(legality_opinion, MEETING_PAPERS),
        STEP,
    ),
)
