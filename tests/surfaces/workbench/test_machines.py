from typing import Any

import pytest
from django.test import Client

from tests.surfaces.posts import BUREAU, organ_at, signed_in
from yifa.kernel.machines.models import Token, Webhook

pytestmark = pytest.mark.django_db

ASKED = {"name": "对接系统", "organ": BUREAU, "role": "handler", "until": "2099-12-31"}


def given(client: Client, **other: str) -> Any:
    organ_at(BUREAU)
    return client.post("/desk/machines/", {**ASKED, **other})


class TestAToken:
    def test_is_shown_once_and_then_opens_the_interface(self) -> None:
        client = signed_in("system_admin", organ="")
        page = given(client).content.decode()
        word = page.partition("<code>")[2].partition("</code>")[0]
        assert Client(headers={"Authorization": f"Bearer {word}"}).get("/api/v1/cases/").status_code == 200
        assert word not in client.get("/desk/machines/").content.decode()

    def test_is_refused_in_a_sentence_and_what_was_typed_is_kept(self) -> None:
        page = given(signed_in("system_admin", organ=""), until="明年")
        assert page.status_code == 422
        assert "停用日期不是日期" in page.content.decode()
        assert "对接系统" in page.content.decode()

    def test_is_not_given_by_a_handler(self) -> None:
        assert given(signed_in("handler")).status_code == 403
        assert not Token.objects.exists()

    def test_that_is_ended_opens_nothing_any_more_and_its_webhooks_fall_silent(self) -> None:
        client = signed_in("system_admin", organ="")
        given(client)
        token = Token.objects.get()
        client.post(f"/desk/machines/{token.pk}/tell/", {"url": "https://example.invalid/"})
        client.post(f"/desk/machines/{token.pk}/end/")
        assert "已停用" in client.get("/desk/machines/").content.decode()
        assert not Webhook.objects.filter(is_on=True).exists()


class TestAWebhook:
    def test_is_set_and_stopped_on_the_page(self) -> None:
        client = signed_in("system_admin", organ="")
        given(client)
        token = Token.objects.get()
        told = client.post(f"/desk/machines/{token.pk}/tell/", {"url": "https://example.invalid/told"}, follow=True)
        assert "签名密钥只显示这一次" in told.content.decode()
        client.post(f"/desk/machines/webhooks/{Webhook.objects.get().pk}/silence/")
        assert "已停止" in client.get("/desk/machines/").content.decode()

    def test_that_is_not_https_is_refused(self) -> None:
        client = signed_in("system_admin", organ="")
        given(client)
        client.post(f"/desk/machines/{Token.objects.get().pk}/tell/", {"url": "http://example.invalid/"})
        assert not Webhook.objects.exists()
