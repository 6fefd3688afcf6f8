"""The page of numbers that others stated: what is still wanted for the year, what was said, and the form to say it."""

from __future__ import annotations

from yifa.domains.reporting import registers, stated, typed
from yifa.domains.reporting import vocabulary as v
from yifa.domains.reporting.campaign_pages import year_in
from yifa.domains.reporting.procedure import STATED_FIGURE
from yifa.kernel.access import ROLES
from yifa.kernel.at_hand import acting_of
from yifa.kernel.pages import Asked, Done, Page, UnableToTake
from yifa.kernel.typed import done_by, one_of, past_day
from yifa.law.fact import Value

ADDRESS = "/desk/office/report-stated-figures/"
OTHER = "other"
"""The choice of a number that has no place in the report."""


def show(asked: Asked) -> Page:
    """The register of the year in the address; of last year where it names none."""
    year = year_in(asked.part, asked.on)
    said = stated.of_year(asked, year=year)
    told = {
        "year": year,
        "years": sorted({year, asked.on.year - 1, asked.on.year - 2}, reverse=True),
        "rows": stated.statements(asked, year=year),
        "missing": stated.missing(said),
        "wanted": stated.wanted(),
        "comparable": stated.comparable(),
        "other": OTHER,
        "sources": (v.SEALED_LETTER, v.SUPERIOR_NOTICE),
        "acts": ROLES[acting_of(asked).holding.post.role].acts,
        "address": ADDRESS,
    }
    return Page("reporting/stated.html", f"{year}年度函报和引用数字", told)


def _enter(asked: Asked) -> Done:
    year, slot = year_in(asked.part, asked.on), _slot(asked)
    source = one_of(asked, "source", "来源", (v.SEALED_LETTER, v.SUPERIOR_NOTICE))
    is_other = slot == OTHER
    title = typed.words(asked, "figure", "数字名称") if is_other else ""
    unit = typed.words(asked, "unit", "单位", longest=20) if is_other else ""
    facts: dict[str, Value] = {
        v.REPORT_YEAR.name: year,
        **stated.what_it_is(slot, title=title, unit=unit),
        v.FIGURE_VALUE.name: stated.checked_value(typed.words(asked, "value", "数值", longest=60)),
        v.SOURCE.name: source,
        v.ISSUER.name: typed.words(asked, "issuer", "出具单位"),
        v.SOURCE_NUMBER.name: typed.words(asked, "number", "文号"),
        v.STATED_ON.name: past_day(asked, "stated_on", "文件日期"),
    }
    name = str(facts[v.FIGURE_TITLE.name])
    registers.enter(
        asked,
        STATED_FIGURE,
        title=f"{year}年{name}({source})",
        facts=facts,
        scan_needed=source == v.SEALED_LETTER,
    )
    return Done(f"「{name}」已经登记。", f"{ADDRESS}{year}/")


def _slot(asked: Asked) -> str:
    slot = asked.word("slot")
    if slot not in {OTHER, *(one.id for one in (*stated.wanted(), *stated.comparable()))}:
        raise UnableToTake("没有选定「报告里的数字」。请选定一项;不在列表中的,请选定「其他数字」并写明名称。", "slot")
    return slot


TAKE = done_by({"stated": _enter})
