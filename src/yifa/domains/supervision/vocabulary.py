"""行政执法监督: words of a supervision case, from the doubt to the close-out."""

from yifa.law.condition import Known, Not, Parameter, all_of, equals, one_of
from yifa.law.fact import Fact, Type
from yifa.law.procedure import Document, Role

SUPERVISOR = Role("supervising_organ", "行政执法监督机构")
SUPERVISED = Role("supervised_organ", "被监督机关")

ORGAN = Fact("organ", "被监督机关")
SOURCE = Fact("clue_source", "线索来源")
PROBLEM = Fact("problem", "疑点")
RULE = Fact("rule", "规则")
ARTICLE = Fact("article", "对照的依据")
FINDING = Fact("finding", "程序疑点编号")
SUPERVISING = Fact("supervising", "监督机关")
VERIFIED = Fact("verified", "疑点是否属实", Type.FLAG)
VERIFIED_HOW = Fact("verified_how", "核实情况")
PAPER = Fact("paper", "监督文书")
PAPER_NUMBER = Fact("paper_no", "监督文书文号")
REQUIRED = Fact("required", "整改要求")
DAYS = Fact("days", "整改期限", Type.INTEGER, "日")
RECTIFIED_HOW = Fact("rectified_how", "整改情况")
RECTIFIED_BY = Fact("rectified_by", "整改责任人")
RECHECKED_BY = Fact("rechecked_by", "复核人")
RECHECKED = Fact("rechecked", "是否整改到位", Type.FLAG)
RECHECKED_HOW = Fact("rechecked_how", "复核情况")

NOTICE, PROPOSAL, DECISION = "行政执法监督通知书", "行政执法监督建议书", "行政执法监督决定书"
PAPERS = (NOTICE, PROPOSAL, DECISION)

BY_ANOTHER = all_of(Known(RECTIFIED_BY), Known(RECHECKED_BY), Not(equals(RECHECKED_BY, RECTIFIED_BY)))
OF_ANOTHER_ORGAN = all_of(Known(SUPERVISING), Known(ORGAN), Not(equals(SUPERVISING, ORGAN)))
WITH_A_TERM = all_of(one_of(PAPER, *PAPERS), Known(DAYS))
VERIFY_WITHIN = Parameter("supervision.verify_workdays", "核实疑点的工作日数")
RECHECK_WITHIN = Parameter("supervision.recheck_workdays", "复核整改的工作日数")

CLUE = Document("clue", "疑点线索登记表")
VERIFICATION = Document("verification", "核实记录")
SUPERVISION_PAPER = Document("supervision_paper", "监督文书")
RECEIPT = Document("receipt", "送达回证")
RECTIFICATION = Document("rectification_report", "整改报告")
RECHECK = Document("recheck", "复核意见")
CLOSE_OUT = Document("close_out", "销号单")
