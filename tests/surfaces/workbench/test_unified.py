import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client
from joserfc.jwk import RSAKey

from tests.surfaces.posts import account_in
from tests.surfaces.workbench.provider import CLIENT, SECRET, Provider, serving
from yifa.kernel.accounts.models import Account, SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with serving() as made:
        made.now = int(time.time())
        settings.YIFA_OIDC = {"url": made.url, "client_id": CLIENT, "client_secret": SECRET, "claim": "sub"}
        yield made


def comes_back(client: Client) -> Any:
    """Go to the provider and come back, as a browser does."""
    away = client.get("/sign-in/unified/?next=/account/")
    there = requests.get(away.headers["Location"], allow_redirects=False, timeout=10)
    back = urlsplit(there.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def known() -> Account:
    holder = account_in("handler")
    Account.objects.filter(pk=holder.pk).update(outside_id="zhang@province")
    return holder


class TestUnifiedIdentity:
    def test_lets_in_whom_the_provider_vouches_for(self, client: Client, provider: Provider) -> None:
        holder = known()
        assert comes_back(client).headers["Location"] == "/account/"
        assert client.get("/desk/").status_code == 200
        assert SignIn.objects.filter(account=holder, outcome="done", through="统一身份认证").exists()

    def test_opens_no_account(self, client: Client, provider: Provider) -> None:
        account_in("handler")
        before = Account.objects.count()
        page = comes_back(client)
        assert page.status_code == 403
        assert "没有关联的账号" in page.content.decode()
        assert Account.objects.count() == before

    def test_lets_in_nobody_by_a_closed_account(self, client: Client, provider: Provider) -> None:
        holder = known()
        Account.objects.filter(pk=holder.pk).update(is_active=False)
        assert comes_back(client).status_code == 403

    def test_is_refused_under_a_key_that_the_provider_does_not_publish(
        self, client: Client, provider: Provider
    ) -> None:
        known()
        provider.key = RSAKey.generate_key(2048, {"kid": "one"})
        assert comes_back(client).status_code == 422
        assert client.get("/desk/").status_code == 302

    def test_is_refused_where_it_was_said_to_somebody_else(self, client: Client, provider: Provider) -> None:
        known()
        provider.audience = "another"
        assert comes_back(client).status_code in {403, 422}
        assert client.get("/desk/").status_code == 302

    def test_is_refused_where_it_answers_another_question(self, client: Client, provider: Provider) -> None:
        known()
        provider.nonce = "another"
        assert comes_back(client).status_code == 422

    def test_is_refused_after_its_time(self, client: Client, provider: Provider) -> None:
        known()
        provider.now -= 3600
        assert comes_back(client).status_code == 422

    def test_is_refused_in_a_browser_that_never_asked(self, client: Client, provider: Provider) -> None:
        known()
        assert client.get("/sign-in/unified/back/?code=x&state=y").status_code == 422

    def test_says_so_where_the_provider_does_not_answer(self, client: Client, settings: Any) -> None:
        settings.YIFA_OIDC = {"url": "http://127.0.0.1:9", "client_id": "x", "client_secret": "y", "claim": "sub"}
        assert client.get("/sign-in/unified/").status_code == 502

    def test_is_not_there_where_none_is_named(self, client: Client) -> None:
        assert client.get("/sign-in/unified/").status_code == 404
        assert "统一身份认证登录" not in client.get("/sign-in/").content.decode()
