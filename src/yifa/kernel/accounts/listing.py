"""What is shown of accounts, posts, sign-ins and sensitive reads to those who look after them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, QuerySet

from yifa.kernel.access.viewer import Viewer
from yifa.kernel.accounts.models import Account, HeldPost, SignIn
from yifa.kernel.models import Organ, SensitiveRead
from yifa.law.condition import SEPARATOR


class UnableToFindAccount(LookupError):
    """There is no such account or post."""


def accounts(*, named: str = "") -> QuerySet[Account]:
    """All accounts, or those whose name or person contains these words."""
    rows = Account.objects.prefetch_related(
        models.Prefetch("posts", HeldPost.objects.select_related("organ", "stands_in_for").order_by("pk"))
    )
    return rows.filter(Q(name__icontains=named) | Q(person__icontains=named)) if named else rows


def account_of(*, pk: int) -> Account:
    """The account. Raises UnableToFindAccount."""
    found = Account.objects.filter(pk=pk).first()
    if found is None:
        raise UnableToFindAccount(str(pk))
    return found


def account_named(*, name: str) -> Account:
    """The account of that name. Raises UnableToFindAccount with a Chinese sentence."""
    found = Account.objects.filter(name=name.strip()).first()
    if found is None:
        raise UnableToFindAccount(f"没有账号「{name.strip()}」。请核对账号名。")
    return found


def outside_account(*, outside_id: str) -> Account | None:
    """The account in use of whom the unified identity knows under that name."""
    return Account.objects.filter(outside_id=outside_id, is_active=True).first() if outside_id else None


def posts_of(account: Account) -> QuerySet[HeldPost]:
    """All posts that the account has or had, the latest first."""
    return account.posts.select_related("organ", "reach", "stands_in_for").order_by("-valid_from", "-pk")


def post_of(*, pk: int) -> HeldPost:
    """The post. Raises UnableToFindAccount."""
    found = HeldPost.objects.select_related("account", "organ", "reach").filter(pk=pk).first()
    if found is None:
        raise UnableToFindAccount(str(pk))
    return found


def organ_named(*, name: str) -> Organ | None:
    """The organ of that path or name; None where there is none, or several have the name."""
    said = name.strip()
    found = list(Organ.objects.filter(path=said)[:2]) or list(Organ.objects.filter(name=said)[:2])
    return found[0] if len(found) == 1 else None


def sign_ins(*, to: Viewer, everywhere: bool) -> QuerySet[SignIn]:
    """Attempts to sign in: all, or of accounts with a post beneath the organs of whoever looks."""
    rows = SignIn.objects.select_related("account")
    if everywhere:
        return rows
    there = Q(pk__in=[])
    for path in _places(to):
        there |= Q(organ__path=path) | Q(organ__path__startswith=path + SEPARATOR)
    held = HeldPost.objects.filter(there)
    return rows.filter(account__in=held.values("account"))


def sensitive_reads(*, to: Viewer, everywhere: bool) -> QuerySet[SensitiveRead]:
    """Personal values that were read: all, or by posts beneath the organs of whoever looks."""
    rows = SensitiveRead.objects.all()
    if everywhere:
        return rows
    there = Q(pk__in=[])
    for path in _places(to):
        there |= Q(post=path) | Q(post__startswith=path + SEPARATOR) | Q(post__startswith=path + " ")
    return rows.filter(there)


def _places(to: Viewer) -> list[str]:
    return [post.organ_path for post in to.posts if post.role == "auditor" and post.organ_path]
