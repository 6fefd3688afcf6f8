"""What a clean-up decided is carried out: the norms that it repealed or declared void are brought to their end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.models import NormativeDocument
from yifa.domains.norms.texts import bring_to_end
from yifa.kernel.access import Viewer, visible
from yifa.kernel.acts import Actor
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.fact import Fact
from yifa.law.fold import Given, State


class UnableToCarryOut(ValueError):
    """The result of the clean-up is not public yet, or a document that it names is not on record."""


def carry_out(
    *,
    clean_up_id: int,
    last_day: date,
    viewer: Viewer,
    by: Actor,
    at: datetime,
    given: Given,
    versions: Versions = INSTALLED,
) -> tuple[str, ...]:
    """Bring to its end every norm that the clean-up repealed (废止) or declared void (宣布失效); returns their numbers.

    last_day: the last on which they bind. All of them or none: one transaction.
    Raises UnableToCarryOut before the result is published, or where a document named is not on record here.
    """
    state = next(iter(read_cases([clean_up_id], given=given, versions=versions))).state
    if "publication" not in state.done:
        raise UnableToCarryOut(
            f"不得登记失效:清理结果尚未公布({v.PUBLISHED_BASIS.formal})。请先公布继续有效、修改、废止和失效文件目录。"
        )
    reasons = dict(_reasons(state))
    cases = _cases(reasons, viewer, last_day)
    with transaction.atomic():
        for number, reason in reasons.items():
            bring_to_end(
                case_id=cases[number], last_day=last_day, reason=reason, by=by, at=at, given=given, versions=versions
            )
    return tuple(reasons)


def _reasons(state: State) -> Iterable[tuple[str, str]]:
    named: tuple[tuple[Fact, str], ...] = ((v.REPEALED_NORMS, "废止"), (v.LAPSED_NORMS, "宣布失效"))
    for fact, reason in named:
        listed = state.facts.get(fact.name)
        yield from ((number, reason) for number in (listed if isinstance(listed, tuple) else ()))


def _cases(numbers: Iterable[str], viewer: Viewer, on: date) -> dict[str, int]:
    wanted = list(numbers)
    rows = visible(NormativeDocument.objects.filter(no__in=wanted), viewer, on=on)
    found = {number: case_id for number, case_id in rows.values_list("no", "of_case_id") if number is not None}
    missing = "、".join(number for number in wanted if number not in found)
    if missing:
        raise UnableToCarryOut(
            f"不得登记失效:本系统没有文件「{missing}」({v.PUBLISHED_BASIS.formal})。请核对清理结果中的文号。"
        )
    return found
