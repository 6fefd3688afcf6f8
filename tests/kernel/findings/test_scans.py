"""Scanning again neither doubles a finding nor forgets one."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.kernel.findings.desk import FIRST, SECOND, THIRD, corrected, decided, finding, found, said, scan
from tests.kernel.trial.book import do, opened
from yifa.kernel.findings.found import Identity
from yifa.kernel.models import Finding, FindingEntry, PendingLeaf, Scan
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 1)


def correction(case_id: int) -> int:
    """The act that corrects the application of the case, entered after all decisions of these tests."""
    do(case_id, "application", DAY, at=FIRST)
    return do(case_id, "application", DAY, Kind.CORRECTED, corrects=1, replaces=Kind.DONE, at=THIRD).seq


class TestAScan:
    def test_puts_what_it_found_on_the_desk(self) -> None:
        case_id = opened()
        stored = scan(found(case_id))
        one = finding(case_id)
        assert (stored.new, stored.gone, stored.left) == (1, 0, 1)
        assert (one.state, one.found_at, one.article) == ("open", FIRST, "《行政许可法》第四十二条")

    def test_made_again_doubles_nothing_and_says_nothing(self) -> None:
        case_id = opened()
        scan(found(case_id))
        again = scan(found(case_id), at=SECOND)
        assert (again.new, again.gone, again.left) == (0, 0, 1)
        assert Finding.objects.count() == 1
        assert said(case_id) == ["found"]

    def test_marks_what_it_no_longer_finds_and_keeps_it(self) -> None:
        case_id = opened()
        scan(found(case_id))
        second = scan(at=SECOND)
        entry = finding(case_id).entries.latest("pk")
        assert (second.gone, second.left) == (1, 0)
        assert (finding(case_id).state, entry.said, entry.scan_id) == ("gone", "gone", second.scan_id)

    def test_marks_it_once(self) -> None:
        case_id = opened()
        scan(found(case_id))
        scan(at=SECOND)
        assert scan(at=THIRD).gone == 0
        assert said(case_id) == ["found", "gone"]

    def test_finds_again_what_was_gone(self) -> None:
        case_id = opened()
        scan(found(case_id))
        scan(at=SECOND)
        assert scan(found(case_id), at=THIRD).new == 0
        assert (finding(case_id).state, finding(case_id).found_at) == ("open", FIRST)
        assert said(case_id) == ["found", "gone", "found_again"]

    def test_of_one_year_leaves_the_findings_of_another_alone(self) -> None:
        case_id = opened()
        scan(found(case_id))
        assert scan(year=2023, at=SECOND).gone == 0
        assert finding(case_id).state == "open"

    def test_tells_two_findings_of_a_rule_apart_by_what_they_are_about(self) -> None:
        case_id = opened()
        one, other = found(case_id, part="ZF01", why="expired"), found(case_id, part="ZF02", why="expired")
        assert scan(one, other).new == 2
        assert scan(other, at=SECOND).gone == 1
        assert Finding.objects.get(part="ZF01").state == "gone"

    def test_is_on_record_with_the_hash_of_what_it_found(self) -> None:
        case_id = opened()
        stored = scan(found(case_id))
        leaf = PendingLeaf.objects.get(subject=f"scan/{stored.scan_id}")
        assert leaf.kind == "statement"
        assert Scan.objects.get().digest in leaf.payload

    def test_of_the_same_findings_in_another_order_has_the_same_hash(self) -> None:
        one, other = found(opened()), found(opened())
        scan(one, other)
        scan(other, one, at=SECOND)
        assert Scan.objects.values_list("digest", flat=True).distinct().count() == 1

    def test_cannot_be_rewritten_afterwards(self) -> None:
        scan(found(opened()))
        for model in (Scan, FindingEntry):
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                model.objects.update(entered_by="别人")


class TestADecision:
    def test_holds_while_the_scan_finds_the_same(self) -> None:
        case_id = opened()
        scan(found(case_id))
        decided(case_id, "不属实")
        scan(found(case_id), at=THIRD)
        assert finding(case_id).state == "unfounded"

    def test_falls_when_the_evidence_is_another(self) -> None:
        case_id = opened()
        scan(found(case_id, late=3))
        decided(case_id, "不属实")
        third = scan(found(case_id, late=9), at=THIRD)
        assert (finding(case_id).state, finding(case_id).outcome) == ("open", "")
        assert third.changed == (Identity(case_id, "trial.decide_late"),)
        assert [entry.outcome for entry in finding(case_id).entries.order_by("pk")] == ["", "unfounded", ""]

    def test_stays_on_a_finding_that_is_gone(self) -> None:
        case_id = opened()
        scan(found(case_id))
        decided(case_id, "属实")
        scan(at=THIRD)
        assert (finding(case_id).state, finding(case_id).outcome) == ("gone", "confirmed")


class TestAWrongLedger:
    def test_waits_for_the_act_that_corrects_it(self) -> None:
        case_id = opened()
        scan(found(case_id))
        decided(case_id, "台账填错")
        assert scan(found(case_id), at=THIRD).left == 1
        assert finding(case_id).state == "to_correct"

    def test_is_linked_by_the_next_scan_to_the_act_that_followed(self) -> None:
        case_id = opened()
        scan(found(case_id))
        decided(case_id, "台账填错")
        seq = correction(case_id)
        scan(at=THIRD)
        assert (finding(case_id).state, finding(case_id).corrected_by) == ("gone", seq)
        assert said(case_id) == ["found", "decided", "corrected", "gone"]

    def test_is_not_linked_to_an_act_that_came_before(self) -> None:
        case_id = opened()
        do(case_id, "application", DAY)
        do(case_id, "application", DAY, Kind.CORRECTED, corrects=1, replaces=Kind.DONE)
        scan(found(case_id))
        decided(case_id, "台账填错")
        scan(at=THIRD)
        assert finding(case_id).corrected_by is None

    def test_that_was_corrected_and_is_found_all_the_same_is_open_again(self) -> None:
        case_id = opened()
        scan(found(case_id))
        decided(case_id, "台账填错")
        corrected(case_id, correction(case_id))
        assert finding(case_id).state == "corrected"
        third = scan(found(case_id), at=THIRD)
        assert third.remains == (Identity(case_id, "trial.decide_late"),)
        assert (finding(case_id).state, finding(case_id).outcome) == ("open", "")

    def test_that_was_gone_and_comes_back_is_open_again(self) -> None:
        case_id = opened()
        scan(found(case_id))
        decided(case_id, "台账填错")
        corrected(case_id, correction(case_id))
        scan(at=THIRD)
        assert scan(found(case_id), at=THIRD).remains
        assert finding(case_id).state == "open"


class TestTheWordsOfAFinding:
    def test_follow_a_new_version_of_the_program_and_leave_the_decision_alone(self) -> None:
        case_id = opened()
        scan(found(case_id))
        decided(case_id, "不属实")
        scan(replace(found(case_id), sentence="换了说法。"), at=THIRD)
        assert (finding(case_id).sentence, finding(case_id).state) == ("换了说法。", "unfounded")
        assert said(case_id) == ["found", "decided"]
