"""Citations: a basis that does not exist cannot be written down, and each form is the one its reader expects."""

import re
from datetime import date

import pytest

from yifa.law.citation import Certainty, Citation, Place, in_chinese, local
from yifa.law.statutes import (
    LICENSING_LAW,
    NOTICE_51,
    NOTICE_118,
    PENALTIES_LAW,
    R310,
    R711,
    R713,
    R722,
    SAMR_45,
    SAMR_PENALTY_PROCEDURE,
    STATUTES,
)

DIGITS = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """The oracle: write every place out, then drop what is not spoken."""
    text = "".join(f"{DIGITS[int(digit)]}{unit}" for digit, unit in zip(f"{number:03d}", "百十个", strict=True))
    text = re.sub("零[百十]", "零", text).replace("个", "")
    text = re.sub("零+", "零", text).strip("零")
    return re.sub("^一十", "十", text)


class TestArticle:
    def test_that_does_not_exist_cannot_be_cited(self) -> None:
        with pytest.raises(
            ValueError, match=r"《重大行政决策程序暂行条例》.*articles 1–44; article 45 cannot be cited"
        ):
            R713.art(45)

    def test_that_does_not_exist_is_found_behind_one_that_does(self) -> None:
        with pytest.raises(ValueError, match="article 84 cannot be cited"):
            LICENSING_LAW.art(42, 84)

    @pytest.mark.parametrize("article", [0, -1])
    def test_is_numbered_from_one(self, article: int) -> None:
        with pytest.raises(ValueError, match="cannot be cited"):
            R713.art(article)

    @pytest.mark.parametrize("article", [0, -1])
    def test_is_numbered_from_one_even_where_the_table_of_articles_is_not_known(self, article: int) -> None:
        with pytest.raises(ValueError, match="cannot be cited"):
            SAMR_PENALTY_PROCEDURE.art(article)

    def test_that_is_the_last_one_may_be_cited(self) -> None:
        assert R713.art(44).short == "重大行政决策程序暂行条例 44条"

    @pytest.mark.parametrize(("statute", "beyond"), [(R310, 17), (SAMR_45, 14)])
    def test_that_nobody_has_read_cannot_be_cited(self, statute: object, beyond: int) -> None:
        with pytest.raises(ValueError, match=f"article {beyond} cannot be cited"):
            statute.art(beyond)  # type: ignore[attr-defined]


class TestForms:
    @pytest.mark.parametrize(
        ("citation", "short"),
        [
            (LICENSING_LAW.art(32, 82, paragraph=1, item=4), "中华人民共和国行政许可法 32条1款4项、82条"),
            (R722.art(36).also("service.promise_binding"), "优化营商环境条例 36条;地方参数 service.promise_binding"),
            (NOTICE_118.section("二(6)"), "国办发〔2018〕118号 二(6)"),
            (NOTICE_51.whole(), "国办发〔2019〕51号"),
            (R711.art(26), "政府信息公开条例 26条"),
            (SAMR_45.art(9), "市场监管总局令第45号 9条"),
            (PENALTIES_LAW.art(64, item=2), "中华人民共和国行政处罚法 64条2项"),
            (local("decision.catalogue_filing"), "地方参数 decision.catalogue_filing"),
            (local("a", "b"), "地方参数 a;地方参数 b"),
        ],
    )
    def test_are_short_in_tables(self, citation: Citation, short: str) -> None:
        assert citation.short == short

    @pytest.mark.parametrize(
        ("citation", "formal"),
        [
            (R713.art(25), "《重大行政决策程序暂行条例》第二十五条"),
            (R713.art(22, 24), "《重大行政决策程序暂行条例》第二十二条、第二十四条"),
            (
                LICENSING_LAW.art(32, 82, paragraph=1, item=4),
                "《中华人民共和国行政许可法》第三十二条第一款第四项、第八十二条",
            ),
            (
                R722.art(36).also("service.promise_binding"),
                "《优化营商环境条例》第三十六条、地方参数「service.promise_binding」",
            ),
            (SAMR_PENALTY_PROCEDURE.art(64), "《市场监督管理行政处罚程序规定》第六十四条(待核)"),
            (NOTICE_51.whole(), "《关于建立政务服务“好差评”制度提高政务服务水平的意见》"),
        ],
    )
    def test_are_formal_in_sentences(self, citation: Citation, formal: str) -> None:
        assert citation.formal == formal

    def test_number_paragraphs_and_items_as_statutes_do(self) -> None:
        place = Place(article=110, paragraph=2, item=11)
        assert place.short == "110条2款11项"
        assert place.formal == "第一百一十条第二款第十一项"


class TestTwoBases:
    def test_of_one_statute_name_it_once(self) -> None:
        both = PENALTIES_LAW.art(64, item=2) & PENALTIES_LAW.art(85)
        assert both.short == "中华人民共和国行政处罚法 64条2项、85条"
        assert both.formal == "《中华人民共和国行政处罚法》第六十四条第二项、第八十五条"

    def test_of_one_article_name_it_once(self) -> None:
        assert (R713.art(25) & R713.art(25, 26)).short == "重大行政决策程序暂行条例 25条、26条"

    def test_of_two_statutes_name_both_in_order(self) -> None:
        both = LICENSING_LAW.art(40) & NOTICE_118.section("二(6)")
        assert both.short == "中华人民共和国行政许可法 40条;国办发〔2018〕118号 二(6)"

    def test_are_as_sure_as_the_less_sure_one(self) -> None:
        assert (R713.art(25) & NOTICE_51.whole()).certainty is Certainty.SECONDARY
        assert (SAMR_PENALTY_PROCEDURE.art(64) & R713.art(25)).certainty is Certainty.MEMORY
        assert (R713.art(25) & R713.art(26)).certainty is Certainty.VERIFIED

    def test_keep_the_local_parameters_of_both(self) -> None:
        assert (R713.art(3).also("a") & local("b")).short == "重大行政决策程序暂行条例 3条;地方参数 a;地方参数 b"


class TestCertainty:
    def test_marks_only_memory_as_to_be_checked(self) -> None:
        assert [certainty.label for certainty in Certainty] == ["", "", "待核"]

    def test_is_memory_where_the_table_of_articles_is_not_known(self) -> None:
        assert SAMR_PENALTY_PROCEDURE.versions[-1].articles is None
        assert SAMR_PENALTY_PROCEDURE.art(64).certainty is Certainty.MEMORY

    def test_may_be_told_for_one_section(self) -> None:
        assert NOTICE_118.section("二(6)").certainty is Certainty.SECONDARY
        assert NOTICE_118.section("二(6)", certainty=Certainty.MEMORY).formal.endswith("(待核)")


class TestVersions:
    @pytest.mark.parametrize(
        ("day", "number"),
        [
            (date(2008, 4, 30), None),
            (date(2008, 5, 1), "国务院令第492号"),
            (date(2019, 5, 14), "国务院令第492号"),
            (date(2019, 5, 15), "国务院令第711号"),
            (date(2022, 1, 1), "国务院令第711号"),
        ],
    )
    def test_bind_from_their_day_on(self, day: date, number: str | None) -> None:
        version = R711.in_force(day)
        assert (version.number if version else None) == number

    def test_stand_in_order_of_time(self) -> None:
        for statute in STATUTES:
            days = [version.valid_from for version in statute.versions]
            assert days == sorted(set(days)), statute.title

    def test_were_looked_at_on_a_day_after_they_bound_unless_they_say_that_they_are_unsure(self) -> None:
        sure = [statute for statute in STATUTES if statute.certainty is not Certainty.MEMORY]
        assert all(statute.versions[-1].valid_from < statute.checked_on for statute in sure)

    def test_are_cited_by_the_latest(self) -> None:
        assert PENALTIES_LAW.number == "主席令第70号(2021修订)"
        assert PENALTIES_LAW.art(86).short.endswith("86条")


class TestNumerals:
    @pytest.mark.parametrize(
        ("number", "text"),
        [
            (1, "一"),
            (9, "九"),
            (10, "十"),
            (11, "十一"),
            (19, "十九"),
            (20, "二十"),
            (21, "二十一"),
            (99, "九十九"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (111, "一百一十一"),
            (999, "九百九十九"),
        ],
    )
    def test_are_those_of_statutes(self, number: int, text: str) -> None:
        assert in_chinese(number) == text

    def test_agree_with_numbers_spelled_out_place_by_place(self) -> None:
        assert [number for number in range(1, 1000) if in_chinese(number) != spelled(number)] == []

    def test_are_different_for_different_numbers(self) -> None:
        assert len({in_chinese(number) for number in range(1, 1000)}) == 999
