"""重大行政决策: words of Order 713 and of the local rules that fill it in."""

from yifa.law.condition import Known, Not, Parameter, equals, one_of
from yifa.law.fact import Fact, Type
from yifa.law.procedure import Document, Proviso, Question, Role
from yifa.law.statutes import R713

ORGAN = Role("decision_making_organ", "决策机关")
UNIT = Role("undertaking_unit", "决策承办单位")
REVIEWER = Role("legality_review_department", "负责合法性审查的部门")
EXECUTOR = Role("executing_unit", "决策执行单位")
OFFICE = Role("government_office", "政府办公室")
PARTY_COMMITTEE = Role("party_committee", "同级党委")
EVALUATOR = Role("evaluating_unit", "评估单位")

DECISION_NUMBER = Fact("no", "决策编号", public=True)
DECISION_TITLE = Fact("title", "决策事项", public=True)
UNDERTAKING_UNIT = Fact("organ", "承办单位", public=True)
SHORTENING_REASON = Fact("c_reason", "缩短理由", public=True)
RISKY = Fact("risky", "应做风险评估", Type.FLAG, public=True)
RISK_METHODS = Fact("methods", "风险查找方法", public=True)
OPINION = Fact("opinion", "审查结论", public=True)

CATALOGUE_NUMBER = Fact("no", "目录编号", public=True)
CATALOGUE_NAME = Fact("name", "目录名称", public=True)
CATALOGUE_ITEMS = Fact("n", "事项数", Type.INTEGER, "项", public=True)
CATALOGUE_YEAR = Fact("year", "目录年度", Type.INTEGER, "年", public=True)
EVALUATION_NUMBER = Fact("no", "评估编号", public=True)
EVALUATED = Fact("object", "评估对象", public=True)
EVALUATING_UNIT = Fact("organ", "评估单位", public=True)

NOT_DISCLOSABLE = Question("not_disclosable", "是否依法不予公开", R713.art(14))
SPECIALISED = Question("specialised", "是否专业性、技术性较强", R713.art(19))
EXPLORATORY = Question("exploratory", "是否国家尚无明确规定的探索性改革", R713.art(25))
HEARING_NEEDED = Question(
    "hearing_needed", "是否直接涉及公民、法人、其他组织切身利益或者存在较大分歧而举行听证会", R713.art(16)
)

NOT_UNLAWFUL = Not(one_of(OPINION, "不合法", "违法", "不通过"))
REASON_STATED = Proviso(Known(SHORTENING_REASON), R713.art(15), "因情况紧急等原因需要缩短期限,说明理由")
SECRET = Proviso(equals(NOT_DISCLOSABLE.fact, value=True), R713.art(14), "依法不予公开的")
REFORM = Proviso(equals(EXPLORATORY.fact, value=True), R713.art(25), "探索性改革决策事项,明示法律风险")

PUBLISH_BY = Parameter("decision.catalogue_publish_by", "年度目录公布日期")
FILING_DAYS = Parameter("decision.catalogue_filing", "目录备案工作日")

PROPOSAL = Document("proposal", "决策建议及论证材料")
INITIATION = Document("initiation", "决策启动决定")
DRAFT = Document("draft", "决策草案及说明")
CONSULTATION = Document("consultation", "有关单位协商意见")
COMMENT_NOTICE = Document("comment_notice", "征求意见公告")
COMMENT_HANDLING = Document("comment_handling", "意见采纳情况")
HEARING_PAPERS = Document("hearing_papers", "听证材料")
HEARING_RECORD = Document("hearing_record", "听证笔录")
EXPERT_OPINION = Document("expert_opinion", "专家论证书面意见")
RISK_REPORT = Document("risk_report", "风险评估报告")
FAIR_COMPETITION = Document("fair_competition", "公平竞争审查结论")
REVIEW_PACKAGE = Document("review_package", "合法性审查送审材料")
LEGALITY_OPINION = Document("legality_opinion", "合法性审查意见书")
MINUTES = Document("minutes", "会议纪要和如实载明的不同意见")
PARTY_REPORT = Document("party_report", "请示报告")
DECISION_TEXT = Document("decision_text", "决策文本")
ANNOUNCEMENT = Document("announcement", "决策公布件和解读")
ARCHIVE_INDEX = Document("archive_index", "归档目录")
EXECUTION_REPORT = Document("execution_report", "执行情况报告")
EVALUATION_REPORT = Document("evaluation_report", "后评估报告")
CATALOGUE = Document("catalogue", "年度决策事项目录")
FILING_LETTER = Document("filing_letter", "备案报告")
