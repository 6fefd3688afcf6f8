"""Web pages: the text that a reader sees, a block a line."""

import re
from html.parser import HTMLParser
from pathlib import Path

from yifa.report.check.document import Document
from yifa.report.check.reading.plain import decoded

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "table",
        "section",
        "article",
        "header",
        "footer",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "title",
    ]
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "select"})
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*(gb2312|gbk|gb18030)", re.IGNORECASE)


def read_html(path: Path) -> Document:
    """Read a web page; its own charset is believed where the bytes are not UTF-8."""
    content = path.read_bytes()
    text = content.decode("gb18030", "replace") if _CHARSET.search(content[:2048]) else decoded(content, path.name)
    page = _Page()
    page.feed(text)
    page.close()
    lines = (re.sub(r"[ \xa0\n]+", " ", line).strip(" \t") for line in "".join(page.pieces).split("\n\n"))
    return Document(path.name, "\n".join(line for line in lines if line))


class _Page(HTMLParser):
    """Collects the seen text; two line ends part the blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its signature
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in _BLOCKS:
            self.pieces.append("\n\n")
        elif tag in _CELLS:
            self.pieces.append("\t")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.pieces.append(re.sub(r"\s+", " ", data))
