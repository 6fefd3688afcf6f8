import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.kernel.evidence.made import LOG, OTHER_LOG, WITNESS
from yifa.kernel import append_only
from yifa.kernel.evidence import log
from yifa.kernel.evidence.leaves import Committing
from yifa.kernel.evidence.notes import LogKey
from yifa.kernel.evidence.publishing import Published, UnableToPublish, publish
from yifa.kernel.evidence.suite import GM, INTL, Suite
from yifa.kernel.models import Checkpoint, Cosignature, Leaf, Tile

AT = datetime(2022, 6, 1, 2, 0, tzinfo=UTC)
GO = Path(__file__).parent / "interop" / "main.go"
PACKAGES = Path("/usr/share/gocode")
MISSING = "NOT TESTED with Go's own verifier: install golang-go and golang-golang-x-mod-dev."

pytestmark = pytest.mark.django_db


def seal(first: int, last: int, *, suite: Suite = INTL, key: LogKey = LOG) -> str:
    """Seal the entries from one number to another and return the signed checkpoint."""
    made = [
        Committing("act", f"7/{n}", b"secret salt" * 2, suite.hash(b"%d" % n), "secret text")
        for n in range(first, last)
    ]
    log.write(made)
    sealed = log.seal(origin=LOG.name, suite=suite, signer=key, at=AT)
    assert sealed is not None
    return sealed.note


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestPublishing:
    def test_writes_checkpoint_tiles_and_entries(self, tmp_path: Path) -> None:
        note = seal(0, 600)
        assert publish(folder=tmp_path) == Published(600, 8)
        there = files(tmp_path)
        assert there["checkpoint"].decode() == note
        assert {path: len(content) for path, content in there.items() if path != "checkpoint"} == {
            "tile/0/000": 8192,
            "tile/0/001": 8192,
            "tile/0/002.p/88": 88 * 32,
            "tile/1/000.p/2": 64,
            "tile/entries/000": 256 * 34,
            "tile/entries/001": 256 * 34,
            "tile/entries/002.p/88": 88 * 34,
        }

    def test_gives_nothing_of_what_is_secret(self, tmp_path: Path) -> None:
        seal(0, 300)
        with CaptureQueriesContext(connection) as asked:
            publish(folder=tmp_path)
        columns = [query["sql"] for query in asked.captured_queries if "kernel_leaf" in query["sql"]]
        assert columns
        assert not [sql for sql in columns if any(word in sql for word in ("salt", "payload", "subject"))]
        assert not [path for path, content in files(tmp_path).items() if b"secret" in content]

    def test_writes_full_tiles_once(self, tmp_path: Path) -> None:
        seal(0, 600)
        publish(folder=tmp_path)
        kept = (tmp_path / "tile/0/000").stat().st_mtime_ns
        seal(600, 800)
        assert publish(folder=tmp_path) == Published(800, 6)
        assert (tmp_path / "tile/0/000").stat().st_mtime_ns == kept
        assert not (tmp_path / "tile/0/002.p").exists()
        assert publish(folder=tmp_path) == Published(800, 1)

    def test_gives_in_steps_what_it_gives_at_once(self, tmp_path: Path) -> None:
        for first, last in ((0, 1), (1, 256), (256, 257), (257, 1500)):
            seal(first, last)
            publish(folder=tmp_path / "steps")
        publish(folder=tmp_path / "once")
        steps, once = files(tmp_path / "steps"), files(tmp_path / "once")
        assert {path: steps[path] for path in once} == once
        assert {path.partition(".p/")[0] for path in steps.keys() - once.keys()} <= {"tile/1/000"}

    def test_publishes_the_witnesses_signatures(self, tmp_path: Path) -> None:
        seal(0, 3)
        last = Checkpoint.objects.get()
        line = WITNESS.cosign(last.note.partition("\n\n")[0] + "\n", 1).line
        Cosignature.objects.create(checkpoint=last, witness=WITNESS.name, line=line, at=AT)
        publish(folder=tmp_path)
        assert (tmp_path / "checkpoint").read_text(encoding="utf-8") == last.note + line

    def test_writes_a_log_of_the_other_suite_under_its_name(self, tmp_path: Path) -> None:
        seal(0, 3, suite=GM)
        publish(folder=tmp_path)
        assert "\nsuite gm\n" in (tmp_path / "checkpoint").read_text(encoding="utf-8")

    def test_is_refused_where_nothing_is_sealed(self, tmp_path: Path) -> None:
        with pytest.raises(UnableToPublish, match="还没有封存点"):
            publish(folder=tmp_path)

    def test_is_refused_over_another_history(self, tmp_path: Path) -> None:
        seal(0, 300)
        publish(folder=tmp_path)
        with append_only.released(connection):
            for model in (Tile, Checkpoint, Leaf):
                model.objects.all().delete()
        seal(1, 400)
        with pytest.raises(UnableToPublish, match="不是由它如实续写而来"):
            publish(folder=tmp_path)

    def test_is_refused_over_a_longer_log(self, tmp_path: Path) -> None:
        seal(0, 3)
        publish(folder=tmp_path / "short")
        seal(3, 5)
        publish(folder=tmp_path / "long")
        with append_only.released(connection):
            Checkpoint.objects.filter(size=5).delete()
        with pytest.raises(UnableToPublish, match="恢复到了旧备份"):
            publish(folder=tmp_path / "long")
        publish(folder=tmp_path / "short")

    def test_is_refused_over_a_damaged_checkpoint(self, tmp_path: Path) -> None:
        seal(0, 3)
        (tmp_path / "checkpoint").write_bytes(b"\xff")
        with pytest.raises(UnableToPublish, match="不可读"):
            publish(folder=tmp_path)

    def test_is_refused_where_a_leaf_is_missing(self, tmp_path: Path) -> None:
        seal(0, 3)
        with append_only.released(connection):
            Leaf.objects.filter(position=1).delete()
        with pytest.raises(UnableToPublish, match="缺少第0条至第2条中的1条"):
            publish(folder=tmp_path)
        assert not (tmp_path / "checkpoint").exists()

    def test_is_refused_where_a_tile_is_missing(self, tmp_path: Path) -> None:
        seal(0, 3)
        Tile.objects.all().delete()
        with pytest.raises(UnableToPublish, match="缺少第0层第0个树块"):
            publish(folder=tmp_path)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The Go program, compiled; where Go is missing the test is skipped aloud, and under CI=true fails."""
    if shutil.which("go") is None or not (PACKAGES / "src/golang.org/x/mod/sumdb/note").is_dir():
        if os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    folder = tmp_path_factory.mktemp("go")
    settings = {"GO111MODULE": "off", "GOPATH": str(PACKAGES), "GOFLAGS": "", "GOCACHE": str(folder / "cache")}
    command = ["go", "build", "-o", str(folder / "main"), str(GO)]
    subprocess.run(command, env=os.environ | settings, cwd=folder, check=True)
    yield folder / "main"
    shutil.rmtree(folder, ignore_errors=True)


class TestGosOwnVerifier:
    def test_reads_the_log_and_finds_it_true(self, program: Path, tmp_path: Path) -> None:
        for number, (first, last) in enumerate(((0, 1), (1, 256), (256, 1000), (1000, 3777))):
            (tmp_path / f"{number}.note").write_text(seal(first, last), encoding="utf-8")
            publish(folder=tmp_path / "log")
        told = self.run(program, tmp_path)
        assert told.returncode == 0, told.stderr
        assert told.stdout == "3777 entries, 61 inclusions, 4 consistencies\n"

    def test_refuses_a_changed_entry(self, program: Path, tmp_path: Path) -> None:
        self.damaged(tmp_path, "tile/entries/000")
        assert "entry 0" in self.run(program, tmp_path).stderr

    def test_refuses_a_changed_tile(self, program: Path, tmp_path: Path) -> None:
        self.damaged(tmp_path, "tile/0/000")
        # At the tile, or at the first proof made from it: older x/mod do not compare every tile with its parent.
        told = self.run(program, tmp_path)
        assert (told.returncode, told.stdout) == (1, "")

    def test_refuses_a_changed_checkpoint(self, program: Path, tmp_path: Path) -> None:
        self.damaged(tmp_path, "checkpoint")
        assert "note" in self.run(program, tmp_path).stderr

    def test_refuses_what_another_key_signed(self, program: Path, tmp_path: Path) -> None:
        seal(0, 300, key=OTHER_LOG)
        publish(folder=tmp_path / "log")
        told = self.run(program, tmp_path)
        assert (told.returncode, "no verifiable signatures" in told.stderr) == (1, True)

    def damaged(self, folder: Path, path: str) -> None:
        seal(0, 300)
        publish(folder=folder / "log")
        file = folder / "log" / path
        raw = bytearray(file.read_bytes())
        raw[20] ^= 1
        file.write_bytes(bytes(raw))

    def run(self, program: Path, folder: Path) -> subprocess.CompletedProcess[str]:
        earlier = sorted(str(path) for path in folder.glob("*.note"))
        command = [str(program), str(folder / "log"), LOG.verifier.text, *earlier]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
