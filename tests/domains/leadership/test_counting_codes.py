"""Scores that were cast by code are counted by the urn alone: nobody types them, or finds them out by guessing."""

from tests.domains.desks import done, refusal
from tests.domains.leadership.desks import DAY, Desks, page_of
from tests.domains.leadership.test_law_duty import codes_of, vote
from yifa.domains.leadership.models import HandCount
from yifa.kernel.models import Act


def test_a_count_by_hand_is_refused_where_scores_are_cast_by_code(desks: Desks) -> None:
    case = desks.evaluated()
    page = page_of(case, "evaluation")
    for code in codes_of(desks, case):
        vote(code, "poor")
    for who in (desks.office, desks.second):
        assert "不得手工录入票数" in refusal(who, page, do="paper", day=DAY, good="3", fair="0", plain="0", poor="0")
    assert not HandCount.objects.exists()
    for who in (desks.office, desks.second):
        done(who, page, do="codes", day=DAY)
    assert Act.objects.filter(case=case, step="counting").exists()
