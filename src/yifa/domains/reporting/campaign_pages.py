"""The board of the campaign at the desk: the notice, who has replied, text for reminding, a workbook."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import xlsxwriter

from yifa.domains.reporting import campaign, stated
from yifa.domains.reporting.sheets import CONTESTED, FIGURES, all_standing
from yifa.kernel.at_hand import acting_of
from yifa.kernel.organ_tree import OrganLine
from yifa.kernel.pages import Asked, Done, Download, NothingThere, Page
from yifa.kernel.typed import day, done_by
from yifa.law.condition import SEPARATOR

ADDRESS = "/desk/office/report-campaign/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDING = ".xlsx"
HEADS = (
    "报送单位",
    "要求报送日期",
    "状态",
    "报送日期",
    "逾期天数",
    "有异议的数字",
    "接收日期",
    "盖章件日期",
    "退回意见",
)


def show(asked: Asked) -> Page | Download:
    """The board of the year in the address; of last year where it names none."""
    if asked.part.endswith(ENDING):
        return _sheet(asked, year_in(asked.part.removesuffix(ENDING), asked.on))
    year = year_in(asked.part, asked.on)
    lines = campaign.replies(asked, year=year)
    chosen = asked.query.get("status", "")
    counts = Counter(one.status for one in lines)
    case = campaign.report_case(asked, year=year)
    waiting = campaign.not_yet_asked(asked, year=year)
    reach = acting_of(asked).holding.post.organ_path.rpartition(SEPARATOR)[2]
    told: Mapping[str, object] = {
        "year": year,
        "years": campaign.years(asked),
        "rows": [(one, one.days_late(asked.on)) for one in lines if chosen in {"", one.status}],
        "count": len(lines),
        "counts": [(status, counts[status]) for status in campaign.STATUSES],
        "chosen": chosen,
        "contested": tuple(_contested(asked, lines)),
        "missing": len(stated.missing(stated.of_year(asked, year=year))),
        "reminder": campaign.reminder(lines, year=year, on=asked.on),
        "waiting": [(one, is_ticked(asked, one, usual=one.parent == reach)) for one in waiting],
        "reach": reach,
        "report": case.pk if case is not None else 0,
        "march": date(year + 1, 3, 1),
        "april": date(year + 1, 4, 1),
        "address": ADDRESS,
    }
    return Page("reporting/campaign.html", f"{year}年度报告报送", told)


def is_ticked(asked: Asked, organ: OrganLine, *, usual: bool = False) -> bool:
    """Whether an organ stands ticked: as it was sent, where a form comes back refused."""
    return str(organ.pk) in asked.sent.get("chosen", ()) if asked.sent else usual


def year_in(text: str, on: date) -> int:
    """The year that an address names; last year where it names none. Raises NothingThere."""
    if not text:
        return on.year - 1
    if not (text.isascii() and text.isdigit() and len(text) == len("2022")):
        raise NothingThere
    return int(text)


def _contested(asked: Asked, lines: Iterable[campaign.Reply]) -> Iterator[tuple[campaign.Reply, Mapping[str, str]]]:
    """What organs contest: whose it is, and the figure with both numbers and the reason."""
    asking = {one.case_id: one for one in lines if one.contested}
    sheets = all_standing(asking, FIGURES, viewer=asked.viewer, on=asked.on)
    for case, reply in asking.items():
        stands = sheets.get(case, {}).get("stands", ())
        yield from ((reply, one) for one in stands if one["stand"] == CONTESTED)


def _notify(asked: Asked) -> Done:
    year = year_in(asked.part, asked.on)
    usual = day(asked, "due", "要求报送日期")
    chosen = [int(one) for one in asked.sent.get("chosen", ()) if one.isascii() and one.isdigit()]
    days = {pk: _own_day(asked, pk) or usual for pk in chosen}
    campaign.notify(asked, year=year, due_on=days)
    return Done(f"报送通知已经发给{len(days)}个单位,通知文本可以在各件的「文书」中打印。", f"{ADDRESS}{year}/")


def _own_day(asked: Asked, pk: int) -> date | None:
    name = f"due-{pk}"
    return day(asked, name, "单独要求的日期") if asked.word(name) else None


def _sheet(asked: Asked, year: int) -> Download:
    lines = campaign.replies(asked, year=year)
    return _workbook(f"{year}年度报告报送情况", HEADS, (_row(one, asked.on) for one in lines))


def _row(one: campaign.Reply, on: date) -> tuple[str, ...]:
    days = (_shown(day) for day in (one.received_on, one.sealed_on))
    contested = "" if one.contested is None else str(one.contested)
    late = str(one.days_late(on) or "")
    return (one.organ, _shown(one.due), one.status, _shown(one.submitted_on), late, contested, *days, one.why)


def _shown(day: date | None) -> str:
    return str(day) if day is not None else ""


def _workbook(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Download:
    # Every cell is text, so that nothing in it is run as a formula.
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(name[:31])
        sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
        sheet.set_column(0, len(heads) - 1, 16)
        for place, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text)
    return Download(f"{name}{ENDING}", file.getvalue(), XLSX)


TAKE = done_by({"notify": _notify})
