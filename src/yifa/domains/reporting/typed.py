"""What was typed into a form of these pages; what cannot be taken is refused with a sentence that names the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings

from yifa.kernel.attachments import UnableToKeepFile, Upload, keeping
from yifa.kernel.models import Original
from yifa.kernel.originals import FOLDER
from yifa.kernel.pages import Asked, Done, UnableToTake

LONGEST, NAME = 4000, 200
"""Characters of a text, and of a name or a number."""


def done_by(forms: Mapping[str, Callable[[Asked], Done]]) -> Callable[[Asked], Done]:
    """What a page does: each of its forms names itself in a field «do»."""

    def do(asked: Asked) -> Done:
        form = forms.get(asked.word("do"))
        if form is None:
            raise UnableToTake("没有看懂要办理什么。请刷新页面后再提交。")
        return form(asked)

    return do


def words(asked: Asked, name: str, title: str, *, longest: int = NAME) -> str:
    """What was typed; it must be something. Raises UnableToTake."""
    found = maybe(asked, name, title, longest=longest)
    if not found:
        raise UnableToTake(f"没有填写「{title}」。请填写后再提交,已经填写的内容仍在页面上。", name)
    return found


def maybe(asked: Asked, name: str, title: str, *, longest: int = NAME) -> str:
    """What was typed, or nothing. Raises UnableToTake where it is too long."""
    found = asked.word(name).replace("\r\n", "\n")
    if len(found) > longest:
        raise UnableToTake(f"「{title}」有{len(found)}个字,最多可以写{longest}个字。请删减后再提交。", name)
    return found


def day(asked: Asked, name: str, title: str) -> date:
    """The day that was typed. Raises UnableToTake."""
    try:
        return date.fromisoformat(asked.word(name))
    except ValueError:
        raise UnableToTake(f"「{title}」不是日期。请按「{asked.on}」的样子填写。", name) from None


def past_day(asked: Asked, name: str, title: str) -> date:
    """The day that was typed, today at the latest. Raises UnableToTake."""
    found = day(asked, name, title)
    if found > asked.on:
        raise UnableToTake(f"「{title}」{found}晚于今天{asked.on},尚未发生的不能登记。请核对日期。", name)
    return found


def one_of(asked: Asked, name: str, title: str, choices: Iterable[str]) -> str:
    """The choice that was made. Raises UnableToTake for none, or one that is not offered."""
    found, offered = asked.word(name), tuple(choices)
    if found not in offered:
        raise UnableToTake(f"没有选定「{title}」。请在{'、'.join(offered)}中选定一项。", name)
    return found


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
