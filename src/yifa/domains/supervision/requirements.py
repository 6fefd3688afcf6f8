"""Sets of requirements as data: indicators (M02) and tasks of an outline (M03, M06), each of a dated edition.

A set comes from a file: JSON as those that are shipped, or a sheet with one requirement a row. What tests a
requirement is written in a small closed form:

    figure:doc_legal_review_rate>=100/90   met from 100 on, partly from 90 on
    figure:own_negative_lists<=0           met up to 0
    rules:penalty.publicity_late           met where a finished scan of the year left no doubt of these rules
    cases:enforcement_supervision>=1       met with so many cases that are at their end
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

LONGEST_TEXT, MOST_ITEMS = 1000, 500
HEADS = ("类目", "编号", "要求", "出处", "责任机关", "配合机关", "须人工核定", "口径", "完成期限", "规划条目")
_TEST = re.compile(
    r"(?P<kind>figure|rules|cases):(?P<what>[a-z0-9_.]+)"
    r"(?:(?P<sign>>=|<=)(?P<met>\d+(?:\.\d+)?)(?:/(?P<partly>\d+(?:\.\d+)?))?)?"
)


class UnableToReadSet(ValueError):
    """The file is no set of requirements; its text is a Chinese sentence that names the place."""


class Kind(StrEnum):
    """What a set lists."""

    INDICATORS = "indicators"
    TASKS = "tasks"

    @property
    def word(self) -> str:
        """The word of a page."""
        return "指标" if self is Kind.INDICATORS else "任务"


@dataclass(frozen=True, slots=True)
class Test:
    """What records must say. kind: figure, rules or cases; what: its name; at_most: whether the bound is an upper one."""

    kind: str
    what: str
    met: Decimal = Decimal(0)
    partly: Decimal | None = None
    at_most: bool = False

    @property
    def written(self) -> str:
        """The test as it is written in a file."""
        partly = f"/{self.partly}" if self.partly is not None else ""
        bound = "" if self.kind == "rules" else f"{'<=' if self.at_most else '>='}{self.met}{partly}"
        return f"{self.kind}:{self.what}{bound}"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One indicator or task. helping: the organs that help the owner; person: records alone do not decide it; due, plan: of a task."""

    number: str
    text: str
    group: str
    source: str = ""
    owner: str = ""
    helping: str = ""
    person: bool = False
    tests: tuple[Test, ...] = ()
    due: date | None = None
    plan: str = ""


@dataclass(frozen=True, slots=True)
class RequirementSet:
    """One edition of a set. key: names it in addresses; status: «工作稿·待核» for one that is no official text."""

    key: str
    kind: Kind
    title: str
    edition: str
    status: str
    note: str
    requirements: tuple[Requirement, ...]
    plan_items: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[tuple[str, tuple[Requirement, ...]], ...]:
        """The requirements by heading, in order."""
        names = dict.fromkeys(one.group for one in self.requirements)
        return tuple((name, tuple(one for one in self.requirements if one.group == name)) for name in names)

    def named(self, number: str) -> Requirement | None:
        """The requirement of that number."""
        return next((one for one in self.requirements if one.number == number), None)


def read_set(content: bytes, *, name: str, title: str = "", edition: str = "", kind: str = "") -> RequirementSet:
    """The set that a file holds; title, edition, kind: of a sheet, which cannot say them. Raises UnableToReadSet."""
    if name.lower().endswith(".json"):
        return _from_json(content)
    if name.lower().endswith(".xlsx"):
        return _from_sheet(content, title=title, edition=edition, kind=kind)
    raise UnableToReadSet(f"无法载入「{name}」：只收 json 和 xlsx 文件。请按样表另存。")


def key_of(kind: str, content: bytes) -> str:
    """The key of a set that brings none: its kind and the beginning of its hash."""
    return f"{kind}-{hashlib.sha256(content).hexdigest()[:10]}"


def _from_json(content: bytes) -> RequirementSet:
    try:
        data: Mapping[str, Any] = json.loads(content.decode("utf-8-sig"))
        groups: Sequence[Mapping[str, Any]] = data["groups"]
        kind = Kind(data["kind"])
        found = [_item(one, f"{group['number']}、{group['title']}") for group in groups for one in group["items"]]
        title, edition = str(data["title"]), str(data["edition"])
    except UnableToReadSet:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise UnableToReadSet(
            f"无法载入：文件不是指标体系或者任务的 JSON 文件({wrong})。请按随附的样例改正。"
        ) from None
    plans = data.get("plan_items", ())
    return _checked(
        RequirementSet(
            key=str(data.get("key") or key_of(kind, content)),
            kind=kind,
            title=title,
            edition=edition,
            status=str(data.get("status", "")),
            note=str(data.get("note", "")),
            requirements=tuple(found),
            plan_items=tuple(str(one) for one in plans) if isinstance(plans, list) else (),
        )
    )


def _from_sheet(content: bytes, *, title: str, edition: str, kind: str) -> RequirementSet:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except (CalamineError, IndexError, ValueError):
        raise UnableToReadSet("无法载入：文件不是可以打开的 xlsx 工作簿。请用表格软件另存后再载入。") from None
    rows = next((sheet for sheet in sheets if sheet and set(HEADS[:3]) <= {_text(cell) for cell in sheet[0]}), None)
    if rows is None:
        raise UnableToReadSet(f"无法载入：没有一张工作表的第一行有表头「{'、'.join(HEADS[:3])}」。请按样表补上表头。")
    head = [_text(cell) for cell in rows[0]]
    if not title or not edition or kind not in tuple(Kind):
        raise UnableToReadSet("无法载入：没有填写名称、版本或者类别。工作表里没有这些内容，请在页面上填写。")
    listed = [dict(zip(head, row, strict=False)) for row in rows[1:] if any(_text(cell) for cell in row)]
    found = tuple(_item(_of_row(one), _text(one.get("类目"))) for one in listed)
    plans = tuple(dict.fromkeys(one.plan for one in found if one.plan))
    return _checked(RequirementSet(key_of(kind, content), Kind(kind), title, edition, "", "", found, plans))


def _of_row(row: Mapping[str, Any]) -> Mapping[str, Any]:
    said = {name: _text(row.get(name)) for name in HEADS}
    return {
        "number": said["编号"],
        "text": said["要求"],
        "source": said["出处"],
        "owner": said["责任机关"],
        "helping": said["配合机关"],
        "person": said["须人工核定"] == "是",
        "tests": said["口径"].split(),
        "due": said["完成期限"],
        "plan": said["规划条目"],
    }


def _text(cell: object) -> str:
    # Excel keeps every number as one with decimals, and every day with an hour.
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell).strip()


def _item(said: Mapping[str, Any], group: str) -> Requirement:
    number, text, due = str(said["number"]), str(said["text"]), str(said.get("due") or "")
    if not number or not text or len(text) > LONGEST_TEXT or "/" in number:
        raise UnableToReadSet(f"无法载入：「{number or group}」没有编号或者要求，或者文字过长。请补充编号和要求。")
    try:
        day = date.fromisoformat(due) if due else None
    except ValueError:
        raise UnableToReadSet(
            f"无法载入：「{number}」的完成期限「{due}」不是日期。请写成 2025-12-31 的样子。"
        ) from None
    return Requirement(
        number=number,
        text=text,
        group=group,
        source=str(said.get("source", "")),
        owner=str(said.get("owner", "")),
        helping=str(said.get("helping", "")),
        person=bool(said.get("person", False)),
        tests=tuple(_tests(said.get("tests", ()), number)),
        due=day,
        plan=str(said.get("plan", "")),
    )


def _tests(written: Sequence[str], number: str) -> Iterator[Test]:
    for one in written:
        found = _TEST.fullmatch(str(one))
        if found is None or (found["kind"] != "rules" and found["sign"] is None):
            raise UnableToReadSet(
                f"无法载入：「{number}」的口径「{one}」不可读。可以写的有 figure:数字编号>=数值、rules:规则编号、cases:程序>=件数。"
            )
        met, partly = Decimal(found["met"] or 0), found["partly"]
        yield Test(found["kind"], found["what"], met, Decimal(partly) if partly else None, found["sign"] == "<=")


def _checked(found: RequirementSet) -> RequirementSet:
    numbers = [one.number for one in found.requirements]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        raise UnableToReadSet(f"无法载入：编号「{'、'.join(twice)}」出现不止一次。请改正编号。")
    if not numbers or len(numbers) > MOST_ITEMS:
        raise UnableToReadSet(f"无法载入：应当有1到{MOST_ITEMS}项要求，文件中有{len(numbers)}项。请核对文件。")
    if not re.fullmatch(r"[a-z0-9-]{1,60}", found.key):
        raise UnableToReadSet("无法载入:key 只能用小写字母、数字和短横线。请改正后再载入。")
    return found
