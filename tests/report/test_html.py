"""The pages: every figure opens to its records, nothing comes from elsewhere, everyone can read them."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.report.sample import CLOSED, ONCE_RATE, OUTLINE, figure, record, report
from yifa.report.document import Document
from yifa.report.html import RECORDS_PER_PAGE, write_html

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """What a test wants to know of a page: tags with attributes, and whether every tag is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        self.ids += [given["id"]] if "id" in given else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def of(self, tag: str) -> list[dict[str, str]]:
        return [given for name, given in self.tags if name == tag]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_html(report(), tmp_path)
    return tmp_path


def pages(folder: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}


def figures_page(document: Document, folder: Path, name: str) -> str:
    write_html(document, folder)
    return (folder / "figures" / name).read_text(encoding="utf-8")


class TestThePages:
    def test_are_all_listed_to_the_caller(self, tmp_path: Path) -> None:
        written = write_html(report(), tmp_path)
        assert set(written) == {path for path in tmp_path.rglob("*") if path.is_file()}

    def test_lead_nowhere_but_to_each_other(self, site: Path) -> None:
        for path, page in pages(site).items():
            for given in page.of("a") + page.of("link"):
                target, _, anchor = given["href"].partition("#")
                goal = (path.parent / target).resolve() if target else path
                assert goal.is_file(), (path, given["href"])
                if anchor:
                    assert anchor in Page(goal.read_text(encoding="utf-8")).ids

    def test_have_no_scripts_no_styles_of_their_own_and_no_address(self, site: Path) -> None:
        for path in site.rglob("*"):
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
            assert not re.search(r"<script|<style|\sstyle=|\son\w+=|https?:|//\w|@import|url\(", text), path

    def test_close_every_tag_and_use_no_id_twice(self, site: Path) -> None:
        for path, page in pages(site).items():
            assert page.open == [], path
            assert len(page.ids) == len(set(page.ids)), path

    def test_say_their_language_and_landmarks(self, site: Path) -> None:
        for path, page in pages(site).items():
            assert page.of("html") == [{"lang": "zh-CN"}], path
            assert [len(page.of(tag)) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1], path
            assert page.of("a")[0] == {"class": "skip", "href": "#content"}
            assert page.of("main")[0]["id"] == "content"

    def test_caption_every_table_and_scope_every_heading_cell(self, site: Path) -> None:
        for path, page in pages(site).items():
            assert len(page.of("caption")) == len(page.of("table")), path
            assert all(given.get("scope") in {"col", "row"} for given in page.of("th")), path

    def test_label_demonstration_data_on_each(self, site: Path) -> None:
        for path in site.rglob("*.html"):
            assert "演示数据" in path.read_text(encoding="utf-8")

    def test_are_equal_for_equal_reports(self, tmp_path: Path) -> None:
        one, other = write_html(report(), tmp_path / "one"), write_html(report(), tmp_path / "other")
        assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]

    def test_print_what_a_ledger_says_and_never_run_it(self, tmp_path: Path) -> None:
        bad = replace(record(1), key="<script>alert(1)</script>", columns=(("<b>列", '"><img src=x>'),))
        text = figures_page(report(figures=(replace(CLOSED, records=(bad,)),)), tmp_path, "service_closed.html")
        assert "<script" not in text
        assert "<img" not in text
        assert "&lt;script&gt;" in text


class TestTheReportPage:
    def test_makes_every_figure_a_link_to_its_records(self, site: Path) -> None:
        page = Page((site / "index.html").read_text(encoding="utf-8"))
        targets = {given["href"] for given in page.of("a") if given.get("class") == "figure"}
        assert {"figures/service_once_rate.html", "figures/decision_legal_reviews.html"} <= targets

    def test_tells_how_much_is_still_owed(self, site: Path) -> None:
        assert "本稿还有2处待补" in (site / "index.html").read_text(encoding="utf-8")

    def test_tells_that_the_arithmetic_closes(self, site: Path) -> None:
        assert "未发现问题\uff0c已核1项" in (site / "index.html").read_text(encoding="utf-8")


class TestAFigurePage:
    def test_shows_where_each_record_stands(self, site: Path) -> None:
        text = (site / "figures" / "service_closed.html").read_text(encoding="utf-8")
        assert "BJ2022-00001" in text
        assert "<td>07政务服务办件.xlsx</td><td>办件</td>" in text

    def test_of_a_rate_says_which_records_are_in_the_numerator(self, tmp_path: Path) -> None:
        text = figures_page(report(figures=(ONCE_RATE,)), tmp_path, "service_once_rate.html")
        assert "计入分子" in text
        assert text.count("<td>否</td>") == 1

    def test_of_nothing_says_none(self, site: Path) -> None:
        assert "分母为0" in (site / "figures" / "bad_review_fix_rate.html").read_text(encoding="utf-8")

    def test_of_a_missing_figure_names_the_reason_and_the_owner(self, site: Path) -> None:
        text = (site / "figures" / "decision_eval.html").read_text(encoding="utf-8")
        assert "没有收到12号台账\uff08责任单位\uff1a区司法局\uff09" in text

    def test_tells_of_records_it_may_not_show(self, tmp_path: Path) -> None:
        line = replace(CLOSED, withheld=4, withheld_ground="工作秘密")
        text = figures_page(report(figures=(line,)), tmp_path, "service_closed.html")
        assert "其中4条计入数字而不公开内容\uff1a工作秘密" in text
        assert "记录\uff087条\uff09" in text

    def test_shows_the_doubts_beside_the_value(self, site: Path) -> None:
        assert "集体讨论早于合法性审查意见" in (site / "figures" / "decision_legal_reviews.html").read_text("utf-8")


class TestManyRecords:
    @pytest.mark.parametrize(
        ("count", "names"),
        [
            (0, ["a.html"]),
            (RECORDS_PER_PAGE, ["a.html"]),
            (RECORDS_PER_PAGE + 1, ["a-2.html", "a.html"]),
            (2 * RECORDS_PER_PAGE + 1, ["a-2.html", "a-3.html", "a.html"]),
        ],
    )
    def test_are_split_over_pages(self, tmp_path: Path, count: int, names: list[str]) -> None:
        line = figure("a", "甲", count, records=tuple(record(number) for number in range(count)))
        write_html(report(figures=(line,), outline=replace(OUTLINE, sections=())), tmp_path)
        assert sorted(path.name for path in (tmp_path / "figures").glob("a*.html")) == names

    def test_are_each_on_exactly_one_page(self, tmp_path: Path) -> None:
        count = RECORDS_PER_PAGE + 5
        line = figure("a", "甲", count, records=tuple(record(number) for number in range(count)))
        write_html(report(figures=(line,), outline=replace(OUTLINE, sections=())), tmp_path)
        text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "figures").glob("a*.html"))
        keys = re.findall(r"BJ2022-\d{5}", text)
        assert len(keys) == len(set(keys)) == count
