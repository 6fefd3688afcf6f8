"""权责清单: every rule of ledger 05, at its limit, before it and after it."""

from dataclasses import replace

import pytest

from tests.domains.book import PARAMETERS, Book
from yifa.domains.powers import vocabulary as v
from yifa.domains.powers.ledger import ADJUSTMENTS, KINDS, POWERS, STATES
from yifa.domains.powers.procedure import ADJUSTMENT
from yifa.domains.powers.rules import differences
from yifa.law.judge import Value

REQUEST = Book(
    ADJUSTMENTS,
    {
        "no": "TZ1",
        "organ": "区城市管理委",
        "item": "对违规设置户外广告的处罚",
        "kind": "变更",
        "trigger": "2022-03-01",
        "submitted": "2022-03-10",
        **{f"o{n}": f"2022-03-{14 + n}" for n in range(1, 6)},
        **{f"r{n}": "同意" for n in range(1, 6)},
        "approved": "2022-03-25",
        "handover": "2022-03-28",
        "published": "2022-04-01",
    },
)
AFTERWARDS = {"approved": None, "handover": None, "published": None}


def without(*parameters: str) -> Book:
    return replace(REQUEST, parameters={name: PARAMETERS[name] for name in PARAMETERS if name not in parameters})


class TestLawfulRow:
    def test_has_no_fault(self) -> None:
        assert REQUEST.listed() == set()

    def test_has_none_where_it_is_still_open(self) -> None:
        assert REQUEST.listed(**AFTERWARDS) == set()
        assert REQUEST.listed(**{**AFTERWARDS, "o3": None, "o5": None}) == set()

    @pytest.mark.parametrize("kind", ["新增", "取消", "变更", None])
    def test_has_none_whatever_the_change(self, kind: str | None) -> None:
        assert REQUEST.listed(kind=kind) == set()


class TestApplication:
    """地方参数 powerlist.apply: 10 working days; 3 to 5 April 2022 were holidays, 2 April a Saturday that was worked."""

    @pytest.mark.parametrize(
        ("submitted", "late"),
        [("2022-04-11", False), ("2022-04-12", False), ("2022-04-13", True)],
    )
    def test_is_late_after_the_tenth_working_day(self, *, submitted: str, late: bool) -> None:
        found = REQUEST.listed(trigger="2022-03-28", submitted=submitted, **AFTERWARDS)
        assert found == ({"powerlist.apply_late"} if late else set())

    def test_is_not_judged_without_the_day_of_the_change(self) -> None:
        assert REQUEST.values(trigger=None)["powerlist.apply_late"] is Value.UNKNOWN

    def test_follows_the_profile(self) -> None:
        late = {"trigger": "2022-01-04", "submitted": "2022-03-10"}
        assert REQUEST.listed(**late) == {"powerlist.apply_late"}
        assert without("powerlist.apply").listed(**late) == set()


class TestApproval:
    """地方参数 powerlist.review: 15 working days from the application."""

    @pytest.mark.parametrize(("approved", "late"), [("2022-03-30", False), ("2022-03-31", False), ("2022-04-01", True)])
    def test_is_late_after_the_fifteenth_working_day(self, *, approved: str, late: bool) -> None:
        found = REQUEST.listed(approved=approved, handover=None, published=None)
        assert found == ({"powerlist.review_late"} if late else set())

    def test_is_counted_over_the_spring_festival(self) -> None:
        cells = {"trigger": None, "submitted": "2022-01-18", "approved": "2022-02-14", "handover": None}
        opinions = {f"o{n}": "2022-01-20" for n in range(1, 6)}
        found = REQUEST.detail("powerlist.review_late", **cells, **opinions)
        assert (found["used"], found["limit"], found["late"]) == (16, 15, 1)


class TestOpinions:
    """地方参数 powerlist.opinions_before_adoption: all five are on record by the day of the approval."""

    EARLY = {"powerlist.adopted_before_opinions"}

    @pytest.mark.parametrize("opinion", ["o1", "o2", "o3", "o4", "o5"])
    @pytest.mark.parametrize(("on", "open_"), [("2022-03-24", False), ("2022-03-25", False), ("2022-03-28", True)])
    def test_each_is_given_by_the_day_of_the_approval(self, *, opinion: str, on: str, open_: bool) -> None:
        assert REQUEST.listed(**{opinion: on}) == (self.EARLY if open_ else set())

    @pytest.mark.parametrize("opinion", ["o1", "o2", "o3", "o4", "o5"])
    def test_that_is_missing_was_open(self, opinion: str) -> None:
        assert REQUEST.listed(**{opinion: None}) == self.EARLY
        assert None in REQUEST.detail("powerlist.adopted_before_opinions", **{opinion: None}).values()

    def test_missing_together_are_one_fault(self) -> None:
        assert REQUEST.listed(o1=None, o2=None, o5="2022-05-05") == self.EARLY

    def test_that_objects_bars_nothing(self) -> None:
        assert REQUEST.listed(r2="不同意") == set()

    def test_is_no_rule_where_the_district_has_not_made_it_one(self) -> None:
        assert without("powerlist.opinions_before_adoption").listed(o1=None) == set()
        off = replace(REQUEST, parameters={**PARAMETERS, "powerlist.opinions_before_adoption": False})
        assert off.listed(o1=None) == set()

    def test_are_one_rule_in_the_list_of_rules(self) -> None:
        named = [rule for rule in ADJUSTMENT.rules if rule.code == "powerlist.adopted_before_opinions"]
        assert len(named) == 5
        assert {rule.step.actor for rule in named} == {
            *(v.STAFFING_OFFICE, v.JUSTICE, v.SERVICES_OFFICE, v.DEVELOPMENT, v.FINANCE),
        }


class TestBasisCheck:
    def test_of_a_new_power_is_unknown_where_the_ledger_has_no_column_for_it(self) -> None:
        assert REQUEST.values(kind="新增")["powerlist.new_without_basis_check"] is Value.UNKNOWN

    def test_is_not_asked_of_other_changes(self) -> None:
        assert REQUEST.values(kind="取消")["powerlist.new_without_basis_check"] is Value.KEPT


class TestHandover:
    """地方参数 powerlist.handover: 3 working days from the approval; 2 April 2022 was worked, 3 to 5 were holidays."""

    @pytest.mark.parametrize(("handover", "late"), [("2022-04-02", False), ("2022-04-06", False), ("2022-04-07", True)])
    def test_is_late_after_the_third_working_day(self, *, handover: str, late: bool) -> None:
        found = REQUEST.listed(approved="2022-03-31", handover=handover, published=None)
        assert found == ({"powerlist.handover_late"} if late else set())


class TestPublication:
    """政府信息公开条例 26条: 20 working days from the approval."""

    @pytest.mark.parametrize(
        ("published", "late"), [("2022-04-22", False), ("2022-04-24", False), ("2022-04-25", True)]
    )
    def test_is_late_after_the_twentieth_working_day(self, *, published: str, late: bool) -> None:
        found = REQUEST.listed(published=published)
        assert found == ({"powerlist.publish_late"} if late else set())

    def test_does_not_depend_on_the_district(self) -> None:
        own = [name for name in PARAMETERS if name.startswith("powerlist.")]
        assert without(*own).listed(published="2022-06-01") == {"powerlist.publish_late"}

    def test_is_not_judged_without_the_approval(self) -> None:
        assert REQUEST.listed(approved=None, handover=None, published="2022-06-01") == set()


class TestWhatOfficesWrite:
    def test_is_read_as_one_of_the_ten_kinds(self) -> None:
        assert len(v.KINDS) == 10
        assert set(KINDS.values()) <= set(v.KINDS)
        assert (KINDS["许可"], KINDS["行政处罚类"], KINDS["其他行政权力"]) == ("行政许可", "行政处罚", "其他类别")

    def test_tells_what_is_in_use(self) -> None:
        assert (STATES["有效"], STATES["是"], STATES["废止"], STATES["否"]) == ("在用", "在用", "已取消", "已取消")
        assert POWERS.becomes is None


class TestDifferences:
    KEPT = {"A": {"name": "甲", "status": "在用"}, "B": {"name": "乙", "status": "在用"}}

    def test_are_none_where_inside_and_outside_say_the_same(self) -> None:
        assert differences(self.KEPT, dict(self.KEPT)) == ()

    def test_name_what_was_and_what_is(self) -> None:
        now = {"A": {"name": "甲", "status": "已取消"}, "C": {"name": "丙", "status": "在用"}}
        changed, gone, new = differences(self.KEPT, now)
        assert (changed.code, changed.was, changed.now) == ("A", {"status": "在用"}, {"status": "已取消"})
        assert (gone.code, gone.is_gone, gone.is_new) == ("B", True, False)
        assert (new.code, new.is_gone, new.is_new) == ("C", False, True)
