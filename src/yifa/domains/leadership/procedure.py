"""第一责任人职责: meetings that study law-based government, and the items put before them.

Source: 党政主要负责人履行推进法治建设第一责任人职责规定 (2016); article numbers were not seen, so it is cited whole.
"""

from datetime import date

from yifa.domains.leadership import vocabulary as v
from yifa.law.procedure import Procedure, Step
from yifa.law.statutes import FIRST_RESPONSIBILITY

BASIS = FIRST_RESPONSIBILITY.whole()

MEETING = Procedure(
    "leadership_meeting",
    "专题会议",
    BASIS,
    course=(Step("meeting", "召开会议", v.OFFICE, BASIS, leaves=(v.MINUTES,), closes=True),),
    facts=(v.MEETING_NUMBER, v.MEETING_KIND, v.CHAIR, v.ATTENDANCE),
    valid_from=date(2016, 11, 30),
)
AGENDA_ITEM = Procedure(
    "agenda_item",
    "上会议题",
    BASIS,
    course=(Step("tabling", "提交会议", v.OFFICE, BASIS, leaves=(v.AGENDA_PAPERS,), closes=True),),
    facts=(v.ITEM_NUMBER, v.ITEM_MEETING, v.ITEM_TITLE, v.ITEM_CLASS, v.REPORTING_UNIT, v.RESULT),
    valid_from=date(2016, 11, 30),
)

PROCEDURES = (MEETING, AGENDA_ITEM)
