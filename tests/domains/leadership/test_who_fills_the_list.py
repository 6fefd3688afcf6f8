"""The list of representatives is kept by the office, not by the organs that they will evaluate."""

from tests.domains.desks import refusal
from tests.domains.leadership.desks import DAY, Desks
from yifa.domains.leadership.models import Representative

LIST = "/desk/office/leading-representatives/"
FRIEND = {"name": "某友", "kind": "人大代表", "works_at": "某社区"}


def test_an_organ_does_not_enter_those_who_will_evaluate_it(desks: Desks) -> None:
    for unit in (desks.unit, desks.town):
        assert "不办理评议代表入库" in refusal(unit, LIST, do="enter", day=DAY, **FRIEND)
    assert not Representative.objects.exists()
