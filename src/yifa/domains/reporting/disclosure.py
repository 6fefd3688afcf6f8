"""What is published of the annual report and of its corrections; the text itself is the document of the step."""

from yifa.domains.reporting import vocabulary as v
from yifa.domains.reporting.procedure import CORRECTION, OPENED, REPORT
from yifa.kernel.disclosure.declaration import GOVERNMENT_SITE, Duty
from yifa.law.statutes import R711

DUTIES = (
    Duty(REPORT, "publication", GOVERNMENT_SITE, OPENED, shows=(v.REPORT_TITLE, v.REPORT_YEAR), days=("approval",)),
    Duty(
        CORRECTION,
        "publication",
        GOVERNMENT_SITE,
        R711.art(6),
        shows=(v.REPORT_TITLE, v.REPORT_YEAR, v.CHANGED, v.WHY),
        days=("approval",),
    ),
)
