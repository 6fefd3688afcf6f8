"""The pages of the two registers: honours, and numbers that others stated."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from yifa.domains.reporting import registers, typed
from yifa.domains.reporting import vocabulary as v
from yifa.domains.reporting.procedure import RECOGNITION, STATED_FIGURE
from yifa.kernel.access import ROLES
from yifa.kernel.at_hand import acting_of
from yifa.kernel.pages import Asked, Done, Page, UnableToTake
from yifa.kernel.typed import done_by, one_of, past_day
from yifa.law.fact import Fact, Value

HONOURS = (v.HONOUR, v.GRANTED_BY, v.HONOUR_NUMBER, v.GRANTED_ON, v.HONOURED)
STATED = (
    *(v.REPORT_YEAR, v.FIGURE_TITLE, v.FIGURE_VALUE, v.FIGURE_UNIT, v.SOURCE, v.ISSUER, v.SOURCE_NUMBER, v.STATED_ON),
)


def honours(asked: Asked) -> Page:
    """The register of honours."""
    return Page("reporting/honours.html", "荣誉登记", _told(asked, registers.entries(asked, RECOGNITION), HONOURS))


def stated(asked: Asked) -> Page:
    """The register of numbers that others stated."""
    told = _told(asked, registers.entries(asked, STATED_FIGURE), STATED)
    sources = (v.SEALED_LETTER, v.SUPERIOR_NOTICE)
    return Page("reporting/stated.html", "函报和引用数字", {**told, "sources": sources})


def _told(asked: Asked, entries: tuple[registers.Entered, ...], facts: tuple[Fact, ...]) -> Mapping[str, object]:
    return {
        "heads": [fact.title for fact in facts],
        "rows": [(one, [_cell(one.says.get(fact.name)) for fact in facts]) for one in entries],
        "acts": ROLES[acting_of(asked).holding.post.role].acts,
        "today": asked.on,
    }


def _enter_honour(asked: Asked) -> Done:
    facts: dict[str, Value] = {
        v.HONOUR.name: typed.words(asked, "honour", "荣誉名称"),
        v.GRANTED_BY.name: typed.words(asked, "granted_by", "授予机关"),
        v.HONOUR_NUMBER.name: typed.words(asked, "number", "授予文号"),
        v.GRANTED_ON.name: past_day(asked, "granted_on", "授予日期"),
        v.HONOURED.name: typed.words(asked, "honoured", "获得荣誉的对象"),
    }
    title = f"荣誉:{facts[v.HONOUR.name]}"
    registers.enter(asked, RECOGNITION, title=title, facts=facts, scan_needed=False)
    return Done(f"「{facts[v.HONOUR.name]}」已经登记,报告文字可以引用。")


def _enter_stated(asked: Asked) -> Done:
    source = one_of(asked, "source", "来源", (v.SEALED_LETTER, v.SUPERIOR_NOTICE))
    facts: dict[str, Value] = {
        v.REPORT_YEAR.name: _year(asked),
        v.FIGURE_TITLE.name: typed.words(asked, "figure", "数字名称"),
        v.FIGURE_VALUE.name: typed.words(asked, "value", "数值", longest=60),
        v.FIGURE_UNIT.name: typed.words(asked, "unit", "单位", longest=20),
        v.SOURCE.name: source,
        v.ISSUER.name: typed.words(asked, "issuer", "出具单位"),
        v.SOURCE_NUMBER.name: typed.words(asked, "number", "文号"),
        v.STATED_ON.name: past_day(asked, "stated_on", "文件日期"),
    }
    title = f"{facts[v.REPORT_YEAR.name]}年{facts[v.FIGURE_TITLE.name]}({source})"
    registers.enter(asked, STATED_FIGURE, title=title, facts=facts, scan_needed=source == v.SEALED_LETTER)
    return Done(f"「{facts[v.FIGURE_TITLE.name]}」已经登记。")


def _year(asked: Asked) -> int:
    text = typed.words(asked, "year", "报告年度", longest=4)
    if not (text.isascii() and text.isdigit() and len(text) == len("2022")):
        raise UnableToTake(f"「报告年度」不是年份。请按「{asked.on.year - 1}」的样子填写。", "year")
    return int(text)


def _cell(value: Value) -> str:
    return "" if value is None else str(value)


_FORMS: Mapping[str, Callable[[Asked], Done]] = {"honour": _enter_honour, "stated": _enter_stated}
TAKE = done_by(_FORMS)
