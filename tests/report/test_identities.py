"""What does not close is said in a sentence with both numbers; what closes is not mentioned."""

from decimal import Decimal

from yifa.report.identities import IDENTITIES, Equal, Subset, Total, answerable, check, members

TITLES = {"total": "合计", "a": "甲", "b": "乙"}


class TestATotal:
    identity = Total("total", ("a", "b"))

    def test_that_is_the_sum_of_its_parts_is_not_mentioned(self) -> None:
        assert check((self.identity,), {"total": 3, "a": 1, "b": 2}) == ()

    def test_that_is_not_is_told_with_the_difference(self) -> None:
        (sentence,) = check((self.identity,), {"total": 5170, "a": 5000, "b": 120}, titles=TITLES)
        assert "「合计」为5170" in sentence
        assert "相加为5120" in sentence
        assert "相差50" in sentence

    def test_of_money_is_compared_to_the_last_digit(self) -> None:
        values = {"total": Decimal("0.3"), "a": Decimal("0.1"), "b": Decimal("0.2")}
        assert check((self.identity,), values) == ()


class TestASubset:
    identity = Subset("a", "b")

    def test_may_be_as_great_as_the_whole(self) -> None:
        assert check((self.identity,), {"a": 2, "b": 2}) == ()

    def test_may_not_be_greater(self) -> None:
        (sentence,) = check((self.identity,), {"a": 3, "b": 2}, titles=TITLES)
        assert "部分大于整体" in sentence
        assert sentence.endswith("请责任单位核对。")


class TestEqualFigures:
    def test_are_told_when_they_differ(self) -> None:
        assert check((Equal("a", "b"),), {"a": 1, "b": 1}) == ()
        assert len(check((Equal("a", "b"),), {"a": 1, "b": 2})) == 1


class TestAnIdentityWithAFigureMissing:
    def test_is_not_judged(self) -> None:
        assert check((Subset("a", "b"),), {"a": 3}) == ()
        assert answerable((Subset("a", "b"),), {"a": 3}) == ()


class TestTheDeclaredIdentities:
    def test_close_over_the_figures_of_2022(self) -> None:
        values = {
            "service_closed": 6070, "service_once": 6010, "service_online": 5992, "service_instant": 3235,
            "service_instant_base": 3387, "onewindow_issued": 3217, "town_trainings": 17, "town_trainees": 240,
            "shufa_total": 24, "shufa_units": 8, "shufa_towns": 16, "posts_inst_sum": 314, "posts_inst_town": 194,
            "posts_inst_health": 76, "posts_inst_elder": 10, "posts_inst_enforce": 34, "posts_sum": 357,
            "posts_admin_town": 43, "zzfl_total": 5170, "zzfl_filing": 1157, "zzfl_commit": 588,
            "zzfl_optimise": 3375, "zzfl_gap": 50,
        }  # fmt: skip
        assert check(IDENTITIES, values) == ()
        assert len(answerable(IDENTITIES, values)) == len(IDENTITIES)

    def test_name_nothing_twice_in_one_identity(self) -> None:
        for identity in IDENTITIES:
            assert len(members(identity)) == len(set(members(identity)))
