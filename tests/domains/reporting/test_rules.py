"""年度报告: 1 March and 1 April, the day that the notice sets, and who takes in whose reply."""

from datetime import date

import pytest

from tests.law.sample import act, judged
from yifa.domains.reporting.procedure import CIRCULATION, CORRECTION, REPLY, REPORT
from yifa.law.act import Act, Kind
from yifa.law.judge import Value

ABOUT_2022 = Act(0, Kind.REGISTERED, "", date(2023, 1, 9), facts={"year": 2022, "due_year": 2023})
ASKED = Act(
    0,
    Kind.REGISTERED,
    "",
    date(2023, 1, 9),
    facts={"year": 2022, "due_year": 2023, "organ": "区水务局", "due": date(2023, 2, 10)},
)


class TestTheReport:
    @pytest.mark.parametrize(("day", "late"), [("2023-02-28", False), ("2023-03-01", False), ("2023-03-02", True)])
    @pytest.mark.parametrize(
        ("step", "code"),
        [("report_congress", "annual_report.report_late"), ("report_superior", "annual_report.superior_late")],
    )
    def test_is_made_by_the_first_of_march(self, step: str, code: str, day: str, *, late: bool) -> None:
        found = judged(REPORT, ABOUT_2022, act(step, day), as_of="2023-12-31")[code]
        assert found.value is (Value.BROKEN if late else Value.KEPT)
        assert found.detail["due"] == "2023-03-01"

    @pytest.mark.parametrize(("day", "late"), [("2023-03-31", False), ("2023-04-01", False), ("2023-04-02", True)])
    def test_is_public_by_the_first_of_april(self, day: str, *, late: bool) -> None:
        found = judged(REPORT, ABOUT_2022, act("approval", "2023-02-20"), act("publication", day), as_of="2023-12-31")
        assert found["annual_report.publish_late"].value is (Value.BROKEN if late else Value.KEPT)

    @pytest.mark.parametrize(("as_of", "owed"), [("2023-03-31", False), ("2023-04-01", False), ("2023-04-02", True)])
    def test_is_owed_once_the_first_of_april_has_passed(self, as_of: str, *, owed: bool) -> None:
        found = judged(REPORT, ABOUT_2022, as_of=as_of)["annual_report.publish_late"]
        assert found.value is (Value.OUTSTANDING if owed else Value.KEPT)

    @pytest.mark.parametrize("approved", ["", "2023-03-21"])
    def test_that_goes_out_before_it_is_approved_is_found(self, approved: str) -> None:
        acts = [act("publication", "2023-03-20"), *([act("approval", approved)] if approved else [])]
        found = judged(REPORT, ABOUT_2022, *acts, as_of="2023-12-31")["annual_report.published_unapproved"]
        assert found.value is Value.BROKEN


class TestAReply:
    @pytest.mark.parametrize(("day", "late"), [("2023-02-09", False), ("2023-02-10", False), ("2023-02-11", True)])
    def test_is_owed_by_the_day_of_the_notice(self, day: str, *, late: bool) -> None:
        found = judged(REPLY, ASKED, act("submission", day), as_of="2023-12-31")["report_reply.late"]
        assert found.value is (Value.BROKEN if late else Value.KEPT)

    @pytest.mark.parametrize(("day", "late"), [("2023-02-28", False), ("2023-03-01", False), ("2023-03-02", True)])
    def test_is_owed_by_the_first_of_march_whatever_the_notice_says(self, day: str, *, late: bool) -> None:
        found = judged(REPLY, ASKED, act("submission", day), as_of="2023-12-31")["report_reply.after_march"]
        assert found.value is (Value.BROKEN if late else Value.KEPT)

    @pytest.mark.parametrize(("by", "broken"), [("区司法局", False), ("区水务局", True)])
    def test_is_not_taken_in_by_whoever_replies(self, by: str, *, broken: bool) -> None:
        acts = (act("submission", "2023-02-01"), act("receipt", "2023-02-02", received_by=by))
        found = judged(REPLY, ASKED, *acts, as_of="2023-12-31")["report_reply.received_by_oneself"]
        assert found.value is (Value.BROKEN if broken else Value.KEPT)


class TestACorrection:
    def test_is_owed_to_the_public_promptly_which_has_no_day(self) -> None:
        found = judged(CORRECTION, act("approval", "2023-05-04"), act("publication", "2023-06-30"), as_of="2023-12-31")
        assert found["annual_report.correction_unpublished"].value is Value.KEPT


class TestACirculation:
    @pytest.mark.parametrize(("day", "late"), [("2023-02-09", False), ("2023-02-10", False), ("2023-02-11", True)])
    def test_is_answered_by_the_day_that_it_names(self, day: str, *, late: bool) -> None:
        found = judged(CIRCULATION, ASKED, act("opinion", day), as_of="2023-12-31")["report_circulation.late"]
        assert found.value is (Value.BROKEN if late else Value.KEPT)
