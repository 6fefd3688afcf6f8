"""第一责任人职责: meetings, instructions, higher documents, hearings of the towns, and law-duty reports.

Source: 党政主要负责人履行推进法治建设第一责任人职责规定 (2016) and 法治政府建设与责任落实督察工作规定 (2019); article numbers
were not seen, so they are cited whole.
Reading: the day by which an instruction is to be answered binds the organ once the instruction was routed to it; what a
meeting gave a town to do is due on the day that the meeting set, and on none where it set none.
"""

from datetime import date

from yifa.domains.leadership import vocabulary as v
from yifa.domains.leadership.rectification import RECTIFICATION
from yifa.law.citation import local
from yifa.law.procedure import By, Gate, Must, Procedure, Step
from yifa.law.statutes import FIRST_RESPONSIBILITY, LAW_BASED_SUPERVISION

BASIS, SUPERVISION = FIRST_RESPONSIBILITY.whole(), LAW_BASED_SUPERVISION.whole()
SINCE = date(2016, 11, 30)

MEETING = Procedure(
    "leadership_meeting",
    "专题会议",
    BASIS,
    course=(Step("meeting", "召开会议", v.OFFICE, BASIS, leaves=(v.MINUTES,), closes=True),),
    facts=(v.MEETING_NUMBER, v.MEETING_KIND, v.CHAIR, v.ATTENDANCE),
    valid_from=SINCE,
)
AGENDA_ITEM = Procedure(
    "agenda_item",
    "上会议题",
    BASIS,
    course=(Step("tabling", "提交会议", v.OFFICE, BASIS, leaves=(v.AGENDA_PAPERS,), closes=True),),
    facts=(v.ITEM_NUMBER, v.ITEM_MEETING, v.ITEM_TITLE, v.ITEM_CLASS, v.REPORTING_UNIT, v.RESULT),
    valid_from=SINCE,
)
INSTRUCTION = Procedure(
    "written_instruction",
    "领导批示",
    BASIS,
    course=(
        Step("instruction", "作出批示", v.LEADER, BASIS, leaves=(v.INSTRUCTION,)),
        Step("routing", "转办", v.OFFICE, BASIS, unless=v.CLOSED_IN_LEDGER, leaves=(v.ROUTING_SLIP,)),
        Step(
            "feedback",
            "反馈办理结果",
            v.UNIT,
            BASIS,
            rules=(
                By(v.DUE, None, BASIS, "instruction.feedback_late", if_=v.ROUTED),
                Gate("closing", BASIS, absent="instruction.closed_unanswered", later="instruction.closed_unanswered"),
            ),
            leaves=(v.FEEDBACK,),
        ),
        Step(
            "closing",
            "办结",
            v.OFFICE,
            BASIS,
            unless=v.CLOSED_IN_LEDGER,
            reopens="feedback",
            closes=True,
        ),
    ),
    facts=(v.INSTRUCTION_NUMBER, v.INSTRUCTING_LEADER, v.INSTRUCTED_ON, v.INSTRUCTED_UNIT, v.DUE, v.STATUS),
    valid_from=SINCE,
)
SECRET_COUNT = Procedure(
    "secret_instruction_count",
    "涉密批示件数登记",
    BASIS,
    course=(Step("registration", "登记件数", v.OFFICE, BASIS, closes=True),),
    facts=(v.COUNT_NUMBER, v.INSTRUCTING_LEADER, v.SECRET_INSTRUCTIONS),
    valid_from=SINCE,
)
HIGHER_DOCUMENT = Procedure(
    "higher_document",
    "上级决策部署落实",
    BASIS,
    course=(
        Step("receipt", "收文登记", v.OFFICE, BASIS, leaves=(v.INCOMING,)),
        Step("assignment", "分解任务", v.OFFICE, BASIS, leaves=(v.ASSIGNMENT,)),
        Step(
            "feedback",
            "反馈落实情况",
            v.UNIT,
            BASIS,
            rules=(By(v.DUE, None, BASIS, "higher_document.feedback_late"),),
            leaves=(v.FEEDBACK,),
        ),
        Step("closing", "办结", v.OFFICE, BASIS, reopens="feedback", closes=True),
    ),
    facts=(
        *(v.DOCUMENT_NUMBER, v.DOCUMENT_TITLE, v.ISSUED_AS, v.ISSUED_BY, v.REQUIRED),
        *(v.INSTRUCTED_UNIT, v.DUE),
    ),
    valid_from=SINCE,
)
TOWN_HEARING = Procedure(
    "town_hearing",
    "听取镇街报告",
    SUPERVISION,
    course=(
        Step("submission", "提交报告", v.REPORTER, SUPERVISION, leaves=(v.TOWN_REPORT,)),
        Step("hearing", "听取报告", v.MEETING, SUPERVISION, leaves=(v.MINUTES, v.TASK_LIST)),
        Step(
            "feedback",
            "反馈交办事项",
            v.UNIT,
            SUPERVISION,
            rules=(By(v.DUE, None, SUPERVISION, "town_hearing.feedback_late"),),
            leaves=(v.FEEDBACK,),
            closes=True,
        ),
    ),
    facts=(
        *(v.HEARING_NUMBER, v.TOWN, v.HEARING_PLANNED),
        *(v.HEARING_QUESTIONS, v.HEARING_TASKS, v.DUE),
    ),
    valid_from=date(2019, 4, 15),
)
LAW_DUTY_REPORT = Procedure(
    "law_duty_report",
    "述法",
    SUPERVISION,
    course=(
        Step("listing", "列入述法名单", v.COORDINATOR, SUPERVISION, leaves=(v.DUTY_LIST,)),
        Step("drafting", "由记录生成述法底稿", v.REPORTER, SUPERVISION, leaves=(v.PREFILLED,)),
        Step("submission", "提交述法报告", v.REPORTER, SUPERVISION, leaves=(v.STATEMENT,)),
        Step("review", "审核述法报告", v.COORDINATOR, SUPERVISION, leaves=(v.REVIEW_NOTE,), reopens="drafting"),
        Step("report", "述法", v.REPORTER, SUPERVISION, leaves=(v.MINUTES,), closes=True),
    ),
    facts=(
        *(v.REPORT_NUMBER, v.REPORTER_KIND, v.REPORTING_ORGAN, v.REPORTING_POST, v.REPORT_FORM, v.REPORT_FILE),
        v.CONFIRMED,
    ),
    valid_from=date(2019, 4, 15),
)
EVALUATION = Procedure(
    "law_duty_evaluation",
    "述法现场评议",
    SUPERVISION,
    course=(
        Step(
            "draw",
            "抽取评议代表",
            v.COORDINATOR,
            local(v.DRAW_FIRST.name),
            rules=(
                Gate(
                    "ballot",
                    local(v.DRAW_FIRST.name),
                    absent="law_duty.evaluated_without_draw",
                    later="law_duty.evaluated_without_draw",
                    if_=v.DRAW_FIRST.is_on,
                    forbids=True,
                ),
            ),
            leaves=(v.REPRESENTATIVES_DRAWN,),
        ),
        Step("ballot", "不记名评议", v.REPRESENTATIVES, SUPERVISION, leaves=(v.BALLOTS,)),
        Step(
            "counting",
            "计票",
            v.COUNTERS_ROLE,
            SUPERVISION.also(v.COUNTERS_MIN.name),
            rules=(Must(v.ENOUGH_COUNTERS, local(v.COUNTERS_MIN.name), "law_duty.one_counter", forbids=True),),
            leaves=(v.TALLY,),
            closes=True,
        ),
    ),
    facts=(
        *(v.SCORES_NUMBER, v.SCORED_ORGAN, v.GOOD, v.FAIR, v.PLAIN, v.POOR, v.SCORE),
        *(v.COUNTERS, v.DRAW_BUNDLE),
    ),
    valid_from=date(2019, 4, 15),
)

PROCEDURES = (
    MEETING,
    AGENDA_ITEM,
    INSTRUCTION,
    SECRET_COUNT,
    HIGHER_DOCUMENT,
    TOWN_HEARING,
    LAW_DUTY_REPORT,
    EVALUATION,
    RECTIFICATION,
)
