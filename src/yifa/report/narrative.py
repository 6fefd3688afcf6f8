"""Compose the report: put each figure's own sentence in its place, and say aloud what is missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from yifa.report.document import (
    Block,
    Chapter,
    Document,
    FigureLine,
    OpenItem,
    Paragraph,
    Text,
    ToDo,
    Written,
)
from yifa.report.identities import IDENTITIES, Identity, answerable, check
from yifa.report.numbering import numbered
from yifa.report.outline import Outline, Section
from yifa.report.problems import problem_blocks
from yifa.report.punctuation import mended, mended_runs
from yifa.report.sentences import has_something, joined, said
from yifa.report.tasks import NOTHING_FOLLOWED, Followed, task_blocks

NOT_BUILT = "本节数字没有提供：本系统还没有承接这些台账。"
NOT_GIVEN = "本年度没有提供本节的记录。"
NOTHING_WRITTEN = Written()
PARTLY_NOT_BUILT = "本节另有{count}项数字没有提供：本系统还没有承接这些台账。"


def compose(
    *,
    outline: Outline,
    figures: Iterable[FigureLine],
    district: str,
    year: int,
    dated_on: date,
    synthetic: bool,
    open_items: Iterable[OpenItem] = (),
    identities: tuple[Identity, ...] = IDENTITIES,
    issuer: str = "",
    written: Written = NOTHING_WRITTEN,
    followed: Followed = NOTHING_FOLLOWED,
) -> Document:
    """Build the whole report of a district and year out of its figures, and what people wrote between them.

    followed: the problems that last year's report named, and how many of each there were then.
    """
    lines = {figure.id: _mended_line(figure) for figure in figures}
    titles = {line.id: line.title for line in lines.values()}
    values = {line.id: line.value for line in lines.values() if line.value is not None and not line.is_missing}
    items = tuple(replace(item, title=mended(item.title), basis=mended(item.basis)) for item in open_items)
    return Document(
        title=mended(outline.title.format(year=year)),
        district=district,
        issuer=issuer or f"{district}人民政府",
        year=year,
        dated_on=dated_on,
        synthetic=synthetic,
        chapters=tuple(_chapters(outline, lines, year, _Told(items, written, followed))),
        figures=_in_order(outline, lines),
        identities=tuple(map(mended, check(identities, values, titles=titles))),
        identities_checked=len(answerable(identities, values)),
        open_items=items,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What is on record beside the figures."""

    items: tuple[OpenItem, ...]
    written: Written
    followed: Followed


def _chapters(outline: Outline, lines: Mapping[str, FigureLine], year: int, told: _Told) -> Iterator[Chapter]:
    for number, section in zip(numbered([s.level for s in outline.sections]), outline.sections, strict=True):
        typed = tuple(_typed(told.written.texts.get(section.title, "")))
        blocks = _special(section, lines, told) or tuple(_blocks(section, lines, year, is_written=bool(typed)))
        if section.level and section.optional and not blocks and not typed:
            blocks = (Paragraph((Text(NOT_GIVEN),)),)
        yield Chapter(mended(f"{number}{section.title}"), section.level, tuple(map(_mended_block, (*blocks, *typed))))


def _special(section: Section, lines: Mapping[str, FigureLine], told: _Told) -> tuple[Block, ...]:
    """What stands where problems are named, and where it is said what becomes of them."""
    if section.problems:
        return tuple(problem_blocks(told.items, lines, choices=told.written.choices))
    if not section.tasks:
        return ()
    is_written = bool(told.written.texts.get(section.title, "").strip())
    owed = () if is_written or not section.to_be_written else (_owed(section),)
    return (*task_blocks(told.items, choices=told.written.choices, followed=told.followed), *owed)


def _typed(text: str) -> Iterator[Paragraph]:
    # What is typed is words and nothing else: braces in it stand for no figure.
    yield from (Paragraph((Text(line.strip()),), typed=True) for line in text.splitlines() if line.strip())


def _blocks(section: Section, lines: Mapping[str, FigureLine], year: int, *, is_written: bool) -> Iterator[Block]:
    standing = [name for name in section.placed if name not in section.optional or has_something(lines.get(name))]
    runs = joined(said(standing, lines, year))
    if runs:
        yield Paragraph(runs)
    unbuilt = len(section.unbuilt.split())
    # Level 0 is the opening words, no chapter: what it lacks needs no excuse in public.
    if unbuilt and section.level and (runs or not is_written):
        yield Paragraph((Text(PARTLY_NOT_BUILT.format(count=unbuilt) if runs else NOT_BUILT),))
    if section.to_be_written and not is_written:
        yield _owed(section)


def _owed(section: Section) -> Paragraph:
    return Paragraph((ToDo(f"【待补：{section.to_be_written}】"),))


def _mended_line(line: FigureLine) -> FigureLine:
    return replace(
        line,
        title=mended(line.title),
        definition=mended(line.definition),
        formula=mended(line.formula),
        basis=mended(line.basis),
        withheld_ground=mended(line.withheld_ground),
        missing_reason=mended(line.missing_reason),
        stated=mended(line.stated),
    )


def _mended_block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, runs=mended_runs(block.runs))
    rows = tuple(tuple(mended_runs((run,))[0] for run in row) for row in block.rows)
    return replace(block, caption=mended(block.caption), rows=rows)


def _in_order(outline: Outline, lines: Mapping[str, FigureLine]) -> tuple[FigureLine, ...]:
    """The figures in the order of the outline; one that no chapter places still comes last, never lost."""
    placed = [name for section in outline.sections for name in section.placed]
    order = dict.fromkeys([*placed, *lines])
    return tuple(lines[name] for name in order if name in lines)
