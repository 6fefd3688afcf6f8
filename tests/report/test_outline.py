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
]


def placed() -> list[str]:
    return [name for section in OUTLINE_2022.sections for name in section.figures.split()]


def unbuilt() -> list[str]:
    return [name for section in OUTLINE_2022.sections for name in section.unbuilt.split()]


class TestTheOutline:
    def test_fits_on_one_screen(self) -> None:
        assert len(Path(yifa.report.outline.__file__).read_text(encoding="utf-8").splitlines()) <= 80

    def test_places_every_figure_of_an_institution_that_is_built(self) -> None:
        assert sorted(placed()) == sorted(BUILT)

    def test_places_no_figure_twice(self) -> None:
        every = placed() + unbuilt()
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
