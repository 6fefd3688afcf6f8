"""Accounts to sign in with: one for each role, in an organ of the tree."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.test import Client

from yifa.kernel.accounts.models import Account
from yifa.kernel.accounts.opening import give_post, open_account
from yifa.kernel.models import Organ

NOW = datetime(2022, 1, 4, 1, 0, tzinfo=UTC)
SINCE = date(2022, 1, 4)
BUREAU = "示例区/区住房城乡建设局"


def organ_at(path: str) -> Organ:
    """The organ at that path, entered if it is new."""
    return Organ.objects.get_or_create(path=path, defaults={"name": path.rpartition("/")[2]})[0]


def account_in(role: str, *, organ: str = BUREAU, reach: str = "", person: str = "", post: str = "") -> Account:
    """A new account with one post in that role."""
    name = f"{role}{Account.objects.count()}"
    made = open_account(name=name, person=person or name, password="示例口令2022年", by="测试", at=NOW)
    made.must_change_password = False
    made.save()
    give_post(
        account=made,
        role=role,
        organ=organ_at(organ) if organ else None,
        reach=organ_at(reach) if reach else None,
        valid_from=SINCE,
        by="测试",
        at=NOW,
        name=post,
    )
    return made


def signed_in(role: str, *, organ: str = BUREAU, reach: str = "", person: str = "", post: str = "") -> Client:
    """A client that is signed in as a new account in that role."""
    client = Client()
    client.force_login(account_in(role, organ=organ, reach=reach, person=person, post=post))
    return client
