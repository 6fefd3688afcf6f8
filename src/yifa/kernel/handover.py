"""How one case gives rise to another: a matter is handed over, and taken up under another procedure."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from yifa.kernel.access import Viewer, reached
from yifa.kernel.catalogue import catalogue
from yifa.kernel.models import Case, Handover


class UnableToHandOver(ValueError):
    """The procedure is not installed, the matter was taken up already, or the case is of another procedure."""


def hand_over(*, from_case: Case, procedure: str, on: date, reason: str) -> Handover:
    """Hand a matter over to a procedure (by name). Raises UnableToHandOver where none of that name is installed."""
    if not catalogue().texts_of(name=procedure):
        raise UnableToHandOver(f"不得移交:没有安装程序「{procedure}」。请核对接收的程序。")
    return Handover.objects.create(from_case=from_case, procedure=procedure, on=on, reason=reason)


def take_up(*, handover: Handover, case: Case) -> None:
    """Take the matter up with a case of the procedure it was handed to.

    Raises UnableToHandOver where the case is of another procedure, or the matter was taken up already.
    """
    if case.procedure != handover.procedure:
        raise UnableToHandOver("不得接收:本件的程序与移交的程序不同。请另行立件后接收。")
    if not Handover.objects.filter(pk=handover.pk, to_case=None).update(to_case=case):
        raise UnableToHandOver("不得接收:该移交事项已经由另一件接收。请核对。")


def waiting_for(viewer: Viewer, *, on: date) -> tuple[Handover, ...]:
    """What nobody has taken up yet, oldest first, of those cases that a post of the viewer reaches."""
    seen = reached(Case.objects.all(), viewer, on=on)
    open_ones = Handover.objects.filter(to_case=None, from_case__in=seen)
    return tuple(open_ones.select_related("from_case").order_by("on", "pk"))


def handed_over(case: Case) -> tuple[Handover, ...]:
    """What was handed over from a case, and what it took up; ask only for a case that may be seen."""
    either = Q(from_case=case) | Q(to_case=case)
    return tuple(Handover.objects.filter(either).select_related("from_case", "to_case").order_by("on", "pk"))


def waiting(*, procedure: str) -> tuple[Handover, ...]:
    """What was handed to the procedure and nobody has taken up, oldest first."""
    open_ones = Handover.objects.filter(procedure=procedure, to_case=None).order_by("on", "pk")
    return tuple(open_ones.select_related("from_case"))
