"""Figures of services (report chapter 二(二)): catalogue flags, completed applications, ratings."""

from yifa.domains.services import vocabulary as v
from yifa.domains.services.ledger import CASES, ITEMS, RATINGS
from yifa.kernel.figures.declaration import Count, Figure, Rate, RatioOfSums
from yifa.law.condition import Happened, Known, all_of, at_most, equals
from yifa.law.fact import Fact
from yifa.law.statutes import NOTICE_51, R722

CASE_DRILL = ("no", "item", "name", "channel", "decided", "spot", "visits", "outlet", "status")
ONCE = all_of(v.COMPLETED, at_most(v.VISITS, 1))
ONLINE = all_of(v.COMPLETED, equals(v.CHANNEL, "网上"))
SPOT = all_of(v.COMPLETED, equals(v.ON_THE_SPOT, value=True))
INSTANT_ITEM = all_of(v.COMPLETED, equals(v.INSTANT, value=True))
INSTANT_DONE = all_of(INSTANT_ITEM, equals(v.ON_THE_SPOT, value=True))
ANSWERED = all_of(v.BAD_REAL_NAME, Happened("callback", "回访"), Happened("rectification", "整改完成"))


def flagged(name: str, title: str, flag: Fact, sentence: str) -> Figure:
    """The number of catalogue items that carry this flag."""
    return Figure(
        name,
        title,
        Count(),
        of=ITEMS,
        where=equals(flag, value=True),
        unit="项",
        basis=R722.art(35),
        definition=f"本年政务服务事项目录中「{flag.title}」为是的事项数;各标记可以重叠,不能相加。",
        sentence=sentence,
        drill=("code", "name", "organ", "kind", flag.name),
    )


FIGURES = (
    flagged("neg_online", "“网上办”负面清单事项数", v.NEGATIVE_ONLINE, "实施{value}{unit}“网上办”负面清单、"),
    flagged("neg_once", "“一次办”负面清单事项数", v.NEGATIVE_ONCE, "{value}{unit}“一次办”负面清单,"),
    flagged("items_nearby", "“就近办”事项数", v.NEARBY, "“就近办”事项{value}{unit}、"),
    flagged("items_instant", "“马上办”事项数", v.INSTANT, "“马上办”事项{value}{unit}、"),
    flagged("items_zero", "“零跑动”事项数", v.ZERO_VISIT, "“零跑动”事项{value}{unit}、"),
    flagged("items_citywide", "“全市通办”事项数", v.CITYWIDE, "“全市通办”事项{value}{unit}。"),
    Figure(
        "time_limit_ratio",
        "承诺时限占法定时限的比例",
        RatioOfSums(("promised",), ("statutory",), percent=True),
        of=ITEMS,
        where=all_of(Known(v.PROMISED_DAYS), Known(v.STATUTORY_DAYS)),
        unit="%",
        basis=R722.art(36),
        definition="两个时限都有值的事项,承诺时限之和除以法定时限之和,取整;数值越小,压缩越多。",
        sentence="事项办理时限压缩至法定时限的{value}({numerator}/{denominator}个工作日)。",
        drill=("code", "name", "organ", "statutory", "promised"),
    ),
    Figure(
        "service_closed",
        "办结政务服务事项件数",
        Count(),
        of=CASES,
        where=v.COMPLETED,
        unit="件",
        basis=R722.art(35, 36),
        definition="本年办理状态为已办结的办件数,在办和撤回的不计。",
        sentence="全年共办结政务服务事项{value}{unit},",
        drill=CASE_DRILL,
        dated="decided",
    ),
    Figure(
        "service_once",
        "“一次办”件数",
        Count(),
        of=CASES,
        where=ONCE,
        unit="件",
        basis=R722.art(35, 36),
        definition="已办结办件中跑动次数不超过一次的件数。",
        sentence="其中“一次办”{value}{unit},",
        drill=CASE_DRILL,
        dated="decided",
    ),
    Figure(
        "service_once_rate",
        "“一次办”占比",
        Rate(among=v.COMPLETED),
        of=CASES,
        where=ONCE,
        unit="%",
        basis=R722.art(35, 36),
        definition="“一次办”件数占已办结件数的比例。",
        sentence="占{value}({numerator}/{denominator});",
        drill=CASE_DRILL,
        dated="decided",
    ),
    Figure(
        "service_online",
        "“网上办”件数",
        Count(),
        of=CASES,
        where=ONLINE,
        unit="件",
        basis=R722.art(35, 36),
        definition="已办结办件中申请渠道为网上的件数。",
        sentence="“网上办”{value}{unit},",
        drill=CASE_DRILL,
        dated="decided",
    ),
    Figure(
        "service_online_rate",
        "“网上办”占比",
        Rate(among=v.COMPLETED, decimals=1),
        of=CASES,
        where=ONLINE,
        unit="%",
        basis=R722.art(35, 36),
        definition="“网上办”件数占已办结件数的比例。",
        sentence="占{value}({numerator}/{denominator});",
        drill=CASE_DRILL,
        dated="decided",
    ),
    Figure(
        "service_instant",
        "“马上办”件数",
        Count(),
        of=CASES,
        where=SPOT,
        unit="件",
        basis=R722.art(35, 36),
        definition="已办结办件中当场办结的件数。",
        sentence="“马上办”{value}{unit},",
        drill=CASE_DRILL,
        dated="decided",
    ),
    Figure(
        "service_instant_base",
        "立等可取件数",
        Count(),
        of=CASES,
        where=INSTANT_ITEM,
        unit="件",
        basis=R722.art(35, 36),
        definition="已办结办件中所办事项在目录里标记为马上办的件数。",
        sentence="",
        drill=CASE_DRILL,
        dated="decided",
        registers=(ITEMS,),
    ),
    Figure(
        "service_instant_rate",
        "“马上办”占立等可取的比例",
        Rate(among=INSTANT_ITEM, decimals=1),
        of=CASES,
        where=INSTANT_DONE,
        unit="%",
        basis=R722.art(35, 36),
        definition="所办事项标记为马上办的已办结办件中当场办结的比例;分母是立等可取件数,不是全部办结件数。",
        sentence="占立等可取的{value}({numerator}/{denominator})。",
        drill=CASE_DRILL,
        dated="decided",
        registers=(ITEMS,),
    ),
    Figure(
        "onewindow_issued",
        "一窗出件数",
        Count(),
        of=CASES,
        where=all_of(v.COMPLETED, equals(v.OUTLET, "综合窗口")),
        unit="件",
        basis=R722.art(35, 36),
        definition="已办结办件中出件方式为综合窗口的件数。",
        sentence="推行“一窗”分类综合受理,一窗出件{value}{unit}。",
        drill=CASE_DRILL,
        dated="decided",
    ),
    Figure(
        "bad_review_fix_rate",
        "实名差评回访整改率",
        Rate(among=v.BAD_REAL_NAME, decimals=1),
        of=RATINGS,
        where=ANSWERED,
        unit="%",
        basis=NOTICE_51.whole(),
        definition="实名的不满意和非常不满意评价中,既有回访日期又有整改完成日期的比例;没有实名差评的,不计算。",
        sentence="实名差评回访整改率达到{value}({numerator}/{denominator})。",
        drill=("no", "case", "grade", "real", "date", "callback", "fixed"),
        dated="date",
    ),
)
