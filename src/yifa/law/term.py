"""Terms: how long the law gives. The unit stands in each statute, never in a global default."""

from __future__ import annotations

from dataclasses import dataclass

from yifa.law.condition import Parameter
from yifa.law.fact import Fact

Count = int | Parameter | Fact
"""A number written in the statute, set by the district, or given by a fact (a promised time)."""


@dataclass(frozen=True, slots=True)
class Days:
    """Natural days (自然日). The day of the event is not counted; an end on a rest day moves on.

    Source: 民事诉讼法 85; 民法典 201, 203.
    """

    count: Count
    unit: str = "day"
    word: str = "日"


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Working days (工作日): make-up working weekends count, statutory rest days do not.

    Source: 行政许可法 82; 行政处罚法 85.
    """

    count: Count
    unit: str = "workday"
    word: str = "个工作日"


@dataclass(frozen=True, slots=True)
class Months:
    """Months: end on the day of the same number, or on the last day of the month. Source: 民法典 202."""

    count: Count
    unit: str = "month"
    word: str = "个月"


@dataclass(frozen=True, slots=True)
class Years:
    """Years: end on the day of the same number.

    Reading: a limitation of the power to punish is no procedural term and does not move over a rest day (待核).
    """

    count: Count
    unit: str = "year"
    word: str = "年"


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours from moment to moment; nights and rest days count."""

    count: Count
    unit: str = "hour"
    word: str = "小时"


@dataclass(frozen=True, slots=True)
class Promptly:
    """及时: owed, but the law sets no number; only its absence at the end of a watched period is shown."""

    count: Count = 0
    unit: str = "prompt"
    word: str = "及时"


Term = Days | WorkingDays | Months | Years | Hours | Promptly


def words(term: Term) -> str:
    """The term as a lawyer writes it: «20个工作日», «及时», «目录承诺时限个工作日»."""
    return term.word if isinstance(term, Promptly) else f"{counted(term.count)}{term.word}"


def counted(count: Count) -> str:
    """The number as a lawyer writes it: «20», or the name of what sets it: «「执法人员人数」»."""
    return f"{count}" if isinstance(count, int) else f"「{count.title}」"
