"""An intake that is killed leaves nothing half, loses nothing acknowledged, and is completed by running it again."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.postgres import Server
from tests.year.command import Yifa
from tests.year.killing import ROWS, halves, seconds_to_take_in, take_in, take_in_and_die, write_workbook
from yifa.kernel.models import Act, Case, Load

KILLS = 50


@pytest.mark.django_db(transaction=True)
class TestKilledIntake:
    def test_leaves_nothing_half_and_is_completed_by_running_it_again(self, tmp_path: Path) -> None:
        chance, whole = random.Random(2022), seconds_to_take_in(tmp_path)
        books = [write_workbook(tmp_path / "0.xlsx", prefix="0-")]
        for _ in range(KILLS):
            before = _acknowledged(books[-1])
            take_in_and_die(books[-1], chance.uniform(whole / 4, whole))
            assert halves(books[-1].stem) == []
            assert _cases(books[-1]) == _acknowledged(books[-1]) >= before
            if _acknowledged(books[-1]) == ROWS:
                books.append(write_workbook(tmp_path / f"{len(books)}.xlsx", prefix=f"{len(books)}-"))
        for book in books:
            assert take_in(book).accepted["transfers"] == ROWS
            assert _cases(book) == ROWS
            assert Act.objects.filter(case__source_key__startswith=f"{book.stem}-").count() == ROWS * 6
            assert halves(book.stem) == []

    def test_is_durable_when_acknowledged(self) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("a pragma of SQLite")
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA synchronous").fetchone()[0] == 2


def _acknowledged(book: Path) -> int:
    # Rows are numbered from 2, so the last row acknowledged tells how many cases there must be.
    last = Load.objects.filter(original__name=book.name).values_list("last_row", flat=True).first()
    return max((last or 1) - 1, 0)


def _cases(book: Path) -> int:
    return Case.objects.filter(source_key__startswith=f"{book.stem}-").count()


@pytest.mark.skipif(os.environ.get("YIFA_TEST_DATABASE") != "postgres", reason="a PostgreSQL server is stopped here")
class TestStoppedServer:
    def test_loses_nothing_acknowledged(self, private_postgres: Server, tmp_path: Path) -> None:
        path = write_workbook(tmp_path / "13.xlsx")
        home = tmp_path / "home"
        home.mkdir()
        with psycopg.connect(private_postgres.maintenance_url, autocommit=True) as server:
            server.execute("CREATE DATABASE yifa")
        yifa = Yifa(home, private_postgres.url)
        yifa("fsck")
        loading = subprocess.Popen(
            [sys.executable, "-m", "yifa.surfaces.cli.main", "ingest", str(path)],
            env=yifa.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(4)
        private_postgres.stop("immediate")
        loading.wait(60)
        private_postgres.start()
        outcome = yifa.json("ingest", path)
        assert outcome["accepted"] == {"transfers": ROWS}
        assert f"核对案件 {ROWS} 件" in yifa("fsck")
