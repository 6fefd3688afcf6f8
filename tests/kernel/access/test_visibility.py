"""The one predicate: who may see a row, on which day, and that nothing is seen by default."""

from datetime import date

import pytest

from yifa.kernel.access import OPERATOR, PUBLIC, REPORTER, Post, UnableToGuard, Viewer, may_see, visible
from yifa.kernel.models import Act, Case, Series

DAY = date(2022, 6, 1)
BUREAU = "示范区/区司法局"


def case(organ_path: str = BUREAU, confidentiality: str = "内部", known_to: str = "") -> Case:
    return Case(organ_path=organ_path, confidentiality=confidentiality, known_to=known_to, year=2022)


def sees(viewer: Viewer, row: Case, on: date = DAY) -> bool:
    return may_see(row, viewer, on=on).holds is True


def holder(role: str = "handler", organ_path: str = BUREAU, **more: object) -> Viewer:
    return Viewer("李四", (Post(role, organ_path, **more),))  # type: ignore[arg-type]


class TestAnInternalRow:
    @pytest.mark.parametrize("path", [BUREAU, BUREAU + "/法制科"])
    def test_is_seen_by_a_post_of_its_organ_and_above(self, path: str) -> None:
        assert sees(holder(), case(path))
        assert sees(holder(organ_path="示范区"), case(path))

    @pytest.mark.parametrize("path", ["示范区/区教育局", "示范区", BUREAU + "二分局", ""])
    def test_is_seen_by_no_post_elsewhere(self, path: str) -> None:
        assert not sees(holder(), case(path))

    def test_is_not_seen_by_the_public(self) -> None:
        assert not sees(PUBLIC, case())

    def test_is_not_seen_in_a_role_that_nobody_knows(self) -> None:
        assert not sees(holder("wizard"), case())


class TestAPost:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2022, 2, 28), False),
            (date(2022, 3, 1), True),
            (date(2022, 5, 31), True),
            (date(2022, 6, 1), False),
        ],
    )
    def test_lets_one_see_from_its_first_day_to_its_last(self, day: date, *, expected: bool) -> None:
        who = holder(valid_from=date(2022, 3, 1), valid_to=date(2022, 5, 31))
        assert sees(who, case(), day) is expected

    def test_held_for_another_lets_one_see_as_the_other_does(self) -> None:
        stand_in = holder("head", name="区司法局局长", stands_in_for="王五", valid_to=DAY)
        assert sees(stand_in, case(confidentiality="工作秘密", known_to="区司法局局长"))


class TestAWorkSecret:
    def test_is_seen_by_the_post_that_is_named_alone(self) -> None:
        row = case(confidentiality="工作秘密", known_to="区司法局局长")
        assert sees(holder("head", name="区司法局局长"), row)
        assert not sees(holder("head", name="区司法局副局长"), row)
        assert not sees(holder("head"), row)
        assert not sees(REPORTER, row)

    def test_that_names_no_post_is_seen_by_none(self) -> None:
        assert not sees(holder("head", name="区司法局局长"), case(confidentiality="工作秘密"))

    def test_is_not_seen_by_a_post_of_that_name_in_another_organ(self) -> None:
        row = case(confidentiality="工作秘密", known_to="局长")
        assert not sees(holder("head", organ_path="示范区/区教育局", name="局长"), row)


class TestAnOpenRow:
    def test_is_seen_by_everybody(self) -> None:
        assert sees(PUBLIC, case(confidentiality="公开"))

    def test_of_nobody_knows_whom_is_not(self) -> None:
        assert not sees(PUBLIC, case("", "公开"))


class TestARowThatDoesNotSay:
    @pytest.mark.parametrize(
        ("path", "level"), [("", "内部"), (BUREAU, ""), (BUREAU, "未识别"), (BUREAU, "机密"), ("", "")]
    )
    def test_is_seen_by_nobody_but_those_named_for_it(self, path: str, level: str) -> None:
        row = case(path, level)
        assert not any(sees(who, row) for who in (PUBLIC, holder(), holder("supervisor", "示范区")))
        assert sees(OPERATOR, row)

    def test_of_no_organ_is_seen_by_whoever_writes_the_report(self) -> None:
        assert sees(REPORTER, case(""))


class TestReasons:
    def test_say_in_chinese_what_decided(self) -> None:
        reasons = may_see(case("示范区/区教育局"), holder(), on=DAY).reasons
        assert f"机关路径在「{BUREAU}」之内:不成立" in reasons


@pytest.mark.django_db
class TestAQuery:
    def test_of_what_belongs_to_a_case_is_that_of_the_case(self) -> None:
        assert "kernel_case" in str(visible(Act.objects.all(), holder(), on=DAY).query)

    def test_of_rows_without_the_columns_is_refused(self) -> None:
        with pytest.raises(UnableToGuard, match="Series"):
            visible(Series.objects.all(), OPERATOR, on=DAY)
