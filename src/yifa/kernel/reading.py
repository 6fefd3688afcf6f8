"""Reading cases as law sees them: the pinned text, the acts, and the state after them. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yifa.kernel.deciding import Course, given_for, read
from yifa.kernel.evidence.leaves import act_subject, act_text
from yifa.kernel.models import Act, Case
from yifa.kernel.storage import reading
from yifa.kernel.storage.rows import ACT_COLUMNS
from yifa.kernel.versions import Versions
from yifa.law.fold import Given, State, fold


@dataclass(frozen=True, slots=True)
class Read:
    """One case as law sees it; given: what the law takes as given for it, with what its source witnesses."""

    case: Case
    course: Course
    state: State
    given: Given


def read_cases(case_ids: Iterable[int], *, given: Given, versions: Versions) -> Iterator[Read]:
    """Yield these cases in order of their ids. Raises UnableToFindProcedure where a pinned text is not installed."""
    cases = list(Case.objects.filter(pk__in=list(case_ids)).order_by("pk"))
    with reading() as store:
        held = store.read_many([case.pk for case in cases])
    for case in cases:
        course = read(held[case.pk], versions)
        own = given_for(held[case.pk], course.table, given)
        yield Read(case, course, fold(course.procedure, course.acts, own), own)


def texts_of(case_id: int) -> list[tuple[str, bytes | None]]:
    """The acts of a case in order, each by the name of its leaf and the text that the leaf commits to."""
    rows = Act.objects.filter(case_id=case_id).order_by("seq").values(*ACT_COLUMNS)
    return [(act_subject(row["case_id"], row["seq"]), act_text(row)) for row in rows]
