"""A kept file comes back as it came, and cannot be read by who finds only the disk."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.kernel.trial.book import NOW
from yifa.kernel import originals
from yifa.kernel.evidence import keys
from yifa.kernel.evidence.keys import UnableToReadKey
from yifa.kernel.loads import keep_original
from yifa.kernel.originals import SEALED, UnableToOpenOriginal, keep, opened

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", [0, 1, 15, 16, 17, 32, 33, 48])
def test_a_file_of_any_length_comes_back(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(originals, "CHUNK", 16)
    content = bytes(range(size))
    sha256 = hashlib.sha256(content).hexdigest()
    (tmp_path / "came").write_bytes(content)
    keep(tmp_path / "came", sha256=sha256, kind="csv", folder=tmp_path / "kept")
    original = keep_original(name="a.csv", sha256=sha256, size=size, kind="csv", at=NOW)
    assert b"".join(opened(original, folder=tmp_path / "kept")) == content


class TestAKeptFile:
    def test_shows_nothing_of_its_content(self, tmp_path: Path) -> None:
        (tmp_path / "came").write_bytes("张例甲".encode())
        keep(tmp_path / "came", sha256="0" * 64, kind="csv", folder=tmp_path / "kept")
        (file,) = (tmp_path / "kept").iterdir()
        assert "张例甲".encode() not in file.read_bytes()
        assert file.name == "0" * 64 + ".csv" + SEALED

    def test_whose_pieces_were_exchanged_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(originals, "CHUNK", 16)
        content = bytes(64)
        sha256 = hashlib.sha256(content).hexdigest()
        (tmp_path / "came").write_bytes(content)
        keep(tmp_path / "came", sha256=sha256, kind="csv", folder=tmp_path)
        original = keep_original(name="a.csv", sha256=sha256, size=64, kind="csv", at=NOW)
        file = tmp_path / f"{sha256}.csv{SEALED}"
        raw, head, piece = file.read_bytes(), 48, 32
        file.write_bytes(
            raw[:head] + raw[head + piece : head + 2 * piece] + raw[head : head + piece] + raw[head + 2 * piece :]
        )
        with pytest.raises(UnableToOpenOriginal, match="与收存时不同"):
            list(opened(original, folder=tmp_path))

    def test_cannot_be_read_after_its_key_was_lost_and_no_other_key_is_made(
        self, tmp_path: Path, settings: Any
    ) -> None:
        settings.YIFA_HOME = tmp_path
        (tmp_path / "came").write_bytes(b"a")
        keep(tmp_path / "came", sha256="0" * 64, kind="csv", folder=tmp_path / "originals")
        (tmp_path / "keys" / "personal.key").unlink()
        keys._personal_key.cache_clear()
        with pytest.raises(UnableToReadKey, match="不要另造密钥"):
            keep(tmp_path / "came", sha256="1" * 64, kind="csv", folder=tmp_path / "originals")
