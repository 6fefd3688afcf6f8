"""The frame: who may be drawn, as an immutable list that is committed to before anything can be drawn from it.

Entries stand in order of stratum and, within it, of code, both by code point. Each is a leaf
SHA-256(0x00 ‖ salt ‖ canonical JSON [stratum, position, code]) of a Merkle tree, where the salt is
HMAC-SHA-256(key, number of the leaf as eight bytes). Whoever holds the key can show the whole list; the salt of a drawn
entry shows that entry and nothing of the others.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import accumulate, pairwise
from json.encoder import encode_basestring
from typing import NamedTuple
from unicodedata import is_normalized

from yifa.engine.draw.refusal import UnableToDraw
from yifa.kernel.evidence.suite import INTL
from yifa.kernel.evidence.tree import Tree

_BLOCK = 64


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum (a risk class, an organ, a kind of file) and the codes of its subjects, in order."""

    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """What the public knows of a stratum before the draw: its name and how many subjects stand in it."""

    name: str
    size: int


class Place(NamedTuple):
    """One place of a frame: a stratum, and a position in it, counted from 0."""

    stratum: str
    position: int


@dataclass(frozen=True, slots=True)
class Opening:
    """What shows that a code stands at its place: the salt of the entry, and the way up to the root."""

    salt: bytes
    proof: tuple[bytes, ...]


@dataclass(frozen=True)
class Frame:
    """One edition of a register, ready to be drawn from. Make it with `frame_of`; key: 32 bytes that only its holder knows."""

    key: bytes
    strata: tuple[Stratum, ...]

    @property
    def sizes(self) -> tuple[Size, ...]:
        """The strata as the public sees them."""
        return tuple(Size(stratum.name, len(stratum.codes)) for stratum in self.strata)

    @property
    def root(self) -> bytes:
        """The hash that stands for the whole list."""
        return self._tree.root()

    def code(self, place: Place) -> str:
        """The subject at a place."""
        return self._by_name[place.stratum].codes[place.position]

    def place(self, code: str) -> Place | None:
        """Where a subject stands; None where it is not in the frame."""
        return self._places.get(code)

    def opening(self, place: Place) -> Opening:
        """Open one entry, and no other."""
        number = leaf_number(self.sizes, place)
        return Opening(hmac.digest(self.key, _eight(number), "sha256"), tuple(self._tree.inclusion(number)))

    @cached_property
    def _tree(self) -> Tree:
        tree = Tree(INTL)
        tree.extend_hashed(_leaves(self.key, self.strata))
        return tree

    @cached_property
    def _by_name(self) -> dict[str, Stratum]:
        return {stratum.name: stratum for stratum in self.strata}

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {code: Place(s.name, position) for s in self.strata for position, code in enumerate(s.codes)}


def frame_of(*, key: bytes, entries: Iterable[tuple[str, str]]) -> Frame:
    """Put a register's (stratum, code) pairs in order and freeze them.

    key: 32 fresh bytes (`nonces.new_frame_key`). Raises UnableToDraw for an empty register, an unreadable name, or a
    subject that stands in it twice and would have two chances.
    """
    if len(key) != sha256().digest_size:
        raise UnableToDraw("名录密钥不是32个字节。请用系统生成的密钥。")
    strata: dict[str, list[str]] = {}
    for stratum, code in entries:
        strata.setdefault(stratum, []).append(code)
    frame = Frame(key, tuple(Stratum(name, tuple(sorted(codes))) for name, codes in sorted(strata.items())))
    check(frame)
    return frame


def check(frame: Frame) -> None:
    """Refuse a frame that is empty, out of order, or gives somebody two chances."""
    if not frame.strata or not all(stratum.codes for stratum in frame.strata):
        raise UnableToDraw("名录为空,无从抽取。请先导入对象名录。")
    names = [stratum.name for stratum in frame.strata]
    _check_order(names, "层")
    for stratum in frame.strata:
        _check_order(stratum.codes, "对象")
    seen: set[str] = set()
    for stratum in frame.strata:
        twice = seen.intersection(stratum.codes)
        if twice:
            raise UnableToDraw(
                f"对象「{min(twice)}」在不同层中重复出现,会有两次被抽中的机会。请先核对名录,只保留一处。"
            )
        seen.update(stratum.codes)


def leaf_number(sizes: tuple[Size, ...], place: Place) -> int:
    """The number of a place's leaf, counted from 0 through all strata in order."""
    starts = dict(zip((size.name for size in sizes), accumulate((s.size for s in sizes), initial=0), strict=False))
    return starts[place.stratum] + place.position


def entry_of(*, salt: bytes, place: Place, code: str) -> bytes:
    """What the leaf of a subject at its place is made of."""
    return salt + _entry(place.stratum, place.position, code).encode()


def _entry(stratum: str, position: int, code: str) -> str:
    return f"[{encode_basestring(stratum)},{position},{encode_basestring(code)}]"


def _leaves(key: bytes, strata: tuple[Stratum, ...]) -> Iterator[bytes]:
    # Five million times: the strings that repeat are made once, and the two halves of HMAC begun once.
    inner, outer = (sha256(bytes(byte ^ pad for byte in key.ljust(_BLOCK, b"\0"))) for pad in (0x36, 0x5C))
    number = 0
    for stratum in strata:
        start = f"[{encode_basestring(stratum.name)},"
        for position, code in enumerate(stratum.codes):
            first, second = inner.copy(), outer.copy()
            first.update(_eight(number))
            second.update(first.digest())
            entry = f"{start}{position},{encode_basestring(code)}]"
            yield sha256(b"\0" + second.digest() + entry.encode()).digest()
            number += 1


def _check_order(names: Iterable[str], what: str) -> None:
    listed = list(names)
    for name in listed:
        if not name.isascii() and not is_normalized("NFC", name):
            raise UnableToDraw(f"{what}「{name}」不是规范的统一码写法,同一名称会有两种编码。请规整后重试。")
        if not name or name.strip() != name or not name.isprintable():
            raise UnableToDraw(f"{what}「{name}」为空,或者含有空白、不可见字符。请先规整名录。")
    for one, next_ in pairwise(listed):
        if one == next_:
            raise UnableToDraw(f"{what}「{one}」重复出现,会有两次被抽中的机会。请先核对名录,只保留一处。")
        if one > next_:
            raise UnableToDraw(f"{what}「{next_}」没有按编码顺序排列。名录须按层和编码排序后固定。")


def _eight(number: int) -> bytes:
    return number.to_bytes(8, "big")
