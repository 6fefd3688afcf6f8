"""统一登记、编号: numbers without gaps per series and year, whoever asks at once; a cancelled number stays on record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from yifa.kernel.models import Case, Number, Series


class UnableToNumber(ValueError):
    """The case has a number, or the number is cancelled already, or no reason is given."""


def open_series(*, name: str, year: int, pattern: str) -> Series:
    """The series of that year; `pattern` writes a number, with {year} and {serial}, and is fixed by the first call."""
    return Series.objects.get_or_create(name=name, year=year, defaults={"pattern": pattern})[0]


def series_of(year: int) -> tuple[Series, ...]:
    """The series of that year, by name."""
    return tuple(Series.objects.filter(year=year).order_by("name"))


def give_number(*, series: Series, at: datetime, case: Case | None = None) -> Number:
    """The next number of the series, given to the case if there is one.

    The series stays locked until the transaction ends, so that a number is used up only if what it numbers stands.
    Raises UnableToNumber where the case already has one.
    """
    with transaction.atomic():
        Series.objects.filter(pk=series.pk).update(last=F("last") + 1)
        serial = Series.objects.values_list("last", flat=True).get(pk=series.pk)
        text = series.pattern.format(year=series.year, serial=serial)
        if case is not None and not Case.objects.filter(pk=case.pk, number=None).update(number=text):
            raise UnableToNumber("不得编号:本件已经编号。一件一号,请先核对;编号有误的,先将原号作废并写明原因。")
        return Number.objects.create(series=series, serial=serial, text=text, case=case, given_at=at)


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
