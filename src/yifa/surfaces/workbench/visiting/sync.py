"""Where phones hand in what was filled in off-line: each entry answered for itself, and none taken twice.

Answers: «taken», «known» (it was here already), «refused» with the sentence, «later» where others kept getting in first.
A session that has ended is told as such, so that the phone keeps everything and asks for a sign-in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yifa.kernel.acting import UnableToFindCase, case_for
from yifa.kernel.acts import Overtaken
from yifa.kernel.pages import REFUSED_BY, Asked, NothingThere, Place
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.places import asked_with, page_named
from yifa.surfaces.shell.signing import Signed, who
from yifa.surfaces.workbench.visiting.tasks import VISIT

MOST = 200
"""Entries that are handed in at once; a phone with more sends them in turn."""
SIGNED_OUT = "登录已经失效。本机填写的内容都还在,请重新登录后再同步。"
NOT_FOUND = "不得收存:没有找到这件检查任务,或者您现在的岗位不能办理。请换用有权办理的岗位后再同步。"


@never_cache
@require_safe
def session(request: HttpRequest) -> JsonResponse:
    """Who is signed in, with what a post has to carry: asked before each hand-in, as both change with a new sign-in."""
    signed = _who(request)
    if signed is None:
        return JsonResponse({"said": SIGNED_OUT}, status=401)
    return JsonResponse({"account": signed.account.name, "csrf": get_token(request)})


@never_cache
@require_POST
def sync(request: HttpRequest) -> JsonResponse:
    """Take entries in, in the order in which they come: {"entries": [{"case": 1, "id": …, …}]}."""
    signed = _who(request)
    if signed is None:
        return JsonResponse({"said": SIGNED_OUT}, status=401)
    entries = _entries(request)
    if entries is None:
        return JsonResponse({"said": "提交的内容不可读,或者一次提交过多。请重新打开任务页后再同步。"}, status=400)
    asked = asked_with(request, viewer=signed.viewer, acting=signed.acting)
    return JsonResponse({"answers": list(_answers(entries, asked))})


def _who(request: HttpRequest) -> Signed | None:
    try:
        return who(request)
    except PermissionDenied:
        return None


def _entries(request: HttpRequest) -> list[dict[str, Any]] | None:
    try:
        found = json.loads(request.body)["entries"]
    except (ValueError, KeyError, TypeError):
        return None
    is_list = isinstance(found, list) and len(found) <= MOST and all(isinstance(one, dict) for one in found)
    return _storable(found) if is_list else None


def _storable(sent: Any) -> Any:
    # One letter that no database takes would hold up everything that is handed in with it.
    match sent:
        case str():
            return plain(sent)
        case list():
            return [_storable(one) for one in sent]
        case dict():
            return {plain(name): _storable(one) for name, one in sent.items()}
        case _:
            return sent


def _answers(entries: list[dict[str, Any]], asked: Asked) -> Iterator[Mapping[str, str]]:
    for entry in entries:
        state, said = _answer(entry, asked)
        yield {"id": str(entry.get("id", "")), "state": state, "said": said}


def _answer(entry: Mapping[str, Any], asked: Asked) -> tuple[str, str]:
    number = entry.get("case")
    try:
        case = case_for(asked.viewer, case_id=number if isinstance(number, int) else 0, on=asked.on)
        page = page_named(VISIT, Place.CASE, procedure=case.procedure)
        if page.do is None:
            return "refused", NOT_FOUND
        done = page.do(replace(asked, case=case, sent={"entry": (json.dumps(entry),)}))
    except REFUSED_BY as refusal:
        return "refused", str(refusal)
    except (UnableToFindCase, NothingThere):
        return "refused", NOT_FOUND
    except Overtaken as busy:
        return "later", str(busy)
    return ("known" if done.to else "taken"), done.said


urlpatterns = [
    path("desk/tasks/session.json", session, name="tasks_session"),
    path("desk/tasks/sync/", sync, name="tasks_sync"),
]
