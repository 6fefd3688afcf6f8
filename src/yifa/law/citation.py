"""Citations: which article of which statute says so. A citation of an article that does not exist fails at import."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import starmap

DIGITS = "零一二三四五六七八九"


class Certainty(StrEnum):
    """How sure we are that the text says this: read in full, seen on a secondary page, or remembered."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    MEMORY = "memory"

    @property
    def label(self) -> str:
        """What a page shows beside the citation: nothing, or 待核."""
        return "待核" if self is Certainty.MEMORY else ""


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a statute: article, and within it paragraph (款) and item (项); or a section of a notice."""

    article: int | None = None
    paragraph: int | None = None
    item: int | None = None
    section: str = ""

    @property
    def short(self) -> str:
        """«32条1款4项», or the section as the notice numbers it."""
        parts = ((self.article, "条"), (self.paragraph, "款"), (self.item, "项"))
        return self.section or "".join(f"{number}{word}" for number, word in parts if number is not None)

    @property
    def formal(self) -> str:
        """«第三十二条第一款第四项», as a legal document writes it."""
        item = f"第{in_chinese(self.item)}项" if self.item is not None else ""
        paragraph = f"第{in_chinese(self.paragraph)}款" if self.paragraph is not None else ""
        article = f"第{in_chinese(self.article)}条" if self.article is not None else ""
        return self.section or article + paragraph + item


@dataclass(frozen=True, slots=True)
class Version:
    """A dated version of a statute: its document number, the day it binds from and its number of articles.

    articles=None: the table of articles is not known, and every citation of this version is 待核.
    """

    valid_from: date
    number: str
    articles: int | None


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute, regulation or notice, with its versions in order of time.

    title: full title; known_as: the short name used in tables; issuer; versions; checked_on: the day on which
    somebody looked and this was still the law; certainty: how sure we are of its content.
    """

    title: str
    known_as: str
    issuer: str
    versions: tuple[Version, ...]
    # Looking again changes no word of the law, so that the day stays out of what procedures are known by.
    checked_on: date = field(repr=False)
    certainty: Certainty = Certainty.VERIFIED

    @property
    def number(self) -> str:
        """Document number of the latest version."""
        return self.versions[-1].number

    def in_force(self, day: date) -> Version | None:
        """The version that binds on `day`; None before the first one."""
        binding = [version for version in self.versions if version.valid_from <= day]
        return binding[-1] if binding else None

    def art(self, *articles: int, paragraph: int | None = None, item: int | None = None) -> Citation:
        """Cite articles of the latest version; paragraph and item narrow the first one.

        Raises ValueError, at import of the module that cites, where the statute has no such article.
        """
        for article in articles:
            self._check(article)
        first = Place(articles[0], paragraph, item)
        places = (first, *(Place(article) for article in articles[1:]))
        known = self.versions[-1].articles is not None
        return Citation((Reference(self, places),), self.certainty if known else Certainty.MEMORY)

    def section(self, name: str, *, certainty: Certainty | None = None) -> Citation:
        """Cite a section of a notice that has no articles, as the notice numbers it."""
        return Citation((Reference(self, (Place(section=name),)),), certainty or self.certainty)

    def whole(self) -> Citation:
        """Cite the document as a whole."""
        return Citation((Reference(self, ()),), self.certainty)

    def _check(self, article: int) -> None:
        last = self.versions[-1].articles
        if article < 1 or (last is not None and article > last):
            msg = f"《{self.title}》({self.number}) has articles 1–{last}; article {article} cannot be cited"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Reference:
    """Places in one statute."""

    statute: Statute
    places: tuple[Place, ...]

    @property
    def short(self) -> str:
        """«重大行政决策程序暂行条例 25条»."""
        return f"{self.statute.known_as} {'、'.join(place.short for place in self.places)}".rstrip()

    @property
    def formal(self) -> str:
        """«《重大行政决策程序暂行条例》第二十五条»."""
        return f"《{self.statute.title}》{'、'.join(place.formal for place in self.places)}"


@dataclass(frozen=True, slots=True)
class Citation:
    """The legal basis of a rule: references to statutes, and names of local parameters that fill them in."""

    references: tuple[Reference, ...] = ()
    certainty: Certainty = Certainty.VERIFIED
    local: tuple[str, ...] = field(default=())

    def __and__(self, other: Citation) -> Citation:
        """Both bases together, each statute named once; only as sure as the less sure one."""
        order = list(Certainty)
        weaker = max(self.certainty, other.certainty, key=order.index)
        places: dict[Statute, tuple[Place, ...]] = {}
        for reference in self.references + other.references:
            known = places.get(reference.statute, ())
            places[reference.statute] = known + tuple(place for place in reference.places if place not in known)
        return Citation(tuple(starmap(Reference, places.items())), weaker, self.local + other.local)

    def also(self, *parameters: str) -> Citation:
        """This basis, filled in by local parameters of the district profile."""
        return Citation(self.references, self.certainty, self.local + parameters)

    @property
    def short(self) -> str:
        """One line for tables: «优化营商环境条例 36条;地方参数 service.promise_binding»."""
        local = [f"地方参数 {name}" for name in self.local]
        return ";".join([reference.short for reference in self.references] + local)

    @property
    def formal(self) -> str:
        """For a sentence: «《…条例》第三十六条、地方参数 …», with 待核 where we are not sure."""
        named = [reference.formal for reference in self.references]
        text = "、".join([*named, *(f"地方参数「{name}」" for name in self.local)])
        return f"{text}({self.certainty.label})" if self.certainty.label else text


def local(*parameters: str) -> Citation:
    """A basis that is only a rule of the district, named by its profile parameters."""
    return Citation(local=parameters)


def in_chinese(number: int) -> str:
    """The number in Chinese numerals as statutes write it, 1 to 999."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if number in range(10, 20) else f"{DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "") if number else DIGITS[0]
