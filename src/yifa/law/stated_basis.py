"""A basis as offices write it in a list («《…条例》第二十五条»): which statute it names, and which articles.

Declared citations are data; what a register states about itself is text. Only what the words say for sure is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from yifa.law.citation import Statute, in_chinese
from yifa.law.fact import Fact

LEGAL_BASIS = Fact("legal_basis", "设定依据", public=True)
"""What an entry of a list, or a document, says of its own basis. A column that states it is searched for statutes."""

_OF_THE_STATE = "中华人民共和国"
_TITLED = re.compile(r"《([^《》]+)》([^《]*)")
_NUMERAL = "[0-9零一二三四五六七八九十百]+"
_ARTICLES = re.compile(rf"第({_NUMERAL}(?:、第?{_NUMERAL})*)条")
_BY_WORDS = {in_chinese(number): number for number in range(1, 1000)}


def articles_stated(text: str, statute: Statute) -> frozenset[int] | None:
    """The articles of the statute that the words name, none where they name it as a whole; None where they do not.

    A title in brackets speaks for what follows it up to the next title; without brackets the short name or the number.
    """
    words = "".join(normalize("NFKC", text).split())
    found = [articles for part in _after_the_name(words, statute) for articles in (_articles_in(part),)]
    return frozenset().union(*found) if found else None


def names(words: str, statute: Statute) -> bool:
    """Whether these words are a title, a short name or a document number of the statute."""
    return _plain(words) in {_plain(name) for name in (*_titles(statute), *_numbers(statute))}


def _after_the_name(words: str, statute: Statute) -> Iterator[str]:
    titled = [(title, rest) for title, rest in _TITLED.findall(words)]
    yield from (rest for title, rest in titled if _plain(title) in {_plain(name) for name in _titles(statute)})
    if titled:
        return
    for name in sorted({*map(_plain, _titles(statute)), *map(_plain, _numbers(statute))}, key=len, reverse=True):
        if name in words:
            yield words.partition(name)[2]
            return


def _titles(statute: Statute) -> tuple[str, ...]:
    return (statute.title, statute.known_as)


def _numbers(statute: Statute) -> tuple[str, ...]:
    return tuple(version.number.partition("(")[0] for version in statute.versions)


def _plain(name: str) -> str:
    return "".join(normalize("NFKC", name).split()).removeprefix(_OF_THE_STATE)


def _articles_in(words: str) -> frozenset[int]:
    listed = (number for found in _ARTICLES.findall(words) for number in re.findall(_NUMERAL, found))
    return frozenset(int(n) if n.isdigit() else _BY_WORDS[n] for n in listed if n.isdigit() or n in _BY_WORDS)
