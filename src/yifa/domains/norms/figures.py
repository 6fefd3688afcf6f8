"""Figures of normative documents (report chapters 二(一)2 and 二(三))."""

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.ledger import DOCUMENTS, EVALUATIONS
from yifa.kernel.figures.declaration import Count, Figure, Rate, Setting
from yifa.law.condition import Happened, Known, equals
from yifa.law.statutes import NOTICE_37, NOTICE_115, R722

FIGURES = (
    Figure(
        "own_negative_lists",
        "另行制定的准入性质负面清单数",
        Count(among=Known(v.ENTRY_BARRIER)),
        of=DOCUMENTS,
        where=equals(v.ENTRY_BARRIER, value=True),
        unit="个",
        basis=R722.art(20),
        definition="本年登记的行政规范性文件中,经审查确认设置了市场准入条件的件数;没有填写审查结论的不计入,全都没有填写的不予计算。",
        sentence="区政府及部门另行制定带有市场准入性质的负面清单{value}{unit}。",
        drill=("no", "title", "organ", "issuer", "barrier"),
        dated="signed",
    ),
    Figure(
        "doc_legal_review_rate",
        "行政规范性文件合法性审核率",
        Rate(decimals=1),
        of=DOCUMENTS,
        where=Happened("legality_review", "合法性审核"),
        unit="%",
        basis=R722.art(63) & NOTICE_115.whole(),
        definition="本年登记的行政规范性文件中,已有合法性审核意见的件数占全部件数的比例。",
        sentence="行政规范性文件合法性审核率达{value}({numerator}/{denominator})。",
        drill=("no", "title", "organ", "sent", "reviewed", "opinion", "debated"),
        dated="reviewed",
    ),
    Figure(
        "doc_eval_freq",
        "每年至少开展的后评估次数",
        Setting("normative.evaluation_yearly"),
        unit="次",
        basis=NOTICE_37.whole().also("normative.evaluation_yearly"),
        definition="本地规定的每年至少开展行政规范性文件后评估的次数,取自区县参数。",
        sentence="每年保证开展{value}{unit}后评估工作。",
    ),
    Figure(
        "doc_eval_2022",
        "行政规范性文件后评估数",
        Count(),
        of=EVALUATIONS,
        unit="次",
        basis=NOTICE_37.whole(),
        definition="本年形成报告的行政规范性文件后评估次数。",
        sentence="{year}年组织实施行政规范性文件后评估{value}{unit},形成后评估报告。",
        drill=("no", "object", "organ", "date", "published"),
        dated="date",
    ),
)
