"""What is shown of a record: personal values masked, unmasked for a purpose only, and that is logged."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from yifa.domains.enforcement.ledger import PENALTY_CASES
from yifa.domains.enforcement.models import PenaltyCase
from yifa.kernel.access import PUBLIC, Post, UnableToShow, Viewer, shown, unmasked
from yifa.kernel.access.masking import masked, masked_name
from yifa.kernel.models import SensitiveRead
from yifa.law.fact import Type, Value

DAY, NOW = date(2022, 6, 1), datetime(2022, 6, 1, 2, 0, tzinfo=UTC)
HANDLER = Viewer("李四", (Post("handler", "区局", "经办岗", stands_in_for="王五"),))
LEADER = Viewer("赵六", (Post("leader", "区局"),))


def penalty(**values: Any) -> PenaltyCase:
    given = {"organ_path": "区局", "confidentiality": "公开", "no": "1号", "party": "张三丰", "party_kind": "自然人"}
    return PenaltyCase(pk=7, year=2022, cause="无照经营", c1="ZF01", decided=DAY, filed=DAY, **(given | values))


class TestMasking:
    @pytest.mark.parametrize(
        ("value", "kind", "expected"),
        [
            ("张三", Type.TEXT, "张某"),
            ("张三丰", Type.TEXT, "张某"),
            ("欧阳锋", Type.TEXT, "欧阳某"),
            ("110101199001011234", Type.PERSON_ID, "**************1234"),
            ("123456", Type.PERSON_ID, "***"),
            (date(1990, 1, 1), Type.DATE, "1990年"),
            (88, Type.INTEGER, "***"),
            (("ZF01",), Type.CODES, "***"),
            ("91990000MA0000001X", Type.CREDIT_CODE, "91990000MA0000001X"),
            (None, Type.TEXT, None),
        ],
    )
    def test_has_one_rule_for_each_type(self, value: Value, kind: Type, expected: Value) -> None:
        assert masked(value, kind) == expected

    @pytest.mark.parametrize("kind", list(Type))
    def test_leaves_no_type_out(self, kind: Type) -> None:
        assert masked(None, kind) is None

    def test_does_not_show_how_long_a_name_is(self) -> None:
        assert masked_name("张三") == masked_name("张三四五")


class TestThePublic:
    def test_is_shown_public_facts_and_public_days_alone(self) -> None:
        seen = shown(penalty(), PUBLIC, table=PENALTY_CASES, on=DAY)
        assert seen.values["cause"] == "无照经营"
        assert seen.values["decided"] == DAY
        assert {"party", "c1", "filed", "code"} <= set(seen.withheld)

    def test_is_shown_nothing_of_a_row_that_is_not_open(self) -> None:
        with pytest.raises(UnableToShow, match="不能查看"):
            shown(penalty(confidentiality="内部"), PUBLIC, table=PENALTY_CASES, on=DAY)


class TestAPost:
    def test_is_shown_the_whole_row_with_persons_masked(self) -> None:
        seen = shown(penalty(), HANDLER, table=PENALTY_CASES, on=DAY)
        assert (seen.values["party"], seen.values["c1"]) == ("张某", "ZF01")
        assert seen.masked == {"party"}

    def test_is_shown_the_name_of_an_entity(self) -> None:
        row = penalty(party="示范药店", party_kind="企业")
        assert shown(row, HANDLER, table=PENALTY_CASES, on=DAY).values["party"] == "示范药店"

    def test_is_shown_a_party_of_unknown_kind_masked(self) -> None:
        assert shown(penalty(party_kind=None), HANDLER, table=PENALTY_CASES, on=DAY).values["party"] == "张某"

    def test_elsewhere_is_shown_no_more_of_an_open_row_than_the_public(self) -> None:
        other = Viewer("钱七", (Post("handler", "别局"),))
        assert shown(penalty(), other, table=PENALTY_CASES, on=DAY) == shown(
            penalty(), PUBLIC, table=PENALTY_CASES, on=DAY
        )


@pytest.mark.django_db
class TestUnmasking:
    def test_for_a_purpose_is_logged(self) -> None:
        seen = self.unmasked(HANDLER, "核对送达地址")
        (read,) = SensitiveRead.objects.all()
        assert seen.values["party"] == "张三丰"
        assert (read.viewer, read.post, read.stands_in_for) == ("李四", "区局 经办岗", "王五")
        assert (read.table, read.row, read.columns, read.purpose) == ("penalty_cases", 7, "party", "核对送达地址")

    def test_without_a_purpose_is_refused(self) -> None:
        with pytest.raises(UnableToShow, match="用途"):
            self.unmasked(HANDLER, "  ")

    @pytest.mark.parametrize("who", [PUBLIC, LEADER])
    def test_by_whoever_need_not_know_is_refused(self, who: Viewer) -> None:
        with pytest.raises(UnableToShow, match="没有查看个人信息的职责"):
            self.unmasked(who, "想看看")
        assert not SensitiveRead.objects.exists()

    def test_of_nothing_masked_leaves_no_trace(self) -> None:
        self.unmasked(HANDLER, "核对", party_kind="企业")
        assert not SensitiveRead.objects.exists()

    def test_once_logged_stays_logged(self) -> None:
        self.unmasked(HANDLER, "核对送达地址")
        with pytest.raises(DatabaseError), transaction.atomic():
            SensitiveRead.objects.all().delete()

    def unmasked(self, who: Viewer, purpose: str, **values: Any) -> Any:
        return unmasked(penalty(**values), who, table=PENALTY_CASES, on=DAY, purpose=purpose, at=NOW)
