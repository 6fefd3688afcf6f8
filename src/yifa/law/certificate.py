"""Enforcement certificates: whether one was valid on a day.

Source: 行政处罚法 42, 55. Reading: the day of cancellation is no longer covered; the last day of validity is. Reading: days
alone decide; one marked 已注销 without its day is not found invalid, as nobody can say when it still held. To confirm with
a lawyer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from yifa.law.fact import Fact, Type, Value

VALID_FROM = Fact("valid_from", "发证日期", Type.DATE)
VALID_TO = Fact("valid_to", "有效期至", Type.DATE)
CANCELLED = Fact("cancelled", "注销日期", Type.DATE)

WHY = {"unknown": "查无此证", "not_yet": "尚未生效", "expired": "已过期", "cancelled": "已注销"}


def invalid_because(entry: Mapping[str, Value] | None, on: date) -> str | None:
    """Why the certificate does not cover the day (a key of WHY), or None where it does."""
    if entry is None:
        return "unknown"
    first, last, cancelled = (entry.get(fact.name) for fact in (VALID_FROM, VALID_TO, CANCELLED))
    if isinstance(first, date) and on < first:
        return "not_yet"
    if isinstance(last, date) and on > last:
        return "expired"
    if isinstance(cancelled, date) and on >= cancelled:
        return "cancelled"
    return None
