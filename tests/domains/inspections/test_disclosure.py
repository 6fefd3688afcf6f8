"""What is published of inspections says what was checked and found, and nothing of the officers."""

from yifa.domains.inspections import vocabulary as v
from yifa.domains.inspections.disclosure import DUTIES
from yifa.domains.inspections.ledger import CHECK_ITEMS
from yifa.domains.inspections.procedure import INSPECTION
from yifa.kernel.disclosure.declaration import rule_of


class TestPublication:
    def test_of_a_result_has_a_last_day(self) -> None:
        rule = rule_of(INSPECTION, "publication")
        assert rule is not None
        assert rule.code == "inspection.publish_late"

    def test_names_neither_officers_nor_credit_class(self) -> None:
        shown = {fact for duty in DUTIES for fact in (*duty.shows, *duty.masks)}
        assert not shown & {v.OFFICERS, v.FIRST_OFFICER, v.SECOND_OFFICER, v.RISK}

    def test_of_the_item_list_is_of_the_whole_list(self) -> None:
        assert CHECK_ITEMS.open_by is not None
