"""A document after repair, with the way back to its own words."""

from dataclasses import dataclass

from yifa.report.check.document import Document
from yifa.report.check.letters import RULES, letter_edits
from yifa.report.check.lines import line_edits
from yifa.report.check.revision import Revision, revise


@dataclass(frozen=True)
class Repair:
    """One repair, as it is told to the reader."""

    reason: str
    before: str
    after: str


@dataclass(frozen=True)
class Clean:
    """The repaired text, and the revisions that led to it."""

    text: str
    revisions: tuple[Revision, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the document's own text that a span of the repaired one comes from."""
        for revision in reversed(self.revisions):
            start, end = revision.origin(start, end)
        return start, end

    def repairs(self) -> list[Repair]:
        """Every repair that changes what is read, in order of the rules."""
        return [
            Repair(edit.reason, _around(revision.before, edit.start, edit.end), edit.new)
            for revision in self.revisions
            for edit in revision.edits
            if edit.reason
        ]


def repaired(document: Document) -> Clean:
    """Repair what is sure: first lines, then characters."""
    revisions = [revise(document.text, line_edits(document.text, hard=document.hard))]
    for rule in range(RULES):
        text = revisions[-1].text
        edits = letter_edits(text, rule)
        if edits:
            revisions.append(revise(text, edits))
    return Clean(revisions[-1].text, tuple(revisions))


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - 6) : end + 6].replace("\n", "⏎")
