"""A bundle: everything that somebody without access to this installation needs to check some leaves of its log.

It is one JSON file: the signed checkpoint, the leaves opened (salt and text) or only shown to be there (commitment),
their paths, and, where the reader holds an earlier checkpoint, the proof that the log has only grown since.

It is read strictly: no member that is unknown, missing or stated twice, every number and every hash in the one spelling
that `bundle_text` gives it. So whatever is changed in it is either refused, or found, or says the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from yifa.kernel.evidence.checkpoint import Checkpoint, read_checkpoint
from yifa.kernel.evidence.notes import Note, UnableToReadNote, Verifier, read_note, read_verifier
from yifa.kernel.evidence.suite import SUITES

FORMAT = "yifa-bundle/1"
_WHOLE = frozenset({"format", "suite", "checkpoint", "keys", "leaves", "growth"})
_GROWTH = frozenset({"checkpoint", "path"})
_SHOWN = frozenset({"position", "kind", "subject", "commitment", "path"})
_OPENING = frozenset({"salt", "text"})


class UnableToReadBundle(ValueError):
    """The file is no bundle."""


@dataclass(frozen=True, slots=True)
class OpenedLeaf:
    """One leaf with its path. salt and text are None where the leaf is shown without what it commits to."""

    position: int
    kind: str
    subject: str
    commitment: bytes
    path: tuple[bytes, ...]
    salt: bytes | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Growth:
    """An earlier checkpoint, and the path that shows that the log begins with it."""

    note: str
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Leaves under one checkpoint. keys: as published; the reader compares them with what he was given elsewhere."""

    note: str
    keys: tuple[str, ...]
    leaves: tuple[OpenedLeaf, ...]
    growth: tuple[Growth, ...] = ()

    @property
    def signed(self) -> Note:
        """The checkpoint with its signatures. Raises UnableToReadNote."""
        return read_note(self.note)

    @property
    def checkpoint(self) -> Checkpoint:
        """What is signed. Raises UnableToReadNote."""
        return read_checkpoint(self.signed.text)

    @property
    def verifiers(self) -> tuple[Verifier, ...]:
        """The keys that came with the bundle. Raises UnableToReadNote."""
        return tuple(read_verifier(key) for key in self.keys)


def bundle_text(bundle: Bundle) -> str:
    """The bundle as a file, indented for people who look into it."""
    leaves = [_leaf_json(leaf) for leaf in bundle.leaves]
    growth = [{"checkpoint": one.note, "path": _hex(one.path)} for one in bundle.growth]
    whole = {
        "format": FORMAT,
        "suite": bundle.checkpoint.suite,
        "checkpoint": bundle.note,
        "keys": list(bundle.keys),
        "leaves": leaves,
        "growth": growth,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def read_bundle(text: str) -> Bundle:
    """The bundle in a file. Raises UnableToReadBundle with a Chinese sentence."""
    try:
        whole = json.loads(text, object_pairs_hook=_once)
        _refuse_other_formats(whole)
        found = _bundle(whole)
        stated, _ = found.checkpoint.suite, found.verifiers
    except UnableToReadNote as damaged:
        raise UnableToReadBundle(_refusal(f"封存点或者公钥不可读({damaged})")) from None
    except UnableToReadBundle:
        raise
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UnableToReadBundle(_refusal("内容残缺或者不是 JSON")) from None
    if stated != whole["suite"]:
        raise UnableToReadBundle(_refusal("所称算法与封存点不一致"))
    return found


def _refusal(why: str) -> str:
    return f"这不是可核验的存证文件:{why}。请向出具机关重新索取原文件,不要用编辑软件改存。"


def _leaf_json(leaf: OpenedLeaf) -> dict[str, Any]:
    shown = {
        "position": leaf.position,
        "kind": leaf.kind,
        "subject": leaf.subject,
        "commitment": leaf.commitment.hex(),
        "path": _hex(leaf.path),
    }
    opened = {"salt": leaf.salt.hex(), "text": leaf.text} if leaf.salt is not None else {}
    return shown | opened


def _refuse_other_formats(whole: Any) -> None:
    if not isinstance(whole, dict) or whole.get("format") != FORMAT or whole.get("suite") not in SUITES:
        raise UnableToReadBundle(_refusal("格式或者算法不明"))
    _refuse_other_members(whole, _WHOLE)


def _bundle(whole: Mapping[str, Any]) -> Bundle:
    growth = tuple(_growth(one) for one in _list(whole["growth"]))
    leaves = tuple(_leaf(one) for one in _list(whole["leaves"]))
    keys = tuple(_text(key) for key in _list(whole["keys"]))
    return Bundle(_text(whole["checkpoint"]), keys, leaves, growth)


def _growth(one: Mapping[str, Any]) -> Growth:
    _refuse_other_members(one, _GROWTH)
    return Growth(_text(one["checkpoint"]), _path(one["path"]))


def _leaf(one: Mapping[str, Any]) -> OpenedLeaf:
    is_open = "salt" in one
    _refuse_other_members(one, _SHOWN | _OPENING if is_open else _SHOWN)
    shown = (_text(one["kind"]), _text(one["subject"]), _raw(one["commitment"]), _path(one["path"]))
    opened = (_raw(one["salt"]), _text(one["text"])) if is_open else (None, None)
    return OpenedLeaf(_whole_number(one["position"]), *shown, *opened)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        msg = "a member is stated twice"
        raise ValueError(msg)
    return found


def _refuse_other_members(one: Mapping[str, Any], names: frozenset[str]) -> None:
    if set(one) != names:
        msg = f"members {sorted(one)} instead of {sorted(names)}"
        raise ValueError(msg)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else _refuse(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return _refuse(value)
    value.encode()  # a lone surrogate is a ValueError
    return value


def _whole_number(value: Any) -> int:
    return value if type(value) is int else _refuse(value)


def _raw(value: Any) -> bytes:
    raw = bytes.fromhex(value)
    return raw if raw.hex() == value else _refuse(value)


def _path(value: Any) -> tuple[bytes, ...]:
    return tuple(_raw(node) for node in _list(value))


def _hex(path: Sequence[bytes]) -> list[str]:
    return [node.hex() for node in path]


def _refuse(value: Any) -> NoReturn:
    msg = f"{value!r} stands where it cannot"
    raise ValueError(msg)
