"""What fsck finds of a desk that was tampered with."""

import pytest
from django.db import connection

from tests.kernel.findings.desk import THIRD, decided, finding, found, replied, scan
from tests.kernel.trial.book import GIVEN, opened
from yifa.kernel import append_only
from yifa.kernel.findings.checking import sentences
from yifa.kernel.fsck import fsck
from yifa.kernel.models import Finding, FindingEntry, PendingLeaf

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered() -> int:
    case_id = opened()
    scan(found(case_id))
    replied(case_id)
    decided(case_id, "台账填错")
    scan(found(case_id, late=9), at=THIRD)
    decided(case_id, "不属实", at=THIRD)
    return case_id


class TestADesk:
    def test_in_order_is_found_in_order(self, answered: int) -> None:
        assert list(sentences()) == []
        assert list(fsck(given_of=lambda _: GIVEN)) == []

    def test_with_a_state_that_does_not_follow_from_its_entries_is_found_out(self, answered: int) -> None:
        Finding.objects.update(state="confirmed")
        (sentence,) = fsck(given_of=lambda _: GIVEN)
        assert "状态记作「属实」,按办理记录应为「不属实」" in sentence

    def test_with_another_reason_than_was_given_is_found_out(self, answered: int) -> None:
        with append_only.released(connection):
            FindingEntry.objects.filter(said="decided", outcome="unfounded").update(reason="另一个理由")
        (sentence,) = sentences()
        assert "与存证时的内容不一致" in sentence

    def test_with_an_entry_that_has_no_leaf_is_found_out(self, answered: int) -> None:
        PendingLeaf.objects.filter(subject__startswith=f"finding/{finding(answered).pk}/").first().delete()  # type: ignore[union-attr]
        (sentence,) = sentences()
        assert "没有存证" in sentence
