"""The rows of duties, kept up with the acts they are made from: nothing has to fire, whoever asks first catches up.

A case whose row knows as many acts as the case has is up to date; of any other the rows are made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from yifa.kernel.access.columns import guard_of, guarded
from yifa.kernel.catalogue import catalogue
from yifa.kernel.confidentiality import CONFIDENTIALITY, KNOWN_TO
from yifa.kernel.disclosure.declaration import Duty
from yifa.kernel.disclosure.redaction import digest_of
from yifa.kernel.disclosure.standing import Standing, standing_of
from yifa.kernel.evidence.personal import UnableToOpenPersonalValue
from yifa.kernel.ledger import Table
from yifa.kernel.models import Case, Publication, PublishedText
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.records import stored
from yifa.kernel.versions import INSTALLED, UnableToFindProcedure, Versions
from yifa.law.fold import Given

BATCH = 500
UNREADABLE = (UnableToFindProcedure, UnableToOpenPersonalValue, KeyError, ValueError, TypeError)
"""What keeps one case from being read, and no other."""
GivenOf = Callable[[int], Given]
"""What the law takes as given for cases of a year."""


def duties_of(procedure: str) -> tuple[Duty, ...]:
    """The duties to publish of a procedure."""
    return tuple(duty for duty in catalogue().duties if duty.procedure.name == procedure)


def catch_up(*, given_of: GivenOf, versions: Versions = INSTALLED, year: int | None = None) -> int:
    """Make anew the rows of all cases (of one year, if given) that moved on since; returns of how many.

    Cheap where none did: call it after a load, and now and then beside the pages.
    """
    cases = _stale() if year is None else _stale().filter(year=year)
    return _refreshed(cases, given_of, versions)


def rebuild(*, given_of: GivenOf, versions: Versions = INSTALLED) -> int:
    """Make all rows anew from the acts, e.g. after a holiday notice that moves due days; returns of how many cases."""
    return _refreshed(Case.objects.filter(procedure__in=_procedures()), given_of, versions)


def refresh(case_ids: Iterable[int], *, given_of: GivenOf, versions: Versions = INSTALLED) -> None:
    """Make anew the rows of these cases, and open or close the cases to the public accordingly, in one transaction."""
    with transaction.atomic():
        found = [(read, _wanted(read)) for read in _read(case_ids, given_of, versions)]
        rows = [
            Publication(case=read.case, channel=channel, **one.columns)
            for read, wanted in found
            for channel, one in wanted.items()
        ]
        columns = [name for name in Standing.__slots__ if name != "address"]
        Publication.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["case", "channel"], update_fields=columns
        )
        _open_or_close(found)


def sentences(*, given_of: GivenOf, versions: Versions = INSTALLED) -> Iterator[str]:
    """A Chinese sentence for every row, or published text, that is not what the acts say; for fsck."""
    cases = Case.objects.filter(procedure__in=_procedures())
    for ids in _batches(cases):
        kept = {(row.case_id, row.channel): row for row in Publication.objects.filter(case_id__in=ids)}
        for read in _read(ids, given_of, versions):
            for channel, wanted in _wanted(read).items():
                yield from _differences(kept.get((read.case.pk, channel)), wanted)
    for text in PublishedText.objects.order_by("pk").iterator():
        if digest_of(text.text) != text.sha256:
            yield f"公示文本{text.sha256[:12]}与其摘要不符,公示后被改动过。请从备份恢复。"
    texts = PublishedText.objects.filter(pk=OuterRef("text"))
    for address in Publication.objects.exclude(text="").filter(~Exists(texts)).values_list("address", flat=True):
        yield f"公示「{address}」的文本没有保存。请从备份恢复。"


def _differences(row: Publication | None, wanted: Standing) -> Iterator[str]:
    if row is None or row.acts != wanted.acts:
        return  # not made yet, or the case moved on since: whoever asks for duties catches up
    wrong = [name for name, value in wanted.columns.items() if getattr(row, name) != value]
    if wrong:
        titles = "、".join(str(Publication._meta.get_field(name).verbose_name) for name in wrong)  # type: ignore[union-attr]  # noqa: SLF001 - Django's public options
        yield f"公示义务「{row.address}」的{titles}与行为不一致。请重建公示义务。"


def _wanted(read: Read) -> Mapping[str, Standing]:
    return {duty.channel.name: standing_of(read, duty) for duty in duties_of(read.course.procedure.name)}


def _open_or_close(found: Iterable[tuple[Read, Mapping[str, Standing]]]) -> None:
    alike: dict[tuple[Table | None, str, str], list[int]] = {}
    for read, wanted in found:
        case, table = read.case, read.course.table
        published = any(one.is_public for one in wanted.values())
        guard = guarded(table, organ_path=case.organ_path, facts=read.state.facts, published=published)
        if guard.columns != guard_of(case):
            alike.setdefault((table, guard.confidentiality, guard.known_to), []).append(case.pk)
    for (table, confidentiality, known_to), ids in alike.items():
        columns = {CONFIDENTIALITY.name: confidentiality, KNOWN_TO.name: known_to}
        Case.objects.filter(pk__in=ids).update(**columns)
        if table is not None:
            stored(table).model.objects.filter(of_case_id__in=ids).update(**columns)


def _stale() -> QuerySet[Case]:
    known = Publication.objects.filter(case=OuterRef("pk"), acts=OuterRef("acts"))
    return Case.objects.filter(~Exists(known), procedure__in=_procedures())


def _refreshed(cases: QuerySet[Case], given_of: GivenOf, versions: Versions) -> int:
    count = 0
    for ids in _batches(cases):
        refresh(ids, given_of=given_of, versions=versions)
        count += len(ids)
    return count


def _batches(cases: QuerySet[Case]) -> Iterator[Sequence[int]]:
    after = 0
    while ids := list(cases.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield ids
        after = ids[-1]


def _read(case_ids: Iterable[int], given_of: GivenOf, versions: Versions) -> Iterator[Read]:
    years = Case.objects.filter(pk__in=list(case_ids)).order_by("year", "pk").values_list("year", "pk")
    for year, of_year in groupby(years, key=lambda pair: pair[0]):
        yield from _readable([pk for _, pk in of_year], given_of(year), versions)


def _readable(case_ids: Sequence[int], given: Given, versions: Versions) -> list[Read]:
    try:
        return list(read_cases(case_ids, given=given, versions=versions))
    except UNREADABLE:
        # A case whose text is not installed, or whose acts were tampered with, is told of by fsck; it must not keep
        # the others from being followed.
        halves = (case_ids[: len(case_ids) // 2], case_ids[len(case_ids) // 2 :])
        return [read for half in halves if len(case_ids) > 1 for read in _readable(half, given, versions)]


def _procedures() -> list[str]:
    return sorted({duty.procedure.name for duty in catalogue().duties})
