from datetime import date

import pytest

from tests.kernel.trial.book import NOW, do, edition, imported, load_of, officer, opened, take_in
from tests.kernel.trial.ledger import OFFICERS
from yifa.kernel.acts import UnableToPerform
from yifa.kernel.loads import UnableToBeginLoad
from yifa.kernel.models import Load, StruckEntry
from yifa.kernel.records import stored
from yifa.kernel.registers import Registers, edition_in_force, enter, finish_edition, lookup
from yifa.law.fold import Given

pytestmark = pytest.mark.django_db
LAST_DAY, FIRST_DAY = date(2022, 12, 31), date(2023, 1, 1)
VALID = {"valid_from": date(2020, 1, 1), "valid_to": date(2030, 1, 1)}


def name_of(cert: str, on: date) -> object:
    entry = lookup(register="trial_officers", key=cert, on=on)
    return entry["officer_name"] if entry is not None else None


class TestAnEdition:
    def test_is_in_force_from_the_first_day_of_its_year(self) -> None:
        edition(2022, officer("ZF01", "甲"))
        assert name_of("ZF01", date(2021, 12, 31)) is None
        assert name_of("ZF01", date(2022, 1, 1)) == "甲"

    def test_stays_in_force_until_the_next_one(self) -> None:
        edition(2022, officer("ZF01", "甲"))
        assert name_of("ZF01", date(2025, 6, 1)) == "甲"

    def test_ends_on_the_day_before_the_next_one(self) -> None:
        edition(2022, officer("ZF01", "甲"), officer("ZF02", "乙"))
        edition(2023, officer("ZF01", "甲(更名)"))
        assert (name_of("ZF01", LAST_DAY), name_of("ZF01", FIRST_DAY)) == ("甲", "甲(更名)")
        assert (name_of("ZF02", LAST_DAY), name_of("ZF02", FIRST_DAY)) == ("乙", None)

    def test_of_an_earlier_year_may_come_later(self) -> None:
        edition(2023, officer("ZF01", "新"))
        edition(2022, officer("ZF01", "旧"))
        assert (name_of("ZF01", LAST_DAY), name_of("ZF01", FIRST_DAY)) == ("旧", "新")

    def test_may_begin_within_its_year(self) -> None:
        edition(2022, officer("ZF01", "旧"))
        edition(2023, officer("ZF01", "新"), in_force_from=date(2023, 4, 1))
        assert (name_of("ZF01", date(2023, 3, 31)), name_of("ZF01", date(2023, 4, 1))) == ("旧", "新")

    def test_names_its_file_by_hash(self) -> None:
        edition(2022, officer("ZF01", "甲"), sha256="d" * 64)
        load = Load.objects.get()
        assert (load.original.sha256, load.in_force_from, load.status) == ("d" * 64, date(2022, 1, 1), "finished")

    def test_is_brought_into_force_once(self) -> None:
        edition(2022, officer("ZF01", "甲"))
        with pytest.raises(UnableToBeginLoad, match="不得重复载入"):
            edition(2022, officer("ZF01", "甲"))


class TestALaterLoadOfOneEdition:
    def test_strikes_out_what_it_says_otherwise_and_keeps_it(self) -> None:
        edition(2022, officer("ZF01", "甲"), officer("ZF02", "乙"))
        entered, dropped = edition(2022, officer("ZF01", "甲"), officer("ZF02", "丙"), sha256="d" * 64)
        assert (entered.added, entered.unchanged, entered.replaced, dropped) == (0, 1, 1, 0)
        assert name_of("ZF02", LAST_DAY) == "丙"
        struck = StruckEntry.objects.get()
        assert struck.key == "ZF02"
        assert '"name":"乙"' in struck.values

    def test_strikes_out_what_it_no_longer_lists(self) -> None:
        edition(2022, officer("ZF01", "甲"), officer("ZF02", "乙"))
        _, dropped = edition(2022, officer("ZF01", "甲"), sha256="d" * 64)
        assert dropped == 1
        assert name_of("ZF02", LAST_DAY) is None
        assert stored(OFFICERS).model.objects.count() == 1
        assert StruckEntry.objects.get().key == "ZF02"

    def test_may_go_on_after_an_interruption(self) -> None:
        load = load_of(table=OFFICERS)
        enter(load=load, table=OFFICERS, rows=[officer("ZF01", "甲")])
        again = load_of(table=OFFICERS)
        assert (again.pk, again.last_row) == (load.pk, 2)
        enter(load=again, table=OFFICERS, rows=[officer("ZF01", "甲"), officer("ZF02", "乙")])
        assert finish_edition(load=again, table=OFFICERS, at=NOW) == 0
        assert stored(OFFICERS).model.objects.count() == 2


class TestLookingUp:
    def test_gives_facts_by_their_names_in_law(self) -> None:
        edition(2022, officer("ZF01", "甲", **VALID))
        entry = lookup(register="trial_officers", key="ZF01", on=LAST_DAY)
        assert entry is not None
        assert (entry["valid_to"], entry["cancelled"]) == (date(2030, 1, 1), None)

    def test_finds_a_certificate_that_has_run_out(self) -> None:
        edition(2022, officer("ZF01", "甲", valid_from=date(2015, 1, 1), valid_to=date(2016, 1, 1)))
        assert name_of("ZF01", LAST_DAY) == "甲"

    def test_reads_each_entry_once(self, django_assert_num_queries: object) -> None:
        edition(2022, officer("ZF01", "甲"))
        registers = Registers(on=LAST_DAY)
        with django_assert_num_queries(2):  # type: ignore[operator]
            for _ in range(3):
                registers("trial_officers", "ZF01")
                registers("trial_officers", "ZF99")

    def test_reads_a_whole_register_at_once(self, django_assert_num_queries: object) -> None:
        edition(2022, *(officer(f"ZF{n:02d}", "甲") for n in range(20)))
        registers = Registers(on=LAST_DAY)
        with django_assert_num_queries(1):  # type: ignore[operator]
            registers.read_whole("trial_officers")
            found = [registers("trial_officers", f"ZF{n:02d}") for n in range(25)]
        assert sum(entry is not None for entry in found) == 20

    def test_finds_a_case_of_another_table_by_its_key(self) -> None:
        take_in([imported(1)])
        entry = lookup(register="trial_permits", key="示许〔2022〕1号", on=LAST_DAY)
        assert entry is not None
        assert entry["title"] == "开办药店"


class TestARegisterAsAWhole:
    def test_is_not_loaded_where_no_edition_holds_that_day(self) -> None:
        assert not Registers(on=LAST_DAY).is_loaded("trial_officers")
        edition(2023, officer("ZF01", "甲"))
        assert not Registers(on=LAST_DAY).is_loaded("trial_officers")

    def test_is_loaded_by_the_edition_in_force(self) -> None:
        edition(2021, officer("ZF01", "甲"))
        assert edition_in_force(register="trial_officers", on=LAST_DAY) == 2021
        edition(2022, officer("ZF01", "甲"))
        assert edition_in_force(register="trial_officers", on=LAST_DAY) == 2022

    def test_is_loaded_by_an_edition_of_which_every_row_came_back(self) -> None:
        edition(2022)
        assert Registers(on=LAST_DAY).is_loaded("trial_officers")


class TestTheLaw:
    def test_refuses_an_officer_whose_certificate_has_run_out(self) -> None:
        edition(2022, officer("ZF01", "甲", valid_from=date(2015, 1, 1), valid_to=date(2022, 2, 1)))
        given = Given(lookup=Registers(on=date(2022, 3, 1)))
        case_id = opened(urgent=True, officers=("ZF01",))
        do(case_id, "review", date(2022, 3, 1), given=given)
        with pytest.raises(UnableToPerform, match="已过期"):
            do(case_id, "decision", date(2022, 3, 2), given=given)

    def test_takes_an_officer_with_a_valid_one(self) -> None:
        edition(2022, officer("ZF01", "甲", **VALID))
        given = Given(lookup=Registers(on=date(2022, 3, 1)))
        case_id = opened(urgent=True, officers=("ZF01",))
        do(case_id, "review", date(2022, 3, 1), given=given)
        assert do(case_id, "decision", date(2022, 3, 2), given=given).standing.step == "delivery"
