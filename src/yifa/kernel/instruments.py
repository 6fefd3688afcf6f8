"""The register of citable things: what an act may cite, and whether it was in force that day."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from yifa.kernel.models import Instrument


def in_force(instrument: Instrument, on: date) -> bool:
    """Whether this version binds on the day; both the first and the last day count."""
    return instrument.valid_from <= on and (instrument.valid_to is None or on <= instrument.valid_to)


def version_in_force(*, kind: str, number: str, on: date) -> Instrument | None:
    """The version of the thing that binds on the day; None where none does."""
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    known = Instrument.objects.filter(lasting, kind=kind, number=number, valid_from__lte=on)
    return known.order_by("-valid_from", "-pk").first()


def days_of(*, kind: str) -> dict[str, tuple[date, date | None]]:
    """From which day to which each thing of the kind binds, by number; of several versions the latest."""
    rows = Instrument.objects.filter(kind=kind).order_by("valid_from", "pk")
    return {number: (since, until) for number, since, until in rows.values_list("number", "valid_from", "valid_to")}


def enter(
    *, kind: str, number: str, name: str, valid_from: date, valid_to: date | None = None, version: str = ""
) -> Instrument:
    """Enter a version of a citable thing, or put right what was entered of it before.

    Raises ValueError where it would end before it ever bound.
    """
    if valid_to is not None and valid_to < valid_from:
        raise ValueError(f"不得登记:{name}的失效日期{valid_to}早于施行日期{valid_from}。请核对日期。")
    days = {"name": name, "valid_from": valid_from, "valid_to": valid_to}
    return Instrument.objects.update_or_create(kind=kind, number=number, version=version, defaults=days)[0]


def strike(*, kind: str, number: str, version: str = "") -> None:
    """Take out what was entered of a thing that turns out never to have bound."""
    Instrument.objects.filter(kind=kind, number=number, version=version).delete()


def repeal(*, instrument: Instrument, last_day: date) -> None:
    """废止: the last day on which it binds. Raises ValueError for a day before it ever bound."""
    if last_day < instrument.valid_from:
        raise ValueError(
            f"不得废止:{instrument.name}自{instrument.valid_from}起施行,失效日期不能早于施行日期。请核对日期。"
        )
    with transaction.atomic():
        instrument.valid_to = last_day
        instrument.save(update_fields=["valid_to"])
