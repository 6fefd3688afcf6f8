"""A year's report is shown when it is published, as it was published, and not before."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.report.sample import report
from tests.surfaces.portal.canaries import YEAR, frozen
from tests.surfaces.portal.published import correct_report, publish_case, publish_report, report_case
from yifa.kernel.evidence.sealing import seal_now
from yifa.kernel.figures.freezing import freeze
from yifa.kernel.models import Organ, Publication
from yifa.report.campaign_editions import editions, fix
from yifa.report.document import Written
from yifa.surfaces.portal import reports
from yifa.surfaces.shell.freshness import KEEPER

pytestmark = pytest.mark.django_db

NOW = datetime(2023, 3, 24, 2, tzinfo=UTC)
FIGURE, PROOF = f"/report/{YEAR}/mkt_cases/", f"/verify/figure/{YEAR}/mkt_cases/proof.json"
OF_THE_REPORT = (
    *(FIGURE, f"/report/{YEAR}/figures.json", f"/report/{YEAR}/figures.csv", f"/report/{YEAR}/definitions.json"),
    *(PROOF, f"/verify/figure/{YEAR}/mkt_cases/"),
)


@pytest.fixture
def organ(db: None) -> Organ:
    return Organ.objects.create(path="示例区/示例区司法局", name="示例区司法局")


def computed(value: str = "7") -> None:
    """The figures were worked out and put on record."""
    freeze([frozen("mkt_cases", value)])
    seal_now(at=NOW)


def fixed(reason: str = "首次送审", *, after: int = 0, text: str = "由人写的一段。") -> int:
    document = report(written=Written(texts={"决策与执法": text}))
    return fix(document, reason=reason, after=after, by="某人", at=NOW).number


def page(client: Client, address: str, status: int = 200) -> str:
    KEEPER.forget()
    answer = client.get(address)
    assert answer.status_code == status, address
    return str(answer.content.decode())


class TestBeforeItIsPublished:
    def test_the_page_says_by_when_it_is_due(self, organ: Organ, client: Client) -> None:
        computed()
        assert "应当在2023-04-01前向社会公开" in page(client, f"/report/{YEAR}/")

    @pytest.mark.parametrize("address", OF_THE_REPORT)
    def test_no_figure_of_it_is_shown_though_it_was_computed(self, organ: Organ, client: Client, address: str) -> None:
        computed()
        page(client, address, 404)

    def test_it_is_not_shown_either_when_it_was_approved(self, organ: Organ, client: Client) -> None:
        computed()
        report_case(organ, year=YEAR)
        assert "报告还没有公开" in page(client, f"/report/{YEAR}/")
        page(client, FIGURE, 404)

    def test_it_stands_in_no_list(self, organ: Organ, client: Client) -> None:
        computed()
        assert f'href="/report/{YEAR}/"' not in page(client, "/")
        assert f"/report/{YEAR}/figures.csv" not in page(client, "/data/")
        assert FIGURE not in page(client, "/search/?q=案件")

    @pytest.mark.parametrize(("day", "late"), [((3, 31), False), ((4, 1), False), ((4, 2), True)])
    def test_the_page_says_when_the_day_has_passed(
        self, organ: Organ, client: Client, monkeypatch: pytest.MonkeyPatch, day: tuple[int, int], *, late: bool
    ) -> None:
        computed()
        monkeypatch.setattr(reports, "today", lambda: date(2023, *day))
        assert ("现在已经超过这个日期" in page(client, f"/report/{YEAR}/")) is late


class TestOnceItIsPublished:
    def test_it_is_shown_with_its_day_and_its_figures(self, organ: Organ, client: Client) -> None:
        computed()
        publish_report(organ, year=YEAR)
        told = page(client, f"/report/{YEAR}/")
        assert "2023-03-24" in told
        assert f'href="{FIGURE}"' in told
        assert "【" not in told

    def test_what_is_computed_afterwards_changes_nothing(self, organ: Organ, client: Client) -> None:
        computed()
        publish_report(organ, year=YEAR)
        computed("8")
        assert '<p class="number-large">7' in page(client, FIGURE)
        assert '\\"value\\":\\"7\\"' in page(client, PROOF)

    def test_what_was_computed_only_afterwards_is_not_part_of_it(self, organ: Organ, client: Client) -> None:
        case = report_case(organ, year=YEAR)
        publish_case(case, organ, on=date(2023, 3, 24))
        computed()
        page(client, FIGURE, 404)

    def test_it_goes_when_it_is_taken_down(self, organ: Organ, client: Client) -> None:
        computed()
        case = publish_report(organ, year=YEAR)
        Publication.objects.filter(case=case).update(withdrawn_on=date(2023, 5, 1), ground="有误", approved_by="区长")
        page(client, FIGURE, 404)

    def test_a_correction_takes_its_place(self, organ: Organ, client: Client) -> None:
        computed()
        publish_report(organ, year=YEAR)
        computed("8")
        correct_report(organ, year=YEAR, edition=1, on=date(2023, 6, 1))
        assert '<p class="number-large">8' in page(client, FIGURE)
        assert "2023-06-01更正后重新公开" in page(client, f"/report/{YEAR}/")


class TestTheEdition:
    def test_that_was_approved_is_the_text(self, organ: Organ, client: Client) -> None:
        number = fixed()
        publish_report(organ, year=YEAR, edition=number, digest=editions(YEAR)[0].digest)
        fixed("会签后修改", after=number, text="后来改的。")
        told = page(client, f"/report/{YEAR}/")
        assert "由人写的一段。" in told
        assert "后来改的。" not in told

    def test_is_shown_without_what_is_for_those_who_write_it(self, organ: Organ, client: Client) -> None:
        publish_report(organ, year=YEAR, edition=fixed(), digest="d" * 64)
        told = page(client, f"/report/{YEAR}/")
        assert "待核实" not in told
        assert "【" not in told
        assert "（底稿）" not in told
        assert "本年度报告没有列出问题。" in told

    def test_names_what_was_never_provided(self, organ: Organ, client: Client) -> None:
        publish_report(organ, year=YEAR, edition=fixed(), digest="d" * 64)
        assert "（重大行政决策后评估没有提供。）" in page(client, f"/report/{YEAR}/")

    def test_shows_a_number_without_a_link_where_nothing_proves_it(self, organ: Organ, client: Client) -> None:
        publish_report(organ, year=YEAR, edition=fixed(), digest="d" * 64)
        told = page(client, f"/report/{YEAR}/")
        assert "6070" in told
        assert f'href="/report/{YEAR}/service_closed/"' not in told
