"""Who commented: name and telephone lie encrypted apart from the comment, are shown for a stated purpose, can be erased.

Source: 个人信息保护法 art. 6 (the least that serves the purpose), art. 51 (encryption).
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import transaction

from yifa.kernel.access.viewer import ROLES
from yifa.kernel.at_hand import case_of, state_of
from yifa.kernel.dossiers.models import Comment
from yifa.kernel.entitlement import Acting
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.log import write
from yifa.kernel.evidence.personal import ERASED, opened, sheltered
from yifa.kernel.models import Case, PersonalValue, SensitiveRead
from yifa.kernel.pages import Asked, UnableToTake
from yifa.law.condition import SEPARATOR
from yifa.law.fact import Fact

FACT = "comment_person"
"""The fact under which the values are kept, and by which they are erased (yifa erase)."""

COMMENTS = "dossiers_comment"
"""Under this name the log says that it was a comment whose author was read."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who commented, as far as he says so."""

    name: str = ""
    contact: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.contact)


class UnableToShowPerson(UnableToTake):
    """Who commented is not shown."""


def kept(case: Case, person: Person) -> PersonalValue:
    """Keep who commented, encrypted; call it in the transaction that writes the comment."""
    value = json.dumps({"name": person.name, "contact": person.contact}, ensure_ascii=False)
    _, (one,) = sheltered(json.dumps({FACT: {"personal": value}}, separators=(",", ":")), suite_in_use())
    row = PersonalValue(ref=one.ref, case=case, fact=one.fact, salt=one.salt, content=one.content)
    row.save(force_insert=True)
    write([one.leaf])
    return row


def person_of(asked: Asked, comment: Comment, *, purpose: str) -> Person:
    """Who commented, for the purpose stated; the read is logged. Raises UnableToShowPerson."""
    _log(asked, table=COMMENTS, row=comment.pk, column=FACT, purpose=purpose)
    return _opened(comment.person)


def fact_in_clear(asked: Asked, fact: Fact, *, purpose: str) -> str:
    """A personal fact of the case of the page as it was given, for a post of the organ whose case it is; logged.

    «» where the case does not state it. Raises UnableToShowPerson for any other post, and without a purpose.
    """
    case = case_of(asked)
    acting = asked.acting
    if acting is None or not _is_of(case, acting):
        raise UnableToShowPerson("不能查看联系方式:只有承办本件的机关可以查看,用来联系和答复本人。请由承办机关查看。")
    _log(asked, table=case.procedure, row=case.pk, column=fact.name, purpose=purpose)
    return str(state_of(asked).facts.get(fact.name) or "")


def _is_of(case: Case, acting: Acting) -> bool:
    own, place = case.organ_path, acting.holding.organ_path
    return bool(own) and f"{place}{SEPARATOR}".startswith(f"{own}{SEPARATOR}")


def _log(asked: Asked, *, table: str, row: int, column: str, purpose: str) -> None:
    acting = asked.acting
    if acting is None or not ROLES[acting.holding.post.role].unmasks:
        raise UnableToShowPerson("不能查看联系方式:您的岗位没有查看个人信息的职责。请由承办岗位查看。")
    if not purpose.strip():
        raise UnableToShowPerson(
            "不能查看联系方式:没有写明用途。请写明用途(例如回复本人、邀请参加座谈会)后再看。", "purpose"
        )
    with transaction.atomic():
        SensitiveRead(
            at=asked.at,
            viewer=asked.viewer.name,
            post=f"{acting.holding.post.organ_path} {acting.holding.post.name or acting.holding.post.role}".strip(),
            stands_in_for=acting.holding.post.stands_in_for,
            table=table,
            row=row,
            columns=column,
            purpose=purpose.strip(),
        ).save()


def _opened(row: PersonalValue | None) -> Person:
    if row is None:
        return Person()
    value = opened(row.ref, row.fact, _raw(row.salt), _raw(row.content))
    return Person(ERASED) if value == ERASED else Person(**json.loads(value))


def _raw(stored: object) -> bytes | None:
    return bytes(stored) if isinstance(stored, bytes | memoryview) else None
