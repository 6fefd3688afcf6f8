"""Problems that a person took up are named, become next year's tasks, and are looked for again in the next report."""

from tests.report.sample import DOUBT, OUTLINE, report
from tests.report.test_narrative import paragraphs, words
from yifa.report.document import Document, OpenItem, Paragraph, Table, Text, Written
from yifa.report.narrative import compose

LATE = OpenItem("overdue.major_decision", "重大行政决策逾期没有办理", "条例", 3, is_matter=True)
TAKEN = {DOUBT.key: "采用：属实", LATE.key: "采用：确有逾期"}


def document(**choices: str) -> Document:
    taken = choices or TAKEN
    return compose(
        outline=OUTLINE,
        figures=(),
        district="示例区",
        year=2022,
        dated_on=report().dated_on,
        synthetic=False,
        open_items=(DOUBT, LATE),
        written=Written(choices=taken),
        followed={DOUBT.key: (DOUBT.title, 5), "gone/": ("公开超期", 2)},
    )


class TestAProblem:
    def test_that_a_person_took_up_is_named_with_its_number(self) -> None:
        named = [line for line in paragraphs(document().chapters[5]) if line.startswith(("一是", "二是"))]
        assert named == [
            "一是重大行政决策逾期没有办理的3件。",
            "二是不符合“集体讨论早于合法性审查意见”（《重大行政决策程序暂行条例》第二十五条）的2件。",
        ]

    def test_that_a_person_left_out_is_not_named(self) -> None:
        told = document(**{DOUBT.key: "不采用：台账填错"})
        assert not any(line.startswith("一是") for line in paragraphs(told.chapters[5]))

    def test_that_nobody_decided_on_stands_in_the_draft_alone(self) -> None:
        undecided = document(nothing="")
        (preface,) = [one for one in undecided.chapters[5].blocks if isinstance(one, Paragraph)]
        assert preface.draft

    def test_becomes_a_task_of_the_next_year(self) -> None:
        tables = [one for one in document().chapters[6].blocks if isinstance(one, Table)]
        assert [row[1] for row in tables[1].rows] == [
            Text("整改并防止再次发生：集体讨论早于合法性审查意见"),
            Text("整改并防止再次发生：重大行政决策逾期没有办理"),
        ]

    def test_of_last_year_is_looked_for_again(self) -> None:
        table = next(one for one in document().chapters[6].blocks if isinstance(one, Table))
        assert [tuple(run.text for run in row if isinstance(run, Text)) for row in table.rows] == [
            ("集体讨论早于合法性审查意见", "5", "2", "减少"),
            ("公开超期", "2", "0", "没有再查出"),
        ]

    def test_leaves_what_only_a_person_can_write_to_be_written(self) -> None:
        assert words(document().chapters[6].blocks[-1]).startswith("【待补：下一年度")  # type: ignore[arg-type]
