"""The register of experts as a list to draw from, each by a code and never by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.domains.decisions.experts import POOL
from yifa.domains.decisions.models import Expert
from yifa.engine.draw_pools import Pool
from yifa.kernel.access import OPERATOR, visible


def _subjects(on: date) -> Iterator[tuple[str, str]]:
    rows = visible(Expert.objects.filter(left_on=None, entered_on__lte=on), OPERATOR, on=on)
    for one in rows.order_by("pk"):
        yield one.field, one.code


POOLS = (Pool(POOL, "决策咨询论证专家库", _subjects),)
