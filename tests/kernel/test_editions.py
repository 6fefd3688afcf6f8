"""What a register said when it came into force is evidence: a change by hand is found."""

from datetime import date

import pytest
from django.db import connection

from tests.kernel.trial.book import GIVEN, edition, officer
from tests.kernel.trial.ledger import OFFICERS
from yifa.kernel import editions
from yifa.kernel.fsck import fsck, rebuild
from yifa.kernel.models import Leaf, PendingLeaf
from yifa.kernel.records import stored

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return list(fsck(given_of=lambda _: GIVEN))


@pytest.fixture(autouse=True)
def officers() -> None:
    edition(2022, officer("ZF01", "张三", valid_to=date(2022, 6, 30)), officer("ZF02", "李四"))


def change(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=stored(OFFICERS).name))


class TestAnEdition:
    def test_as_it_came_into_force_gives_no_sentence(self) -> None:
        assert found() == []

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE {table} SET valid_to = '2023-06-30' WHERE key = 'ZF01'",
            "UPDATE {table} SET cancelled = '2022-01-01' WHERE key = 'ZF02'",
            "UPDATE {table} SET key = 'ZF03' WHERE key = 'ZF02'",
            "UPDATE {table} SET in_force_from = '2021-01-01' WHERE key = 'ZF02'",
            "DELETE FROM {table} WHERE key = 'ZF02'",
        ],
    )
    def test_changed_by_hand_is_found(self, statement: str) -> None:
        change(statement)
        assert any("与启用时的内容不一致" in sentence for sentence in found())

    def test_emptied_by_hand_is_found(self) -> None:
        change("DELETE FROM {table}")
        assert any("有启用的存证而没有条目" in sentence for sentence in found())

    def test_followed_by_another_stays_what_it_was(self) -> None:
        edition(2023, officer("ZF01", "张三"), sha256="b" * 64)
        assert found() == []

    def test_corrected_by_a_later_load_is_what_that_load_says(self) -> None:
        edition(2022, officer("ZF01", "张三", valid_to=date(2024, 6, 30)), sha256="c" * 64)
        assert found() == []

    def test_of_an_earlier_version_of_the_program_is_put_on_record_by_a_rebuild(self) -> None:
        PendingLeaf.objects.filter(subject__startswith=editions.PREFIX).delete()
        assert any("没有存证" in sentence for sentence in found())
        assert rebuild(given_of=lambda _: GIVEN) == 1
        assert found() == []
        assert Leaf.objects.count() == 0
