"""Cases, loads and acts of the trial, as tests want them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from tests.kernel.trial.ledger import OFFICERS, PERMITS
from yifa.kernel.acts import Actor, Performed, Proposed, perform
from yifa.kernel.loads import begin_load, keep_original
from yifa.kernel.models import Load
from yifa.kernel.opening import open_case
from yifa.kernel.records import stored
from yifa.kernel.registers import Entered, enter, finish_edition
from yifa.kernel.replay import Imported, Replayed, replay
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.law.fold import Given

NOW = datetime(2022, 6, 1, 2, 0, tzinfo=UTC)
TODAY = date(2022, 6, 1)
CLERK = Actor("张三", organ="区政务服务局", person="李四")
GIVEN = Given()

ROW: Mapping[str, Value] = {column.id: None for column in PERMITS.columns} | {
    "no": "示许〔2022〕1号",
    "title": "开办药店",
    "organ": "区市场监管局",
    "code": "91990000MA0000001X",
    "fine": 5_000_00,
    "urgent": False,
    "c1": "ZF01",
    "c2": "ZF02",
    "applied": date(2022, 3, 1),
    "accepted": date(2022, 3, 4),
    "reviewed": datetime(2022, 3, 10, 9, 30),  # noqa: DTZ001 - a ledger states no zone
    "decided": date(2022, 3, 15),
    "status": "在办",
}


def opened(on: date = date(2022, 3, 1), **facts: Value) -> int:
    return open_case(procedure="trial_permit", on=on, by=CLERK, at=NOW, given=GIVEN, facts=facts).case_id


def do(case_id: int, step: str, on: date, kind: Kind = Kind.DONE, **more: Any) -> Performed:
    given = more.pop("given", GIVEN)
    at = more.pop("at", NOW)
    return perform(case_id=case_id, act=Proposed(kind, step, on, **more), by=CLERK, at=at, given=given)


def load_of(
    sha256: str = "a" * 64, *, table: Any = PERMITS, year: int = 2022, in_force_from: date | None = None
) -> Load:
    original = keep_original(name="台账.xlsx", sha256=sha256, size=1, kind="xlsx", at=NOW)
    return begin_load(original=original, sheet="Sheet1", table=table, year=year, at=NOW, in_force_from=in_force_from)


def imported(number: int = 1, **values: Value) -> Imported:
    key = f"示许〔2022〕{number}号"
    return Imported(key, {**ROW, "no": key, **values}, row=number + 1)


def take_in(rows: Sequence[Imported], load: Load | None = None) -> Replayed:
    return replay(load=load or load_of(), table=PERMITS, rows=rows, by=CLERK, at=NOW, given=GIVEN)


def officer(cert: str, name: str, **values: Value) -> Imported:
    empty: dict[str, Value] = {column.id: None for column in OFFICERS.columns}
    return Imported(cert, {**empty, "cert": cert, "name": name, **values}, row=2)


def edition(
    year: int, *rows: Imported, sha256: str | None = None, in_force_from: date | None = None
) -> tuple[Entered, int]:
    load = load_of(sha256 or f"{year:064d}", table=OFFICERS, year=year, in_force_from=in_force_from)
    entered = enter(load=load, table=OFFICERS, rows=rows)
    return entered, finish_edition(load=load, table=OFFICERS, at=NOW)


def record_of(case_id: int) -> Any:
    return stored(PERMITS).model.objects.get(of_case_id=case_id)


def shown(case_id: int) -> dict[str, Value]:
    record = record_of(case_id)
    return {column.id: getattr(record, column.id) for column in PERMITS.columns}
