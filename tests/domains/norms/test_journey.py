"""A norm from the draft to both filings, then cited, cleaned up and void: one case from its first act to its last."""

from datetime import UTC, date, datetime

import pytest

from tests.domains.book import PARAMETERS
from yifa.domains.norms.texts import bring_to_end, publish, register
from yifa.kernel.acts import Actor, Proposed, UnableToPerform, perform
from yifa.kernel.models import Case
from yifa.kernel.opening import open_case
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import INSTALLED
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.law.fold import Given
from yifa.law.judge import Value as Found
from yifa.law.judge import verdicts

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 12, 30, 2, 0, tzinfo=UTC)
BY, GIVEN = Actor("张三", organ="区商务局", person="李四"), Given(parameters=PARAMETERS)
FACTS: dict[str, Value] = {"title": "示例区夜市管理办法", "organ": "区商务局", "issuer": "区人民政府", "biz": True}

UNTIL_SIGNED: tuple[tuple[str, Kind, date, dict[str, Value]], ...] = (
    ("survey", Kind.DONE, date(2025, 1, 6), {}),
    ("drafting", Kind.DONE, date(2025, 2, 10), {}),
    ("public_comments", Kind.STARTED, date(2025, 2, 11), {}),
    ("public_comments", Kind.DONE, date(2025, 3, 14), {"comments_received": 12, "comments_adopted": 9}),
    ("fair_competition_review", Kind.DONE, date(2025, 3, 17), {"fair_competition_result": "符合公平竞争审查标准"}),
    ("comment_answers", Kind.DONE, date(2025, 3, 20), {}),
    ("internal_review", Kind.DONE, date(2025, 3, 21), {}),
    ("submission", Kind.DONE, date(2025, 3, 24), {"package_complete": True}),
    ("legality_review", Kind.STARTED, date(2025, 3, 24), {}),
    ("legality_review", Kind.DONE, date(2025, 4, 2), {"opinion": "修改后合法", "barrier": False}),
    ("deliberation", Kind.DONE, date(2025, 4, 9), {}),
    ("", Kind.ANSWERED, date(2025, 4, 9), {"substantive_change": False, "reason": "只作了文字性修改"}),
    ("", Kind.ANSWERED, date(2025, 4, 9), {"filed_with_congress": True, "reason": "区政府制发"}),
    ("signing", Kind.DONE, date(2025, 4, 14), {}),
)


def do(case_id: int, step: str, on: date, kind: Kind = Kind.DONE, **facts: Value) -> None:
    perform(case_id=case_id, act=Proposed(kind, step, on, facts=facts), by=BY, at=NOW, given=GIVEN)


@pytest.fixture
def signed() -> int:
    on = date(2025, 1, 6)
    case_id = open_case(procedure="normative_document", on=on, by=BY, at=NOW, given=GIVEN, facts=FACTS).case_id
    for step, kind, day, facts in UNTIL_SIGNED:
        do(case_id, step, day, kind, **facts)
    return case_id


@pytest.fixture
def published(signed: int) -> str:
    number = register(
        case_id=signed,
        on=date(2025, 4, 15),
        series="示政规",
        pattern="示政规〔{year}〕{serial}号",
        by=BY,
        at=NOW,
        given=GIVEN,
    )
    do(signed, "issuance", date(2025, 4, 15))
    days = {"on": date(2025, 4, 18), "effective_from": date(2025, 5, 20), "valid_until": date(2030, 5, 19)}
    publish(case_id=signed, by=BY, at=NOW, given=GIVEN, **days)  # type: ignore[arg-type]  # days are days
    return number


def penalty_citing(number: str, on: date) -> None:
    case_id = open_case(procedure="penalty", on=on, by=BY, at=NOW, given=GIVEN).case_id
    do(case_id, "case_opening", on, cites=(number,))


class TestANorm:
    def test_goes_from_the_draft_to_both_filings_without_a_doubt(self, signed: int, published: str) -> None:
        do(signed, "interpretation", date(2025, 4, 18))
        do(signed, "filing", date(2025, 4, 25), filing_receipt="市备〔2025〕88号")
        do(signed, "congress_filing", date(2025, 4, 28), congress_receipt="区人常备〔2025〕6号")
        do(signed, "effect", date(2025, 5, 20))
        (read,) = read_cases([signed], given=GIVEN, versions=INSTALLED)
        found = verdicts(read.state, read.given, date(2025, 12, 30))
        assert {one.rule.code for one in found if one.value is Found.BROKEN} == set()
        assert published == "示政规〔2025〕1号"
        assert Case.objects.get(pk=signed).version == "2024-08-01"

    def test_shows_in_its_record_what_its_acts_say(self, signed: int, published: str) -> None:
        record = Case.objects.get(pk=signed).norms_normativedocument
        assert (record.no, record.published, record.barrier) == (published, date(2025, 4, 18), False)

    def test_may_be_cited_from_the_day_it_binds_until_it_is_repealed(self, signed: int, published: str) -> None:
        with pytest.raises(UnableToPerform, match="自2025-05-20起施行"):
            penalty_citing(published, date(2025, 5, 19))
        penalty_citing(published, date(2025, 5, 20))
        bring_to_end(case_id=signed, last_day=date(2025, 12, 1), reason="废止", by=BY, at=NOW, given=GIVEN)
        with pytest.raises(UnableToPerform, match="有效至2025-12-01"):
            penalty_citing(published, date(2025, 12, 2))

    def test_that_was_signed_is_no_basis_yet(self, signed: int) -> None:
        number = register(
            case_id=signed,
            on=date(2025, 4, 15),
            series="示政规",
            pattern="示政规〔{year}〕{serial}号",
            by=BY,
            at=NOW,
            given=GIVEN,
        )
        with pytest.raises(UnableToPerform, match="未经公布的不得作为行政管理的依据"):
            penalty_citing(number, date(2025, 4, 16))
