"""Plans to test with: fixed days, keys and numbers; nothing here asks a clock."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from yifa.engine.draw import beacon, bundle
from yifa.engine.draw.beacon import Beacon, Commitment, Reveal, Revealed, Value, commitment
from yifa.engine.draw.bundle import Drawn
from yifa.engine.draw.drawing import outcome
from yifa.engine.draw.encoding import document_hash
from yifa.engine.draw.frame import Frame, Place, frame_of
from yifa.engine.draw.inspectors import Inspector, Staffing
from yifa.engine.draw.numbers import Entry, Group, PublicNumber
from yifa.engine.draw.plan import Exclusion, Plan
from yifa.engine.draw.plan_json import plan_hash
from yifa.engine.draw.quota import Quota
from yifa.engine.draw.seal import Seal, Sealed

KEY = bytes(range(32))
MADE_ON = date(2022, 5, 9)
ANNOUNCED = datetime(2022, 5, 15, 13, 15, tzinfo=UTC)
REVEAL_BY = ANNOUNCED - timedelta(hours=4)
BALLS = (Group("红球", 1, 33, 6), Group("蓝球", 1, 16, 1))
NUMBER = PublicNumber("中国福利彩票双色球", "2022055", ANNOUNCED, BALLS)
DRAWN_NUMBER = "22 3 7 11 18 31 + 09"
SIZES = {"A": 40, "B": 30, "C": 9, "D": 3}
ORGANS = ("区市场监管局", "区应急管理局", "区司法局")


def frame(sizes: dict[str, int] | None = None, *, key: bytes = KEY) -> Frame:
    return frame_of(key=key, entries=[(s, f"{s}{i:05d}") for s, size in (sizes or SIZES).items() for i in range(size)])


def inspectors(count: int = 12) -> tuple[Inspector, ...]:
    """Each knows two of the three fields; one stands aside from the first place of A."""
    fields = ("食品", "特种设备", "价格")
    return tuple(
        Inspector(
            f"津{i:04d}",
            ORGANS[i % 3],
            (fields[i % 3], fields[(i + 1) % 3]),
            date(2020, 1, 1),
            date(2025, 12, 31),
            None,
            (Place("A", i),) if i < 4 else (),
        )
        for i in range(count)
    )


def plan(whole: Frame | None = None, **changes: Any) -> Plan:
    """A plan over the sample frame; changes replace its parts."""
    whole = whole or frame()
    settled = Plan(
        title="2022年第二季度部门联合双随机抽查",
        purpose="双随机抽查",
        organ="区市场监管局",
        basis=("《优化营商环境条例》第五十四条",),
        made_on=MADE_ON,
        register="检查对象名录库2022年版",
        root=whole.root.hex(),
        sizes=whole.sizes,
        quotas=(Quota("A", 5, 2), Quota("B", 4, 2, speciality="食品"), Quota("D", 1, 1)),
        exclusions=(Exclusion(Place("A", 3), "本年度检查次数已达上限"), Exclusion(Place("D", 1), "已停业")),
        beacon=Beacon(NUMBER),
        staffing=Staffing(date(2022, 6, 1), 2, None, inspectors()),
    )
    return replace(settled, **changes)


def nonce(organ: str) -> bytes:
    """The nonce of an organ in tests: no secret."""
    return bytes.fromhex(document_hash(organ))


def jointly(organs: tuple[str, ...] = ORGANS) -> Beacon:
    """A beacon in which the organs take part."""
    promises = tuple(Commitment(organ, commitment(nonce=nonce(organ), organ=organ)) for organ in organs)
    return Beacon(NUMBER, promises, REVEAL_BY)


def reveals(*organs: str) -> tuple[Reveal, ...]:
    return tuple(Reveal(organ, nonce(organ)) for organ in organs)


def entries(number: str = DRAWN_NUMBER) -> tuple[Entry, Entry]:
    return Entry("王某", number), Entry("李某", number)


def seals(settled: Plan, *, result_hash: str, revealed: Revealed | None = None) -> tuple[Seal, ...]:
    """Seals at lawful moments."""
    first = Seal(Sealed.PLAN, plan_hash(settled), ANNOUNCED - timedelta(days=5))
    last = Seal(Sealed.RESULT, result_hash, ANNOUNCED + timedelta(hours=1))
    if not settled.beacon.commitments:
        return first, last
    return first, Seal(Sealed.REVEALS, beacon.revealed_hash(revealed or Revealed()), REVEAL_BY), last


def drawn(settled: Plan, whole: Frame, *, number: str = DRAWN_NUMBER, by: tuple[Reveal, ...] = ()) -> Drawn:
    return bundle.draw(settled, frame=whole, value=value(settled, number=number, by=by))


def value(settled: Plan, *, number: str = DRAWN_NUMBER, by: tuple[Reveal, ...] = ()) -> Value:
    return beacon.value_of(settled.beacon, entries=entries(number), reveals=by)


def published(
    settled: Plan, whole: Frame, *, number: str = DRAWN_NUMBER, by: tuple[Reveal, ...] = ()
) -> dict[str, Any]:
    """A bundle as a reader gets it: through a file."""
    found = drawn(settled, whole, number=number, by=by)
    revealed = beacon.close(settled.beacon, by)
    made = bundle.bundle_json(found, seals=seals(settled, result_hash=found.result_hash, revealed=revealed))
    return dict(json.loads(json.dumps(made)))


__all__ = ["Plan", "Quota", "outcome"]
