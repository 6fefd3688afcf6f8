"""A post in words, as pages of accounts list it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yifa.kernel.access import ROLES
from yifa.kernel.accounts.models import HeldPost


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post: its title, what it reaches, its days, for whom it is held, and whether it is held today."""

    pk: int
    title: str
    reach: str
    days: str
    for_whom: str
    is_held: bool
    may_end: bool


def post_line(post: HeldPost, *, on: date) -> PostLine:
    """The post as it stands on that day."""
    role = ROLES[post.role].title if post.role in ROLES else post.role
    named = "·".join(part for part in (post.organ.name if post.organ else "", post.name or role) if part)
    title = named if not post.name else f"{named}({role})"
    reach = post.reach or post.organ
    ended = post.valid_to is not None and post.valid_to < on
    return PostLine(
        pk=post.pk,
        title=title,
        reach=_reach(post.role, reach.name if reach else ""),
        days=f"{post.valid_from}至{post.valid_to or '今后'}",
        for_whom=f"代理{post.stands_in_for.person}" if post.stands_in_for else "",
        is_held=post.valid_from <= on and not ended,
        may_end=not ended,
    )


def _reach(role: str, organ: str) -> str:
    known = ROLES.get(role)
    if known is None or not known.levels:
        return "不查看办件"
    return "全部机关" if known.everywhere else f"{organ}及其下属"
