"""Style sheets and scripts under names that hold their hash, so that a browser may keep them for ever.

Read once at start-up from the packages that bring them; nothing has to be collected before serving.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

PREFIX = "/static/"
FOLDERS = tuple(sorted(Path(__file__).parents[1].glob("*/static")))
TYPES: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class File:
    """One file as it is served."""

    name: str
    content: bytes
    kind: str


def address_of(name: str) -> str:
    """Where a file is served, e.g. «shell/shell.css» at «/static/shell/shell.0a1b2c3d4e5f.css». KeyError for no such file."""
    return PREFIX + _by_name()[name].name


@require_safe
def serve(request: HttpRequest, name: str) -> HttpResponse:
    """The file of that hashed name."""
    found = _by_address().get(name)
    if found is None:
        raise Http404
    return HttpResponse(found.content, content_type=found.kind, headers={"Cache-Control": FOR_EVER})


@cache
def _by_name() -> Mapping[str, File]:
    return dict(_files())


@cache
def _by_address() -> Mapping[str, File]:
    return {file.name: file for file in _by_name().values()}


def _files() -> Iterator[tuple[str, File]]:
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*")):
            if path.suffix in TYPES:
                content = path.read_bytes()
                name = path.relative_to(folder).as_posix()
                yield name, File(_hashed(PurePosixPath(name), content), content, TYPES[path.suffix])


def _hashed(name: PurePosixPath, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()[:12]
    return str(name.with_name(f"{name.stem}.{digest}{name.suffix}"))
