"""Figures of meetings and agenda items (report chapter 一), and the year the report is about."""

from yifa.domains.leadership.ledger import AGENDA, MEETINGS
from yifa.kernel.figures.declaration import Count, Figure, Setting
from yifa.law.statutes import FIRST_RESPONSIBILITY, LAW_BASED_SUPERVISION

FIGURES = (
    Figure(
        "report_year",
        "报告年度",
        Setting("year"),
        unit="年度",
        basis=LAW_BASED_SUPERVISION.whole(),
        definition="报告所属的年度,取自区县参数的统计期。",
    ),
    Figure(
        "meetings_held",
        "专题会议次数",
        Count(),
        of=MEETINGS,
        unit="次",
        basis=FIRST_RESPONSIBILITY.whole(),
        definition="本年召开的党委常委会会议和政府常务会议中专题研究法治政府建设的次数,一次会议计一次。",
        sentence="{year}年以来召开党委常委会会议、政府常务会议{value}{unit},专题研究部署法治政府建设相关工作。",
        drill=("no", "kind", "date", "chair", "attend"),
        dated="date",
    ),
    Figure(
        "agenda_items",
        "上会议题数",
        Count(),
        of=AGENDA,
        unit="项",
        basis=FIRST_RESPONSIBILITY.whole(),
        definition="本年提交上述会议研究的议题数,一项议题计一项。",
        sentence="研究法治政府建设、重大行政决策事项、行政败诉等议题{value}{unit}。",
        drill=("no", "meeting", "title", "cls", "organ", "result"),
    ),
)
