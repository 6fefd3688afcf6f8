"""A bundle: everything that somebody without access to this installation needs to check some leaves of its log.

It is one JSON file: the signed checkpoint, the leaves opened (salt and text) or only shown to be there (commitment),
their paths, and, where the reader holds an earlier checkpoint, the proof that the log has only grown since.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yifa.kernel.evidence.checkpoint import Checkpoint, read_checkpoint
from yifa.kernel.evidence.notes import Note, UnableToReadNote, Verifier, read_note, read_verifier
from yifa.kernel.evidence.suite import SUITES

FORMAT = "yifa-bundle/1"


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
        whole: dict[str, Any] = json.loads(text)
        if whole["format"] != FORMAT or whole["suite"] not in SUITES:
            raise UnableToReadBundle(_refusal("格式或者算法不明"))
        growth = tuple(Growth(one["checkpoint"], _raw(one["path"])) for one in whole["growth"])
        leaves = tuple(_leaf(one) for one in whole["leaves"])
        found = Bundle(whole["checkpoint"], tuple(whole["keys"]), leaves, growth)
        stated = found.checkpoint.suite
    except UnableToReadNote as damaged:
        raise UnableToReadBundle(_refusal(f"封存点不可读({damaged})")) from None
    except (ValueError, KeyError, TypeError, AttributeError) as damaged:
        if isinstance(damaged, UnableToReadBundle):
            raise
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


def _leaf(one: Mapping[str, Any]) -> OpenedLeaf:
    salt = bytes.fromhex(one["salt"]) if "salt" in one else None
    return OpenedLeaf(
        int(one["position"]),
        str(one["kind"]),
        str(one["subject"]),
        bytes.fromhex(one["commitment"]),
        _raw(one["path"]),
        salt,
        str(one["text"]) if salt is not None else None,
    )


def _hex(path: Sequence[bytes]) -> list[str]:
    return [node.hex() for node in path]


def _raw(path: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(node) for node in path)
