"""对内 = 对外: whether what is kept is what everybody sees, here and on the site of another office; each check is kept.

A difference that an approved change explains, which is only not published yet, is told apart from one that nothing explains.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from yifa.domains.powers.editions import COLUMNS, kept, unlike_published
from yifa.domains.powers.models import ListComparison
from yifa.domains.powers.publishing import Waiting, waiting
from yifa.domains.powers.rules import Difference, Item, differences
from yifa.domains.powers.telling import HEADS
from yifa.kernel.access import visible
from yifa.kernel.at_hand import acting_of
from yifa.kernel.confidentiality import Level
from yifa.kernel.pages import Asked, Done, File, Page, PageAt, Place, UnableToTake

MOST = 200
EARLIER = 12
ROLES = ("handler", "head", "reviewer", "supervisor", "auditor", "operator")
UNEXPLAINED = "没有待公布的调整可以说明。请更正公布网站;公布网站正确的,补办调整申请。"


def check(asked: Asked) -> Page:
    """Whether both agree now, which approved changes wait for publication, and what the last checks found."""
    found, open_changes = unlike_published(viewer=asked.viewer, on=asked.on), waiting(asked)
    comparisons = visible(ListComparison.objects.all(), asked.viewer, on=asked.on).order_by("-pk")[:EARLIER]
    latest = comparisons.first()
    what = {
        "count": len(kept(viewer=asked.viewer, on=asked.on)),
        "found": tuple(_explained(found[:MOST], open_changes)),
        "differing": len(found),
        "waiting": tuple(open_changes.values()),
        "comparisons": tuple(comparisons),
        "latest": latest,
        "lines_found": tuple(json.loads(latest.lines))[:MOST] if latest is not None else (),
        "most": MOST,
        "on": asked.on,
    }
    return Page("powers/check.html", "对内台账与对外公布核对", what)


def compare(asked: Asked) -> Done:
    """Compare the list with the file of another site, and keep what was found. Raises UnableToTake for no such file."""
    files = asked.files.get("published", ())
    if not files:
        raise UnableToTake("没有选择文件。请选择从公布网站下载的清单(CSV,表头与本系统下载的相同)。", "published")
    ours = kept(viewer=asked.viewer, on=asked.on)
    found = differences(_read_csv(files[0].content), _as_text(ours))
    open_changes = waiting(asked)
    _keep(asked, files[0], len(ours), tuple(_explained(found, open_changes)))
    if not found:
        return Done(f"核对完成:对内台账与该文件一致,核对了{len(ours)}项。")
    explained = sum(one.code in open_changes for one in found)
    return Done(f"核对完成:{len(found)}项不一致,其中{explained}项是已批准、待公布的调整。逐项列在下面。")


def _explained(found: Iterable[Difference], open_changes: Mapping[str, Waiting]) -> Iterable[tuple[str, str, str, str]]:
    for one in found:
        yield one.code, _how(one), _words(one), _why(open_changes.get(one.code))


def _how(one: Difference) -> str:
    return "对外缺少" if one.is_new else "对外多出" if one.is_gone else "内容不同"


def _words(one: Difference) -> str:
    if one.is_new or one.is_gone:
        return str((one.now or one.was).get("name") or "")
    return ";".join(f"{HEADS[n]}:对外为「{one.was[n] or ''}」,对内为「{one.now[n] or ''}」" for n in one.now)


def _why(one: Waiting | None) -> str:
    if one is None:
        return UNEXPLAINED
    until = f",最迟{one.due_on}公布" if one.due_on is not None else ""
    return f"待公布:{one.version.on}批准{one.version.change}({one.version.case.number or one.version.code}){until}。"


def _keep(asked: Asked, file: File, count: int, lines: tuple[tuple[str, str, str, str], ...]) -> None:
    acting = acting_of(asked)
    row = ListComparison(on=asked.on, at=asked.at, by=acting.entered_by, file=file.name[:200], count=count)
    row.sha256, row.differing = hashlib.sha256(file.content).hexdigest(), len(lines)
    row.lines = json.dumps(lines, ensure_ascii=False)
    row.organ_path, row.confidentiality = acting.holding.organ_path, Level.INTERNAL
    row.save(force_insert=True)


def _as_text(items: Mapping[str, Item]) -> Mapping[str, Item]:
    return {code: {name: str(item[name] or "") for name in COLUMNS} for code, item in items.items()}


def _read_csv(content: bytes) -> Mapping[str, Item]:
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        rows = []
    if not rows or HEADS["code"] not in rows[0]:
        raise UnableToTake(
            "没有读懂文件:不是UTF-8编码的CSV,或者没有「职权编码」一列。请按本系统下载的表头整理。", "published"
        )
    return {(row[HEADS["code"]] or "").strip(): _item(row) for row in rows}


def _item(row: Mapping[str, str | None]) -> dict[str, Any]:
    # A cell that a spreadsheet would take for a formula goes out with an apostrophe, and comes back with it.
    cells = {name: (row.get(HEADS[name]) or "").strip() for name in COLUMNS}
    return {
        name: cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@"} else cell
        for name, cell in cells.items()
    }


PAGES = (
    PageAt(
        "power-check",
        "对内台账与对外公布核对",
        Place.DESK,
        check,
        compare,
        roles=ROLES,
        says="对内的权责清单和公众看到的是不是一样,已批准的调整是不是都公布了。",
    ),
)
