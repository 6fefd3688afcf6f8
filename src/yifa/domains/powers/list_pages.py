"""Pages of the list itself: open to all with each power's own address, its history and differences; and the check inside."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from yifa.domains.powers import vocabulary as v
from yifa.domains.powers.editions import COLUMNS, changes, history, kept, lines, starts, unlike_published
from yifa.domains.powers.ledger import POWERS
from yifa.domains.powers.models import PowerVersion
from yifa.domains.powers.rules import Difference, Item, differences
from yifa.kernel.access import visible
from yifa.kernel.models import Publication
from yifa.kernel.pages import Asked, Done, Download, NothingThere, Page, PageAt, Place, UnableToTake
from yifa.kernel.typed import day_in

HERE = "/open/power-list/"
HEADS: Mapping[str, str] = {column.id: column.head for column in POWERS.columns}
ON_A_PAGE = 50
MOST = 200
FEW = 20


def public(asked: Asked) -> Page | Download:
    """The list in force; or one power, by its code; or the whole list as a file."""
    if asked.part in {"list.csv", "list.json"}:
        return _file(asked, asked.part.rpartition(".")[2])
    return _item(asked) if asked.part else _list(asked)


def differing(asked: Asked) -> Page:
    """What the list says otherwise than on an earlier day."""
    days = starts(viewer=asked.viewer, on=asked.on)
    until = day_in(asked.query.get("on", "")) or asked.on
    before = days[1] if len(days) > 1 else (days[0] if days else asked.on)
    since = day_in(asked.query.get("since", "")) or before
    found = changes(viewer=asked.viewer, since=since, on=until)
    told = {
        "since": since,
        "until": until,
        "days": days,
        "found": _told(found[:MOST]),
        "count": len(found),
        "most": MOST,
    }
    return Page("powers/differences.html", "权责清单的变化", told)


def check(asked: Asked) -> Page:
    """Whether what is kept is what everybody sees, and which approved requests are not published yet."""
    return Page("powers/check.html", "对内台账与对外公布核对", _checked(asked))


def compare(asked: Asked) -> Done:
    """Compare the list with the file of another site. Raises UnableToTake with what differs, or for an unreadable file."""
    files = asked.files.get("published", ())
    if not files:
        raise UnableToTake("没有选择文件。请选择从公布网站下载的清单(CSV,表头与本系统下载的相同)。", "published")
    theirs, ours = _read_csv(files[0].content), kept(viewer=asked.viewer, on=asked.on)
    found = differences(theirs, _as_text(ours))
    if not found:
        return Done(f"对内台账与该文件一致,核对了{len(ours)}项。")
    named = "、".join(f"{one.code}({_how(one)})" for one in found[:FEW])
    more = f"等{len(found)}项" if len(found) > FEW else ""
    raise UnableToTake(
        f"对内台账与该文件有{len(found)}项不一致:{named}{more}。请更正公布网站,或者补办调整申请。", "published"
    )


def _list(asked: Asked) -> Page:
    whole = kept(viewer=asked.viewer, on=asked.on)
    chosen = {code: item for code, item in whole.items() if _is_asked_for(code, item, asked.query)}
    said = asked.query.get("page", "")
    page = max(1, int(said)) if said.isascii() and said.isdigit() and len(said) <= len("99999") else 1
    codes = list(chosen)[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    told = {
        "items": tuple((code, chosen[code]) for code in codes),
        "count": len(chosen),
        "kinds": v.KINDS,
        "organs": sorted({str(item["organ"]) for item in whole.values() if item["organ"]}),
        "query": asked.query,
        "page": page,
        "last": max(1, -(-len(chosen) // ON_A_PAGE)),
        "on": asked.on,
        "since": next(iter(starts(viewer=asked.viewer, on=asked.on)), None),
    }
    return Page("powers/list.html", "权责清单", told)


def _is_asked_for(code: str, item: Item, query: Mapping[str, str]) -> bool:
    words, kind, organ = (query.get(name, "").strip() for name in ("words", "kind", "organ"))
    is_listed = item["status"] != v.CANCELLED or query.get("cancelled") == "1"
    text = f"{code} {item['name']} {item['basis']}"
    return is_listed and words in text and kind in {"", item["kind"]} and organ in {"", item["organ"]}


def _item(asked: Asked) -> Page:
    told = history(asked.part, viewer=asked.viewer, on=asked.on)
    if not told:
        raise NothingThere
    latest = next((one.item for one in told if one.item is not None), None)
    titled = tuple((HEADS[name], str((latest or {}).get(name) or "没有载明")) for name in COLUMNS)
    pairs = tuple((now, before) for now, before in zip(told, (*told[1:], None), strict=True))
    what = {
        "code": asked.part,
        "facts": titled,
        "history": tuple((now, _apart(before.item if before else None, now.item)) for now, before in pairs),
        "is_gone": told[0].item is None,
        "is_cancelled": (latest or {}).get("status") == v.CANCELLED,
    }
    return Page("powers/item.html", str((latest or {}).get("name") or asked.part), what)


def _apart(was: Item | None, now: Item | None) -> tuple[tuple[str, str, str], ...]:
    if not was or not now:
        return ()
    differ = (name for name in COLUMNS if was.get(name) != now.get(name))
    return tuple((HEADS[name], str(was.get(name) or "空"), str(now.get(name) or "空")) for name in differ)


def _file(asked: Asked, kind: str) -> Download:
    found, name = kept(viewer=asked.viewer, on=asked.on), f"权责清单{asked.on}"
    if kind == "json":
        said = [{"code": code, **item} for code, item in found.items()]
        text = json.dumps(
            {"on": asked.on.isoformat(), "heads": dict(HEADS), "items": said}, ensure_ascii=False, indent=1
        )
        return Download(f"{name}.json", text.encode(), "application/json; charset=utf-8")
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([HEADS["code"], *(HEADS[column] for column in COLUMNS)])
    writer.writerows([_unlike_formula(cell) for cell in line] for line in lines(found))
    return Download(f"{name}.csv", b"\xef\xbb\xbf" + file.getvalue().encode(), "text/csv; charset=utf-8")


def _unlike_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _checked(asked: Asked) -> Mapping[str, Any]:
    found = unlike_published(viewer=asked.viewer, on=asked.on)
    rows = visible(PowerVersion.objects.select_related("case"), asked.viewer, on=asked.on).order_by("-on", "-pk")
    texts = visible(Publication.objects.filter(done_on__isnull=False), asked.viewer, on=asked.on)
    public_of = set(texts.filter(case__in=[row.case_id for row in rows]).values_list("case_id", flat=True))
    waiting = tuple(
        row for row in rows if row.case_id not in public_of and row.case.state in {"handover", "publication"}
    )
    return {
        "count": len(kept(viewer=asked.viewer, on=asked.on)),
        "found": _told(found[:MOST]),
        "differing": len(found),
        "waiting": waiting,
        "on": asked.on,
    }


def _told(found: tuple[Difference, ...]) -> tuple[tuple[str, str, str], ...]:
    return tuple((one.code, _how(one), _words(one)) for one in found)


def _how(one: Difference) -> str:
    return "新增" if one.is_new else "不再列入" if one.is_gone else "变更"


def _words(one: Difference) -> str:
    if one.is_new or one.is_gone:
        return str((one.now or one.was).get("name") or "")
    return ";".join(f"{HEADS[name]}由「{one.was[name] or ''}」改为「{one.now[name] or ''}」" for name in one.now)


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
    return {(row[HEADS["code"]] or "").strip(): {n: (row.get(HEADS[n]) or "").strip() for n in COLUMNS} for row in rows}


PAGES = (
    PageAt(
        "power-list",
        "权责清单",
        Place.OPEN,
        public,
        says="本区各部门行使哪些职权、依据什么、由谁行使,可以查、可以下载。",
    ),
    PageAt("power-changes", "权责清单的变化", Place.OPEN, differing),
    PageAt(
        "power-check",
        "对内台账与对外公布核对",
        Place.DESK,
        check,
        compare,
        roles=("handler", "head", "reviewer", "supervisor", "auditor", "operator"),
        says="对内的权责清单和公众看到的是不是一样,已批准的调整是不是都公布了。",
    ),
)
