"""Of which year a sheet is: by its own name, else by the title above its head."""

from __future__ import annotations

import re
from collections.abc import Sequence

_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?!年?版)")
# In a title a number without 年 is that of a document, as in 〔2021〕5号; with 版 it is an edition of a list.
_IN_TITLE = re.compile(r"(?<!\d)(20\d\d)(?:(?=\s*年)(?!\s*年\s*(?:版|修订|修正))|(?=年?\s*[-—–~至]\s*20\d\d))")
# The day on which a table was filled in says nothing about its year; most are filled in in January.
_DAY = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|(?:日期|时间)\s*[:\uff1a]\s*\S+")


def other_year(*, name: str, titles: Sequence[str], year: int) -> int | None:
    """Return the year that the sheet says it is of, where that is one year and not this one."""
    years = set(_IN_NAME.findall(name)) or {
        found for title in titles for found in _IN_TITLE.findall(_DAY.sub("", title))
    }
    return int(next(iter(years))) if len(years) == 1 and str(year) not in years else None
