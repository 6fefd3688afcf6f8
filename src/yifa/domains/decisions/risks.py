"""风险评估: risk points found by stated methods, each with its measure; from what remains follow level and conclusion.

Source: R713 art. 22, 23 (methods, report with points and measures), art. 24 (uncontrollable: no decision until changed).
Reading: the level of the whole is that of the gravest risk that remains after the measures, and a high one is not
controllable; the article leaves the scale to those who assess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from yifa.domains.decisions import vocabulary as v
from yifa.domains.decisions.sheets import Kind
from yifa.kernel.at_hand import case_of, do
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers.sheets import attached, put, standing
from yifa.kernel.pages import Asked, UnableToTake
from yifa.law.act import Kind as ActKind
from yifa.law.fact import Value
from yifa.law.statutes import R713

STEP = "risk_assessment"
METHODS = ("舆情跟踪", "重点走访", "会商分析", "问卷调查", "抽样调查", "专题座谈", "实地踏勘", "资料比对")
LOW, MIDDLE, HIGH = LEVELS = ("低", "中", "高")
KINDS = ("社会稳定", "公共安全", "生态环境", "财政经济", "舆情", "法律", "其他")


class UnableToConcludeAssessment(UnableToTake):
    """The assessment cannot be concluded so."""


def enter(asked: Asked, said: Mapping[str, str], *, key: str = "") -> None:
    """Enter a risk point, or what has become of one (key) after a new measure."""
    points = standing(case_of(asked), Kind.RISK_POINT, on=asked.on)
    put(asked, Kind.RISK_POINT, step=STEP, said=dict(said), on=asked.on, key=key or str(len(points) + 1))


def level_of(points: Iterable[Mapping[str, Any]]) -> str:
    """The level of the whole: of the gravest risk that remains."""
    return max((str(point["rest"]) for point in points), key=LEVELS.index, default=LOW)


def conclude(asked: Asked, *, summary: str) -> str:
    """End the assessment with its report; returns the level. Raises UnableToConcludeAssessment without any point.

    Assessed anew after the draft was changed, the later conclusion stands.
    """
    points = [one.said for one in standing(case_of(asked), Kind.RISK_POINT, on=asked.on).values()]
    if not points:
        raise UnableToConcludeAssessment(
            f"不得结束评估:还没有登记风险点({R713.art(23).formal})。请先查找并登记风险点;查找后没有发现的,也登记查找方法和结果。"
        )
    level = level_of(points)
    methods = "、".join(dict.fromkeys(str(point["method"]) for point in points))
    told = "\n".join(f"{point['method']}:{point['point']}。{point['control']}。{point['rest']}" for point in points)
    facts: dict[str, Value] = {
        v.RISKY.name: True,
        v.RISK_METHODS.name: methods,
        v.RISK_CONTROLLABLE.name: level != HIGH,
    }
    report = attached(v.RISK_REPORT, f"{told}\n{summary}")
    do(asked, Proposed(ActKind.DONE, STEP, asked.on, facts=facts, documents=(report,)))
    return level
