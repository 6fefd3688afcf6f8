"""The columns of visibility follow from acts, loads and the tree of organs; what does not follow is found."""

from typing import Any

import pytest

from tests.kernel.trial.book import CLERK, GIVEN, NOW, edition, imported, load_of, officer, record_of, take_in
from tests.kernel.trial.ledger import OFFICERS, PERMITS
from yifa.kernel.access.checking import rebuild, sentences
from yifa.kernel.access.placing import UnableToPlace, place_organ
from yifa.kernel.amendments import amend
from yifa.kernel.models import Case, Organ
from yifa.kernel.records import stored
from yifa.kernel.replay import Imported

pytestmark = pytest.mark.django_db
BUREAU = "区市场监管局"


def guard(row: Any) -> tuple[str, str, str]:
    return row.organ_path, row.confidentiality, row.known_to


def stated(number: int, level: str, **values: Any) -> Imported:
    row = imported(number, **values)
    return Imported(row.key, row.values, row.row, level)


def both() -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    case = Case.objects.get()
    return guard(case), guard(record_of(case.pk))


class TestARowTakenIn:
    def test_is_internal_to_the_organ_that_it_names(self) -> None:
        take_in([imported()])
        assert both() == ((BUREAU, "内部", ""),) * 2

    def test_is_as_confidential_as_it_states(self) -> None:
        take_in([stated(1, "工作秘密")])
        assert both() == ((BUREAU, "工作秘密", ""),) * 2

    def test_of_no_organ_says_so(self) -> None:
        take_in([imported(organ=None)])
        assert both() == (("", "内部", ""),) * 2

    def test_with_another_level_says_something_else(self) -> None:
        take_in([imported()])
        assert len(take_in([stated(1, "工作秘密")], load_of("b" * 64)).differing) == 1

    def test_stands_where_its_organ_was_placed(self) -> None:
        Organ.objects.create(name=BUREAU, path=f"示范区/{BUREAU}")
        take_in([imported()])
        assert both()[0][0] == f"示范区/{BUREAU}"


class TestACorrection:
    def test_of_the_level_reaches_case_and_record(self) -> None:
        take_in([imported()])
        self.correct(stated(1, "工作秘密"))
        assert both() == ((BUREAU, "工作秘密", ""),) * 2

    def test_by_a_sheet_that_states_none_leaves_it(self) -> None:
        take_in([stated(1, "工作秘密")])
        self.correct(imported(1, title="开办诊所"))
        assert both() == ((BUREAU, "工作秘密", ""),) * 2
        assert list(sentences()) == []

    def correct(self, row: Imported) -> None:
        load = load_of("c" * 64)
        differing = take_in([row], load).differing
        assert amend(load=load, table=PERMITS, differing=differing, by=CLERK, at=NOW, given=GIVEN)


class TestAnEntry:
    def test_carries_them_too(self) -> None:
        edition(2022, officer("ZF01", "张三"))
        assert guard(stored(OFFICERS).model.objects.get()) == ("", "内部", "")
        assert list(sentences()) == []


class TestPlacingAnOrgan:
    def test_takes_its_rows_and_those_beneath_it_along(self) -> None:
        take_in([imported(1), imported(2, organ=f"{BUREAU}/执法队"), imported(3, organ=f"{BUREAU}二局")])
        place_organ(organ=Organ.objects.get(path=BUREAU), path=f"示范区/{BUREAU}")
        paths = list(Case.objects.order_by("source_key").values_list("organ_path", flat=True))
        assert paths == [f"示范区/{BUREAU}", f"示范区/{BUREAU}/执法队", f"{BUREAU}二局"]
        assert [record_of(case.pk).organ_path for case in Case.objects.order_by("source_key")] == paths
        assert list(sentences()) == []

    @pytest.mark.parametrize("path", [f"{BUREAU}/之下", "区教育局"])
    def test_beneath_itself_or_where_another_stands_is_refused(self, path: str) -> None:
        take_in([imported(1), imported(2, organ="区教育局")])
        with pytest.raises(UnableToPlace, match="不能移到"):
            place_organ(organ=Organ.objects.get(path=BUREAU), path=path)


class TestColumnsThatDoNotFollow:
    def test_are_found_and_put_right(self) -> None:
        take_in([stated(1, "工作秘密"), imported(2)])
        Case.objects.update(confidentiality="公开", organ_path="别处")
        assert len(list(sentences())) == 2
        assert any("密级记作「公开」,应为「工作秘密」" in sentence for sentence in sentences())
        assert rebuild() == 2
        assert list(sentences()) == []

    def test_of_an_earlier_version_are_filled(self) -> None:
        take_in([imported()])
        edition(2022, officer("ZF01", "张三"))
        blank = {"organ_path": "", "confidentiality": ""}
        Case.objects.update(**blank)
        record = record_of(Case.objects.get().pk)
        type(record).objects.update(**blank)
        assert rebuild() == 2
        assert both() == ((BUREAU, "内部", ""),) * 2
