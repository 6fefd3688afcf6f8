"""Remarks of representatives: kept apart from scores, shown to the office alone, made problems one by one."""

from __future__ import annotations

import json

from django.test import Client

from tests.domains.desks import done, refusal
from tests.domains.leadership.desks import DAY, Desks, page_of
from tests.domains.leadership.test_law_duty import BALLOT, codes_of
from tests.surfaces.posts import BUREAU
from yifa.domains.leadership.models import Remark, Urn
from yifa.kernel.models import Act, Case

FIRST, SECOND = "窗口材料要求前后不一致。", "等候时间长。"
FOUND = {"good": "2", "fair": "1", "plain": "0", "poor": "0"}


def counted(desks: Desks) -> Case:
    """An evaluation by code in which two of three representatives wrote a remark."""
    case = desks.evaluated()
    for code, remark in zip(codes_of(desks, case), (FIRST, SECOND, ""), strict=True):
        assert Client().post(BALLOT, {"code": code, "grade": "good", "remark": remark}).status_code == 302
    assert FIRST not in desks.office.get(page_of(case, "evaluation")).content.decode()
    for who in (desks.office, desks.second):
        done(who, page_of(case, "evaluation"), do="codes", day=DAY)
    return case


class TestARemark:
    def test_waits_in_the_urn_in_an_order_that_says_nothing(self, desks: Desks) -> None:
        case = desks.evaluated()
        for code, remark in zip(codes_of(desks, case), ("丙", "甲", "乙"), strict=True):
            Client().post(BALLOT, {"code": code, "grade": "good", "remark": remark})
        assert json.loads(Urn.objects.get(case=case).remarks) == sorted(("甲", "乙", "丙"))
        assert not Remark.objects.exists()

    def test_knows_nothing_but_its_words(self) -> None:
        assert {field.name for field in Remark._meta.get_fields()} == {"id", "case", "text", "problem"}

    def test_is_no_longer_than_one_can_read(self, desks: Desks) -> None:
        code = codes_of(desks, desks.evaluated())[0]
        answer = Client().post(BALLOT, {"code": code, "grade": "good", "remark": "字" * 501})
        assert answer.status_code == 422
        assert "最多可以写500个字" in answer.content.decode()
        assert Client().post(BALLOT, {"code": code, "grade": "good"}).status_code == 302

    def test_is_shown_to_the_office_once_counted_and_not_to_the_organ(self, desks: Desks) -> None:
        page = page_of(counted(desks), "evaluation")
        assert FIRST in desks.office.get(page).content.decode()
        assert FIRST not in desks.unit.get(page).content.decode()

    def test_of_a_paper_ballot_is_entered_before_the_count_or_after(self, desks: Desks) -> None:
        case = desks.evaluated()
        page = page_of(case, "evaluation")
        done(desks.office, page, do="remark", day=DAY, remark=FIRST)
        for who in (desks.office, desks.second):
            done(who, page, do="paper", day=DAY, **FOUND)
        done(desks.office, page, do="remark", day=DAY, remark=SECOND)
        assert {one.text for one in Remark.objects.filter(case=case)} == {FIRST, SECOND}

    def test_is_not_entered_by_the_office_where_codes_were_used(self, desks: Desks) -> None:
        page = page_of(counted(desks), "evaluation")
        assert "意见由代表本人填写" in refusal(desks.office, page, do="remark", day=DAY, remark="代写。")


class TestAProblemFromARemark:
    def test_says_where_it_came_from_and_is_made_once(self, desks: Desks) -> None:
        case = counted(desks)
        page, remark = page_of(case, "evaluation"), Remark.objects.get(text=FIRST)
        done(desks.office, page, do="problem", day=DAY, remark=remark.pk, problem="材料清单不统一。")
        problem = Case.objects.get(procedure="rectification")
        assert problem.organ_path == BUREAU
        told = desks.unit.get(page_of(problem, "problem")).content.decode()
        for words in ("材料清单不统一。", "述法评议", "述法〔2026〕1号述法现场评议的代表意见"):
            assert words in told
        assert FIRST not in told
        again = refusal(desks.office, page, do="problem", day=DAY, remark=remark.pk, problem="再列一次。")
        assert "已经列为问题" in again
        assert Case.objects.filter(procedure="rectification").count() == 1

    def test_is_chosen_by_the_office_and_no_other(self, desks: Desks) -> None:
        page = page_of(counted(desks), "evaluation")
        pk = Remark.objects.get(text=FIRST).pk
        assert "不办理这一环节" in refusal(desks.unit, page, do="problem", day=DAY, remark=pk, problem="无。")

    def test_is_not_made_of_a_remark_on_another_report(self, desks: Desks) -> None:
        case = counted(desks)
        other = Remark.objects.create(case=Case.objects.get(procedure="law_duty_report"), text="别处的意见。")
        told = refusal(
            desks.office, page_of(case, "evaluation"), do="problem", day=DAY, remark=other.pk, problem="无。"
        )
        assert "没有这条意见" in told

    def test_is_an_act_of_its_own(self, desks: Desks) -> None:
        page = page_of(counted(desks), "evaluation")
        for one in Remark.objects.all():
            done(desks.office, page, do="problem", day=DAY, remark=one.pk, problem=one.text)
        numbers = Case.objects.filter(procedure="rectification").order_by("pk").values_list("number", flat=True)
        assert list(numbers) == ["整改〔2026〕1号", "整改〔2026〕2号"]
        assert Act.objects.filter(case__procedure="rectification", step="finding").count() == 2
