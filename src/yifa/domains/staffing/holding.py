"""The posts that organs hold on a day: the register of quotas in force, and the movements on record since it began."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from yifa.domains.staffing.models import PostMovement, PostQuota
from yifa.domains.staffing.rules import Account, Balance, Gap, Movement, balances, gaps, held
from yifa.kernel.access import Viewer, visible


@dataclass(frozen=True, slots=True)
class Holding:
    """What each account holds, what those with a standard lack, and the movements that could not be booked.

    balances: each account with what it received and gave; gaps: of accounts whose opening is known, since what an
    organ holds is known of no other; unknown: accounts with a standard, of which nobody entered how many they began
    with; one_sided: numbers of movements that do not name both organs, a kind and a number.
    """

    held: dict[Account, int]
    balances: tuple[Balance, ...]
    gaps: tuple[Gap, ...]
    unknown: tuple[Account, ...]
    one_sided: tuple[str, ...]


def holding(*, viewer: Viewer, on: date) -> Holding:
    """The posts held on a day, as far as the viewer may see quotas and movements.

    Where no edition of the quotas is in force, accounts begin at nothing and show what was moved on record.
    """
    lasting = Q(in_force_to__isnull=True) | Q(in_force_to__gte=on)
    quotas = list(visible(PostQuota.objects.filter(lasting, in_force_from__lte=on), viewer, on=on))
    since = min((quota.in_force_from for quota in quotas), default=date.min)
    rows = list(
        visible(PostMovement.objects.filter(date__gte=since, date__lte=on).order_by("date", "pk"), viewer, on=on)
    )
    opening = {account: quota.approved for quota, account in _accounts(quotas) if quota.approved is not None}
    standards = {account: quota.standard for quota, account in _accounts(quotas) if quota.standard is not None}
    booked = tuple(_booked(rows))
    found = held(opening, booked, on=on)
    known = {account: standard for account, standard in standards.items() if account in opening}
    unknown = tuple(sorted(account for account in standards if account not in opening))
    one_sided = tuple(row.no or "" for row in rows if not _is_whole(row))
    return Holding(found, balances(opening, booked, on=on), gaps(known, found), unknown, one_sided)


def _accounts(quotas: Iterable[Any]) -> Iterator[tuple[Any, Account]]:
    yield from ((quota, Account(quota.unit, quota.kind)) for quota in quotas if quota.unit and quota.kind)


def _booked(rows: Iterable[Any]) -> Iterator[Movement]:
    yield from (Movement(row.date, row.kind, row.source, row.target, row.n) for row in rows if _is_whole(row))


def _is_whole(row: Any) -> bool:
    return bool(row.source and row.target and row.kind and row.n) and row.source != row.target
