"""The dated lists of names that are no longer right: organs and statutes."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_NOT_BEFORE = r"(?![门分署队长理事案法公])"
"""«农业部门» is not the ministry 农业部, «法制办理» no office."""


@dataclass(frozen=True)
class FormerOrgan:
    """An organ that was renamed or merged; `since` is the first report year in which its name is surely wrong."""

    old: str
    new: str
    since: int
    source: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class FormerStatute:
    """A statute that another has replaced from the first of a year or later."""

    old: str
    new: str
    in_force: str

    @property
    def since(self) -> int:
        """The first year in which only the new one was in force from beginning to end."""
        return int(self.in_force[:4]) + (self.in_force[5:] != "01-01")


@cache
def former_organs() -> tuple[FormerOrgan, ...]:
    """Every organ of the list, the longest names first."""
    rows = sorted(_rows("names.csv"), key=lambda row: -len(row["old"]))
    return tuple(_organ(row) for row in rows)


@cache
def former_statutes() -> tuple[FormerStatute, ...]:
    """Every statute of the list."""
    return tuple(FormerStatute(row["old"], row["new"], row["in_force"]) for row in _rows("statutes.csv"))


def _organ(row: dict[str, str]) -> FormerOrgan:
    """Local organs changed by the spring of the year after; a report on the year after that has no excuse."""
    delay = 2 if row["level"] == "local" else 1
    guard = "".join(f"(?<!{word})" for word in row["not_after"].split("|") if word)
    return FormerOrgan(
        row["old"],
        row["new"],
        int(row["changed"]) + delay,
        row["source"],
        re.compile(guard + re.escape(row["old"]) + _NOT_BEFORE),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
