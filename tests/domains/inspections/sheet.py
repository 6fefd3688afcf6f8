"""A sheet of 抽查结果 as a test writes it: rows that differ from a lawful one, read by the fold and by the scan."""

from collections.abc import Mapping, Sequence
from datetime import date

from tests.domains.book import PARAMETERS, type_cell
from tests.engine.conformance.case import Case, Reading, World, folded, scanned
from yifa.domains.inspections.ledger import CHECK_RESULTS
from yifa.domains.inspections.procedure import INSPECTION
from yifa.kernel.projection import acts_of
from yifa.law.fact import Type, Value
from yifa.law.procedure import Procedure

CODE, OTHER_CODE = "91990101100125601F", "91990101100200915W"
LAWFUL: Mapping[str, type_cell] = {
    "no": "JC-1",
    "task": "RW-1",
    "item": "CC0001",
    "reason": None,
    "code": CODE,
    "name": "示例区某某食品有限公司",
    "risk": "B",
    "c1": "ZF01",
    "c2": "ZF02",
    "date": "2022-06-08",
    "result": "未发现问题",
    "published": "2022-06-15",
}
OFFICERS: Mapping[str, Mapping[str, Value]] = {
    "ZF01": {"valid_from": date(2020, 1, 1), "valid_to": date(2025, 12, 31), "cancelled": None},
    "ZF02": {"valid_from": date(2020, 1, 1), "valid_to": date(2025, 12, 31), "cancelled": None},
    "ZF-new": {"valid_from": date(2022, 6, 8), "valid_to": date(2026, 6, 7), "cancelled": None},
    "ZF-old": {"valid_from": date(2017, 6, 8), "valid_to": date(2022, 6, 8), "cancelled": None},
    "ZF-gone": {"valid_from": date(2020, 1, 1), "valid_to": date(2025, 12, 31), "cancelled": date(2022, 6, 8)},
}
ITEMS: Mapping[str, Mapping[str, Value]] = {"CC0001": {"listed_item": "CC0001"}, "CC0002": {"listed_item": "CC0002"}}
DRAWN: Mapping[str, date] = {"RW-1": date(2022, 6, 1), "RW-2": date(2022, 6, 8)}


def world(
    parameters: Mapping[str, object] = PARAMETERS, procedure: Procedure = INSPECTION, table: str = "check_results"
) -> World:
    """What both readings take as given for the sheet."""
    return World(
        procedure,
        date(2022, 12, 31),
        parameters,
        {"officers": OFFICERS, "check_items": ITEMS},
        {table: CHECK_RESULTS.witnesses},
        others={("inspection_task", "draw"): DRAWN},
    )


def case(row: Mapping[str, type_cell]) -> Case:
    """The case that a row becomes, with the cells of the lawful row where it says nothing else."""
    values = {column: read(column, cell) for column, cell in {**LAWFUL, **row}.items()}
    acts = acts_of(CHECK_RESULTS, values, on_registered=date(2023, 1, 5), year=2022)
    return Case(acts, "check_results")


def read(column: str, cell: type_cell) -> Value:
    """The cell as intake reads it."""
    is_day = isinstance(cell, str) and CHECK_RESULTS.column(column).type is Type.DATE
    return date.fromisoformat(str(cell)) if is_day else cell


def readings(*rows: Mapping[str, type_cell], given: World | None = None) -> list[Reading]:
    """What both readings say of each row of a sheet; they must agree."""
    cases = [case(row) for row in rows]
    one, other = folded(cases, given or world()), scanned(cases, given or world())
    assert one == other
    return one


def listed(*rows: Mapping[str, type_cell], given: World | None = None) -> list[set[str]]:
    """The rules that each row of a sheet is listed for."""
    return [{code for code, (_, _, shown) in reading.items() if shown} for reading in readings(*rows, given=given)]


def of_row(given: World | None = None, /, **cells: type_cell) -> set[str]:
    """The rules that a sheet of one row is listed for."""
    return listed(cells, given=given)[0]


def detail(code: str, *rows: Mapping[str, type_cell]) -> Mapping[str, object]:
    """What the finding of a rule shows for the last row of a sheet."""
    shown = readings(*rows)[-1][code][1]
    assert shown is not None
    return shown


def dated(days: Sequence[str], **cells: type_cell) -> list[dict[str, type_cell]]:
    """Rows alike but for number and day of inspection, published in time."""
    return [{"no": f"JC-{n}", "date": day, "published": None, **cells} for n, day in enumerate(days)]
