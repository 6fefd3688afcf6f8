"""年度报告: who reports to whom, what a reply holds, and what a report may say that no record of ours counts."""

from yifa.law.condition import Known, Not, all_of, equals
from yifa.law.fact import Fact, Type
from yifa.law.procedure import Document, Role

COORDINATOR = Role("law_governance_office", "依法治区办、司法行政部门")
UNIT = Role("reporting_unit", "报送单位")
CONSULTED = Role("consulted_units", "会签单位")
GOVERNMENT = Role("government", "本级政府")
HOLDER = Role("honoured_organ", "获得荣誉或者收到文件的单位")

REPORT_TITLE = Fact("title", "报告名称", public=True)
REPORT_YEAR = Fact("year", "报告年度", Type.INTEGER, "年", public=True)
DUE_YEAR = Fact("due_year", "报送年份", Type.INTEGER, "年")
"""The year after the one that the report is about: in it fall 1 March and 1 April."""
EDITION = Fact("edition", "送审稿序号", Type.INTEGER)
TEXT_CODE = Fact("text", "送审稿核对码")
UNPROVED = Fact("unproved", "没有登记的荣誉", Type.INTEGER, "处")
UNPROVED_WHY = Fact("unproved_why", "荣誉没有登记仍然送审的理由")
CHANGED = Fact("changed", "更正内容", public=True)
WHY = Fact("why", "更正原因", public=True)

REPLYING_ORGAN = Fact("organ", "报送单位")
DUE = Fact("due", "要求报送日期", Type.DATE)
CONTESTED = Fact("contested", "有异议的数字", Type.INTEGER, "项")
RECEIVED_BY = Fact("received_by", "接收单位")

CONSULTED_ORGAN = Fact("consulted", "会签单位")
VERDICT = Fact("verdict", "会签结论")
OPINION = Fact("opinion", "会签意见")
ADOPTED = Fact("adopted", "采纳情况")
ANSWER = Fact("answer", "采纳情况说明")
AGREES, AMENDS = VERDICTS = ("同意", "有修改意见")
ADOPTIONS = ("采纳", "部分采纳", "不采纳")
NOTHING_TO_ADOPT = "没有需要采纳的意见"

HONOUR = Fact("honour", "荣誉名称")
GRANTED_BY = Fact("granted_by", "授予机关")
HONOUR_NUMBER = Fact("number", "授予文号")
GRANTED_ON = Fact("granted_on", "授予日期", Type.DATE)
HONOURED = Fact("honoured", "获得荣誉的对象")

FIGURE_TITLE = Fact("figure", "数字名称")
FIGURE_VALUE = Fact("value", "数值")
FIGURE_UNIT = Fact("unit", "单位")
SLOT = Fact("slot", "报告中的位置")
"""The figure of the report that the number is for; none for a number that has no place in the outline."""
SOURCE = Fact("source_class", "来源")
ISSUER = Fact("issuer", "出具单位")
SOURCE_NUMBER = Fact("number", "文号")
STATED_ON = Fact("stated_on", "文件日期", Type.DATE)

SEALED_LETTER, SUPERIOR_NOTICE = "盖章函报数", "上级通报引用"
BY_ANOTHER = all_of(Known(RECEIVED_BY), Not(equals(RECEIVED_BY, REPLYING_ORGAN)))

NOTICE = Document("notice", "报送通知")
SUMMARY = Document("summary", "报送情况汇总表")
DRAFT = Document("draft", "报告草稿")
COUNTERSIGNATURES = Document("countersignatures", "会签意见")
SUBMISSION_SHEET = Document("submission_sheet", "送审单")
FINAL_DRAFT = Document("final_draft", "送审稿")
APPROVAL = Document("approval", "审定意见")
REPORT_RECEIPT = Document("report_receipt", "报送回执")
PUBLISHED = Document("published", "公开文本和回执")
FIGURE_SHEET = Document("figure_sheet", "数字核对表")
NARRATIVE = Document("narrative", "本单位工作情况")
SEALED_COPY = Document("sealed_copy", "盖章件")
CORRECTION_NOTE = Document("correction_note", "更正说明")
PROOF = Document("proof", "证明文件")
