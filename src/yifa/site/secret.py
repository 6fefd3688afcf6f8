"""The secret under which cookies and forms are signed: made once for an installation, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FOLDER, FILE = "keys", "secret.key"
LENGTH = 50


def kept_secret(home: Path) -> str:
    """The secret of this home folder; «» where none was made yet."""
    file = home / FOLDER / FILE
    return file.read_text(encoding="ascii").strip() if file.is_file() else ""


def make_secret(home: Path) -> None:
    """Make the secret, unless there is one."""
    file = home / FOLDER / FILE
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f"{FILE}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as made:
            made.write(secrets.token_urlsafe(LENGTH))
        _put(draft, file)
    finally:
        draft.unlink()


def _put(draft: Path, file: Path) -> None:
    # A link fails where another process was first: all of them then read the same secret.
    try:
        os.link(draft, file)
    except FileExistsError:
        return
