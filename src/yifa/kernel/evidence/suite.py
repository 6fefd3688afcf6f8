"""With which hash a log is made: `intl` (SHA-256, what everybody's verifiers know) or `gm` (SM3, 商用密码).

Source: SHA-256 FIPS 180-4; SM3 GB/T 32905-2016. The two are never mixed in one log; every artefact names its suite.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Hash = Callable[[bytes], bytes]
SIZE = 32
"""Bytes of a hash, in either suite."""


@dataclass(frozen=True, slots=True)
class Suite:
    """A named hash function of 32 bytes."""

    name: str
    title: str
    hash: Hash

    def leaf(self, entry: bytes) -> bytes:
        """The hash of a leaf. Source: RFC 9162, section 2.1.1."""
        return self.hash(b"\0" + entry)

    def node(self, left: bytes, right: bytes) -> bytes:
        """The hash of an inner node. Source: RFC 9162, section 2.1.1."""
        return self.hash(b"\1" + left + right)


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def sm3(data: bytes) -> bytes:
    """The SM3 hash, by OpenSSL where Python was linked with one that has it, else by the cryptography package."""
    return _SM3(data)


def _sm3_of_openssl(data: bytes) -> bytes:
    return hashlib.new("sm3", data).digest()


def _sm3_of_cryptography(data: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - only where OpenSSL lacks it

    digest: Any = hashes.Hash(hashes.SM3())
    digest.update(data)
    found: bytes = digest.finalize()
    return found


_SM3 = _sm3_of_openssl if "sm3" in hashlib.algorithms_available else _sm3_of_cryptography

INTL = Suite("intl", "国际通用(SHA-256)", _sha256)
GM = Suite("gm", "商用密码(SM3)", sm3)
SUITES = {suite.name: suite for suite in (INTL, GM)}
