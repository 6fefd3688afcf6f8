"""Storing a scan: what it found is compared with what is on the desk, so that nothing doubles and nothing is forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, instant, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.findings.found import Found, Identity, digest_of
from yifa.kernel.findings.standing import AWAITING, Standing, standing
from yifa.kernel.models import Act, Finding, FindingEntry, Outcome, Said, Scan, State
from yifa.law.act import Kind

BATCH = 1000
_TOLD = ("article", "certainty", "detail", "sentence", "evidence")
_LOCK = 0x79696662
"""The number of the advisory lock under which one scan at a time is stored on PostgreSQL."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a scan: how many findings are new, no longer found, and still await somebody.

    remains: those found again although their ledger was corrected; changed: those whose evidence is another now.
    """

    scan_id: int
    new: int
    gone: int
    left: int
    changed: tuple[Identity, ...]
    remains: tuple[Identity, ...]


@dataclass(frozen=True, slots=True)
class _Saying:
    """An entry to be written; of a finding of that identity."""

    identity: Identity
    said: Said
    evidence: str
    detail: str = ""
    sentence: str = ""
    act: int | None = None

    @property
    def outcome(self) -> str:
        """No scan decides."""
        return ""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is on the desk for a year, with the corrections that followed a 台账填错 and are not yet linked."""

    findings: Mapping[Identity, Finding]
    corrections: Mapping[int, int]


def store(*, found: Iterable[Found], year: int, as_of: date, entered_by: str, at: datetime) -> Stored:
    """Compare a scan of a year with the desk, and put down what is new, changed or gone, in one transaction.

    as_of: the day on which the scan judged; at: when it ran, with zone. A finding that is no longer found is marked
    with this scan and stays; one whose evidence changed, or that is found although its ledger was corrected, is open
    again.
    """
    here = {one.identity: one for one in found}
    with transaction.atomic():
        _one_at_a_time()
        desk = _desk(year)
        said = list(_compared(here, desk))
        after = _after(desk, said)
        scan = _scan(here, desk, said, after, year=year, as_of=as_of, entered_by=entered_by, at=at)
        findings = {**desk.findings, **_created(here, desk, at)}
        _enter(said, findings, scan)
        _remember(desk.findings, after, here)
        write([stating(suite_in_use(), Subject.STATEMENT, f"scan/{scan.pk}", _statement(scan))])
    return Stored(
        scan.pk,
        scan.new,
        scan.gone,
        scan.left,
        tuple(one.identity for one in said if one.said is Said.CHANGED),
        tuple(one.identity for one in said if one.said is Said.REMAINS),
    )


def _one_at_a_time() -> None:
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _desk(year: int) -> _Desk:
    rows = Finding.objects.select_for_update(of=("self",)).filter(case__year=year).order_by("pk")
    findings = {Identity(one.case_id, one.rule, one.part): one for one in rows}
    waiting = [one for one in findings.values() if one.outcome == Outcome.LEDGER_WRONG and one.corrected_by is None]
    return _Desk(findings, {one.pk: seq for one in waiting if (seq := _correction(one)) is not None})


def _correction(finding: Finding) -> int | None:
    """The first act that corrected the case after somebody found that the ledger was wrong."""
    decided = finding.entries.filter(said=Said.DECIDED).order_by("-pk").values_list("at", flat=True).first()
    acts = Act.objects.filter(case_id=finding.case_id, kind=Kind.CORRECTED.value, at__gte=decided)
    return acts.order_by("seq").values_list("seq", flat=True).first() if decided is not None else None


def _compared(here: Mapping[Identity, Found], desk: _Desk) -> Iterator[_Saying]:
    for identity, one in here.items():
        if identity not in desk.findings:
            yield _said(one, Said.FOUND)
    for identity, finding in desk.findings.items():
        act = desk.corrections.get(finding.pk)
        if act is not None:
            yield _Saying(identity, Said.CORRECTED, finding.evidence, act=act)
        again = here.get(identity)
        if again is not None:
            yield from _seen_again(again, finding, is_corrected=act is not None)
        elif finding.state != State.GONE:
            yield _Saying(identity, Said.GONE, finding.evidence)


def _seen_again(one: Found, finding: Finding, *, is_corrected: bool) -> Iterator[_Saying]:
    if one.evidence != finding.evidence:
        yield _said(one, Said.CHANGED)
    elif is_corrected or finding.corrected_by is not None:
        yield _said(one, Said.REMAINS)
    elif finding.state == State.GONE:
        yield _said(one, Said.FOUND_AGAIN)


def _said(one: Found, said: Said) -> _Saying:
    return _Saying(one.identity, said, one.evidence, one.detail, one.sentence)


def _after(desk: _Desk, said: Sequence[_Saying]) -> dict[Identity, Standing]:
    """Where the findings stand of which something was said."""
    moved = {one.identity for one in said}
    entries = _entries([finding.pk for identity, finding in desk.findings.items() if identity in moved])
    fresh: dict[Identity, list[_Saying]] = {}
    for one in said:
        fresh.setdefault(one.identity, []).append(one)
    pks = {identity: finding.pk for identity, finding in desk.findings.items()}
    return {identity: standing([*entries.get(pks.get(identity, 0), ()), *fresh[identity]]) for identity in moved}


def _entries(findings: Sequence[int]) -> dict[int, list[FindingEntry]]:
    found: dict[int, list[FindingEntry]] = {}
    for first in range(0, len(findings), BATCH):
        rows = FindingEntry.objects.filter(finding_id__in=findings[first : first + BATCH]).order_by("pk")
        for entry in rows:
            found.setdefault(entry.finding_id, []).append(entry)
    return found


def _scan(
    here: Mapping[Identity, Found],
    desk: _Desk,
    said: Sequence[_Saying],
    after: Mapping[Identity, Standing],
    *,
    year: int,
    as_of: date,
    entered_by: str,
    at: datetime,
) -> Scan:
    states = {identity: State(finding.state) for identity, finding in desk.findings.items()}
    states |= {identity: one.state for identity, one in after.items()}
    return Scan.objects.create(
        year=year,
        as_of=as_of,
        at=at,
        entered_by=entered_by,
        found=len(here),
        new=sum(one.said is Said.FOUND for one in said),
        gone=sum(one.said is Said.GONE for one in said),
        left=sum(state in AWAITING for state in states.values()),
        digest=digest_of(
            "\n".join(f"{one.case_id} {one.rule} {one.part} {here[one].evidence}" for one in sorted(here))
        ),
    )


def _created(here: Mapping[Identity, Found], desk: _Desk, at: datetime) -> dict[Identity, Finding]:
    fresh = [one for identity, one in here.items() if identity not in desk.findings]
    made = Finding.objects.bulk_create(
        [
            Finding(
                case_id=one.identity.case_id, rule=one.identity.rule, part=one.identity.part, found_at=at, **_shown(one)
            )
            for one in fresh
        ],
        batch_size=BATCH,
    )
    return {one.identity: finding for one, finding in zip(fresh, made, strict=True)}


def _shown(one: Found) -> dict[str, str]:
    return {
        "article": one.article,
        "certainty": one.certainty,
        "detail": one.detail,
        "sentence": one.sentence,
        "evidence": one.evidence,
    }


def _enter(said: Sequence[_Saying], findings: Mapping[Identity, Finding], scan: Scan) -> None:
    FindingEntry.objects.bulk_create(
        [
            FindingEntry(
                finding=findings[one.identity],
                said=one.said,
                scan=scan,
                at=scan.at,
                evidence=one.evidence,
                detail=one.detail,
                sentence=one.sentence,
                act=one.act,
                entered_by=scan.entered_by,
            )
            for one in said
        ],
        batch_size=BATCH,
    )


def _remember(
    known: Mapping[Identity, Finding], after: Mapping[Identity, Standing], here: Mapping[Identity, Found]
) -> None:
    """Keep the columns of findings known before: where they stand now, and what was found of them last."""
    alike: dict[Standing, list[int]] = {}
    for identity, now in after.items():
        if identity in known:
            alike.setdefault(now, []).append(known[identity].pk)
    for now, moved in alike.items():
        columns = {"state": now.state, "outcome": now.outcome, "corrected_by": now.corrected_by}
        for first in range(0, len(moved), BATCH):
            Finding.objects.filter(pk__in=moved[first : first + BATCH]).update(**columns)
    # The words of a finding may change with a new version of the program, and its evidence stay the same.
    pairs = ((finding, _shown(here[identity])) for identity, finding in known.items() if identity in here)
    retold = [_retold(finding, told) for finding, told in pairs if told != _kept(finding)]
    Finding.objects.bulk_update(retold, list(_TOLD), batch_size=BATCH // 10)


def _kept(finding: Finding) -> dict[str, str]:
    return {column: getattr(finding, column) for column in _TOLD}


def _retold(finding: Finding, told: Mapping[str, str]) -> Finding:
    for column, value in told.items():
        setattr(finding, column, value)
    return finding


def _statement(scan: Scan) -> dict[str, str | int]:
    return {
        "scan": scan.pk,
        "year": scan.year,
        "as_of": scan.as_of.isoformat(),
        "at": instant(scan.at),
        "entered_by": scan.entered_by,
        "found": scan.found,
        "new": scan.new,
        "gone": scan.gone,
        "left": scan.left,
        "digest": scan.digest,
    }
