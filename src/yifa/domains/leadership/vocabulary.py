"""第一责任人职责: words of meetings and agenda items."""

from yifa.law.fact import Fact, Type
from yifa.law.procedure import Document, Role

OFFICE = Role("party_and_government_offices", "区委办公室、区政府办公室")
MEETING = Role("meeting", "区委常委会会议、区政府常务会议")

MEETING_NUMBER = Fact("no", "会议编号", public=True)
MEETING_KIND = Fact("kind", "会议类型", public=True)
CHAIR = Fact("chair", "主持人", public=True)
ATTENDANCE = Fact("attend", "参会人数", Type.INTEGER, "人", public=True)

ITEM_NUMBER = Fact("no", "议题编号", public=True)
ITEM_MEETING = Fact("meeting", "会议编号", public=True)
ITEM_TITLE = Fact("title", "议题名称", public=True)
ITEM_CLASS = Fact("cls", "议题类别", public=True)
REPORTING_UNIT = Fact("organ", "汇报单位", public=True)
RESULT = Fact("result", "审议结果", public=True)

MINUTES = Document("minutes", "会议纪要")
AGENDA_PAPERS = Document("agenda_papers", "议题材料")
