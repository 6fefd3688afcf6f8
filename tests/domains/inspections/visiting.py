"""A visit as tests meet it: an organ, two officers with certificates, an item on the list, a case that may be inspected."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from django.test import Client

from tests.surfaces.posts import BUREAU, account_in, organ_at
from yifa.kernel.acts import Actor, Proposed, perform
from yifa.kernel.catalogue import catalogue, record_model
from yifa.kernel.loads import begin_load, keep_original
from yifa.kernel.models import Case
from yifa.law.act import Kind
from yifa.surfaces.shell.given import given_on

DAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
FIRST, SECOND = "ZF01", "ZF02"
ITEM, CODE = "CC0001", "91990101100125601F"
PROFILE = Path(__file__).parents[3] / "samples" / "2022" / "profile.json"
NUMBERS = count(1)
CASE_PAGE = "/desk/office/inspection-arranging/"


def install(home: Path) -> None:
    """Give the installation the sample district's profile."""
    shutil.copyfile(PROFILE, home / "profile.json")


def registers(*, until: date | None = None) -> None:
    """The officers with their certificates, and the list of items, as registers in force."""
    organ_at(BUREAU)
    common = {"organ_path": BUREAU, "confidentiality": "内部", "year": 2026, "in_force_from": date(2026, 1, 1)}
    for number, (cert, name) in enumerate(((FIRST, "张三"), (SECOND, "李四"))):
        officer = {"cert": cert, "name": name, "valid_from": date(2020, 1, 1), "valid_to": until}
        _entry("officers", cert, number, **officer, **{**common, "organ_path": ""})
        _entry("inspectors", cert, number, cert=cert, name=name, organ="区住房城乡建设局", **common)
    item = {"code": ITEM, "name": "对施工现场安全的检查", "dept": "区住房城乡建设局", "edition": "2026年版"}
    _entry("check_items", ITEM, 9, **item, **{**common, "confidentiality": "公开"})


def officer(person: str = "张三") -> Client:
    """A client signed in as a handler of the bureau."""
    client = Client()
    client.force_login(account_in("handler", person=person))
    return client


def arranged(client: Client, *, planned_on: date = DAY, **changed: str) -> Case:
    """A visit arranged, approved and told of, ready to be gone to."""
    sent = {
        "item": ITEM, "code": CODE, "name": "示例区泰星食品有限公司", "place": "青禾街道1号", "risk": "A",
        "certificates": f"{FIRST} {SECOND}", "planned_on": planned_on.isoformat(), "trigger": "投诉举报", **changed,
    }  # fmt: skip
    answer = client.post(CASE_PAGE, sent)
    assert answer.status_code == 302, answer.content.decode()
    case = Case.objects.latest("pk")
    at: Any = {"by": Actor("局长", organ="区住房城乡建设局"), "at": NOW, "given": given_on(DAY)}
    perform(case_id=case.pk, act=Proposed(Kind.DONE, "approval", DAY), **at)
    answer = client.post(f"/desk/cases/{case.pk}/inspection-notice/", {"notice_on": DAY.isoformat()})
    assert answer.status_code == 302, answer.content.decode()
    return case


def entry(
    case: Case, what: str, value: Mapping[str, str], *, replaces: tuple[str, ...] = (), on: date = DAY
) -> dict[str, Any]:
    """An entry as a phone sends it, under a new id."""
    told = {"told_at": "2026-03-10T10:00:00Z", "replaces": list(replaces), "on": on.isoformat()}
    return {"id": f"{next(NUMBERS):032x}", "case": case.pk, "what": what, "value": dict(value), **told}


def filled(case: Case, *, on: date = DAY, **changed: Mapping[str, str]) -> list[dict[str, Any]]:
    """Everything that a visit asks for, and its end."""
    parts: dict[str, Mapping[str, str]] = {
        "arrival": {"certificates": f"{FIRST} {SECOND}", "shown": "yes", "time": "10:00"},
        f"point:{ITEM}-1": {"answer": "no", "words": "灭火器过期"},
        "talk": {"who": "王五", "words": "已经知道。"},
        "result": {"result": "发现问题已责令改正", "follow_up": "2026-03-20"},
        "signature": {"refused": "负责人不在场", "witness": "赵六"},
        "finish": {},
    }
    return [entry(case, what, value, on=on) for what, value in {**parts, **changed}.items()]


def sync(client: Client, entries: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Hand entries in; what became of each."""
    answer = client.post("/desk/tasks/sync/", json.dumps({"entries": entries}), content_type="application/json")
    assert answer.status_code == 200, answer.content.decode()
    return list(answer.json()["answers"])


def states(answers: list[dict[str, str]]) -> list[str]:
    """The states alone."""
    return [one["state"] for one in answers]


def _entry(table_id: str, key: str, number: int, **values: Any) -> None:
    table = catalogue().tables[table_id]
    original = keep_original(name="名录.xlsx", sha256=f"{table_id:0<64}"[:64], size=1, kind="xlsx", at=NOW)
    load = begin_load(original=original, sheet="名录", table=table, year=2026, at=NOW)
    model: Any = record_model(table)
    model.objects.create(key=key, digest="d" * 64, load=load, original=original, sheet="名录", row=number, **values)
