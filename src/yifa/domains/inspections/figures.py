"""Figures of inspections (report chapter 二(二)2): the random inspection list and what it holds."""

from yifa.domains.inspections.ledger import CHECK_ITEMS
from yifa.kernel.figures.declaration import Count, Distinct, Figure, StatedYear
from yifa.law.statutes import R722

DRILL = ("dept", "cls", "code", "name", "method", "edition")

FIGURES = (
    Figure(
        "random_list_edition",
        "随机抽查事项清单版本",
        StatedYear("edition"),
        of=CHECK_ITEMS,
        unit="年版",
        basis=R722.art(54),
        definition="本年所用随机抽查事项清单载明的版本年份。",
        sentence="落实{value}{unit}随机抽查事项清单,",
        drill=DRILL,
    ),
    Figure(
        "random_depts",
        "随机抽查监管部门数",
        Distinct(("dept",)),
        of=CHECK_ITEMS,
        unit="个",
        basis=R722.art(54),
        definition="随机抽查事项清单中不同的监管部门数。",
        sentence="涉及{value}{unit}监管部门、",
        drill=DRILL,
    ),
    Figure(
        "random_categories",
        "随机抽查检查大类数",
        Distinct(("dept", "cls")),
        of=CHECK_ITEMS,
        unit="个",
        basis=R722.art(54),
        definition="随机抽查事项清单中不同的检查大类数,不同部门的同名大类分别计算。",
        sentence="{value}{unit}检查大类、",
        drill=DRILL,
    ),
    Figure(
        "random_items",
        "随机抽查事项数",
        Count(),
        of=CHECK_ITEMS,
        unit="个",
        basis=R722.art(54),
        definition="随机抽查事项清单中的检查事项数。",
        sentence="{value}{unit}检查事项。",
        drill=DRILL,
    ),
)
