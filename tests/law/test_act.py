"""Acts: nothing is overwritten; what was corrected gives way, and a correction stands where the error stood."""

import pytest

from tests.law.sample import act, numbered
from yifa.law.act import TITLES, Act, Kind, effective


def standing(*acts: Act) -> list[int]:
    return [found.seq for found in effective(numbered(*acts))]


APPLIED, REVIEWED, DECIDED = (act(step, "2022-06-01") for step in ("application", "review", "decision"))


class TestCorrection:
    def test_takes_the_place_of_the_act_that_it_corrects(self) -> None:
        corrected = act("review", "2022-06-02", Kind.CORRECTED, corrects=1, replaces=Kind.DONE)
        assert standing(APPLIED, REVIEWED, DECIDED, corrected) == [0, 3, 2]

    def test_of_a_correction_stands_where_the_first_error_stood(self) -> None:
        once = act("review", "2022-06-02", Kind.CORRECTED, corrects=1, replaces=Kind.DONE)
        twice = act("review", "2022-06-03", Kind.CORRECTED, corrects=3, replaces=Kind.DONE)
        assert standing(APPLIED, REVIEWED, DECIDED, once, twice) == [0, 4, 2]

    def test_that_puts_nothing_in_its_place_strikes_the_act_out(self) -> None:
        struck = act("review", "2022-06-02", Kind.CORRECTED, corrects=1)
        assert standing(APPLIED, REVIEWED, DECIDED, struck) == [0, 2]

    def test_that_is_struck_out_leaves_nothing(self) -> None:
        once = act("review", "2022-06-02", Kind.CORRECTED, corrects=1, replaces=Kind.DONE)
        struck = act("review", "2022-06-02", Kind.CORRECTED, corrects=3)
        assert standing(APPLIED, REVIEWED, DECIDED, once, struck) == [0, 2]

    def test_counts_as_what_it_puts_in_the_place(self) -> None:
        assert act("review", "2022-06-02", Kind.CORRECTED, corrects=1, replaces=Kind.STARTED).meaning is Kind.STARTED
        assert act("review", "2022-06-02", Kind.CORRECTED, corrects=1).meaning is None
        assert act("review", "2022-06-02").meaning is Kind.DONE


class TestActs:
    def test_without_corrections_stand_as_they_are(self) -> None:
        assert standing(APPLIED, REVIEWED, DECIDED) == [0, 1, 2]


class TestKind:
    def test_has_a_word_that_chinese_staff_expect(self) -> None:
        assert set(TITLES) == set(Kind)
        assert [kind.word for kind in (Kind.RETURNED, Kind.SUSPENDED, Kind.WITHDRAWN)] == ["退回", "中止", "撤回"]

    @pytest.mark.parametrize("kind", Kind)
    def test_ends_the_case_only_by_withdrawal_and_termination(self, kind: Kind) -> None:
        assert kind.ends_case == (kind in {Kind.WITHDRAWN, Kind.TERMINATED})
