"""政务服务: words of the service item catalogue, of applications and of ratings."""

from yifa.law.condition import Parameter, all_of, equals, one_of
from yifa.law.fact import Fact, Type
from yifa.law.procedure import Document, Role

WINDOW = Role("service_window", "政务服务窗口")
APPLICANT = Role("applicant", "申请人")
ORGAN = Role("licensing_organ", "行政机关")
HEAD = Role("head_of_organ", "本行政机关负责人")
HANDLING_UNIT = Role("handling_unit", "办理单位")

ITEM_CODE = Fact("code", "事项编码", public=True)
ITEM_NAME = Fact("name", "事项名称", public=True)
ITEM_ORGAN = Fact("organ", "实施机构", public=True)
ITEM_KIND = Fact("kind", "事项类型", public=True)
STATUTORY_DAYS = Fact("statutory", "法定时限", Type.INTEGER, "个工作日", public=True)
PROMISED_DAYS = Fact("promised", "承诺时限", Type.INTEGER, "个工作日", public=True)
NEGATIVE_ONLINE = Fact("neg_online", "“网上办”负面清单", Type.FLAG, public=True)
NEGATIVE_ONCE = Fact("neg_once", "“一次办”负面清单", Type.FLAG, public=True)
NEARBY = Fact("nearby", "就近办", Type.FLAG, public=True)
INSTANT = Fact("instant", "马上办", Type.FLAG, public=True)
ZERO_VISIT = Fact("zero", "零跑动", Type.FLAG, public=True)
CITYWIDE = Fact("citywide", "全市通办", Type.FLAG, public=True)
ITEM_STATUS = Fact("item_status", "目录状态", public=True)

CASE_NUMBER = Fact("no", "办件编号", public=True)
ITEM = Fact("item", "事项编码", public=True)
CASE_NAME = Fact("case_name", "事项名称", public=True)
APPLICANT_KIND = Fact("who", "申请人类型", public=True)
APPLICANT_NAME = Fact("applicant", "申请人", personal=True)
CREDIT_CODE = Fact("credit_code", "统一社会信用代码", Type.CREDIT_CODE)
CHANNEL = Fact("channel", "申请渠道", public=True)
ON_THE_SPOT = Fact("spot", "当场办结", Type.FLAG, public=True)
VISITS = Fact("visits", "跑动次数", Type.INTEGER, "次", public=True)
OUTLET = Fact("outlet", "出件方式", public=True)
STATUS = Fact("status", "办理状态", public=True)

RATING_NUMBER = Fact("no", "评价编号", public=True)
RATED_CASE = Fact("case", "办件编号", public=True)
GRADE = Fact("grade", "评价等级", public=True)
REAL_NAME = Fact("real", "是否实名", Type.FLAG, public=True)
GRADE_AFTER = Fact("again", "整改后评价", public=True)

IS_LICENCE = equals(ITEM_KIND, "行政许可")
COMPLETED = equals(STATUS, "已办结")
BAD_REAL_NAME = all_of(equals(REAL_NAME, value=True), one_of(GRADE, "不满意", "非常不满意"))

PROMISE_BINDING = Parameter("service.promise_binding", "承诺时限为公开义务")

RECEIPT = Document("receipt", "收件凭证")
CORRECTION_LIST = Document("correction_list", "一次性补正告知书")
ACCEPTANCE_NOTICE = Document("acceptance_notice", "受理通知书")
DECISION = Document("decision", "决定书或者证照")
DELIVERY_RECEIPT = Document("delivery_receipt", "送达回证")
RELEASE_RECEIPT = Document("release_receipt", "公示回执")
CALL_RECORD = Document("call_record", "回访记录")
RECTIFICATION = Document("rectification", "整改情况")
