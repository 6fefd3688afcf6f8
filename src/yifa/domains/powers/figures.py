"""Figures of the list of powers (report chapter 二(一)2)."""

from yifa.domains.powers import vocabulary as v
from yifa.domains.powers.ledger import ADJUSTMENTS, POWERS
from yifa.kernel.figures.declaration import Count, Distinct, Figure
from yifa.law.condition import Happened, equals
from yifa.law.statutes import POWERS_LIST_OPINION

REQUEST_DRILL = ("no", "organ", "item", "kind", "submitted", "approved", "published")

FIGURES = (
    Figure(
        "powers_in_use",
        "权责清单在用事项数",
        Count(),
        of=POWERS,
        where=equals(v.STATUS, v.IN_USE),
        unit="项",
        basis=POWERS_LIST_OPINION.whole(),
        definition="本年权责清单中在用的职权事项数。",
        sentence="权责清单现有在用事项{value}{unit}。",
        drill=("code", "name", "kind", "organ", "basis", "level", "status"),
    ),
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
    Figure(
        "power_requests",
        "权责清单调整申请数",
        Count(),
        of=ADJUSTMENTS,
        where=Happened("application", "提出申请"),
        unit="件",
        basis=POWERS_LIST_OPINION.whole(),
        definition="本年收到的权责清单调整申请件数,按调整类型分列。",
        sentence="全年收到权责清单调整申请{value}{unit}[,其中{parts}]。",
        nothing="全年没有收到权责清单调整申请。",
        drill=REQUEST_DRILL,
        dated="submitted",
        names="kind",
    ),
    Figure(
        "power_approvals",
        "批准的权责清单调整数",
        Count(),
        of=ADJUSTMENTS,
        where=Happened("approval", "批准"),
        unit="件",
        basis=POWERS_LIST_OPINION.whole(),
        definition="本年登记的权责清单调整申请中已经批准的件数。",
        sentence="批准调整{value}{unit}。",
        nothing="没有批准调整。",
        drill=REQUEST_DRILL,
        dated="approved",
    ),
)
