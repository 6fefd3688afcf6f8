"""Every byte that is evidence is changed in turn, and fsck finds every one of them."""

import hashlib
import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from tests.kernel.trial.book import GIVEN, NOW, do, imported, opened, take_in
from yifa.kernel import append_only
from yifa.kernel.evidence.notes import WitnessKey
from yifa.kernel.evidence.sealing import accept_cosignature, seal_now
from yifa.kernel.fsck import fsck
from yifa.kernel.loads import keep_original
from yifa.kernel.models import Cosignature
from yifa.kernel.originals import keep
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db

TABLES = {
    "kernel_act": ("id",),
    "kernel_leaf": (),
    "kernel_pendingleaf": ("id",),
    "kernel_tile": ("id",),
    "kernel_checkpoint": (),
    "kernel_personalvalue": (),
}
"""The tables of evidence, and the columns that say nothing: numbers that only the database uses."""
CONTENT = b"sha256 of this is known"


def found(originals: Path | None = None) -> list[str]:
    return list(fsck(given_of=lambda _: GIVEN, originals=originals))


@pytest.fixture
def log() -> None:
    case_id = opened(title="开办药店", applicant="张三")
    do(case_id, "application", date(2022, 3, 1))
    do(case_id, "application", date(2022, 3, 2), Kind.CORRECTED, corrects=1, replaces=Kind.DONE)
    seal_now(at=NOW)
    take_in([imported(number) for number in range(1, 3)])
    seal_now(at=NOW)
    opened(applicant="李四")


def cells() -> Iterator[tuple[str, str, int]]:
    """Every cell of evidence: table, column, and which row."""
    with connection.cursor() as cursor:
        for table, silent in TABLES.items():
            cursor.execute(f"SELECT * FROM {table}")
            columns = [head[0] for head in cursor.description or ()]
            rows = len(cursor.fetchall())
            yield from ((table, column, row) for column in columns if column not in silent for row in range(rows))


def changed(value: Any, pick: random.Random) -> Any:
    """The value with one byte or one unit changed."""
    if isinstance(value, bytes | memoryview):
        raw = bytearray(value)
        if not raw:
            return b"\0"
        raw[pick.randrange(len(raw))] ^= 1 << pick.randrange(8)
        return bytes(raw)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return value + 1000  # clear of numbers in use
    if isinstance(value, str):
        place = pick.randrange(len(value)) if value else 0
        return value[:place] + ("9" if value[place : place + 1] != "9" else "8") + value[place + 1 :]
    return value


@pytest.mark.usefixtures("log")
class TestASoundLog:
    def test_gives_no_sentence(self) -> None:
        assert found() == []


@pytest.mark.usefixtures("log")
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="cells are rewritten as SQLite keeps them, text by text")
class TestAChangedCell:
    def test_is_found_wherever_it_is(self) -> None:
        pick, unfound = random.Random(20220601), []
        for table, column, row in list(cells()):
            if self._is_changed_unseen(table, column, row, pick):
                unfound.append((table, column, row))
        assert unfound == []

    def _is_changed_unseen(self, table: str, column: str, row: int, pick: random.Random) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT rowid, "{column}" FROM {table} ORDER BY rowid LIMIT 1 OFFSET {row}')
            rowid, value = cursor.fetchone()
            other = changed(value, pick)
            if other is None or other == value:
                return False
            cursor.execute("SAVEPOINT tampering")
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            try:
                with append_only.released(connection):
                    cursor.execute(f'UPDATE {table} SET "{column}" = %s WHERE rowid = %s', [other, rowid])
                return not self._noticed()
            finally:
                cursor.execute("ROLLBACK TO tampering")
                cursor.execute("RELEASE tampering")
                cursor.execute("PRAGMA ignore_check_constraints = OFF")

    def _noticed(self) -> bool:
        try:
            return bool(found())
        except ValueError:
            return True  # a date that is none, a kind that is none: reading it fails, loudly


@pytest.mark.usefixtures("log")
class TestALostRow:
    @pytest.mark.parametrize("table", ["kernel_act", "kernel_leaf", "kernel_tile", "kernel_checkpoint"])
    def test_is_found(self, table: str) -> None:
        with append_only.released(connection), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED" if connection.vendor == "postgresql" else "SELECT 1")
            key = {"kernel_leaf": "position", "kernel_checkpoint": "size"}.get(table, "id")
            cursor.execute(f"DELETE FROM {table} WHERE {key} = (SELECT max({key}) FROM {table})")
        assert found() != []


@pytest.mark.usefixtures("log")
class TestWhatACaseIs:
    @pytest.mark.parametrize("change", ["silent_on = 'review'", "title = '别的'", "procedure = 'other'", "year = 2021"])
    def test_changed_by_hand_is_found(self, change: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE kernel_case SET {change} WHERE id = (SELECT min(id) FROM kernel_case)")
        assert found() != []


class TestAWitnessLine:
    def test_changed_in_any_byte_is_found(self) -> None:
        opened()
        sealed = seal_now(at=NOW)
        assert sealed is not None
        key = WitnessKey("示例市司法局", Ed25519PrivateKey.generate())
        accept_cosignature(line=key.cosign(sealed.checkpoint.text, 1).line, key=key.verifier, at=NOW)
        assert found() == []
        (kept,) = Cosignature.objects.all()
        place = len(kept.line) // 2
        Cosignature.objects.update(
            line=f"{kept.line[:place]}{'A' if kept.line[place] != 'A' else 'B'}{kept.line[place + 1 :]}"
        )
        assert found() != []


class TestProtection:
    def test_lifted_by_hand_is_found(self) -> None:
        append_only.release(connection, [append_only.LEAVES])
        try:
            assert any("kernel_leaf 的防改保护被撤掉了" in sentence for sentence in found())
        finally:
            append_only.protect(connection, [append_only.LEAVES])


@pytest.mark.parametrize("in_clear", [False, True], ids=["sealed", "as-an-earlier-version-kept-it"])
class TestAKeptFile:
    @pytest.fixture
    def folder(self, tmp_path: Path, in_clear: bool) -> Path:  # noqa: FBT001 - a parameter of pytest
        sha256 = hashlib.sha256(CONTENT).hexdigest()
        keep_original(name="台账.xlsx", sha256=sha256, size=len(CONTENT), kind="xlsx", at=NOW)
        (tmp_path / "came.xlsx").write_bytes(CONTENT)
        keep(tmp_path / "came.xlsx", sha256=sha256, kind="xlsx", folder=tmp_path / "originals")
        if in_clear:
            shutil.rmtree(tmp_path / "originals")
            (tmp_path / "originals").mkdir()
            (tmp_path / "originals" / f"{sha256}.xlsx").write_bytes(CONTENT)
        return tmp_path / "originals"

    def test_as_it_came_gives_no_sentence(self, folder: Path) -> None:
        assert found(folder) == []

    def test_changed_in_any_byte_is_found(self, folder: Path) -> None:
        (file,) = folder.iterdir()
        came = file.read_bytes()
        for place in range(len(came)):
            raw = bytearray(came)
            raw[place] ^= 1
            file.write_bytes(raw)
            assert _is_told_of(folder), place

    def test_cut_short_is_found(self, folder: Path) -> None:
        (file,) = folder.iterdir()
        file.write_bytes(file.read_bytes()[:-1])
        assert _is_told_of(folder)

    def test_that_is_gone_is_found(self, folder: Path) -> None:
        shutil.rmtree(folder)
        (sentence,) = found(folder)
        assert "没有在" in sentence


def _is_told_of(folder: Path) -> bool:
    return any("原件「台账.xlsx」与收存时不同" in sentence for sentence in found(folder))
