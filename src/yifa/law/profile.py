"""The district profile: dated local parameters, and what the district adds to national procedures. Data from JSON.

A profile never relaxes national law: it sets the numbers that statutes leave open and may add steps, terms and gates
in a closed vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yifa.law.act import done
from yifa.law.citation import Certainty, Citation, Reference, Statute, Version
from yifa.law.layers import Addition, AddRule, AddStep, Overlay
from yifa.law.procedure import AtLeast, Gate, Role, Step, Within
from yifa.law.term import Days, Months, Term, WorkingDays, Years

UNITS: Mapping[str, Callable[[int], Term]] = {"day": Days, "workday": WorkingDays, "month": Months, "year": Years}
FEN_A_YUAN = 100
LOCAL_CODE = "local."


class UnableToReadProfile(ValueError):
    """The profile is not what it should be: says which entry, why, and how to cure it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of a parameter and the days it is in force; money is held in fen."""

    name: str
    value: object
    unit: str
    basis: str
    valid_from: date | None = None
    valid_to: date | None = None

    def binds(self, on: date) -> bool:
        """Whether this value is in force on the day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Profile:
    """A district: its name, the year of a load, its dated parameters, and the additions it makes."""

    district: str
    year: int
    synthetic: bool = False
    settings: tuple[Setting, ...] = ()
    additions: tuple[Overlay, ...] = ()

    def parameters(self, on: date) -> Mapping[str, object]:
        """The parameters in force on the day, by name; a later entry replaces an earlier one."""
        return {setting.name: setting.value for setting in self.settings if setting.binds(on)}

    def basis_of(self, name: str) -> str:
        """The local document that sets the parameter, as the profile names it."""
        return next((setting.basis for setting in self.settings if setting.name == name), "")


def read_profile(data: Any) -> Profile:
    """A profile from parsed JSON. Raises UnableToReadProfile with a Chinese sentence."""
    if not isinstance(data, dict) or not isinstance(data.get("year"), int):
        raise UnableToReadProfile("无法读取区县参数:应当是一个 JSON 对象,并写明整数的 year(年度)。请补上 year。")
    parameters = data.get("parameters", {})
    if not isinstance(parameters, dict):
        raise UnableToReadProfile("无法读取区县参数:parameters 应当是一个 JSON 对象,每个参数一项。请改正格式。")
    settings = tuple(s for name, entry in parameters.items() for s in _settings(name, entry))
    additions = tuple(_addition(entry) for entry in data.get("adds", ()))
    return Profile(
        str(data.get("district", "")),
        data["year"],
        bool(data.get("synthetic", False)),
        settings,
        additions,
    )


def _settings(name: str, entry: Any) -> tuple[Setting, ...]:
    dated = entry if isinstance(entry, list) else [entry]
    return tuple(_setting(name, one) for one in dated)


def _setting(name: str, entry: Any) -> Setting:
    if not isinstance(entry, dict) or "value" not in entry:
        raise UnableToReadProfile(f"无法读取区县参数「{name}」:缺少 value。请写明数值、单位和依据。")
    unit, value = str(entry.get("unit", "")), entry["value"]
    if unit == "date":
        _date(name, f"2024-{value}")
    dates = {key: _date(name, entry[key]) for key in ("valid_from", "valid_to") if entry.get(key)}
    return Setting(name, _in_stored_unit(value, unit), unit, str(entry.get("basis", "")), **dates)


def _in_stored_unit(value: Any, unit: str) -> object:
    if unit != "yuan":
        return value
    if isinstance(value, dict):
        return {kind: _in_stored_unit(number, unit) for kind, number in value.items()}
    return round(value * FEN_A_YUAN)


def _date(name: str, text: Any) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise UnableToReadProfile(
            f"无法读取区县参数「{name}」:日期「{text}」应当写作 2022-01-31 的样子,每年固定的日期写作 01-31。"
        ) from None


def _addition(entry: Any) -> Overlay:
    try:
        return _overlay(entry)
    except (KeyError, TypeError, ValueError) as missing:
        message = f"无法读取区县增加的规定:{entry!r} 不合格式({missing})。可以增加 step、within、at_least、gate 之一。"
        raise UnableToReadProfile(message) from missing


def _overlay(entry: Mapping[str, Any]) -> Overlay:
    basis = _local_basis(str(entry["basis"]))
    added = _added(entry, basis)
    valid_from = date.fromisoformat(str(entry["valid_from"]))
    return Overlay("district", str(entry["basis"]), basis, str(entry["procedure"]), valid_from, (added,))


def _added(entry: Mapping[str, Any], basis: Citation) -> Addition:
    if "after" in entry:
        step = entry["step"]
        return AddStep(entry["after"], Step(step["name"], step["title"], Role("local", step["actor"]), basis))
    name = str(entry["step"])
    if "within" in entry:
        word = entry["within"]
        return AddRule(name, Within(_term(word), done(word["since"]), basis, _code(word["code"])))
    if "at_least" in entry:
        word = entry["at_least"]
        return AddRule(name, AtLeast(_term(word), done(word["since"]), basis, _code(word["code"])))
    word = entry["gate"]
    return AddRule(name, Gate(word["bars"], basis, absent=_code(word["absent"]), later=_code(word["later"])))


def _code(code: str) -> str:
    if not code.startswith(LOCAL_CODE):
        message = f"规则代码「{code}」应当以 {LOCAL_CODE} 开头"
        raise ValueError(message)
    return code


def _term(word: Mapping[str, Any]) -> Term:
    return UNITS[word["unit"]](int(word["count"]))


def _local_basis(title: str) -> Citation:
    statute = Statute(title, title, "本区", (Version(date.min, "", None),), date.min, Certainty.SECONDARY)
    return Citation((Reference(statute, ()),), Certainty.SECONDARY)
