"""What the entries of two phones come to: per part of the record the value that stands, or the values that disagree.

An entry names those over which it was filled in. Those that nobody filled in over stand; where two stand that differ,
nobody is overwritten and the officers decide. In which order, and how often, entries arrive makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

ARRIVAL, TALK, PROBLEMS, RESULT, SIGNATURE, FINISH = "arrival", "talk", "problems", "result", "signature", "finish"
POINT = "point:"
ANSWERS: Mapping[str, str] = {"yes": "符合", "no": "不符合", "na": "不适用"}
NO_PROBLEM, CORRECTED, REFUSED = "未发现问题", "发现问题已责令改正", "不配合检查"
RESULTS = (NO_PROBLEM, CORRECTED, REFUSED)
"""The words of 抽查结果 (ledger 10)."""
type_value = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filled:
    """One entry as it was filled in: its id, which part, what, over which others, on which day, by whom."""

    id: str
    what: str
    value: type_value
    replaces: tuple[str, ...]
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for one part: one entry, or several that disagree."""

    what: str
    entries: tuple[Filled, ...]

    @property
    def is_disputed(self) -> bool:
        """Whether two phones say different things."""
        return any(one.value != self.entries[0].value for one in self.entries[1:])

    @property
    def value(self) -> type_value:
        """The value that is shown first: of several, that of the smallest id, so that every phone shows the same."""
        return self.entries[0].value


def standing(entries: Iterable[Filled]) -> dict[str, Standing]:
    """What stands for each part of the record."""
    known = tuple(entries)
    replaced = {(one.what, earlier) for one in known for earlier in one.replaces}
    found: dict[str, list[Filled]] = {}
    for one in sorted(known, key=lambda entry: entry.id):
        if (one.what, one.id) not in replaced:
            found.setdefault(one.what, []).append(one)
    return {what: Standing(what, tuple(heads)) for what, heads in found.items()}


def missing(record: Mapping[str, Standing], *, points: Iterable[str], photos: frozenset[str]) -> Iterator[str]:
    """What a record lacks before it may be finished, each in words. points: keys; photos: those that need a picture."""
    for one in record.values():
        if one.is_disputed:
            yield "两部设备对同一项填写不一致,尚未商定"
            break
    if ARRIVAL not in record:
        yield "到场和出示证件情况没有记录"
    unanswered = [key for key in points if POINT + key not in record]
    if unanswered:
        yield f"检查要点还有{len(unanswered)}项没有作答"
    if any(not record[POINT + key].value.get("photo") for key in photos if _is_asked(record, key)):
        yield "依法须留存照片的要点没有照片"
    if RESULT not in record or record[RESULT].value.get("result") not in RESULTS:
        yield "检查结果没有填写"
    if not _is_signed(record):
        yield "检查对象没有签字,也没有写明拒签情况和见证人"


def _is_asked(record: Mapping[str, Standing], key: str) -> bool:
    return POINT + key in record and record[POINT + key].value.get("answer") != "na"


def _is_signed(record: Mapping[str, Standing]) -> bool:
    if SIGNATURE not in record:
        return False
    told = record[SIGNATURE].value
    return bool(told.get("png") or told.get("paper") or (told.get("refused") and told.get("witness")))
