"""密级 in a ledger: a row of a state secret comes back with no word of it, and its workbook is not kept."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from openpyxl import Workbook

from tests.engine.ingest.reading import HEADS, case, read, write
from yifa.domains.enforcement.ledger import TRANSFERS
from yifa.engine.ingest.cell import Cell
from yifa.engine.ingest.classified import holds_state_secrets
from yifa.engine.ingest.loading import Intake, Taken, as_json
from yifa.kernel.access.checking import sentences
from yifa.kernel.confidentiality import NOT_KEPT, REFUSAL
from yifa.kernel.models import Act, Case, Original
from yifa.kernel.storage.rows import Actor
from yifa.kernel.versions import INSTALLED
from yifa.law.fold import Given

AT = datetime(2023, 1, 10, 1, tzinfo=UTC)
WITH_LEVEL = [*HEADS, "密级"]
SECRET = "不得留存的当事人"


def sheet(path: Path, *levels: str) -> Path:
    lines = [
        [*case(f"罚{number}", party=SECRET if "密" in level else "示例公司"), level]
        for number, level in enumerate(levels)
    ]
    return write(path, [WITH_LEVEL, *lines])


class TestARow:
    def test_of_a_state_secret_comes_back_without_a_word_of_it(self, tmp_path: Path) -> None:
        (rejected,) = read(sheet(tmp_path / "a.xlsx", "机密★5年", "公开")).rejected
        assert (rejected.row, rejected.column, rejected.value) == (2, "密级", None)
        assert (rejected.reason.value, rejected.sentence) == ("state_secret", REFUSAL)
        assert SECRET not in repr(rejected)
        assert "罚0" not in repr(rejected)

    def test_beside_it_is_taken_in_with_its_level(self, tmp_path: Path) -> None:
        found = read(sheet(tmp_path / "a.xlsx", "秘密", "内部", "工作秘密", "", "别的"))
        assert [row.level for row in found.rows] == ["内部", "工作秘密", "", "未识别"]

    def test_states_its_level_in_a_column_that_is_no_unknown_head(self, tmp_path: Path) -> None:
        assert read(sheet(tmp_path / "a.xlsx", "内部")).report.unrecognised == ()

    def test_that_only_says_that_it_is_classified_comes_back_too(self, tmp_path: Path) -> None:
        lines: list[list[Cell]] = [[*HEADS, "是否涉密"], [*case("罚1"), "是"], [*case("罚2"), "否"]]
        found = read(write(tmp_path / "a.xlsx", lines))
        assert (found.keys, [one.reason.value for one in found.rejected]) == (["罚2"], ["state_secret"])

    def test_that_differs_in_its_level_alone_is_a_conflict_and_no_repeat(self, tmp_path: Path) -> None:
        lines: list[list[Cell]] = [[*WITH_LEVEL], [*case("罚1"), "内部"], [*case("罚1"), "工作秘密"]]
        found = read(write(tmp_path / "a.xlsx", lines))
        assert (len(found.conflicts), len(found.duplicates)) == (1, 0)


class TestASheet:
    def test_with_the_mark_of_a_state_secret_above_its_head_is_not_taken_in(self, tmp_path: Path) -> None:
        found = read(write(tmp_path / "a.xlsx", [["机密★5年"], HEADS, case("罚1")]))
        assert (found.rows, found.report.sentence) == ([], REFUSAL)


class TestAFile:
    @pytest.mark.parametrize(
        ("levels", "expected"), [(("公开", "内部"), False), (("公开",) * 200 + ("秘密",), True), (("工作秘密",), False)]
    )
    def test_is_looked_through_to_its_end(self, tmp_path: Path, levels: tuple[str, ...], *, expected: bool) -> None:
        assert holds_state_secrets(sheet(tmp_path / "a.xlsx", *levels)) is expected

    def test_holds_them_in_a_sheet_that_nobody_takes_in_too(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.xlsx", [HEADS, case("罚1")], more={"其他": [["事项", "密级"], ["某事", "绝密"]]})
        assert holds_state_secrets(path)


@pytest.mark.django_db
class TestAnIntake:
    def test_keeps_no_byte_of_it(self, tmp_path: Path) -> None:
        taken = self.take(tmp_path, "秘密", "内部", "工作秘密")
        (original,) = Original.objects.all()
        assert original.kind == NOT_KEPT
        assert not list((Path(settings.YIFA_HOME) / "originals").glob(f"{original.sha256}*"))
        assert "移0" not in str(as_json(taken))
        assert not Act.objects.filter(facts__contains="移0").exists()

    def test_fills_the_columns_of_case_and_record(self, tmp_path: Path) -> None:
        self.take(tmp_path, "秘密", "内部", "工作秘密", "")
        levels = {
            case.source_key: (case.organ_path, case.confidentiality, case.enforcement_criminaltransfer.confidentiality)
            for case in Case.objects.all()
        }
        assert levels == {
            "移1": ("区环境局", "内部", "内部"),
            "移2": ("区环境局", "工作秘密", "工作秘密"),
            "移3": ("区环境局", "内部", "内部"),
        }
        assert list(sentences()) == []

    def test_keeps_every_other_workbook_as_it_came(self, tmp_path: Path) -> None:
        self.take(tmp_path, "内部")
        (original,) = Original.objects.all()
        assert list((Path(settings.YIFA_HOME) / "originals").glob(f"{original.sha256}*"))

    def take(self, folder: Path, *levels: str) -> Taken:
        book = Workbook()
        page = book.active
        assert page is not None
        page.title = "涉嫌犯罪移送"
        page.append(["移送编号", "移送机关", "涉嫌罪名", "专案组报告时间", "批准移送时间", "移送公安时间", "密级"])
        for number, level in enumerate(levels):
            page.append([f"移{number}", "区环境局", "污染环境罪", *["2022-03-01 09:30"] * 3, level])
        book.save(folder / "移送.xlsx")
        by = Actor(entered_by="导入")
        intake = Intake(tables=(TRANSFERS,), year=2022, by=by, at=AT, given=Given, versions=INSTALLED)
        return intake.take([folder / "移送.xlsx"])
