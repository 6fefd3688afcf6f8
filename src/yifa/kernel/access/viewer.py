"""Who looks: a person in posts, each with its place in the tree of organs and its days; the public is in none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yifa.kernel.confidentiality import Level

INSIDE = (Level.PUBLIC, Level.INTERNAL)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a role lets one see.

    levels: beneath the organ of the post; everywhere: of any organ, and of none; work_secrets: those limited to the
    post; unlabelled: also what has no level, or one that was not recognised; unmasks: personal values, for a purpose;
    acts: whether one does the acts of cases; reviews: those of them that are reviews.
    """

    title: str
    levels: tuple[Level, ...] = INSIDE
    everywhere: bool = False
    work_secrets: bool = True
    unlabelled: bool = False
    unmasks: bool = False
    acts: bool = False
    reviews: bool = False


ROLES: Mapping[str, Reach] = {
    "handler": Reach("经办", unmasks=True, acts=True),
    "window": Reach("窗口", unmasks=True, acts=True),
    "reviewer": Reach("审核", unmasks=True, reviews=True),
    "head": Reach("机关负责人", acts=True, reviews=True),
    "leader": Reach("领导"),
    "supervisor": Reach("监督", unmasks=True),
    "auditor": Reach("审计"),
    "reporter": Reach("年度报告编制", everywhere=True, work_secrets=False),
    "operator": Reach("系统运维", everywhere=True, unlabelled=True),
    "system_admin": Reach("系统管理员", levels=()),
    "security_admin": Reach("安全管理员", levels=()),
    "audit_admin": Reach("审计管理员", levels=()),
}
"""The closed list. A role that is not in it sees nothing."""
ADMINISTRATORS: Mapping[str, str] = {
    "system_admin": "机关、参数和导入",
    "security_admin": "账号和岗位",
    "audit_admin": "查看记录和登录记录",
}
"""The three separated administrators and what each looks after; none of them sees the records themselves.

Source: GB/T 22239-2019, third level, 8.1.5 (待核): system, audit and security management are kept apart.
"""


@dataclass(frozen=True, slots=True)
class Post:
    """A post held from one day to another (open where None), both included.

    role: a name in ROLES; organ_path: the organ, beneath which the post reaches; name: what a work secret is limited
    to; stands_in_for: whose post it is, where it is held in somebody's absence (代理).
    """

    role: str
    organ_path: str
    name: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    stands_in_for: str = ""

    def is_held_on(self, day: date) -> bool:
        """Whether the post is held on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: the name that a read log shows, and the posts held. Without a post one is the public."""

    name: str
    posts: tuple[Post, ...] = ()

    def posts_on(self, day: date) -> tuple[tuple[Post, Reach], ...]:
        """The posts held on that day in roles that are known, with what they let one see."""
        return tuple((post, ROLES[post.role]) for post in self.posts if post.role in ROLES and post.is_held_on(day))


PUBLIC = Viewer("公众")
OPERATOR = Viewer("系统运维", (Post("operator", ""),))
"""Whoever sits at the command line has the database itself: said here, so that it is said anywhere."""
REPORTER = Viewer("年度报告编制", (Post("reporter", ""),))
