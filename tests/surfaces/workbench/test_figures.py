"""Figures at the desk: every number opens to the records that one may see, and the rest is counted with its ground."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.surfaces.portal.canaries import CANARY, OPEN, ORGAN, YEAR, Canaries
from tests.surfaces.posts import signed_in
from yifa.kernel.catalogue import catalogue
from yifa.kernel.evidence.leaves import Subject
from yifa.kernel.evidence.sealing import said
from yifa.surfaces.workbench.yearly.figures import frozen_values

PROFILE = Path(__file__).parents[3] / "samples" / "2022" / "profile.json"
NAME = "decision_legal_reviews"
FIGURE = f"/desk/figures/{YEAR}/{NAME}/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def installation(settings: Any, tmp_path: Path) -> None:
    settings.YIFA_HOME = tmp_path
    shutil.copyfile(PROFILE, tmp_path / "profile.json")
    Canaries().enter()


def body(response: Any) -> str:
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode())


class TestAFigure:
    def test_opens_to_the_records_of_ones_own_organ(self) -> None:
        text = body(signed_in("head", organ=ORGAN).get(FIGURE))
        assert OPEN in text
        assert "不公开记录" in text

    def test_shows_another_organ_nothing_but_what_is_open(self) -> None:
        client = signed_in("head", organ="示例区/区司法局")
        for name in catalogue().figures:
            for address in (f"/desk/figures/{YEAR}/{name}/", f"/desk/figures/{YEAR}/{name}/records.csv"):
                response = client.get(address)
                if response.status_code == 404:  # a setting has no records
                    continue
                assert CANARY not in body(response).replace(f"{CANARY}.xlsx", ""), address

    def test_says_how_many_records_are_withheld_and_why(self) -> None:
        text = body(signed_in("leader", organ="示例区/区司法局").get(FIGURE))
        assert "工作秘密，限指定岗位知悉" in text

    def test_is_told_apart_from_one_that_does_not_exist(self) -> None:
        assert signed_in("head").get(f"/desk/figures/{YEAR}/nothing/").status_code == 404


class TestTheList:
    def test_holds_every_figure_and_says_that_last_year_has_no_data(self) -> None:
        text = body(signed_in("leader").get(f"/desk/figures/{YEAR}/"))
        assert all(f"/desk/figures/{YEAR}/{name}/" in text for name in catalogue().figures)
        assert "没有数据" in text

    def test_goes_out_as_a_file(self) -> None:
        text = body(signed_in("leader").get(f"/desk/figures/{YEAR}/figures.csv"))
        assert all(name in text for name in catalogue().figures)
        assert CANARY not in text

    def test_is_not_for_handlers(self) -> None:
        assert signed_in("handler").get(f"/desk/figures/{YEAR}/").status_code == 403


class TestFreezing:
    def test_is_done_by_the_reporter_alone(self) -> None:
        assert signed_in("head").post(f"/desk/figures/{YEAR}/freeze/").status_code == 403
        before = len(list(said(Subject.FIGURE)))
        assert signed_in("reporter").post(f"/desk/figures/{YEAR}/freeze/").status_code == 302
        assert len(list(said(Subject.FIGURE))) > before

    def test_shows_where_the_records_say_something_else_by_now(self) -> None:
        assert frozen_values(YEAR)[NAME] == "7"
        assert "定稿以后有变动" in body(signed_in("leader").get(FIGURE))
        signed_in("reporter").post(f"/desk/figures/{YEAR}/freeze/")
        assert "定稿以后有变动" not in body(signed_in("leader").get(FIGURE))
