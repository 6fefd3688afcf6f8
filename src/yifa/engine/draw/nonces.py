"""The only place of a draw where randomness is made: frame keys and the nonces of organs, before anything is sealed."""

from __future__ import annotations

import secrets

BYTES = 32


def new_frame_key() -> bytes:
    """Make the secret of one edition of a frame. A key that served another frame must never be used again."""
    return secrets.token_bytes(BYTES)


def new_nonce() -> bytes:
    """Make the secret of one organ for one draw; it leaves the organ only when it is revealed."""
    return secrets.token_bytes(BYTES)
