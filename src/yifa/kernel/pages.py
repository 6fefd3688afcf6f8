"""Pages that an institution brings beside the generic ones: values in the catalogue, asked with plain values.

A view takes `Asked` and gives a `Page`; it never sees request or response. What it does is one act in one transaction,
or it raises one of REFUSED_BY, and the page is shown again with the sentence above it and what was typed kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from yifa.kernel.access import Viewer
from yifa.kernel.deciding import UnableToPerform
from yifa.kernel.entitlement import Acting
from yifa.kernel.models import Case
from yifa.kernel.versions import Versions
from yifa.law.fold import Given


class Place(StrEnum):
    """Where a page hangs: under a case, at the desk of whoever is signed in, or open to all."""

    CASE = "case"
    DESK = "desk"
    OPEN = "open"


class UnableToTake(ValueError):
    """What was typed cannot be taken; field: the one at fault, «» where it is none in particular."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class NothingThere(LookupError):
    """There is nothing at this address, or nothing that may be seen: told alike, as a page that does not exist."""


REFUSED_BY = (UnableToTake, UnableToPerform)


@dataclass(frozen=True, slots=True)
class File:
    """A file that was sent: its name as the sender called it, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """What a view is asked with.

    on, at: the day and the instant of the clock; case: whose page it is, seen already to be visible, None elsewhere;
    acting: the post in which one acts, None for the public; part: what follows the page's name in the address, «»
    for nothing; query: the query string; sent, files: what was posted, each name with all its values; sender: for the
    public a hash by which one machine is told from another on that day, «» where nobody knows.
    """

    viewer: Viewer
    on: date
    at: datetime
    given: Given
    versions: Versions
    case: Case | None = None
    acting: Acting | None = None
    part: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    sent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, tuple[File, ...]] = field(default_factory=dict)
    sender: str = ""

    def word(self, name: str) -> str:
        """What was typed into one field, without blanks around it; «» for nothing."""
        return next(iter(self.sent.get(name, ())), "").strip()


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: its template (extending one of the shell), its title, what it is told."""

    template: str
    title: str
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """An act is done: what to say of it in one sentence, and where to go on («» for the same page)."""

    said: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to be handed out; content: its bytes, or its pieces where it is made as it is sent; kind: its MIME type."""

    name: str
    content: bytes | Iterator[bytes]
    kind: str


@dataclass(frozen=True, slots=True)
class PageAt:
    """A page of an institution and where it hangs.

    name: in its address, unique in the installation; procedure: of whose cases it is a page; roles: whose desk shows
    a link to it, all where none is named; show: what it looks like; do: what it does when something is posted;
    says: what it is for, beside the link to it; a public page that says nothing is reached from another page only.
    takes: from what it begins something, on whose page a link stands («finding»: ?finding=<id>).
    steps: those of the procedure that are done on it: to it, and not to the form that every act has, the case leads.
    opens_with: the facts, by name, for which a new case of the procedure is asked; its other facts are folded away.
    Addresses: /desk/cases/<id>/<name>/<part>, /desk/office/<name>/<part>, /open/<name>/<part>.
    """

    name: str
    title: str
    place: Place
    show: Callable[[Asked], Page | Download]
    do: Callable[[Asked], Done] | None = None
    procedure: str = ""
    roles: tuple[str, ...] = ()
    says: str = ""
    takes: str = ""
    steps: tuple[str, ...] = ()
    opens_with: tuple[str, ...] = ()
