"""The files of a draw: the plan, the bundle with the program that replays it, the proof of its seals, the auditors' list."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from yifa.engine import draw_log
from yifa.engine.ceremonies.models import Ceremony
from yifa.engine.ceremonies.stages import planned
from yifa.engine.draw.notice import notice
from yifa.engine.draw.standalone import replay
from yifa.kernel.access import may_see
from yifa.kernel.confidentiality import Level
from yifa.kernel.evidence.bundle import bundle_text
from yifa.kernel.evidence.leaves import Subject
from yifa.kernel.evidence.sealing import prove
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.drawing.ceremony import ceremony_of
from yifa.surfaces.workbench.drawing.draws import WATCH

JSON = "application/json; charset=utf-8"


@require_safe
@for_roles(*WATCH)
def file(request: HttpRequest, signed: Signed, pk: int, name: str) -> HttpResponseBase:
    """One file of the draw."""
    ceremony = ceremony_of(signed, pk)
    made = _file(signed, ceremony, name)
    if made is None:
        raise Http404
    content, kind = made
    shown = content_disposition_header(True, name) or ""  # noqa: FBT003 - Django's own interface
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": shown})


def _file(signed: Signed, ceremony: Ceremony, name: str) -> tuple[str | bytes, str] | None:
    if name == "replay.py":
        return Path(replay.__file__).read_bytes(), "text/x-python; charset=utf-8"
    if not ceremony.plan_hash:
        return None
    if name == "plan.json":
        return ceremony.plan, JSON
    if name == "auditors.json":
        _check_auditor(signed, ceremony)
        return ceremony.auditors, JSON
    if name == "存证.json":
        subjects = draw_log.subjects_of(ceremony.plan_hash)
        return bundle_text(prove(kind=Subject.DRAW, texts=[(one, None) for one in subjects])), JSON
    if name == "bundle.json" and ceremony.bundle:
        # Byte for byte as the portal hands it out: who cites a draw states the hash of this file.
        return ceremony.bundle, JSON
    if name == "公示.html" and ceremony.bundle:
        number = draw_log.number_of(planned(ceremony))
        return notice(json.loads(ceremony.bundle), number=number), "text/html; charset=utf-8"
    return None


def _check_auditor(signed: Signed, ceremony: Ceremony) -> None:
    # The plan is open to all, the list behind it is not: it is asked for as what it is, an internal record.
    whose = Ceremony(organ_path=ceremony.organ_path, confidentiality=Level.INTERNAL)
    if signed.role != "auditor" or may_see(whose, signed.viewer, on=signed.on).holds is not True:
        raise PermissionDenied


urlpatterns = [path("desk/draws/<int:pk>/files/<str:name>", file, name="desk_draw_file")]
