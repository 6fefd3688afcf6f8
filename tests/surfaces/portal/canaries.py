"""Records of every installed table, at every level: words that may be shown, and canaries that may not.

A canary stands in every text that the public may not see; in an open record, in every column that is not public. Its
last sign tells its level, so that it is known which of them a role may meet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.db import models

from tests.surfaces.portal.published import publish_report
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
from yifa.kernel.ledger import Column, Table
from yifa.kernel.loads import begin_load, keep_original
from yifa.kernel.models import Act, Case, Finding, Load, Organ, Publication
from yifa.law.fact import Fact, Type
from yifa.surfaces.portal.listing import is_public

CANARY, OTHER, OPEN = "金丝雀", "另一词", "可公开"
DAY, NOW = date(2022, 3, 1), datetime(2022, 6, 1, 2, 0, tzinfo=UTC)
YEAR = 2022
ORGAN = "示例区公开局"
LEVELS: Mapping[str, Mapping[str, str]] = {
    "open": {"organ_path": ORGAN, "confidentiality": "公开"},
    "inside": {"organ_path": ORGAN, "confidentiality": "内部"},
    "secret": {"organ_path": ORGAN, "confidentiality": "工作秘密", "known_to": f"{CANARY}丙"},
    "unrecognised": {"organ_path": ORGAN, "confidentiality": "未识别"},
    "unlabelled": {"organ_path": ORGAN, "confidentiality": ""},
    "nobody's": {"organ_path": "", "confidentiality": "公开"},
}
MARKS: Mapping[str, str] = {
    "open": "甲",
    "inside": "乙",
    "secret": "丙",
    "unrecognised": "丁",
    "unlabelled": "戊",
    "nobody's": "己",
}
PERSONAL, FILE = f"{CANARY}私", f"{CANARY}档"
"""What is a person's, and is masked for everybody; what files are called."""
PLAN, ABORTED = "ab" * 32, "cd" * 32


@dataclass(frozen=True)
class Kept:
    """What was entered: cases by level, and the tables that hold something open."""

    cases: Mapping[str, tuple[int, ...]]
    tables: tuple[str, ...]
    findings: tuple[int, ...] = ()


class Canaries:
    """Enters one record of each level in every table."""

    def __init__(self) -> None:
        self.numbers = count(1)
        self.organ = Organ.objects.create(path=ORGAN, name=ORGAN)
        self.original = keep_original(name=f"{FILE}.xlsx", sha256="a" * 64, size=1, kind="xlsx", at=NOW)
        self.cases: dict[str, list[int]] = {level: [] for level in LEVELS}
        self.findings: list[int] = []

    def enter(self) -> Kept:
        """Enter everything, freeze every figure, publish the report of the year, tell of two draws, and seal."""
        tables = tuple(catalogue().tables.values())
        for table in tables:
            for level in LEVELS:
                self._record(table, level)
        freeze(frozen(name) for name in catalogue().figures)
        publish_report(self.organ, year=YEAR)
        write([told(PLAN, "plan"), told(PLAN, "result"), told(ABORTED, "plan"), told(ABORTED, "abort")])
        secret = canonical({"statement": CANARY}).decode()
        write([stating(suite_in_use(), Subject.STATEMENT, CANARY, secret)])
        seal_now(at=NOW)
        return Kept(
            {level: tuple(ids) for level, ids in self.cases.items()},
            tuple(table.id for table in tables),
            tuple(self.findings),
        )

    def _record(self, table: Table, level: str) -> None:
        number = next(self.numbers)
        model: Any = record_model(table)
        values = {**dict(self._values(table, level, number)), **LEVELS[level]}
        common = {"original": self.original, "sheet": FILE, "row": number, "year": YEAR}
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
            word = _word(table, column, level)
            text = f"{word}{number}" if column.id == table.key else word
            yield column.id, _value(column.type, text, known[column.id])

    def _case(self, table: Table, level: str, key: str, number: int) -> Case:
        assert table.becomes is not None
        made = Case.objects.create(
            procedure=table.becomes.name,
            version=table.becomes.version,
            organ=self.organ if level != "nobody's" else None,
            title=f"{CANARY}{MARKS[level]}{number}",
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
                number=f"{CANARY}{MARKS[level]}",
                receipt=f"{CANARY}{MARKS[level]}",
                proof=f"{CANARY}{MARKS[level]}",
                acts=0,
            )
        self.cases[level].append(made.pk)
        self._act(made, f"{CANARY}{MARKS[level]}", number, LEVELS[level])
        self._finding(made, f"{CANARY}{MARKS[level]}")
        return made

    def _act(self, case: Case, word: str, number: int, stated: Mapping[str, str]) -> None:
        where = {"original": self.original, "sheet": FILE, "row": number, "carrier": "import"}
        who = {"organ": word, "actor": word, "entered_by": word, "at": NOW}
        # What the act states is what the columns are made of whenever they are made anew.
        facts = {name: value for name, value in stated.items() if name != "organ_path" and value}
        text = json.dumps(facts, ensure_ascii=False)
        Act.objects.create(case=case, seq=0, kind="registered", on=DAY, facts=text, **where, **who)
        Case.objects.filter(pk=case.pk).update(acts=1)

    def _finding(self, case: Case, word: str) -> None:
        found = Finding.objects.create(
            case=case, rule="trial.rule", article=word, detail="{}", sentence=word, evidence="e" * 64, found_at=NOW
        )
        self.findings.append(found.pk)

    def _load(self, table: Table) -> Load:
        return begin_load(original=self.original, sheet=FILE, table=table, year=YEAR, at=NOW)


def _word(table: Table, column: Column, level: str) -> str:
    if level == "open" and is_public(column):
        return OPEN
    said = column.becomes
    named = table.party_name.fact if table.party_name is not None else None
    is_personal = isinstance(said, Fact) and (said.personal or said.type is Type.PERSON_ID or said == named)
    return PERSONAL if is_personal else f"{CANARY}{MARKS[level]}"


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


def frozen(name: str, value: str = "7") -> Frozen:
    """What a report of the year says of a figure."""
    figure = catalogue().figures[name]
    parts = ("7", "100") if isinstance(figure.measure, Rate | RatioOfSums) else ("", "")
    return Frozen(name, YEAR, value, figure.unit, *parts, 6, "f" * 64, figure.definition)


def told(plan: str, what: str) -> Any:
    """A leaf of a draw, as the draw would state it."""
    stated = {"what": what, "hash": "ef" * 32, "at": "2022-06-01T02:00:00.000000Z", "title": "食品抽查", "organ": ORGAN}
    return stating(suite_in_use(), Subject.DRAW, f"{plan}/{what}", stated)
