"""Findings of the trial, as tests want them."""

from datetime import UTC, date, datetime
from typing import Any

from yifa.kernel.access import Post, Viewer
from yifa.kernel.findings.answering import Answer, Answered, correct, decide, reply
from yifa.kernel.findings.found import Found, Identity, detail_text
from yifa.kernel.findings.scans import Stored, store
from yifa.kernel.models import Finding

FIRST, SECOND, THIRD = (datetime(2023, 1, day, 2, 0, tzinfo=UTC) for day in (15, 20, 25))
TODAY = date(2023, 1, 25)
ORGAN = "区政务服务局"
RULE = "trial.decide_late"
REVIEWER = Viewer("王审", (Post("reviewer", ORGAN),))
HANDLER = Viewer("李办", (Post("handler", ORGAN),))


def found(case_id: int, rule: str = RULE, part: str = "", **detail: object) -> Found:
    text = detail_text(detail or {"late": 3, "unit": "workday"})
    return Found(Identity(case_id, rule, part), "《行政许可法》第四十二条", "已核", text, "决定逾期3个工作日。")


def scan(*one: Found, at: datetime = FIRST, year: int = 2022) -> Stored:
    return store(found=one, year=year, as_of=date(2022, 12, 31), entered_by="检查员", at=at)


def finding(case_id: int, rule: str = RULE, part: str = "") -> Finding:
    return Finding.objects.get(case_id=case_id, rule=rule, part=part)


def said(case_id: int, rule: str = RULE) -> list[str]:
    return list(finding(case_id, rule).entries.order_by("pk").values_list("said", flat=True))


def decided(case_id: int, outcome: str, *, viewer: Viewer = REVIEWER, at: datetime = SECOND, **more: Any) -> Answered:
    answer = Answer(more.pop("on", date(2023, 1, 16)), more.pop("reason", "已对照案卷"))
    return decide(finding_id=finding(case_id).pk, outcome=outcome, answer=answer, viewer=viewer, at=at, **more)


def replied(case_id: int, *, viewer: Viewer = HANDLER, text: str = "登记无误", at: datetime = SECOND) -> Answered:
    answer = Answer(date(2023, 1, 16), text)
    return reply(finding_id=finding(case_id).pk, answer=answer, viewer=viewer, at=at)


def corrected(case_id: int, act: int, *, viewer: Viewer = REVIEWER, at: datetime = SECOND) -> Answered:
    answer = Answer(date(2023, 1, 17), "台账已更正")
    return correct(finding_id=finding(case_id).pk, act=act, answer=answer, viewer=viewer, at=at)
