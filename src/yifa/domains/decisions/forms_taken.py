"""Which form of a page was posted, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from yifa.kernel.pages import Asked, Done, UnableToTake

Does = Mapping[str, Callable[[Asked], Done]]


def done_by(forms: Does) -> Callable[[Asked], Done]:
    """What a page does: each of its forms names itself in a field «do»."""

    def do(asked: Asked) -> Done:
        form = forms.get(asked.word("do"))
        if form is None:
            raise UnableToTake("没有看懂要办理什么。请刷新页面后再提交。")
        return form(asked)

    return do
