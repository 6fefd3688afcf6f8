"""The evidence log for everybody's verifiers: checkpoint, tiles and entries at the addresses of C2SP tlog-tiles.

Only commitments and hashes are served; a full tile never changes, the checkpoint with every sealing.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yifa.kernel.evidence.serving import checkpoint_text, tile_at

TEXT, BYTES = "text/plain; charset=utf-8", "application/octet-stream"
FOR_EVER, BRIEFLY = "public, max-age=31536000, immutable", "public, max-age=5"


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The last signed checkpoint."""
    text = checkpoint_text()
    if text is None:
        raise Http404
    return HttpResponse(text, content_type=TEXT, headers={"Cache-Control": BRIEFLY})


@require_safe
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """A tile of hashes, or a bundle of entries."""
    found = tile_at(f"tile/{path}")
    if found is None:
        raise Http404
    return HttpResponse(found, content_type=BYTES, headers={"Cache-Control": FOR_EVER})
