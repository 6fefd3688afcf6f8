"""What is late is recorded and never refused: a refusal would only hide it."""

import pytest

from tests.bad.cases import act, codes
from tests.law.sample import judged
from yifa.domains.decisions.procedure import CATALOGUE, MAJOR_DECISION
from yifa.domains.enforcement.procedure import PENALTY, TRANSFER
from yifa.domains.services.procedure import APPLICATION, RATING
from yifa.law.act import Act, Kind
from yifa.law.judge import Value
from yifa.law.procedure import Procedure

NOTIFIED = (
    act("", "2022-01-04", Kind.REGISTERED, procedure="普通", officers=("ZF01", "ZF02")),
    act("case_opening", "2022-01-04"),
    act("notice", "2022-02-08"),
)


class TestLateness:
    @pytest.mark.parametrize(
        ("procedure", "done", "asked"),
        [
            (APPLICATION, (act("acceptance", "2022-01-04"),), act("decision", "2022-12-30")),
            (APPLICATION, (act("application", "2022-01-04"),), act("correction_notice", "2022-12-30")),
            (APPLICATION, (act("decision", "2022-01-04"),), act("delivery", "2022-12-30")),
            (APPLICATION, (act("decision", "2022-01-04"),), act("publication", "2022-12-30")),
            (RATING, (act("rating", "2022-01-04"),), act("callback", "2022-12-30")),
            (MAJOR_DECISION, (act("decision", "2022-01-04"),), act("publication", "2022-12-30")),
            (CATALOGUE, (act("consent", "2022-01-04"),), act("publication", "2022-12-30", year=2022)),
            (CATALOGUE, (act("publication", "2022-01-04"),), act("filing", "2022-12-30")),
            (PENALTY, (act("offence", "2018-01-04"),), act("case_opening", "2022-12-30")),
            (PENALTY, NOTIFIED, act("decision", "2022-12-30")),
            (PENALTY, (act("decision", "2022-01-04"),), act("service", "2022-12-30")),
            (PENALTY, (act("decision", "2022-01-04"),), act("platform_release", "2022-12-30")),
            (PENALTY, (act("decision", "2022-01-04"),), act("credit_release", "2022-12-30")),
            (TRANSFER, (act("team_report", "2022-01-04"),), act("approval", "2022-12-30")),
            (TRANSFER, (act("approval", "2022-01-04", at="09:00"),), act("sending", "2022-12-30", at="09:00")),
            (TRANSFER, (act("police_filing", "2022-01-04"),), act("goods_handover", "2022-12-30")),
        ],
    )
    def test_is_never_refused(self, procedure: Procedure, done: tuple[Act, ...], asked: Act) -> None:
        assert codes(procedure, done, asked) == []

    def test_is_found_afterwards(self) -> None:
        found = judged(PENALTY, *NOTIFIED, act("decision", "2022-12-30"))
        assert found["penalty.decide_late"].value is Value.BROKEN


class TestHaste:
    """Too short a minimum is «一般不少于» or has provisos: recorded, not refused."""

    @pytest.mark.parametrize(
        ("procedure", "done", "asked"),
        [
            (
                MAJOR_DECISION,
                (act("public_comments", "2022-03-01", Kind.STARTED),),
                act("public_comments", "2022-03-02"),
            ),
            (
                MAJOR_DECISION,
                (act("legality_review", "2022-03-01", Kind.STARTED),),
                act("legality_review", "2022-03-02"),
            ),
            (MAJOR_DECISION, (act("hearing_papers", "2022-03-01"),), act("public_hearing", "2022-03-02")),
            (PENALTY, (act("hearing_notice", "2022-03-01"),), act("hearing", "2022-03-02")),
        ],
    )
    def test_is_never_refused(self, procedure: Procedure, done: tuple[Act, ...], asked: Act) -> None:
        assert codes(procedure, done, asked) == []


class TestGateWithoutProhibition:
    def test_is_recorded_and_not_refused(self) -> None:
        major = act("", "2022-01-04", Kind.REGISTERED, major=True)
        assert codes(PENALTY, (*NOTIFIED, major), act("decision", "2022-03-01")) == []
        risky = act("", "2022-01-04", Kind.REGISTERED, risky=True)
        reviewed = act("legality_review", "2022-03-01", opinion="合法")
        assert codes(MAJOR_DECISION, (risky, reviewed), act("deliberation", "2022-03-08")) == []
