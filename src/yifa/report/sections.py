"""What an outline of a report is made of: headings, the figures beneath each, and what else stands there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """One heading (level 0: none) with the ids of its figures, in the order of reading."""

    level: int
    title: str
    figures: str = ""
    unbuilt: str = ""
    problems: bool = False  # here stand the open doubts, for a person to choose from
    to_be_written: str = ""  # what only a person can write, with the organ that owes it
    tasks: bool = False  # here stands what is to be done about the problems

    @property
    def placed(self) -> tuple[str, ...]:
        """The ids of its figures."""
        return tuple(name.removeprefix("+") for name in self.figures.split())

    @property
    def optional(self) -> frozenset[str]:
        """Those that are left out where there is nothing to count."""
        return frozenset(name[1:] for name in self.figures.split() if name.startswith("+"))


@dataclass(frozen=True, slots=True)
class Outline:
    """One year's report; outside: ids of the source report that are no part of any report's text."""

    title: str
    sections: tuple[Section, ...]
    outside: str = ""
