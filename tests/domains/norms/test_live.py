"""What no ledger witnesses: filings with the congress, packages, supplementary review, and what follows publication."""

import pytest

from tests.domains.book import PARAMETERS
from tests.law.sample import act, state_of
from yifa.domains.norms.afterwards import CLEAN_UP, REVIEW_REQUEST, SPOT_CHECK
from yifa.domains.norms.procedure import NORM, NORM_SINCE_2024
from yifa.law.act import Act, Kind
from yifa.law.fold import Given, standing
from yifa.law.judge import Value, verdicts
from yifa.law.procedure import Procedure
from yifa.law.table import markdown

GIVEN = Given(parameters=PARAMETERS)


def judged(procedure: Procedure, code: str, *acts: Act, as_of: str = "2022-12-31") -> Value:
    last = act("none", as_of).on
    found = verdicts(state_of(procedure, *acts, given=GIVEN), GIVEN, last)
    return next(verdict.value for verdict in found if verdict.rule.code == code)


def broken(procedure: Procedure, code: str, *acts: Act) -> bool:
    return judged(procedure, code, *acts) is Value.BROKEN


class TestCourse:
    def test_is_the_same_since_2024_but_for_the_review_of_competition(self) -> None:
        assert [step.name for step in NORM.steps] == [step.name for step in NORM_SINCE_2024.steps]
        changed = [old.name for old, new in zip(NORM.steps, NORM_SINCE_2024.steps, strict=True) if old != new]
        assert changed == ["fair_competition_review"]

    def test_is_drawn_as_a_picture_from_the_same_steps(self) -> None:
        drawn = markdown(NORM)
        assert '  registration["统一登记、编号"]' in drawn
        assert "  legality_review -. 门槛 .-> deliberation" in drawn
        assert "  legality_review -- 退回 --> drafting" in drawn

    def test_leaves_filings_open_although_the_text_names_its_last_day(self) -> None:
        done = [
            act(step.name, "2022-06-10") for step in NORM.steps if NORM.place[step.name] <= NORM.place["publication"]
        ]
        state = state_of(NORM, *done, act("effect", "2022-07-10"), act("expiry", "2027-07-09"), given=GIVEN)
        assert {"filing", "interpretation"} <= {step.name for step in standing(state, GIVEN)}

    @pytest.mark.parametrize("biz", [True, False, None])
    def test_does_not_go_back_to_what_a_ledger_does_not_tell_of(self, biz: bool | None) -> None:  # noqa: FBT001 - pytest's
        state = state_of(NORM, act("drafting", "2022-02-01", biz=biz), act("publication", "2022-06-10"), given=GIVEN)
        assert {NORM.part[step.name] for step in standing(state, GIVEN)} == {NORM.part["filing"]}


class TestAPackage:
    """国办发〔2018〕115号 (待核): what is missing is told once, with a list."""

    def test_is_returned_once(self) -> None:
        once = act("package_notice", "2022-05-05", package_complete=False)
        assert judged(NORM, "normative.package_returned_twice", once) is Value.KEPT
        assert broken(NORM, "normative.package_returned_twice", once, act("package_notice", "2022-05-06"))


class TestASubstantiveChange:
    """国办发〔2018〕115号 (待核): what the meeting changed in substance is reviewed again before it is signed."""

    CHANGED = act("", "2022-06-02", Kind.ANSWERED, substantive_change=True, reason="增加处罚条款")
    CODE = "normative.no_supplementary_review"

    @pytest.mark.parametrize(("reviewed", "late"), [("2022-06-05", False), ("2022-06-06", False), ("2022-06-07", True)])
    def test_is_reviewed_before_signing(self, *, reviewed: str, late: bool) -> None:
        acts = (self.CHANGED, act("supplementary_review", reviewed), act("signing", "2022-06-06"))
        assert broken(NORM, self.CODE, *acts) is late

    def test_that_was_none_needs_no_second_review(self) -> None:
        wording = act("", "2022-06-02", Kind.ANSWERED, substantive_change=False, reason="文字性修改")
        assert not broken(NORM, self.CODE, wording, act("signing", "2022-06-06"))
        assert broken(NORM, self.CODE, self.CHANGED, act("signing", "2022-06-06"))


class TestCongressFiling:
    """地方参数 normative.congress_filing."""

    OWED = act("", "2022-06-02", Kind.ANSWERED, filed_with_congress=True, reason="区政府文件")

    # Thirty days after 9 June 2022 end on Saturday 9 July, so on Monday 11 July.
    @pytest.mark.parametrize(("filed", "late"), [("2022-07-10", False), ("2022-07-11", False), ("2022-07-12", True)])
    def test_is_late_after_the_last_day(self, *, filed: str, late: bool) -> None:
        acts = (self.OWED, act("publication", "2022-06-09"), act("congress_filing", filed))
        assert broken(NORM, "normative.congress_file_late", *acts) is late

    def test_is_not_the_filing_with_the_government_above(self) -> None:
        acts = (self.OWED, act("publication", "2022-06-09"), act("filing", "2022-06-10"))
        assert judged(NORM, "normative.congress_file_late", *acts) is Value.OUTSTANDING


class TestAssessmentBeforeExpiry:
    """地方参数 normative.expiry_assessment: so many months before the last day."""

    @pytest.mark.parametrize(("assessed", "late"), [("2026-01-31", False), ("2026-02-28", False), ("2026-03-01", True)])
    def test_is_counted_back_from_the_last_day(self, *, assessed: str, late: bool) -> None:
        acts = (act("expiry_assessment", assessed), act("expiry", "2026-08-28"))
        assert broken(NORM, "normative.assessed_late", *acts) is late


class TestAnEmergency:
    def test_is_exempt_from_the_least_time_of_review(self) -> None:
        acts = [act("legality_review", "2022-05-09", Kind.STARTED), act("legality_review", "2022-05-10")]
        urgent = act("", "2022-05-09", Kind.ANSWERED, urgent=True, reason="疫情防控")
        for answered, value in (((), Value.BROKEN), ((urgent,), Value.KEPT)):
            found = verdicts(state_of(NORM, *answered, *acts, given=GIVEN), GIVEN, acts[-1].on)
            assert next(one.value for one in found if one.rule.code == "normative.review_short") is value


class TestACitizensRequest:
    """地方参数 normative.request_reply: answered in time, and not before anybody looked."""

    ASKED = act("request", "2022-03-01")
    REVIEWED = act("review", "2022-03-20", result="符合上位法,继续有效")

    # Sixty days after 1 March 2022 end on Saturday 30 April; the holidays of May last until the 4th.
    @pytest.mark.parametrize(("replied", "late"), [("2022-05-04", False), ("2022-05-05", False), ("2022-05-06", True)])
    def test_is_answered_in_time(self, *, replied: str, late: bool) -> None:
        acts = (self.ASKED, self.REVIEWED, act("reply", replied))
        assert broken(REVIEW_REQUEST, "normative.request_reply_late", *acts) is late

    def test_left_unanswered_is_owed(self) -> None:
        assert judged(REVIEW_REQUEST, "normative.request_reply_late", self.ASKED) is Value.OUTSTANDING

    def test_is_not_answered_without_a_result(self) -> None:
        code, reply = "normative.replied_unreviewed", act("reply", "2022-04-01")
        assert broken(REVIEW_REQUEST, code, self.ASKED, reply)
        assert broken(REVIEW_REQUEST, code, self.ASKED, act("review", "2022-03-20"), reply)
        assert not broken(REVIEW_REQUEST, code, self.ASKED, self.REVIEWED, reply)


class TestASpotCheck:
    DRAWN = act("draw", "2022-03-01", bundle_hash="a" * 64)

    def test_follows_a_draw_that_can_be_verified(self) -> None:
        code, review = "normative.checked_undrawn", act("review", "2022-03-10")
        assert broken(SPOT_CHECK, code, review)
        assert broken(SPOT_CHECK, code, act("draw", "2022-03-01"), review)
        assert not broken(SPOT_CHECK, code, self.DRAWN, review)

    # Thirty days after 1 April 2022 end on Sunday 1 May; the holidays last until the 4th.
    @pytest.mark.parametrize(("told", "late"), [("2022-05-04", False), ("2022-05-05", False), ("2022-05-06", True)])
    def test_is_answered_by_the_maker_in_time(self, *, told: str, late: bool) -> None:
        found = act("review", "2022-03-10", result="责令改正")
        acts = (self.DRAWN, found, act("correction_order", "2022-04-01", answer_days=30), act("correction", told))
        assert broken(SPOT_CHECK, "normative.spot_check_correction_late", *acts) is late

    @pytest.mark.parametrize(("days", "late"), [(9, True), (10, False), (11, False)])
    def test_is_answered_within_the_days_that_the_order_states(self, days: int, *, late: bool) -> None:
        order = act("correction_order", "2022-04-11", answer_days=days)
        acts = (self.DRAWN, act("review", "2022-03-10", result="责令改正"), order, act("correction", "2022-04-21"))
        assert broken(SPOT_CHECK, "normative.spot_check_correction_late", *acts) is late

    def test_that_found_faults_is_not_closed_before_they_were_answered(self) -> None:
        code, order = "normative.spot_check_closed_uncorrected", act("correction_order", "2022-04-01", answer_days=30)
        found, closing = act("review", "2022-03-10", result="责令改正"), act("closing", "2022-04-20")
        assert broken(SPOT_CHECK, code, self.DRAWN, found, order, closing)
        assert not broken(SPOT_CHECK, code, self.DRAWN, found, order, act("correction", "2022-04-19"), closing)
        assert not broken(SPOT_CHECK, code, self.DRAWN, act("review", "2022-03-10", result="没有发现问题"), closing)


class TestACleanUp:
    def test_is_decided_before_its_result_is_public(self) -> None:
        code, told = "normative.clean_up_undecided", act("publication", "2022-11-10")
        assert broken(CLEAN_UP, code, told)
        assert not broken(CLEAN_UP, code, act("decision", "2022-11-10"), told)

    # Twenty working days after Tuesday 1 November 2022 end on 29 November.
    @pytest.mark.parametrize(("told", "late"), [("2022-11-28", False), ("2022-11-29", False), ("2022-11-30", True)])
    def test_is_public_within_twenty_working_days(self, *, told: str, late: bool) -> None:
        acts = (act("decision", "2022-11-01"), act("publication", told))
        assert broken(CLEAN_UP, "normative.clean_up_publish_late", *acts) is late
