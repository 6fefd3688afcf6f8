from datetime import date, timedelta

import pytest

from tests.kernel.accounts.people import DAY, NOW, account, bureau
from yifa.kernel.accounts.holding import holdings
from yifa.kernel.accounts.models import Account, HeldPost
from yifa.kernel.accounts.opening import UnableToGivePost, end_post, give_post
from yifa.kernel.accounts.stand_ins import lend, lent, take_back
from yifa.kernel.models import PendingLeaf

pytestmark = pytest.mark.django_db
LAST = date(2022, 3, 10)


def post(holder: Account, role: str = "head", *, to: date | None = None) -> HeldPost:
    return give_post(
        account=holder, role=role, organ=bureau(), valid_from=DAY, valid_to=to, by="测试", at=NOW, separated=True
    )


def stood_in(own: HeldPost, to: Account, *, until: date | None = LAST) -> HeldPost:
    return lend(post=own, to=to, valid_from=DAY, valid_to=until, by=own.account, at=NOW)


class TestAStandIn:
    @pytest.mark.parametrize(
        ("day", "held"), [(LAST - timedelta(days=1), True), (LAST, True), (LAST + timedelta(days=1), False)]
    )
    def test_ends_the_day_after_its_last_day(self, day: date, *, held: bool) -> None:
        deputy = account("deputy")
        stood_in(post(account("head")), deputy)
        assert bool(holdings(deputy, on=day)) is held

    def test_says_whose_post_it_is(self) -> None:
        deputy = account("deputy")
        stood_in(post(account("head")), deputy)
        assert holdings(deputy, on=DAY)[0].title == "区司法局·机关负责人(代理head某)"

    def test_never_outlasts_the_post_itself(self) -> None:
        own = post(account("head"), to=LAST)
        with pytest.raises(UnableToGivePost, match="任期之内"):
            stood_in(own, account("deputy"), until=LAST + timedelta(days=1))
        stood_in(own, account("second"), until=LAST)

    def test_needs_an_end(self) -> None:
        with pytest.raises(UnableToGivePost, match="结束日期"):
            stood_in(post(account("head")), account("deputy"), until=None)

    def test_cannot_lend_it_on(self) -> None:
        deputy = account("deputy")
        made = stood_in(post(account("head")), deputy)
        with pytest.raises(UnableToGivePost, match="转代理"):
            lend(post=made, to=account("third"), valid_from=DAY, valid_to=LAST, by=deputy, at=NOW)

    def test_is_set_by_the_head_alone_and_only_for_his_own_post(self) -> None:
        own, other = post(account("head")), account("other")
        with pytest.raises(UnableToGivePost, match="本人"):
            lend(post=own, to=account("deputy"), valid_from=DAY, valid_to=LAST, by=other, at=NOW)
        with pytest.raises(UnableToGivePost, match="机关负责人"):
            stood_in(post(account("clerk"), "handler"), other)

    def test_ends_with_the_post(self) -> None:
        own, deputy = post(account("head")), account("deputy")
        stood_in(own, deputy)
        end_post(post=own, on=DAY, by="测试", at=NOW)
        assert not holdings(deputy, on=DAY + timedelta(days=1))

    def test_is_taken_back_by_whose_post_it_is(self) -> None:
        own, deputy = post(account("head")), account("deputy")
        made = stood_in(own, deputy)
        with pytest.raises(UnableToGivePost):
            take_back(stand_in_id=made.pk, on=DAY, by=deputy, at=NOW)
        take_back(stand_in_id=made.pk, on=DAY, by=own.account, at=NOW)
        assert not lent(by=own.account, on=DAY + timedelta(days=1)).exists()


class TestSeparatedAdministrators:
    def test_refuse_a_second_administrator_post_for_one_person(self) -> None:
        one = account()
        post(one, "security_admin")
        with pytest.raises(UnableToGivePost, match="三员分立"):
            post(one, "audit_admin")

    def test_refuse_it_also_while_the_first_one_has_an_end_to_come(self) -> None:
        one = account()
        post(one, "security_admin", to=LAST)
        with pytest.raises(UnableToGivePost, match="三员分立"):
            post(one, "audit_admin")

    def test_allow_it_once_the_first_one_has_ended(self) -> None:
        one = account()
        post(one, "security_admin", to=DAY)
        give_post(
            account=one,
            role="audit_admin",
            organ=None,
            valid_from=DAY + timedelta(days=1),
            by="测试",
            at=NOW,
            separated=True,
        )


class TestEveryChange:
    def test_is_stated_in_the_log(self) -> None:
        before = PendingLeaf.objects.count()
        own = post(account())
        end_post(post=own, on=DAY, by="测试", at=NOW)
        assert PendingLeaf.objects.count() == before + 3

    def test_of_a_post_that_has_ended_is_refused(self) -> None:
        own = post(account(), to=DAY)
        with pytest.raises(UnableToGivePost, match="已经在"):
            end_post(post=own, on=LAST, by="测试", at=NOW)
