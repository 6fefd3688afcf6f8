"""What every command needs before it asks the law: the district's profile, the calendar, the registers, the clock."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from yifa.kernel.registers import Registers
from yifa.kernel.versions import Versions
from yifa.law.calendar import NATIONAL, Calendar, UnableToLoadNotice, notice_from_json
from yifa.law.fold import Given
from yifa.law.profile import Profile, UnableToReadProfile, read_profile
from yifa.surfaces.cli.refusal import UnableToRun

PROFILE, NOTICES = "profile.json", "notices"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The district for which a command works, and what the law takes as given there."""

    profile: Profile
    calendar: Calendar
    versions: Versions
    at: datetime

    @property
    def year(self) -> int:
        """The year of the profile."""
        return self.profile.year

    def given(self, year: int) -> Given:
        """What the law takes as given for cases of a year: parameters and registers as of its last day."""
        last = date(year, 12, 31)
        registers = Registers(on=last)
        return Given(self.calendar, self.profile.parameters(last), registers, loaded=registers.is_loaded)


def surroundings(*, profile: Path | None = None, beside: Iterable[Path] = ()) -> Surroundings:
    """The surroundings of a command.

    profile: the file named on the command line; beside: folders in which a profile.json may lie. A profile once given
    is kept in the home folder for later commands. Raises UnableToRun with a Chinese sentence.
    """
    file = profile or _found(beside)
    if file is not None:
        _keep(file)
    chosen = _profile(home() / PROFILE)
    return Surroundings(chosen, _calendar(), Versions(additions=chosen.additions), timezone.now())


def home() -> Path:
    """The folder in which this installation keeps its files."""
    return Path(settings.YIFA_HOME)


def _found(folders: Iterable[Path]) -> Path | None:
    files = (folder / PROFILE for folder in folders if folder.is_dir())
    return next((file for file in files if file.exists()), None)


def _keep(file: Path) -> None:
    if not file.is_file():
        raise UnableToRun(f"找不到区县参数文件「{file}」。请核对 --profile 的路径。")
    _profile(file)
    if file.resolve() != (home() / PROFILE).resolve():
        shutil.copyfile(file, home() / PROFILE)


def _profile(file: Path) -> Profile:
    if not file.exists():
        year = timezone.localdate().year - 1
        print(f"没有区县参数文件:按{year}年度、不设本地参数办理。可用 --profile 指定。", file=sys.stderr)
        return Profile("", year)
    try:
        return read_profile(json.loads(file.read_text(encoding="utf-8-sig")))
    except UnableToReadProfile as refusal:
        raise UnableToRun(str(refusal)) from None
    except (OSError, ValueError):
        raise UnableToRun(f"区县参数文件「{file}」不是可读的 JSON。请核对文件。") from None


def _calendar() -> Calendar:
    calendar = NATIONAL
    for file in sorted((home() / NOTICES).glob("*.json")):
        try:
            calendar = calendar.with_notice(notice_from_json(file.read_text(encoding="utf-8-sig")))
        except UnableToLoadNotice as refusal:
            raise UnableToRun(f"放假通知「{file.name}」:{refusal}") from None
    return calendar
