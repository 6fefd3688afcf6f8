"""机构编制: words of the movements of posts and of the register of posts held."""

from yifa.law.condition import Parameter, equals
from yifa.law.fact import Fact, Type
from yifa.law.procedure import Document, Question, Role
from yifa.law.statutes import R486

UNIT = Role("requesting_unit", "用编单位")
STAFFING_OFFICE = Role("staffing_office", "机构编制部门")
COMMISSION = Role("staffing_commission", "机构编制委员会")
BOTH_UNITS = Role("both_units", "调出单位和调入单位")

ADMINISTRATIVE, INSTITUTIONAL = "行政", "事业"
TOWNS, HEALTH_CENTERS, ELDER_CARE = "镇街", "社区卫生服务中心", "养老服务中心"

MOVEMENT_NUMBER = Fact("no", "调整编号", public=True)
DECISION_NUMBER = Fact("doc", "批复文号", public=True)
CHANNEL = Fact("channel", "调整渠道", public=True)
KIND = Fact("kind", "编制类别", public=True)
FIELD = Fact("field", "补充领域", public=True)
SOURCE = Fact("from_unit", "调出单位", public=True)
TARGET = Fact("to_unit", "调入单位", public=True)
POSTS = Fact("n", "名额", Type.INTEGER, "名", public=True)
GAP = Fact("gap", "测算缺口", Type.INTEGER, "名")

QUOTA_NUMBER = Fact("no", "核定编号", public=True)
QUOTA_UNIT = Fact("unit", "单位名称", public=True)
QUOTA_KIND = Fact("kind", "编制类别", public=True)
APPROVED = Fact("approved", "核定编制数", Type.INTEGER, "名", public=True)
STANDARD = Fact("standard", "配备标准数", Type.INTEGER, "名")
FILLED = Fact("filled", "实有人数", Type.INTEGER, "人")

DISSOLVES = Question("dissolves", "是否随机构撤销、合并一并调整", R486.whole())
DISSOLVED = equals(DISSOLVES.fact, value=True)
TWO_SIDED = Parameter("staffing.two_sided", "编制调整应当写明调出和调入单位")

REQUEST = Document("request", "用编申请")
GAP_STATEMENT = Document("gap_statement", "编制缺口测算表")
DECISION = Document("decision", "编制批复")
TRANSFER_SLIP = Document("transfer_slip", "编制划转通知单")
REHOMING = Document("rehoming", "职责承接清单")
REGISTRATION = Document("registration", "机构编制实名制登记表")
