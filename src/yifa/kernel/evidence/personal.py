"""Personal values outside acts: the act holds a reference, the value lies encrypted beside it and can be erased.

A value has a salt of its own. Its key is made of the salt and the installation's key, and the salt is also that of its
leaf: when the salt is gone, neither the ciphertext nor the leaf says anything, and the log stays whole.
Source: 个人信息保护法 art. 47 (deletion), art. 51(3) (encryption, de-identification).
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from yifa.kernel.evidence.canonical import canonical
from yifa.kernel.evidence.commitment import commit, new_salt
from yifa.kernel.evidence.keys import personal_key
from yifa.kernel.evidence.leaves import Committing, Subject
from yifa.kernel.evidence.suite import Suite

ERASED = "已依法删除"
"""What stands in place of a value that was erased."""
MARK, REFERENCE = '{"personal":', '{"ref":'
"""How the text of facts marks a value to be kept outside, and how it then refers to it."""
_REF = 16
_NONCE = bytes(12)
"""Every key encrypts once, so the nonce need not differ (NIST SP 800-38D, 8.2.1: unique per key)."""


class UnableToOpenPersonalValue(Exception):
    """A personal value is missing, damaged, or encrypted under another key."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A value as it is kept: its reference in the act, the fact it states, its salt, its ciphertext, its commitment."""

    ref: str
    fact: str
    salt: bytes
    content: bytes
    commitment: bytes

    @property
    def leaf(self) -> Committing:
        """Its leaf. The salt stays with the value, so that erasing it there erases it."""
        return Committing(Subject.PERSONAL.value, self.ref, b"", self.commitment)


def sheltered(facts: str, suite: Suite) -> tuple[str, tuple[Kept, ...]]:
    """The text of facts with references in place of the values marked as personal, and these values as kept."""
    if MARK not in facts:
        return facts, ()
    stated, kept = json.loads(facts), []
    for name, value in stated.items():
        if isinstance(value, dict):
            one = _keep(name, value["personal"], suite)
            kept.append(one)
            stated[name] = {"ref": one.ref}
    return json.dumps(stated, ensure_ascii=False, separators=(",", ":")), tuple(kept)


def references(facts: str) -> list[str]:
    """The references in a text of facts."""
    if REFERENCE not in facts:
        return []
    return [value["ref"] for value in json.loads(facts).values() if isinstance(value, dict)]


def stated(facts: str) -> dict[str, Any]:
    """Facts as the database keeps them: of a personal value only the reference, which says that it is known."""
    found: dict[str, Any] = json.loads(facts)
    if REFERENCE in facts:
        found |= {name: value["ref"] for name, value in found.items() if isinstance(value, dict)}
    return found


def restored(facts: str, values: Mapping[str, str]) -> str:
    """The text of facts with values again in place of references. Raises UnableToOpenPersonalValue for a missing one."""
    if REFERENCE not in facts:
        return facts
    stated = json.loads(facts)
    for name, value in stated.items():
        if isinstance(value, dict):
            if value["ref"] not in values:
                raise UnableToOpenPersonalValue(_missing(value["ref"]))
            stated[name] = values[value["ref"]]
    return json.dumps(stated, ensure_ascii=False, separators=(",", ":"))


def opened(ref: str, fact: str, salt: bytes | None, content: bytes | None) -> str:
    """The value as it was stated, ERASED where it was erased. Raises UnableToOpenPersonalValue."""
    if salt is None or content is None:
        return ERASED
    try:
        return AESGCM(_key(salt)).decrypt(_NONCE, content, _bound(ref, fact)).decode()
    except (InvalidTag, ValueError):
        raise UnableToOpenPersonalValue(_damaged(ref)) from None


def text_of(ref: str, fact: str, value: str) -> bytes:
    """The canonical text to which the leaf of a value commits."""
    return canonical({"leaf": Subject.PERSONAL.value, "subject": ref, "fact": fact, "value": value})


def _keep(fact: str, value: str, suite: Suite) -> Kept:
    ref, salt = secrets.token_hex(_REF), new_salt()
    content = AESGCM(_key(salt)).encrypt(_NONCE, value.encode(), _bound(ref, fact))
    return Kept(ref, fact, salt, content, commit(suite, salt, text_of(ref, fact, value)))


def _key(salt: bytes) -> bytes:
    return hmac.digest(personal_key(), salt, "sha256")


def _bound(ref: str, fact: str) -> bytes:
    return f"{ref} {fact}".encode()


def _missing(ref: str) -> str:
    return f"个人信息「{ref}」不在库中,而没有依法删除的记录:数据被删改过。请从备份恢复。"


def _damaged(ref: str) -> str:
    return f"个人信息「{ref}」无法解密:内容被改动过,或者密钥文件不是原来的。请从备份恢复数据和 keys 文件夹。"
