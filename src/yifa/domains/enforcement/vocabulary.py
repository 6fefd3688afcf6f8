"""行政执法: words of penalty cases and of transfers to criminal justice."""

from yifa.law.certificate import CANCELLED, VALID_FROM, VALID_TO
from yifa.law.condition import Depending, Parameter, equals, one_of
from yifa.law.fact import Fact, Type
from yifa.law.procedure import Document, Question, Role
from yifa.law.statutes import PENALTIES_LAW

ORGAN = Role("enforcing_organ", "行政执法机关")
HEAD = Role("head_of_organ", "行政机关负责人")
REVIEWER = Role("legal_reviewer", "法制审核人员")
PARTY_ROLE = Role("party", "当事人")
TOWN_ROLE = Role("town", "镇街")
OFFICER = Role("enforcement_officer", "行政执法人员")
POLICE = Role("police", "公安机关")
BUREAU = Role("justice_bureau", "司法行政部门")

CASE_NUMBER = Fact("no", "决定书文号", public=True)
ORGAN_NAME = Fact("organ", "办案机关", public=True)
FIELD = Fact("field", "领域代码", public=True)
PARTY_KIND = Fact("party_kind", "当事人类型", public=True)
PARTY = Fact("party", "当事人", personal=True)
CREDIT_CODE = Fact("code", "统一社会信用代码", Type.CREDIT_CODE)
CAUSE = Fact("cause", "案由", public=True)
PROCEDURE_KIND = Fact("procedure", "办案程序", public=True)
OFFICERS = Fact("officers", "执法人员证号", Type.CODES)
FIRST_OFFICER = Fact("c1", "执法人员一证号")
SECOND_OFFICER = Fact("c2", "执法人员二证号")
OFFENCE_ENDED = Fact("ended", "违法行为终了日期", Type.DATE)
HEARING_RIGHT_TOLD = Fact("h_right", "告知听证权", Type.FLAG)
MAJOR = Fact("major", "情节复杂或重大", Type.FLAG)
FINE = Fact("fine", "罚款金额", Type.MONEY, "元", public=True)
CONFISCATED = Fact("confiscated", "没收违法所得", Type.MONEY, "元", public=True)
STATUS = Fact("status", "办案状态", public=True)

ENDANGERS_LIFE_OR_FINANCE = Question(
    "endangers_life_or_finance", "是否涉及公民生命健康安全、金融安全且有危害后果", PENALTIES_LAW.art(36)
)

SUMMARY = equals(PROCEDURE_KIND, "简易")
ORDINARY = one_of(PROCEDURE_KIND, "普通", "听证")
"""A case with a hearing is an ordinary case with one step more (行政处罚法 63-65)."""
OPEN, CLOSED = equals(STATUS, "在办"), equals(STATUS, "已结案")
SUMMARY_LIMIT = Depending(PARTY_KIND, (("自然人", 200_00), ("企业", 3000_00)))
"""行政处罚法 51: what may be fined on the spot, in fen."""

HEARING_THRESHOLD = Parameter("penalty.hearing_threshold", "应当告知听证权的较大数额罚款", by=PARTY_KIND)

FILING_FORM = Document("filing_form", "立案审批表")
INVESTIGATION_RECORD = Document("investigation_record", "调查笔录和证据")
NOTICE_OF_PENALTY = Document("notice_of_penalty", "行政处罚告知书")
HEARING_NOTICE = Document("hearing_notice", "听证通知书")
HEARING_RECORD = Document("hearing_record", "听证笔录")
REVIEW_OPINION = Document("review_opinion", "法制审核意见书")
DISCUSSION_MINUTES = Document("discussion_minutes", "集体讨论笔录")
DECISION_LETTER = Document("decision_letter", "行政处罚决定书")
SERVICE_RECEIPT = Document("service_receipt", "送达回证")
PAYMENT_RECEIPT = Document("payment_receipt", "缴款凭证")
RELEASE_RECEIPT = Document("release_receipt", "公示回执")
CASE_FILE = Document("case_file", "案卷")

TRANSFER_NUMBER = Fact("no", "移送编号", public=True)
TRANSFERRING_ORGAN = Fact("organ", "移送机关", public=True)
SUSPECTED_CRIME = Fact("suspect", "涉嫌罪名", public=True)
TEAM_REPORT = Document("team_report", "核实情况书面报告")
TRANSFER_LETTER = Document("transfer_letter", "涉嫌犯罪案件移送书")
FILING_NOTICE = Document("filing_notice", "立案通知书")
GOODS_LIST = Document("goods_list", "涉案物品清单")

CERTIFICATE = Fact("cert", "执法证号")
OFFICER_NAME = Fact("name", "姓名", personal=True)
UNIT = Fact("organ", "所在单位", public=True)
CERTIFICATE_STATUS = Fact("status", "证件状态")
EXAM_ON = Fact("exam", "考试日期", Type.DATE)
SCORE = Fact("score", "考试成绩", Type.INTEGER, "分", personal=True)
PASSED = Fact("passed", "是否合格", Type.FLAG)
CERTIFICATE_FACTS = (VALID_FROM, VALID_TO, CANCELLED)
VALID_CERTIFICATE = equals(CERTIFICATE_STATUS, "有效")

SESSION_NUMBER = Fact("no", "场次编号", public=True)
TOWN = Fact("town", "举办镇街", public=True)
TOPIC = Fact("topic", "培训主题", public=True)
ATTENDANCES = Fact("n", "签到人次", Type.INTEGER, "人次", public=True)
SIGN_IN_NUMBER = Fact("no", "签到编号")
SESSION = Fact("session", "场次编号")
EXAM_NUMBER = Fact("no", "抽考编号", public=True)
EXAMINED = Fact("n", "抽考人数", Type.INTEGER, "人", public=True)
EXAM_PASSED = Fact("passed", "合格人数", Type.INTEGER, "人", public=True)
