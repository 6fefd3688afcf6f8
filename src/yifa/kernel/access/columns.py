"""The three columns of visibility as the acts of a case, or the load of an entry, have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from yifa.kernel.confidentiality import (
    CONFIDENTIALITY,
    KNOWN_TO,
    MAY_NOT_BE_KEPT,
    ORGAN_PATH,
    REFUSAL,
    Level,
    UnableToKeepStateSecret,
    read_level,
)
from yifa.kernel.ledger import Table
from yifa.kernel.models.guarded import Guarded
from yifa.law.explain import Refusal
from yifa.law.fact import Value

COLUMNS = (ORGAN_PATH, CONFIDENTIALITY, KNOWN_TO)


@dataclass(frozen=True, slots=True)
class Guard:
    """What the columns of visibility of one row hold, named as they are."""

    organ_path: str
    confidentiality: str
    known_to: str = ""

    @property
    def columns(self) -> dict[str, str]:
        """The columns with their values, to make or to update a row."""
        return asdict(self)


def guarded(table: Table | None, *, organ_path: str, facts: Mapping[str, Value], published: bool = False) -> Guard:
    """The columns of a row of the table, or of a case that has none.

    organ_path: «» where it is not known whose the row is; facts: what its acts state, of which 密级 and 知悉岗位 count;
    published: whether a publication of it stands. A level that is stated goes before what the table says.
    """
    level = _level(facts.get(CONFIDENTIALITY.name))
    if level in {Level.WORK_SECRET, Level.UNRECOGNIZED}:
        return Guard(organ_path, level, str(facts.get(KNOWN_TO.name) or ""))
    if published or (level is None and table is not None and table.open_by is not None):
        return Guard(organ_path, Level.PUBLIC)
    return Guard(organ_path, level or Level.INTERNAL)


def guard_of(row: Guarded) -> dict[str, str]:
    """The columns of a row that decide who may see it, by their names."""
    return {fact.name: getattr(row, fact.name) for fact in COLUMNS}


def refusals_of_state_secret(facts: Mapping[str, Value]) -> tuple[Refusal, ...]:
    """Why nothing that states a state secret is taken in: the refusal holds nothing of the content."""
    try:
        read_level(str(facts.get(CONFIDENTIALITY.name) or ""))
    except UnableToKeepStateSecret:
        return (Refusal(MAY_NOT_BE_KEPT, REFUSAL),)
    return ()


def _level(stated: Value) -> Level | None:
    return read_level(str(stated)) if stated is not None else None
