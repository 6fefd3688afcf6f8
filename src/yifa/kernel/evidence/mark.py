"""How far the house has come: a mark that changes with everything that is written, sealed or still waiting."""

from __future__ import annotations

from yifa.kernel.models import Checkpoint, PendingLeaf


def mark() -> str:
    """The size of the log at its last checkpoint, and the last leaf that waits: what a page read at that moment rests on."""
    sealed = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first()
    waiting = PendingLeaf.objects.order_by("-pk").values_list("pk", flat=True).first()
    return f"{sealed or 0}.{waiting or 0}"
