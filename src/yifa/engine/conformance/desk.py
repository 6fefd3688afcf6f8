"""A scan of a year as it is run wherever somebody asks for one, and what it puts on the findings desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from yifa.engine.conformance.district import LedgerFinding, YearScan
from yifa.engine.conformance.identity import as_found
from yifa.engine.ingest.returns import returned
from yifa.kernel.findings.scans import Stored, store
from yifa.kernel.versions import Versions
from yifa.law.fold import Given

SNAPSHOTS = "snapshots"


def scan_of(year: int, *, given: Given, versions: Versions) -> YearScan:
    """The scan of a year as of its last day. given: as of that day."""
    folder = Path(settings.YIFA_HOME) / SNAPSHOTS / str(year)
    return YearScan(year, date(year, 12, 31), given, versions, folder, returned(year))


def put_on_desk(found: Iterable[LedgerFinding], *, year: int, entered_by: str, at: datetime) -> Stored:
    """Compare what a scan of the year found with the desk, and put down what is new, gone or changed."""
    return store(found=as_found(found), year=year, as_of=date(year, 12, 31), entered_by=entered_by, at=at)
