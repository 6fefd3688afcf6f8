"""yifa ingest and scan: a row that says something else is listed until it is corrected; a missing register is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.domains.inspections.sheet import LAWFUL
from yifa.domains.inspections.ledger import CHECK_RESULTS
from yifa.kernel.models import Case
from yifa.surfaces.cli.main import parser

pytestmark = pytest.mark.django_db
Yifa = Callable[..., str]
PROFILE = '{"district": "示例区", "year": 2022, "parameters": {}}'


@pytest.fixture
def yifa(capsys: pytest.CaptureFixture[str], settings: object, tmp_path: Path) -> Yifa:
    settings.YIFA_HOME = tmp_path / "home"  # type: ignore[attr-defined]
    (tmp_path / "home").mkdir()

    def run(*arguments: object) -> str:
        options = parser((str(arguments[0]),)).parse_args([str(argument) for argument in arguments])
        capsys.readouterr()
        assert options.act(options) == 0
        return capsys.readouterr().out

    return run


def folder_with(tmp_path: Path, cells: Mapping[str, str | None]) -> Path:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    (folder / "profile.json").write_text(PROFILE, encoding="utf-8")
    book = openpyxl.Workbook()
    sheet = book.create_sheet("抽查结果", 0)
    sheet.append([column.head for column in CHECK_RESULTS.columns])
    row = {**LAWFUL, **cells}
    sheet.append([row[column.id] for column in CHECK_RESULTS.columns])
    book.save(folder / "10双随机抽查.xlsx")
    return folder


class TestARowThatDiffers:
    def test_is_listed_again_until_it_is_corrected_and_then_no_more(self, yifa: Yifa, tmp_path: Path) -> None:
        yifa("ingest", folder_with(tmp_path, {}))
        other = folder_with(tmp_path, {"date": "2022-06-09"})
        for _ in range(2):
            assert "「JC-1」与已入库内容不同;确认后加 --correct 登记更正。" in yifa("ingest", other)
        assert "「JC-1」与已入库内容不同,已登记更正。" in yifa("ingest", other, "--correct")
        assert "与已入库内容不同 0 行" in yifa("ingest", other, "--correct")

    def test_is_corrected_by_the_file_that_listed_it(self, yifa: Yifa, tmp_path: Path) -> None:
        yifa("ingest", folder_with(tmp_path, {}))
        other = folder_with(tmp_path, {"date": "2022-06-09"})
        yifa("ingest", other)
        assert "已更正 1 项" in yifa("ingest", other, "--correct")
        assert Case.objects.get().acts == 4


class TestARegisterThatWasNotLoaded:
    def test_is_named_and_nothing_that_rests_on_it_is_found(self, yifa: Yifa, tmp_path: Path) -> None:
        yifa("ingest", folder_with(tmp_path, {}))
        told = yifa("scan")
        assert "程序疑点(待核实) 0 条" in told
        assert "10 随机抽查事项清单没有导入2022年版本,与它有关的规则没有判断。" in told
        assert "14 执法人员没有导入2022年版本,与它有关的规则没有判断。" in told
