"""The list of representatives, the draw that is chosen from it, and a draw that was held elsewhere."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.domains.desks import done, refusal
from tests.domains.leadership.desks import DAY, OFFICE, Desks, held_draw, page_of
from tests.engine.draw import sample
from yifa.domains.leadership.models import Representative, Urn
from yifa.domains.leadership.pools import POOLS
from yifa.engine.ceremonies.models import Ceremony
from yifa.engine.draw.encoding import document_hash
from yifa.kernel.models import Act, Case

LIST = "/desk/office/leading-representatives/"


def evaluation(desks: Desks) -> str:
    case = desks.reported()
    done(desks.office, page_of(case, "report"), do="evaluate", day=DAY)
    return page_of(Case.objects.get(procedure="law_duty_evaluation"), "evaluation")


def file(value: object) -> SimpleUploadedFile:
    return SimpleUploadedFile("bundle.json", json.dumps(value).encode())


class TestTheList:
    def test_takes_one_or_many_and_gives_each_a_code(self, desks: Desks) -> None:
        done(desks.office, LIST, do="enter", day=DAY, name="陈一", kind="律师", works_at="某律师事务所")
        done(desks.office, LIST, do="many", day=DAY, lines="周二,人大代表,某镇\n吴三，企业代表，某公司\n")
        (pool,) = POOLS
        subjects = list(pool.subjects(date(2026, 3, 10)))
        assert [kind for kind, _ in subjects] == ["律师", "人大代表", "企业代表"]
        told = desks.office.get(LIST).content.decode()
        assert all(code in told for _, code in subjects)

    @pytest.mark.parametrize("lines", ["周二,人大代表", "周二,,某镇", f"{'周' * 61},人大代表,某镇"])
    def test_takes_no_line_that_it_does_not_understand(self, desks: Desks, lines: str) -> None:
        assert "第2行" in refusal(desks.office, LIST, do="many", day=DAY, lines=f"陈一,律师,某所\n{lines}")
        assert not Representative.objects.exists()

    def test_no_longer_offers_who_left(self, desks: Desks) -> None:
        done(desks.office, LIST, do="enter", day=DAY, name="陈一", kind="律师", works_at="某所")
        left = Representative.objects.get().pk
        done(desks.office, LIST, do="leave", day=DAY, representative=left)
        assert list(POOLS[0].subjects(date(2026, 3, 10))) == []
        assert "已经出库" in refusal(desks.office, LIST, do="leave", day=DAY, representative=left)

    def test_offers_nobody_before_the_day_of_his_entry(self, desks: Desks) -> None:
        done(desks.office, LIST, do="enter", day=DAY, name="陈一", kind="律师", works_at="某所")
        for day, there in ((9, 0), (10, 1), (11, 1)):
            assert len(list(POOLS[0].subjects(date(2026, 3, day)))) == there


class TestTheDraw:
    def test_is_chosen_and_names_the_drawn_to_the_office_alone(self, desks: Desks) -> None:
        page, draw = evaluation(desks), held_draw(2)
        done(desks.office, page, do="draw", day=DAY, draw=draw.pk)
        urn = Urn.objects.get()
        assert (urn.drawn, urn.plan) == (2, draw.plan_hash)
        drawn = [one["code"] for one in json.loads(draw.bundle)["result"]["drawn"]]
        told = desks.office.get(page).content.decode()
        assert all(code in told for code in drawn)
        assert "通知到会" not in desks.unit.get(page).content.decode()
        act = Act.objects.get(step="draw")
        assert act.on == date(2026, 3, 7)

    def test_is_not_exchanged_for_another(self, desks: Desks) -> None:
        page, draw = evaluation(desks), held_draw(2)
        done(desks.office, page, do="draw", day=DAY, draw=draw.pk)
        assert "不再更换" in refusal(desks.office, page, do="draw", day=DAY, draw=draw.pk)

    def test_whose_result_was_changed_is_not_offered(self, desks: Desks) -> None:
        page, draw = evaluation(desks), held_draw(2)
        changed = json.loads(draw.bundle)
        changed["result"]["drawn"][0]["code"] = "DB99999"
        Ceremony.objects.filter(pk=draw.pk).update(bundle=json.dumps(changed))
        assert "没有选定「评议代表的抽取」" in refusal(desks.office, page, do="draw", day=DAY, draw=draw.pk)

    def test_names_no_person_in_public(self, desks: Desks) -> None:
        draw = held_draw(2)
        told = desks.office.get(f"/draws/{draw.plan_hash}/").content.decode() + draw.bundle + draw.plan
        assert not any(one.name in told for one in Representative.objects.all())


class TestADrawHeldElsewhere:
    def test_is_computed_again_and_taken_where_all_agrees(self, desks: Desks) -> None:
        page, frame = evaluation(desks), sample.frame()
        bundle = sample.published(sample.plan(frame), frame)
        done(desks.office, page, do="elsewhere", day=DAY, bundle=file(bundle))
        assert (Urn.objects.get().drawn, Urn.objects.get().plan) == (10, "")
        assert "在其他系统抽取" in desks.office.get(page).content.decode()

    def test_is_refused_where_somebody_was_put_in(self, desks: Desks) -> None:
        page, frame = evaluation(desks), sample.frame()
        settled = sample.plan(frame)
        bundle = sample.published(settled, frame)
        bundle["result"]["drawn"][0]["position"] = 39
        bundle["result_hash"] = document_hash(bundle["result"])
        told = refusal(desks.office, page, do="elsewhere", day=DAY, bundle=file(bundle))
        assert "重新计算" in told
        assert not Urn.objects.exists()

    def test_is_not_another_result_of_a_draw_of_ours(self, desks: Desks) -> None:
        page, draw = evaluation(desks), held_draw(2)
        bundle = json.loads(draw.bundle)
        done(desks.office, page, do="elsewhere", day=DAY, bundle=file(bundle))
        assert OFFICE not in desks.office.get(page).content.decode()
