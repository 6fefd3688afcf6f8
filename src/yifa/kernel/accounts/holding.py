"""What an account's holder may see and in whose name he acts, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yifa.kernel.access.viewer import ROLES, Post, Viewer
from yifa.kernel.accounts.models import Account, HeldPost


@dataclass(frozen=True, slots=True)
class Holding:
    """A post that is held: how access sees it, and the organ for which its holder acts («» for none).

    pk: of the post; title: «区司法局·审核» or «区司法局·法制科长(代理张三)», for the head of each page.
    """

    pk: int
    post: Post
    organ: str
    organ_path: str
    title: str


def holdings(account: Account, *, on: date) -> tuple[Holding, ...]:
    """The posts held by the account on that day, in the order in which they were given."""
    begun = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    rows = HeldPost.objects.filter(begun, account=account).select_related("organ", "reach", "stands_in_for")
    return tuple(_holding(row) for row in rows.order_by("pk"))


def viewer_of(account: Account, held: tuple[Holding, ...]) -> Viewer:
    """The account's holder as whoever looks: all posts held together."""
    return Viewer(account.person, tuple(one.post for one in held))


def _holding(row: HeldPost) -> Holding:
    organ = row.organ
    reach = row.reach or organ
    stands_in = row.stands_in_for.person if row.stands_in_for is not None else ""
    post = Post(row.role, reach.path if reach else "", row.name, row.valid_from, row.valid_to, stands_in)
    said = row.name or (ROLES[row.role].title if row.role in ROLES else row.role)
    title = "·".join(part for part in (organ.name if organ else "", said) if part)
    standing_in = f"{title}(代理{stands_in})" if stands_in else title
    return Holding(row.pk, post, organ.name if organ else "", organ.path if organ else "", standing_in)
