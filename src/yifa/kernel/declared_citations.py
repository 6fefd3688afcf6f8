"""Where what is installed rests on which law: found by walking the declarations, never kept by hand.

Whatever holds a citation in a field, at any depth, is found: a new word of the law needs no line here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, get_args

from yifa.kernel.catalogue import Catalogue
from yifa.kernel.disclosure.declaration import Duty
from yifa.kernel.figures.declaration import Figure
from yifa.kernel.ledger import Table
from yifa.law.citation import Citation, Statute
from yifa.law.layers import Overlay
from yifa.law.procedure import Deemed, Extension, Gate, Pause, Procedure, Proviso, Question, Step, Word

WORDS = get_args(Word)
KINDS: Mapping[str, str] = {
    "procedures": "程序",
    "overlays": "条线规定",
    "tables": "台账",
    "figures": "数字",
    "duties": "公布职责",
    "identities": "勾稽关系",
    "pages": "页面",
    "forms": "文书",
}
"""By field of the catalogue, what its entries are called; one that is not named here is called «声明»."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One place that cites: what it is (程序, 环节, 规则, 数字 …), its public id and title, and which part of it.

    part: «» where the thing itself rests on the citation, otherwise the proviso, pause or other part that does;
    within: the procedure, by name, that it belongs to («» for none); version: which text of it («» for every one).
    """

    what: str
    id: str
    title: str
    part: str
    citation: Citation
    within: str = ""
    version: str = ""


def declared_citations(installed: Catalogue, *, additions: Iterable[Overlay] = ()) -> Iterator[Cited]:
    """Every citation in what is installed and in what the district adds to it, in order of the catalogue."""
    for field in fields(installed):
        held = getattr(installed, field.name)
        entries = held.values() if isinstance(held, Mapping) else held
        for entry in entries:
            yield from _found(entry, _Owner(KINDS.get(field.name, "声明")))
    for addition in additions:
        yield from _found(addition, _Owner("本地规定"))


def concerns(citation: Citation, statute: Statute, articles: frozenset[int]) -> bool:
    """Whether the citation rests on the statute, or on one of these articles of it where any are named.

    A citation of the whole, or of a section that is no article, may rest on any article and is taken to.
    """
    cited = [reference for reference in citation.references if reference.statute == statute]
    places = [place for reference in cited for place in reference.places]
    if not articles or any(not reference.places for reference in cited):
        return bool(cited)
    return any(place.article is None or place.article in articles for place in places)


@dataclass(frozen=True, slots=True)
class _Owner:
    """The thing to which a citation that is found next belongs."""

    what: str
    id: str = ""
    title: str = ""
    part: str = ""
    within: str = ""
    version: str = ""


def _found(value: Any, owner: _Owner) -> Iterator[Cited]:
    if isinstance(value, Citation):
        yield Cited(owner.what, owner.id, owner.title, owner.part, value, owner.within, owner.version)
    elif is_dataclass(value) and not isinstance(value, type):
        mine = _owner_of(value, owner)
        for field in fields(value):
            held = getattr(value, field.name)
            # A procedure or table that something refers to is an entry of the catalogue itself.
            if not isinstance(held, Procedure | Table):
                yield from _found(held, mine)
    elif isinstance(value, Mapping):
        yield from _found((*value.keys(), *value.values()), owner)
    elif isinstance(value, tuple | list | frozenset | set):
        for part in value:
            yield from _found(part, owner)


def _owner_of(value: Any, owner: _Owner) -> _Owner:
    match value:
        case Procedure():
            return _Owner("程序", f"{value.name}@{value.version}", value.title, "", value.name, value.version)
        case Step():
            return replace(owner, what="环节", id=_joined(owner.within, value.name), title=value.title, part="")
        case Question():
            return replace(owner, what="法定问题", id=_joined(owner.within, value.name), title=value.title, part="")
        case Overlay():
            return replace(owner, id=value.name, title=value.title, within=value.procedure)
        case Duty():
            title = f"{value.procedure.title}:{value.procedure.by_name[value.step].title}({value.channel.title})"
            return replace(
                owner, id=_joined(value.procedure.name, value.step), title=title, within=value.procedure.name
            )
        case Table() | Figure():
            return replace(owner, id=value.id, title=value.title)
        case _ if isinstance(value, WORDS):
            return replace(owner, what="规则", id=_code(value), part="")
        case _:
            return _part_or_other(value, owner)


def _part_or_other(value: Any, owner: _Owner) -> _Owner:
    match value:
        case Proviso() | Pause():
            return replace(owner, part=value.title)
        case Extension():
            return replace(owner, part="延长期限")
        case Deemed():
            return replace(owner, part="逾期视为")
        case _ if not owner.id:
            return _other(value, owner)
        case _:
            return owner


def _other(value: Any, owner: _Owner) -> _Owner:
    named = [name for name in (getattr(value, "id", ""), getattr(value, "name", "")) if isinstance(name, str) and name]
    title = getattr(value, "title", "")
    procedure = getattr(value, "procedure", "")
    within = procedure.name if isinstance(procedure, Procedure) else procedure
    return replace(
        owner,
        id=named[0] if named else type(value).__name__,
        title=title if isinstance(title, str) else "",
        within=within if isinstance(within, str) else "",
    )


def _code(word: Any) -> str:
    if isinstance(word, Gate):
        return word.absent if word.absent == word.later else f"{word.absent}、{word.later}"
    return str(word.code)


def _joined(*names: str) -> str:
    return ".".join(name for name in names if name)
