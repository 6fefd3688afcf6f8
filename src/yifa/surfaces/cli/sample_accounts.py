"""Accounts to look around with, in an installation that holds sample data and nothing else: one for every role.

There is no default account anywhere else, and no default password here: it is made at random for each installation.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from yifa.kernel.access import ROLES
from yifa.kernel.accounts.listing import accounts, organ_named
from yifa.kernel.accounts.models import Account
from yifa.kernel.accounts.opening import give_post, open_account
from yifa.kernel.accounts.passwords import random_password
from yifa.kernel.models import Organ
from yifa.law.profile import Profile

FILE = "sample-accounts.txt"
BY = "示例数据"
LENT_FOR = timedelta(days=14)
TOP = "{district}"


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample post; organ, reach: their names after that of the district; to: for whom it stands in."""

    account: str
    person: str
    role: str
    organ: str = ""
    reach: str = ""
    post: str = ""
    to: str = ""


HOUSING, MARKET, JUSTICE = "住房和建设委员会", "市场监督管理局", "司法局"
SAMPLES: tuple[Sample, ...] = (
    Sample("jingban", "甲经办", "handler", HOUSING),
    Sample("jiancha", "乙执法", "handler", MARKET),
    Sample("shenhe", "丙审核", "reviewer", JUSTICE, reach=TOP, post="法制审核岗"),
    Sample("fuzeren", "丁局长", "head", HOUSING, post="主要负责人"),
    Sample("sifa", "戊局长", "head", JUSTICE, reach=TOP, post="主要负责人"),
    Sample("quzhang", "己区长", "leader", TOP, post="区长"),
    Sample("chuangkou", "庚窗口", "window", "政务服务中心"),
    Sample("jiandu", "辛监督", "supervisor", JUSTICE, reach=TOP, post="执法监督岗"),
    Sample("shenji", "壬审计", "auditor", "审计局", reach=TOP),
    Sample("nianbao", "癸年报", "reporter", JUSTICE),
    Sample("yunwei", "子运维", "operator"),
    Sample("xitong", "丑系统", "system_admin"),
    Sample("anquan", "寅安全", "security_admin"),
    Sample("shenjiyuan", "卯审计", "audit_admin"),
    Sample("liangzhi", "辰两职", "handler", "人民政府办公室", reach=TOP),
    Sample("liangzhi", "辰两职", "reviewer", JUSTICE, reach=TOP),
    Sample("daili", "巳科长", "handler", HOUSING),
    Sample("daili", "巳科长", "head", HOUSING, post="主要负责人", to="fuzeren"),
)
"""One for every role; one person in two posts; one who stands in."""


def open_samples(*, profile: Profile, home: Path, at: datetime, on: date) -> tuple[str, ...]:
    """Open the accounts, unless there are accounts already; gives what to tell, nothing where data are real.

    The password stands in a file of the home folder that its owner alone may read.
    """
    if not profile.synthetic:
        return ()
    file = home / FILE
    if not accounts().exists():
        password = random_password()
        with transaction.atomic():
            made = _opened(profile, password=password, at=at, on=on)
        _keep(file, _sheet(made, password))
    return tuple(file.read_text(encoding="utf-8").splitlines()) if file.is_file() else ()


def _opened(profile: Profile, *, password: str, at: datetime, on: date) -> dict[str, tuple[Account, list[str]]]:
    made = dict[str, tuple[Account, list[str]]]()
    for one in SAMPLES:
        organ, reach = _organ(one.organ, profile), _organ(one.reach, profile)
        if one.organ and organ is None:
            continue  # a part of the samples names no such organ
        if one.account not in made:
            account = open_account(
                name=one.account, person=one.person, password=password, by=BY, at=at, must_change_password=False
            )
            made[one.account] = (account, [])
        account, titles = made[one.account]
        post = give_post(
            account=account,
            role=one.role,
            organ=organ,
            reach=reach,
            name=one.post,
            valid_from=on,
            valid_to=on + LENT_FOR if one.to else None,
            stands_in_for=made[one.to][0] if one.to else None,
            by=BY,
            at=at,
        )
        titles.append(_title(one, post.valid_to))
    return made


def _title(one: Sample, until: date | None) -> str:
    where = one.organ.replace(TOP, "区")
    said = "·".join(part for part in (where, ROLES[one.role].title) if part)
    return f"{said}(代理,到{until})" if one.to else said


def _organ(name: str, profile: Profile) -> Organ | None:
    if not name:
        return None
    return organ_named(name=profile.district if name == TOP else f"{profile.district}{name}")


def _sheet(made: dict[str, tuple[Account, list[str]]], password: str) -> str:
    lines = [f"示例账号(演示数据),口令都是 {password}"]
    lines += [f"  {name} {account.person}:{'、'.join(titles)}" for name, (account, titles) in made.items()]
    return "\n".join(lines) + "\n"


def _keep(file: Path, text: str) -> None:
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as kept:
        kept.write(text)
