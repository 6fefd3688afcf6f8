"""The recipe «add an institution» followed to the letter: its files written, its commands run, no file of ours touched."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.docs.recipe import commands_of, files_of, run, write

ROOT = Path(__file__).parents[2]
RECIPE = (ROOT / "docs" / "recipes" / "add-an-institution.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Followed:
    """What came of following the recipe: the folder, and the program's own files before and after."""

    folder: Path
    before: dict[str, str]
    after: dict[str, str]

    def json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    folder, before = tmp_path_factory.mktemp("recipe"), fingerprints()
    write(RECIPE, folder)
    told = run(commands_of(RECIPE), folder)
    assert told.returncode == 0, told.stdout + told.stderr
    return Followed(folder, before, fingerprints())


def fingerprints() -> dict[str, str]:
    """Every file of the program and its pages, by its hash."""
    kept = (path for name in ("src", "docs", "samples") for path in (ROOT / name).rglob("*"))
    files = (path for path in kept if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def office_workbook(path: Path) -> Path:
    """A ledger as an office keeps it: a title, a unit line, other headings, real dates, a date that does not exist."""
    heads = (
        "序号",
        "报修编号",
        "路灯位置",
        "维修单位",
        "报修时间",
        "维修完成日期",
        "验收日期",
        "验收结果",
        "结案日期",
        "费用(元)",
    )
    day = date(2022, 9, 1)
    rows: tuple[tuple[object, ...], ...] = (
        (1, "L-101", "示例路9号", "示例区路灯所", day, "2022.9.6", date(2022, 9, 7), "亮灯", date(2022, 9, 7), 30),
        (
            2,
            "L-102",
            "示例路8号",
            "示例区路灯所",
            day,
            "2022年9月7日",
            date(2022, 9, 8),
            "亮灯",
            date(2022, 9, 8),
            45.5,
        ),
        (3, "L-103", "示例路7号", "示例区路灯所", "2022-09-31", "", "", "", "", ""),
    )
    with xlsxwriter.Workbook(path) as book:
        sheet, dated = book.add_worksheet("路灯报修"), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write(0, 0, "示例区2022年路灯报修台账(演示数据)")
        for place, head in enumerate(heads):
            sheet.write(1, place, head)
        for line, row in enumerate(rows, start=2):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, place, cell, dated)
                else:
                    sheet.write(line, place, cell)
    return path


class TestTheRecipe:
    def test_shows_every_file_of_an_institution(self) -> None:
        shown = {Path(name).name for name in files_of(RECIPE) if name.startswith("street_lamps/")}
        pure = {"__init__.py", "vocabulary.py", "procedure.py", "ledger.py"}
        assert shown == pure | {"models.py", "figures.py", "apps.py"}

    def test_takes_its_ledger_in(self, followed: Followed) -> None:
        taken = followed.json("ingested.json")
        assert taken["accepted"] == {"lamp_repairs": 4}
        assert taken["rejected"] == taken["unrecognised"] == taken["missing"] == []

    def test_finds_what_it_says(self, followed: Followed) -> None:
        found = {(one["key"], one["rule"]) for one in followed.json("findings.json")}
        assert found == {("L-003", "lamp.repair_late"), ("L-004", "lamp.closed_unchecked")}

    def test_proves_what_it_finds(self, followed: Followed) -> None:
        late = next(one for one in followed.json("findings.json") if one["rule"] == "lamp.repair_late")
        assert (late["detail"]["start"], late["detail"]["end"]) == ("2022-04-29", "2022-05-09")
        assert (late["detail"]["used"], late["detail"]["limit"], late["detail"]["late"]) == (4, 3, 1)
        assert late["article"]

    def test_counts_what_it_says(self, followed: Followed) -> None:
        figures = followed.json("figures.json")
        assert figures["lamps_reported"]["value"] == figures["lamps_reported"]["records"] == 4
        rate = figures["lamp_lit_rate"]
        assert (rate["value"], rate["numerator"], rate["denominator"]) == (100, 4, 4)
        assert figures["lamp_cost"]["value"] == 356

    def test_prints_the_table_for_a_lawyer(self, followed: Followed) -> None:
        page = (followed.folder / "pages" / "procedures" / "lamp_repair.md").read_text(encoding="utf-8")
        assert "示例区路灯维修管理办法(虚拟)" in page
        assert "`lamp.closed_unchecked`" in page

    def test_changes_no_file_of_the_checkout(self, followed: Followed) -> None:
        assert followed.after == followed.before


class TestTheInstitution:
    def test_takes_in_a_workbook_as_an_office_keeps_it(self, followed: Followed, tmp_path: Path) -> None:
        book = office_workbook(tmp_path / "九月.xlsx")
        exports = "\n".join(line for line in commands_of(RECIPE).splitlines() if line.startswith("export "))
        script = f"""{exports}
            export YIFA_HOME="{tmp_path}/home"
            yifa ingest "{book}" --profile profile.json --json "{tmp_path}/ingested.json" || test $? -eq 1
            yifa scan --year 2022 --json "{tmp_path}/findings.json"
            yifa explain L-102"""
        told = run(script, followed.folder)
        assert told.returncode == 0, told.stdout + told.stderr
        taken, found = (
            json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8")) for name in ("ingested", "findings")
        )
        assert taken["accepted"] == {"lamp_repairs": 2}
        assert [(one["row"], one["column_id"], one["reason"]) for one in taken["rejected"]] == [
            (5, "reported", "impossible_date")
        ]
        assert [(one["key"], one["rule"]) for one in found] == [("L-102", "lamp.repair_late")]
        assert "lamp.repair_late 违反" in told.stdout
