"""Pages of the list itself: open to all with each power's own address, its history and differences."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

from yifa.domains.powers import telling
from yifa.domains.powers import vocabulary as v
from yifa.domains.powers.editions import COLUMNS, Since, changes, history, kept, lines, starts
from yifa.domains.powers.rules import Item
from yifa.domains.powers.telling import HEADS, apart
from yifa.kernel.pages import Asked, Download, NothingThere, Page, PageAt, Place
from yifa.kernel.typed import day_in

HERE = "/open/power-list/"
ON_A_PAGE = 50
MOST = 200
JSON = ".json"


def public(asked: Asked) -> Page | Download:
    """The list in force; or one power, by its code, as a page or as data; or the whole list as a file."""
    if asked.part in {"list.csv", "list.json"}:
        return _file(asked, asked.part.rpartition(".")[2])
    if asked.part.endswith(JSON):
        return _item_as_data(asked, asked.part.removesuffix(JSON))
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
        "found": tuple(telling.told(found[:MOST])),
        "count": len(found),
        "most": MOST,
    }
    return Page("powers/differences.html", "权责清单的变化", told)


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
    told = _history(asked, asked.part)
    latest = next((one.item for one in told if one.item is not None), None)
    titled = tuple((HEADS[name], str((latest or {}).get(name) or "没有载明")) for name in COLUMNS)
    pairs = tuple((now, before) for now, before in zip(told, (*told[1:], None), strict=True))
    what = {
        "code": asked.part,
        "facts": titled,
        "history": tuple((now, apart(before.item if before else None, now.item)) for now, before in pairs),
        "is_gone": told[0].item is None,
        "is_cancelled": (latest or {}).get("status") == v.CANCELLED,
    }
    return Page("powers/item.html", str((latest or {}).get("name") or asked.part), what)


def _item_as_data(asked: Asked, code: str) -> Download:
    said = [
        {"from": one.on.isoformat(), "change": one.change, "item": dict(one.item) if one.item is not None else None}
        for one in reversed(_history(asked, code))
    ]
    text = json.dumps({"code": code, "heads": dict(HEADS), "history": said}, ensure_ascii=False, indent=1)
    return Download(f"{code}.json", text.encode(), "application/json; charset=utf-8")


def _history(asked: Asked, code: str) -> tuple[Since, ...]:
    told = history(code, viewer=asked.viewer, on=asked.on)
    if not told:
        raise NothingThere
    return told


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


PAGES = (
    PageAt(
        "power-list",
        "权责清单",
        Place.OPEN,
        public,
        says="本区各部门行使哪些职权、依据什么、由谁行使,可以查、可以下载。",
    ),
    PageAt("power-changes", "权责清单的变化", Place.OPEN, differing),
)
