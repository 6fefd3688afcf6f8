"""法治政府建设与责任落实督察工作规定: nobody verifies what he put right himself, and nothing unverified is closed."""

from datetime import date

import pytest

from tests.bad.cases import act, codes, sentences
from yifa.domains.leadership.rectification import RECTIFICATION
from yifa.law.act import Act, Kind

BEGUN = (
    act("finding", "2022-03-01", problem="行政执法公示不及时"),
    act("measure", "2022-03-10", deadline=date(2022, 6, 30), rectified_by="张三"),
    act("proof", "2022-06-20"),
)
CLOSE = act("closing", "2022-06-28")


def verified(by: str | None, *, done: bool | None = True) -> Act:
    return act("verification", "2022-06-27", verified_by=by, verified=done)


class TestVerification:
    def test_by_who_put_it_right_is_refused(self) -> None:
        assert sentences(RECTIFICATION, BEGUN, verified("张三")) == [
            (
                "不得办理复核:应当符合「已载明整改责任人且已载明复核人且复核人与整改责任人不同」"
                ",整改责任人为张三,复核人为张三(《法治政府建设与责任落实督察工作规定》)。"
                "应当符合:已载明整改责任人且已载明复核人且复核人与整改责任人不同。"
            )
        ]

    def test_by_nobody_named_is_refused(self) -> None:
        assert codes(RECTIFICATION, BEGUN, verified(None)) == ["rectification.verified_by_oneself"]

    def test_by_another_is_let_through(self) -> None:
        assert codes(RECTIFICATION, BEGUN, verified("李四")) == []


class TestClosing:
    def test_of_what_nobody_verified_is_refused(self) -> None:
        assert codes(RECTIFICATION, BEGUN, CLOSE) == ["rectification.closed_unverified"]

    def test_of_what_was_found_not_put_right_is_refused(self) -> None:
        assert codes(RECTIFICATION, (*BEGUN, verified("李四", done=False)), CLOSE) == [
            "rectification.closed_unverified"
        ]

    def test_of_what_another_verified_is_let_through(self) -> None:
        assert codes(RECTIFICATION, (*BEGUN, verified("李四")), CLOSE) == []

    @pytest.mark.parametrize("step", ["verification", "closing"])
    def test_is_refused_again_once_it_was_reopened(self, step: str) -> None:
        reopened = act(step, "2022-07-20", Kind.RETURNED)
        closed = (*BEGUN, verified("李四"), CLOSE, reopened)
        assert codes(RECTIFICATION, closed, act("closing", "2022-07-21")) == ["rectification.closed_unverified"]
