"""The ways past the pages of an institution: the form that every act has, and the interface for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.surfaces.api.conftest import calling
from tests.surfaces.posts import NOW, SINCE, organ_at
from yifa.kernel.machines.tokens import give_token
from yifa.kernel.models import Act, Case
from yifa.surfaces.shell.freshness import KEEPER

PROFILE = Path(__file__).parents[2] / "samples" / "2022" / "profile.json"
STRICTER = {"law_duty.draw_first": {"value": True, "unit": "gate", "basis": "示例区述法工作办法(虚拟)"}}


@pytest.fixture
def installation(db: None, settings: Any, tmp_path: Path) -> Iterator[Path]:
    """An installation with the sample district's profile and the rules that a stricter district sets."""
    del db
    settings.YIFA_HOME = tmp_path
    profile = json.loads(PROFILE.read_text(encoding="utf-8"))
    profile["parameters"] |= STRICTER
    (tmp_path / "profile.json").write_text(json.dumps(profile, ensure_ascii=False), encoding="utf-8")
    KEEPER.forget()
    yield tmp_path
    KEEPER.forget()


def by_form(case: Case, who: Client, *, kind: str, step: str, on: str, **facts: Any) -> str:
    """What the form of the act says to this person; facts as they are typed."""
    case.refresh_from_db()
    typed = {f"fact-{name}": _typed(value) for name, value in facts.items()}
    sent = {"acts": case.acts, "on": on, "carrier": "electronic", **typed}
    answer = who.post(f"/desk/cases/{case.pk}/act/{kind}/{step}{'/' if step else ''}", sent)
    assert answer.status_code in {302, 422}, answer.status_code
    return "" if answer.status_code == 302 else _words(answer)


def by_machine(case: Case, *, role: str, organ: str, kind: str, step: str, on: str, **facts: Any) -> str:
    """What the interface answers to a system of that organ in that role."""
    sent = {"kind": kind, "step": step, "on": on, "facts": facts}
    return _asked(f"/api/v1/cases/{case.pk}/acts/", sent, role, organ)


def opened_by_machine(procedure: str, *, role: str, organ: str, on: str, **facts: Any) -> str:
    """What the interface answers to a system of that organ that opens a case."""
    sent = {"procedure": procedure, "on": on, "title": "一件事", "facts": facts}
    return _asked("/api/v1/cases/", sent, role, organ)


def acts_of(case: Case) -> int:
    """How many acts the case has: a refusal adds none."""
    return Act.objects.filter(case=case).count()


def _asked(address: str, sent: dict[str, Any], role: str, organ: str) -> str:
    _, word = give_token(
        name="对接系统",
        organ=organ_at(organ),
        role=role,
        valid_from=SINCE,
        valid_to=SINCE.replace(year=2099),
        by="测试",
        at=NOW,
    )
    answer = calling(word).post(address, sent, content_type="application/json")
    assert answer.status_code in {201, 404, 409}, answer.content.decode()
    return "" if answer.status_code == HTTPStatus.CREATED else str(answer.json()["detail"])


def _typed(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(value)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
