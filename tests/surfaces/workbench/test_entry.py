import re
from typing import Any

import pytest
from django.test import Client

from tests.kernel.accounts.people import code
from tests.surfaces.posts import account_in
from tests.surfaces.workbench.clock import Clock, clock
from yifa.kernel.accounts.factors import new_secret, set_totp
from yifa.kernel.accounts.models import Account, SignIn

pytestmark = pytest.mark.django_db
PASSWORD = "示例口令2022年"
__all__ = ["clock"]


def enters(client: Client, name: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/sign-in/?next=/desk/", {"name": name, "password": password, **more})


def with_generator(clock: Clock) -> tuple[Account, str, tuple[str, ...]]:
    holder, secret = account_in("handler"), new_secret()
    codes = set_totp(account=holder, secret=secret, code=code(secret, clock.now), at=clock.now)
    clock.goes_on(minutes=5)
    return holder, secret, codes


class TestSigningIn:
    def test_leads_where_one_wanted_to_go_and_never_elsewhere(self, client: Client, clock: Clock) -> None:
        name = account_in("handler").name
        assert enters(client, name).headers["Location"] == "/desk/"
        away = Client().post("/sign-in/?next=https://evil.example/", {"name": name, "password": PASSWORD})
        assert away.headers["Location"] == "/desk/"

    def test_says_the_same_to_a_wrong_password_an_unknown_name_and_a_closed_account(
        self, client: Client, clock: Clock
    ) -> None:
        closed, known = account_in("handler"), account_in("handler")
        Account.objects.filter(pk=closed.pk).update(is_active=False)
        asked = ((known.name, "wrong"), ("nobody", PASSWORD), (closed.name, PASSWORD))
        pages = {_said(enters(client, name, password), name) for name, password in asked}
        assert len(pages) == 1
        assert "账号或者口令不对" in pages.pop()

    def test_is_suspended_after_five_failures_for_a_name_that_is_known_or_not(self, clock: Clock) -> None:
        known = account_in("handler").name
        for name in (known, "nobody"):
            pages = [enters(Client(), name, "wrong") for _ in range(5)]
            page = pages[-1]
            assert page.status_code == 429
            assert "到09时15分为止" in page.content.decode()
        right = enters(Client(), known)
        assert right.status_code == 429
        clock.goes_on(minutes=15)
        assert enters(Client(), known).status_code == 302

    def test_is_on_record(self, client: Client, clock: Clock) -> None:
        holder = account_in("handler")
        enters(client, holder.name, "wrong")
        enters(client, holder.name)
        client.post("/sign-out/")
        kept = SignIn.objects.order_by("pk").values_list("account", "outcome")
        assert list(kept) == [(holder.pk, "wrong"), (holder.pk, "done"), (holder.pk, "out")]

    def test_ends_other_sessions_only_where_it_is_asked(self, clock: Clock) -> None:
        name, first, second, third = account_in("handler").name, Client(), Client(), Client()
        enters(first, name)
        clock.goes_on(minutes=1)
        enters(second, name)
        assert first.get("/desk/").status_code == 200
        clock.goes_on(minutes=1)
        enters(third, name, end_others="1")
        assert [one.get("/desk/").status_code for one in (first, second, third)] == [302, 302, 200]

    def test_begins_anew_in_a_browser_that_was_signed_in_already(self, client: Client, clock: Clock) -> None:
        name = account_in("handler").name
        enters(client, name)
        clock.goes_on(minutes=1)
        enters(client, name, end_others="1")
        assert client.get("/desk/").status_code == 200


class TestASecondFactor:
    def test_is_asked_before_anybody_is_let_in(self, client: Client, clock: Clock) -> None:
        holder, secret, _ = with_generator(clock)
        assert enters(client, holder.name).headers["Location"] == "/sign-in/second/"
        assert client.get("/desk/").status_code == 302
        assert client.post("/sign-in/second/", {"code": "000000"}).status_code == 422
        page = client.post("/sign-in/second/", {"code": code(secret, clock.now)})
        assert page.headers["Location"] == "/desk/"
        assert client.get("/desk/").status_code == 200

    def test_may_be_a_recovery_code(self, client: Client, clock: Clock) -> None:
        holder, _, codes = with_generator(clock)
        enters(client, holder.name)
        assert client.post("/sign-in/second/", {"code": codes[0]}).status_code == 302

    def test_is_awaited_for_ten_minutes(self, client: Client, clock: Clock) -> None:
        holder, secret, _ = with_generator(clock)
        enters(client, holder.name)
        clock.goes_on(minutes=11)
        page = client.post("/sign-in/second/", {"code": code(secret, clock.now)})
        assert page.headers["Location"] == "/sign-in/"

    def test_is_locked_like_the_password(self, client: Client, clock: Clock) -> None:
        holder, secret, _ = with_generator(clock)
        enters(client, holder.name)
        for _ in range(5):
            client.post("/sign-in/second/", {"code": "000000"})
        assert client.post("/sign-in/second/", {"code": code(secret, clock.now)}).status_code == 429

    def test_is_set_before_anything_else_where_it_is_required(
        self, client: Client, clock: Clock, settings: Any
    ) -> None:
        settings.YIFA_FACTOR_REQUIRED = True
        enters(client, account_in("security_admin", organ="").name)
        assert client.get("/desk/").headers["Location"] == "/account/factors/"
        page = client.get("/account/factors/totp/").content.decode()
        secret = re.search(r"密钥：<code>([A-Z2-7 ]+)</code>", page)
        assert secret is not None
        typed = code(secret[1].replace(" ", ""), clock.now)
        assert "备用口令" in client.post("/account/factors/totp/", {"code": typed}).content.decode()
        assert client.get("/desk/").status_code == 200

    def test_is_changed_only_by_whoever_proves_again_who_he_is(self, client: Client, clock: Clock) -> None:
        enters(client, account_in("handler").name)
        clock.goes_on(minutes=11)
        assert client.get("/account/factors/totp/").headers["Location"].startswith("/account/confirm/")
        assert client.post("/account/confirm/", {"password": "wrong"}).status_code == 422
        assert client.post("/account/confirm/", {"password": PASSWORD}).status_code == 302
        assert client.get("/account/factors/totp/").status_code == 200


class TestASession:
    def test_must_change_a_password_that_another_has_set_first(self, client: Client, clock: Clock) -> None:
        holder = account_in("handler")
        Account.objects.filter(pk=holder.pk).update(must_change_password=True)
        enters(client, holder.name)
        assert client.get("/desk/").headers["Location"] == "/account/password/"
        new = "另一个口令Yf2022"
        changed = client.post("/account/password/", {"old": PASSWORD, "new": new, "again": new})
        assert changed.headers["Location"] == "/desk/"
        assert client.get("/desk/").status_code == 200

    @pytest.mark.parametrize(("minutes", "status"), [(29, 200), (30, 200), (31, 302)])
    def test_ends_after_thirty_idle_minutes_under_djcp3(
        self, client: Client, clock: Clock, settings: Any, minutes: int, status: int
    ) -> None:
        settings.YIFA_SECURITY_PROFILE = "djcp3"
        enters(client, account_in("handler").name)
        clock.goes_on(minutes=minutes)
        assert client.get("/desk/").status_code == status

    def test_stays_while_one_works(self, client: Client, clock: Clock, settings: Any) -> None:
        settings.YIFA_SECURITY_PROFILE = "djcp3"
        enters(client, account_in("handler").name)
        for _ in range(4):
            clock.goes_on(minutes=20)
            assert client.get("/desk/").status_code == 200

    def test_ends_after_twelve_hours_whatever_one_does(self, client: Client, clock: Clock) -> None:
        enters(client, account_in("handler").name)
        clock.goes_on(hours=11)
        assert client.get("/desk/").status_code == 200
        clock.goes_on(hours=2)
        assert client.get("/desk/").status_code == 302

    def test_costs_the_public_no_statement(self, client: Client, django_assert_num_queries: Any, clock: Clock) -> None:
        with django_assert_num_queries(0):
            client.get("/sign-in/")


def _said(page: Any, name: str) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.content.decode())
    return f"{page.status_code} {text.replace(name, '')}"
