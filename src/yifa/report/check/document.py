"""What a report is once it is read: its text, in the order of the page."""

from dataclasses import dataclass


class UnableToRead(Exception):
    """The file cannot be read; the message is a Chinese sentence that says how to save it."""


@dataclass(frozen=True)
class Document:
    """The text of one file: a paragraph or a row of a table a line, cells joined by a tab.

    `hard` says that a line may also end where the page ended, as in text files: the repair decides which do.
    """

    name: str
    text: str
    hard: bool = False
