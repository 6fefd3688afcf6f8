"""行政执法监督条例: nobody supervises his own organ, and nothing unverified is put to one, or unchecked closed out."""

from datetime import date

import pytest

from tests.bad.cases import act, codes, sentences
from tests.law.sample import state_of
from yifa.domains.supervision.procedure import BEFORE_2026, SUPERVISION
from yifa.law.act import Act, Kind
from yifa.law.fold import Given
from yifa.law.judge import Value, judge
from yifa.law.procedure import Procedure

TEXTS = pytest.mark.parametrize("text", [BEFORE_2026, SUPERVISION], ids=lambda text: text.version)
ISSUE = act("issuing", "2026-03-12", paper="行政执法监督通知书", days=15)
CLOSE = act("closing", "2026-04-10")


def clue(supervising: str | None = "区司法局") -> Act:
    return act("clue", "2026-03-09", organ="区城管委", supervising=supervising)


def verified(*, so: bool | None = True) -> Act:
    return act("verification", "2026-03-11", verified=so)


def mended() -> tuple[Act, ...]:
    return (
        clue(),
        verified(),
        ISSUE,
        act("service", "2026-03-12"),
        act("rectification", "2026-03-20", rectified_by="张三"),
    )


def rechecked(by: str | None, *, done: bool = True) -> Act:
    return act("recheck", "2026-03-25", rechecked_by=by, rechecked=done)


@TEXTS
class TestVerification:
    def test_by_the_supervised_organ_itself_is_refused(self, text: Procedure) -> None:
        assert codes(text, (clue("区城管委"),), verified()) == ["supervision.of_oneself"]

    def test_by_nobody_named_is_refused(self, text: Procedure) -> None:
        assert codes(text, (clue(None),), verified()) == ["supervision.of_oneself"]

    def test_by_another_organ_is_let_through(self, text: Procedure) -> None:
        assert codes(text, (clue(),), verified()) == []


@TEXTS
class TestASupervisionPaper:
    @pytest.mark.parametrize("before", [(), (verified(so=False),)], ids=["unverified", "not so"])
    def test_on_a_doubt_of_which_nobody_said_that_it_is_so_is_refused(
        self, text: Procedure, before: tuple[Act, ...]
    ) -> None:
        assert codes(text, (clue(), *before), ISSUE) == ["supervision.issued_unverified"]

    @pytest.mark.parametrize(("paper", "days"), [("行政执法监督通知书", None), ("便函", 15)])
    def test_of_no_kind_or_without_a_term_is_refused(self, text: Procedure, paper: str, days: int | None) -> None:
        asked = act("issuing", "2026-03-12", paper=paper, days=days)
        assert codes(text, (clue(), verified()), asked) == ["supervision.paper_without_term"]

    def test_with_both_is_let_through(self, text: Procedure) -> None:
        assert codes(text, (clue(), verified()), ISSUE) == []


@TEXTS
class TestTheRecheck:
    def test_by_who_put_it_right_is_refused(self, text: Procedure) -> None:
        assert codes(text, mended(), rechecked("张三")) == ["supervision.rechecked_by_oneself"]

    def test_by_nobody_named_is_refused(self, text: Procedure) -> None:
        assert codes(text, mended(), rechecked(None)) == ["supervision.rechecked_by_oneself"]

    def test_by_another_is_let_through(self, text: Procedure) -> None:
        assert codes(text, mended(), rechecked("李四")) == []


@TEXTS
class TestTheCloseOut:
    def test_of_what_nobody_rechecked_is_refused(self, text: Procedure) -> None:
        assert codes(text, mended(), CLOSE) == ["supervision.closed_unchecked"]

    def test_of_what_was_not_put_right_is_refused(self, text: Procedure) -> None:
        assert codes(text, (*mended(), rechecked("李四", done=False)), CLOSE) == ["supervision.closed_unchecked"]

    def test_of_what_another_rechecked_is_let_through(self, text: Procedure) -> None:
        assert codes(text, (*mended(), rechecked("李四")), CLOSE) == []

    def test_is_refused_again_once_it_was_reopened(self, text: Procedure) -> None:
        reopened = act("closing", "2026-05-01", Kind.RETURNED)
        closed = (*mended(), rechecked("李四"), CLOSE, reopened)
        assert "supervision.closed_unchecked" in codes(text, closed, act("closing", "2026-05-02"))


class TestTheSentence:
    def test_names_both_and_the_regulation(self) -> None:
        (told,) = sentences(SUPERVISION, mended(), rechecked("张三"))
        assert "整改责任人为张三,复核人为张三(《行政执法监督条例》(待核))" in told


class TestTheTerm:
    @pytest.mark.parametrize(("day", "late"), [(26, False), (27, False), (28, True)])
    def test_is_of_days_from_the_service(self, day: int, *, late: bool) -> None:
        begun = (clue(), verified(), ISSUE, act("service", "2026-03-12"), act("rectification", f"2026-03-{day}"))
        (rule,) = [rule for rule in SUPERVISION.rules if rule.code == "supervision.rectified_late"]
        found = judge(rule, state_of(SUPERVISION, *begun), Given(), date(2026, 4, 1))
        assert (found.value is Value.BROKEN) is late
