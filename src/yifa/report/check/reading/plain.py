"""Text files, in the encodings that Chinese offices use."""

from pathlib import Path

from yifa.report.check.document import Document, UnableToRead

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def read_plain(path: Path) -> Document:
    """Read a text file, whose lines may end where a page ended."""
    return Document(path.name, decoded(path.read_bytes(), path.name), hard=True)


def decoded(content: bytes, name: str) -> str:
    """The text of the bytes: by their mark, as UTF-8, or as GB 18030."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _lines(content.decode(encoding, errors="replace"))
    if b"\0" in content:
        raise UnableToRead(f"「{name}」不是文本文件。请用 WPS 或 Word 打开后另存为 docx 再核。")
    try:
        return _lines(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _lines(content.decode("gb18030", errors="replace"))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n")
