"""The list from which documents on file are drawn: those filed in the period that the checking organ chose last.

The list is read from the records when a plan is sealed, and its root is sealed with the plan: what is filed or entered
afterwards is not in it. Codes are the numbers of the documents, which are public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from yifa.domains.norms.afterwards import SPOT_CHECK
from yifa.domains.norms.models import FiledPeriod, NormativeDocument
from yifa.engine.draw_pools import Pool
from yifa.kernel.access import OPERATOR, visible
from yifa.kernel.at_hand import acting_of
from yifa.kernel.confidentiality import Level
from yifa.kernel.deciding import UnableToPerform
from yifa.kernel.entitlement import refusal_to_open
from yifa.kernel.pages import Asked, UnableToTake

POOL = "filed_norms"
KINDS: Mapping[bool | None, str] = {
    True: "涉及市场主体",
    False: "不涉及市场主体",
    None: "没有载明是否涉及市场主体",
}
"""By what the documents are divided, so that a plan may draw more of those that weigh on enterprises."""


def refuse_others(asked: Asked) -> None:
    """Raise UnableToPerform where the post is not of the organ that checks what is on file."""
    acting = acting_of(asked)
    path = acting.holding.organ_path
    refused = refusal_to_open(acting, procedure=SPOT_CHECK.name, path=path, on=asked.on, versions=asked.versions)
    if refused is not None:
        raise UnableToPerform(refused)


def checks(asked: Asked) -> bool:
    """Whether the post is of the organ that checks what is on file."""
    try:
        refuse_others(asked)
    except UnableToPerform:
        return False
    return True


def choose(asked: Asked, *, since: date, until: date) -> int:
    """Draw from now on from what was filed in that period, both days included; returns how many documents that are.

    Raises UnableToPerform for an organ that does not check, UnableToTake where nothing was filed.
    """
    refuse_others(asked)
    acting = acting_of(asked)
    chosen = FiledPeriod(since=since, until=until, on=asked.on, at=asked.at, chosen_by=acting.entered_by)
    chosen.organ_path, chosen.confidentiality = acting.holding.organ_path, Level.INTERNAL
    count = len(filed(chosen, on=asked.on))
    if not count:
        raise UnableToTake(
            f"没有形成名录:{since}到{until}没有收到备案的文件(本机关起草的除外)。请核对起止日期,或者先登记报备。",
            "since",
        )
    chosen.save()
    return count


def period_on(on: date) -> FiledPeriod | None:
    """The period chosen last, as of that day."""
    rows = visible(FiledPeriod.objects.filter(on__lte=on), OPERATOR, on=on)
    found: FiledPeriod | None = rows.order_by("-pk").first()
    return found


def filed(period: FiledPeriod, *, on: date) -> dict[str, str]:
    """The kind of every document filed in the period, by its number; without those that the checking organ drafted itself.

    Whoever asks gets the same list, or nobody could draw anew; numbers of documents are public.
    """
    rows = visible(NormativeDocument.objects.filter(filed__range=(period.since, period.until)), OPERATOR, on=on)
    chosen = rows.exclude(no=None).exclude(organ_path=period.organ_path).exclude(published=None)
    return {str(row.no): KINDS[row.biz] for row in chosen.order_by("filed", "no")}


def sizes(listed: Mapping[str, str]) -> list[tuple[str, int]]:
    """How many documents the list has of each kind."""
    kinds = list(listed.values())
    return [(kind, kinds.count(kind)) for kind in KINDS.values() if kind in kinds]


def _subjects(on: date) -> Iterator[tuple[str, str]]:
    period = period_on(on)
    if period is not None:
        yield from ((kind, number) for number, kind in filed(period, on=on).items())


POOLS = (Pool(POOL, "备案文件抽查名录", _subjects),)
