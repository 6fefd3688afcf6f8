"""The lists from which a draw is prepared: registers as they were taken in, without rejected rows, and pools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from yifa.engine.draw.refusal import UnableToDraw
from yifa.engine.draw_pools import Pool, pools
from yifa.kernel.catalogue import catalogue
from yifa.kernel.ledger import Column, Table
from yifa.kernel.registers import whole
from yifa.law.certificate import CANCELLED, VALID_FROM, VALID_TO
from yifa.law.fact import Fact, Value

STRATA = ("信用风险类别", "风险等级", "风险类别", "分层", "类别", "层")
ORGANS, SPECIALITIES = ("所在部门", "单位", "部门"), ("专业领域", "专业")
"""Headings under which lists state the stratum of a subject, and the organ and the field of an inspector."""
WHOLE = "全部"
"""The one stratum of a register that is not divided."""
_VALIDITY = (VALID_FROM, VALID_TO, CANCELLED)


def is_register(named: str) -> bool:
    """Whether a register or a pool of that name is installed."""
    table = catalogue().tables.get(named)
    return named in pools() or (table is not None and table.becomes is None)


def of_subjects() -> tuple[Table | Pool, ...]:
    """The lists from which subjects may be drawn: registers that divide them into strata, and pools."""
    registers = (table for table in catalogue().tables.values() if table.becomes is None and _fact(table, STRATA))
    return (*registers, *pools().values())


def of_inspectors() -> tuple[Table, ...]:
    """The registers of inspectors: those that state the organ and the field of each."""
    registers = (table for table in catalogue().tables.values() if table.becomes is None)
    return tuple(table for table in registers if _fact(table, ORGANS) and _fact(table, SPECIALITIES))


def subjects(register: str, *, stratum: str, on: date) -> Iterator[tuple[str, str]]:
    """The (stratum, code) pairs of a register in force on a day. Raises UnableToDraw where it is empty."""
    if register in pools():
        yield from _pooled(pools()[register], on)
        return
    entries = _entries(register, on)
    layer = _fact(catalogue().tables[register], (stratum,) if stratum else STRATA)
    yield from ((str(facts.get(layer) or WHOLE) if layer else WHOLE, key) for key, facts in entries.items())


def inspectors(register: str, *, on: date) -> list[dict[str, Any]]:
    """The inspectors of a register as a request names them, with the validity that the register of certificates states.

    Who is not in that register holds no certificate, and is left out.
    """
    table, certificates = catalogue().tables[register], whole(register=_certificates().id, on=on)
    organ, speciality = _fact(table, ORGANS), _fact(table, SPECIALITIES)
    return [
        {
            "code": key,
            "organ": str(facts.get(organ) or ""),
            "specialities": [str(facts[speciality])] if facts.get(speciality) else [],
            **{fact.name: _day(certificates[key].get(fact.name)) for fact in _VALIDITY},
        }
        for key, facts in _entries(register, on).items()
        if key in certificates
    ]


def _pooled(pool: Pool, on: date) -> Iterator[tuple[str, str]]:
    found = tuple(pool.subjects(on))
    if not found:
        raise UnableToDraw(f"「{pool.title}」{on}还没有可以抽取的对象。请先登记。")
    yield from found


def _entries(register: str, on: date) -> Mapping[str, Mapping[str, Value]]:
    found = whole(register=register, on=on)
    if not found:
        title = catalogue().tables[register].title
        raise UnableToDraw(f"「{title}」还没有导入,或者 {on} 没有在用的版本。请先用 yifa ingest 导入。")
    return found


def _fact(table: Table, heads: tuple[str, ...]) -> str:
    return next((column.becomes.name for column in table.columns if _is_named(column, heads)), "")  # type: ignore[union-attr]


def _is_named(column: Column, heads: tuple[str, ...]) -> bool:
    return isinstance(column.becomes, Fact) and bool({column.head, *column.synonyms} & set(heads))


def _certificates() -> Table:
    stating = (t for t in catalogue().tables.values() if {VALID_FROM, VALID_TO} <= {c.becomes for c in t.columns})
    found = next(stating, None)
    if found is None:
        raise UnableToDraw("没有装入记载执法证件有效期的名录,不能核对证件。请改用写明有效期的人员名录文件。")
    return found


def _day(value: Value) -> str | None:
    return value.isoformat() if isinstance(value, date) else None
