"""The list of powers by edition: what changed since the last one, and what the public does not see of it."""

from datetime import UTC, date, datetime

import pytest

from yifa.domains.powers.editions import changes, kept, unlike_published
from yifa.domains.powers.models import PowerItem
from yifa.kernel.access import OPERATOR
from yifa.kernel.catalogue import catalogue
from yifa.kernel.loads import begin_load, keep_original
from yifa.kernel.models import Organ
from yifa.kernel.registers import enter, finish_edition
from yifa.kernel.replay import Imported

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 6, 1, 2, 0, tzinfo=UTC)
BUREAU = "示例区市场监管局"
LAST_YEAR, THIS_YEAR = date(2021, 12, 31), date(2022, 1, 1)


def listed(year: int, **states: str) -> None:
    Organ.objects.get_or_create(path=BUREAU, defaults={"name": BUREAU})
    table = catalogue().tables["powers"]
    original = keep_original(name="05.xlsx", sha256=f"{year:064d}", size=1, kind="xlsx", at=NOW)
    load = begin_load(original=original, sheet="权责清单", table=table, year=year, at=NOW)
    empty = {column.id: None for column in table.columns}
    rows = [
        Imported(code, {**empty, "code": code, "organ": BUREAU, "status": state}, row=2)
        for code, state in states.items()
    ]
    enter(load=load, table=table, rows=rows)
    finish_edition(load=load, table=table, at=NOW)


class TestEditions:
    def test_hold_until_the_next_one(self) -> None:
        listed(2021, A="在用")
        listed(2022, A="已取消", B="在用")
        assert set(kept(viewer=OPERATOR, on=LAST_YEAR)) == {"A"}
        assert set(kept(viewer=OPERATOR, on=THIS_YEAR)) == {"A", "B"}

    def test_differ_by_what_was_changed_and_what_is_new(self) -> None:
        listed(2021, A="在用", C="在用")
        listed(2022, A="已取消", B="在用", C="在用")
        changed, new = changes(viewer=OPERATOR, since=LAST_YEAR, on=THIS_YEAR)
        assert (changed.code, changed.was, changed.now) == ("A", {"status": "在用"}, {"status": "已取消"})
        assert (new.code, new.is_new) == ("B", True)


class TestThePublishedList:
    def test_says_what_is_kept(self) -> None:
        listed(2022, A="在用", B="在用")
        assert unlike_published(viewer=OPERATOR, on=THIS_YEAR) == ()

    def test_lacks_what_is_not_open(self) -> None:
        listed(2022, A="在用", B="在用")
        PowerItem.objects.filter(key="B").update(confidentiality="内部")
        (missing,) = unlike_published(viewer=OPERATOR, on=THIS_YEAR)
        assert (missing.code, missing.is_new) == ("B", True)
