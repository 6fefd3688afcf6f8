"""Signed notes: a short text with signatures below it, each with the name and the hash of its key.

Source: C2SP signed-note (Ed25519, type 1; other algorithms, type 0xff) and tlog-cosignature (type 4).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
COSIGNATURE = b"\x04"
OTHER = b"\xff"
_DASH = "— "
_KEY = 32
_ID = 4
_STAMP = 8
_LATEST = 2**63 - 1
_MOST = 100
_UNFIT = re.compile(r"[\x00-\x09\x0b-\x1f\ud800-\udfff]")


class UnableToReadNote(ValueError):
    """The text is no signed note."""


class Signer(Protocol):
    """Whoever signs: a key of our own, or a device or service outside."""

    @property
    def name(self) -> str:
        """The name of the key."""

    @property
    def key_id(self) -> bytes:
        """The first bytes of the hash of the key."""

    def sign(self, text: bytes) -> bytes:
        """The signature over the text."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the name of the key, the first bytes of its hash, and the signature itself."""

    name: str
    key_id: bytes
    signature: bytes

    @property
    def line(self) -> str:
        """The line as it stands below the note."""
        return f"{_DASH}{self.name} {base64.b64encode(self.key_id + self.signature).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, ending with a line break, and its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        """The note as it is served."""
        return f"{self.text}\n{''.join(one.line for one in self.signatures)}"


def read_note(text: str) -> Note:
    """The note in a text. Raises UnableToReadNote."""
    body, blank, lines = text.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        msg = "a signed note has a text, an empty line, and signature lines that each end with a line break"
        raise UnableToReadNote(msg)
    _refuse_characters(text)
    found = lines[:-1].split("\n")
    if len(found) > _MOST:
        msg = f"a note with {len(found)} signatures is not read: {_MOST} are enough"
        raise UnableToReadNote(msg)
    return Note(body + "\n", tuple(_signature(line) for line in found))


def key_id(name: str, kind: bytes, public: bytes) -> bytes:
    """The first bytes of the hash of a named key."""
    return hashlib.sha256(name.encode() + b"\n" + kind + public).digest()[:_ID]


def refuse_name(name: str) -> None:
    """Raise ValueError for a name that no key may have: an empty one, or one with blanks or a plus sign."""
    if not _is_name(name):
        msg = f"密钥名称「{name}」不合规:不能为空,不能含有空白或加号。请换一个名称。"
        raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key by its name; kind: ED25519 for a log, COSIGNATURE for a witness, OTHER for what is not checked here.

    public: the 32 bytes of an Ed25519 key; with OTHER, the name of the algorithm and the key, one after the other.
    """

    name: str
    kind: bytes
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The first bytes of the hash of the key."""
        return key_id(self.name, self.kind, self.public)

    @property
    def text(self) -> str:
        """The key as it is published: «name+hash+key»."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(self.kind + self.public).decode()}"

    def accepts(self, note: Note) -> bool:
        """Whether the note carries this key's signature and it holds; a cosignature counts with the time it states.

        One that does not hold spoils the note, also beside others that do.
        """
        mine = self.signatures(note)
        return bool(mine) and all(self._holds(note.text, one.signature) for one in mine)

    def signatures(self, note: Note) -> list[Signature]:
        """The signatures below the note that name this key, whether they hold or not."""
        return [one for one in note.signatures if (one.name, one.key_id) == (self.name, self.key_id)]

    def _holds(self, text: str, signature: bytes) -> bool:
        if self.kind == OTHER:
            return False
        signed = text.encode()
        if self.kind == COSIGNATURE:
            second, signature = int.from_bytes(signature[:_STAMP], "big"), signature[_STAMP:]
            if second > _LATEST:
                return False
            signed = cosigned(text, second)
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, signed)
        except InvalidSignature:
            return False
        return True


def read_verifier(text: str) -> Verifier:
    """A published key. Raises UnableToReadNote where it is damaged or of an unknown kind."""
    name, plus, rest = text.strip().partition("+")
    digest, plus_too, encoded = rest.partition("+")
    raw = decoded(encoded)
    found = Verifier(name, raw[:1], raw[1:])
    named = plus and plus_too and _is_name(name) and found.key_id.hex() == digest
    if not named or not _is_key(found):
        msg = f"公钥「{text.strip()[:80]}」不完整,或者种类不明。请从公布处重新抄录。"
        raise UnableToReadNote(msg)
    return found


@dataclass(frozen=True, slots=True)
class LogKey:
    """The Ed25519 key with which a log signs its checkpoints."""

    name: str
    private: Ed25519PrivateKey

    @property
    def verifier(self) -> Verifier:
        """Its public half."""
        return Verifier(self.name, ED25519, self.private.public_key().public_bytes_raw())

    @property
    def key_id(self) -> bytes:
        """The first bytes of the hash of the key."""
        return self.verifier.key_id

    def sign(self, text: bytes) -> bytes:
        """The signature over the text."""
        return self.private.sign(text)


@dataclass(frozen=True, slots=True)
class WitnessKey:
    """The Ed25519 key with which a witness says: this checkpoint I saw, at this time, grown from what I saw before."""

    name: str
    private: Ed25519PrivateKey

    @property
    def verifier(self) -> Verifier:
        """Its public half."""
        return Verifier(self.name, COSIGNATURE, self.private.public_key().public_bytes_raw())

    def cosign(self, text: str, second: int) -> Signature:
        """The cosignature over a checkpoint's text at a second since 1970 (UTC)."""
        signature = self.private.sign(cosigned(text, second))
        return Signature(self.name, self.verifier.key_id, second.to_bytes(_STAMP, "big") + signature)


def signed(text: str, signers: Iterable[Signer]) -> Note:
    """The text with a signature of each signer."""
    made = (Signature(one.name, one.key_id, one.sign(text.encode())) for one in signers)
    return Note(text, tuple(made))


def cosigned(text: str, second: int) -> bytes:
    """What a witness signs."""
    return f"cosignature/v1\ntime {second}\n{text}".encode()


def _signature(line: str) -> Signature:
    name, blank, encoded = line.removeprefix(_DASH).partition(" ")
    raw = decoded(encoded)
    if not line.startswith(_DASH) or not blank or not _is_name(name) or len(raw) <= _ID:
        msg = f"this is no signature line: {line[:80]!r}"
        raise UnableToReadNote(msg)
    return Signature(name, raw[:_ID], raw[_ID:])


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(char.isspace() for char in name)


def _is_key(key: Verifier) -> bool:
    if key.kind == OTHER:
        return bool(key.public)
    return key.kind in {ED25519, COSIGNATURE} and len(key.public) == _KEY


def _refuse_characters(text: str) -> None:
    if _UNFIT.search(text):
        msg = "a note has no control characters other than line breaks, and no lone surrogates"
        raise UnableToReadNote(msg)


def decoded(encoded: str) -> bytes:
    """The bytes in base64, of which each value has one spelling here. Raises UnableToReadNote."""
    try:
        raw = base64.b64decode(encoded, validate=True)
    except ValueError:
        raw = b""
    if not raw or base64.b64encode(raw).decode() != encoded:
        msg = f"this is not base64: {encoded[:80]!r}"
        raise UnableToReadNote(msg)
    return raw
