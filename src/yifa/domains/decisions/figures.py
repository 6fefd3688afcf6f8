"""Figures of major administrative decisions (report chapter 二(四))."""

from yifa.domains.decisions.ledger import DECISIONS, EVALUATIONS
from yifa.kernel.figures.declaration import Count, Distinct, Figure
from yifa.law.condition import Happened
from yifa.law.statutes import R713

FIGURES = (
    Figure(
        "decision_legal_reviews",
        "完成合法性审查的重大行政决策数",
        Count(),
        of=DECISIONS,
        where=Happened("legality_review", "合法性审查"),
        unit="项",
        basis=R713.art(25),
        definition="本年登记的重大行政决策中已有合法性审查意见的项数。",
        sentence="{year}年完成{value}{unit}重大行政决策的合法性审查。",
        drill=("no", "title", "organ", "received", "reviewed", "opinion", "debated"),
        dated="reviewed",
    ),
    Figure(
        "risk_methods",
        "风险查找方法数",
        Distinct(("methods",), split="、"),
        of=DECISIONS,
        unit="种",
        basis=R713.art(23),
        definition="本年重大行政决策风险评估中用到的不同查找方法数,同一方法只计一次。",
        sentence="通过{value}{unit}方式全面查找重大行政决策的风险源、风险点。",
        drill=("no", "title", "methods", "risk"),
    ),
    Figure(
        "decision_eval",
        "重大行政决策后评估数",
        Count(),
        of=EVALUATIONS,
        unit="项",
        basis=R713.art(36),
        definition="本年形成报告的重大行政决策后评估项数。",
        sentence="完成重大行政决策后评估{value}{unit}。",
        drill=("no", "object", "organ", "date"),
        dated="date",
    ),
)
