"""Compose the report: put each figure's own sentence in its place, and say aloud what is missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
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
from yifa.report.sentences import joined, sentence

NOT_BUILT = "本章承接的台账尚未建设，暂无数据。"
NOTHING_WRITTEN = Written()
PARTLY_NOT_BUILT = "本章另有{count}项数字，承接的台账尚未建设，暂无数据。"


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
) -> Document:
    """Build the whole report of a district and year out of its figures, and what people wrote between them."""
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
        chapters=tuple(_chapters(outline, lines, year, items, written)),
        figures=_in_order(outline, lines),
        identities=tuple(map(mended, check(identities, values, titles=titles))),
        identities_checked=len(answerable(identities, values)),
        open_items=items,
    )


def _chapters(
    outline: Outline, lines: Mapping[str, FigureLine], year: int, items: tuple[OpenItem, ...], written: Written
) -> Iterator[Chapter]:
    for number, section in zip(numbered([s.level for s in outline.sections]), outline.sections, strict=True):
        typed = tuple(_typed(written.texts.get(section.title, "")))
        blocks = (
            problem_blocks(items, lines, choices=written.choices)
            if section.problems
            else _blocks(section, lines, year, is_written=bool(typed))
        )
        yield Chapter(mended(f"{number}{section.title}"), section.level, tuple(map(_mended_block, (*blocks, *typed))))


def _typed(text: str) -> Iterator[Paragraph]:
    # What is typed is words and nothing else: braces in it stand for no figure.
    yield from (Paragraph((Text(line.strip()),), typed=True) for line in text.splitlines() if line.strip())


def _blocks(section: Section, lines: Mapping[str, FigureLine], year: int, *, is_written: bool) -> Iterator[Block]:
    placed = section.figures.split()
    runs = joined(sentence(name, lines.get(name), year) for name in placed)
    if runs:
        yield Paragraph(runs)
    unbuilt = len(section.unbuilt.split())
    # Level 0 is the opening words, no chapter: what it lacks needs no excuse in public.
    if unbuilt and section.level and (placed or not is_written):
        yield Paragraph((Text(PARTLY_NOT_BUILT.format(count=unbuilt) if placed else NOT_BUILT),))
    if section.to_be_written and not is_written:
        yield Paragraph((ToDo(f"【待补：{section.to_be_written}】"),))


def _mended_line(line: FigureLine) -> FigureLine:
    return replace(
        line,
        title=mended(line.title),
        definition=mended(line.definition),
        formula=mended(line.formula),
        basis=mended(line.basis),
        withheld_ground=mended(line.withheld_ground),
        missing_reason=mended(line.missing_reason),
    )


def _mended_block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, runs=mended_runs(block.runs))
    rows = tuple(tuple(mended_runs((run,))[0] for run in row) for row in block.rows)
    return replace(block, caption=mended(block.caption), rows=rows)


def _in_order(outline: Outline, lines: Mapping[str, FigureLine]) -> tuple[FigureLine, ...]:
    """The figures in the order of the outline; one that no chapter places still comes last, never lost."""
    placed = [name for section in outline.sections for name in section.figures.split()]
    order = dict.fromkeys([*placed, *lines])
    return tuple(lines[name] for name in order if name in lines)
