import base64
from datetime import UTC, datetime, timedelta

import pytest

from tests.kernel.accounts.people import NOW, account, code
from yifa.kernel.accounts.factors import (
    UnableToSetFactor,
    has_factor,
    new_secret,
    proves,
    remove_factor,
    renew_recovery,
    reset_factors,
    set_totp,
)
from yifa.kernel.accounts.models import Account, Factor, FactorKind

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


def with_totp() -> tuple[Account, str, tuple[str, ...]]:
    holder, secret = account(), new_secret()
    return holder, secret, set_totp(account=holder, secret=secret, code=code(secret, NOW), at=NOW)


class TestACodeOfSixFigures:
    def test_is_that_of_the_published_examples(self) -> None:
        # RFC 6238, appendix B, the last six of eight figures.
        secret = base64.b32encode(b"12345678901234567890").decode()
        assert code(secret, datetime.fromtimestamp(59, UTC)) == "287082"

    def test_proves_once_and_never_again(self) -> None:
        holder, secret, _ = with_totp()
        assert proves(account=holder, code=code(secret, LATER), at=LATER) is FactorKind.TOTP
        assert proves(account=holder, code=code(secret, LATER), at=LATER) is None

    @pytest.mark.parametrize(("off", "taken"), [(-60, False), (-30, True), (30, True), (60, False)])
    def test_bears_a_clock_that_is_one_interval_off(self, off: int, *, taken: bool) -> None:
        holder, secret, _ = with_totp()
        shown = code(secret, LATER + timedelta(seconds=off))
        assert (proves(account=holder, code=shown, at=LATER) is not None) is taken

    def test_must_be_shown_before_the_generator_is_taken(self) -> None:
        holder = account()
        with pytest.raises(UnableToSetFactor, match="数字不对"):
            set_totp(account=holder, secret=new_secret(), code="000", at=NOW)
        assert not has_factor(holder)

    def test_leaves_no_secret_in_clear(self) -> None:
        holder, secret, _ = with_totp()
        assert all(secret not in one.secret for one in Factor.objects.filter(account=holder))


class TestARecoveryCode:
    def test_proves_once_however_it_is_typed(self) -> None:
        holder, _, codes = with_totp()
        typed = codes[0].upper().replace("-", " ")
        assert proves(account=holder, code=typed, at=LATER) is FactorKind.RECOVERY
        assert proves(account=holder, code=codes[0], at=LATER) is None

    def test_is_void_once_others_are_made(self) -> None:
        holder, _, codes = with_totp()
        renew_recovery(account=holder, at=LATER)
        assert proves(account=holder, code=codes[1], at=LATER) is None


class TestTakingFactorsAway:
    def test_leaves_the_last_one_where_one_is_required(self) -> None:
        holder, _, _ = with_totp()
        kept = holder.factors.get(kind=FactorKind.TOTP)
        with pytest.raises(UnableToSetFactor, match="不得删除"):
            remove_factor(account=holder, factor_id=kept.pk, required=True, at=LATER)

    def test_takes_the_recovery_codes_with_the_last_one(self) -> None:
        holder, _, _ = with_totp()
        kept = holder.factors.get(kind=FactorKind.TOTP)
        remove_factor(account=holder, factor_id=kept.pk, required=False, at=LATER)
        assert not holder.factors.exists()

    def test_by_an_administrator_ends_the_sessions_too(self) -> None:
        holder, _, _ = with_totp()
        reset_factors(account=holder, by="测试", at=LATER)
        assert not holder.factors.exists()
        assert holder.sessions_end == LATER
