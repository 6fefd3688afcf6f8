"""What is published of a norm, of the evaluation of norms and of a clean-up; the text itself is the document of the step."""

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.afterwards import CLEAN_UP, EVALUATION
from yifa.domains.norms.procedure import NORM
from yifa.kernel.disclosure.declaration import GOVERNMENT_SITE, Duty
from yifa.law.statutes import NOTICE_37, R711, R722

DUTIES = (
    Duty(
        NORM,
        "publication",
        GOVERNMENT_SITE,
        R722.art(64) & R711.art(26),
        shows=(v.NUMBER, v.TITLE, v.ISSUER, v.DRAFTING_UNIT),
        days=("signing", "effect", "expiry"),
    ),
    Duty(
        EVALUATION,
        "publication",
        GOVERNMENT_SITE,
        NOTICE_37.whole(),
        shows=(v.EVALUATION_NUMBER, v.EVALUATED, v.EVALUATING_UNIT),
        days=("report",),
    ),
    Duty(
        CLEAN_UP,
        "publication",
        GOVERNMENT_SITE,
        R711.art(26) & NOTICE_37.whole(),
        shows=(v.CLEAN_UP_NAME, v.CLEAN_UP_CAUSE),
        days=("decision",),
    ),
)
