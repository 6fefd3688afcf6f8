"""Erasing a personal value of a case: an act with its ground and approver; the log stays whole.

Source: 个人信息保护法 art. 47 (the handler deletes where the purpose is attained, the period has run out, consent is
withdrawn or the handling was unlawful); where a law prescribes a retention period that has not run out, it only stops
processing, and nothing may be erased here.
"""

from __future__ import annotations

from datetime import date, datetime
from unicodedata import normalize

from django.db import transaction

from yifa.kernel.acts import Performed, Proposed, perform
from yifa.kernel.catalogue import catalogue
from yifa.kernel.deciding import UnableToPerform
from yifa.kernel.evidence.personal import ERASED
from yifa.kernel.ledger import Table
from yifa.kernel.models import Case, PersonalValue
from yifa.kernel.records import stored
from yifa.kernel.storage.rows import Actor
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import Kind
from yifa.law.explain import Refusal
from yifa.law.fact import Fact
from yifa.law.fold import Given

FACT, GROUND, APPROVER = "erased_fact", "erasure_ground", "erasure_approver"
"""What an act of erasure states."""
NOTHING_TO_ERASE, NO_GROUND = "act.nothing_to_erase", "act.erasure_without_ground"


def erase(
    *,
    case_id: int,
    fact: str,
    ground: str,
    approver: str,
    on: date,
    by: Actor,
    at: datetime,
    given: Given,
    versions: Versions = INSTALLED,
) -> Performed:
    """Erase every value of a personal fact of a case, with its key, and record that and why, in one transaction.

    fact: by name; ground: the article and reason; approver: who approved, another person than who enters.
    Raises UnableToPerform where no value is kept, ground or approver is missing, or one person does both.
    """
    _refuse_without_ground(ground, approver, by)
    with transaction.atomic():
        kept = PersonalValue.objects.select_for_update().filter(case_id=case_id, fact=fact, salt__isnull=False)
        if not kept.exists():
            raise UnableToPerform(_nothing(fact))
        said = {FACT: fact, GROUND: ground.strip(), APPROVER: approver.strip()}
        done = perform(
            case_id=case_id, act=Proposed(Kind.ERASED, "", on, facts=said), by=by, at=at, given=given, versions=versions
        )
        kept.update(salt=None, content=None, erased_by=done.seq)
        _blank(Case.objects.get(pk=case_id), fact)
    return done


def _blank(case: Case, fact: str) -> None:
    # The digest was made of the whole row, and whoever knows the rest of it could guess the value from it.
    Case.objects.filter(pk=case.pk).update(digest="")
    table = catalogue().tables.get(case.source_table)
    if table is not None:
        columns = dict.fromkeys(_columns(table, fact), ERASED)
        stored(table).model.objects.filter(of_case=case).update(**columns)


def _columns(table: Table, fact: str) -> list[str]:
    fields = stored(table).fields
    stated = (column for column in table.columns if isinstance(column.becomes, Fact) and column.becomes.name == fact)
    return [column.id for column in stated if column.id in fields]


def _refuse_without_ground(ground: str, approver: str, by: Actor) -> None:
    if not ground.strip() or not _named(approver) or _named(approver) in {_named(by.entered_by), _named(by.person)}:
        sentence = (
            "不得删除:删除个人信息须写明依据和理由,并由录入人以外的人批准(《中华人民共和国个人信息保护法》第四十七条)。"
            "请补写依据、理由和批准人。法律、行政法规规定的保存期限未届满的,不能删除。"
        )
        raise UnableToPerform(Refusal(NO_GROUND, sentence))


def _named(person: str) -> str:
    # 「王 五」 and 「王五」 are one person.
    return "".join(normalize("NFKC", person).casefold().split())


def _nothing(fact: str) -> Refusal:
    return Refusal(NOTHING_TO_ERASE, f"不得删除:本件没有保存「{fact}」这一项个人信息,或者已经删除。请核对案件和事项。")
