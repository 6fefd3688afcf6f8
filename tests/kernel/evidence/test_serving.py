"""The log served from the database is, byte for byte, what is laid down as files; beyond the checkpoint there is nothing."""

from pathlib import Path

import pytest
from django.db import connection

from tests.kernel.evidence.test_publishing import files, seal
from yifa.kernel import append_only
from yifa.kernel.evidence import log
from yifa.kernel.evidence.leaves import Committing
from yifa.kernel.evidence.mark import mark
from yifa.kernel.evidence.publishing import publish
from yifa.kernel.evidence.serving import checkpoint_text, tile_at
from yifa.kernel.evidence.suite import INTL
from yifa.kernel.models import Leaf

pytestmark = pytest.mark.django_db


class TestServing:
    @pytest.mark.parametrize("size", [1, 255, 256, 257, 600])
    def test_gives_what_publishing_writes(self, tmp_path: Path, size: int) -> None:
        seal(0, size)
        publish(folder=tmp_path)
        there = files(tmp_path)
        assert checkpoint_text() == there.pop("checkpoint").decode()
        assert {path: tile_at(path) for path in there} == there

    def test_has_nothing_before_the_first_sealing(self) -> None:
        assert checkpoint_text() is None
        assert tile_at("tile/0/000.p/1") is None

    def test_has_nothing_beyond_the_checkpoint(self) -> None:
        seal(0, 300)
        assert tile_at("tile/0/001.p/44") is not None
        assert tile_at("tile/0/001.p/45") is None
        assert tile_at("tile/0/001") is None
        assert tile_at("tile/1/000.p/1") is not None
        assert tile_at("tile/1/000.p/2") is None
        assert tile_at("tile/2/000.p/1") is None

    @pytest.mark.parametrize(
        "path",
        ["", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/x000/000", "tile/00/000", "tile/-1/000"],
    )
    def test_knows_one_address_for_each_tile(self, path: str) -> None:
        seal(0, 300)
        assert tile_at(path) is None

    def test_serves_no_half_of_what_is_damaged(self) -> None:
        seal(0, 3)
        with append_only.released(connection):
            Leaf.objects.filter(position=1).delete()
        assert tile_at("tile/entries/000.p/3") is None


class TestTheMark:
    def test_changes_with_what_waits_and_with_every_sealing(self) -> None:
        seen = [mark()]
        log.write([Committing("act", "1/1", b"salt", INTL.hash(b"1"), "")])
        seen.append(mark())
        seal(0, 1)
        seen.append(mark())
        assert len(set(seen)) == 3
