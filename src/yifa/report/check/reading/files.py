"""Which reader a file is given to, by its ending."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from yifa.report.check.document import Document, UnableToRead
from yifa.report.check.reading.docx import read_docx
from yifa.report.check.reading.html import read_html
from yifa.report.check.reading.office import read_old_word
from yifa.report.check.reading.pdf import read_pdf
from yifa.report.check.reading.plain import read_plain
from yifa.report.check.reading.sheets import read_sheets

READERS: dict[str, Callable[[Path], Document]] = {
    ".docx": read_docx,
    ".docm": read_docx,
    ".pdf": read_pdf,
    ".txt": read_plain,
    ".text": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".doc": read_old_word,
    ".wps": read_old_word,
    ".rtf": read_old_word,
    ".odt": read_old_word,
    ".xls": read_sheets,
    ".xlsx": read_sheets,
    ".et": read_sheets,
    ".ods": read_sheets,
}


def read(path: Path) -> Document:
    """Read one file; `UnableToRead` says in a sentence what to do with one that cannot be read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnableToRead(f"不认识「{path.name}」的格式。请另存为 docx、pdf 或 txt 后再核。")
    try:
        return reader(path)
    except UnableToRead:
        raise
    except FileNotFoundError:
        raise UnableToRead(f"找不到文件「{path.name}」。请核对路径。") from None
    except Exception as trouble:  # noqa: BLE001 - a foreign file may break its parser in any way
        raise UnableToRead(
            f"「{path.name}」打不开({type(trouble).__name__}),可能已损坏、加密或扩展名不符。"
            "请用 WPS 或 Word 打开后另存为 docx 再核。"
        ) from None


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are named, and those of known form in the folders that are named, in order of name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*") if _is_report(found))
        else:
            yield path


def _is_report(path: Path) -> bool:
    ours = path.stem.endswith("(批注)") or path.stem == "核查摘要"
    return path.is_file() and path.suffix.lower() in READERS and not path.name.startswith(("~$", ".")) and not ours
