"""The sample year, end to end, as a newcomer runs it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html  # type: ignore[import-untyped]
from openpyxl import load_workbook

from tests.year.command import SAMPLES, Yifa, expected

BUILT = {"01", "02", "03", "04", "05", "06", "07", "10", "11", "12", "13", "14"}


STATED = ("outline_period", "plan_2035", "negative_list_edition", "doc_systems", "doc_steps", "doc_unified")
STATED_TOO = ("three_systems", "credit_records", "cloud_platforms")
UNSET: dict[str, None] = {"doc_eval_freq": None, **dict.fromkeys((*STATED, *STATED_TOO))}
"""Figures that are settings which the profile of the sample district does not have, and such as nobody stated."""
SET: dict[str, int | None] = {"decision_filing_days": 15, "decision_publish_deadline": None}
"""Figures that its profile sets; a day is no number."""


@dataclass(frozen=True)
class Year:
    yifa: Yifa
    answers: Any
    ingest: Any
    scan: Any
    figures: Any
    report: Path


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    answers = expected()
    if answers is None:
        pytest.skip("NOT TESTED: the answers to the sample year (expected.json) do not lie beside the checkout")
    yifa = Yifa(tmp_path_factory.mktemp("year"))
    ingest = yifa.json("ingest", SAMPLES)
    report = yifa.home / "report"
    yifa("report", "--year", "2022", "--out", report)
    figures = yifa.json("figures", "--year", "2022")
    return Year(yifa, answers, ingest, yifa.json("scan", "--year", "2022"), figures, report)


def _where(row: Any, *names: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("file", "sheet", "row", *names))


def _article(fault: Any) -> str:
    """The article as a finding cites it: of a rule that says another thing by kind, the part that was broken."""
    touching_entities, _, _ = fault["article"].removeprefix("涉市场主体:").partition(";其他:")
    return str(touching_entities)


class TestIngest:
    def test_accepts_every_row_of_the_institutions_built(self, year: Year) -> None:
        assert year.ingest["accepted"] == {
            t: n for t, n in year.answers["rows"].items() if t in year.ingest["accepted"]
        }
        assert len(year.ingest["accepted"]) == 27

    def test_returns_exactly_the_rows_that_must_come_back(self, year: Year) -> None:
        wanted = {_where(r, "column", "reason") for r in year.answers["rejected"] if r["ledger"] in BUILT}
        assert {_where(r, "column", "reason") for r in year.ingest["rejected"]} == wanted

    def test_finds_exactly_the_rows_entered_twice(self, year: Year) -> None:
        wanted = {_where(r, "key") for r in year.answers["duplicates"] if r["ledger"] in BUILT}
        assert {_where(r, "key") for r in year.ingest["duplicates"]} == wanted
        assert year.ingest["conflicts"] == []

    def test_names_the_workbooks_that_nobody_takes_in_yet(self, year: Year) -> None:
        unknown = [row for row in year.ingest["not_taken"] if row["why"] != "other_year"]
        assert {row["file"][:2] for row in unknown} == {f"{n:02d}" for n in range(1, 24)} - BUILT
        assert all(row["sentence"].startswith("尚无承接的台账") for row in unknown)

    def test_leaves_out_the_sheets_of_last_year(self, year: Year) -> None:
        others = [row["sheet"] for row in year.ingest["not_taken"] if row["why"] == "other_year"]
        assert others == ["2021年批示", "2021年"]

    def test_recognises_every_visible_head(self, year: Year) -> None:
        assert [row for row in year.ingest["unrecognised"] if row["because"] != "hidden"] == []

    def test_keeps_every_workbook_and_gives_it_back_as_it_came(self, year: Year) -> None:
        for workbook in ("07政务服务办件.xlsx", "13行政处罚案件.xlsx"):
            year.yifa("original", workbook, "--out", year.yifa.home / "back.xlsx")
            assert (year.yifa.home / "back.xlsx").read_bytes() == (SAMPLES / workbook).read_bytes()

    def test_keeps_no_workbook_in_clear(self, year: Year) -> None:
        kept = list((year.yifa.home / "originals").iterdir())
        assert kept
        assert not any(file.read_bytes().startswith(b"PK") for file in kept)


class TestScan:
    def test_finds_every_fault_and_raises_no_false_alarm(self, year: Year) -> None:
        wanted = {(*_where(f, "key", "rule"), _article(f)) for f in year.answers["faults"] if f["ledger"] in BUILT}
        assert {_where(f, "key", "rule", "article") for f in year.scan} == wanted

    def test_counts_as_the_answers_count(self, year: Year) -> None:
        counted = ("start", "end", "used", "limit", "unit", "late", "short", "due")
        wanted = {_where(f, "rule"): f["detail"] for f in year.answers["faults"] if f["ledger"] in BUILT}
        for finding in year.scan:
            answer = wanted[_where(finding, "rule")]
            own = {name: finding["detail"].get(name) for name in counted if name in answer}
            assert own == {name: answer[name] for name in own}

    def test_shows_of_inspections_all_that_the_answers_show(self, year: Year) -> None:
        wanted = {_where(f, "rule"): f["detail"] for f in year.answers["faults"] if f["ledger"] == "10"}
        assert {_where(f, "rule"): f["detail"] for f in year.scan if f["ledger"] == "10"} == wanted

    def test_is_silent_on_what_only_looks_unlawful(self, year: Year) -> None:
        lawful = {(edge["table"], edge["key"]) for edge in year.answers["lawful_edges"]}
        assert not {(finding["ledger"], finding["key"]) for finding in year.scan} & lawful
        assert not {finding["key"] for finding in year.scan} & {key for _, key in lawful}


class TestFigures:
    def test_equal_the_figures_of_the_year(self, year: Year) -> None:
        answers = year.answers["figures"] | UNSET | SET
        assert {name: found["value"] for name, found in year.figures.items() if name in answers} == {
            name: answers[name] for name in year.figures if name in answers
        }
        assert len(answers.keys() & year.figures.keys()) == 64

    def test_that_the_answers_do_not_have_count_what_stands_in_the_books(self, year: Year) -> None:
        found = {name: one["value"] for name, one in year.figures.items()}
        with_decisions = {name: found[name] for name in found if name.startswith("decision_") and name not in SET}
        assert with_decisions == {
            "decision_catalogue_items": 8,
            "decision_catalogue_published": 1,
            "decision_catalogue_filed": 1,
            "decision_comments": 8,
            "decision_hearings": 3,
            "decision_experts": 8,
            "decision_risks": 5,
            "decision_legal_reviews": 8,
            "decision_made": 8,
            "decision_eval": 1,
        }

    def test_carry_their_records_and_a_hash(self, year: Year) -> None:
        counted = {name: found for name, found in year.figures.items() if name not in {"report_year", *UNSET, *SET}}
        counted = {name: found for name, found in counted.items() if found["value"]}
        assert all(found["records"] > 0 and len(found["hash"]) == 64 for found in counted.values())
        assert year.figures["service_once_rate"]["numerator"] == 6010
        assert year.figures["service_once_rate"]["denominator"] == 6070


class TestReport:
    def test_consists_of_all_that_was_promised(self, year: Year) -> None:
        names = {file.name for file in year.report.iterdir()}
        assert names >= {"index.html", "figures.json", "findings.xlsx", "rejected.xlsx", "figures"}
        assert any(name.endswith(".docx") for name in names)

    def test_opens_every_figure_to_a_page_of_its_records(self, year: Year) -> None:
        page = html.fromstring((year.report / "index.html").read_text(encoding="utf-8"))
        links = {unquote(href) for href in page.xpath("//a/@href") if href.startswith("figures/")}
        assert len(links) >= 35
        assert all((year.report / link.partition("#")[0]).exists() for link in links)

    def test_shows_behind_a_figure_as_many_records_as_it_counts(self, year: Year) -> None:
        files = sorted((year.report / "figures").glob("service_closed*.html"))
        rows = [row for file in files for row in html.parse(str(file)).xpath("//tbody/tr")]
        assert len([row for row in rows if "07政务服务办件.xlsx" in row.text_content()]) == 6070

    def test_states_the_same_figures_as_the_command(self, year: Year) -> None:
        written = json.loads((year.report / "figures.json").read_text(encoding="utf-8"))
        assert {name: one["value"] for name, one in written.items()} == {
            name: one["value"] for name, one in year.figures.items()
        }
        assert {name: one["hash"] for name, one in written.items()} == {
            name: one["hash"] for name, one in year.figures.items()
        }

    def test_lists_every_finding_and_every_rejected_row_in_workbooks(self, year: Year) -> None:
        findings = load_workbook(year.report / "findings.xlsx").worksheets[0]
        assert findings.max_row - 1 == len(year.scan)
        rejected = load_workbook(year.report / "rejected.xlsx")["退回"]
        assert rejected.max_row - 1 == len(year.ingest["rejected"])

    def test_is_labelled_as_demonstration_data(self, year: Year) -> None:
        assert "演示数据" in (year.report / "index.html").read_text(encoding="utf-8")


class TestAfterwards:
    def test_a_second_intake_changes_nothing(self, year: Year) -> None:
        again = year.yifa.json("ingest", SAMPLES)
        assert again["accepted"] == year.ingest["accepted"]
        assert again["created"] == {}
        assert again["changed"] == []

    def test_every_row_equals_its_acts_and_every_state_its_fold(self, year: Year) -> None:
        assert "发现问题 0 处" in year.yifa("fsck")

    def test_a_case_is_explained_with_every_due_date_proved(self, year: Year) -> None:
        told = year.yifa("explain", "BJ2022000340")
        assert "licence.correction_late 违反" in told
        assert "自收到申请次日2022-01-21起5个工作日,至2022-01-27" in told

    def test_a_rule_is_explained_by_the_table_of_its_procedure(self, year: Year) -> None:
        assert "| 合法性审查 |" in year.yifa("explain", "decision.no_review")

    def test_an_unknown_name_is_refused_as_misuse(self, year: Year) -> None:
        assert "没有名为「nothing」" in year.yifa("explain", "nothing", code=2)
