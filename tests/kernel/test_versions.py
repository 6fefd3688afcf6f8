from datetime import date

import pytest

from tests.kernel.trial import procedure as trial
from tests.kernel.trial.book import CLERK, GIVEN, NOW, imported, load_of
from tests.kernel.trial.ledger import PERMITS
from yifa.kernel.acts import Proposed, perform
from yifa.kernel.models import Case
from yifa.kernel.opening import open_case
from yifa.kernel.replay import replay
from yifa.kernel.versions import UnableToFindProcedure, Versions
from yifa.law.act import Kind, done
from yifa.law.layers import AddRule, Overlay
from yifa.law.procedure import Within
from yifa.law.term import Days

pytestmark = pytest.mark.django_db
SOONER = Within(Days(1), done("application"), trial.LAW.art(32), "local.sooner")
DISTRICT = Overlay(
    "district",
    "区里的规定",
    trial.LAW.art(32),
    "trial_permit",
    date(2022, 1, 1),
    (AddRule("acceptance", SOONER),),
    organs="政务服务",
)
VERSIONS = Versions(additions=(DISTRICT,))
LAYERED = "2019-04-23+district@2022-01-01"


def opened_on(day: date, organ: str = "区政务服务局") -> Case:
    by = type(CLERK)("张三", organ=organ)
    case = open_case(procedure="trial_permit", on=day, by=by, at=NOW, given=GIVEN, versions=VERSIONS)
    return Case.objects.get(pk=case.case_id)


class TestACase:
    @pytest.mark.parametrize(
        ("day", "organ", "version"),
        [
            pytest.param(date(2021, 12, 31), "区政务服务局", "2019-04-23", id="the-day-before"),
            pytest.param(date(2022, 1, 1), "区政务服务局", LAYERED, id="the-day"),
            pytest.param(date(2022, 1, 2), "区政务服务局", LAYERED, id="the-day-after"),
            pytest.param(date(2022, 1, 2), "区住建局", "2019-04-23", id="another-organ"),
        ],
    )
    def test_is_pinned_to_the_layers_that_bind_it(self, day: date, organ: str, version: str) -> None:
        assert opened_on(day, organ).version == version

    def test_follows_its_layers_afterwards(self) -> None:
        case = opened_on(date(2022, 3, 1))
        asked = Proposed(Kind.DONE, "application", date(2022, 3, 1))
        done_ = perform(case_id=case.pk, act=asked, by=CLERK, at=NOW, given=GIVEN, versions=VERSIONS)
        assert (done_.standing.due_on, done_.standing.due_code) == (date(2022, 3, 2), "local.sooner")

    def test_cannot_be_moved_without_them(self) -> None:
        case = opened_on(date(2022, 3, 1))
        asked = Proposed(Kind.DONE, "application", date(2022, 3, 1))
        with pytest.raises(UnableToFindProcedure, match="没有安装程序"):
            perform(case_id=case.pk, act=asked, by=CLERK, at=NOW, given=GIVEN)

    def test_taken_in_is_pinned_by_its_first_date(self) -> None:
        rows = [imported(1, organ="区政务服务局"), imported(2, organ="区政务服务局", applied=date(2021, 12, 30))]
        replay(load=load_of(), table=PERMITS, rows=rows, by=CLERK, at=NOW, given=GIVEN, versions=VERSIONS)
        assert list(Case.objects.order_by("pk").values_list("version", flat=True)) == [LAYERED, "2019-04-23"]


class TestTheTexts:
    def test_are_built_once(self) -> None:
        first = VERSIONS.pinned(name="trial_permit", version=LAYERED)
        assert VERSIONS.pinned(name="trial_permit", version=LAYERED) is first

    def test_older_than_all_are_the_oldest(self) -> None:
        assert VERSIONS.in_force(name="trial_permit", on=date(1990, 1, 1)) is trial.PERMIT

    def test_of_a_procedure_not_installed_are_refused(self) -> None:
        with pytest.raises(UnableToFindProcedure, match="没有安装程序「other」"):
            VERSIONS.in_force(name="other", on=date(2022, 1, 1))
