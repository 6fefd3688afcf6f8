"""Which days offices are open, and counting by them; never guessed for a year whose notice is not loaded.

Source: 全国年节及纪念日放假办法 and the State Council General Office's yearly notices (`yifa.law.notices`).
Weekends are off, the notices' holidays are off, the weekend days they turn into working days (调休上班日) are worked.
"""

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date

from yifa.law.notices import NOTICES, Notice, UnableToLoadNotice, notice_from_json, notices_from_json

__all__ = ["NATIONAL", "Calendar", "CalendarNotLoaded", "UnableToLoadNotice", "notice_from_json"]

_SATURDAY = 5


class CalendarNotLoaded(LookupError):
    """A count needs a year whose holiday notice is not loaded: its sentence names the year and the cure."""

    def __init__(self, year: int, first_year: int, last_year: int) -> None:
        super().__init__(year, first_year, last_year)
        self.year = year

    def __str__(self) -> str:
        year, first_year, last_year = self.args
        return (
            f"无法计算工作日:尚未加载{year}年的节假日安排通知(已加载{first_year}年至{last_year}年)。"
            f"请由系统管理员加载国务院办公厅关于{year}年部分节假日安排的通知;加载之前,有关期限只能暂定。"
        )


@dataclass(frozen=True)
class Calendar:
    """Working days from the notices of consecutive years; a later notice amends an earlier one day by day.

    Reading: a year is covered once the notice that arranges it is loaded, although the next year's notice may still
    move its last days of December (2018-12-29 was worked, 2018-12-31 was off).
    """

    notices: tuple[Notice, ...]
    working_days: tuple[int, ...] = field(init=False, repr=False, compare=False)
    version: str = field(init=False, compare=False)
    _first: int = field(init=False, repr=False, compare=False)
    _last: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.notices, key=lambda notice: (notice.issued_on, notice.number)))
        first_year, last_year = _consecutive_years(ordered)
        first, last = date(first_year, 1, 1).toordinal(), date(last_year, 12, 31).toordinal()
        named = _days_named(ordered)
        working = tuple(day for day in range(first, last + 1) if named.get(day, _is_weekday(day)))
        for name, value in {
            "notices": ordered,
            "working_days": working,
            "version": f"CN-{first_year}-{last_year}-{_digest(ordered)}",
            "_first": first,
            "_last": last,
        }.items():
            object.__setattr__(self, name, value)

    @classmethod
    def from_json(cls, text: str) -> "Calendar":
        """Build from a JSON list of notices, or raise UnableToLoadNotice."""
        return cls(notices_from_json(text))

    def with_notice(self, notice: Notice) -> "Calendar":
        """Load one more notice: a new year, or a change to a covered one. The same notice twice changes nothing."""
        return self if notice in self.notices else Calendar((*self.notices, notice))

    @property
    def horizon(self) -> tuple[date, date]:
        """First and last covered day."""
        return date.fromordinal(self._first), date.fromordinal(self._last)

    def covers(self, day: date) -> bool:
        """Whether the notice of the day's year is loaded."""
        return self._first <= day.toordinal() <= self._last

    def is_working_day(self, day: date) -> bool:
        """Whether offices are open on the day."""
        ordinal = self._covered(day)
        index = bisect_left(self.working_days, ordinal)
        return index < len(self.working_days) and self.working_days[index] == ordinal

    def nth_working_day_after(self, day: date, n: int) -> date:
        """The n-th working day after a day that is itself not counted."""
        _refuse_less_than_one(n)
        return self._at(bisect_right(self.working_days, self._covered(day)) + n - 1)

    def working_days_before(self, day: date, n: int) -> date:
        """The n-th working day before a day that is itself not counted."""
        _refuse_less_than_one(n)
        return self._at(bisect_left(self.working_days, self._covered(day)) - n)

    def working_days_between(self, after: date, until: date) -> int:
        """The number of working days in (after, until]; negative when `until` is the earlier day."""
        working = self.working_days
        return bisect_right(working, self._covered(until)) - bisect_right(working, self._covered(after))

    def roll_forward(self, day: date) -> date:
        """The first working day on or after the day."""
        return self._at(bisect_left(self.working_days, self._covered(day)))

    def roll_back(self, day: date) -> date:
        """The last working day on or before the day."""
        return self._at(bisect_right(self.working_days, self._covered(day)) - 1)

    def ordinal_table(self) -> Iterator[tuple[date, int, bool]]:
        """Every covered day with the working days up to and including it, and whether it is one of them."""
        count = 0
        for ordinal in range(self._first, self._last + 1):
            is_working = count < len(self.working_days) and self.working_days[count] == ordinal
            count += is_working
            yield date.fromordinal(ordinal), count, is_working

    def _covered(self, day: date) -> int:
        ordinal = day.toordinal()
        if self._first <= ordinal <= self._last:
            return ordinal
        raise self._not_loaded(day.year)

    def _at(self, index: int) -> date:
        # A negative index would count from the end and answer with a day of the last year.
        if 0 <= index < len(self.working_days):
            return date.fromordinal(self.working_days[index])
        first_year, last_year = (day.year for day in self.horizon)
        raise self._not_loaded(first_year - 1 if index < 0 else last_year + 1)

    def _not_loaded(self, year: int) -> CalendarNotLoaded:
        first, last = self.horizon
        return CalendarNotLoaded(year, first.year, last.year)


def _consecutive_years(ordered: tuple[Notice, ...]) -> tuple[int, int]:
    arranged: set[int] = set()
    numbers: set[str] = set()
    for notice in ordered:
        what = f"{notice.year}年节假日安排通知({notice.number})"
        if notice.number in numbers:
            raise UnableToLoadNotice(f"不得加载{what}:同一文号已经加载。请核对文号;内容有误的,先撤下原来的一件。")
        if notice.year not in arranged and not notice.names_every_festival:
            # A notice that only changes one holiday would make the year look covered, its other holidays worked.
            raise UnableToLoadNotice(f"不得加载{what}:该年尚无安排全部七个节日的通知。请先加载该年的年度通知。")
        arranged.add(notice.year)
        numbers.add(notice.number)
    if not arranged:
        raise UnableToLoadNotice("不得建立日历:没有任何节假日安排通知。请至少加载一年的通知。")
    for year in range(min(arranged), max(arranged)):
        if year not in arranged:
            raise UnableToLoadNotice(f"不得加载通知:各年应当连续,缺{year}年的节假日安排通知。请先加载{year}年的通知。")
    return min(arranged), max(arranged)


def _days_named(ordered: Iterable[Notice]) -> dict[int, bool]:
    named: dict[int, bool] = {}
    for notice in ordered:
        for day in notice.makeup:
            if named.get(day.toordinal(), _is_weekday(day.toordinal())):
                raise UnableToLoadNotice(
                    f"不得加载{notice.year}年节假日安排通知({notice.number}):{day}本来就是工作日,不能列为调休上班日。"
                    "请按通知原文改正日期。"
                )
        for holiday in notice.holidays:
            named.update(dict.fromkeys(range(holiday.first.toordinal(), holiday.last.toordinal() + 1), False))
        named.update(dict.fromkeys((day.toordinal() for day in notice.makeup), True))
    return named


def _is_weekday(ordinal: int) -> bool:
    return date.fromordinal(ordinal).weekday() < _SATURDAY


def _digest(ordered: tuple[Notice, ...]) -> str:
    # How sure we are of a notice changes no day, so a notice checked later leaves the version of old proofs alone.
    decided = [{**asdict(notice), "certainty": None} for notice in ordered]
    text = json.dumps(decided, default=date.isoformat, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _refuse_less_than_one(n: int) -> None:
    if n < 1:
        raise ValueError(f"A count of working days starts at 1, not {n}; use roll_forward or roll_back for 0.")


NATIONAL = Calendar(NOTICES)
