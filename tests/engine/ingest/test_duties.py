"""A year taken in brings its duties to publish along: what its ledger says was published is open, the rest is owed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from yifa.domains.enforcement.ledger import PENALTY_CASES
from yifa.engine.ingest.loading import Intake
from yifa.kernel.access import OPERATOR, PUBLIC, visible
from yifa.kernel.disclosure.listing import late, page_at
from yifa.kernel.models import Case, Publication
from yifa.kernel.storage.rows import Actor
from yifa.kernel.versions import INSTALLED
from yifa.law.fold import Given

pytestmark = pytest.mark.django_db
HEADS = ("决定书文号", "办案机关", "当事人类型", "当事人", "办案程序", "立案日期", "决定日期", "执法平台公示日期")
DAYS = ("2022-02-01", "2022-03-01")


@pytest.fixture
def penalties(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "处罚案件"
    page.append(HEADS)
    page.append(["罚1", "区环境局", "自然人", "张三丰", "普通", *DAYS, "2022-03-05"])
    page.append(["罚2", "区环境局", "自然人", "李四", "普通", *DAYS, None])
    book.save(tmp_path / "处罚.xlsx")
    at, by = datetime(2023, 1, 10, 1, tzinfo=UTC), Actor(entered_by="导入")
    Intake(tables=(PENALTY_CASES,), year=2022, by=by, at=at, given=Given, versions=INSTALLED).take([tmp_path])


class TestAPenaltyTakenIn:
    def test_that_was_published_elsewhere_is_open_and_has_no_text_here(self, penalties: None) -> None:
        (case,) = visible(Case.objects.all(), PUBLIC, on=date(2023, 1, 10))
        page = page_at(f"enforcement/{case.pk}")
        assert case.source_key == "罚1"
        assert page is not None
        assert (page.text, page.sentence) == ("", "已于2022-03-05在其他系统公示,本系统没有公示文本。")

    def test_that_was_not_is_late(self, penalties: None) -> None:
        (row,) = late(OPERATOR, on=date(2022, 12, 31))
        assert (row.case.source_key, row.due_on, row.rule) == ("罚2", date(2022, 3, 10), "penalty.publicity_late")

    def test_is_asked_nothing_of_a_channel_that_its_sheet_does_not_know(self, penalties: None) -> None:
        assert not Publication.objects.filter(channel="credit", is_owed=True).exists()
