"""What python-docx has no words for: links inside a document, shading, page fields, indents by characters."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import _Row
from docx.text.paragraph import Paragraph

_OWED = "FFE08A"  # the shading of what somebody still owes


def make(name: str, /, *children: BaseOxmlElement, text: str = "", **attributes: str | int) -> BaseOxmlElement:
    """One element of WordprocessingML with its attributes, both without their prefix."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), str(value))
    made.extend(children)
    if text:
        made.text = text
        made.set(qn("xml:space"), "preserve")
    return made


def paragraph_element(paragraph: Paragraph) -> CT_P:
    """The element behind a paragraph."""
    return paragraph._p  # noqa: SLF001 - python-docx offers no public door.


def row_element(row: _Row) -> CT_Row:
    """The element behind a table row."""
    return row._tr  # noqa: SLF001 - as above.


def owed(text: str) -> BaseOxmlElement:
    """A run that nobody overlooks."""
    return make("r", make("rPr", make("b"), make("shd", val="clear", fill=_OWED)), make("t", text=text))


def link(anchor: str, shown: str) -> BaseOxmlElement:
    """A link to a bookmark, printed like any other word; a new line in it is one on paper."""
    first, *others = shown.split("\n")
    following = (part for line in others for part in (make("br"), make("t", text=line)))
    return make("hyperlink", make("r", make("t", text=first), *following), anchor=anchor, history=1)


def bookmark(paragraph: Paragraph, *, name: str, number: int) -> None:
    """Name a paragraph, so that links can lead there."""
    content = paragraph_element(paragraph)
    content.insert(1, make("bookmarkStart", id=number, name=name))
    content.append(make("bookmarkEnd", id=number))


def add_page_field(paragraph: Paragraph) -> None:
    """Append the number of the page; 1 stands there until a program counts."""
    for part in (
        make("fldChar", fldCharType="begin"),
        make("instrText", text=" PAGE "),
        make("fldChar", fldCharType="separate"),
        make("t", text="1"),
        make("fldChar", fldCharType="end"),
    ):
        paragraph_element(paragraph).append(make("r", part))


def place(paragraph: Paragraph, *, align: str, left: int = 0, right: int = 0, character: int = 315) -> None:
    """Indent by whole characters, whose width in twentieths of a point serves programs that cannot count them."""
    indent = make(
        "ind", leftChars=left * 100, left=left * character, rightChars=right * 100, right=right * character, firstLine=0
    )
    paragraph_element(paragraph).get_or_add_pPr().extend((indent, make("jc", val=align)))
