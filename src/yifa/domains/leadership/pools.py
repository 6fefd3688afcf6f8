"""The list from which representatives are drawn, each by a code and never by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.domains.leadership.models import Representative
from yifa.domains.leadership.representatives import POOL
from yifa.engine.draw_pools import Pool
from yifa.kernel.access import OPERATOR, visible


def _subjects(on: date) -> Iterator[tuple[str, str]]:
    rows = visible(Representative.objects.filter(left_on=None, entered_on__lte=on), OPERATOR, on=on)
    for one in rows.order_by("pk"):
        yield one.kind, one.code


POOLS = (Pool(POOL, "述法评议代表库", _subjects),)
