"""What a figure says: lists from its records, another sentence for a 0, and one to-do for what is lacking together."""

from dataclasses import replace

from tests.report.sample import EVALUATION, REVIEWS, figure, report
from tests.report.test_narrative import paragraphs, sentence, text_of
from yifa.report.document import Chapter, FigureLine, Paragraph, Slot
from yifa.report.sections import Outline, Section

MEETINGS = figure(
    "meetings_held",
    "专题会议次数",
    9,
    "次",
    "召开[{parts},]专题会议{value}{unit}。",
    named=(("政府常务会议", "5"), ("党委常委会会议", "4")),
)


def chapters(figures: str, *lines: FigureLine, level: int = 1) -> tuple[Chapter, ...]:
    return report(outline=Outline("", (Section(level, "一章", figures),)), figures=lines).chapters


class TestAList:
    def test_names_what_stands_in_the_records(self) -> None:
        line = replace(MEETINGS, sentence="召开[{names}等]会议{value}{unit}。")
        assert sentence(line) == "召开政府常务会议、党委常委会会议等会议9次。"

    def test_tells_the_part_of_each(self) -> None:
        assert sentence(MEETINGS) == "召开政府常务会议5次、党委常委会会议4次，专题会议9次。"

    def test_makes_every_part_a_place_of_its_figure(self) -> None:
        (block,) = chapters(MEETINGS.id, MEETINGS)[0].blocks
        assert isinstance(block, Paragraph)
        assert [run.shown for run in block.runs if isinstance(run, Slot)] == ["5", "4", "9"]

    def test_goes_with_the_words_around_it_where_there_is_nothing_to_list(self) -> None:
        assert sentence(replace(MEETINGS, named=())) == "召开专题会议9次。"

    def test_is_cut_where_no_sentence_could_bear_it(self) -> None:
        line = replace(MEETINGS, sentence="评估[{names}]。", named=tuple((f"第{n}号", "1") for n in range(1, 11)))
        assert sentence(line).endswith("第8号等。")


class TestAZero:
    NONE = replace(REVIEWS, value=0, value_shown="0", nothing="没有完成合法性审查的决策。")

    def test_has_a_sentence_of_its_own(self) -> None:
        assert sentence(self.NONE) == "没有完成合法性审查的决策。"

    def test_is_said_as_a_number_where_it_has_none(self) -> None:
        assert sentence(replace(self.NONE, nothing="")) == "2022年完成0项区政府重大行政决策的合法性审查。"

    def test_of_what_may_be_left_out_is_left_out(self) -> None:
        (chapter,) = chapters(f"+{REVIEWS.id}", replace(self.NONE, nothing=""))
        assert paragraphs(chapter) == ["本年度没有提供本节的记录。"]

    def test_of_what_may_be_left_out_is_said_where_it_has_a_sentence(self) -> None:
        (chapter,) = chapters(f"+{REVIEWS.id}", self.NONE)
        assert paragraphs(chapter) == ["没有完成合法性审查的决策。"]


class TestWhatIsLacking:
    def test_is_one_to_do_for_all_figures_of_a_ledger_that_was_never_taken_in(self) -> None:
        others = [replace(EVALUATION, id=f"other{n}", title=f"别的数字{n}") for n in range(3)]
        (chapter,) = chapters(" ".join(one.id for one in (EVALUATION, *others)), EVALUATION, *others)
        assert paragraphs(chapter) == ["【待补：重大行政决策后评估等4项数字，没有收到12号台账（责任单位：区司法局）】"]

    def test_is_never_a_zero(self) -> None:
        assert "0" not in sentence(EVALUATION)

    def test_is_left_out_where_it_may_be(self) -> None:
        assert text_of(report(outline=Outline("", (Section(1, "一章", f"+{EVALUATION.id} {REVIEWS.id}"),)))) == (
            "2022年完成8项区政府重大行政决策的合法性审查。"
        )

    def test_needs_no_excuse_in_the_opening_words(self) -> None:
        (chapter,) = chapters("+absent", level=0)
        assert chapter.blocks == ()
