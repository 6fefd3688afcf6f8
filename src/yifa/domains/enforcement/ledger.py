"""Which workbook tables enforcement takes in: ledgers 13 (penalties, transfers) and 14 (officers, training)."""

from yifa.domains.enforcement import procedure as p
from yifa.domains.enforcement import vocabulary as v
from yifa.kernel.ledger import Column, Mark, Part, PartyName, Table, Until
from yifa.law.act import Kind
from yifa.law.certificate import CANCELLED, VALID_FROM, VALID_TO
from yifa.law.condition import equals
from yifa.law.fact import Type

PENALTY_CASES = Table(
    "penalty_cases",
    "13",
    "处罚案件",
    (
        Column("no", "决定书文号", v.CASE_NUMBER, synonyms=("处罚决定书文号", "案件编号", "案号")),
        Column("organ", "办案机关", v.ORGAN_NAME, synonyms=("执法机关", "办案单位", "处罚机关")),
        Column("field", "领域代码", v.FIELD, synonyms=("执法领域",)),
        Column(
            "party_kind",
            "当事人类型",
            v.PARTY_KIND,
            values={"公民": "自然人", "个人": "自然人", "单位": "企业", "法人": "企业"},
        ),
        Column("party", "当事人", v.PARTY, synonyms=("当事人名称", "行政相对人")),
        Column("code", "统一社会信用代码", v.CREDIT_CODE),
        Column("cause", "案由", v.CAUSE),
        Column(
            "procedure",
            "办案程序",
            v.PROCEDURE_KIND,
            synonyms=("适用程序",),
            values={"简易程序": "简易", "普通程序": "普通", "一般程序": "普通", "听证程序": "听证"},
        ),
        Column("c1", "执法人员一证号", v.FIRST_OFFICER, synonyms=("主办人证号", "执法人员1证号")),
        Column("c2", "执法人员二证号", v.SECOND_OFFICER, synonyms=("协办人证号", "执法人员2证号")),
        Column("ended", "违法行为终了日期", Mark("offence")),
        Column("filed", "立案日期", Mark("case_opening"), synonyms=("立案时间",)),
        Column("probed", "调查取证日期", Mark("investigation")),
        Column("notified", "告知日期", Mark("notice"), synonyms=("处罚前告知日期", "事先告知日期")),
        Column("h_right", "告知听证权", v.HEARING_RIGHT_TOLD, synonyms=("是否告知听证权",)),
        Column("h_notice", "听证通知日期", Mark("hearing_notice")),
        Column("h_date", "听证日期", Mark("hearing"), synonyms=("听证会日期",)),
        Column("review", "法制审核日期", Mark("legal_review")),
        Column("major", "情节复杂或重大", v.MAJOR, synonyms=("是否情节复杂或重大",)),
        Column("discuss", "集体讨论日期", Mark("collective_discussion")),
        Column("ext", "延期批准日期", Mark("decision", Kind.EXTENDED)),
        Column("ext_to", "延期至", Until("decision"), synonyms=("延长期限至",)),
        Column("decided", "决定日期", Mark("decision", public=True), synonyms=("处罚决定日期", "作出决定日期")),
        Column("served", "送达日期", Mark("service")),
        Column("fine", "罚款金额", v.FINE, synonyms=("罚款",)),
        Column("confiscated", "没收违法所得", v.CONFISCATED, synonyms=("没收金额", "没收违法所得金额")),
        Column("paid", "缴款日期", Mark("payment")),
        Column("public", "执法平台公示日期", Mark("platform_release", public=True), synonyms=("平台公示日期",)),
        Column("credit", "信用系统公示日期", Mark("credit_release", public=True), synonyms=("信用公示日期",)),
        Column("closed", "结案日期", Mark("closing")),
        Column("status", "办案状态", v.STATUS, synonyms=("案件状态",), values={"结案": "已结案", "办理中": "在办"}),
    ),
    key="no",
    record="enforcement.PenaltyCase",
    becomes=p.PENALTY,
    organ="organ",
    parts=(Part(v.OFFICERS, ("c1", "c2")),),
    party_name=PartyName(v.PARTY, equals(v.PARTY_KIND, "企业")),
)
TRANSFERS = Table(
    "transfers",
    "13",
    "涉嫌犯罪移送",
    (
        Column("no", "移送编号", v.TRANSFER_NUMBER),
        Column("organ", "移送机关", v.TRANSFERRING_ORGAN),
        Column("suspect", "涉嫌罪名", v.SUSPECTED_CRIME),
        Column("report", "专案组报告时间", Mark("team_report", type=Type.MOMENT)),
        Column("approved", "批准移送时间", Mark("approval", type=Type.MOMENT)),
        Column("sent", "移送公安时间", Mark("sending", type=Type.MOMENT)),
        Column("police", "公安决定立案日期", Mark("police_filing"), synonyms=("接到立案通知日期",)),
        Column("goods", "移交物品日期", Mark("goods_handover")),
    ),
    key="no",
    record="enforcement.CriminalTransfer",
    becomes=p.TRANSFER,
    organ="organ",
)
OFFICERS = Table(
    "officers",
    "14",
    "执法人员",
    (
        Column("cert", "执法证号", v.CERTIFICATE, synonyms=("执法证编号", "证件编号")),
        Column("name", "姓名", v.OFFICER_NAME),
        Column("organ", "所在单位", v.UNIT, synonyms=("所在部门", "工作单位")),
        Column("valid_from", "发证日期", VALID_FROM),
        Column("valid_to", "有效期至", VALID_TO, synonyms=("有效期止",)),
        Column("status", "证件状态", v.CERTIFICATE_STATUS, values={"注销": "已注销"}),
        Column("cancelled", "注销日期", CANCELLED),
        Column("exam", "考试日期", v.EXAM_ON),
        Column("score", "考试成绩", v.SCORE),
        Column("passed", "是否合格", v.PASSED),
    ),
    key="cert",
    record="enforcement.Officer",
    organ="organ",
    valid=("valid_from", "valid_to"),
)
TRAININGS = Table(
    "trainings",
    "14",
    "镇街培训",
    (
        Column("no", "场次编号", v.SESSION_NUMBER),
        Column("date", "培训日期", Mark("training")),
        Column("town", "举办镇街", v.TOWN),
        Column("topic", "培训主题", v.TOPIC),
        Column("n", "签到人次", v.ATTENDANCES),
    ),
    key="no",
    record="enforcement.TownTraining",
    becomes=p.TRAINING,
    organ="town",
)
SIGN_INS = Table(
    "signins",
    "14",
    "培训签到",
    (
        Column("no", "签到编号", v.SIGN_IN_NUMBER),
        Column("session", "场次编号", v.SESSION),
        Column("cert", "执法证号", v.CERTIFICATE),
        Column("name", "姓名", v.OFFICER_NAME),
    ),
    key="no",
    record="enforcement.SignIn",
    becomes=p.SIGN_IN,
)
RANDOM_EXAMS = Table(
    "random_exams",
    "14",
    "随机抽考",
    (
        Column("no", "抽考编号", v.EXAM_NUMBER),
        Column("date", "抽考日期", Mark("exam")),
        Column("n", "抽考人数", v.EXAMINED),
        Column("passed", "合格人数", v.EXAM_PASSED),
    ),
    key="no",
    record="enforcement.RandomExam",
    becomes=p.RANDOM_EXAM,
)

TABLES = (OFFICERS, PENALTY_CASES, TRANSFERS, TRAININGS, SIGN_INS, RANDOM_EXAMS)
