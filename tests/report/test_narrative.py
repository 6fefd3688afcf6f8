"""What the report says, and what it refuses to say."""

from dataclasses import replace

import pytest

from tests.report.sample import CLOSED, EVALUATION, FIXED, HASH, ONCE_RATE, OUTLINE, REVIEWS, figure, report
from yifa.report.document import Chapter, Document, FigureLine, OpenItem, Paragraph, Slot, Table, Text, ToDo
from yifa.report.identities import Subset
from yifa.report.narrative import compose
from yifa.report.outline import Outline, Section
from yifa.report.sentences import UnableToCompose


def words(paragraph: Paragraph) -> str:
    return "".join(run.shown if isinstance(run, Slot) else run.text for run in paragraph.runs)


def paragraphs(chapter: Chapter) -> list[str]:
    return [words(block) for block in chapter.blocks if isinstance(block, Paragraph)]


def text_of(document: Document) -> str:
    return "\n".join(line for chapter in document.chapters for line in paragraphs(chapter))


def sentence(line: FigureLine) -> str:
    outline = Outline("{year}年报告", (Section(1, "一章", line.id),))
    return text_of(report(outline=outline, figures=(line,)))


class TestAFigure:
    def test_brings_its_own_sentence(self) -> None:
        assert sentence(REVIEWS) == "2022年完成8项区政府重大行政决策的合法性审查。"

    def test_stands_in_a_slot_that_knows_whose_it_is(self) -> None:
        (chapter,) = report(outline=Outline("", (Section(1, "一章", REVIEWS.id),)), figures=(REVIEWS,)).chapters
        (block,) = chapter.blocks
        assert isinstance(block, Paragraph)
        assert [run for run in block.runs if isinstance(run, Slot)] == [Slot("decision_legal_reviews", "8")]

    def test_without_a_sentence_stays_in_the_tables(self) -> None:
        assert sentence(replace(REVIEWS, sentence="")) == ""

    def test_gets_the_full_stop_its_author_forgot(self) -> None:
        assert sentence(replace(CLOSED, sentence="办结{value}{unit}")) == "办结6070件。"

    def test_may_leave_its_sentence_open_for_the_next_one(self) -> None:
        first = replace(CLOSED, sentence="办结{value}件\uff0c")
        outline = Outline("", (Section(1, "一章", f"{first.id} {ONCE_RATE.id}"),))
        text = text_of(report(outline=outline, figures=(first, ONCE_RATE)))
        assert text == "办结6070件\uff0c占99%\uff086010/6070\uff09。"

    @pytest.mark.parametrize("end", ["", "。", "\uff0c"])
    def test_may_go_on_with_the_sentence_before_it(self, end: str) -> None:
        first = replace(CLOSED, sentence=f"办结{{value}}件{end}")
        second = replace(ONCE_RATE, sentence=",占{value}")
        outline = Outline("", (Section(1, "一章", f"{first.id} {second.id}"),))
        text = text_of(report(outline=outline, figures=(first, second)))
        assert text == f"办结6070件{end or chr(0xFF0C)}占99%\uff086010/6070\uff09。"

    def test_does_not_begin_with_a_comma_where_nothing_comes_before(self) -> None:
        assert sentence(replace(CLOSED, sentence=",办结{value}件。")) == "办结6070件。"
        outline = Outline("", (Section(1, "一章", f"{EVALUATION.id} {CLOSED.id}"),))
        figures = (EVALUATION, replace(CLOSED, sentence=",办结{value}件。"))
        assert text_of(report(outline=outline, figures=figures)).endswith("】办结6070件。")

    def test_is_closed_where_the_next_one_has_nothing_to_say(self) -> None:
        assert sentence(replace(CLOSED, sentence="办结{value}件\uff0c")) == "办结6070件。"

    def test_is_refused_when_its_sentence_asks_for_what_it_has_not(self) -> None:
        with pytest.raises(UnableToCompose, match="service_closed"):
            sentence(replace(CLOSED, sentence="占{denominator}。"))

    def test_is_not_lost_when_no_chapter_places_it(self) -> None:
        stray = figure("stray", "无处安放的数字", 5)
        assert report(figures=(stray, CLOSED)).figures[-1].id == "stray"


class TestARate:
    def test_never_stands_without_numerator_and_denominator(self) -> None:
        assert sentence(ONCE_RATE) == "占99%\uff086010/6070\uff09。"

    def test_says_them_once_where_the_author_has_said_them(self) -> None:
        line = replace(ONCE_RATE, sentence="{denominator}件中有{numerator}件\uff0c占{value}。")
        assert sentence(line) == "6070件中有6010件\uff0c占99%。"

    @pytest.mark.parametrize("template", ["占{value}", "占{value}%", "占{value}{unit}"])
    def test_carries_one_percent_sign(self, template: str) -> None:
        assert sentence(replace(ONCE_RATE, sentence=template)).count("%") == 1

    def test_of_nothing_is_said_to_be_none_and_never_a_hundred_percent(self) -> None:
        text = sentence(FIXED)
        assert text.startswith("实名差评回访整改率\uff1a无")
        assert "100" not in text
        assert "0%" not in text


class TestAMissingFigure:
    def test_is_a_to_do_with_the_organ_that_owes_it(self) -> None:
        assert (
            sentence(EVALUATION)
            == "【待补\uff1a重大行政决策后评估\uff0c没有收到12号台账\uff08责任单位\uff1a区司法局\uff09】"
        )

    def test_is_a_to_do_even_when_nobody_declares_it(self) -> None:
        text = text_of(report(outline=Outline("", (Section(1, "一章", "crime_transfer"),)), figures=()))
        assert text.startswith("【待补\uff1acrime_transfer")

    def test_is_counted_among_what_is_owed(self) -> None:
        assert len(report().to_dos) == 2

    def test_has_no_say_in_identities(self) -> None:
        missing = replace(EVALUATION, value=9)
        document = report(figures=(missing, REVIEWS), identities=(Subset("decision_eval", "decision_legal_reviews"),))
        assert document.identities == ()
        assert document.identities_checked == 0


class TestAChapter:
    def test_is_numbered_as_official_documents_are(self) -> None:
        assert [chapter.heading for chapter in report().chapters] == [
            "一、持续优化政务服务",
            "二、决策与执法",
            "\uff08一\uff09科学民主依法决策",
            "1.落实重大行政决策制度",
            "\uff08二\uff09严格规范公正文明执法",
            "三、存在的问题\uff08底稿\uff09",
            "四、下一年度安排",
        ]

    def test_without_an_institution_says_so(self) -> None:
        assert paragraphs(report().chapters[3]) == ["本节数字没有提供\uff1a本系统还没有承接这些台账。"]

    def test_with_some_of_them_says_how_many_are_not_there(self) -> None:
        assert paragraphs(report().chapters[2])[-1] == "本节另有1项数字没有提供\uff1a本系统还没有承接这些台账。"

    def test_that_only_a_person_can_write_is_a_to_do(self) -> None:
        (block,) = report().chapters[-1].blocks
        assert isinstance(block, Paragraph)
        assert isinstance(block.runs[0], ToDo)


class TestShortcomings:
    def test_stand_in_one_row_with_the_figure_they_concern(self) -> None:
        table = report().chapters[5].blocks[1]
        assert isinstance(table, Table)
        (row,) = table.rows
        assert row[0] == Text("重大行政决策合法性审查")
        assert row[1] == Slot("decision_legal_reviews", "8项")
        assert row[2] == Text("集体讨论早于合法性审查意见")
        assert row[4] == Text("2")

    def test_are_called_doubts_that_a_person_must_verify(self) -> None:
        assert "程序疑点都是待核实的\uff0c不是结论" in paragraphs(report().chapters[5])[0]

    def test_of_no_figure_are_shown_all_the_same(self) -> None:
        item = OpenItem(rule="powerlist.publish_late", title="公布超期", basis="条例第二十六条", count=1)
        document = compose(
            outline=OUTLINE,
            figures=(),
            district="示例区",
            year=2022,
            dated_on=report().dated_on,
            synthetic=False,
            open_items=(item,),
        )
        table = document.chapters[5].blocks[1]
        assert isinstance(table, Table)
        assert table.rows[0][0] == Text("没有对应的数字")

    def test_are_said_to_be_none_where_none_is_open(self) -> None:
        document = compose(
            outline=OUTLINE, figures=(), district="示例区", year=2022, dated_on=report().dated_on, synthetic=False
        )
        assert paragraphs(document.chapters[5]) == ["本年度没有未了结的程序疑点\uff0c也没有逾期或者没有销号的事项。"]


class TestTheDocument:
    def test_is_signed_by_the_district_unless_told_otherwise(self) -> None:
        assert report().issuer == "示例区人民政府"
        assert report(issuer="示例区司法局").issuer == "示例区司法局"

    def test_keeps_the_hash_of_every_figure(self) -> None:
        assert {line.record_hash for line in report().figures if not line.is_missing} == {HASH}
