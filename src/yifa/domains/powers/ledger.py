"""Which workbook tables powers take in: ledger 05 (the list, and the requests to change it)."""

from collections.abc import Mapping

from yifa.domains.powers import procedure as p
from yifa.domains.powers import vocabulary as v
from yifa.kernel.ledger import Column, Mark, Table
from yifa.law.stated_basis import LEGAL_BASIS
from yifa.law.statutes import POWERS_LIST_OPINION

KINDS: Mapping[str, str] = {
    **{kind.removeprefix("行政"): kind for kind in v.KINDS if kind.startswith("行政")},
    **{f"{kind}类": kind for kind in v.KINDS if kind.startswith("行政")},
    **{f"{kind.removeprefix('行政')}类": kind for kind in v.KINDS if kind.startswith("行政")},
    **dict.fromkeys(
        ("其他", "其他类", "其他权力", "其他职权", "其他行政权力", "其他行政职权", "其他权力事项"), "其他类别"
    ),
}
STATES: Mapping[str, str] = {
    **dict.fromkeys(("在用", "使用中", "有效", "现行有效", "启用", "已启用", "正常", "是", "√", "保留"), v.IN_USE),
    **dict.fromkeys(
        ("已取消", "取消", "停用", "已停用", "废止", "已废止", "失效", "无效", "否", "×", "注销"), v.CANCELLED
    ),
}
CHANGES: Mapping[str, str] = {
    **dict.fromkeys(("新增", "增加", "新设", "新增事项", "增列"), v.NEW),
    **dict.fromkeys(("取消", "删除", "撤销", "取消事项", "删减"), "取消"),
    **dict.fromkeys(("变更", "修改", "调整", "变更事项", "要素变更"), "变更"),
}


OPINIONS = (v.STAFFING_OPINION, v.JUSTICE_OPINION, v.SERVICES_OPINION, v.DEVELOPMENT_OPINION, v.FINANCE_OPINION)
DAY_WORDS = ("意见日期", "意见时间", "日期", "时间")
WORDS = ("意见", "审核意见", "会审意见", "结论")


def _opinion(number: int, step: str, organ: str, *others: str) -> tuple[Column, Column]:
    names = (organ, *others)
    days = tuple(f"{name}{sep}{word}" for name in names for sep in ("/", "") for word in DAY_WORDS)
    said = tuple(f"{name}{sep}{word}" for name in names for sep in ("/", "") for word in WORDS)
    fact = OPINIONS[number - 1]
    return (
        Column(
            f"o{number}", f"{organ}/意见日期", Mark(step), synonyms=tuple(n for n in days if n != f"{organ}/意见日期")
        ),
        Column(f"r{number}", f"{organ}/意见", fact, synonyms=tuple(n for n in said if n != f"{organ}/意见")),
    )


POWERS = Table(
    "powers",
    "05",
    "权责清单",
    (
        Column("code", "职权编码", v.CODE, synonyms=("权力事项编码", "权责事项编号", "职权编号", "事项编码", "编码")),
        Column("name", "职权名称", v.NAME, synonyms=("权力事项名称", "职权事项")),
        Column("kind", "职权类型", v.KIND, synonyms=("权力事项类型", "事项类型", "职权种类"), values=KINDS),
        Column("organ", "实施主体", v.ORGAN, synonyms=("实施机构", "行使部门", "责任部门")),
        Column("basis", "设定依据", LEGAL_BASIS, synonyms=("设立依据", "法定依据", "职权依据")),
        Column("level", "行使层级", v.LEVEL, synonyms=("实施层级", "行权层级")),
        Column("status", "状态", v.STATUS, synonyms=("事项状态", "使用状态"), values=STATES),
    ),
    key="code",
    record="powers.PowerItem",
    organ="organ",
    open_by=POWERS_LIST_OPINION.whole(),
)
ADJUSTMENTS = Table(
    "power_apps",
    "05",
    "权责清单调整申请",
    (
        Column("no", "申请编号", v.REQUEST_NUMBER, synonyms=("申请单编号", "调整编号", "编号")),
        Column("organ", "申请单位", v.REQUESTING_ORGAN, synonyms=("申报部门", "提出部门")),
        Column("item", "调整事项", v.ITEM, synonyms=("调整事项名称", "申请事项")),
        Column("kind", "调整类型", v.CHANGE, synonyms=("调整类别", "申请调整类型"), values=CHANGES),
        Column(
            "trigger",
            "依据变化日期",
            Mark("trigger"),
            synonyms=("依据变化时间", "调整情形发生日期", "法律依据变化日期"),
        ),
        Column("submitted", "申请日期", Mark("application"), synonyms=("申请时间", "申报日期", "提交日期")),
        *_opinion(1, "opinion_staffing", "编办", "区委编办", "县委编办", "机构编制部门", "编委办"),
        *_opinion(2, "opinion_justice", "司法局", "区司法局", "县司法局", "司法行政部门"),
        *_opinion(3, "opinion_services", "政务服务办", "政务服务局", "政务服务部门", "行政审批局", "政务办"),
        *_opinion(4, "opinion_development", "发展改革委", "发改委", "发展改革局", "发改局", "发展改革部门", "发改部门"),
        *_opinion(5, "opinion_finance", "财政局", "区财政局", "县财政局", "财政部门"),
        Column(
            "approved", "批准日期", Mark("approval", public=True), synonyms=("批复日期", "审核批准日期", "审定时间")
        ),
        Column("handover", "移送公开日期", Mark("handover"), synonyms=("移送公开时间", "移送日期", "移送公布日期")),
        Column(
            "published", "公布日期", Mark("publication", public=True), synonyms=("公布时间", "公开时间", "对外公布日期")
        ),
    ),
    key="no",
    record="powers.PowerAdjustment",
    becomes=p.ADJUSTMENT,
    organ="organ",
)

TABLES = (POWERS, ADJUSTMENTS)
