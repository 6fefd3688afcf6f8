"""Which workbook tables leadership takes in: ledger 01 (meetings and agenda items)."""

from yifa.domains.leadership import procedure as p
from yifa.domains.leadership import vocabulary as v
from yifa.kernel.ledger import Column, Mark, Table

MEETINGS = Table(
    "meetings",
    "01",
    "会议",
    (
        Column("no", "会议编号", v.MEETING_NUMBER),
        Column("kind", "会议类型", v.MEETING_KIND, synonyms=("会议类别", "会议名称")),
        Column("date", "召开日期", Mark("meeting"), synonyms=("会议日期", "会议时间")),
        Column("chair", "主持人", v.CHAIR),
        Column("attend", "参会人数", v.ATTENDANCE, synonyms=("出席人数",)),
    ),
    key="no",
    record="leadership.Meeting",
    becomes=p.MEETING,
)
AGENDA = Table(
    "agenda",
    "01",
    "议题",
    (
        Column("no", "议题编号", v.ITEM_NUMBER),
        Column("meeting", "会议编号", v.ITEM_MEETING),
        Column("title", "议题名称", v.ITEM_TITLE, synonyms=("议题",)),
        Column("cls", "议题类别", v.ITEM_CLASS, synonyms=("议题类型",)),
        Column("organ", "汇报单位", v.REPORTING_UNIT),
        Column("result", "审议结果", v.RESULT),
    ),
    key="no",
    record="leadership.AgendaItem",
    becomes=p.AGENDA_ITEM,
    organ="organ",
)

TABLES = (MEETINGS, AGENDA)
