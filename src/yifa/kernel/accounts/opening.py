"""Opening an account, and giving and ending posts: each is a statement in the evidence log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Q

from yifa.kernel.access.viewer import ADMINISTRATORS, ROLES
from yifa.kernel.accounts.models import Account, HeldPost
from yifa.kernel.accounts.statements import state
from yifa.kernel.evidence.leaves import instant
from yifa.kernel.models import Organ


class UnableToOpenAccount(ValueError):
    """The account cannot be opened; its text is a Chinese sentence."""


class UnableToGivePost(ValueError):
    """The post cannot be given or ended; its text is a Chinese sentence."""


def open_account(
    *, name: str, person: str, password: str | None, by: str, at: datetime, must_change_password: bool = True
) -> Account:
    """Open an account under which one person signs in; password None: none that would let anybody in.

    by: who opens it. Raises UnableToOpenAccount for a name that is taken or empty, and for a person without a name.
    """
    if not name.strip() or not person.strip():
        raise UnableToOpenAccount("不得开通账号:账号和姓名都要填写。请补齐后再提交。")
    if Account.objects.filter(name=name.strip()).exists():
        raise UnableToOpenAccount(f"不得开通账号:账号「{name.strip()}」已经有人使用。请换一个账号名。")
    with transaction.atomic():
        made = Account(
            name=name.strip(),
            person=person.strip(),
            must_change_password=must_change_password and password is not None,
            password_changed_at=at,
            opened_at=at,
            opened_by=by,
        )
        made.set_password(password)
        made.save()
        state(f"account/{made.pk}", {"name": made.name, "person": made.person, "by": by, "at": instant(at)})
    return made


def give_post(
    *,
    account: Account,
    role: str,
    organ: Organ | None,
    valid_from: date,
    by: str,
    at: datetime,
    name: str = "",
    reach: Organ | None = None,
    valid_to: date | None = None,
    stands_in_for: Account | None = None,
    separated: bool = False,
) -> HeldPost:
    """Let the account hold a post from that day on; a stand-in needs the day on which it ends.

    role: a name in ROLES; separated: whether one person may be only one of the three administrators (profile djcp3).
    Raises UnableToGivePost.
    """
    _refuse_unfit(role, organ, valid_from, valid_to, stands_in_for)
    if separated:
        _refuse_two_administrators(account, role, valid_from, valid_to)
    with transaction.atomic():
        made = HeldPost.objects.create(
            account=account,
            role=role,
            organ=organ,
            reach=reach,
            name=name.strip(),
            valid_from=valid_from,
            valid_to=valid_to,
            stands_in_for=stands_in_for,
            given_by=by,
            given_at=at,
        )
        state(f"post/{made.pk}", _post_statement(made, by, at))
    return made


def end_post(*, post: HeldPost, on: date, by: str, at: datetime) -> None:
    """Let the post end on that day; it stays on record, and whoever stands in in it ends with it.

    Raises UnableToGivePost for a day before it began, and for a post that has ended before.
    """
    if on < post.valid_from:
        raise UnableToGivePost(f"不得结束岗位:结束日期{on}早于任职日期{post.valid_from}。请核对日期。")
    if post.valid_to is not None and post.valid_to < on:
        raise UnableToGivePost(f"不得结束岗位:该岗位已经在{post.valid_to}结束。请核对日期。")
    with transaction.atomic():
        for one in (post, *_standing_in(post, after=on)):
            one.valid_to = max(on, one.valid_from)
            one.save(update_fields=["valid_to"])
            state(f"post/{one.pk}/end", {"on": one.valid_to.isoformat(), "by": by, "at": instant(at)})


def disable_account(*, account: Account, by: str, at: datetime) -> None:
    """Close the account: nobody signs in under it, and its sessions are over. What was done under it stays."""
    with transaction.atomic():
        account.is_active, account.sessions_end = False, at
        account.save(update_fields=["is_active", "sessions_end"])
        state(f"account/{account.pk}/disabled", {"by": by, "at": instant(at)})


def enable_account(*, account: Account, by: str, at: datetime) -> None:
    """Open a closed account again."""
    with transaction.atomic():
        account.is_active = True
        account.save(update_fields=["is_active"])
        state(f"account/{account.pk}/enabled", {"by": by, "at": instant(at)})


def link_outside(*, account: Account, outside_id: str, by: str, at: datetime) -> None:
    """Say under which name the unified identity knows the holder («» for none). Raises UnableToOpenAccount."""
    said = outside_id.strip()
    if said and Account.objects.exclude(pk=account.pk).filter(outside_id=said).exists():
        raise UnableToOpenAccount(f"不得关联:统一身份认证标识「{said}」已经关联到别的账号。请核对。")
    with transaction.atomic():
        account.outside_id = said
        account.save(update_fields=["outside_id"])
        state(f"account/{account.pk}/outside", {"outside_id": said, "by": by, "at": instant(at)})


def end_sessions(*, account: Account, at: datetime) -> None:
    """End all sessions of the account that were begun before this instant."""
    account.sessions_end = at
    account.save(update_fields=["sessions_end"])


def _refuse_unfit(
    role: str, organ: Organ | None, valid_from: date, valid_to: date | None, stands_in_for: Account | None
) -> None:
    if role not in ROLES:
        raise UnableToGivePost(f"没有角色「{role}」。可以选用的角色有:{'、'.join(r.title for r in ROLES.values())}。")
    if organ is None and not ROLES[role].everywhere and role not in ADMINISTRATORS:
        raise UnableToGivePost(f"不得设置岗位:{ROLES[role].title}岗位须写明所在机关。请选定机关。")
    if valid_to is not None and valid_to < valid_from:
        raise UnableToGivePost(f"不得设置岗位:离任日期{valid_to}早于任职日期{valid_from}。请核对日期。")
    if stands_in_for is not None and valid_to is None:
        raise UnableToGivePost("不得设置代理:代理须写明结束日期。请填写结束日期。")


def _refuse_two_administrators(account: Account, role: str, valid_from: date, valid_to: date | None) -> None:
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from)
    begun = Q(valid_from__lte=valid_to) if valid_to is not None else Q()
    held = set(HeldPost.objects.filter(lasting & begun, account=account).values_list("role", flat=True))
    others = (held & ADMINISTRATORS.keys()) - {role}
    if role in ADMINISTRATORS and others:
        other = ROLES[min(others)].title
        raise UnableToGivePost(
            f"不得设置岗位:{account.person}已经是{other},三员分立时一人不得兼任{ROLES[role].title}。请另选一人。"
        )


def _standing_in(post: HeldPost, *, after: date) -> models.QuerySet[HeldPost]:
    # Whoever stands in does so for this very post: the same role for the same organ.
    return HeldPost.objects.filter(stands_in_for=post.account, role=post.role, organ=post.organ, valid_to__gt=after)


def _post_statement(post: HeldPost, by: str, at: datetime) -> Mapping[str, str]:
    return {
        "account": post.account.name,
        "role": post.role,
        "organ": post.organ.path if post.organ is not None else "",
        "reach": post.reach.path if post.reach is not None else "",
        "name": post.name,
        "valid_from": post.valid_from.isoformat(),
        "valid_to": post.valid_to.isoformat() if post.valid_to is not None else "",
        "stands_in_for": post.stands_in_for.name if post.stands_in_for is not None else "",
        "by": by,
        "at": instant(at),
    }
