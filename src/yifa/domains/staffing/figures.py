"""Figures of the movements of posts (report chapter 二(一)1)."""

from yifa.domains.staffing import vocabulary as v
from yifa.domains.staffing.ledger import MOVEMENTS, QUOTAS
from yifa.kernel.figures.declaration import Distinct, Figure, Measure, Sum
from yifa.law.condition import Condition, Not, all_of, equals, one_of
from yifa.law.statutes import R486

POSTS = Sum(("n",))
IN_TOWNS = equals(v.FIELD, v.TOWNS)
FOR_ENFORCEMENT = Not(one_of(v.FIELD, v.TOWNS, v.HEALTH_CENTERS, v.ELDER_CARE))
"""The fields are these three and enforcement teams, each team a field of its own."""
TEAMS = "补充领域不是镇街、社区卫生服务中心、养老服务中心的,即各执法队伍"


def _figure(
    name: str,
    title: str,
    where: Condition | None,
    definition: str,
    sentence: str,
    measure: Measure = POSTS,
    *,
    names: str = "",
) -> Figure:
    return Figure(
        name,
        title,
        measure,
        of=MOVEMENTS,
        where=where,
        unit="名" if measure is POSTS else "个",
        basis=R486.whole(),
        definition=definition,
        sentence=sentence,
        drill=(
            "no",
            "date",
            "doc",
            "channel",
            "kind",
            "field",
            "source",
            "target",
            "n",
        ),
        dated="date",
        names=names,
    )


def _held(name: str, title: str, column: str, definition: str, sentence: str) -> Figure:
    return Figure(
        name,
        title,
        Sum((column,)),
        of=QUOTAS,
        unit="名",
        basis=R486.whole(),
        definition=definition,
        sentence=sentence,
        drill=("no", "unit", "kind", "approved", "standard", "filled"),
    )


FIGURES = (
    _figure(
        "posts_admin_town",
        "镇街行政编制核拨数",
        all_of(IN_TOWNS, equals(v.KIND, v.ADMINISTRATIVE)),
        "本年编制调整中补充领域为镇街、编制类别为行政的名额之和。",
        "[通过{names},]为镇街调剂核拨行政编制{value}{unit}、",
        names="channel",
    ),
    _figure(
        "posts_inst_town",
        "镇街事业编制核拨数",
        all_of(IN_TOWNS, equals(v.KIND, v.INSTITUTIONAL)),
        "本年编制调整中补充领域为镇街、编制类别为事业的名额之和。",
        "事业编制{value}{unit};",
    ),
    _figure(
        "posts_inst_health",
        "社区卫生服务中心编制核拨数",
        equals(v.FIELD, v.HEALTH_CENTERS),
        "本年编制调整中补充领域为社区卫生服务中心的名额之和。",
        "为基层社区卫生服务中心核拨事业编制{value}{unit};",
    ),
    _figure(
        "posts_inst_elder",
        "养老服务中心编制核拨数",
        equals(v.FIELD, v.ELDER_CARE),
        "本年编制调整中补充领域为养老服务中心的名额之和。",
        "为区养老服务中心核拨事业编制{value}{unit};",
    ),
    _figure(
        "posts_inst_enforce",
        "执法队伍编制核拨数",
        FOR_ENFORCEMENT,
        f"本年编制调整中{TEAMS}的名额之和。",
        "为执法队伍核拨事业编制共计{value}{unit}[({parts})],",
        names="field",
    ),
    _figure(
        "enforce_fields",
        "补充编制的执法领域数",
        FOR_ENFORCEMENT,
        f"本年编制调整中{TEAMS}的不同补充领域数。",
        "涉及{value}{unit}领域。",
        Distinct(("field",)),
    ),
    _figure(
        "posts_inst_sum",
        "事业编制核拨合计",
        equals(v.KIND, v.INSTITUTIONAL),
        "本年编制调整中编制类别为事业的名额之和。",
        "全年核拨事业编制合计{value}{unit},",
    ),
    _figure(
        "posts_sum",
        "编制核拨合计",
        None,
        "本年编制调整的全部名额之和。",
        "核拨编制合计{value}{unit}。",
    ),
    _held(
        "posts_standard",
        "编制配备标准数",
        "standard",
        "本年编制核定中各单位按配备标准应配编制数之和。",
        "按配备标准应配编制{value}{unit},",
    ),
    _held(
        "posts_approved",
        "核定编制数",
        "approved",
        "本年编制核定中各单位核定编制数之和。",
        "现核定编制{value}{unit}。",
    ),
)
