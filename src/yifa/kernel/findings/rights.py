"""Who may answer a finding: who reviews or supervises decides, the organ's own handlers and heads reply.

A head decides only of an organ beneath the one that his post reaches (区司法局 for the district), never of his own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from yifa.kernel.access import ROLES, Post, Viewer, may_see
from yifa.kernel.access.columns import guard_of
from yifa.kernel.access.visibility import parts_of
from yifa.kernel.models import Case, Said
from yifa.law.condition import SEPARATOR, AnyOf, Subject, evaluate

ANSWERING: Mapping[Said, tuple[str, ...]] = {
    Said.DECIDED: ("reviewer", "supervisor", "reporter", "head"),
    Said.CORRECTED: ("reviewer", "supervisor", "reporter", "handler", "head"),
    Said.REPLIED: ("handler", "head"),
}
"""The roles that may enter each thing that people say of a finding."""


class UnableToAnswer(Exception):
    """A reply or a decision that may not be put down so; its text is a Chinese sentence that names what is missing."""


def post_answering(case: Case, viewer: Viewer, said: Said, *, on: date) -> Post:
    """The post in which the viewer may say this of a finding in the case.

    A case of which nobody knows whose it is lies beneath no post; there whoever sees it may, in the right role.
    Raises UnableToAnswer.
    """
    if may_see(case, viewer, on=on).holds is not True:
        raise UnableToAnswer("没有这条疑点,或者您的岗位不能查看它所在的案件。请核对疑点编号,或者由有权的岗位办理。")
    subject = Subject(guard_of(case))
    for post, reach in viewer.posts_on(on):
        reaches = not case.organ_path or evaluate(AnyOf(tuple(parts_of(post, reach))), subject) is True
        if post.role in ANSWERING[said] and reaches and not _decides_of_itself(post, case, said):
            return post
    titles = "、".join(_title(role, said) for role in ANSWERING[said])
    raise UnableToAnswer(
        f"不能{said.label}:您在本件所属机关没有可以{said.label}的岗位。{said.label}由{titles}岗位办理,请转交有权的人员。"
    )


def may_answer(case: Case, viewer: Viewer, said: Said, *, on: date) -> bool:
    """Whether the viewer may say this of a finding in the case."""
    try:
        post_answering(case, viewer, said, on=on)
    except UnableToAnswer:
        return False
    return True


def named(post: Post) -> str:
    """The post as an entry keeps it."""
    acting = f"(代理{post.stands_in_for})" if post.stands_in_for else ""
    return f"{post.organ_path} {post.name or ROLES[post.role].title}{acting}".strip()


def _decides_of_itself(post: Post, case: Case, said: Said) -> bool:
    return said is Said.DECIDED and post.role == "head" and not case.organ_path.startswith(post.organ_path + SEPARATOR)


def _title(role: str, said: Said) -> str:
    return f"{'上级' if (role, said) == ('head', Said.DECIDED) else ''}{ROLES[role].title}"
