"""Where institutions meet: handovers, instruments, organs and parties."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.kernel.trial.book import opened
from yifa.kernel.handover import UnableToHandOver, hand_over, take_up, waiting
from yifa.kernel.instruments import in_force, repeal, version_in_force
from yifa.kernel.models import Case, Instrument, Organ, Party
from yifa.kernel.organs import entity_ids, organ_ids

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 1)


def case() -> Case:
    return Case.objects.get(pk=opened())


class TestAHandover:
    def test_waits_until_it_is_taken_up(self) -> None:
        handed = hand_over(from_case=case(), procedure="trial_permit", on=DAY, reason="检查发现违法线索")
        assert waiting(procedure="trial_permit") == (handed,)
        taking = case()
        take_up(handover=handed, case=taking)
        handed.refresh_from_db()
        assert handed.to_case == taking
        assert waiting(procedure="trial_permit") == ()

    def test_is_taken_up_once(self) -> None:
        handed = hand_over(from_case=case(), procedure="trial_permit", on=DAY, reason="线索")
        take_up(handover=handed, case=case())
        with pytest.raises(UnableToHandOver, match="已经由另一件接收"):
            take_up(handover=handed, case=case())

    def test_is_taken_up_by_a_case_of_its_procedure(self) -> None:
        handed = hand_over(from_case=case(), procedure="trial_permit", on=DAY, reason="线索")
        other = Case(procedure="other")
        with pytest.raises(UnableToHandOver, match="程序不同"):
            take_up(handover=handed, case=other)

    def test_goes_to_an_installed_procedure(self) -> None:
        with pytest.raises(UnableToHandOver, match="没有安装程序「other」"):
            hand_over(from_case=case(), procedure="other", on=DAY, reason="线索")

    def test_does_not_come_back_to_its_own_case(self) -> None:
        own = case()
        handed = hand_over(from_case=own, procedure="trial_permit", on=DAY, reason="线索")
        with pytest.raises(IntegrityError), transaction.atomic():
            take_up(handover=handed, case=own)


class TestAnInstrument:
    @pytest.fixture
    def norm(self) -> Instrument:
        days = {"valid_from": date(2022, 3, 1), "valid_to": date(2022, 3, 31)}
        return Instrument.objects.create(kind="norm", name="办法", number="示政规〔2022〕1号", version="1", **days)

    @pytest.mark.parametrize(
        ("day", "binds"),
        [
            (date(2022, 2, 28), False),
            (date(2022, 3, 1), True),
            (date(2022, 3, 31), True),
            (date(2022, 4, 1), False),
        ],
    )
    def test_binds_from_its_first_to_its_last_day(self, norm: Instrument, day: date, binds: bool) -> None:  # noqa: FBT001
        assert in_force(norm, day) is binds
        assert version_in_force(kind="norm", number=norm.number, on=day) == (norm if binds else None)

    def test_is_found_in_its_latest_version(self, norm: Instrument) -> None:
        newer = Instrument.objects.create(
            kind="norm", name="办法", number=norm.number, version="2", valid_from=date(2022, 3, 15)
        )
        assert version_in_force(kind="norm", number=norm.number, on=date(2022, 3, 20)) == newer

    def test_may_be_repealed(self, norm: Instrument) -> None:
        repeal(instrument=norm, last_day=date(2022, 3, 10))
        assert not in_force(norm, date(2022, 3, 11))

    def test_cannot_be_repealed_before_it_bound(self, norm: Instrument) -> None:
        with pytest.raises(ValueError, match="失效日期不能早于施行日期"):
            repeal(instrument=norm, last_day=date(2022, 2, 28))


class TestOrgansAndParties:
    def test_are_entered_once_whoever_names_them(self) -> None:
        first = organ_ids(names=["区住建局", "", "区住建局"])
        assert organ_ids(names={"区住建局", "区水务局"})["区住建局"] == first["区住建局"]
        assert Organ.objects.count() == 2

    def test_of_an_entity_are_known_by_its_code(self) -> None:
        ids = entity_ids(names={"9199": "甲公司"})
        assert entity_ids(names={"9199": "甲公司", "9198": "乙公司"})["9199"] == ids["9199"]

    def test_are_an_entity_or_a_person(self) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Party.objects.create(name="谁")
