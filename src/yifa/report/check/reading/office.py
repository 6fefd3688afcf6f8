"""Older forms, through LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from yifa.report.check.document import Document, UnableToRead
from yifa.report.check.reading.docx import read_docx

_PATIENCE = 120
"""Seconds that a conversion may take."""


def read_old_word(path: Path) -> Document:
    """Read a doc, wps, rtf or odt file as the Word document that LibreOffice makes of it."""
    with tempfile.TemporaryDirectory() as folder:
        document = read_docx(_as_docx(path, Path(folder)))
    return Document(path.name, document.text)


def _as_docx(path: Path, folder: Path) -> Path:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnableToRead(
            f"「{path.name}」是旧格式,本机没有安装 LibreOffice,无法转换。请用 WPS 或 Word 打开后另存为 docx 再核。"
        )
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(  # noqa: S603 - our own arguments
        [program, profile, "--headless", "--convert-to", "docx", "--outdir", str(folder), str(path.resolve())],
        check=True,
        capture_output=True,
        timeout=_PATIENCE,
    )
    made = folder / f"{path.stem}.docx"
    if not made.exists():
        raise UnableToRead(f"LibreOffice 打不开「{path.name}」。请用 WPS 或 Word 打开后另存为 docx 再核。")
    return made
