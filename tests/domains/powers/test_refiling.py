"""What is approved is what opinions were given on: a request is filed anew only after it was sent back."""

from tests.domains.desks import refusal
from tests.domains.powers.desks import CODE, ITEM, Desks, page_of
from yifa.domains.powers.models import ProposedItem


def test_a_request_is_not_changed_while_opinions_are_given_on_it(desks: Desks) -> None:
    case = desks.requested()
    desks.opinions(case)
    sent = {**ITEM, "change": "变更", "code": CODE, "ground": "其他", "name": "另一项职权", "day": "2026-03-10"}
    assert "会审的是原来的内容" in refusal(desks.own, page_of(case), do="refile", **sent)
    assert ProposedItem.objects.filter(case=case).count() == 1
