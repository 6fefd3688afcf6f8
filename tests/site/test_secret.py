"""The secret of an installation is made once and read by its owner alone."""

import stat
from pathlib import Path

from yifa.site.secret import kept_secret, make_secret


class TestTheSecret:
    def test_is_made_once(self, tmp_path: Path) -> None:
        assert kept_secret(tmp_path) == ""
        make_secret(tmp_path)
        first = kept_secret(tmp_path)
        make_secret(tmp_path)
        assert kept_secret(tmp_path) == first
        assert len(first) >= 50

    def test_is_readable_by_its_owner_only(self, tmp_path: Path) -> None:
        make_secret(tmp_path)
        files = list((tmp_path / "keys").iterdir())
        assert [file.name for file in files] == ["secret.key"]
        assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
