"""A long sheet is read in bounded memory. The full size runs where YIFA_SLOW=1 is set: it takes minutes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from tests.engine.ingest.sample_tables import sample_tables

FEW, MANY = 2_000, 30_000
FULL = 500_000
GIBIBYTE_IN_KIB = 1 << 20

_READ = """
import resource, sys
from pathlib import Path
from tests.engine.ingest.sample_tables import sample_tables
from yifa.engine.ingest.intake import Batch, read_workbook
rows = 0
for event in read_workbook(Path(sys.argv[1]), tables=sample_tables(), period_year=2022):
    rows += len(event.rows) if isinstance(event, Batch) else 0
print(rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def write_cases(path: Path, count: int) -> Path:
    (table,) = (table for table in sample_tables() if table.id == "service_cases")
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("办件")
        sheet.write_row(0, 0, [column.head for column in table.columns])
        for place in range(count):
            days = [f"2022-{1 + place % 12:02}-{1 + day:02}" for day in range(11)]
            about = [
                f"BJ2022{place:07}",
                f"SX{place % 1500:05}",
                f"第{place % 1500}项许可",
                "企业",
                f"示例区第{place}公司",
                None,
                "网上",
            ]
            sheet.write_row(place + 1, 0, [*about, *days, "否", place % 3, "综合窗口", "已办结"])
    return path


def rows_and_peak(path: Path) -> tuple[int, int]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True, env=environment
    )
    rows, peak = map(int, done.stdout.split())
    return rows, peak


class TestMemory:
    def test_hardly_grows_with_the_rows(self, tmp_path: Path) -> None:
        _, small = rows_and_peak(write_cases(tmp_path / "few.xlsx", FEW))
        rows, large = rows_and_peak(write_cases(tmp_path / "many.xlsx", MANY))
        assert rows == MANY
        # Only the keys are kept: some 200 bytes a row.
        assert large - small < (MANY - FEW) * 1024 // 1024

    @pytest.mark.skipif(
        os.environ.get("YIFA_SLOW") != "1", reason="NOT TESTED: 500,000 rows take minutes; set YIFA_SLOW=1"
    )
    def test_stays_below_a_gibibyte_for_half_a_million_rows(self, tmp_path: Path) -> None:
        rows, peak = rows_and_peak(write_cases(tmp_path / "full.xlsx", FULL))
        assert rows == FULL
        assert peak < GIBIBYTE_IN_KIB
