from dataclasses import replace
from datetime import date

import pytest

from tests.kernel.trial.book import CLERK, GIVEN, NOW, ROW, do, imported, load_of, shown, take_in
from tests.kernel.trial.ledger import PERMITS
from yifa.kernel.models import Act, Case, Load, Organ, Party
from yifa.kernel.replay import Imported, replay
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db


class TestARowTakenIn:
    def test_becomes_a_case_with_its_acts(self) -> None:
        take_in([imported()])
        case = Case.objects.get()
        acts = Act.objects.filter(case_id=case.pk).order_by("seq")
        assert [(act.kind, act.step) for act in acts] == [
            ("registered", ""),
            ("done", "application"),
            ("done", "acceptance"),
            ("done", "review"),
            ("done", "decision"),
        ]
        assert (case.source_table, case.source_key, case.acts, case.year) == (
            "trial_permits",
            "示许〔2022〕1号",
            5,
            2022,
        )

    def test_says_where_each_act_lies_on_file(self) -> None:
        load = load_of()
        take_in([imported()], load)
        act = Act.objects.get(seq=1)
        assert (act.original_id, act.sheet, act.row) == (load.original_id, "Sheet1", 2)
        assert (act.carrier, act.organ, act.actor, act.entered_by) == ("import", "区市场监管局", "", "张三")

    def test_shows_in_its_table_as_it_was_written(self) -> None:
        take_in([imported()])
        assert shown(Case.objects.get().pk) == {**ROW, "no": "示许〔2022〕1号"}

    def test_stands_where_its_acts_leave_it(self) -> None:
        take_in([imported()])
        case = Case.objects.get()
        assert (case.state, case.due_on, case.due_code) == ("delivery", date(2022, 3, 25), "trial.deliver_late")

    def test_names_organ_and_party(self) -> None:
        take_in([imported(1), imported(2, organ="区住建局", code=None)])
        first, second = Case.objects.order_by("pk")
        assert first.organ == Organ.objects.get(name="区市场监管局")
        assert first.party == Party.objects.get(credit_code=str(ROW["code"]))
        assert (second.organ, second.party) == (Organ.objects.get(name="区住建局"), None)

    def test_is_never_refused_whatever_it_says(self) -> None:
        take_in([imported(reviewed=None, accepted=None, applied=None, decided=date(2030, 1, 1))])
        assert shown(Case.objects.get().pk)["decided"] == date(2030, 1, 1)

    def test_may_be_gone_on_with(self) -> None:
        take_in([imported()])
        case_id = Case.objects.get().pk
        do(case_id, "delivery", date(2022, 3, 20))
        assert Case.objects.get(pk=case_id).state == ""
        assert shown(case_id)["delivered"] == date(2022, 3, 20)

    def test_is_judged_only_by_the_columns_its_sheet_has(self) -> None:
        values = {column: cell for column, cell in ROW.items() if column != "delivered"}
        take_in([replace(imported(), values=values)])
        case = Case.objects.get()
        assert (case.silent_on, case.due_on) == ("delivery", None)


class TestTheSameRowAgain:
    def test_changes_nothing(self) -> None:
        take_in([imported(1), imported(2)])
        again = take_in([imported(1), imported(2)], load_of("b" * 64))
        assert (again.created, again.unchanged, again.differing) == (0, 2, ())
        assert Case.objects.count() == 2
        assert Act.objects.count() == 10

    def test_from_another_place_changes_nothing(self) -> None:
        take_in([imported(1)])
        again = take_in([replace(imported(1), row=77)], load_of("b" * 64))
        assert again.unchanged == 1


class TestARowThatSaysSomethingElse:
    def test_is_shown_and_not_written(self) -> None:
        take_in([imported()])
        later = take_in([imported(decided=date(2022, 3, 16))], load_of("b" * 64))
        (differing,) = later.differing
        assert differing.case_id == Case.objects.get().pk
        assert differing.imported.values["decided"] == date(2022, 3, 16)
        assert Act.objects.count() == 5


class TestALoad:
    def test_knows_how_far_it_came(self) -> None:
        load = load_of()
        take_in([imported(1), imported(2)], load)
        take_in([imported(2), imported(3, fine=1)], load)
        load.refresh_from_db()
        assert load.last_row == 4
        assert load.counts == {"created": 3, "unchanged": 1, "differing": 0}
        assert load.status == Load.Status.RUNNING

    def test_that_fails_leaves_nothing_of_its_batch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(**_: object) -> None:
            raise RuntimeError

        monkeypatch.setattr("yifa.kernel.replay.acknowledge", fail)
        with pytest.raises(RuntimeError):
            take_in([imported()])
        assert not Case.objects.exists()
        assert not Act.objects.exists()

    def test_of_nothing_is_nothing(self) -> None:
        assert replay(load=load_of(), table=PERMITS, rows=[], by=CLERK, at=NOW, given=GIVEN).created == 0

    def test_of_many_rows_is_one_batch(self) -> None:
        rows = [imported(number) for number in range(1, 301)]
        assert take_in(rows).created == 300
        assert Act.objects.filter(kind=Kind.REGISTERED).count() == 300


def test_a_row_has_one_digest_whatever_is_empty() -> None:
    assert Imported("k", {"a": 1, "b": None}, 2).digest == Imported("k", {"a": 1}, 9).digest
