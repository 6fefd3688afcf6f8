"""合法性审核统计: days used by reviews, and what became of the opinions of counsel, in a year."""

from __future__ import annotations

from yifa.domains.legality import days, loads
from yifa.kernel.dossiers import review
from yifa.kernel.dossiers.workbook import workbook
from yifa.kernel.pages import Asked, Download, Page, PageAt, Place

EXCEL = "table.xlsx"
HEADS = (
    "分类",
    "名称",
    "出具意见",
    "可以计算",
    "最短",
    "中位",
    "最长",
    *(title for _, title in days.BANDS),
    "退回补充过",
)


def show(asked: Asked) -> Page | Download:
    """The reviews of a year by procedure and by organ; as a page or as a workbook."""
    year = _year(asked)
    found = days.reviews(asked, year=year)
    by_procedure = days.used(found, by=lambda one: one.procedure)
    by_organ = days.used(found, by=lambda one: one.organ or "机关不明")
    if asked.part == EXCEL:
        rows = (*_rows("种类", by_procedure), *_rows("送审单位", by_organ))
        return workbook(f"{year}年合法性审核统计", HEADS, rows)
    engaged = loads.engagements(asked, year=year)
    told = {
        "year": year,
        "tables": (("按种类", by_procedure), ("按送审单位", by_organ)),
        "count": len(found),
        "unmeasured": sum(one.used is None for one in found),
        "bands": tuple(title for _, title in days.BANDS),
        "heard": loads.heard(engaged),
        "advice": review.ADVICE,
        "loads": loads.loads(asked, year=year),
        "today": asked.on,
    }
    return Page("legality/days.html", f"{year}年合法性审核统计", told)


def _rows(kind: str, found: tuple[days.Used, ...]) -> list[tuple[str, ...]]:
    return [
        tuple(
            "" if cell is None else str(cell)
            for cell in (
                kind,
                one.name,
                one.count,
                one.measured,
                one.least,
                one.middle,
                one.most,
                *one.bands,
                one.returned,
            )
        )
        for one in found
    ]


def _year(asked: Asked) -> int:
    said = asked.query.get("year", "")
    is_year = said.isascii() and said.isdigit() and len(said) == len("2022") and int(said) > 0
    return int(said) if is_year else asked.on.year


PAGES = (
    PageAt(
        "legality-days",
        "合法性审核统计",
        Place.DESK,
        show,
        roles=("reviewer", "head", "leader", "supervisor", "auditor"),
        says="各类审核用了多少个工作日，法律顾问和公职律师的意见采纳了多少；不评价个人。",
    ),
)
