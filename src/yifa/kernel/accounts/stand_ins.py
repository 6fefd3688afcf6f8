"""Standing in: a head lets somebody act in his own post until a day, never longer than he holds it himself."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models

from yifa.kernel.accounts.models import Account, HeldPost
from yifa.kernel.accounts.opening import UnableToGivePost, end_post, give_post

HEAD = "head"


def lend(
    *, post: HeldPost, to: Account, valid_from: date, valid_to: date | None, by: Account, at: datetime
) -> HeldPost:
    """Let another account stand in for the holder of the post.

    Reading: who stands in for a head of an organ is the organ's own rule; ours: only the head himself lends his post,
    openly, with an end, and whoever stands in cannot lend it on; to be confirmed by the organ.
    Raises UnableToGivePost.
    """
    if post.account_id != by.pk or post.role != HEAD or post.stands_in_for_id is not None:
        raise UnableToGivePost(
            "不得设置代理:只能由机关负责人本人为自己的岗位设置,代理的岗位不得再转代理。请由本人办理。"
        )
    if to.pk == by.pk or not to.is_active:
        raise UnableToGivePost("不得设置代理:代理人不能是本人,也不能是已停用的账号。请另选一人。")
    if valid_from < post.valid_from or (post.valid_to is not None and (valid_to is None or valid_to > post.valid_to)):
        raise UnableToGivePost(
            f"不得设置代理:代理期间须在您本人的任期之内({post.valid_from}至{post.valid_to or '今后'})。请改日期。"
        )
    return give_post(
        account=to,
        role=post.role,
        organ=post.organ,
        reach=post.reach,
        name=post.name,
        valid_from=valid_from,
        valid_to=valid_to,
        stands_in_for=by,
        by=str(by),
        at=at,
    )


def take_back(*, stand_in_id: int, on: date, by: Account, at: datetime) -> HeldPost:
    """End a standing-in at the end of that day. Raises UnableToGivePost where it is not for a post of one's own."""
    found = lent(by=by, on=on).filter(pk=stand_in_id).first()
    if found is None:
        raise UnableToGivePost("没有收回:这项代理不是为您设置的,或者已经结束。请刷新页面。")
    end_post(post=found, on=max(on, found.valid_from), by=str(by), at=at)
    return found


def lent(*, by: Account, on: date) -> models.QuerySet[HeldPost]:
    """Who stands in for this account, on that day or later."""
    rows = HeldPost.objects.filter(stands_in_for=by, valid_to__gte=on)
    return rows.select_related("account", "organ").order_by("valid_from", "pk")
