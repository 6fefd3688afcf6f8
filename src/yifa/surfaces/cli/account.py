"""yifa account: the first administrator of a fresh installation; which accounts there are; a password that was lost."""

from __future__ import annotations

import argparse
from typing import Any

from django.utils import timezone

from yifa.kernel.access import ROLES
from yifa.kernel.access.viewer import ADMINISTRATORS
from yifa.kernel.accounts.listing import UnableToFindAccount, account_named, accounts, organ_named
from yifa.kernel.accounts.opening import UnableToGivePost, UnableToOpenAccount, give_post, open_account
from yifa.kernel.accounts.passwords import random_password, reset_password
from yifa.kernel.accounts.rules import rules
from yifa.kernel.models import Organ
from yifa.surfaces.cli.refusal import OK, UnableToRun

BY = "命令行"
REFUSED = (UnableToOpenAccount, UnableToGivePost, UnableToFindAccount)


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("account", help="账号:开通第一个管理员,列出账号,重置口令")
    verbs = command.add_subparsers(dest="verb", required=True, metavar="办理")
    listing = verbs.add_parser("list", help="列出账号和今天的岗位")
    listing.set_defaults(act=act)
    opening = verbs.add_parser("open", help="开通账号并设置岗位;初始口令只显示一次")
    opening.add_argument("name", metavar="账号")
    opening.add_argument("--person", required=True, metavar="姓名")
    opening.add_argument("--role", default="security_admin", choices=tuple(ROLES), help="角色(默认安全管理员)")
    opening.add_argument("--organ", default="", metavar="ORGAN", help="所在机关的名称或路径")
    opening.set_defaults(act=open_one)
    resetting = verbs.add_parser("reset", help="重置口令;新口令只显示一次")
    resetting.add_argument("name", metavar="账号")
    resetting.set_defaults(act=reset)


def act(options: argparse.Namespace) -> int:
    """List the accounts."""
    del options
    today = timezone.localdate()
    found = list(accounts().order_by("name"))
    print(f"账号 {len(found)} 个。")
    for one in found:
        begun = [post for post in one.posts.all() if post.valid_from <= today]
        held = [post for post in begun if post.valid_to is None or post.valid_to >= today]
        posts = "、".join(_words(post.role, post.organ) for post in held) or "没有岗位"
        print(f"  {one.name} {one.person}:{posts}{'' if one.is_active else '(已停用)'}")
    return OK


def open_one(options: argparse.Namespace) -> int:
    """Open an account with one post."""
    now, first = timezone.now(), random_password()
    organ = _organ(options.organ)
    if organ is None and not ROLES[options.role].everywhere and options.role not in ADMINISTRATORS:
        raise UnableToRun(f"{ROLES[options.role].title}岗位须写明所在机关。请用 --organ 给出。")
    try:
        made = open_account(name=options.name, person=options.person, password=first, by=BY, at=now)
        give_post(
            account=made,
            role=options.role,
            organ=organ,
            valid_from=timezone.localdate(now),
            by=BY,
            at=now,
            separated=rules().separated,
        )
    except REFUSED as refusal:
        raise UnableToRun(str(refusal)) from None
    print(f"已开通账号「{made.name}」({made.person},{_words(options.role, organ)})。初始口令:{first}")
    print("初始口令只显示这一次;本人第一次登录时必须改掉。")
    return OK


def reset(options: argparse.Namespace) -> int:
    """Set a new password at random."""
    try:
        account = account_named(name=options.name)
    except UnableToFindAccount as refusal:
        raise UnableToRun(str(refusal)) from None
    made = reset_password(account=account, by=BY, at=timezone.now())
    print(f"账号「{account.name}」的口令已经重置,以前的登录都已失效。新口令:{made}")
    print("新口令只显示这一次;本人登录时必须改掉。")
    return OK


def _organ(said: str) -> Organ | None:
    found = organ_named(name=said) if said else None
    if said and found is None:
        raise UnableToRun(f"机关名录中没有「{said}」。请核对名称,或者先用 yifa organs 录入机关名录。")
    return found


def _words(role: str, organ: Organ | None) -> str:
    title = ROLES[role].title if role in ROLES else role
    return f"{organ.name}·{title}" if organ is not None else title
