import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.surfaces.posts import NOW, account_in, organ_at, signed_in
from tests.surfaces.workbench.clock import Clock, clock
from yifa.kernel.accounts.attempts import Attempt, Outcome, record
from yifa.kernel.accounts.models import Account, HeldPost
from yifa.kernel.models import SensitiveRead

pytestmark = pytest.mark.django_db
KEEPER = "security_admin"
__all__ = ["clock"]


def keeper() -> Client:
    return signed_in(KEEPER, organ="")


def given(**more: str) -> dict[str, str]:
    return {"role": "handler", "organ": "区司法局", "from": "2022-03-01", **more}


class TestAccounts:
    @pytest.mark.parametrize(
        "role", ["handler", "head", "leader", "auditor", "reporter", "system_admin", "audit_admin"]
    )
    def test_are_not_shown_to_others(self, role: str) -> None:
        assert signed_in(role).get("/desk/accounts/").status_code == 403

    def test_are_opened_with_a_password_shown_once_that_must_be_changed(self) -> None:
        client = keeper()
        page = client.post("/desk/accounts/new/", {"name": "wu", "person": "午某"}).content.decode()
        first = re.search(r"Yf\d\d-\w{4}-\w{4}-\w{4}", page)
        made = Account.objects.get(name="wu")
        assert first is not None
        assert made.check_password(first[0])
        assert made.must_change_password
        assert first[0] not in client.get(f"/desk/accounts/{made.pk}/").content.decode()

    def test_hold_the_posts_given_until_these_end(self) -> None:
        client, holder = keeper(), account_in("handler")
        organ_at("示例区/区司法局")
        client.post(f"/desk/accounts/{holder.pk}/posts/", given(role="reviewer", name="法制审核岗"))
        made = HeldPost.objects.get(account=holder, role="reviewer")
        assert made.organ is not None
        assert (made.organ.path, made.name) == ("示例区/区司法局", "法制审核岗")
        client.post(f"/desk/accounts/{holder.pk}/posts/{made.pk}/end/", {"on": "2022-03-31"})
        made.refresh_from_db()
        assert made.valid_to == date(2022, 3, 31)

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            (given(organ="没有的局"), "没有「没有的局」"),
            (given(role="king"), "没有角色"),
            (given(stands_in_for="nobody"), "没有账号「nobody」"),
            (given(**{"from": "昨天"}), "不可读"),
        ],
    )
    def test_keep_what_was_typed_where_a_post_is_refused(self, sent: dict[str, str], sentence: str) -> None:
        organ_at("示例区/区司法局")
        page = keeper().post(f"/desk/accounts/{account_in('handler').pk}/posts/", sent)
        assert page.status_code == 422
        assert sentence in page.content.decode()

    def test_give_nobody_a_post_by_himself(self) -> None:
        client = keeper()
        own = Account.objects.get()
        organ_at("示例区/区司法局")
        page = client.post(f"/desk/accounts/{own.pk}/posts/", given())
        assert "不能给自己设置岗位" in page.content.decode()

    @pytest.mark.parametrize("verb", ["password", "factors", "disable", "outside"])
    def test_are_reset_by_nobody_for_himself(self, verb: str) -> None:
        own = account_in("operator", organ="")
        client, before = Client(), own.password
        client.force_login(own)
        answer = client.post(f"/desk/accounts/{own.pk}/{verb}/", {"outside": "某人"})
        own.refresh_from_db()
        assert (answer.status_code, own.password, own.is_active, own.outside_id or "") == (422, before, True, "")
        assert "「我的账号」" in answer.content.decode()

    def test_are_closed_with_their_sessions(self) -> None:
        client, holder = keeper(), account_in("handler")
        his = Client()
        his.force_login(holder)
        assert his.get("/desk/").status_code == 200
        client.post(f"/desk/accounts/{holder.pk}/disable/")
        assert his.get("/desk/").status_code == 302
        client.post(f"/desk/accounts/{holder.pk}/enable/")
        assert Account.objects.get(pk=holder.pk).is_active

    def test_are_the_security_administrators_alone_under_djcp3(self, settings: Any, clock: Clock) -> None:
        settings.YIFA_SECURITY_PROFILE = "djcp3"
        client, holder = signed_in("operator", organ=""), account_in("handler")
        assert client.get("/desk/accounts/").status_code == 200
        assert client.post(f"/desk/accounts/{holder.pk}/password/").status_code == 403

    def test_hold_no_second_administrator_post_under_djcp3(self, settings: Any, clock: Clock) -> None:
        settings.YIFA_SECURITY_PROFILE = "djcp3"
        client, holder = keeper(), account_in("audit_admin", organ="")
        page = client.post(f"/desk/accounts/{holder.pk}/posts/", given(role="system_admin", organ=""))
        assert "三员分立" in page.content.decode()


class TestTheOwnPost:
    def test_is_changed_to_another_that_is_held(self) -> None:
        client = signed_in("handler")
        organ = organ_at("示例区/区司法局")
        holder = Account.objects.get()
        other = HeldPost.objects.create(
            account=holder, role="reviewer", organ=organ, valid_from="2022-01-04", given_by="测试", given_at=NOW
        )
        client.post("/desk/post/", {"post": other.pk})
        assert "<strong>区司法局·审核</strong>" in client.get("/account/").content.decode()

    def test_of_somebody_else_is_refused(self) -> None:
        client = signed_in("handler")
        other = account_in("head").posts.get()
        assert client.post("/desk/post/", {"post": other.pk}).status_code == 422

    def test_of_a_head_is_lent_until_a_day(self) -> None:
        client, deputy = signed_in("head"), account_in("handler")
        own = HeldPost.objects.get(role="head")
        sent = {"post": str(own.pk), "account": deputy.name, "from": "2022-03-01", "to": "2099-03-10"}
        assert client.post("/desk/post/stand-in/", sent).status_code == 302
        made = HeldPost.objects.get(account=deputy, role="head")
        assert (made.stands_in_for, made.valid_to) == (own.account, date(2099, 3, 10))
        assert client.post("/desk/post/stand-in/", {**sent, "to": ""}).status_code == 422


class TestReads:
    def test_are_shown_to_an_auditor_for_the_organs_beneath_his(self) -> None:
        for post in ("示例区/区司法局 法制科长", "示例区/区司法局二 科长", "示例区/区民政局 科长"):
            SensitiveRead.objects.create(
                at=NOW, viewer="张三", post=post, table="cases", row=1, columns="party", purpose="核对"
            )
        page = signed_in("auditor", organ="示例区/区司法局").get("/desk/reads/").content.decode()
        assert "示例区/区司法局 法制科长" in page
        assert "区司法局二" not in page
        assert "区民政局" not in page
        assert "区民政局" in signed_in("audit_admin", organ="").get("/desk/reads/").content.decode()

    def test_of_the_sign_in_record_are_likewise(self) -> None:
        for organ in ("示例区/区司法局", "示例区/区民政局"):
            holder = account_in("handler", organ=organ, person=organ[-4:])
            record(Attempt(holder.name), Outcome.DONE, at=NOW)
        page = signed_in("auditor", organ="示例区/区司法局").get("/desk/reads/sign-ins/").content.decode()
        assert "区司法局(handler" in page
        assert "区民政局" not in page
        assert "区民政局" in signed_in("audit_admin", organ="").get("/desk/reads/sign-ins/").content.decode()

    def test_are_not_shown_to_others(self) -> None:
        assert signed_in("security_admin", organ="").get("/desk/reads/sign-ins/").status_code == 403
