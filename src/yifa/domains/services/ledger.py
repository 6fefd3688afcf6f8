"""Which workbook tables services take in: ledgers 06 (item catalogue) and 07 (applications, ratings)."""

from yifa.domains.services import procedure as p
from yifa.domains.services import vocabulary as v
from yifa.kernel.ledger import Column, Ended, Mark, PartyName, Table
from yifa.law.act import Kind
from yifa.law.condition import equals
from yifa.law.statutes import R722

ITEMS = Table(
    "items",
    "06",
    "事项目录",
    (
        Column("code", "事项编码", v.ITEM_CODE, synonyms=("事项代码", "实施编码")),
        Column("name", "事项名称", v.ITEM_NAME),
        Column("organ", "实施机构", v.ITEM_ORGAN, synonyms=("实施主体", "办理部门")),
        Column("kind", "事项类型", v.ITEM_KIND),
        Column("statutory", "办理时限/法定时限(工作日)", v.STATUTORY_DAYS, synonyms=("法定办结时限",)),
        Column("promised", "办理时限/承诺时限(工作日)", v.PROMISED_DAYS, synonyms=("承诺办结时限",)),
        Column("neg_online", "负面清单/“网上办”负面清单", v.NEGATIVE_ONLINE),
        Column("neg_once", "负面清单/“一次办”负面清单", v.NEGATIVE_ONCE),
        Column("nearby", "办理方式/就近办", v.NEARBY),
        Column("instant", "办理方式/马上办", v.INSTANT),
        Column("zero", "办理方式/零跑动", v.ZERO_VISIT),
        Column("citywide", "办理方式/全市通办", v.CITYWIDE),
        Column("status", "目录状态", v.ITEM_STATUS, synonyms=("事项状态",)),
    ),
    key="code",
    record="services.ServiceItem",
    organ="organ",
    open_by=R722.art(35),
)
CASES = Table(
    "service_cases",
    "07",
    "办件",
    (
        Column("no", "办件编号", v.CASE_NUMBER, synonyms=("受理编号", "业务流水号")),
        Column("item", "事项编码", v.ITEM, synonyms=("事项代码",)),
        Column("name", "事项名称", v.CASE_NAME),
        Column("who", "申请人类型", v.APPLICANT_KIND),
        Column("applicant", "申请人", v.APPLICANT_NAME, synonyms=("申请人名称",)),
        Column("code", "统一社会信用代码", v.CREDIT_CODE),
        Column("channel", "申请渠道", v.CHANNEL, values={"网上申请": "网上", "线上": "网上"}),
        Column("received", "申请日期", Mark("application"), synonyms=("收件日期", "收到申请日期")),
        Column("fix1", "补正告知日期", Mark("correction_notice"), synonyms=("第一次补正告知日期",)),
        Column("fix2", "第二次补正告知日期", Mark("correction_notice")),
        Column("fixed", "补正齐全日期", Mark("correction")),
        Column("accepted", "受理日期", Mark("acceptance")),
        Column("ext", "延长批准日期", Mark("decision", Kind.EXTENDED), synonyms=("延期批准日期",)),
        Column("sp_from", "特别程序起", Mark("special_procedure", Kind.SUSPENDED), synonyms=("特别程序开始日期",)),
        Column("sp_to", "特别程序止", Mark("special_procedure", Kind.RESUMED), synonyms=("特别程序结束日期",)),
        Column("decided", "决定日期", Mark("decision", public=True), synonyms=("办结日期", "作出决定日期")),
        Column("delivered", "送达日期", Mark("delivery")),
        Column("published", "决定公示日期", Mark("publication", public=True), synonyms=("公示日期",)),
        Column("spot", "当场办结", v.ON_THE_SPOT, synonyms=("是否当场办结",)),
        Column("visits", "跑动次数", v.VISITS),
        Column("outlet", "出件方式", v.OUTLET),
        Column("status", "办理状态", v.STATUS, synonyms=("办件状态",), values={"办结": "已办结", "办理中": "在办"}),
    ),
    key="no",
    record="services.ServiceCase",
    becomes=p.APPLICATION,
    ended=(Ended("status", "撤回", Kind.WITHDRAWN),),
    party_name=PartyName(v.APPLICANT_NAME, equals(v.APPLICANT_KIND, "企业")),
)
RATINGS = Table(
    "ratings",
    "07",
    "好差评",
    (
        Column("no", "评价编号", v.RATING_NUMBER),
        Column("case", "办件编号", v.RATED_CASE),
        Column("grade", "评价等级", v.GRADE),
        Column("real", "是否实名", v.REAL_NAME),
        Column("date", "评价日期", Mark("rating")),
        Column("callback", "回访日期", Mark("callback")),
        Column("fixed", "整改完成日期", Mark("rectification")),
        Column("again", "整改后评价", v.GRADE_AFTER),
    ),
    key="no",
    record="services.ServiceRating",
    becomes=p.RATING,
)

TABLES = (ITEMS, CASES, RATINGS)
