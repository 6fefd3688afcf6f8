"""Any file of tables: told by its content, not by its name, and opened as sheets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from csv import Error as CsvError
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 — it is a class

from python_calamine import CalamineError, PasswordError

from yifa.engine.ingest import delimited, legacy
from yifa.engine.ingest.archive_bounds import refuse_swelling
from yifa.engine.ingest.refusal import UnableToReadFile
from yifa.engine.ingest.sheet import Sheet
from yifa.engine.ingest.xlsx import XlsxWorkbook

SUFFIXES = frozenset([".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".txt", ".tsv", ".et"])
"""What is read as a workbook when a folder is walked."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DAMAGED = "文件已损坏或不完整。请用表格软件打开,确认内容后另存为xlsx,再重新导入。"


def open_sheets(path: Path) -> Iterator[Sheet]:
    """Yield the sheets of the file; UnableToReadFile says in Chinese why it cannot be read."""
    with readable(path):
        yield from _sheets(path)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn what goes wrong inside a file into a sentence for the person who sent it."""
    try:
        yield
    except PasswordError:
        raise UnableToReadFile("文件设有打开密码。请取消密码后另存,再重新导入。") from None
    except PermissionError:
        raise UnableToReadFile("没有读取该文件的权限。请检查文件权限或关闭占用它的程序。") from None
    except FileNotFoundError:
        raise UnableToReadFile(f"找不到文件「{path}」。请核对路径。") from None
    except (BadZipFile, ZlibError, CalamineError, ParseError, EOFError, CsvError, UnicodeError, LookupError):
        raise UnableToReadFile(_DAMAGED) from None


def _sheets(path: Path) -> Iterator[Sheet]:
    with path.open("rb") as source:
        start = source.read(512)
    if not start:
        raise UnableToReadFile("文件是空的。请核对是否传输完整。")
    if start.startswith(_ZIP):
        yield from _of_archive(path)
    elif start.startswith(_OLE):
        yield from legacy.read_sheets(path)
    elif start.startswith(b"%PDF"):
        raise UnableToReadFile("这是PDF文件,不是表格。请用台账的表格文件导入;只有PDF的,请先录成表格。")
    elif b"<html" in start.lower() or b"<table" in start.lower() or start.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        raise UnableToReadFile("这是另存为表格的网页。请用表格软件打开,另存为xlsx后重新导入。")
    else:
        yield delimited.read_sheet(path)


def _of_archive(path: Path) -> Iterator[Sheet]:
    with ZipFile(path) as parts:
        names = set(parts.namelist())
        is_xlsx = "[Content_Types].xml" in names and "xl/workbook.bin" not in names
        refuse_swelling(parts, is_read_whole=not is_xlsx)
    if is_xlsx:
        if not any(name.startswith("xl/") for name in names):
            raise UnableToReadFile("这不是表格文件。请另存为xlsx后重新导入。")
        yield from XlsxWorkbook(path).sheets()
    else:
        yield from legacy.read_sheets(path)
