"""Write the report as pages that need no server: the text, and behind every figure the records that make it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from yifa.report.appendix import closing_sentences
from yifa.report.document import Document, FigureLine, RecordLine, SourceClass, plain

RECORDS_PER_PAGE = 2_000
_PACKAGE, _CSS = "yifa.report", "report/report.css"
_SOURCES = {
    SourceClass.RECORDS: "由台账逐条记录数出来，下面列出每一条。",
    SourceClass.SEALED_LETTER: "由责任单位盖章来函提供，本系统只登记来函，没有逐条记录。",
    SourceClass.HIGHER_NOTICE: "引用上级机关的通报，本系统只登记文号，没有逐条记录。",
}


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One page of a figure's records."""

    number: int
    of: int
    name: str
    previous: str
    following: str
    first: int
    records: tuple[RecordLine, ...]


def write_html(document: Document, folder: Path) -> tuple[Path, ...]:
    """Write index.html, the style sheet and a page for each figure into the folder; return the files written."""
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    return tuple(_written(folder, document))


def page_name(figure_id: str, number: int = 1) -> str:
    """The file of the n-th page of a figure."""
    return f"{figure_id}.html" if number == 1 else f"{figure_id}-{number}.html"


def _written(folder: Path, document: Document) -> Iterator[Path]:
    pages = _environment()
    common = {"document": document, "figures": {figure.id: figure for figure in document.figures}}
    source, _, _ = pages.loader.get_source(pages, _CSS) if pages.loader else ("", None, None)
    yield _put(folder / "report.css", source)
    index = {"here": ".", "closing": closing_sentences(document), "sections": _sections(document)}
    yield _put(folder / "index.html", pages.get_template("report/index.html").render(**common, **index))
    listing = pages.get_template("report/figures.html").render(**common, here="..")
    yield _put(folder / "figures" / "index.html", listing)
    template = pages.get_template("report/figure.html")
    for figure in document.figures:
        shared = common | _facts(document, figure)
        for leaf in _leaves(figure):
            yield _put(
                folder / "figures" / leaf.name, template.render(**shared, leaf=leaf, rows=_rows(leaf.records, shared))
            )


def _environment() -> Environment:
    pages = Environment(
        loader=PackageLoader(_PACKAGE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["kind"] = lambda value: type(value).__name__
    pages.filters["plain"] = plain
    pages.filters["page"] = page_name
    return pages


def _sections(document: Document) -> list[tuple[str, Any]]:
    """Each chapter with the name of its anchor."""
    return [(f"chapter-{number}", chapter) for number, chapter in enumerate(document.chapters, start=1)]


def _facts(document: Document, figure: FigureLine) -> dict[str, Any]:
    heads = dict.fromkeys(head for record in figure.records for head, _ in record.columns)
    return {
        "here": "..",
        "figure": figure,
        "heads": tuple(heads),
        "tells_counted": any(record.counted is not None for record in figure.records),
        "source_explained": _SOURCES[figure.source_class],
        "doubts": document.open_items_of(figure.id),
    }


def _rows(records: Iterable[RecordLine], shared: Mapping[str, Any]) -> Markup:
    """The rows of the table of records; written here, since a template takes several times as long over thousands."""
    return Markup("\n".join(_row(record, shared["heads"], tells=shared["tells_counted"]) for record in records))  # noqa: S704 - every cell is escaped


def _row(record: RecordLine, heads: tuple[str, ...], *, tells: bool) -> str:
    shown = dict(record.columns)
    cells = [shown.get(head, "") for head in heads]
    cells += ["是" if record.counted else "否"] if tells else []
    cells += [record.file, record.sheet]
    row = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(record.key)}</th>{row}<td class="number">{record.row}</td></tr>'


def _leaves(figure: FigureLine) -> Iterator[_Leaf]:
    of = max(1, -(-len(figure.records) // RECORDS_PER_PAGE))
    for number in range(1, of + 1):
        first = (number - 1) * RECORDS_PER_PAGE
        yield _Leaf(
            number=number,
            of=of,
            name=page_name(figure.id, number),
            previous=page_name(figure.id, number - 1) if number > 1 else "",
            following=page_name(figure.id, number + 1) if number < of else "",
            first=first + 1,
            records=figure.records[first : first + RECORDS_PER_PAGE],
        )


def _put(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8", newline="\n")
    return path
