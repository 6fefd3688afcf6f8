"""Every figure of the report of 2022 has its place in the outline, built or not."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest

import yifa.report.outline
from yifa.report.outline import OUTLINE_2022

FIGURES_CSV = Path(__file__).parents[3] / "shared" / "report-2022" / "figures.csv"

BUILT = [
    "report_year",
    "meetings_held",
    "agenda_items",
    "instructions",
    "shufa_units",
    "shufa_towns",
    "shufa_total",
    "posts_admin_town",
    "posts_inst_town",
    "posts_inst_health",
    "posts_inst_elder",
    "posts_inst_enforce",
    "enforce_fields",
    "posts_inst_sum",
    "posts_sum",
    "power_categories",
    "neg_online",
    "neg_once",
    "items_nearby",
    "items_instant",
    "items_zero",
    "items_citywide",
    "time_limit_ratio",
    "random_list_edition",
    "random_depts",
    "random_categories",
    "random_items",
    "service_closed",
    "service_once",
    "service_once_rate",
    "service_online",
    "service_online_rate",
    "service_instant",
    "service_instant_base",
    "service_instant_rate",
    "onewindow_issued",
    "bad_review_fix_rate",
    "own_negative_lists",
    "doc_legal_review_rate",
    "doc_eval_freq",
    "doc_eval_2022",
    "decision_legal_reviews",
    "risk_methods",
    "decision_eval",
    "mkt_cases",
    "mkt_fines",
    "mkt_fine_avg",
    "crime_transfer",
    "officers_exam",
    "officers_exam_rate",
    "town_trainings",
    "town_trainees",
    "random_exams",
    "decision_filing_days",
    "decision_publish_deadline",
]
STATED = [
    *("outline_period", "plan_2035", "negative_list_edition", "doc_systems", "doc_steps", "doc_unified"),
    *("three_systems", "credit_records", "cloud_platforms"),
]
"""Figures that others state, by sealed letter or in a notice."""
MISSING_FROM_2022 = [
    *("instructions_answered", "secret_instructions", "towns_heard", "problems_listed", "problems_closed"),
    *(
        "shufa_evaluated",
        "posts_standard",
        "posts_approved",
        "powers_in_use",
        "power_requests",
        "power_approvals",
        "doc_comments",
    ),
    *("doc_issued", "doc_published", "doc_filed", "doc_eval_published", "decision_catalogue_items"),
    *("decision_catalogue_published", "decision_catalogue_filed", "decision_comments", "decision_hearings"),
    *("decision_experts", "decision_risks", "decision_made"),
]
"""What the report of 2022 tells without a number; each stands where there is something to count."""


def placed() -> list[str]:
    return [name for one in OUTLINE_2022.sections for name in one.placed if name not in one.optional]


def optional() -> list[str]:
    return [name for section in OUTLINE_2022.sections for name in section.optional]


def unbuilt() -> list[str]:
    return [name for section in OUTLINE_2022.sections for name in section.unbuilt.split()]


class TestTheOutline:
    def test_fits_on_one_screen(self) -> None:
        assert len(Path(yifa.report.outline.__file__).read_text(encoding="utf-8").splitlines()) <= 80

    def test_places_every_figure_of_an_institution_that_is_built(self) -> None:
        assert sorted(placed()) == sorted(BUILT + STATED)

    def test_places_beside_them_what_the_records_tell_besides(self) -> None:
        assert sorted(optional()) == sorted(MISSING_FROM_2022)

    def test_leaves_nothing_of_this_release_s_chapters_unbuilt(self) -> None:
        headings = ("党政主要负责人", "完善政府组织结构", "优化政府行政职能", "规范制定", "重大行政决策")
        for section in OUTLINE_2022.sections:
            if section.title.startswith(headings):
                assert section.unbuilt == "", section.title

    def test_places_no_figure_twice(self) -> None:
        every = placed() + optional() + unbuilt()
        assert len(every) == len(set(every))

    def test_names_every_figure_of_the_report_it_describes(self) -> None:
        if not FIGURES_CSV.exists():
            pytest.skip(f"NOT TESTED: {FIGURES_CSV} is not here, so nobody compared the outline with it.")
        with FIGURES_CSV.open(encoding="utf-8-sig", newline="") as file:
            named = {row["id"] for row in csv.DictReader(file)}
        assert {*placed(), *unbuilt(), *OUTLINE_2022.outside.split()} == named

    def test_lets_no_figure_stand_under_a_heading_that_only_groups(self) -> None:
        sections = OUTLINE_2022.sections
        for section, following in pairwise(sections):
            if section.level and following.level > section.level:
                assert f"{section.figures}{section.unbuilt}" == "", section.title
