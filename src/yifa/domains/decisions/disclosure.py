"""What is published of a major decision and of the yearly catalogue; the text itself is the document of the step."""

from yifa.domains.decisions import vocabulary as v
from yifa.domains.decisions.procedure import CATALOGUE, MAJOR_DECISION
from yifa.kernel.disclosure.declaration import GOVERNMENT_SITE, Duty
from yifa.law.statutes import R713

DUTIES = (
    Duty(
        MAJOR_DECISION,
        "publication",
        GOVERNMENT_SITE,
        R713.art(32),
        shows=(v.DECISION_NUMBER, v.DECISION_TITLE, v.UNDERTAKING_UNIT),
        days=("decision",),
    ),
    Duty(
        CATALOGUE,
        "publication",
        GOVERNMENT_SITE,
        R713.art(3),
        shows=(v.CATALOGUE_NUMBER, v.CATALOGUE_NAME, v.CATALOGUE_ITEMS),
    ),
)
