"""What was typed into a form of these pages; what cannot be taken is refused with a sentence that names the field."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings

from yifa.kernel import typed
from yifa.kernel.attachments import UnableToKeepFile, Upload, keeping
from yifa.kernel.models import Original
from yifa.kernel.originals import FOLDER
from yifa.kernel.pages import Asked, UnableToTake

LONGEST, NAME = 4000, 200
"""Characters of a text, and of a name or a number."""


words, maybe = partial(typed.words, longest=NAME), partial(typed.maybe, longest=NAME)


@contextmanager
def kept_file(asked: Asked, name: str, title: str, *, needed: bool = True) -> Iterator[Original | None]:
    """The file that was sent, kept together with what is done within. Raises UnableToTake."""
    sent = asked.files.get(name, ())
    if not sent and needed:
        raise UnableToTake(f"没有选择「{title}」。请选择盖章后的扫描件,PDF或者图片,20 MB以内。", name)
    uploads = [Upload(one.name, one.content) for one in sent[:1]]
    try:
        with keeping(uploads, at=asked.at, folder=Path(settings.YIFA_HOME) / FOLDER) as kept:
            yield kept[0] if kept else None
    except UnableToKeepFile as refusal:
        raise UnableToTake(str(refusal), name) from refusal
