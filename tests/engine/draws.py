"""Draws held in an installation, each from its plan to the sealed bundle, on the days that a test names."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from yifa.engine.ceremonies.carrying_out import carry_out, enter_number
from yifa.engine.ceremonies.models import Ceremony
from yifa.engine.ceremonies.preparing import By, open_ceremony, seal_plan

NUMBER = "03 07 11 18 22 31 09"
ORGAN = "示例区/区司法局"
ONE, OTHER = (By(person, person, "区司法局", ORGAN) for person in ("张三", "李四"))


def planned(
    register: str, quotas: dict[str, str], *, at: datetime, title: str = "抽取", substitutes: int = 0
) -> Ceremony:
    """A draw whose plan was sealed at that moment, a day before its number."""
    request: dict[str, Any] = {
        "title": title,
        "purpose": title,
        "register": register,
        "basis": ["示例区规定"],
        "quotas": [{"stratum": stratum, "number": number, "speciality": ""} for stratum, number in quotas.items()],
        "substitutes": substitutes,
        "exclusions": [],
        "staffing": None,
        "beacon": {
            "source": "中国福利彩票双色球",
            "round": f"{at:%Y%j}",
            "at": (at + timedelta(days=1)).isoformat(),
            "reveal_by": None,
        },
        "participants": [],
    }
    ceremony = open_ceremony(request=request, register=register, by=ONE, at=at)
    seal_plan(ceremony, by=ONE, at=at)
    return ceremony


def held(register: str, quotas: dict[str, str], *, at: datetime, title: str = "抽取", substitutes: int = 0) -> Ceremony:
    """A draw whose result was sealed two days after that moment."""
    ceremony = planned(register, quotas, at=at, title=title, substitutes=substitutes)
    later = at + timedelta(days=2)
    for one in (ONE, OTHER):
        enter_number(ceremony, number=NUMBER, by=one, at=later)
    carry_out(ceremony, by=ONE, at=later)
    ceremony.refresh_from_db()
    return ceremony
