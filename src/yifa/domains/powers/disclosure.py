"""What is published of a change of the list of powers and of a clean-up of approvals; the list itself is open as a whole."""

from yifa.domains.powers import vocabulary as v
from yifa.domains.powers.clean_up import CLEAN_UP
from yifa.domains.powers.procedure import ADJUSTMENT
from yifa.kernel.disclosure.declaration import GOVERNMENT_SITE, Duty
from yifa.law.statutes import R711

DUTIES = (
    Duty(
        ADJUSTMENT,
        "publication",
        GOVERNMENT_SITE,
        R711.art(26),
        shows=(v.REQUEST_NUMBER, v.REQUESTING_ORGAN, v.ITEM, v.CHANGE),
        days=("approval",),
    ),
    Duty(
        CLEAN_UP,
        "publication",
        GOVERNMENT_SITE,
        R711.art(26),
        shows=(v.CLEAN_UP_NAME, v.CANCELLED_ITEMS, v.DELEGATED, v.MERGED),
        days=("decision",),
    ),
)
