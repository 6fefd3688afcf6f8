"""Workbooks: each row a line, as the tables of a document are."""

from pathlib import Path

from python_calamine import CalamineWorkbook

from yifa.report.check.document import Document


def read_sheets(path: Path) -> Document:
    """Read every sheet of a workbook."""
    book = CalamineWorkbook.from_path(str(path))
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    return Document(path.name, "\n\n".join("\n".join("\t".join(map(_cell, row)) for row in sheet) for sheet in sheets))


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\n", " ").replace("\t", " ")
