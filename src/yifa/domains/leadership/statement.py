"""述法: the report of an official, pre-filled from the records of his own organ; a person writes the words.

Source: 法治政府建设与责任落实督察工作规定 (2019), cited whole.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from yifa.domains.leadership import sides
from yifa.domains.leadership import vocabulary as v
from yifa.domains.leadership.ledger import LAW_DUTY_REPORTS
from yifa.domains.leadership.models import StatementSheet
from yifa.domains.leadership.procedure import EVALUATION, LAW_DUTY_REPORT
from yifa.domains.leadership.sides import UNIT
from yifa.engine.figures import live
from yifa.engine.figures.evaluation import counted, values
from yifa.kernel.access import OPERATOR, Viewer, reached, visible
from yifa.kernel.acts import Proposed
from yifa.kernel.at_hand import acting_of, case_of, do
from yifa.kernel.catalogue import catalogue
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, instant, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.figures.declaration import Setting
from yifa.kernel.findings.listing import findings
from yifa.kernel.models import Case, State
from yifa.kernel.pages import Asked
from yifa.kernel.particulars import REASON
from yifa.kernel.typed import written
from yifa.law.act import Kind
from yifa.law.fact import Value

Content = Mapping[str, Any]
EVALUATING = "述法评议:"


def list_reporter(asked: Asked, *, path: str, organ: str, kind: str, post: str, on: date) -> Case:
    """列入述法名单: open the case of one who is to report. Raises UnableToTake, UnableToPerform."""
    facts: dict[str, Value] = {
        v.REPORTER_KIND.name: kind,
        v.REPORTING_ORGAN.name: organ,
        v.REPORTING_POST.name: post,
    }
    act = Proposed(Kind.DONE, "listing", on, facts=facts, documents=(written(v.DUTY_LIST, f"{organ}{post}"),))
    with transaction.atomic():
        return sides.begin(
            asked,
            LAW_DUTY_REPORT.name,
            path=path,
            title=f"{on.year}年述法:{organ}",
            act=act,
            series="述法",
            pattern="述法〔{year}〕{serial}号",
            number=v.REPORT_NUMBER,
        )


def prefill(path: str, *, year: int, viewer: Viewer, on: date, parameters: Mapping[str, object]) -> Content:
    """What the records of the organ say of a year: its figures, its doubts by how they stand, its overdue cases."""
    countable = (f for f in catalogue().figures.values() if f.of is not None and not isinstance(f.measure, Setting))
    # That the organ itself is on the list of reports says nothing of its work.
    asked = [f for f in countable if f.of is not LAW_DUTY_REPORTS]
    district = counted(asked, year=year, parameters=parameters)
    there = [one for one in asked if not district[one.id].missing_reason]
    found = values(there, amounts=lambda some: live.amounts(some, year=year, parameters=parameters, beneath=path))
    own = [one for one in there if found[one.id].number or found[one.id].numerator or found[one.id].denominator]
    doubts = Counter(State(one.state).label for one in findings(viewer, on=on, year=year, organ=path))
    late = reached(Case.objects.filter(organ_path=path, due_on__lt=on, ended="").exclude(state=""), viewer, on=on)
    return {
        "figures": [[one.title, f"{found[one.id].shown}{one.unit}"] for one in own],
        "doubts": [[state, count] for state, count in sorted(doubts.items())],
        "overdue": late.count(),
        "on": on.isoformat(),
        "year": year,
    }


def draft(asked: Asked, *, year: int, on: date) -> None:
    """由记录生成述法底稿: fix what the records say today, with a first text that a person edits."""
    case = case_of(asked)
    told = prefill(case.organ_path, year=year, viewer=asked.viewer, on=asked.on, parameters=asked.given.parameters)
    content = {**told, "text": first_words(told)}
    with transaction.atomic():
        text = _put(asked, content)
        do(asked, Proposed(Kind.DONE, "drafting", on, documents=(written(v.PREFILLED, text),)))


def save(asked: Asked, *, text: str) -> None:
    """Keep the edited words beside the numbers as they were fixed; nothing of it counts until it is submitted."""
    sides.refuse_other_side(asked, UNIT)
    _put(asked, {**(sheet_of(case_of(asked), on=asked.on) or {}), "text": text})


def submit(asked: Asked, *, text: str, on: date) -> None:
    """提交述法报告, the organ's own data confirmed."""
    with transaction.atomic():
        said = _put(asked, {**(sheet_of(case_of(asked), on=asked.on) or {}), "text": text})
        facts: dict[str, Value] = {v.CONFIRMED.name: True}
        do(asked, Proposed(Kind.DONE, "submission", on, facts=facts, documents=(written(v.STATEMENT, said),)))


def review(asked: Asked, *, is_good: bool, why: str, on: date) -> None:
    """审核述法报告, by another than who submitted it; one that does not do is sent back to be drafted again."""
    kind = Kind.DONE if is_good else Kind.RETURNED
    facts: dict[str, Value] = {REASON.name: why}
    do(asked, Proposed(kind, "review", on, facts=facts, documents=(written(v.REVIEW_NOTE, why),)))


def report(asked: Asked, *, form: str, on: date) -> None:
    """述法 itself: on which day, in which form."""
    facts: dict[str, Value] = {v.REPORT_FORM.name: form}
    do(asked, Proposed(Kind.DONE, "report", on, facts=facts, documents=(written(v.MINUTES, form),)))


def begin_evaluation(asked: Asked, *, number: str, organ: str) -> Case:
    """Open the evaluation of one report; nothing is voted on before representatives are drawn."""
    facts: dict[str, Value] = {v.SCORED_ORGAN.name: organ, v.SCORES_NUMBER.name: number}
    path = case_of(asked).organ_path
    return sides.opened(asked, EVALUATION.name, path=path, title=f"{EVALUATING}{number}", facts=facts, on=asked.on)


def evaluation_of(number: str, viewer: Viewer, *, on: date) -> Case | None:
    """The evaluation of the report of that number, if one was begun."""
    rows = reached(Case.objects.filter(procedure=EVALUATION.name, title=f"{EVALUATING}{number}"), viewer, on=on)
    return rows.first()


def sheet_of(case: Case, *, on: date) -> Content | None:
    """What the report says, as it was last kept; ask only for a case that may be seen."""
    row = visible(StatementSheet.objects.filter(case=case), OPERATOR, on=on).order_by("-pk").first()
    return json.loads(row.content) if row is not None else None


def first_words(told: Content) -> str:
    """The text to begin with: whole sentences from the numbers, and headings under which a person writes."""
    numbers = ";".join(f"{title}{shown}" for title, shown in told["figures"]) or "本年没有计入数字的记录"
    doubts = "、".join(f"{state}{count}件" for state, count in told["doubts"]) or "没有"
    return (
        f"一、履行职责情况\n{told['year']}年,本单位的记录载明:{numbers}。\n\n"
        f"二、存在的问题\n程序疑点:{doubts};至{told['on']}逾期未办结{told['overdue']}件。\n\n"
        "三、下一步打算\n"
    )


def _put(asked: Asked, content: Content) -> str:
    case, by = case_of(asked), acting_of(asked).entered_by
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    with transaction.atomic():
        row = StatementSheet(case=case, on=asked.on, content=text, by=by, at=asked.at)
        row.save(force_insert=True)
        said = {"on": asked.on.isoformat(), "said": text, "by": by, "at": instant(asked.at)}
        write([stating(suite_in_use(), Subject.STATEMENT, f"law-duty-report/{case.pk}/{row.pk}", said)])
    return text
