from datetime import timedelta
from typing import Any

import pytest

from tests.kernel.accounts.people import NOW, PASSWORD, account
from yifa.kernel.accounts.passwords import (
    UnableToChangePassword,
    change_password,
    is_to_be_changed,
    random_password,
    reset_password,
)

pytestmark = pytest.mark.django_db
NEW = "另一个口令Yf2022"
DAY = timedelta(days=1)


@pytest.fixture
def djcp3(settings: Any) -> None:
    settings.YIFA_SECURITY_PROFILE = "djcp3"


class TestANewPassword:
    @pytest.mark.parametrize("new", ["short-1A", "12345678901", "password123", "zhangzhang", PASSWORD])
    def test_is_refused_where_it_is_short_common_only_figures_like_the_name_or_the_same(self, new: str) -> None:
        with pytest.raises(UnableToChangePassword):
            change_password(account=account("zhangzhang"), old=PASSWORD, new=new, again=new, at=NOW)

    def test_needs_the_old_one_and_to_be_typed_twice(self) -> None:
        one = account()
        with pytest.raises(UnableToChangePassword, match="现在的口令不对"):
            change_password(account=one, old="别的", new=NEW, again=NEW, at=NOW)
        with pytest.raises(UnableToChangePassword, match="不一样"):
            change_password(account=one, old=PASSWORD, new=NEW, again="别的", at=NOW)

    def test_frees_whoever_had_to_change_it(self) -> None:
        one = account()
        assert is_to_be_changed(one, at=NOW)
        change_password(account=one, old=PASSWORD, new=NEW, again=NEW, at=NOW)
        assert not is_to_be_changed(one, at=NOW)
        assert one.check_password(NEW)


@pytest.mark.usefixtures("djcp3")
class TestUnderProfileDjcp3:
    def test_is_refused_with_too_few_kinds_of_letters(self) -> None:
        with pytest.raises(UnableToChangePassword, match="三类"):
            change_password(account=account(), old=PASSWORD, new="onlyletters42", again="onlyletters42", at=NOW)

    def test_is_refused_where_it_was_one_of_the_last_five(self) -> None:
        one, old = account(), PASSWORD
        for new in [f"{NEW}{number}" for number in range(6)]:
            change_password(account=one, old=old, new=new, again=new, at=NOW)
            old = new
        with pytest.raises(UnableToChangePassword, match="最近5次"):
            change_password(account=one, old=old, new=f"{NEW}0", again=f"{NEW}0", at=NOW)
        change_password(account=one, old=old, new=f"{NEW}6", again=f"{NEW}6", at=NOW)
        change_password(account=one, old=f"{NEW}6", new=f"{NEW}0", again=f"{NEW}0", at=NOW)

    @pytest.mark.parametrize(("days", "old"), [(89, False), (90, False), (91, True)])
    def test_must_be_changed_after_ninety_days(self, days: int, *, old: bool) -> None:
        one = account()
        change_password(account=one, old=PASSWORD, new=NEW, again=NEW, at=NOW)
        assert is_to_be_changed(one, at=NOW + days * DAY) is old


class TestAResetPassword:
    def test_satisfies_every_rule_must_be_changed_and_ends_the_sessions(self, djcp3: None) -> None:
        one = account()
        made = reset_password(account=one, by="测试", at=NOW)
        assert one.check_password(made)
        assert is_to_be_changed(one, at=NOW)
        assert one.sessions_end == NOW
        other = random_password()
        change_password(account=one, old=made, new=other, again=other, at=NOW)
