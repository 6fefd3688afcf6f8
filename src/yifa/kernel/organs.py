"""Organs and parties by what ledgers call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yifa.kernel.models import Organ, Party


def organ_ids(*, names: Iterable[str]) -> dict[str, int]:
    """The organs of these names; one that nobody has placed in the tree yet is entered at its root."""
    wanted = {name for name in names if name}
    found = _known(wanted)
    unknown = [Organ(path=name, name=name) for name in sorted(wanted - found.keys())]
    Organ.objects.bulk_create(unknown, ignore_conflicts=True)
    return found | _known(wanted - found.keys()) if unknown else found


def paths_named(*, names: Iterable[str]) -> dict[str, str]:
    """Where the organs of these names stand in the tree; one that is not entered yet stands at the root."""
    wanted = {name for name in names if name}
    # The last one read wins, as in `organ_ids`.
    rows = Organ.objects.filter(name__in=wanted).order_by("pk").values_list("name", "path")
    return {name: name for name in wanted} | dict(rows)


def entity_ids(*, names: Mapping[str, str]) -> dict[str, int]:
    """The entities of these credit codes, entered with the name given where they are not yet known."""
    found = _entities(names)
    unknown = [Party(credit_code=code, name=names[code]) for code in sorted(names.keys() - found.keys())]
    Party.objects.bulk_create(unknown, ignore_conflicts=True)
    return found | _entities([party.credit_code or "" for party in unknown]) if unknown else found


def _known(names: Iterable[str]) -> dict[str, int]:
    # The last one read wins: of several organs of one name, the latest to be entered.
    return dict(Organ.objects.filter(name__in=names).order_by("pk").values_list("name", "pk"))


def _entities(codes: Iterable[str]) -> dict[str, int]:
    rows = Party.objects.filter(credit_code__in=codes).values_list("credit_code", "pk")
    return {code: pk for code, pk in rows if code is not None}
