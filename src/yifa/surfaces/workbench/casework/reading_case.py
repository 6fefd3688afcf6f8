"""A case as a page of the workbench needs it: found only if it may be seen, read under what the law takes as given."""

from __future__ import annotations

from django.http import Http404

from yifa.kernel.acting import UnableToFindCase, case_for
from yifa.kernel.publishing_in_post import Sitting
from yifa.kernel.reading import Read, read_cases
from yifa.surfaces.shell.given import given_on, versions
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.signing import Signed

CASES = Link("办件", "/desk/cases/")


def read_for(signed: Signed, case_id: int) -> Read:
    """The case, if whoever is signed in may see it. Raises Http404; UnableToFindProcedure for a text not installed."""
    try:
        case = case_for(signed.viewer, case_id=case_id, on=signed.on)
    except UnableToFindCase as absent:
        raise Http404 from absent
    given = given_on(signed.on)
    found = next(read_cases([case.pk], given=given, versions=versions()), None)
    if found is None:
        raise Http404
    return found


def sitting_of(signed: Signed) -> Sitting:
    """Who acts in which post now, and what the law takes as given."""
    return Sitting(signed.acting, signed.on, signed.at, given_on(signed.on), versions())


def name_of(read: Read) -> str:
    """What a page calls the case."""
    case = read.case
    return case.title or case.number or case.source_key or f"内部号{case.pk}"


def link_to(read: Read) -> Link:
    """The way back to the case."""
    return Link(name_of(read), f"/desk/cases/{read.case.pk}/")
