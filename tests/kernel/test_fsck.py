"""Each damage is planted on purpose: a check that cannot fail protects nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from tests.kernel.trial.book import GIVEN, NOW, do, imported, opened, shown, take_in
from tests.kernel.trial.ledger import PERMITS
from yifa.kernel import append_only
from yifa.kernel import fsck as checking
from yifa.kernel.fsck import Checked, fsck, rebuild
from yifa.kernel.models import Act, Case, Number, Series
from yifa.kernel.numbering import cancel_number, give_number, open_series
from yifa.kernel.records import stored
from yifa.law.act import Kind
from yifa.law.fold import Given

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return list(fsck(given_of=lambda _: GIVEN))


def records() -> Any:
    return stored(PERMITS).model.objects


@pytest.fixture
def case_id() -> int:
    case_id = opened(title="开办药店")
    do(case_id, "application", date(2022, 3, 1))
    return case_id


class TestASoundDatabase:
    def test_gives_no_sentence(self, case_id: int) -> None:
        do(case_id, "review", date(2022, 3, 2))
        do(case_id, "review", date(2022, 3, 3), Kind.RETURNED)
        do(case_id, "application", date(2022, 3, 1), Kind.CORRECTED, corrects=1, replaces=Kind.DONE)
        take_in([imported(number) for number in range(1, 6)])
        series = open_series(name="示政规", year=2022, pattern="{serial}")
        cancel_number(number=give_number(series=series, at=NOW), reason="误取", at=NOW)
        assert found() == []

    def test_is_counted(self, case_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(checking, "BATCH", 2)
        take_in([imported(number) for number in range(1, 6)])
        with pytest.raises(StopIteration) as end:
            next(fsck(given_of=lambda _: GIVEN))
        assert end.value.value == Checked(cases=6, acts=27, records=6, found=0)

    def test_asks_once_for_what_is_given_in_a_year(self, case_id: int) -> None:
        take_in([imported(number) for number in range(1, 6)])
        asked: list[int] = []

        def given_of(year: int) -> Given:
            asked.append(year)
            return GIVEN

        list(fsck(given_of=given_of))
        assert asked == [2022]


def _lose_an_act(case_id: int) -> None:
    with append_only.released(connection):
        Act.objects.filter(case_id=case_id, seq=0)._raw_delete("default")


def _change_an_act(case_id: int) -> None:
    with append_only.released(connection):
        Act.objects.filter(case_id=case_id, seq=1).update(on=date(2022, 2, 1))


DAMAGES = [
    pytest.param(_lose_an_act, "登记有2项行为,实存1项", id="an-act-lost"),
    pytest.param(_change_an_act, "按行为应为「2022-02-01」", id="an-act-changed"),
    pytest.param(lambda pk: Case.objects.filter(pk=pk).update(acts=5), "登记有5项行为,实存2项", id="acts-miscounted"),
    pytest.param(
        lambda pk: Case.objects.filter(pk=pk).update(state="review"), "所处环节或到期日记作「review」", id="state"
    ),
    pytest.param(
        lambda pk: Case.objects.filter(pk=pk).update(due_on=None), "按行为应为「notice」,2022-03-08到期", id="due"
    ),
    pytest.param(
        lambda pk: Case.objects.filter(pk=pk).update(version="1999-01-01"), "版本「1999-01-01」没有安装", id="version"
    ),
    pytest.param(
        lambda pk: records().filter(of_case_id=pk).update(fine=1), "「金额」记作「1」,按行为应为「None」", id="a-cell"
    ),
    pytest.param(lambda pk: records().filter(of_case_id=pk).delete(), "没有记录行", id="a-record-lost"),
    pytest.param(
        lambda pk: Case.objects.filter(pk=pk).update(source_table="other"), "属于其他台账", id="a-record-astray"
    ),
]


class TestDamage:
    @pytest.mark.parametrize(("plant", "sentence"), DAMAGES)
    def test_is_found(self, case_id: int, plant: Callable[[int], object], sentence: str) -> None:
        plant(case_id)
        assert any(sentence in one for one in found()), found()

    def test_to_a_series_is_found(self) -> None:
        series = open_series(name="示政规", year=2022, pattern="{serial}")
        for _ in range(3):
            give_number(series=series, at=NOW)
        Number.objects.filter(serial=2).delete()
        (sentence,) = found()
        assert "已用至3,实存2个编号" in sentence

    def test_to_the_end_of_a_series_is_found(self) -> None:
        series = open_series(name="示政规", year=2022, pattern="{serial}")
        give_number(series=series, at=NOW)
        Series.objects.filter(pk=series.pk).update(last=2)
        assert len(found()) == 1


class TestRebuilding:
    def test_puts_right_what_is_a_cache(self, case_id: int) -> None:
        Case.objects.filter(pk=case_id).update(state="review", due_on=None)
        records().filter(of_case_id=case_id).update(fine=1)
        other = opened(title="另一件")
        records().filter(of_case_id=other).delete()
        assert rebuild(given_of=lambda _: GIVEN) == 2
        assert found() == []
        assert shown(other)["title"] == "另一件"

    def test_leaves_a_sound_database_alone(self, case_id: int) -> None:
        assert rebuild(given_of=lambda _: GIVEN) == 0

    def test_keeps_where_a_lost_record_lies_on_file(self) -> None:
        take_in([imported()])
        records().all().delete()
        rebuild(given_of=lambda _: GIVEN)
        record = records().get()
        assert (record.sheet, record.row) == ("Sheet1", 2)
        assert record.original_id is not None

    def test_touches_no_case_whose_text_is_not_installed(self, case_id: int) -> None:
        Case.objects.filter(pk=case_id).update(version="1999-01-01", state="review")
        assert rebuild(given_of=lambda _: GIVEN) == 0
