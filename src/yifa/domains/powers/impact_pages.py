"""影响清单: choose a statute and an article, and see everything that rests on it, with links and as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter

from yifa.kernel.impact import Impact, UnableToFindStatute, impact, statute_named
from yifa.kernel.pages import Asked, Download, Page, PageAt, Place
from yifa.law.statutes import STATUTES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 300
Line = tuple[str, str, str, str, str]
HEADS = ("类别", "编号", "名称", "引用的条文或者载明的依据", "地址")


def show(asked: Asked) -> Page | Download:
    """The form; with a statute named, what rests on it; as a workbook where that is asked for."""
    words, said = asked.query.get("statute", "").strip(), asked.query.get("article", "").strip()
    told: dict[str, Any] = {"statutes": STATUTES, "words": words, "article": said, "trouble": "", "found": None}
    if not words:
        return Page("powers/impact.html", "影响清单", told)
    try:
        found = impact(statute_named(words), viewer=asked.viewer, on=asked.on, articles=_articles(said))
    except (UnableToFindStatute, ValueError) as trouble:
        return Page("powers/impact.html", "影响清单", {**told, "trouble": str(trouble)})
    listed = tuple(_lines(found))
    if asked.query.get("as") == "xlsx":
        return Download(f"影响清单·{found.statute.title}.xlsx", _workbook(found, listed), XLSX)
    kinds = tuple(dict.fromkeys(line[0] for line in listed))
    told["groups"] = tuple((kind, _count(listed, kind), _some(listed, kind)) for kind in kinds)
    return Page("powers/impact.html", "影响清单", {**told, "found": found, "count": len(listed), "most": MOST})


def _articles(said: str) -> frozenset[int]:
    if not said:
        return frozenset()
    if not said.isascii() or not said.isdigit() or len(said) > len("1000"):
        raise ValueError("条文应当填写一个数字,如「25」;留空表示整部法律。请更正后再查。")
    return frozenset({int(said)})


def _lines(found: Impact) -> Iterator[Line]:
    for one in found.cited:
        part = f"(其中:{one.part})" if one.part else ""
        address = f"/law/{one.within}/" if one.within else ""
        yield one.what, one.id, f"{one.title}{part}", f"{one.citation.short}{one.citation.certainty.label}", address
    for row in found.stated:
        address = f"/open/power-list/{row.key}/" if row.table == "权责清单" else ""
        yield f"台账「{row.table}」", row.key, "", row.says, address
    for instrument in found.instruments:
        yield "依据登记", instrument.number, instrument.name, instrument.kind, ""
    for case in found.cases:
        yield "在办案件", case.key, case.organ, case.procedure, f"/desk/cases/{case.case_id}/"


def _count(listed: tuple[Line, ...], kind: str) -> int:
    return sum(line[0] == kind for line in listed)


def _some(listed: tuple[Line, ...], kind: str) -> tuple[Line, ...]:
    return tuple(line for line in listed if line[0] == kind)[:MOST]


def _workbook(found: Impact, listed: tuple[Line, ...]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("影响清单")
        articles = "、".join(f"第{number}条" for number in sorted(found.articles))
        sheet.write_row(0, 0, [f"《{found.statute.title}》{articles}的影响清单"])
        sheet.write_row(1, 0, HEADS)
        for at, line in enumerate(listed, start=2):
            sheet.write_row(at, 0, line)
        sheet.set_column(0, 4, 28)
    return file.getvalue()


PAGES = (
    PageAt(
        "impact",
        "影响清单",
        Place.DESK,
        show,
        roles=("handler", "head", "reviewer", "leader", "supervisor", "auditor", "reporter", "operator"),
        says="法律修改后,哪些程序、数字、职权、文件和在办案件要跟着改。",
    ),
)
