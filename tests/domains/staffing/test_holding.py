"""Posts held on a day, from the register of quotas and the movements on record."""

from datetime import UTC, date, datetime

import pytest

from yifa.domains.staffing.holding import holding
from yifa.domains.staffing.rules import Account, Gap
from yifa.kernel.access import OPERATOR, PUBLIC
from yifa.kernel.acts import Actor
from yifa.kernel.catalogue import catalogue
from yifa.kernel.ledger import Table
from yifa.kernel.loads import begin_load, keep_original
from yifa.kernel.models import Load
from yifa.kernel.registers import enter, finish_edition
from yifa.kernel.replay import Imported, replay
from yifa.law.fact import Value
from yifa.law.fold import Given

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 12, 31, 2, 0, tzinfo=UTC)
TOWN, BUREAU = Account("白杨街道", "行政"), Account("区生态环境局", "行政")


def load(table: Table) -> Load:
    original = keep_original(name=f"{table.id}.xlsx", sha256="a" * 64, size=1, kind="xlsx", at=NOW)
    return begin_load(original=original, sheet=table.title, table=table, year=2022, at=NOW)


def rows(table: Table, *given: dict[str, Value]) -> list[Imported]:
    empty: dict[str, Value] = {column.id: None for column in table.columns}
    return [Imported(str(row["no"]), {**empty, **row}, row=n) for n, row in enumerate(given, start=2)]


@pytest.fixture
def booked() -> None:
    quotas, moves = catalogue().tables["post_quotas"], catalogue().tables["posts"]
    kind: dict[str, Value] = {"kind": "行政"}
    loading = load(quotas)
    town: dict[str, Value] = {"no": "1", "unit": "白杨街道", "approved": 30, "standard": 40, **kind}
    bureau: dict[str, Value] = {"no": "2", "unit": "区生态环境局", "approved": 50, **kind}
    enter(load=loading, table=quotas, rows=rows(quotas, town, bureau))
    finish_edition(load=loading, table=quotas, at=NOW)
    both: dict[str, Value] = {"source": "区生态环境局", "target": "白杨街道", **kind}
    moved = rows(
        moves,
        {"no": "B1", "date": date(2022, 3, 10), "n": 5, **both},
        {"no": "B2", "date": date(2022, 6, 10), "n": 2, **both, "source": None},
        {"no": "B3", "date": date(2022, 9, 10), "n": 1, **both},
    )
    replay(load=load(moves), table=moves, rows=moved, by=Actor("张三", organ="区委编办"), at=NOW, given=Given())


@pytest.mark.usefixtures("booked")
class TestHolding:
    @pytest.mark.parametrize(
        ("day", "posts"), [(date(2022, 3, 9), 30), (date(2022, 3, 10), 35), (date(2022, 9, 10), 36)]
    )
    def test_is_opening_and_movements_up_to_the_day(self, day: date, posts: int) -> None:
        found = holding(viewer=OPERATOR, on=day)
        assert found.held[TOWN] == posts
        assert found.held[TOWN] + found.held[BUREAU] == 80
        assert found.gaps == (Gap(TOWN, 40, posts),)

    def test_is_not_told_of_an_account_that_began_nowhere(self) -> None:
        found = holding(viewer=OPERATOR, on=date(2022, 12, 31)).balances
        assert {one.account: one.held for one in found} == {TOWN: 36, BUREAU: 44}
        assert sum(one.received for one in found) == sum(one.given for one in found) == 6

    def test_names_what_has_only_one_side(self) -> None:
        assert holding(viewer=OPERATOR, on=date(2022, 12, 31)).one_sided == ("B2",)
        assert holding(viewer=OPERATOR, on=date(2022, 6, 9)).one_sided == ()

    def test_shows_nobody_what_he_may_not_see(self) -> None:
        assert holding(viewer=PUBLIC, on=date(2022, 12, 31)).held == {}
