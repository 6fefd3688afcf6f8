"""How a doubt was counted, in words: its evidence names dates and numbers as the engine calls them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from yifa.engine.case_snapshots import stated_facts
from yifa.kernel.models import Finding
from yifa.kernel.versions import UnableToFindProcedure, Versions
from yifa.law.certificate import WHY
from yifa.law.procedure import Procedure

TITLES: Mapping[str, str] = {
    "start": "起算",
    "end": "实际办理",
    "due": "最后一日",
    "used": "已用",
    "limit": "法定期限或者上限",
    "paused": "扣除",
    "late": "逾期",
    "short": "少于法定",
    "over": "超过",
    "officers": "执法人员(人)",
    "certificate": "执法证号",
    "why": "证件情况",
    "on": "当日",
    "first": "第一次",
    "second": "再次",
    "nth": "本年第几次",
    "cap": "每年上限(次)",
    "passed": "本环节",
    "barred": "被其前置的环节",
}
UNITS: Mapping[str, str] = {
    "day": "日",
    "workday": "个工作日",
    "month": "个月",
    "year": "年",
    "hour": "小时",
    "yuan": "元",
}
COUNTED = frozenset({"used", "limit", "paused", "late", "short", "over"})
NOT_DONE = "没有记载"


def counting(finding: Finding, versions: Versions) -> list[tuple[str, str]]:
    """The evidence of the finding, title and value, in the order in which it is counted."""
    detail: dict[str, object] = json.loads(finding.detail)
    titles = {**TITLES, **_own(finding, versions)}
    unit = UNITS.get(str(detail.pop("unit", "")), "")
    return [(titles.get(name, name), _shown(name, value, unit)) for name, value in _ordered(detail)]


def _ordered(detail: Mapping[str, object]) -> list[tuple[str, object]]:
    places = {name: place for place, name in enumerate(TITLES)}
    return sorted(detail.items(), key=lambda item: places.get(item[0], -1))


def _shown(name: str, value: object, unit: str) -> str:
    if value is None:
        return NOT_DONE
    if name == "why":
        return WHY.get(str(value), str(value))
    return f"{value}{unit}" if name in COUNTED and isinstance(value, int | float) else str(value)


def _own(finding: Finding, versions: Versions) -> dict[str, str]:
    """What the procedure itself calls its steps and facts."""
    try:
        procedure: Procedure = versions.pinned(name=finding.case.procedure, version=finding.case.version)
    except UnableToFindProcedure:
        return {}
    facts = {fact.name: fact.title for fact in stated_facts(procedure)}
    return {**facts, **{name: step.title for name, step in procedure.by_name.items()}}
