"""The State Council General Office's yearly holiday notices, as data: which days are off and which weekend days are worked.

Source: 国务院办公厅关于…年部分节假日安排的通知 (number and date in each entry), made under 全国年节及纪念日放假办法.

How sure: the dates off and the weekend days worked were read in a full text of every notice, none of them on gov.cn
itself. `certainty` speaks of the whole entry, number included: `verified` = number, date and text stand together in a
reprint by an organ of the state or on Wikisource; `secondary` = the text was read in the press (Xinhua), the number
only on other pages that agree with each other.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, cast, get_args

Certainty = Literal["verified", "secondary", "memory"]

FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")


class UnableToLoadNotice(ValueError):
    """A holiday notice cannot be taken in: its sentence says which, why and what would cure it."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days off in one stretch as the notice prints it, weekends inside it included."""

    name: str
    first: date
    last: date

    def __post_init__(self) -> None:
        if not self.name:
            raise UnableToLoadNotice("不得加载通知:有一段假期没有写节日名称。请补写节日名称。")
        if self.first > self.last:
            raise UnableToLoadNotice(
                f"不得加载通知:{self.name}的起日{self.first}晚于止日{self.last}。请按通知原文改正。"
            )


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: the year it arranges, the stretches off and the weekend days worked (调休上班日).

    A day that the notice does not name keeps what it was.
    """

    year: int
    number: str
    issued_on: date
    holidays: tuple[Holiday, ...]
    makeup: tuple[date, ...]
    certainty: Certainty

    def __post_init__(self) -> None:
        year_of_number = re.fullmatch(r"\D+〔(\d{4})〕\d+号", self.number)
        if year_of_number is None:
            raise self._refusal("文号的写法不对", "文号应写作“国办发明电〔2021〕11号”的样子,年份用六角括号。")
        if int(year_of_number[1]) != self.issued_on.year:
            raise self._refusal(f"文号的年份与成文日期{self.issued_on}不符", "请按通知原文改正。")
        self._refuse_days_of_other_years()
        self._refuse_days_named_twice()

    @property
    def names_every_festival(self) -> bool:
        """Whether it arranges the whole year, and not only changes one holiday."""
        names = "、".join(holiday.name for holiday in self.holidays)
        return all(festival in names for festival in FESTIVALS)

    def _refuse_days_of_other_years(self) -> None:
        # New Year's stretch, and the day worked for it, may begin in December (2018-12-29, 2022-12-31).
        earliest, latest = date(self.year - 1, 12, 1), date(self.year, 12, 31)
        ends = [day for holiday in self.holidays for day in (holiday.first, holiday.last)]
        for day in (*ends, *self.makeup):
            if not earliest <= day <= latest:
                raise self._refusal(f"{day}不在{self.year}年(含上年12月)之内", "请按通知原文改正日期或年份。")

    def _refuse_days_named_twice(self) -> None:
        for earlier, later in pairwise(sorted(self.holidays, key=lambda holiday: holiday.first)):
            if later.first <= earlier.last:
                raise self._refusal(f"{earlier.name}与{later.name}的假期重叠", "请按通知原文改正起止日。")
        if len(set(self.makeup)) != len(self.makeup):
            raise self._refusal("同一个调休上班日写了两次", "请删去重复的日期。")
        for day in self.makeup:
            for holiday in self.holidays:
                if holiday.first <= day <= holiday.last:
                    raise self._refusal(f"{day}既在{holiday.name}假期内,又列为调休上班日", "请按通知原文改正。")

    def _refusal(self, why: str, cure: str) -> UnableToLoadNotice:
        return UnableToLoadNotice(f"不得加载{self.year}年节假日安排通知({self.number}):{why}。{cure}")


def notice_from_json(text: str) -> Notice:
    """Read one notice from JSON, checked key by key, or raise UnableToLoadNotice."""
    return _notice(_decoded(text))


def notices_from_json(text: str) -> tuple[Notice, ...]:
    """Read a JSON list of notices, or raise UnableToLoadNotice."""
    return tuple(_notice(item) for item in _items(_decoded(text), "文件"))


def _decoded(text: str) -> object:
    try:
        return cast("object", json.loads(text))
    except json.JSONDecodeError as error:
        where = f"第{error.lineno}行第{error.colno}列"
        raise UnableToLoadNotice(f"不得加载通知:{where}起不是JSON格式。请检查引号、逗号和括号。") from error


def _notice(data: object) -> Notice:
    fields = _fields(data, ("year", "number", "issued_on", "holidays", "makeup", "certainty"), "通知")
    year, number, certainty = fields["year"], fields["number"], fields["certainty"]
    if not isinstance(year, int) or isinstance(year, bool) or not date.min.year < year <= date.max.year:
        raise UnableToLoadNotice(f"不得加载通知:year(年份)应为整数,现为{year!r}。请写作2027的样子。")
    if not isinstance(number, str):
        raise UnableToLoadNotice(f"不得加载通知:number(文号)应为文字,现为{number!r}。请按通知原文填写。")
    if certainty not in get_args(Certainty):
        known = "、".join(get_args(Certainty))
        raise UnableToLoadNotice(f"不得加载通知:certainty(核实程度)应为{known}之一,现为{certainty!r}。请改正。")
    return Notice(
        year=year,
        number=number,
        issued_on=_day(fields["issued_on"], "issued_on(成文日期)"),
        holidays=tuple(_holiday(item) for item in _items(fields["holidays"], "holidays(放假)")),
        makeup=tuple(_day(item, "makeup(调休上班日)") for item in _items(fields["makeup"], "makeup(调休上班日)")),
        certainty=cast("Certainty", certainty),
    )


def _holiday(data: object) -> Holiday:
    fields = _fields(data, ("name", "first", "last"), "假期")
    if not isinstance(fields["name"], str):
        raise UnableToLoadNotice(f"不得加载通知:name(节日名称)应为文字,现为{fields['name']!r}。请按通知原文填写。")
    return Holiday(fields["name"], _day(fields["first"], "first(起日)"), _day(fields["last"], "last(止日)"))


def _fields(data: object, names: tuple[str, ...], what: str) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise UnableToLoadNotice(f"不得加载通知:{what}应为一个对象,现为{data!r}。请按格式填写:{'、'.join(names)}。")
    if missing := [name for name in names if name not in data]:
        raise UnableToLoadNotice(f"不得加载通知:{what}缺少{'、'.join(missing)}。请补齐。")
    if unknown := [str(name) for name in data if name not in names]:
        raise UnableToLoadNotice(f"不得加载通知:{what}有不认识的项目{'、'.join(unknown)}。请删去或改正写法。")
    return data


def _items(data: object, what: str) -> list[object]:
    if not isinstance(data, list):
        raise UnableToLoadNotice(f"不得加载通知:{what}应为一个列表,现为{data!r}。请用方括号列出;没有的写[]。")
    return data


def _day(data: object, what: str) -> date:
    # fromisoformat alone would also take 20270101 and 2027-W01-1, which nobody means here.
    if isinstance(data, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", data, re.ASCII):
        try:
            return date.fromisoformat(data)
        except ValueError:
            pass
    raise UnableToLoadNotice(f"不得加载通知:{what}不是日期,现为{data!r}。请写作2027-01-01的样子。")


def _off(name: str, first: str, last: str | None = None) -> Holiday:
    return Holiday(name, date.fromisoformat(first), date.fromisoformat(last or first))


def _worked(*days: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in days)


# A New Year's, Dragon Boat or Mid-Autumn day that the notice joins with the weekend (与周末连休) is written as one day:
# the weekend is off without it.
NOTICES: tuple[Notice, ...] = (
    Notice(
        year=2018,
        number="国办发明电〔2017〕12号",
        issued_on=date(2017, 11, 30),
        holidays=(
            _off("元旦", "2018-01-01"),
            _off("春节", "2018-02-15", "2018-02-21"),
            _off("清明节", "2018-04-05", "2018-04-07"),
            _off("劳动节", "2018-04-29", "2018-05-01"),
            _off("端午节", "2018-06-18"),
            _off("中秋节", "2018-09-24"),
            _off("国庆节", "2018-10-01", "2018-10-07"),
        ),
        makeup=_worked("2018-02-11", "2018-02-24", "2018-04-08", "2018-04-28", "2018-09-29", "2018-09-30"),
        certainty="verified",
    ),
    Notice(
        year=2019,
        number="国办发明电〔2018〕15号",
        issued_on=date(2018, 12, 4),
        holidays=(
            _off("元旦", "2018-12-30", "2019-01-01"),
            _off("春节", "2019-02-04", "2019-02-10"),
            _off("清明节", "2019-04-05"),
            _off("劳动节", "2019-05-01"),
            _off("端午节", "2019-06-07"),
            _off("中秋节", "2019-09-13"),
            _off("国庆节", "2019-10-01", "2019-10-07"),
        ),
        makeup=_worked("2018-12-29", "2019-02-02", "2019-02-03", "2019-09-29", "2019-10-12"),
        certainty="verified",
    ),
    Notice(  # 关于调整2019年劳动节假期安排的通知
        year=2019,
        number="国办发明电〔2019〕3号",
        issued_on=date(2019, 3, 22),
        holidays=(_off("劳动节", "2019-05-01", "2019-05-04"),),
        makeup=_worked("2019-04-28", "2019-05-05"),
        certainty="verified",
    ),
    Notice(
        year=2020,
        number="国办发明电〔2019〕16号",
        issued_on=date(2019, 11, 21),
        holidays=(
            _off("元旦", "2020-01-01"),
            _off("春节", "2020-01-24", "2020-01-30"),
            _off("清明节", "2020-04-04", "2020-04-06"),
            _off("劳动节", "2020-05-01", "2020-05-05"),
            _off("端午节", "2020-06-25", "2020-06-27"),
            _off("国庆节、中秋节", "2020-10-01", "2020-10-08"),
        ),
        makeup=_worked(
            "2020-01-19", "2020-02-01", "2020-04-26", "2020-05-09", "2020-06-28", "2020-09-27", "2020-10-10"
        ),
        certainty="secondary",
    ),
    Notice(  # 关于延长2020年春节假期的通知: to 2 February, so that Saturday 1 February is off again.
        year=2020,
        number="国办发明电〔2020〕1号",
        issued_on=date(2020, 1, 26),
        holidays=(_off("春节", "2020-01-24", "2020-02-02"),),
        makeup=(),
        certainty="secondary",
    ),
    Notice(
        year=2021,
        number="国办发明电〔2020〕27号",
        issued_on=date(2020, 11, 25),
        holidays=(
            _off("元旦", "2021-01-01", "2021-01-03"),
            _off("春节", "2021-02-11", "2021-02-17"),
            _off("清明节", "2021-04-03", "2021-04-05"),
            _off("劳动节", "2021-05-01", "2021-05-05"),
            _off("端午节", "2021-06-12", "2021-06-14"),
            _off("中秋节", "2021-09-19", "2021-09-21"),
            _off("国庆节", "2021-10-01", "2021-10-07"),
        ),
        makeup=_worked(
            "2021-02-07", "2021-02-20", "2021-04-25", "2021-05-08", "2021-09-18", "2021-09-26", "2021-10-09"
        ),
        certainty="verified",
    ),
    Notice(
        year=2022,
        number="国办发明电〔2021〕11号",
        issued_on=date(2021, 10, 25),
        holidays=(
            _off("元旦", "2022-01-01", "2022-01-03"),
            _off("春节", "2022-01-31", "2022-02-06"),
            _off("清明节", "2022-04-03", "2022-04-05"),
            _off("劳动节", "2022-04-30", "2022-05-04"),
            _off("端午节", "2022-06-03", "2022-06-05"),
            _off("中秋节", "2022-09-10", "2022-09-12"),
            _off("国庆节", "2022-10-01", "2022-10-07"),
        ),
        makeup=_worked(
            "2022-01-29", "2022-01-30", "2022-04-02", "2022-04-24", "2022-05-07", "2022-10-08", "2022-10-09"
        ),
        certainty="verified",
    ),
    Notice(
        year=2023,
        number="国办发明电〔2022〕16号",
        issued_on=date(2022, 12, 8),
        holidays=(
            _off("元旦", "2022-12-31", "2023-01-02"),
            _off("春节", "2023-01-21", "2023-01-27"),
            _off("清明节", "2023-04-05"),
            _off("劳动节", "2023-04-29", "2023-05-03"),
            _off("端午节", "2023-06-22", "2023-06-24"),
            _off("中秋节、国庆节", "2023-09-29", "2023-10-06"),
        ),
        makeup=_worked(
            "2023-01-28", "2023-01-29", "2023-04-23", "2023-05-06", "2023-06-25", "2023-10-07", "2023-10-08"
        ),
        certainty="verified",
    ),
    Notice(  # It encourages leave on 9 February, New Year's Eve; it does not order it, so the day is worked.
        year=2024,
        number="国办发明电〔2023〕7号",
        issued_on=date(2023, 10, 25),
        holidays=(
            _off("元旦", "2024-01-01"),
            _off("春节", "2024-02-10", "2024-02-17"),
            _off("清明节", "2024-04-04", "2024-04-06"),
            _off("劳动节", "2024-05-01", "2024-05-05"),
            _off("端午节", "2024-06-10"),
            _off("中秋节", "2024-09-15", "2024-09-17"),
            _off("国庆节", "2024-10-01", "2024-10-07"),
        ),
        makeup=_worked(
            "2024-02-04",
            "2024-02-18",
            "2024-04-07",
            "2024-04-28",
            "2024-05-11",
            "2024-09-14",
            "2024-09-29",
            "2024-10-12",
        ),
        certainty="verified",
    ),
    Notice(
        year=2025,
        number="国办发明电〔2024〕12号",
        issued_on=date(2024, 11, 12),
        holidays=(
            _off("元旦", "2025-01-01"),
            _off("春节", "2025-01-28", "2025-02-04"),
            _off("清明节", "2025-04-04", "2025-04-06"),
            _off("劳动节", "2025-05-01", "2025-05-05"),
            _off("端午节", "2025-05-31", "2025-06-02"),
            _off("国庆节、中秋节", "2025-10-01", "2025-10-08"),
        ),
        makeup=_worked("2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"),
        certainty="secondary",
    ),
    Notice(
        year=2026,
        number="国办发明电〔2025〕7号",
        issued_on=date(2025, 11, 4),
        holidays=(
            _off("元旦", "2026-01-01", "2026-01-03"),
            _off("春节", "2026-02-15", "2026-02-23"),
            _off("清明节", "2026-04-04", "2026-04-06"),
            _off("劳动节", "2026-05-01", "2026-05-05"),
            _off("端午节", "2026-06-19", "2026-06-21"),
            _off("中秋节", "2026-09-25", "2026-09-27"),
            _off("国庆节", "2026-10-01", "2026-10-07"),
        ),
        makeup=_worked("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"),
        certainty="secondary",
    ),
)
