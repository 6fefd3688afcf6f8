"""Figures of the list of powers (report chapter 二(一)2)."""

from yifa.domains.powers import vocabulary as v
from yifa.domains.powers.ledger import POWERS
from yifa.kernel.figures.declaration import Distinct, Figure
from yifa.law.condition import equals
from yifa.law.statutes import POWERS_LIST_OPINION

FIGURES = (
    Figure(
        "power_categories",
        "行政职权类别数",
        Distinct(("kind",)),
        of=POWERS,
        where=equals(v.STATUS, v.IN_USE),
        unit="大类",
        basis=POWERS_LIST_OPINION.whole(),
        definition="本年权责清单中在用事项的不同职权类型数。",
        sentence="对{value}{unit}行政职权的动态调整实行严格联审。",
        drill=("code", "name", "kind", "organ", "basis", "level", "status"),
    ),
)
