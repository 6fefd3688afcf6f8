"""Chinese punctuation for Chinese sentences: no official document prints half-width commas.

Declarations, formulas and the words of many hands come with either kind. Every character is replaced by one
character, so that a paragraph cut into runs can be mended as a whole and cut again in the same places.
"""

from collections.abc import Iterable
from dataclasses import replace

from yifa.report.document import Run, Slot

_FULL_WIDTH = 0xFEE0  # the distance from «,» to its full-width twin, the same for all of them
_MARKS = frozenset(",:;!?()")
_PASSED_OVER = "".join(_MARKS) + " "
_NEAR = 8  # how far a neighbouring word is looked for


def mended(text: str) -> str:
    """The text with full-width punctuation wherever it stands in Chinese words; codes and plain numbers stay."""
    characters = list(text)
    opened: list[int] = []
    for at, mark in enumerate(text):
        if mark == "(":
            opened.append(at)
        elif mark == ")":
            start = opened.pop() if opened else at
            if _stands_in_chinese(text, start, at):
                characters[start], characters[at] = _full(text[start]), _full(mark)
        elif mark in _MARKS and _stands_in_chinese(text, at, at):
            characters[at] = _full(mark)
    return "".join(characters)


def mended_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same over a paragraph in several runs, where a comma may stand in one and its word in the next."""
    pieces = tuple(runs)
    text = mended("".join(_words(run) for run in pieces))
    done: list[Run] = []
    for run in pieces:
        length = len(_words(run))
        done.append(_with_words(run, text[:length]))
        text = text[length:]
    return tuple(done)


def _stands_in_chinese(text: str, start: int, end: int) -> bool:
    """Whether the words before, between or after the marks at those places are Chinese."""
    before = text[max(0, start - _NEAR) : start].rstrip(_PASSED_OVER)[-1:]
    after = text[end + 1 : end + 1 + _NEAR].lstrip(_PASSED_OVER)[:1]
    return any(map(_is_chinese, (before, after, *text[start + 1 : end])))


def _is_chinese(character: str) -> bool:
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef" or character in set("“”‘’—…")


def _full(mark: str) -> str:
    return chr(ord(mark) + _FULL_WIDTH)


def _words(run: Run) -> str:
    return run.shown if isinstance(run, Slot) else run.text


def _with_words(run: Run, words: str) -> Run:
    return replace(run, shown=words) if isinstance(run, Slot) else replace(run, text=words)
