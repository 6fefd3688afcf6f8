"""The tables of the trial: permits (cases) and officers (a register)."""

from tests.kernel.trial import procedure as p
from yifa.kernel.ledger import Column, Ended, Mark, Part, Table, Until
from yifa.law.act import Kind
from yifa.law.certificate import CANCELLED, VALID_FROM, VALID_TO
from yifa.law.fact import Fact, Type

PERMITS = Table(
    "trial_permits",
    "99",
    "试办许可",
    (
        Column("no", "编号", p.NUMBER),
        Column("title", "名称", p.TITLE),
        Column("organ", "机关", p.UNIT),
        Column("code", "统一社会信用代码", p.CODE),
        Column("fine", "金额", p.FINE),
        Column("urgent", "紧急", p.URGENT),
        Column("c1", "人员一", p.FIRST),
        Column("c2", "人员二", p.SECOND),
        Column("applied", "申请日期", Mark("application")),
        Column("fix1", "补正告知日期", Mark("notice")),
        Column("fix2", "第二次补正告知日期", Mark("notice")),
        Column("accepted", "受理日期", Mark("acceptance")),
        Column("ext", "延期批准日期", Mark("decision", Kind.EXTENDED)),
        Column("ext_to", "延期至", Until("decision")),
        Column("sp_from", "听证起", Mark("hearing", Kind.SUSPENDED)),
        Column("sp_to", "听证止", Mark("hearing", Kind.RESUMED)),
        Column("reviewed", "审核时间", Mark("review", type=Type.MOMENT)),
        Column("noted", "备注时间", p.NOTED),
        Column("decided", "决定日期", Mark("decision")),
        Column("delivered", "送达日期", Mark("delivery")),
        Column("status", "状态", p.STATUS),
    ),
    key="no",
    record="trial.Permit",
    becomes=p.PERMIT,
    organ="organ",
    parts=(Part(p.OFFICERS, ("c1", "c2")),),
    ended=(Ended("status", "撤回", Kind.WITHDRAWN), Ended("status", "终止", Kind.TERMINATED)),
    year_fact=p.PERIOD_YEAR,
)
OFFICERS = Table(
    "trial_officers",
    "99",
    "试办人员",
    (
        Column("cert", "证号", Fact("certificate", "证号")),
        Column("name", "姓名", Fact("officer_name", "姓名", personal=True)),
        Column("valid_from", "发证日期", VALID_FROM),
        Column("valid_to", "有效期至", VALID_TO),
        Column("cancelled", "注销日期", CANCELLED),
    ),
    key="cert",
    record="trial.Officer",
    valid=("valid_from", "valid_to"),
)
TABLES = (PERMITS, OFFICERS)
