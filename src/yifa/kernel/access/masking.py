"""How a personal value is masked: one rule for each type of fact, so that no surface has one of its own."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from yifa.law.fact import Type, Value

HIDDEN = "***"
SOMEBODY = "某"
LAST_SHOWN = 4
DOUBLE_SURNAMES = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒", "夏侯")
)
"""The usual ones: a rarer one shows its first character only, which hides more."""


def masked(value: Value, kind: Type) -> Value:
    """What is shown of a personal value: the family name, the last digits, the year, or nothing at all.

    Source: GB/T 37964-2019, masking as de-identification (待核). None stays None: an empty cell says nothing.
    """
    if value is None:
        return None
    match kind:
        case Type.TEXT:
            return masked_name(str(value))
        case Type.PERSON_ID:
            return masked_number(str(value))
        case Type.DATE | Type.MOMENT:
            return f"{value.year}年" if isinstance(value, date | datetime) else HIDDEN
        case Type.CREDIT_CODE:
            return value  # of an entity, and public by its nature
        case Type.CODES | Type.INTEGER | Type.MONEY | Type.HUNDREDTHS | Type.FLAG:
            return HIDDEN
        case _:
            assert_never(kind)


def masked_name(name: str) -> str:
    """«张某» for 张三 and for 张三丰: neither the given name nor its length is shown."""
    words = name.strip()
    if not words:
        return ""
    return (words[:2] if words[:2] in DOUBLE_SURNAMES else words[:1]) + SOMEBODY


def masked_number(number: str) -> str:
    """All but the last four characters; nothing of a number so short that these would tell it."""
    hidden = len(number) - LAST_SHOWN
    return "*" * hidden + number[-LAST_SHOWN:] if hidden >= LAST_SHOWN else HIDDEN
