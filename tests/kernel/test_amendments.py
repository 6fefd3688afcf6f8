from datetime import date, datetime
from typing import Any

import pytest

from tests.kernel.trial.book import CLERK, GIVEN, NOW, ROW, do, imported, load_of, shown, take_in
from tests.kernel.trial.ledger import PERMITS
from yifa.kernel.acts import Overtaken
from yifa.kernel.amendments import amend
from yifa.kernel.fsck import fsck
from yifa.kernel.models import Act, Case
from yifa.kernel.replay import Imported
from yifa.kernel.storage.postgresql import PostgresStore
from yifa.kernel.storage.sqlite import SqliteStore
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db


def amended(row: Imported, sha256: str = "b" * 64) -> int:
    load = load_of(sha256)
    differing = take_in([row], load).differing
    return amend(load=load, table=PERMITS, differing=differing, by=CLERK, at=NOW, given=GIVEN)


def case_id() -> int:
    return Case.objects.get().pk


@pytest.fixture(autouse=True)
def first_load() -> None:
    take_in([imported()])


class TestACorrectionByALaterLoad:
    @pytest.mark.parametrize(
        ("values", "written"),
        [
            pytest.param({"decided": date(2022, 3, 18)}, 1, id="another-day"),
            pytest.param({"decided": None}, 1, id="struck-out"),
            pytest.param({"delivered": date(2022, 3, 20)}, 1, id="added"),
            pytest.param({"fine": 1, "title": None, "c2": None}, 1, id="facts"),
            pytest.param({"status": "撤回"}, 2, id="ended"),
            pytest.param({"ext": date(2022, 3, 9), "ext_to": date(2022, 5, 1)}, 1, id="extended"),
            pytest.param({"reviewed": datetime(2022, 3, 10, 11, 0)}, 1, id="another-hour"),  # noqa: DTZ001
            pytest.param({"fix1": date(2022, 3, 2), "fix2": date(2022, 3, 3), "applied": None}, 3, id="several"),
        ],
    )
    def test_writes_an_act_for_each_difference(self, values: dict[str, Any], written: int) -> None:
        before = Act.objects.count()
        assert amended(imported(**values)) == written
        assert Act.objects.count() == before + written
        assert shown(case_id()) == {**ROW, "no": "示许〔2022〕1号", **values}
        assert list(fsck(given_of=lambda _: GIVEN)) == []

    def test_leaves_what_was_entered_on_record(self) -> None:
        amended(imported(decided=date(2022, 3, 18)))
        old, new = Act.objects.filter(step="decision").order_by("seq")
        assert (old.kind, old.on) == ("done", date(2022, 3, 15))
        assert (new.kind, new.corrects, new.replaces, new.on) == ("corrected", old.seq, "done", date(2022, 3, 18))

    def test_makes_the_later_content_the_known_one(self) -> None:
        row = imported(decided=date(2022, 3, 18))
        amended(row)
        assert take_in([row], load_of("c" * 64)).unchanged == 1

    def test_may_be_corrected_again(self) -> None:
        amended(imported(decided=date(2022, 3, 18)))
        assert amended(imported(decided=date(2022, 3, 19)), "c" * 64) == 1
        assert shown(case_id())["decided"] == date(2022, 3, 19)

    def test_strikes_out_nothing_for_a_column_that_its_sheet_does_not_have(self) -> None:
        row = imported(fine=7)
        values = {column: cell for column, cell in row.values.items() if column != "decided"}
        assert amended(Imported(row.key, values, row.row)) == 1
        assert shown(case_id())["decided"] == ROW["decided"]

    def test_strikes_out_nothing_that_was_done_here(self) -> None:
        do(case_id(), "delivery", date(2022, 3, 20))
        assert amended(imported(fine=7, delivered=None)) == 1
        assert shown(case_id())["delivered"] == date(2022, 3, 20)

    def test_says_nothing_again_that_was_corrected_here(self) -> None:
        decided = Act.objects.get(step="decision").seq
        do(case_id(), "decision", date(2022, 3, 17), Kind.CORRECTED, corrects=decided, replaces=Kind.DONE)
        assert amended(imported(fine=7)) == 1
        assert shown(case_id())["decided"] == date(2022, 3, 17)

    def test_writes_nothing_where_somebody_got_in_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for store in (SqliteStore, PostgresStore):
            monkeypatch.setattr(store, "move_many", lambda *_: set())
        with pytest.raises(Overtaken):
            amended(imported(fine=7))
