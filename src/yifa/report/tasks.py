"""What becomes of problems: what last year's report named and whether it is still there, and what is to be done now.

Source: 法治政府建设与责任落实督察工作规定 (2019), whole: a yearly report says what was done, what is wrong and what comes
next; that next year's work follows from the problems named is our reading of it (待核).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from yifa.report.document import Block, OpenItem, Paragraph, Run, Table, Text
from yifa.report.problems import is_taken_up

Followed = Mapping[str, tuple[str, int]]
"""The problems that last year's report named, by key: what each is, and how many there were."""
NOTHING_FOLLOWED: Followed = {}
PREFACE = "以下由本报告列出的问题转来，是底稿。由起草人确定任务、责任单位和完成时限后写入正文，下一年度的报告逐项对照。"
LOOKING_BACK = "上一年度报告列出的问题，本年度仍然查出的情况对照如下。"
GONE = "没有再查出"


def task_blocks(
    items: Sequence[OpenItem], *, choices: Mapping[str, str], followed: Followed = NOTHING_FOLLOWED
) -> Iterator[Block]:
    """What became of last year's problems, then a task for each problem that this year's report names."""
    if followed:
        now = {item.key: item.count for item in items}
        yield Paragraph((Text(LOOKING_BACK),), draft=True)
        yield _looking_back(followed, now)
    named = [item for item in items if item.count and is_taken_up(choices.get(item.key, ""))]
    if named:
        yield Paragraph((Text(PREFACE),), draft=True)
        yield _to_do(named)


def _looking_back(followed: Followed, now: Mapping[str, int]) -> Table:
    return Table(
        caption="上一年度列出的问题办理情况",
        head=("问题", "上年件数", "本年件数", "情况"),
        rows=tuple(_became(title, before, now.get(key, 0)) for key, (title, before) in followed.items()),
        widths=(76, 22, 22, 36),
    )


def _became(title: str, before: int, now: int) -> tuple[Run, ...]:
    change = GONE if not now else "减少" if now < before else "持平" if now == before else "增加"
    return Text(title), Text(str(before)), Text(str(now)), Text(change)


def _to_do(named: Sequence[OpenItem]) -> Table:
    return Table(
        caption="下一年度任务底稿（由问题转来）",
        head=("序号", "任务", "由来", "责任单位", "完成时限"),
        rows=tuple(_task(number, item) for number, item in enumerate(named, start=1)),
        widths=(14, 62, 32, 26, 22),
    )


def _task(number: int, item: OpenItem) -> tuple[Run, ...]:
    words = (str(number), f"整改并防止再次发生：{item.title}", f"本报告列出的问题，{item.count}件", "", "")
    return tuple(map(Text, words))
