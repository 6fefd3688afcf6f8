"""第一责任人职责: ledgers 01 to 03 have no rule that finds fault with their rows; live cases have days that bind."""

from datetime import date

import pytest

from tests.domains.book import PARAMETERS, Book
from tests.law.sample import act, judged
from yifa.domains.leadership.ledger import (
    AGENDA,
    INSTRUCTIONS,
    LAW_DUTY_REPORTS,
    MEETINGS,
    REPORTERS,
    SCORES,
    SECRET_COUNTS,
)
from yifa.domains.leadership.procedure import HIGHER_DOCUMENT, INSTRUCTION, TOWN_HEARING
from yifa.domains.leadership.rectification import RECTIFICATION
from yifa.domains.leadership.rules import average, unheard
from yifa.law.act import Act, Kind
from yifa.law.fold import Given, fold, standing
from yifa.law.judge import Value

MEETING = Book(MEETINGS, {"no": "HY1", "kind": "区政府常务会议", "date": "2022-03-01", "chair": "区长", "attend": 20})
ITEM = Book(AGENDA, {"no": "YT1", "meeting": "HY1", "title": "某议题", "cls": "法治政府建设", "organ": "区司法局"})
INSTRUCTED = Book(
    INSTRUCTIONS,
    {
        "no": "PS1",
        "date": "2022-03-01",
        "leader": "区长",
        "doc": "关于某事项的报告",
        "organ": "区水务局",
        "due": "2022-04-12",
        "done": "2022-04-11",
        "status": "已办结",
    },
)
REPORTED = Book(LAW_DUTY_REPORTS, {"no": "SF1", "kind": "镇街", "unit": "双槐镇", "date": "2022-12-01", "form": "书面"})
SCORED = Book(SCORES, {"no": "SF1", "unit": "双槐镇", "good": 20, "fair": 6, "plain": 0, "poor": 1, "score": 9481})
COUNTED = Book(SECRET_COUNTS, {"no": "SM1", "date": "2022-12-31", "leader": "区长", "n": 3})


class TestLedgers:
    @pytest.mark.parametrize("book", [MEETING, ITEM, INSTRUCTED, REPORTED, SCORED, COUNTED])
    def test_find_no_fault_with_a_full_row(self, book: Book) -> None:
        assert book.listed() == set()

    @pytest.mark.parametrize("cells", [{"done": "2022-05-05"}, {"done": None}, {"due": None}, {"status": "在办"}])
    def test_find_none_with_an_instruction_that_was_answered_late_or_not_at_all(
        self, cells: dict[str, str | None]
    ) -> None:
        assert INSTRUCTED.listed(**cells) == set()

    def test_leave_nothing_to_do_where_the_ledger_says_that_it_is_closed(self) -> None:
        stated = Act(0, Kind.REGISTERED, "", date(2023, 1, 5), facts={"status": "已办结"})
        given = Given()
        state = fold(INSTRUCTION, (stated, act("instruction", "2022-03-01"), act("feedback", "2022-04-11")), given)
        assert standing(state, given) == ()

    @pytest.mark.parametrize(("words", "kind"), [("执法部门", "执法单位"), ("乡镇", "镇街"), ("镇街(乡镇)", "镇街")])
    def test_read_who_reports_in_the_words_of_offices(self, words: str, kind: str) -> None:
        assert REPORTERS[words] == kind


class TestInstruction:
    """批示: the day that the instruction itself states binds once it was routed."""

    ROUTED = (
        Act(0, Kind.REGISTERED, "", date(2022, 3, 1), facts={"due": date(2022, 4, 12)}),
        act("instruction", "2022-03-01"),
        act("routing", "2022-03-02"),
    )

    @pytest.mark.parametrize(("done", "late"), [("2022-04-11", False), ("2022-04-12", False), ("2022-04-13", True)])
    def test_is_answered_late_after_its_day(self, *, done: str, late: bool) -> None:
        found = judged(INSTRUCTION, *self.ROUTED, act("feedback", done))["instruction.feedback_late"]
        assert found.value is (Value.BROKEN if late else Value.KEPT)
        assert found.detail["due"] == "2022-04-12"

    @pytest.mark.parametrize(("on", "value"), [("2022-04-12", Value.KEPT), ("2022-04-13", Value.OUTSTANDING)])
    def test_is_owed_after_its_day(self, on: str, value: Value) -> None:
        assert judged(INSTRUCTION, *self.ROUTED, as_of=on)["instruction.feedback_late"].value is value

    def test_binds_nobody_before_it_was_routed(self) -> None:
        assert judged(INSTRUCTION, *self.ROUTED[:2])["instruction.feedback_late"].value is Value.KEPT

    def test_of_no_day_is_not_judged(self) -> None:
        bare = judged(INSTRUCTION, *self.ROUTED[1:], act("feedback", "2022-05-01"))
        assert bare["instruction.feedback_late"].value is Value.UNKNOWN

    def test_that_is_closed_without_an_answer_is_found(self) -> None:
        found = judged(INSTRUCTION, *self.ROUTED, act("closing", "2022-04-12"))
        assert found["instruction.closed_unanswered"].value is Value.BROKEN


class TestHigherDocument:
    @pytest.mark.parametrize(("done", "late"), [("2022-06-29", False), ("2022-06-30", False), ("2022-07-01", True)])
    def test_is_answered_late_after_its_day(self, *, done: str, late: bool) -> None:
        received = Act(0, Kind.REGISTERED, "", date(2022, 3, 1), facts={"due": date(2022, 6, 30)})
        found = judged(HIGHER_DOCUMENT, received, act("receipt", "2022-03-01"), act("feedback", done))
        assert found["higher_document.feedback_late"].value is (Value.BROKEN if late else Value.KEPT)


class TestTownHearing:
    @pytest.mark.parametrize(("done", "late"), [("2022-06-29", False), ("2022-06-30", False), ("2022-07-01", True)])
    def test_is_followed_up_late_after_the_day_that_the_meeting_set(self, *, done: str, late: bool) -> None:
        heard = act("hearing", "2022-03-10", due=date(2022, 6, 30))
        found = judged(TOWN_HEARING, act("submission", "2022-03-01"), heard, act("feedback", done))
        assert found["town_hearing.feedback_late"].value is (Value.BROKEN if late else Value.KEPT)

    def test_without_such_a_day_is_not_judged(self) -> None:
        heard = (act("submission", "2022-03-01"), act("hearing", "2022-03-10"), act("feedback", "2022-09-01"))
        assert judged(TOWN_HEARING, *heard)["town_hearing.feedback_late"].value is Value.UNKNOWN


class TestRectification:
    @pytest.mark.parametrize(("done", "late"), [("2022-06-29", False), ("2022-06-30", False), ("2022-07-01", True)])
    def test_is_late_after_its_deadline(self, *, done: str, late: bool) -> None:
        measure = act("measure", "2022-03-10", deadline=date(2022, 6, 30))
        found = judged(RECTIFICATION, act("finding", "2022-03-01"), measure, act("proof", done))
        assert found["rectification.late"].value is (Value.BROKEN if late else Value.KEPT)


class TestEvaluation:
    GIVEN = Given(parameters=PARAMETERS)

    def test_averages_the_ballots_as_the_sheet_does(self) -> None:
        assert average({"good": 20, "fair": 6, "plain": 0, "poor": 1}) == 9481
        assert average({"good": 22, "fair": 6, "plain": 0, "poor": 0}) == 9679
        assert average({"good": 0}) is None

    def test_names_who_was_not_heard(self) -> None:
        assert unheard(["双槐镇", "柳溪镇", "梅岭镇", "柳溪镇"], ["柳溪镇"]) == ("双槐镇", "梅岭镇")
