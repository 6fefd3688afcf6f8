"""第一责任人职责: ledger 01 has no rule that finds fault; its rows are cases all the same."""

from tests.domains.book import Book
from yifa.domains.leadership.ledger import AGENDA, MEETINGS
from yifa.domains.leadership.procedure import PROCEDURES

MEETING = Book(MEETINGS, {"no": "HY1", "kind": "区政府常务会议", "date": "2022-03-01", "chair": "区长", "attend": 20})
ITEM = Book(AGENDA, {"no": "YT1", "meeting": "HY1", "title": "某议题", "cls": "法治政府建设", "organ": "区司法局"})


class TestLeadership:
    def test_finds_no_fault(self) -> None:
        assert MEETING.listed() == set()
        assert ITEM.listed() == set()
        assert [rule.code for procedure in PROCEDURES for rule in procedure.rules] == []
