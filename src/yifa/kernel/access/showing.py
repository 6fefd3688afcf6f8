"""What a viewer is shown of a record: public facts, inner facts to posts that reach it, personal values masked.

`shown` masks, always. `unmasked` is for one record and one stated purpose, and leaves a row in the read log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from yifa.kernel.access.columns import guard_of
from yifa.kernel.access.masking import masked
from yifa.kernel.access.viewer import Post, Reach, Viewer
from yifa.kernel.access.visibility import may_see, parts_of
from yifa.kernel.ledger import Column, Mark, Table
from yifa.kernel.models import SensitiveRead
from yifa.kernel.models.rows import Row
from yifa.law.condition import AnyOf, Subject, evaluate
from yifa.law.fact import Fact, Type, Value


class UnableToShow(PermissionError):
    """The viewer may not see the record, or may not see it unmasked."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as it may be shown: values by column id; masked: of which columns; withheld: columns left out."""

    values: Mapping[str, Value]
    masked: frozenset[str]
    withheld: tuple[str, ...]


def shown(record: Row, viewer: Viewer, *, table: Table, on: date) -> Shown:
    """What the viewer is shown of the record on that day. Raises UnableToShow where it is not visible at all."""
    return showing(viewer, table=table, on=on)(record)


def showing(viewer: Viewer, *, table: Table, on: date) -> Callable[[Row], Shown]:
    """How records of the table are shown to the viewer on that day: `shown` for many, made ready once for a list.

    Takes rows, and also tuples with the columns of visibility and some others as their names: then these only are shown.
    """
    views: dict[tuple[str, str, str], _View | None] = {}

    def show(record: Row) -> Shown:
        guard = record.organ_path, record.confidentiality, record.known_to
        if guard not in views:
            inside = _is_inside(record, viewer, on)
            views[guard] = _view(record, table, inside=inside) if inside is not None else None
        view = views[guard]
        if view is None:
            raise UnableToShow("不能查看:您的岗位不能查看这条记录。确需查看的,请由有权的岗位办理。")
        hidden = _hidden(record, view.given, table) if view.depends else view.hidden
        if not hidden:
            return Shown({name: getattr(record, name) for name in view.names}, hidden, view.withheld)
        return Shown({column.id: _value(column, record, hidden) for column in view.given}, hidden, view.withheld)

    return show


def narrowed(rows: models.QuerySet[Any], columns: Iterable[Column]) -> models.QuerySet[Any, Any]:
    """The rows as tuples of these columns and what `showing` needs beside them; wide records cost time to make whole."""
    fields = {field.name for field in rows.model._meta.get_fields()}  # noqa: SLF001 - Django's public options
    case = ("of_case_id",) if "of_case" in fields else ()
    named = (*("pk", "organ_path", "confidentiality", "known_to"), *case)
    own = (column.id for column in columns if column.id in fields)
    return rows.values_list(*dict.fromkeys((*named, *own)), named=True)


@dataclass(frozen=True, slots=True)
class _View:
    """What of a record is shown to whoever stands where he does; depends: whether its facts decide what is hidden."""

    given: tuple[Column, ...]
    names: tuple[str, ...]
    withheld: tuple[str, ...]
    hidden: frozenset[str]
    depends: bool


def unmasked(record: Row, viewer: Viewer, *, table: Table, on: date, purpose: str, at: datetime) -> Shown:
    """The record with its personal values as they are, for the purpose stated; the read is logged.

    at: the instant of the read. Raises UnableToShow without a purpose, or for a post that may not unmask.
    Source: 个人信息保护法 art. 6 (a stated purpose, the least that serves it), art. 51 (待核).
    """
    held = _reaching(record, viewer, on)
    if not purpose.strip():
        raise UnableToShow("不能查看完整信息:没有写明用途。请写明查看这项个人信息的用途后再看。")
    if held is None or not held[1].unmasks:
        raise UnableToShow("不能查看完整信息:您的岗位没有查看个人信息的职责。请由承办岗位查看。")
    seen = shown(record, viewer, table=table, on=on)
    if seen.masked:
        _log(record, viewer, held[0], table, seen.masked, purpose.strip(), at)
    values = {name: getattr(record, name) for name in seen.values}
    return Shown(values, frozenset(), seen.withheld)


def is_personal(fact: Fact, facts: Mapping[str, Value], table: Table | None) -> bool:
    """Whether the value of the fact is a person's: declared so, or an identity number, and not an entity's name."""
    if table is not None and table.party_name is not None and table.party_name.fact == fact:
        return evaluate(table.party_name.entity_if, Subject(facts)) is not True
    return fact.personal or fact.type is Type.PERSON_ID


def facts_of(record: Row, table: Table) -> dict[str, Value]:
    """The facts that a record states, by their names."""
    found = ((column.becomes, column.id) for column in table.columns if hasattr(record, column.id))
    return {fact.name: getattr(record, column_id) for fact, column_id in found if isinstance(fact, Fact)}


def _reaching(record: Row, viewer: Viewer, on: date) -> tuple[Post, Reach] | None:
    # A post that reaches the record, of several the one that may unmask.
    subject = Subject(guard_of(record))
    held = [one for one in viewer.posts_on(on) if evaluate(AnyOf(tuple(parts_of(*one))), subject) is True]
    return max(held, key=lambda one: one[1].unmasks, default=None)


def _is_shown(column: Column, *, inside: bool) -> bool:
    said = column.becomes
    return inside or (isinstance(said, Fact | Mark) and said.public)


def _is_inside(record: Row, viewer: Viewer, on: date) -> bool | None:
    """Whether a post of the viewer reaches the record; None where it may not be seen at all."""
    return _reaching(record, viewer, on) is not None if may_see(record, viewer, on=on).holds is True else None


def _view(record: Row, table: Table, *, inside: bool) -> _View:
    known = [column for column in table.columns if hasattr(record, column.id)]
    given = tuple(column for column in known if _is_shown(column, inside=inside))
    withheld = tuple(column.id for column in known if column not in given)
    named = table.party_name.fact if table.party_name is not None else None
    # Only the name of a party depends on what else the record says.
    depends = named is not None and any(column.becomes == named for column in given)
    hidden = frozenset() if depends else _hidden(record, given, table)
    return _View(given, tuple(column.id for column in given), withheld, hidden, depends)


def _hidden(record: Row, given: tuple[Column, ...], table: Table) -> frozenset[str]:
    facts = facts_of(record, table)
    return frozenset(column.id for column in given if _is_personal(column, facts, table))


def _is_personal(column: Column, facts: Mapping[str, Value], table: Table) -> bool:
    return isinstance(column.becomes, Fact) and is_personal(column.becomes, facts, table)


def _value(column: Column, record: Row, hidden: frozenset[str]) -> Value:
    value: Value = getattr(record, column.id)
    return masked(value, column.type) if column.id in hidden else value


def _log(
    record: Row, viewer: Viewer, post: Post, table: Table, columns: frozenset[str], why: str, at: datetime
) -> None:
    SensitiveRead.objects.create(
        at=at,
        viewer=viewer.name,
        post=f"{post.organ_path} {post.name or post.role}".strip(),
        stands_in_for=post.stands_in_for,
        table=table.id,
        row=record.pk,
        columns=" ".join(sorted(columns)),
        purpose=why,
    )
