"""With which key and suite this installation signs: made at the first sealing, kept in the home folder's `keys`.

A district that signs with a device (a password machine, a service of the province) describes it in `keys/log.json`
instead: `{"name": …, "suite": "gm", "kind": "SM2 of our machine", "public": base64, "command": ["sign-it"]}`. The
command gets the bytes to be signed on its input and answers with the signature.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from yifa.kernel.evidence.notes import OTHER, LogKey, Verifier, WitnessKey, refuse_name
from yifa.kernel.evidence.suite import INTL, SUITES, Suite
from yifa.kernel.models import PersonalValue

FOLDER, LOG_KEY, PERSONAL_KEY = "keys", "log.json", "personal.key"
SEALED_FILES = "originals/*.sealed"
"""Kept files, which are encrypted under the same key as personal values."""
_PERSONAL_BYTES = 32
_SECONDS_TO_SIGN = 60


class UnableToReadKey(Exception):
    """A key file is missing or damaged."""


@dataclass(frozen=True, slots=True)
class OutsideSigner:
    """A signer outside the program; its signatures are marked as being of another kind (signed-note type 0xff)."""

    name: str
    kind: str
    public: bytes
    command: tuple[str, ...]

    @property
    def verifier(self) -> Verifier:
        """Its public half, with its kind; whoever checks such signatures needs a program that knows the kind."""
        return Verifier(self.name, OTHER, self.kind.encode() + self.public)

    @property
    def key_id(self) -> bytes:
        """The first bytes of the hash of the key."""
        return self.verifier.key_id

    def sign(self, text: bytes) -> bytes:
        """The signature that the command answers with. Raises subprocess errors where it fails."""
        done = subprocess.run(self.command, input=text, capture_output=True, check=True, timeout=_SECONDS_TO_SIGN)  # noqa: S603 - the operator's own command
        return done.stdout


@dataclass(frozen=True, slots=True)
class Signing:
    """How the log is made: its suite, and who signs its checkpoints under its origin."""

    suite: Suite
    signer: LogKey | OutsideSigner

    @property
    def origin(self) -> str:
        """The name of the log, which is that of its key."""
        return self.signer.name


def signing() -> Signing:
    """How this installation's log is made. The first call makes its key. Raises UnableToReadKey."""
    return _signing(_home() / LOG_KEY)


def suite_in_use() -> Suite:
    """The suite of this installation's log."""
    return signing().suite


def make_witness_key(*, name: str, file: Path) -> WitnessKey:
    """Make a witness's key and write it to a new file. Raises FileExistsError, ValueError for the name."""
    refuse_name(name)
    made = WitnessKey(name, Ed25519PrivateKey.generate())
    _write_new(file, {"name": name, "ed25519": _text(made.private.private_bytes_raw())})
    return made


def read_witness_key(file: Path) -> WitnessKey:
    """A witness's key from its file. Raises UnableToReadKey."""
    known = _read(file)
    try:
        return WitnessKey(known["name"], _private(known, file))
    except KeyError as damaged:
        raise _damaged(file) from damaged


def personal_key() -> bytes:
    """The key under which personal values are kept; made at the first call. Raises UnableToReadKey where damaged."""
    return _personal_key(_home() / PERSONAL_KEY)


@lru_cache(maxsize=4)
def _signing(file: Path) -> Signing:
    if not file.exists():
        _make_log_key(file)
    known = _read(file)
    try:
        suite = SUITES[known["suite"]]
        refuse_name(known["name"])
        if "command" in known:
            public = base64.b64decode(known["public"])
            return Signing(suite, OutsideSigner(known["name"], known["kind"], public, tuple(known["command"])))
        return Signing(suite, LogKey(known["name"], _private(known, file)))
    except (KeyError, ValueError, TypeError) as damaged:
        raise _damaged(file) from damaged


def _make_log_key(file: Path) -> None:
    private = Ed25519PrivateKey.generate()
    name = f"yifa/{private.public_key().public_bytes_raw().hex()[:12]}"
    known = {
        "name": name,
        "suite": getattr(settings, "YIFA_SUITE", INTL.name),
        "ed25519": _text(private.private_bytes_raw()),
    }
    try:
        _write_new(file, known)
    except FileExistsError:  # another process was first, and its key is the key
        return


@lru_cache(maxsize=4)
def _personal_key(file: Path) -> bytes:
    if not file.exists():
        _refuse_lost(file)
        with suppress(FileExistsError):
            _write_new(file, {"key": _text(secrets.token_bytes(_PERSONAL_BYTES))})
    try:
        return base64.b64decode(_read(file)["key"])
    except (KeyError, ValueError) as damaged:
        raise _damaged(file) from damaged


def _refuse_lost(file: Path) -> None:
    # A new key in place of a lost one would make everything kept under the old one look erased.
    if PersonalValue.objects.filter(salt__isnull=False).exists() or any(file.parents[1].glob(SEALED_FILES)):
        raise _damaged(file)


def _private(known: dict[str, Any], file: Path) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(known["ed25519"]))
    except (KeyError, ValueError) as damaged:
        raise _damaged(file) from damaged


def _read(file: Path) -> dict[str, Any]:
    try:
        known: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as damaged:
        raise _damaged(file) from damaged
    return known


def _damaged(file: Path) -> UnableToReadKey:
    return UnableToReadKey(f"密钥文件「{file.name}」不存在或者已损坏。请从备份恢复 {FOLDER} 文件夹,不要另造密钥。")


def _write_new(file: Path, known: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Written whole beside its place and then linked, so that nobody ever reads half a key.
    handle, draft = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as kept:
            json.dump(known, kept, ensure_ascii=False)
            kept.flush()
            os.fsync(kept.fileno())
        os.link(draft, file)
    finally:
        Path(draft).unlink()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _home() -> Path:
    return Path(settings.YIFA_HOME) / FOLDER
