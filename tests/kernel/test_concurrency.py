"""Several people at once: nothing is lost, nothing is done twice, numbers have no gaps."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, TypeVar

import pytest
from django.db import connection, transaction

from tests.kernel.trial.book import CLERK, GIVEN, NOW, do, opened
from yifa.kernel.acts import Proposed, UnableToPerform
from yifa.kernel.batches import Performing, perform_many
from yifa.kernel.models import Act, Case, Number
from yifa.kernel.numbering import give_number, open_series
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8
T = TypeVar("T")
DAY = date(2022, 3, 1)


def at_once(work: Callable[[int], T]) -> list[T]:
    def one(number: int) -> T:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(THREADS)))


class TestWritersOfOneCase:
    def test_each_get_a_place_of_their_own(self) -> None:
        case_id = opened()
        at_once(lambda _: [do(case_id, "", DAY, Kind.REMINDED) for _ in range(10)])
        seqs = Act.objects.filter(case_id=case_id).order_by("seq").values_list("seq", flat=True)
        assert list(seqs) == list(range(1 + THREADS * 10))
        assert Case.objects.get(pk=case_id).acts == 1 + THREADS * 10

    def test_cannot_both_end_it(self) -> None:
        case_id = opened()

        def withdraw(_: int) -> bool:
            try:
                do(case_id, "", DAY, Kind.WITHDRAWN)
            except UnableToPerform:
                return False
            return True

        assert sum(at_once(withdraw)) == 1
        assert Act.objects.filter(case_id=case_id, kind="withdrawn").count() == 1


class TestBatchesThatShareCases:
    def test_do_not_wait_for_each_other_for_ever(self) -> None:
        ids = [opened() for _ in range(30)]

        def remind(number: int) -> int:
            order = ids if number % 2 else ids[::-1]
            acts = [Performing(case_id, Proposed(Kind.REMINDED, "", DAY)) for case_id in order]
            return len(perform_many(acts=acts, by=CLERK, at=NOW, given=GIVEN))

        at_once(remind)
        assert set(Case.objects.filter(pk__in=ids).values_list("acts", flat=True)) == {1 + THREADS}
        assert Act.objects.filter(case_id__in=ids).count() == len(ids) * (1 + THREADS)


class TestNumbersAskedForAtOnce:
    def test_have_no_gaps(self) -> None:
        series = open_series(name="示政规", year=2022, pattern="示政规〔{year}〕{serial}号")
        at_once(lambda _: [give_number(series=series, at=NOW) for _ in range(10)])
        serials = Number.objects.filter(series=series).order_by("serial").values_list("serial", flat=True)
        assert list(serials) == list(range(1, THREADS * 10 + 1))

    def test_are_used_up_only_by_what_stands(self) -> None:
        series = open_series(name="示政规", year=2022, pattern="{serial}")

        def give(number: int) -> Any:
            with transaction.atomic():
                given = give_number(series=series, at=NOW)
                transaction.set_rollback(bool(number % 2))
            return None if number % 2 else given.serial

        kept = [serial for serial in at_once(give) if serial is not None]
        assert sorted(kept) == list(range(1, THREADS // 2 + 1))

    def test_series_is_opened_once(self) -> None:
        found = at_once(lambda _: open_series(name="示政规", year=2022, pattern="{serial}").pk)
        assert len(set(found)) == 1
