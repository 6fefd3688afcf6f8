"""What the law takes as given on a page: the district's parameters, the calendar with the notices loaded, the registers."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from yifa.kernel.registers import Registers
from yifa.kernel.versions import Versions
from yifa.law.calendar import NATIONAL, Calendar, UnableToLoadNotice, notice_from_json
from yifa.law.fold import Given
from yifa.surfaces.shell.district import district, edition

NOTICES = "notices"


def given_on(day: date) -> Given:
    """What the law takes as given on that day."""
    registers = Registers(on=day)
    parameters = district().parameters
    return Given(calendar(), parameters(day), registers, loaded=registers.is_loaded, parameters_on=parameters)


def given_of_year(year: int) -> Given:
    """What the law takes as given for the duties to publish of cases of a year, as after a load and in fsck."""
    return given_on(date(year, 12, 31))


def versions() -> Versions:
    """The texts of procedures, with what the district adds."""
    return _versions(edition())


def calendar() -> Calendar:
    """The national calendar with the notices that an operator loaded; one that cannot be read leaves its year provisional."""
    files = tuple(sorted((Path(settings.YIFA_HOME) / NOTICES).glob("*.json")))
    return _calendar(files, tuple(file.stat().st_mtime_ns for file in files))


@lru_cache(maxsize=2)
def _versions(edition: int) -> Versions:
    del edition
    return Versions(additions=district().additions)


@lru_cache(maxsize=2)
def _calendar(files: tuple[Path, ...], changed: tuple[int, ...]) -> Calendar:
    del changed
    found = NATIONAL
    for file in files:
        try:
            found = found.with_notice(notice_from_json(file.read_text(encoding="utf-8-sig")))
        except (UnableToLoadNotice, OSError):
            continue  # the command line says what is wrong with it
    return found
