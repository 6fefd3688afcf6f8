"""A day as it is typed into a form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from yifa.kernel.accounts.opening import UnableToGivePost


def day_given(sent: Mapping[str, str], name: str) -> date | None:
    """The day typed under that name; None for none. Raises UnableToGivePost for what is no day."""
    said = sent.get(name, "").strip()
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise UnableToGivePost(f"日期「{said[:20]}」不可读。请按 2022-12-31 的样子填写。") from None
