"""What an organ wrote in reply, sheet by sheet, each stated in the evidence log; and acting in the case of the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from yifa.domains.reporting.models import ReplySheet
from yifa.kernel.access import OPERATOR, Viewer, visible
from yifa.kernel.at_hand import acting_of, case_of
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, instant, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked

FIGURES, NARRATIVE = "figures", "narrative"
AGREED, CONTESTED = "无误", "有异议"
"""What an organ says of one of its figures."""
Content = Mapping[str, Any]


def standing(case: Case, kind: str, *, on: date) -> Content:
    """The sheet of that kind that stands, empty where there is none; ask only for a case that may be seen."""
    rows = visible(ReplySheet.objects.filter(case=case, kind=kind), OPERATOR, on=on)
    last = rows.order_by("-pk").first()
    return json.loads(last.content) if last is not None else {}


def all_standing(replies: Iterable[int], kind: str, *, viewer: Viewer, on: date) -> Mapping[int, Content]:
    """The sheets of that kind that stand in these cases, so far as the viewer may see them, by case."""
    rows = visible(ReplySheet.objects.filter(case__in=list(replies), kind=kind), viewer, on=on)
    return {case: json.loads(text) for case, text in rows.order_by("pk").values_list("case_id", "content")}


def put(asked: Asked, kind: str, content: Content) -> str:
    """Write a sheet of the case of the page, stated in the log; returns its text. Call it with the act it belongs to."""
    case, acting = case_of(asked), acting_of(asked)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    with transaction.atomic():
        row = ReplySheet(case=case, kind=kind, on=asked.on, at=asked.at, content=text)
        row.organ, row.entered_by = acting.holding.organ, acting.entered_by
        row.save()
        said = {"on": asked.on.isoformat(), "said": text, "by": acting.entered_by, "at": instant(asked.at)}
        write([stating(suite_in_use(), Subject.STATEMENT, f"report-reply/{case.pk}/{kind}/{row.pk}", said)])
    return text
