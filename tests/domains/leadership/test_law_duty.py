"""述法 with its evaluation, to the printed papers; and that nothing says who gave which score."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from tests.domains.desks import done, refusal
from tests.domains.leadership.desks import DAY, Desks, page_of
from tests.surfaces.posts import BUREAU
from yifa.domains.leadership.models import CastScore, HandCount, Urn, VotingCode
from yifa.kernel.models import Act, Case

BALLOT = "/open/leading-ballot/"


def codes_of(desks: Desks, case: Case) -> list[str]:
    page = page_of(case, "evaluation")
    done(desks.office, page, do="make", day=DAY)
    told = desks.office.get(f"{page}slips/").content.decode()
    codes = [part.partition("</strong>")[0].replace(" ", "") for part in told.split("<li><strong>")[1:]]
    done(desks.office, page, do="begin", day=DAY)
    return codes


def vote(code: str, grade: str) -> int:
    return Client().post(BALLOT, {"code": code, "grade": grade}).status_code


class TestALawDutyReport:
    def test_begins_with_what_the_records_say_and_ends_on_paper(self, desks: Desks) -> None:
        case = desks.reported()
        case.refresh_from_db()
        assert case.state == ""
        paper = desks.unit.get(f"/desk/cases/{case.pk}/papers/leading_statement/").content.decode()
        assert "本单位坚持依法办事" in paper
        assert "2026年履行推进法治建设职责情况报告" in paper

    def test_names_those_who_have_not_reported(self, desks: Desks) -> None:
        board = "/desk/office/leading-reports/"
        done(desks.office, board, do="list", day=DAY, organ=BUREAU, kind="执法单位", post="党组书记")
        assert "还没有述法的 1 个" in desks.office.get(board).content.decode()

    def test_is_not_submitted_unless_the_data_were_checked(self, desks: Desks) -> None:
        board = "/desk/office/leading-reports/"
        done(desks.office, board, do="list", day=DAY, organ=BUREAU, kind="执法单位", post="党组书记")
        case = Case.objects.get(procedure="law_duty_report")
        done(desks.unit, page_of(case, "report"), do="draft", day=DAY)
        told = refusal(desks.unit, page_of(case, "report"), do="submit", day=DAY, text="一段话。")
        assert "没有确认本单位的数据" in told


class TestAnEvaluation:
    def test_does_not_begin_without_a_draw(self, desks: Desks) -> None:
        case = desks.reported()
        done(desks.office, page_of(case, "report"), do="evaluate", day=DAY)
        page = page_of(Case.objects.get(procedure="law_duty_evaluation"), "evaluation")
        assert "还没有登记评议代表" in refusal(desks.office, page, do="make", day=DAY)
        paper = {"good": "1", "fair": "0", "plain": "0", "poor": "0"}
        assert "还没有登记评议代表" in refusal(desks.office, page, do="paper", day=DAY, **paper)
        assert "没有选定「评议代表的抽取」" in refusal(desks.office, page, do="draw", day=DAY, draw="7")
        assert "不是抽取公开包" in refusal(
            desks.office, page, do="elsewhere", day=DAY, bundle=SimpleUploadedFile("x.json", b"{}")
        )

    def test_on_paper_is_counted_by_two_who_agree(self, desks: Desks) -> None:
        case = desks.evaluated()
        page = page_of(case, "evaluation")
        found = {"good": "2", "fair": "1", "plain": "0", "poor": "0"}
        done(desks.office, page, do="paper", day=DAY, **found)
        assert "一人计票两次" in refusal(desks.office, page, do="paper", day=DAY, **found)
        other = {**found, "good": "1"}
        assert "不一致" in refusal(desks.second, page, do="paper", day=DAY, **other)
        done(desks.office, page, do="paper", day=DAY, **found)
        done(desks.second, page, do="paper", day=DAY, **found)
        assert "95.00" in desks.office.get(page).content.decode()
        paper = desks.office.get(f"/desk/cases/{case.pk}/papers/leading_tally/").content.decode()
        assert "95.00分" in paper

    def test_on_paper_has_no_more_ballots_than_representatives(self, desks: Desks) -> None:
        page = page_of(desks.evaluated(), "evaluation")
        found = {"good": "4", "fair": "0", "plain": "0", "poor": "0"}
        assert "评议代表为3人" in refusal(desks.office, page, do="paper", day=DAY, **found)

    def test_takes_each_code_once_and_none_before_it_begins(self, desks: Desks) -> None:
        case = desks.evaluated()
        codes = codes_of(desks, case)
        assert len(set(codes)) == 3
        assert [vote(codes[0], "good"), vote(codes[0], "poor"), vote("XXXXXXXXXX", "good")] == [302, 422, 422]
        assert desks.office.get(f"{page_of(case, 'evaluation')}slips/").status_code == 404

    def test_by_code_is_counted_by_two_and_printed(self, desks: Desks) -> None:
        case = desks.evaluated()
        for code, grade in zip(codes_of(desks, case), ("good", "poor", "good"), strict=True):
            assert vote(code, grade) == 302
        page = page_of(case, "evaluation")
        done(desks.office, page, do="codes", day=DAY)
        assert "平均分" not in desks.office.get(page).content.decode()
        done(desks.second, page, do="codes", day=DAY)
        assert "83.33" in desks.office.get(page).content.decode()

    def test_is_not_counted_by_the_organ_that_is_scored(self, desks: Desks) -> None:
        page = page_of(desks.evaluated(), "evaluation")
        assert "不办理这一环节" in refusal(desks.unit, page, do="make", day=DAY)


class TestTheTables:
    """What is kept of a score by code, read from the tables themselves."""

    def test_hold_no_actor_time_or_address_of_a_score(self, desks: Desks) -> None:
        for model in (CastScore, Urn, VotingCode):
            kinds = {field.get_internal_type() for field in model._meta.get_fields()}
            assert not kinds & {"DateTimeField", "DateField", "TimeField", "GenericIPAddressField"}
        assert {field.name for field in CastScore._meta.get_fields()} == {"id", "case", "grade"}

    def test_hold_one_row_for_all_scores_before_they_are_counted(self, desks: Desks) -> None:
        case = desks.evaluated()
        for code, grade in zip(codes_of(desks, case), ("poor", "good", "fair"), strict=True):
            vote(code, grade)
        assert CastScore.objects.count() == 0
        assert json.loads(Urn.objects.get(case=case).grades) == ["fair", "good", "poor"]
        assert VotingCode.objects.count() == 0

    def test_grow_by_nothing_else_when_a_score_is_cast(self, desks: Desks) -> None:
        codes = codes_of(desks, desks.evaluated())
        before = _rows()
        vote(codes[0], "good")
        after = _rows()
        assert {name for name in after if after[name] != before[name]} == {"leadership_votingcode"}

    def test_are_filled_in_one_batch_whose_order_is_not_that_of_casting(
        self, desks: Desks, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case = desks.evaluated(representatives=4)
        for code, grade in zip(codes_of(desks, case), ("poor", "good", "fair", "good"), strict=True):
            vote(code, grade)
        monkeypatch.setattr("secrets.SystemRandom.shuffle", lambda _, grades: grades.sort(reverse=True))
        page = page_of(case, "evaluation")
        done(desks.office, page, do="codes", day=DAY)
        done(desks.second, page, do="codes", day=DAY)
        grades = list(CastScore.objects.order_by("pk").values_list("grade", flat=True))
        assert grades == ["poor", "good", "good", "fair"]
        assert Urn.objects.get(case=case).grades == "[]"

    def test_of_acts_hold_totals_only(self, desks: Desks) -> None:
        case = desks.evaluated()
        for code in codes_of(desks, case):
            vote(code, "good")
        page = page_of(case, "evaluation")
        done(desks.office, page, do="codes", day=DAY)
        done(desks.second, page, do="codes", day=DAY)
        assert Act.objects.filter(case=case).count() == 4
        assert HandCount.objects.count() == 2


def _rows() -> dict[str, int]:
    with connection.cursor() as cursor:
        counts = {}
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            counts[name] = cursor.fetchone()[0]
    return counts
