"""考核底稿: the points that are on record of an organ in a year, each with its record and what the organ says to it.

Organs only: no person is named, and nobody is ranked. A doubt counts only once a person decided that it is so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from django.db.models import Q

from yifa.domains.supervision.models import OrganReply
from yifa.domains.supervision.supervising import PROCEDURE, in_words
from yifa.kernel.access import reached
from yifa.kernel.catalogue import catalogue
from yifa.kernel.deadlines import deadlines
from yifa.kernel.disclosure.listing import late
from yifa.kernel.findings.listing import findings
from yifa.kernel.models import Case, Said, State
from yifa.kernel.organ_tree import OrganLine, organs_on
from yifa.kernel.pages import Asked
from yifa.kernel.reading import read_cases
from yifa.law.condition import SEPARATOR
from yifa.law.fold import standing
from yifa.law.table import demand

CONFIRMED, OVERDUE, UNPUBLISHED, UNREPORTED = "疑点核实属实", "办理逾期", "应公开未公开", "应反馈未反馈"
KINDS = (CONFIRMED, OVERDUE, UNPUBLISHED, UNREPORTED)
REPORTS = ("law_duty_report", "written_instruction", "higher_document", "town_hearing")
"""Procedures whose cases end with a report or an answer that the organ owes."""
MOST = 300
"""Points of a kind that a draft lists; above it the sheet says how many there are."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its key, of which kind, what it says, on which basis, its record and where that is shown."""

    key: str
    kind: str
    says: str
    basis: str
    record: str
    href: str
    on: date
    reply: str = ""


def organ_of(asked: Asked, pk: str) -> OrganLine | None:
    """The organ of that number, if a post of the viewer reaches it or lies in it."""
    paths = [post.organ_path for post, reach in asked.viewer.posts_on(asked.on) if reach.levels]
    everywhere = any(reach.everywhere for _, reach in asked.viewer.posts_on(asked.on))
    for one in organs_on(asked.on):
        if str(one.pk) == pk and (everywhere or any(_lies(one.path, path) for path in paths)):
            return one
    return None


def organs_seen(asked: Asked) -> tuple[OrganLine, ...]:
    """The organs whose drafts the viewer may open."""
    return tuple(one for one in organs_on(asked.on) if organ_of(asked, str(one.pk)) is not None)


def counted(asked: Asked, organs: tuple[OrganLine, ...], *, year: int) -> Mapping[str, tuple[int, int]]:
    """Of each organ with what lies beneath it, by path: doubts that are so, and cases past their day."""
    confirmed = findings(asked.viewer, on=asked.on, year=year, state=State.CONFIRMED)
    late = Case.objects.filter(year=year, due_on__lt=asked.on).exclude(state="")
    paths = (
        list(confirmed.values_list("case__organ_path", flat=True)),
        list(reached(late, asked.viewer, on=asked.on).values_list("organ_path", flat=True)),
    )
    first, second = (Counter(found) for found in paths)
    return {one.path: (_beneath(first, one.path), _beneath(second, one.path)) for one in organs}


def points(asked: Asked, organ: OrganLine, *, year: int) -> tuple[Point, ...]:
    """Every point on record of the organ and what lies beneath it, with its reply."""
    said = replies(asked, organ, year=year)
    found = (*_confirmed(asked, organ, year), *_overdue(asked, organ, year), *_unpublished(asked, organ, year))
    unreported = _unreported(asked, organ, year)
    listed = (*found, *unreported)
    return tuple(_with(one, said.get(one.key, one.reply)) for one in listed)


def replies(asked: Asked, organ: OrganLine, *, year: int) -> Mapping[str, str]:
    """What the organ says to its points, by their keys; the last words of each stand."""
    rows = reached(OrganReply.objects.filter(year=year, organ_path=organ.path), asked.viewer, on=asked.on)
    return dict(rows.order_by("pk").values_list("point", "words"))


@cache
def demands() -> Mapping[str, str]:
    """What each public rule demands, in words, by its code: it names no person, as the sentence of a doubt may."""
    procedures = catalogue().procedures.values()
    return {rule.code: demand(rule.code, procedure) for procedure in procedures for rule in procedure.rules}


def called(case: Case) -> str:
    """How a case is called without a word of whom it concerns."""
    return case.number or case.source_key or f"内部号{case.pk}"


def beneath(column: str, path: str) -> Q:
    """The rows of an organ and of what lies beneath it."""
    return Q((column, path)) | Q((f"{column}__startswith", path + SEPARATOR))


def _confirmed(asked: Asked, organ: OrganLine, year: int) -> Iterator[Point]:
    rows = findings(asked.viewer, on=asked.on, year=year, organ=organ.path, state=State.CONFIRMED)
    for row in rows.prefetch_related("entries")[:MOST]:
        answers = [entry.reason for entry in row.entries.all() if entry.said == Said.REPLIED]
        yield Point(
            f"finding/{row.pk}",
            CONFIRMED,
            demands().get(row.rule, row.rule),
            row.article,
            called(row.case),
            f"/desk/findings/{row.pk}/",
            row.found_at.date(),
            answers[-1] if answers else "",
        )


def _overdue(asked: Asked, organ: OrganLine, year: int) -> Iterator[Point]:
    rows = Case.objects.filter(beneath("organ_path", organ.path), year=year, due_on__lt=asked.on).exclude(state="")
    for case in reached(rows, asked.viewer, on=asked.on).order_by("due_on", "pk")[:MOST]:
        if case.due_on is not None:
            # Of what was taken in from a ledger nobody knows whether it is late, or only not entered as done.
            doubt = "(导入的台账没有载明办结，请核对)" if case.source_key else ""
            page = "supervision-case/" if case.procedure == PROCEDURE else ""
            yield Point(
                f"overdue/{case.pk}/{case.due_code}",
                OVERDUE,
                demands().get(case.due_code, case.due_code) + doubt,
                _basis_of(case.due_code),
                called(case),
                f"/desk/cases/{case.pk}/{page}",
                case.due_on,
            )


def _unpublished(asked: Asked, organ: OrganLine, year: int) -> Iterator[Point]:
    rows = late(asked.viewer, on=asked.on).filter(beneath("case__organ_path", organ.path), case__year=year)
    for row in rows.select_related("case")[:MOST]:
        yield Point(
            f"publication/{row.pk}",
            UNPUBLISHED,
            f"应当在{row.due_on}前公开",
            "",
            called(row.case),
            f"/desk/cases/{row.case_id}/",
            row.due_on or asked.on,
        )


def _unreported(asked: Asked, organ: OrganLine, year: int) -> Iterator[Point]:
    rows = Case.objects.filter(beneath("organ_path", organ.path), year=year, procedure__in=REPORTS).exclude(state="")
    cases = {case.pk: case for case in reached(rows, asked.viewer, on=asked.on).order_by("pk")[:MOST]}
    for read in read_cases(cases, given=asked.given, versions=asked.versions):
        for step in standing(read.state, read.given):
            for term in deadlines(step, read.state, read.given, asked.on):
                if term.is_overdue and term.last_on is not None:
                    yield Point(
                        f"report/{read.case.pk}/{term.code}",
                        UNREPORTED,
                        demands().get(term.code, term.code),
                        term.basis.article,
                        called(read.case),
                        f"/desk/cases/{read.case.pk}/",
                        term.last_on,
                    )


def _basis_of(code: str) -> str:
    rules = (rule for procedure in catalogue().procedures.values() for rule in procedure.rules if rule.code == code)
    return next((rule.word.basis.formal for rule in rules), "")


def _with(point: Point, reply: str) -> Point:
    return replace(point, says=in_words(point.says), basis=in_words(point.basis), reply=reply)


def _beneath(counts: Counter[str], path: str) -> int:
    return sum(count for place, count in counts.items() if _lies(place, path))


def _lies(path: str, above: str) -> bool:
    return bool(above) and f"{path}{SEPARATOR}".startswith(f"{above}{SEPARATOR}")
