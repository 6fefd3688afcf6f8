"""行政处罚法第四十二条、第五十五条: two officers at least, each with a certificate valid on the day."""

from dataclasses import replace

import pytest

from tests.bad.cases import GIVEN, act, codes, sentences
from tests.law.sample import state_of
from yifa.domains.enforcement.procedure import PENALTY
from yifa.law.act import Act, Kind
from yifa.law.explain import refusals

OPENED = (act("", "2022-03-01", Kind.REGISTERED, procedure="普通"), act("case_opening", "2022-03-01"))


def investigate(*certificates: str, on: str = "2022-03-08") -> Act:
    return act("investigation", on, officers=certificates)


class TestOneOfficer:
    def test_is_refused(self) -> None:
        assert sentences(PENALTY, OPENED, investigate("ZF01")) == [
            "不得办理调查取证:执法人员1人,不足2人(《中华人民共和国行政处罚法》第四十二条)。请补足执法人员至2人。"
        ]

    def test_entered_twice_is_refused(self) -> None:
        assert codes(PENALTY, OPENED, investigate("ZF01", "ZF01")) == ["penalty.one_officer"]

    def test_suffices_in_the_summary_procedure(self) -> None:
        on_the_spot = act("", "2022-03-02", Kind.REGISTERED, procedure="简易")
        assert codes(PENALTY, (*OPENED, on_the_spot), investigate("ZF01")) == []


class TestCertificateThatCannotBeLookedUp:
    def test_is_refused_until_the_register_is_loaded(self) -> None:
        given = replace(GIVEN, loaded=lambda _: False)
        state = state_of(PENALTY, *OPENED, given=given)
        assert [refusal.sentence for refusal in refusals(state, investigate("ZF01", "ZF02"), given)] == [
            (
                "不得办理调查取证:执法人员名录没有导入,无法核对执法证件"
                "(《中华人民共和国行政处罚法》第四十二条、第五十五条)。请先导入名录。"
            )
        ]


class TestCertificate:
    @pytest.mark.parametrize(
        ("certificate", "on", "why"),
        [
            ("ZF-nobody", "2022-03-08", "查无此证"),
            ("ZF-new", "2022-03-31", "尚未生效"),
            ("ZF-expired", "2022-04-01", "已过期"),
            ("ZF-cancelled", "2022-03-15", "已注销"),
        ],
    )
    def test_not_valid_on_the_day_is_refused(self, certificate: str, on: str, why: str) -> None:
        assert sentences(PENALTY, OPENED, investigate("ZF01", certificate, on=on)) == [
            (
                f"不得办理调查取证:执法证件{certificate}在{on}{why}"
                "(《中华人民共和国行政处罚法》第四十二条、第五十五条)。请换由持有当日有效执法证件的人员办理。"
            )
        ]

    @pytest.mark.parametrize(
        ("certificate", "on"),
        [
            ("ZF-new", "2022-04-01"),
            ("ZF-expired", "2022-03-31"),
            ("ZF-cancelled", "2022-03-14"),
            ("ZF02", "2022-03-08"),
        ],
    )
    def test_valid_on_the_day_is_let_through(self, certificate: str, on: str) -> None:
        assert codes(PENALTY, OPENED, investigate("ZF01", certificate, on=on)) == []

    def test_not_valid_is_refused_in_the_summary_procedure_too(self) -> None:
        on_the_spot = act("", "2022-03-02", Kind.REGISTERED, procedure="简易")
        assert codes(PENALTY, (*OPENED, on_the_spot), investigate("ZF-nobody")) == ["officer.certificate_invalid"]

    def test_not_valid_and_alone_is_refused_for_both_reasons(self) -> None:
        assert codes(PENALTY, OPENED, investigate("ZF-nobody")) == [
            "penalty.one_officer",
            "officer.certificate_invalid",
        ]
