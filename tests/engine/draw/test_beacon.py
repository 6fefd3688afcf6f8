"""The beacon: one reading of a public number, nonces that stay secret until they are revealed, nobody who steers."""

import json
from itertools import combinations

import pytest

from tests.engine.draw import sample
from yifa.engine.draw.beacon import Reveal, close, commitment, seed_of, value_of
from yifa.engine.draw.encoding import canonical
from yifa.engine.draw.numbers import Entry, Group, PublicNumber, agreed
from yifa.engine.draw.plan_json import plan_hash, plan_json
from yifa.engine.draw.refusal import UnableToDraw
from yifa.engine.draw.seal import Sealed, check_moment


class TestPublicNumber:
    @pytest.mark.parametrize("text", ["3 7 11 18 22 31 9", "31、22、18、11、07、03 + 09", "03 07 11 18 22 31 09"])
    def test_has_one_reading_however_it_is_spelled(self, text: str) -> None:
        assert sample.NUMBER.read(text) == "3-7-11-18-22-31|9"

    @pytest.mark.parametrize(
        ("text", "because"),
        [
            ("3 7 11 18 22 31", "应有 7 个号码"),
            ("3 7 11 18 22 34 9", "不会有 34"),
            ("3 3 11 18 22 31 9", "重复"),
            ("", "录入的是 0 个"),
        ],
    )
    def test_is_refused_where_it_cannot_have_come(self, text: str, because: str) -> None:
        with pytest.raises(UnableToDraw, match=because):
            sample.NUMBER.read(text)

    def test_of_single_digits_may_be_typed_as_one_word(self) -> None:
        digits = PublicNumber("七位数", "1", sample.ANNOUNCED, (Group("号码", 0, 9, 7, ordered=True),))
        assert digits.read("0 271880") == digits.read("0271880") == "0-2-7-1-8-8-0"

    def test_has_as_many_outcomes_as_its_rule_allows(self) -> None:
        assert sample.NUMBER.outcomes == 17_721_088


class TestEntry:
    def test_by_two_persons_must_agree(self) -> None:
        assert agreed(sample.NUMBER, sample.entries()) == "3-7-11-18-22-31|9"
        with pytest.raises(UnableToDraw, match="不一致"):
            agreed(sample.NUMBER, (Entry("王某", "3 7 11 18 22 31 9"), Entry("李某", "3 7 11 18 22 31 10")))

    @pytest.mark.parametrize("persons", [("王某",), ("王某", "王 某"), ("王某", ""), ("王某", "李某", "张某")])
    def test_by_other_than_two_persons_is_refused(self, persons: tuple[str, ...]) -> None:
        with pytest.raises(UnableToDraw, match="两名不同人员"):
            agreed(sample.NUMBER, [Entry(person, sample.DRAWN_NUMBER) for person in persons])

    def test_does_not_let_a_name_take_part_in_the_seed(self) -> None:
        settled = sample.plan()
        others = (Entry("赵某", sample.DRAWN_NUMBER), Entry("钱某", sample.DRAWN_NUMBER))
        seeds = {
            seed_of(plan_hash=plan_hash(settled), value=value_of(settled.beacon, entries=pair))
            for pair in (sample.entries(), others)
        }
        assert len(seeds) == 1


class TestCommitment:
    def test_hides_the_nonce_from_plan_and_bundle_until_it_is_revealed(self) -> None:
        whole = sample.frame()
        settled = sample.plan(whole, beacon=sample.jointly())
        planned = canonical(plan_json(settled)).decode()
        made = json.dumps(sample.published(settled, whole, by=sample.reveals(*sample.ORGANS[:2])))
        assert not any(sample.nonce(organ).hex() in planned for organ in sample.ORGANS)
        assert sample.nonce(sample.ORGANS[0]).hex() in made
        assert sample.nonce(sample.ORGANS[2]).hex() not in made

    def test_of_another_organ_cannot_be_handed_in_as_ones_own(self) -> None:
        first, second = (commitment(nonce=sample.KEY, organ=organ) for organ in sample.ORGANS[:2])
        assert first != second

    def test_accepts_no_nonce_of_another_length(self) -> None:
        with pytest.raises(UnableToDraw, match="32个字节"):
            commitment(nonce=b"short", organ="区司法局")


class TestReveal:
    def test_bars_whoever_reveals_nothing(self) -> None:
        found = close(sample.jointly(), sample.reveals(sample.ORGANS[2], sample.ORGANS[0]))
        assert [reveal.organ for reveal in found.reveals] == [sample.ORGANS[0], sample.ORGANS[2]]
        assert found.barred == (sample.ORGANS[1],)

    @pytest.mark.parametrize(
        ("given", "because"),
        [
            ((Reveal(sample.ORGANS[0], sample.KEY),), "与其承诺不符"),
            ((Reveal("区水务局", sample.KEY),), "没有在计划中承诺"),
            (sample.reveals(sample.ORGANS[0]) * 2, "揭示了两次"),
        ],
    )
    def test_is_refused_where_it_is_not_what_was_committed_to(self, given: tuple[Reveal, ...], because: str) -> None:
        with pytest.raises(UnableToDraw, match=because):
            close(sample.jointly(), given)


class TestNonRevealer:
    """Whoever withholds must do so before the number exists, and then every choice is as good as any other."""

    def test_has_decided_before_the_number_is_announced(self) -> None:
        joint = sample.jointly()
        check_moment(Sealed.REVEALS, at=sample.REVEAL_BY, beacon=joint)
        for late in (sample.ANNOUNCED, sample.ANNOUNCED.replace(hour=23)):
            with pytest.raises(UnableToDraw, match="不再接受揭示"):
                check_moment(Sealed.REVEALS, at=late, beacon=joint)

    def test_gains_nothing_by_any_choice_of_who_reveals(self) -> None:
        # 16 subjects, one drawn: each of the eight sets of reveals draws the friend as often over the numbers to come.
        whole = sample.frame({"A": 16})
        settled = sample.plan(
            whole, beacon=sample.jointly(), staffing=None, exclusions=(), quotas=(sample.Quota("A", 1),)
        )
        numbers = [
            f"{a} {a + 1} {b} {b + 1} 30 31 {c}" for a in range(1, 10) for b in range(12, 28) for c in range(1, 9)
        ]
        for count in range(4):
            for organs in combinations(sample.ORGANS, count):
                hits = sum(self.draws_the_friend(settled, number, organs) for number in numbers)
                assert abs(hits - len(numbers) / 16) < 4 * (len(numbers) * 15 / 256) ** 0.5

    def draws_the_friend(self, settled: sample.Plan, number: str, organs: tuple[str, ...]) -> bool:
        value = sample.value(settled, number=number, by=sample.reveals(*organs))
        return sample.outcome(settled, seed=seed_of(plan_hash=plan_hash(settled), value=value)).drawn[0].position == 7

    def test_changes_a_seed_that_an_honest_organ_still_takes_part_in(self) -> None:
        settled = sample.plan(beacon=sample.jointly())
        seeds = {
            seed_of(plan_hash=plan_hash(settled), value=sample.value(settled, by=sample.reveals(*organs)))
            for count in range(4)
            for organs in combinations(sample.ORGANS, count)
        }
        assert len(seeds) == 8


class TestMoment:
    def test_of_the_plan_is_before_the_number(self) -> None:
        with pytest.raises(UnableToDraw, match="公布之前封存"):
            check_moment(Sealed.PLAN, at=sample.ANNOUNCED, beacon=sample.plan().beacon)

    def test_of_the_result_is_not_before_the_number(self) -> None:
        check_moment(Sealed.RESULT, at=sample.ANNOUNCED, beacon=sample.plan().beacon)
        with pytest.raises(UnableToDraw, match="现在不能抽取"):
            check_moment(Sealed.RESULT, at=sample.REVEAL_BY, beacon=sample.plan().beacon)
