"""The page of what is on the books: counted by organ and age, then each item, as a page or as a workbook."""

from __future__ import annotations

from yifa.domains.supervision.ageing import BANDS, MOST, Aged, Open, aged, open_items
from yifa.domains.supervision.supervising import PROCEDURE
from yifa.domains.supervision.workbook import XLSX, Cell, Sheet, workbook
from yifa.kernel.catalogue import catalogue
from yifa.kernel.pages import Asked, Download, Page, PageAt, Place

TITLE = "挂账清单"
HEADS = ("编号", "事项", "种类", "责任机关", "挂账日期", "已挂账天数", "所处环节", "期限", "是否逾期", "重新打开次数")
AGED_HEADS = ("责任机关", "合计", *(title for _, title in BANDS), "逾期", "重新打开过")


def show(asked: Asked) -> Page | Download:
    """What is open, the oldest first; of one organ, where the query names it."""
    found = open_items(asked)
    organs = sorted({one.organ for one in found if one.organ})
    chosen = asked.query.get("organ", "")
    shown = [one for one in found if not chosen or one.organ == chosen]
    if asked.query.get("as") == "xlsx":
        return _book(asked, shown)
    told = {
        "items": [(one, _page(one)) for one in shown[:MOST]],
        "count": len(shown),
        "most": MOST,
        "aged": aged(shown),
        "bands": tuple(title for _, title in BANDS),
        "organs": organs,
        "chosen": chosen,
        "on": asked.on,
    }
    return Page("supervision/open_items.html", TITLE, told)


def _page(one: Open) -> str:
    """Where the item is worked on: a page of its institution, where it brings one."""
    named = (page.name for page in catalogue().pages.values() if page.procedure == one.case.procedure)
    page = "supervision-case" if one.case.procedure == PROCEDURE else next(iter(sorted(named)), "")
    return f"/desk/cases/{one.case.pk}/{page}{'/' if page else ''}"


def _book(asked: Asked, found: list[Open]) -> Download:
    rows = (_row(one) for one in found)
    counted = (_counted(one) for one in aged(found))
    sheets = (Sheet("按机关", AGED_HEADS, counted), Sheet("逐件", HEADS, rows))
    notes = (f"{TITLE}（截至{asked.on}）", f"共{len(found)}件，复核通过并销号以后才不再列入。")
    return Download(f"{TITLE}.xlsx", workbook(notes=notes, sheets=sheets, made_on=asked.on), XLSX)


def _counted(one: Aged) -> tuple[Cell, ...]:
    return (one.organ, one.total, *one.bands, one.late, one.again)


def _row(one: Open) -> tuple[Cell, ...]:
    case, late = one.case, "是" if one.is_late else "否"
    what = (case.number or case.source_key, case.title, one.kind, one.organ)
    return (*what, one.since, one.days, one.waits, one.due, late, one.again)


PAGES = (
    PageAt(
        "open-items",
        TITLE,
        Place.DESK,
        show,
        roles=("supervisor", "reviewer", "head", "leader", "auditor", "handler"),
        says="还没有销号的问题挂了多少天、等谁办理、逾期没有、重新打开过几次。",
    ),
)
