"""The ten reports with known faults, and the real report of 2022; skipped where they are not at hand."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from yifa.report.check.reading.files import files_in, read
from yifa.report.check.run import Checked, checked
from yifa.report.check.tokens import quantities

SHARED = Path(os.environ.get("YIFA_SHARED", Path(__file__).parents[4] / "shared"))
REPORTS, REPORT_2022 = SHARED / "reports", SHARED / "report-2022" / "report.txt"

needs_reports = pytest.mark.skipif(
    not (REPORTS / "findings.json").is_file(), reason=f"NO REPORTS: {REPORTS} is absent; precision is not measured"
)
needs_2022 = pytest.mark.skipif(not REPORT_2022.is_file(), reason=f"NO REPORT OF 2022: {REPORT_2022} is absent")


@dataclass(frozen=True)
class Judged:
    sort: str
    right: bool
    silent: tuple[str, ...]
    told: str


@cache
def results() -> list[Checked]:
    return checked([read(path) for path in files_in([REPORTS])])


@cache
def passages() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads((REPORTS / "findings.json").read_text(encoding="utf-8"))
    return listed


def squeezed(text: str) -> str:
    return "".join(text.split())


def spans(result: Checked, kind: str) -> Iterator[tuple[dict[str, Any], int, int]]:
    text = squeezed(result.report.document.text)
    for passage in passages():
        if passage["file"] == result.report.name and passage["kind"] == kind:
            for quote in filter(None, (passage["quote"], passage.get("also"))):
                start = text.index(squeezed(quote))
                yield passage, start, start + len(squeezed(quote))


def judged() -> tuple[list[Judged], set[str]]:
    """Every finding: whether a fault of its class stands there; and the names of the faults that were found."""
    judgements, found = [], set()
    for result in results():
        faults, silent = list(spans(result, "fault")), list(spans(result, "silent"))
        for finding in result.findings:
            start = len(squeezed(result.report.document.text[: finding.origin[0]]))
            end = start + len(squeezed(finding.quote))
            hit = [p for p, s, e in faults if s < end and start < e and p["class"] == finding.sort.value]
            quiet = tuple(p["id"] for p, s, e in silent if s < end and start < e)
            judgements.append(Judged(finding.sort.value, bool(hit), quiet, f"{result.report.name} {finding.quote}"))
            found |= {p["id"] for p in hit}
    return judgements, found


@needs_reports
class TestTenReports:
    def test_precision_of_errors_is_95_of_100(self) -> None:
        errors = [one for one in judged()[0] if one.sort == "error"]
        assert sum(one.right for one in errors) >= 0.95 * len(errors), [one.told for one in errors if not one.right]

    def test_recall_of_errors_is_85_of_100(self) -> None:
        wanted = {p["id"] for p in passages() if p["kind"] == "fault" and p["class"] == "error"}
        assert len(wanted & judged()[1]) >= 0.85 * len(wanted), sorted(wanted - judged()[1])

    def test_precision_of_all_classes_is_90_of_100(self) -> None:
        all_of_them = judged()[0]
        assert sum(one.right for one in all_of_them) >= 0.9 * len(all_of_them), [
            one.told for one in all_of_them if not one.right
        ]

    def test_no_silent_passage_is_called_an_error(self) -> None:
        assert not [one for one in judged()[0] if one.sort == "error" and one.silent and not one.right]

    def test_damaged_numbers_are_read_rightly(self) -> None:
        for result in results():
            found = result.report.quantities
            for passage, start, end in spans(result, "silent"):
                clean = [quantity.reading for quantity in found if start <= place_of(result, quantity.start) < end]
                for number in passage.get("reads") or ():
                    counted = number not in {"2021年", "2035年", "2022年4月28日", "3—5名"}
                    assert not counted or number in clean, (passage["id"], number, clean)


def place_of(result: Checked, place: int) -> int:
    origin = result.report.clean.origin(place, place + 1)[0]
    return len(squeezed(result.report.document.text[:origin]))


@needs_2022
class TestReportOf2022:
    def test_5170_is_found_as_a_gap(self) -> None:
        found = [f for f in self.findings() if "5170" in f.quote]
        assert [(f.sort.value, f.type) for f in found] == [("gap", "sum_short")]
        assert "5120 < 5170" in found[0].arithmetic

    def test_the_right_shares_are_silent(self) -> None:
        assert not [f for f in self.findings() if "6010" in f.quote or "5992" in f.quote]

    def test_955_is_named_as_a_share_of_another_base(self) -> None:
        found = [f for f in self.findings() if "95.5%" in f.quote]
        assert [(f.sort.value, f.type) for f in found] == [("scope", "base_change")]
        assert "立等可取" in found[0].note

    def test_43_is_never_read_as_434(self) -> None:
        readings = [q.reading for q in checked([read(REPORT_2022)])[0].report.quantities]
        assert "43名" in readings
        assert "434名" not in readings

    def test_has_no_error(self) -> None:
        assert not [f for f in self.findings() if f.sort.value == "error"]

    @staticmethod
    def findings() -> Any:
        return checked([read(REPORT_2022)])[0].findings


def test_plain_text_gives_its_quantities_without_a_report() -> None:
    assert [q.reading for q in quantities("全年办结1,216件。")] == ["1216件"]
