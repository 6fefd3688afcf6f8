"""Figures of meetings, instructions and law-duty reports (report chapter 一), and the year the report is about."""

from yifa.domains.leadership import vocabulary as v
from yifa.domains.leadership.ledger import AGENDA, INSTRUCTIONS, LAW_DUTY_REPORTS, MEETINGS
from yifa.kernel.figures.declaration import Count, Figure, Setting
from yifa.law.condition import equals
from yifa.law.statutes import FIRST_RESPONSIBILITY, LAW_BASED_SUPERVISION

REPORT_DRILL = ("no", "kind", "unit", "post", "date", "form", "file")

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
    Figure(
        "instructions",
        "作出批示次数",
        Count(),
        of=INSTRUCTIONS,
        unit="次",
        basis=FIRST_RESPONSIBILITY.whole(),
        definition="本年党政主要负责人作出批示的次数,一人对一件文件批示一次计一次;涉密批示不存入本系统,不计入。",
        sentence="作出批示{value}{unit}。",
        drill=("no", "date", "leader", "doc", "organ", "due", "done", "status"),
        dated="date",
    ),
    Figure(
        "shufa_units",
        "述法的执法单位数",
        Count(),
        of=LAW_DUTY_REPORTS,
        where=equals(v.REPORTER_KIND, v.UNITS),
        unit="家",
        basis=LAW_BASED_SUPERVISION.whole(),
        definition="本年述法报告中述法主体类别为执法单位的份数。",
        sentence="召开党政主要负责人述法大会,专题听取{value}{unit}执法单位党委（党组）主要负责人、",
        drill=REPORT_DRILL,
        dated="date",
    ),
    Figure(
        "shufa_towns",
        "述法的镇街数",
        Count(),
        of=LAW_DUTY_REPORTS,
        where=equals(v.REPORTER_KIND, v.TOWNS),
        unit="个",
        basis=LAW_BASED_SUPERVISION.whole(),
        definition="本年述法报告中述法主体类别为镇街（乡镇）的份数。",
        sentence="{value}{unit}镇街党（工）委主要负责人述法,",
        drill=REPORT_DRILL,
        dated="date",
    ),
    Figure(
        "shufa_total",
        "述法报告总数",
        Count(),
        of=LAW_DUTY_REPORTS,
        unit="份",
        basis=LAW_BASED_SUPERVISION.whole(),
        definition="本年述法报告的总份数。",
        sentence="述法报告共{value}{unit}。",
        drill=REPORT_DRILL,
        dated="date",
    ),
)
