"""What a leaf commits to: a salted hash, so that the log is public and what it speaks of is not.

The salt keeps anyone from guessing a record from its hash; who holds the record and the salt can open the leaf.
"""

from __future__ import annotations

import secrets

from yifa.kernel.evidence.suite import Suite

SALT = 32
"""Bytes of a salt. Its fixed length keeps salt and text apart."""


def new_salt() -> bytes:
    """A salt that nobody can guess."""
    return secrets.token_bytes(SALT)


def commit(suite: Suite, salt: bytes, text: bytes) -> bytes:
    """The commitment to a text. Raises ValueError for a salt of another length."""
    if len(salt) != SALT:
        msg = f"a salt has {SALT} bytes, not {len(salt)}"
        raise ValueError(msg)
    return suite.hash(salt + text)
