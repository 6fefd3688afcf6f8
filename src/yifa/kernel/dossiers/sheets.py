"""The dossier of a case beside its acts: sheets that are written and never changed, the last of each kind standing.

A sheet is written in a post that may act in the step to which it belongs, and is stated in the evidence log with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from yifa.kernel.access import OPERATOR, Viewer, visible
from yifa.kernel.at_hand import acting_of, case_of, step_of
from yifa.kernel.deciding import Attachment, UnableToPerform
from yifa.kernel.dossiers.models import Sheet
from yifa.kernel.entitlement import refusal_of_own, refusal_of_post
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, instant, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked
from yifa.law.act import Kind as ActKind
from yifa.law.procedure import Document

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet as it stands: its key, its day, who entered it, what it says."""

    key: str
    on: date
    entered_by: str
    organ: str
    said: Content


def standing(case: Case, kind: str, *, viewer: Viewer = OPERATOR, on: date) -> dict[str, Written]:
    """The sheets of a kind that stand, by key, in the order in which each key was first written.

    viewer: of whom it is not yet known that he may see the case; a page is asked only with a case that he may see.
    """
    rows = visible(Sheet.objects.filter(case=case, kind=kind), viewer, on=on)
    return {row.key: _written(row) for row in rows.order_by("pk")}


def the(case: Case, kind: str, *, on: date, key: str = "") -> Written | None:
    """The one sheet of that kind and key that stands."""
    return standing(case, kind, on=on).get(key)


def put(asked: Asked, kind: str, *, step: str, said: Content, on: date, key: str = "", is_own: bool = False) -> None:
    """Write a sheet for the step, in the post in which one acts; is_own: as the organ of the case itself.

    Raises UnableToPerform where the post may not.
    """
    case, acting = case_of(asked), acting_of(asked)
    entitled(asked, step, is_own=is_own)
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    with transaction.atomic():
        row = Sheet(case=case, kind=kind, key=key, on=on, at=asked.at, content=text)
        row.organ, row.entered_by = acting.holding.organ, acting.entered_by
        row.save()
        state(f"dossier/{case.pk}/{kind}/{row.pk}", {"key": key, "on": on.isoformat(), "said": text}, asked)


def state(subject: str, statement: Mapping[str, str], asked: Asked) -> None:
    """State something in the evidence log, with who said it and when; call it in the transaction that writes it."""
    by = asked.acting.entered_by if asked.acting is not None else ""
    said = {**statement, "by": by, "at": instant(asked.at)}
    write([stating(suite_in_use(), Subject.STATEMENT, subject, said)])


def entitled(asked: Asked, step: str, *, is_own: bool = False) -> None:
    """Raise UnableToPerform where the post may not act in that step of the case, or look at it as its organ itself."""
    acting, case, at = acting_of(asked), case_of(asked), step_of(asked, step)
    if is_own:
        refused = refusal_of_own(acting, case=case, step=at, on=asked.on)
    else:
        refused = refusal_of_post(acting, case=case, kind=ActKind.DONE, step=at, on=asked.on)
    if refused is not None:
        raise UnableToPerform(refused)


def attached(document: Document, text: str) -> Attachment:
    """A document of that exact text."""
    return Attachment(document.name, digest(text), document.title)


def digest(text: str) -> str:
    """The hash of an exact text; how a line ends makes no difference."""
    return hashlib.sha256(text.replace("\r\n", "\n").strip().encode()).hexdigest()


def name_of(text: str) -> str:
    """The name by which a record tells one text from another: equal for equal texts only."""
    return f"文本{digest(text)[:16]}"


def _written(row: Sheet) -> Written:
    return Written(row.key, row.on, row.entered_by, row.organ, json.loads(row.content))
