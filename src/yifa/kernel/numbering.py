"""统一登记、编号: numbers without gaps per series and year, whoever asks at once; a cancelled number stays on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from yifa.kernel.catalogue import catalogue
from yifa.kernel.models import Case, Number, Series
from yifa.law.condition import SEPARATOR
from yifa.law.fact import Fact, Value


class UnableToNumber(ValueError):
    """The case has a number, the number is cancelled already, no reason is given, or the series is another organ's."""


def open_series(*, name: str, year: int, pattern: str, organ_path: str = "") -> Series:
    """The series of that year; `pattern` writes a number, with {year} and {serial}, and is fixed by the first call.

    organ_path: of the organ whose series it is from the first call on, «» for one of the whole district.
    Raises UnableToNumber where it is another organ's: its numbers would have gaps that it cannot explain.
    """
    known = {"pattern": pattern, "organ_path": organ_path}
    series = Series.objects.get_or_create(name=name, year=year, defaults=known)[0]
    if organ_path and series.organ_path not in {"", organ_path}:
        whose = series.organ_path.rpartition(SEPARATOR)[2]
        raise UnableToNumber(f"不得编号:编号序列「{name}」由{whose}使用。请改用本机关的发文代字。")
    return series


def series_of(year: int, *, organ_path: str) -> tuple[Series, ...]:
    """The series of that year from which the organ takes numbers, by name."""
    return tuple(Series.objects.filter(year=year, organ_path__in=("", organ_path)).order_by("name"))


def give_number(*, series: Series, at: datetime, case: Case | None = None) -> Number:
    """The next number of the series that nobody bears, given to the case if there is one.

    The series stays locked until the transaction ends, so that a number is used up only if what it numbers stands.
    A number that a case bears by its ledger is entered as that case's on the way. Raises UnableToNumber where the case
    already has one, or where another series gave the same number.
    """
    with transaction.atomic():
        serial, text = _next(series)
        while (bearer := _bearer(text, case)) is not None:
            Number.objects.create(series=series, serial=serial, text=text, case=bearer, given_at=at)
            serial, text = _next(series)
        if case is not None and not Case.objects.filter(pk=case.pk, number=None).update(number=text):
            raise UnableToNumber("不得编号:本件已经编号。一件一号,请先核对;编号有误的,先将原号作废并写明原因。")
        return Number.objects.create(series=series, serial=serial, text=text, case=case, given_at=at)


def borne_by_another(*, case: Case, facts: Mapping[str, Value]) -> str:
    """The number that the facts state as this case's own although another of its kind bears it; «» where none such.

    A case of another kind is referred to by its number: the scores of a law-duty report stand under that of the report.
    """
    table = catalogue().table_of(name=case.procedure)
    key = table.column(table.key).becomes if table is not None else None
    stated = facts.get(key.name) if isinstance(key, Fact) else None
    if not isinstance(stated, str) or not stated:
        return ""
    bearer = _bearer(stated, case)
    given = Number.objects.filter(text=stated, case__procedure=case.procedure).exclude(case=case.pk)
    is_borne = bearer is not None and bearer.procedure == case.procedure
    return stated if is_borne or given.exists() else ""


def cancel_number(*, number: Number, reason: str, at: datetime) -> None:
    """作废: the number stays in the series with its reason and is never given again; its case is free for another.

    Raises UnableToNumber without a reason, or where it is cancelled already.
    """
    if not reason.strip():
        raise UnableToNumber(f"不得作废:作废「{number.text}」没有写明原因。请写明原因。")
    with transaction.atomic():
        standing = Number.objects.filter(pk=number.pk, cancelled_at=None)
        if not standing.update(cancelled_at=at, reason=reason.strip()):
            raise UnableToNumber(f"不得作废:「{number.text}」已经作废。请核对编号。")
        Case.objects.filter(number=number.text).update(number=None)


def numbers_of(case_ids: Iterable[int]) -> list[Number]:
    """Every number ever given to these cases, the cancelled ones too, in order; ask only for cases that may be seen."""
    found = Number.objects.filter(case_id__in=list(case_ids)).select_related("series", "case", "case__organ")
    return list(found.order_by("series__year", "series__name", "serial"))


def _next(series: Series) -> tuple[int, str]:
    Series.objects.filter(pk=series.pk).update(last=F("last") + 1)
    serial = Series.objects.values_list("last", flat=True).get(pk=series.pk)
    text = series.pattern.format(year=series.year, serial=serial)
    given = Number.objects.filter(text=text).select_related("series").first()
    if given is not None:
        raise UnableToNumber(
            f"不得编号:「{text}」已经由编号序列「{given.series.name}」给出,一号不得两用。请改用该序列取号,或者换用另一种编号样式。"
        )
    return serial, text


def _bearer(text: str, case: Case | None) -> Case | None:
    """The other case that bears this number, by a number given here or by its ledger."""
    found = Case.objects.filter(number=text).first()
    if found is None and case is not None:
        table = catalogue().table_of(name=_procedure(case))
        listed = (
            Case.objects.filter(source_table=table.id, source_key=text) if table is not None else Case.objects.none()
        )
        found = listed.first()
    return found if found is not None and (case is None or found.pk != case.pk) else None


def _procedure(case: Case) -> str:
    # An act may name its case by its id alone.
    return case.procedure or Case.objects.values_list("procedure", flat=True).get(pk=case.pk)
