"""合法性审查 of a decision: what its package holds, what it is measured by, and the acts it leads to.

Source: R713 art. 25 to 28: the package (26), at least seven working days (26), what is reviewed (27), what becomes of
the opinion (28).
"""

from __future__ import annotations

from yifa.domains.decisions import vocabulary as v
from yifa.kernel.dossiers.review import COMPETITION, Head, Part, Review
from yifa.law.statutes import R713

STEP, SUPPLEMENT = "legality_review", "supplementary_review"
PARTS = (
    Part("letter", "送审函"),
    Part("text", "送审稿"),
    Part("explanation", "起草说明"),
    Part("basis", "制定依据"),
    Part("comments", "征求意见和采纳情况"),
    Part("own_review", "本部门合法性审查意见"),
    Part("experts", "专家论证意见", v.SPECIALISED.name),
    Part("risks", "风险评估报告", v.RISKY.name),
    Part("competition", "公平竞争审查结论", COMPETITION),
)
HEADS = (
    Head("power", "权限", "决策事项是否符合法定权限。", R713.art(27)),
    Head("procedure", "程序", "决策草案的形成是否履行相关法定程序。", R713.art(27)),
    Head("content", "内容", "决策草案的内容是否符合有关法律、法规、规章和国家政策的规定。", R713.art(27)),
    Head(
        "burdens",
        "减损权益或者增加义务",
        "是否没有法定依据而减损公民、法人和其他组织合法权益或者增加其义务。",
        R713.art(27),
    ),
    Head("access", "准入条件", "是否违法设定市场准入和退出条件、排除或者限制竞争。", R713.art(27)),
)
DECISIONS = Review(
    word="审查",
    title="合法性审查",
    sends="drafting",
    own=STEP,
    step=STEP,
    supplement=SUPPLEMENT,
    parts=PARTS,
    heads=HEADS,
    once=R713.art(26),
    measured=R713.art(27),
    concluded=R713.art(28),
    apart=R713.art(25),
    opinion=v.OPINION,
    number=v.OPINION_NUMBER,
    text=v.REVIEWED_TEXT,
    package=v.REVIEW_PACKAGE,
    document=v.LEGALITY_OPINION,
    series="合法性审查意见书",
    pattern="合审〔{year}〕{serial}号",
    supplementary=v.SUPPLEMENTARY_OPINION,
    least="一般不少于7个工作日",
    bars="未经合法性审查或者经审查不合法的,不得提交集体讨论;不能以征求意见等方式代替合法性审查(《重大行政决策程序暂行条例》第二十五条)。",
)
