"""办理方式: what another system handles is imported and checked here, and done there."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tests.kernel.test_write_budget import ONE_ACT, statements
from tests.kernel.trial.book import CLERK, GIVEN, NOW, do, imported, load_of, opened, take_in
from yifa.kernel.access.placing import place_organ
from yifa.kernel.acts import Actor, Proposed, UnableToPerform, perform
from yifa.kernel.batches import Performing, perform_many
from yifa.kernel.handling import UnableToSetHandling, handled_at, set_handling, settings
from yifa.kernel.loads import finish_load
from yifa.kernel.models import Act, Case, Handling, Mode, Organ, PendingLeaf
from yifa.kernel.organs import organ_ids
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db(transaction=True)
ORGAN, SYSTEM = "区政务服务局", "全省一体化办理系统"
DAY = date(2022, 3, 1)


def elsewhere(
    organ: str = ORGAN, valid_from: date = DAY, *, mode: str = "条线系统办理", system: str = SYSTEM
) -> Handling:
    organ_ids(names=[organ.rpartition("/")[2]])
    return set_handling(
        organ=organ,
        procedure="trial_permit",
        mode=mode,
        system=system,
        valid_from=valid_from,
        entered_by="赵六",
        at=NOW,
    )


class TestALiveAct:
    def test_is_done_here_where_nothing_was_set(self) -> None:
        assert do(opened(), "application", DAY).seq == 1

    @pytest.mark.parametrize(
        ("on", "refused"), [(date(2022, 3, 14), False), (date(2022, 3, 15), True), (date(2022, 3, 16), True)]
    )
    def test_is_refused_from_the_day_on_which_another_system_handles_it(self, on: date, *, refused: bool) -> None:
        case_id = opened()
        elsewhere(valid_from=date(2022, 3, 15))
        if not refused:
            assert do(case_id, "application", on).seq == 1
            return
        with pytest.raises(UnableToPerform, match=f"自2022-03-15起由条线系统「{SYSTEM}」办理"):
            do(case_id, "application", on)
        assert Act.objects.filter(case_id=case_id).count() == 1

    def test_is_refused_with_the_last_import(self) -> None:
        case_id = opened()
        elsewhere()
        with pytest.raises(UnableToPerform, match="至今没有导入过"):
            do(case_id, "application", DAY)
        load = load_of()
        take_in([imported()], load)
        finish_load(load=load, at=NOW)
        with pytest.raises(UnableToPerform, match=r"最近一次导入是2022-06-01的「台账\.xlsx」"):
            do(case_id, "application", DAY)

    def test_that_comes_by_import_is_taken(self) -> None:
        case_id = opened()
        elsewhere()
        by = Actor("导入", organ=ORGAN, carrier="import")
        act = Proposed(Kind.DONE, "application", DAY)
        assert perform(case_id=case_id, act=act, by=by, at=NOW, given=GIVEN).seq == 1

    def test_that_erases_or_takes_down_is_done_here_all_the_same(self) -> None:
        case_id = opened()
        elsewhere()
        assert do(case_id, "", DAY, Kind.ERASED).seq == 1

    def test_on_paper_is_registered_here(self) -> None:
        case_id = opened()
        elsewhere(mode="纸质登记", system="")
        assert do(case_id, "application", DAY).seq == 1

    def test_of_an_organ_beneath_is_refused_with_that_of_the_organ(self) -> None:
        case_id = opened()
        Case.objects.filter(pk=case_id).update(organ_path=f"{ORGAN}/分中心")
        elsewhere()
        with pytest.raises(UnableToPerform, match=SYSTEM):
            do(case_id, "application", DAY)

    def test_of_an_organ_whose_name_only_begins_alike_is_not(self) -> None:
        case_id = opened()
        Case.objects.filter(pk=case_id).update(organ_path=f"{ORGAN}二局")
        elsewhere()
        assert do(case_id, "application", DAY).seq == 1

    def test_follows_the_nearest_organ_for_which_something_was_set(self) -> None:
        case_id = opened()
        organ = Organ.objects.create(path=f"{ORGAN}/分中心", name="分中心")
        Case.objects.filter(pk=case_id).update(organ_path=organ.path)
        elsewhere(organ=organ.path, mode="本系统办理", system="", valid_from=date(2022, 1, 1))
        elsewhere()
        assert do(case_id, "application", DAY).seq == 1

    def test_follows_the_latest_setting_of_a_day(self) -> None:
        case_id = opened()
        elsewhere()
        elsewhere(mode="here", system="")
        assert do(case_id, "application", DAY).seq == 1
        assert Handling.objects.count() == 2

    def test_follows_the_organ_when_it_is_placed_elsewhere_in_the_tree(self) -> None:
        case_id = opened()
        elsewhere()
        place_organ(organ=Organ.objects.get(name=ORGAN), path=f"示范区/{ORGAN}")
        Case.objects.filter(pk=case_id).update(organ_path=f"示范区/{ORGAN}")
        with pytest.raises(UnableToPerform, match=SYSTEM):
            do(case_id, "application", DAY)

    def test_costs_no_further_statement(self, monkeypatch: pytest.MonkeyPatch) -> None:
        case_id = opened()
        elsewhere(valid_from=date(2022, 5, 1))
        with statements(monkeypatch) as seen:
            do(case_id, "", DAY, Kind.REMINDED)
        assert seen == ONE_ACT[connection.vendor]


class TestABatch:
    def test_refuses_the_acts_of_another_system_alone(self) -> None:
        mine, theirs = opened(), opened()
        Case.objects.filter(pk=theirs).update(organ_path="区教育局")
        elsewhere("区教育局")
        acts = [Performing(case_id, Proposed(Kind.REMINDED, "", DAY)) for case_id in (mine, theirs)]
        outcomes = perform_many(acts=acts, by=CLERK, at=NOW, given=GIVEN)
        assert [isinstance(outcome, UnableToPerform) for outcome in outcomes] == [False, True]


class TestOpeningACase:
    def test_is_refused_where_another_system_handles_it(self) -> None:
        elsewhere(valid_from=date(2022, 3, 2))
        assert opened(DAY)
        with pytest.raises(UnableToPerform, match=SYSTEM):
            opened(date(2022, 3, 2))
        assert Case.objects.count() == 1


class TestAnImport:
    def test_is_taken_in_whatever_system_handles_it(self) -> None:
        elsewhere("区市场监管局")
        assert take_in([imported()]).created == 1


class TestSetting:
    def test_keeps_what_was_set_before_and_writes_a_leaf(self) -> None:
        made = elsewhere()
        assert PendingLeaf.objects.filter(kind="statement", subject=f"handling/{made.pk}").exists()
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Handling.objects.update(system="别的系统")

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"procedure": "trial_nothing"}, "没有安装程序「trial_nothing」"),
            ({"organ": "没有的机关"}, "没有机关「没有的机关」"),
            ({"mode": "随便办理"}, "「随便办理」不是办理方式"),
            ({"system": " "}, "须写明系统名称"),
        ],
    )
    def test_names_what_is_wrong(self, change: dict[str, str], sentence: str) -> None:
        organ_ids(names=[ORGAN])
        stated = {"organ": ORGAN, "procedure": "trial_permit", "mode": "条线系统办理", "system": SYSTEM} | change
        with pytest.raises(UnableToSetHandling, match=sentence):
            set_handling(**stated, valid_from=DAY, entered_by="赵六", at=NOW)

    def test_is_listed_as_it_holds_on_a_day(self) -> None:
        elsewhere(valid_from=DAY)
        elsewhere(valid_from=date(2022, 6, 1), mode="本系统办理", system="")
        assert settings(on=date(2022, 2, 28)) == []
        assert [(one.mode, one.system) for one in settings(on=date(2022, 5, 31))] == [(Mode.ELSEWHERE, SYSTEM)]
        assert [one.mode for one in settings(on=date(2022, 6, 1), organ=ORGAN)] == [Mode.HERE]

    def test_is_asked_of_an_organ_as_of_a_case(self) -> None:
        elsewhere()
        assert handled_at(organ_path=f"{ORGAN}/分中心", procedure="trial_permit", on=DAY).system == SYSTEM
        assert handled_at(organ_path="", procedure="trial_permit", on=DAY).mode == Mode.HERE
