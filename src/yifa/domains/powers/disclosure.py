"""What is published of a change of the list of powers; the list itself is open as a whole."""

from yifa.domains.powers import vocabulary as v
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
)
