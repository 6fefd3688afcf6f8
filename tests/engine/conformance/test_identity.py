"""Which doubt a finding is, from scan to scan."""

from tests.architecture.shipped import PROCEDURES
from tests.report.test_doubts import finding
from yifa.engine.conformance.identity import as_found
from yifa.law.condition import Comparison
from yifa.law.procedure import Must, YearlyCap


class TestAFinding:
    def test_is_the_same_doubt_whatever_its_evidence(self) -> None:
        (one,), (other,) = as_found([finding()]), as_found([finding(detail={"late": 1}, row=7, sentence="别的说法")])
        assert one.identity == other.identity
        assert one.evidence != other.evidence

    def test_has_the_same_evidence_in_whatever_order_it_is_told(self) -> None:
        (one,), (other,) = as_found([finding(detail={"a": 1, "b": 2})]), as_found([finding(detail={"b": 2, "a": 1})])
        assert one.evidence == other.evidence

    def test_on_a_certificate_is_about_that_certificate(self) -> None:
        parts = [one.identity.part for one in as_found([finding(detail={"certificate": "ZF01", "why": "expired"})])]
        assert parts == ["ZF01"]

    def test_that_comes_twice_in_a_scan_is_numbered(self) -> None:
        assert [one.identity.part for one in as_found([finding(), finding()])] == ["", "#2"]

    def test_holds_a_certificate_of_any_length(self) -> None:
        (one,) = as_found([finding(detail={"certificate": "证" * 900})])
        assert len(one.identity.part) == 64


class TestWhatIsStored:
    def test_holds_no_personal_value(self) -> None:
        shown = [
            fact
            for procedure in PROCEDURES
            for rule in procedure.rules
            for fact in (
                *(rule.word.shows if isinstance(rule.word, Must) else ()),
                *((rule.word.per,) if isinstance(rule.word, YearlyCap) else ()),
                *(
                    (rule.word.requirement.fact,)
                    if isinstance(rule.word, Must) and isinstance(rule.word.requirement, Comparison)
                    else ()
                ),
            )
        ]
        assert [fact.name for fact in shown if fact.personal] == []
