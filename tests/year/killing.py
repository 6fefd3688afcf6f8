"""An intake that is killed at a moment nobody chose, in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.db import connections
from openpyxl import Workbook

from yifa.engine.ingest import sheet_reading
from yifa.engine.ingest.loading import Intake, Taken
from yifa.kernel.catalogue import catalogue
from yifa.kernel.models import Act, Case
from yifa.kernel.storage.rows import Actor
from yifa.kernel.versions import INSTALLED
from yifa.law.fold import Given

ROWS, ROWS_A_BATCH = 100, 4
AT = datetime(2023, 1, 10, 1, tzinfo=UTC)


def write_workbook(path: Path, *, prefix: str = "移-") -> Path:
    """A ledger of transfers with `ROWS` rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "涉嫌犯罪移送"
    heads = "移送编号 移送机关 涉嫌罪名 专案组报告时间 批准移送时间 移送公安时间 公安决定立案日期 移交物品日期"
    sheet.append(heads.split())
    for number in range(ROWS):
        day = 1 + number % 27
        times = [f"2022-03-{day:02d} 09:30", f"2022-03-{day + 1:02d} 11:15", f"2022-03-{day + 1:02d} 17:15"]
        sheet.append(
            [f"{prefix}{number:04d}", "示例区生态环境局", "涉嫌污染环境罪", *times, "2022-03-29", "2022-03-30"]
        )
    book.save(path)
    return path


def take_in(path: Path) -> Taken:
    """Take the workbook in, in batches small enough to be killed between and within."""
    tables = tuple(catalogue().tables.values())
    by = Actor(entered_by="导入")
    with patch.object(sheet_reading, "BATCH", ROWS_A_BATCH):
        return Intake(tables=tables, year=2022, by=by, at=AT, given=Given, versions=INSTALLED).take([path])


def take_in_and_die(path: Path, seconds: float) -> bool:
    """Take the workbook in in a process that kills itself after some time; whether it came to its end before."""
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=_doomed, args=(path, seconds))
    process.start()
    process.join(60)
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode == 0


def seconds_to_take_in(folder: Path) -> float:
    """How long another workbook of the same size takes, undisturbed, in a process of its own."""
    path = write_workbook(folder / "undisturbed.xlsx", prefix="别-")
    began = time.monotonic()
    assert take_in_and_die(path, 60)
    return time.monotonic() - began


def halves(prefix: str) -> list[str]:
    """What is written by halves: cases without all their acts, or without their record."""
    found = []
    for case in Case.objects.filter(source_key__startswith=f"{prefix}-"):
        acts = Act.objects.filter(case=case).count()
        records = record_of(case)
        if acts != case.acts or records != 1:
            found.append(f"{case.source_key}: {acts} of {case.acts} acts, {records} records")
    return found


def record_of(case: Any) -> int:
    """How many record rows the case has."""
    from yifa.kernel.catalogue import record_model  # noqa: PLC0415 - after Django is ready

    model: Any = record_model(catalogue().tables[case.source_table])
    return int(model.objects.filter(of_case=case).count())


def _doomed(path: Path, seconds: float) -> None:
    threading.Thread(target=_kill_after, args=(seconds,), daemon=True).start()
    take_in(path)
    connections.close_all()
    os._exit(0)


def _kill_after(seconds: float) -> None:
    time.sleep(seconds)
    os.kill(os.getpid(), signal.SIGKILL)
