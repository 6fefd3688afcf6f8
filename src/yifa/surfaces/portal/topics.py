"""What people come to look for, on one screen; a table that no topic places still comes last, never lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yifa.kernel.catalogue import catalogue
from yifa.kernel.ledger import Table


@dataclass(frozen=True, slots=True)
class Topic:
    """A question that brings people here, and the ledger tables (ids) whose public records answer it."""

    name: str
    title: str
    says: str
    tables: str


# fmt: off
TOPICS = (
    Topic("penalties", "查处罚", "行政机关处罚了什么,依据什么,罚了多少。", "penalty_cases"),
    Topic("inspections", "查检查", "检查哪些事项,什么时候查的,结果怎样。", "check_tasks check_results check_items"),
    Topic("services", "查办事", "有哪些事项可以办,要多少天,办成了什么。", "items service_cases"),
    Topic("decisions", "查决策", "政府作了哪些重大决策,经过了哪些程序。", "decisions decision_catalogue decision_evals"),
)
REST = Topic("others", "其他公开信息", "其他依法公开的记录。", "")
# fmt: on


def placed(open_tables: Iterable[Table]) -> tuple[tuple[Topic, tuple[Table, ...]], ...]:
    """These tables by topic; topics with none of them are left out."""
    found = {table.id: table for table in open_tables}
    topics = [(topic, _taken(found, topic.tables.split())) for topic in TOPICS]
    return tuple((topic, tables) for topic, tables in (*topics, (REST, tuple(found.values()))) if tables)


def all_tables() -> tuple[Table, ...]:
    """Every installed table."""
    return tuple(catalogue().tables.values())


def _taken(found: dict[str, Table], names: list[str]) -> tuple[Table, ...]:
    return tuple(found.pop(name) for name in names if name in found)
