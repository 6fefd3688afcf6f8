"""Records of every installed table, at every level: words that may be shown, and canaries that may not.

A canary stands in every text that the public may not see; in an open record, in every column that is not public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.db import models

from yifa.kernel.access.columns import COLUMNS
from yifa.kernel.catalogue import catalogue, record_model
from yifa.kernel.disclosure.rows import duties_of
from yifa.kernel.evidence.canonical import canonical
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.evidence.sealing import seal_now
from yifa.kernel.figures.declaration import Rate, RatioOfSums
from yifa.kernel.figures.freezing import Frozen, freeze
from yifa.kernel.ledger import Table
from yifa.kernel.loads import begin_load, keep_original
from yifa.kernel.models import Case, Load, Organ, Publication
from yifa.law.fact import Type
from yifa.surfaces.portal.listing import is_public

CANARY, OTHER, OPEN = "金丝雀", "另一词", "可公开"
DAY, NOW = date(2022, 3, 1), datetime(2022, 6, 1, 2, 0, tzinfo=UTC)
YEAR = 2022
ORGAN = "示例区公开局"
LEVELS: Mapping[str, Mapping[str, str]] = {
    "open": {"organ_path": ORGAN, "confidentiality": "公开"},
    "inside": {"organ_path": ORGAN, "confidentiality": "内部"},
    "secret": {"organ_path": ORGAN, "confidentiality": "工作秘密", "known_to": CANARY},
    "unrecognised": {"organ_path": ORGAN, "confidentiality": "未识别"},
    "unlabelled": {"organ_path": ORGAN, "confidentiality": ""},
    "nobody's": {"organ_path": "", "confidentiality": "公开"},
}
PLAN, ABORTED = "ab" * 32, "cd" * 32


@dataclass(frozen=True)
class Kept:
    """What was entered: cases by level, and the tables that hold something open."""

    cases: Mapping[str, tuple[int, ...]]
    tables: tuple[str, ...]


class Canaries:
    """Enters one record of each level in every table."""

    def __init__(self) -> None:
        self.numbers = count(1)
        self.organ = Organ.objects.create(path=ORGAN, name=ORGAN)
        self.original = keep_original(name=f"{CANARY}.xlsx", sha256="a" * 64, size=1, kind="xlsx", at=NOW)
        self.cases: dict[str, list[int]] = {level: [] for level in LEVELS}

    def enter(self) -> Kept:
        """Enter everything, freeze every figure, tell of two draws, and seal."""
        tables = tuple(catalogue().tables.values())
        for table in tables:
            for level in LEVELS:
                self._record(table, level)
        freeze(_frozen(name) for name in catalogue().figures)
        write([told(PLAN, "plan"), told(PLAN, "result"), told(ABORTED, "plan"), told(ABORTED, "abort")])
        secret = canonical({"statement": CANARY}).decode()
        write([stating(suite_in_use(), Subject.STATEMENT, CANARY, secret)])
        seal_now(at=NOW)
        return Kept({level: tuple(ids) for level, ids in self.cases.items()}, tuple(table.id for table in tables))

    def _record(self, table: Table, level: str) -> None:
        number = next(self.numbers)
        model: Any = record_model(table)
        values = {**dict(self._values(table, level, number)), **LEVELS[level]}
        common = {"original": self.original, "sheet": CANARY, "row": number, "year": YEAR}
        if table.becomes is None:
            values |= {"key": str(values[table.key]), "load": self._load(table), "digest": f"{number:064d}"}
            model.objects.create(**values, **common, in_force_from=DAY)
            return
        case = self._case(table, level, str(values[table.key]), number)
        model.objects.create(**values, **common, of_case=case)

    def _values(self, table: Table, level: str, number: int) -> Iterator[tuple[str, object]]:
        known = {field.name: field for field in record_model(table)._meta.concrete_fields}
        for column in table.columns:
            if column.id not in known or column.id in {fact.name for fact in COLUMNS}:
                continue
            may_be_seen = level == "open" and is_public(column)
            word = OPEN if may_be_seen else CANARY
            text = f"{word}{number}" if column.id == table.key else word
            yield column.id, _value(column.type, text, known[column.id])

    def _case(self, table: Table, level: str, key: str, number: int) -> Case:
        assert table.becomes is not None
        made = Case.objects.create(
            procedure=table.becomes.name,
            version=table.becomes.version,
            organ=self.organ if level != "nobody's" else None,
            title=f"{CANARY}{number}",
            year=YEAR,
            source_table=table.id,
            source_key=key,
            **LEVELS[level],
        )
        for duty in duties_of(table.becomes.name):
            Publication.objects.create(
                case=made,
                channel=duty.channel.name,
                step=duty.step,
                address=f"{duty.channel.name}/{made.pk}",
                is_owed=True,
                done_on=DAY if level in {"open", "nobody's"} else None,
                number=CANARY,
                receipt=CANARY,
                proof=CANARY,
                acts=0,
            )
        self.cases[level].append(made.pk)
        return made

    def _load(self, table: Table) -> Load:
        return begin_load(original=self.original, sheet=CANARY, table=table, year=YEAR, at=NOW)


def _value(kind: Type, text: str, field: models.Field[Any, Any]) -> object:
    match kind:
        case Type.DATE:
            return DAY
        case Type.MOMENT:
            return datetime(2022, 3, 1, 9, 30)  # noqa: DTZ001 - a ledger states no zone
        case Type.FLAG:
            return True
        case Type.INTEGER | Type.MONEY | Type.HUNDREDTHS:
            return 7
        case _:
            return text[: field.max_length]


def _frozen(name: str) -> Frozen:
    figure = catalogue().figures[name]
    parts = ("7", "100") if isinstance(figure.measure, Rate | RatioOfSums) else ("", "")
    return Frozen(name, YEAR, "7", figure.unit, *parts, 6, "f" * 64, figure.definition)


def told(plan: str, what: str) -> Any:
    """A leaf of a draw, as the draw would state it."""
    stated = {"what": what, "hash": "ef" * 32, "at": "2022-06-01T02:00:00.000000Z", "title": "食品抽查", "organ": ORGAN}
    return stating(suite_in_use(), Subject.DRAW, f"{plan}/{what}", stated)
