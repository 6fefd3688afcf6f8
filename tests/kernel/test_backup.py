"""A backup is brought back whole, or refused with a sentence; keys and data lie apart."""

import shutil
import tarfile
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from tests.kernel.trial.book import NOW, do, opened
from yifa.kernel.backup import DATA, KEYS, UnableToBackUp, back_up, bring_back, differs_from, read_manifest
from yifa.kernel.evidence.sealing import seal_now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    case_id = opened(applicant="张例甲")
    do(case_id, "application", date(2022, 3, 1))
    seal_now(at=NOW)
    back_up(home=settings.YIFA_HOME, folder=tmp_path / "backup", at=NOW)
    return tmp_path / "backup"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="a PostgreSQL is backed up by its own pg_dump")
class TestABackup:
    def test_says_what_it_holds(self, folder: Path) -> None:
        manifest = read_manifest(folder)
        assert (manifest.cases, manifest.acts) == (1, 2)
        assert manifest.checkpoint.startswith("yifa/")
        assert differs_from(manifest) == []

    def test_keeps_the_keys_apart_from_the_data(self, folder: Path) -> None:
        with tarfile.open(folder / DATA) as data, tarfile.open(folder / KEYS) as keys:
            assert not [name for name in data.getnames() if "keys" in name]
            assert "keys/log.json" in keys.getnames()
            assert "keys/personal.key" in keys.getnames()
        assert (folder / KEYS).stat().st_mode & 0o077 == 0

    def test_is_not_written_over_another(self, folder: Path) -> None:
        with pytest.raises(UnableToBackUp, match="已经存在,没有覆盖"):
            back_up(home=settings.YIFA_HOME, folder=folder, at=NOW)

    def test_that_was_changed_is_refused(self, folder: Path) -> None:
        raw = bytearray((folder / DATA).read_bytes())
        raw[len(raw) // 2] ^= 1
        (folder / DATA).write_bytes(raw)
        with pytest.raises(UnableToBackUp, match="与清单不符"):
            read_manifest(folder)

    def test_is_not_brought_back_over_cases(self, folder: Path, tmp_path: Path) -> None:
        with pytest.raises(UnableToBackUp, match="本库已经有案件"):
            bring_back(folder=folder, home=tmp_path / "home")

    def test_without_its_manifest_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UnableToBackUp, match="没有可读的备份清单"):
            read_manifest(tmp_path)
