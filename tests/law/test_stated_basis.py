"""A basis in the words of an office: which statute is named, and which articles of it; in doubt, nothing."""

import pytest

from yifa.law.stated_basis import articles_stated, names
from yifa.law.statutes import LICENSING_LAW, PENALTIES_LAW, R711, R713


class TestArticlesStated:
    @pytest.mark.parametrize(
        ("text", "articles"),
        [
            ("《重大行政决策程序暂行条例》第二十五条", {25}),
            ("《重大行政决策程序暂行条例》(国务院令第713号)第25条", {25}),
            ("《重大行政决策程序暂行条例》第十五条、第二十六条第一款", {15, 26}),
            ("《重大行政决策程序暂行条例》第15、26条", {15, 26}),
            ("重大行政决策程序暂行条例第一百零一条", {101}),
            ("国务院令第713号第三条", {3}),
            ("《重大行政决策程序暂行条例》", set()),
            ("《重大行政决策程序暂行条例》 第 二十五 条", {25}),
            ("《政府信息公开条例》第二十六条;《重大行政决策程序暂行条例》第二十五条", {25}),
        ],
    )
    def test_are_those_that_follow_its_name(self, text: str, articles: set[int]) -> None:
        assert articles_stated(text, R713) == frozenset(articles)

    @pytest.mark.parametrize(
        "text",
        [
            "虚拟依据第25条",
            "",
            "第二十五条",
            "《重大行政决策程序暂行条例实施细则》第二十五条",
            "《某办法》(依据国务院令第713号)第三条",
        ],
    )
    def test_are_unknown_where_it_is_not_named(self, text: str) -> None:
        assert articles_stated(text, R713) is None

    @pytest.mark.parametrize("text", ["《中华人民共和国行政处罚法》第九条", "《行政处罚法》第九条", "行政处罚法第九条"])
    def test_are_found_with_and_without_the_name_of_the_state(self, text: str) -> None:
        assert articles_stated(text, PENALTIES_LAW) == frozenset({9})
        assert articles_stated(text, LICENSING_LAW) is None


class TestNames:
    @pytest.mark.parametrize("words", ["行政许可法", "中华人民共和国行政许可法", "主席令第29号"])
    def test_are_titles_and_numbers(self, words: str) -> None:
        assert names(words, LICENSING_LAW)
        assert not names(words, R711)

    def test_of_an_older_version_name_the_statute_too(self) -> None:
        assert names("国务院令第492号", R711)
