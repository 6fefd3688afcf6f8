"""权责清单: words of the list and of the requests to change it, and the numbers that a district sets for them."""

from yifa.law.condition import Parameter, equals
from yifa.law.fact import Fact, Type
from yifa.law.procedure import Document, Role

REQUESTER = Role("requesting_department", "申请调整的部门")
STAFFING_OFFICE = Role("staffing_office", "机构编制部门")
JUSTICE = Role("justice_department", "司法行政部门")
SERVICES_OFFICE = Role("services_office", "政务服务部门")
DEVELOPMENT = Role("development_department", "发展改革部门")
FINANCE = Role("finance_department", "财政部门")
JOINT_MEETING = Role("joint_meeting", "权责清单管理联席会议")
GOVERNMENT = Role("government", "本级人民政府")
APPROVER = Role("approving_organ", "机构编制委员会、本级政府")

KINDS = (
    *("行政许可", "行政处罚", "行政强制", "行政征收", "行政给付"),
    *("行政检查", "行政确认", "行政奖励", "行政裁决", "其他类别"),
)
"""The ten kinds of powers (9+X)."""
IN_USE, CANCELLED = "在用", "已取消"
NEW = "新增"

CODE = Fact("code", "职权编码", public=True)
NAME = Fact("name", "职权名称", public=True)
KIND = Fact("kind", "职权类型", public=True)
ORGAN = Fact("organ", "实施主体", public=True)
LEVEL = Fact("level", "行使层级", public=True)
STATUS = Fact("status", "状态", public=True)

REQUEST_NUMBER = Fact("no", "申请编号", public=True)
REQUESTING_ORGAN = Fact("organ", "申请单位", public=True)
ITEM = Fact("item", "调整事项", public=True)
CHANGE = Fact("change", "调整类型", public=True)
ITEM_CODE = Fact("item_code", "职权编码", public=True)
GROUND = Fact("ground", "调整情形", public=True)
NEW_BASIS = Fact("new_basis", "调整后的设定依据", public=True)
MEETING_HELD = Fact("meeting_held", "是否召开联席会议", Type.FLAG)
STAFFING_OPINION = Fact("r1", "编办意见")
JUSTICE_OPINION = Fact("r2", "司法局意见")
SERVICES_OPINION = Fact("r3", "政务服务办意见")
DEVELOPMENT_OPINION = Fact("r4", "发展改革委意见")
FINANCE_OPINION = Fact("r5", "财政局意见")

ADDS_A_POWER = equals(CHANGE, NEW)

APPLY_DAYS = Parameter("powerlist.apply", "权责清单调整申请工作日")
REVIEW_DAYS = Parameter("powerlist.review", "权责清单调整审核工作日")
OPINIONS_FIRST = Parameter("powerlist.opinions_before_adoption", "五部门意见齐备方可批准")
HANDOVER_DAYS = Parameter("powerlist.handover", "权责清单移送公开工作日")

REQUEST = Document("request", "权责清单调整申请表")
BASIS_TEXT = Document("basis_text", "设定依据文本")
OTHERS_OPINIONS = Document("others_opinions", "涉及部门的意见")
BASIS_OPINION = Document("basis_opinion", "设定依据审查意见")
OPINION = Document("opinion", "书面审核意见")
MINUTES = Document("minutes", "联席会议纪要")
APPROVAL = Document("approval", "批复")
HANDOVER_LETTER = Document("handover_letter", "移送公开函")
RECEIPT = Document("receipt", "公布回执")
UPDATED_LISTS = Document("updated_lists", "政务服务事项目录和执法事项库的更新记录")

CLEAN_UP_NAME = Fact("clean_up_name", "清理名称", public=True)
LISTED = Fact("approvals_listed", "列入清理的事项", Type.CODES, public=True)
KEPT = Fact("approvals_kept", "保留的事项", Type.CODES, public=True)
CANCELLED_ITEMS = Fact("approvals_cancelled", "取消的事项", Type.CODES, public=True)
DELEGATED = Fact("approvals_delegated", "下放或者委托的事项", Type.CODES, public=True)
MERGED = Fact("approvals_merged", "合并的事项", Type.CODES, public=True)

CLEAN_UP_PLAN = Document("clean_up_plan", "清理工作方案")
CLEAN_UP_LIST = Document("clean_up_list", "清理事项目录")
CLEAN_UP_OPINIONS = Document("clean_up_opinions", "逐项处理意见")
CLEAN_UP_REVIEW = Document("clean_up_review", "合法性审核意见")
CLEAN_UP_DECISION = Document("clean_up_decision", "清理决定")
CLEAN_UP_RESULT = Document("clean_up_result", "清理结果公告")
