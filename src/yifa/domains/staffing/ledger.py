"""Which workbook tables staffing takes in: ledger 04 (movements of posts, and the posts held)."""

from collections.abc import Mapping

from yifa.domains.staffing import procedure as p
from yifa.domains.staffing import vocabulary as v
from yifa.kernel.ledger import Column, Mark, Table

KINDS: Mapping[str, str] = {
    **dict.fromkeys(("行政", "行政编制", "行政编", "机关行政编制", "行政类"), v.ADMINISTRATIVE),
    **dict.fromkeys(
        ("事业", "事业编制", "事业编", "事业单位编制", "全额事业编制", "事业类"),
        v.INSTITUTIONAL,
    ),
}
TOWNS = (
    *(
        "镇街",
        "街镇",
        "乡镇",
        "镇",
        "街道",
        "镇街道",
        "乡镇街道",
        "街道乡镇",
        "镇(街)",
        "镇(街道)",
        "街道(镇)",
    ),
    *(
        "乡镇(街道)",
        "街道(乡镇)",
        "镇街(乡镇)",
        "镇、街道",
        "乡镇、街道",
        "各镇街",
        "各乡镇",
        "各街镇",
    ),
)
HEALTH_CENTERS = (
    "社区卫生服务中心",
    "社区卫生中心",
    "基层社区卫生服务中心",
    "社区卫生服务机构",
    "基层社区卫生",
)
ELDER_CARE = (
    "养老服务中心",
    "区养老服务中心",
    "县养老服务中心",
    "养老中心",
    "养老服务",
)
FIELDS: Mapping[str, str] = {
    **dict.fromkeys(TOWNS, v.TOWNS),
    **dict.fromkeys(HEALTH_CENTERS, v.HEALTH_CENTERS),
    **dict.fromkeys(ELDER_CARE, v.ELDER_CARE),
}
CHANNELS: Mapping[str, str] = {
    **{channel: channel for channel in ("市级核拨", "区内编制调剂", "区级部门编制核减")},
}
"""The channels by which posts come: words that may be told in the report."""

MOVEMENTS = Table(
    "posts",
    "04",
    "编制调整",
    (
        Column("no", "调整编号", v.MOVEMENT_NUMBER, synonyms=("编制调整编号", "核拨编码")),
        Column(
            "date",
            "调整日期",
            Mark("approval"),
            synonyms=("批复时间", "核拨时间", "批准日期", "下达日期"),
        ),
        Column(
            "doc",
            "批复文号",
            v.DECISION_NUMBER,
            synonyms=("文件文号", "批复编号", "编委文号", "依据文号"),
        ),
        Column(
            "channel",
            "调整渠道",
            v.CHANNEL,
            synonyms=("渠道", "核拨渠道", "补充渠道", "编制渠道"),
            values=CHANNELS,
        ),
        Column("kind", "编制类别", v.KIND, synonyms=("编制属性", "类别"), values=KINDS),
        Column(
            "field",
            "补充领域",
            v.FIELD,
            synonyms=("使用领域", "投向领域", "核拨领域", "补充单位类别"),
            values=FIELDS,
        ),
        Column(
            "source",
            "调出单位",
            v.SOURCE,
            synonyms=("划出部门", "调出部门", "来源单位", "核减部门"),
        ),
        Column(
            "target",
            "调入单位",
            v.TARGET,
            synonyms=("划入部门", "调入部门", "接收单位", "使用单位", "用编单位"),
        ),
        Column(
            "n",
            "名额",
            v.POSTS,
            synonyms=("名额(名)", "数量(名)", "核拨名额", "编制数(名)", "调整数"),
        ),
    ),
    key="no",
    record="staffing.PostMovement",
    becomes=p.MOVEMENT,
    organ="target",
)
QUOTAS = Table(
    "post_quotas",
    "04",
    "编制核定",
    (
        Column("no", "核定编号", v.QUOTA_NUMBER),
        Column("unit", "单位名称", v.QUOTA_UNIT, synonyms=("机构名称", "用编单位名称")),
        Column("kind", "编制类别", v.QUOTA_KIND, synonyms=("编制类型",), values=KINDS),
        Column("approved", "核定编制数", v.APPROVED, synonyms=("核定数", "批准编制数")),
        Column(
            "standard",
            "配备标准数",
            v.STANDARD,
            synonyms=("编制标准数", "标准数", "应配编制数"),
        ),
        Column("filled", "实有人数", v.FILLED, synonyms=("在编人数", "实有数")),
    ),
    key="no",
    record="staffing.PostQuota",
    organ="unit",
)

TABLES = (MOVEMENTS, QUOTAS)
