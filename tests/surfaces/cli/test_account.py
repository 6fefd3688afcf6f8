import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from yifa.kernel.access import ROLES
from yifa.kernel.accounts.models import Account, HeldPost
from yifa.law.profile import Profile
from yifa.surfaces.cli import organs
from yifa.surfaces.cli.main import parser
from yifa.surfaces.cli.refusal import UnableToRun
from yifa.surfaces.cli.sample_accounts import FILE, open_samples

pytestmark = pytest.mark.django_db
ORGANS = Path(__file__).parents[3] / "samples" / "2022" / "organs.csv"
NOW, DAY = datetime(2022, 3, 1, 1, 0, tzinfo=UTC), date(2022, 3, 1)
SAMPLE, REAL = Profile("示例区", 2022, synthetic=True), Profile("示例区", 2022)


def runs(*arguments: str) -> int:
    options = parser(arguments[:1]).parse_args(arguments)
    code: int = options.act(options)
    return code


class TestAccountOpen:
    def test_opens_the_first_administrator_with_a_password_to_be_changed(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        runs("account", "open", "admin", "--person", "寅某")
        made = Account.objects.get()
        assert made.must_change_password
        assert made.posts.get().role == "security_admin"
        told = capsys.readouterr().out
        password = told.partition("初始口令:")[2].split()[0]
        assert made.check_password(password)

    def test_refuses_a_post_without_its_organ_and_leaves_no_account(self) -> None:
        with pytest.raises(UnableToRun, match="须写明所在机关"):
            runs("account", "open", "clerk", "--person", "卯某", "--role", "handler")
        assert not Account.objects.exists()

    def test_sets_a_lost_password_anew(self, capsys: pytest.CaptureFixture[str]) -> None:
        runs("account", "open", "admin", "--person", "寅某")
        runs("account", "reset", "admin")
        password = capsys.readouterr().out.rpartition("新口令:")[0].rpartition("新口令:")[2]
        assert not password or not Account.objects.get().check_password("")
        runs("account", "list")
        assert "admin 寅某:安全管理员" in capsys.readouterr().out


class TestSampleAccounts:
    def test_are_never_opened_where_data_are_real(self, tmp_path: Path) -> None:
        assert open_samples(profile=REAL, home=tmp_path, at=NOW, on=DAY) == ()
        assert not Account.objects.exists()
        assert not (tmp_path / FILE).exists()

    def test_are_one_for_every_role_in_two_posts_and_standing_in(self, tmp_path: Path) -> None:
        organs.enter(ORGANS)
        open_samples(profile=SAMPLE, home=tmp_path, at=NOW, on=DAY)
        assert set(HeldPost.objects.values_list("role", flat=True)) == set(ROLES)
        assert HeldPost.objects.get(stands_in_for__isnull=False).account.posts.count() == 2
        assert HeldPost.objects.filter(account__name="liangzhi").count() == 2

    def test_share_one_password_made_at_random_that_its_owner_alone_may_read(
        self, tmp_path: Path, client: Client
    ) -> None:
        organs.enter(ORGANS)
        told = open_samples(profile=SAMPLE, home=tmp_path, at=NOW, on=DAY)
        password = told[0].rpartition(" ")[2]
        assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
        assert client.login(username="quzhang", password=password)
        assert open_samples(profile=SAMPLE, home=tmp_path, at=NOW, on=DAY) == told

    def test_leave_an_installation_that_has_accounts_alone(self, tmp_path: Path) -> None:
        runs("account", "open", "admin", "--person", "寅某")
        assert open_samples(profile=SAMPLE, home=tmp_path, at=NOW, on=DAY) == ()
        assert Account.objects.count() == 1


class TestTheSampleOrgans:
    def test_have_telephone_numbers_that_cannot_be_real(self) -> None:
        organs.enter(ORGANS)
        lines = ORGANS.read_text(encoding="utf-8-sig").splitlines()[1:]
        assert all(line.split(",")[3].startswith("0000-12345") for line in lines)
        assert all(line.endswith("演示数据") for line in lines)
