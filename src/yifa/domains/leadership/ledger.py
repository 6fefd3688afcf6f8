"""Which workbook tables leadership takes in: ledgers 01 (meetings, towns), 02 (instructions) and 03 (reports, problems)."""

from collections.abc import Mapping

from yifa.domains.leadership import procedure as p
from yifa.domains.leadership import vocabulary as v
from yifa.domains.leadership.rectification import RECTIFICATION
from yifa.kernel.ledger import Column, Mark, Table

REPORTERS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("执法单位", "执法部门", "行政执法单位", "行政执法部门", "执法机关", "行政执法机关"),
            *("区级执法单位", "县级执法单位", "区级执法部门", "县级执法部门", "区执法单位", "县执法单位"),
        ),
        v.UNITS,
    ),
    **dict.fromkeys(
        (
            *("镇街", "街镇", "乡镇", "镇", "街道", "镇街道", "乡镇街道", "镇街(乡镇)", "镇(街)", "镇(街道)"),
            *("乡镇(街道)", "街道(乡镇)", "镇、街道", "乡镇、街道", "各镇街", "各乡镇", "镇街党(工)委", "乡镇党委"),
        ),
        v.TOWNS,
    ),
}
STATES: Mapping[str, str] = dict.fromkeys(
    ("已办结", "办结", "已完成", "完成", "已反馈", "已办理", "办理完毕", "已办", "销号", "已销号"), v.ANSWERED
)

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
INSTRUCTIONS = Table(
    "instructions",
    "02",
    "批示",
    (
        Column("no", "批示编号", v.INSTRUCTION_NUMBER, synonyms=("编号", "批示登记号", "督办编号", "批示件号")),
        Column("date", "批示日期", Mark("instruction"), synonyms=("作出批示时间", "批示作出日期")),
        Column("leader", "批示领导", v.INSTRUCTING_LEADER, synonyms=("批示人职务", "领导职务", "批示领导同志")),
        Column("doc", "文件标题", v.INSTRUCTED_ON, synonyms=("批示文件标题", "文件题名", "批示事项", "呈批件标题")),
        Column("organ", "承办单位", v.INSTRUCTED_UNIT, synonyms=("主办部门", "责任部门", "办理部门", "牵头单位")),
        Column(
            "due", "要求办结日期", v.DUE, synonyms=("要求办结时间", "办结期限", "应办结日期", "限办时间", "办理时限")
        ),
        Column(
            "done", "反馈日期", Mark("feedback"), synonyms=("办结日期", "实际办结日期", "反馈结果日期", "办结反馈日期")
        ),
        Column("status", "办理状态", v.STATUS, synonyms=("办结状态", "办理进度", "办理结果"), values=STATES),
    ),
    key="no",
    record="leadership.Instruction",
    becomes=p.INSTRUCTION,
    organ="organ",
)
SECRET_COUNTS = Table(
    "secret_instructions",
    "02",
    "涉密批示件数",
    (
        Column("no", "登记编号", v.COUNT_NUMBER),
        Column("date", "登记日期", Mark("registration")),
        Column("leader", "批示领导", v.INSTRUCTING_LEADER),
        Column("n", "涉密批示件数", v.SECRET_INSTRUCTIONS),
    ),
    key="no",
    record="leadership.SecretInstructionCount",
    becomes=p.SECRET_COUNT,
)
LAW_DUTY_REPORTS = Table(
    "shufa",
    "03",
    "述法报告",
    (
        Column("no", "序列号", v.REPORT_NUMBER, synonyms=("述法序列号", "报告序列号")),
        Column("kind", "述法主体类别", v.REPORTER_KIND, synonyms=("述法单位类别", "述法单位类型"), values=REPORTERS),
        Column("unit", "单位名称", v.REPORTING_ORGAN, synonyms=("述法单位名称", "述法部门")),
        Column("post", "述法人职务", v.REPORTING_POST, synonyms=("述法人员", "述法负责人职务", "报告人职务")),
        Column("date", "述法日期", Mark("report"), synonyms=("述法大会日期", "述法会议日期")),
        Column("form", "述法形式", v.REPORT_FORM, synonyms=("报告形式", "述职述法形式")),
        Column("file", "报告文号", v.REPORT_FILE, synonyms=("述法文号", "述法报告编号文号", "报告发文字号")),
    ),
    key="no",
    record="leadership.LawDutyReport",
    becomes=p.LAW_DUTY_REPORT,
    organ="unit",
)
SCORES = Table(
    "shufa_scores",
    "03",
    "现场评议",
    (
        Column("no", "序列号", v.SCORES_NUMBER, synonyms=("述法序列号", "报告序列号")),
        Column("unit", "单位名称", v.SCORED_ORGAN, synonyms=("述法单位名称", "被评议单位名称")),
        Column("good", "好(票)", v.GOOD, synonyms=("好票", "评议为好(票)")),
        Column("fair", "较好(票)", v.FAIR, synonyms=("较好票", "评议为较好(票)")),
        Column("plain", "一般(票)", v.PLAIN, synonyms=("一般票", "评议为一般(票)")),
        Column("poor", "差(票)", v.POOR, synonyms=("差票", "评议为差(票)")),
        Column("score", "平均分", v.SCORE, synonyms=("平均分数", "评议平均分", "测评得分")),
    ),
    key="no",
    record="leadership.LawDutyEvaluation",
    becomes=p.EVALUATION,
    organ="unit",
)

TOWN_HEARINGS = Table(
    "town_hearings",
    "01",
    "听取镇街报告",
    (
        Column("no", "听取报告编号", v.HEARING_NUMBER),
        Column("town", "镇街", v.TOWN, synonyms=("镇街名称",)),
        Column("planned_on", "计划听取日期", v.HEARING_PLANNED),
        Column("date", "听取日期", Mark("hearing"), synonyms=("听取报告日期",)),
        Column("questions", "会上提问", v.HEARING_QUESTIONS),
        Column("tasks", "会上交办事项", v.HEARING_TASKS),
        Column("due", "要求办结日期", v.DUE, synonyms=("交办事项反馈期限",)),
        Column("done", "反馈日期", Mark("feedback")),
    ),
    key="no",
    record="leadership.TownHearing",
    becomes=p.TOWN_HEARING,
    organ="town",
)
PROBLEMS = Table(
    "rectifications",
    "03",
    "问题整改",
    (
        Column("no", "问题编号", v.PROBLEM_NUMBER),
        Column("date", "列出日期", Mark("finding")),
        Column("problem", "问题", v.PROBLEM),
        Column("found_by", "发现途径", v.FOUND_BY),
        Column("found_in", "问题来源", v.FOUND_IN),
        Column("organ", "整改单位", v.PROBLEM_UNIT, synonyms=("责任单位",)),
        Column("measure", "整改措施", v.MEASURE),
        Column("deadline", "整改期限", v.DEADLINE),
        Column("proved", "提交佐证日期", Mark("proof")),
        Column("checked", "复核日期", Mark("verification")),
        Column("closed", "销号日期", Mark("closing")),
    ),
    key="no",
    record="leadership.Problem",
    becomes=RECTIFICATION,
    organ="organ",
)

TABLES = (MEETINGS, AGENDA, INSTRUCTIONS, SECRET_COUNTS, LAW_DUTY_REPORTS, SCORES, TOWN_HEARINGS, PROBLEMS)
