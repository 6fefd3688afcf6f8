"""Damage of the named kinds does not change what is read; what is no quantity is not read as one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.report.check.clean import repaired
from yifa.report.check.document import Document
from yifa.report.check.tokens import quantities, ranges

UNITS = ("件", "项", "名", "家", "个", "万元", "个工作日", "人次", "份")
FULL_WIDTH = str.maketrans("0123456789%", "０１２３４５６７８９％")


def readings(text: str, *, hard: bool = True) -> list[str]:
    return [quantity.reading for quantity in quantities(repaired(Document("a.txt", text, hard=hard)).text)]


amounts = st.integers(min_value=1, max_value=99_999)
units = st.sampled_from(UNITS)


def sentence(number: str, unit: str) -> str:
    return f"全年持续推进各项重点工作取得明显成效，共办结各类政务服务事项{number}{unit}，群众评价总体较好。"


class TestDamage:
    @given(number=amounts, unit=units)
    def test_of_full_width_digits_is_undone(self, number: int, unit: str) -> None:
        assert readings(sentence(str(number).translate(FULL_WIDTH), unit)) == [f"{number}{unit}"]

    @given(number=amounts, unit=units)
    def test_of_letters_for_digits_is_undone(self, number: int, unit: str) -> None:
        first, rest = str(number)[0], str(number)[1:]
        damaged = first + rest.replace("0", "O").replace("1", "l")
        assert readings(sentence(damaged, unit)) == [f"{number}{unit}"]

    @given(number=st.integers(min_value=1000, max_value=999_999_999), unit=units, separator=st.sampled_from(", \u00a0"))
    def test_of_thousands_separators_is_undone(self, number: int, unit: str, separator: str) -> None:
        assert readings(sentence(f"{number:,}".replace(",", separator), unit)) == [f"{number}{unit}"]

    @given(number=st.integers(min_value=10, max_value=99_999), unit=units, place=st.integers(min_value=1, max_value=4))
    def test_of_a_hard_break_inside_a_number_is_undone(self, number: int, unit: str, place: int) -> None:
        digits = str(number)
        place = min(place, len(digits) - 1)
        assert readings(sentence(f"{digits[:place]}\n{digits[place:]}", unit)) == [f"{number}{unit}"]

    @given(number=amounts, unit=units, page=st.integers(min_value=2, max_value=30))
    def test_of_a_page_mark_between_number_and_unit_is_undone(self, number: int, unit: str, page: int) -> None:
        assert readings(sentence(f"{number}\n{page}、", unit)) == [f"{number}{unit}"]

    @given(number=amounts, unit=units, page=st.integers(min_value=2, max_value=30))
    def test_of_a_page_head_inside_a_sentence_is_undone(self, number: int, unit: str, page: int) -> None:
        damaged = sentence(f"{number}", unit).replace("，共", f"，\n某区2023年法治政府建设情况报告　　第{page}页\n共")
        assert readings(damaged) == [f"{number}{unit}"]

    @given(whole=st.integers(min_value=0, max_value=100), tail=st.sampled_from(("o", "O")))
    def test_of_a_full_stop_behind_per_cent_is_undone(self, whole: int, tail: str) -> None:
        assert readings(f"办结率达到{whole}%{tail}二是加强监管。") == [f"{whole}%"]

    def test_of_zeros_in_years_is_undone(self) -> None:
        assert (
            repaired(Document("a.txt", "二。三五年远景目标，二。二一年", hard=True)).text
            == "二〇三五年远景目标，二〇二一年"
        )

    def test_is_said(self) -> None:
        reasons = [
            repair.reason for repair in repaired(Document("a.txt", "办结9O60件，占90%o二是", hard=True)).repairs()
        ]
        assert reasons == ["「%o」读作「%。」", "数字中的字母 O、l 改为 0、1"]

    @given(number=amounts, unit=units)
    def test_leaves_the_way_back_to_the_words_of_the_file(self, number: int, unit: str) -> None:
        text = sentence(str(number).translate(FULL_WIDTH), unit).replace("共办结", "共\n2、办结")
        clean = repaired(Document("a.txt", text, hard=True))
        (found,) = quantities(clean.text)
        start, end = clean.origin(found.start, found.end)
        assert text[start:end] == str(number).translate(FULL_WIDTH) + unit


class TestLists:
    @pytest.mark.parametrize(
        "text", ["主要工作\n2、名录库建设\n3、人员培训", "一、总体情况\n1、加强领导。\n2、规范执法。"]
    )
    def test_are_not_taken_for_page_marks(self, text: str) -> None:
        assert repaired(Document("a.txt", text, hard=True)).text == text

    def test_of_a_word_document_keep_their_paragraphs(self) -> None:
        text = "全面推进依法行政各项工作落地见效并取得新的进展\n1、加强领导"
        assert repaired(Document("a.docx", text)).text == text


class TestLinesThatEndInANumber:
    @pytest.mark.parametrize(
        "text",
        [
            "如有疑问请与区司法局办公室联系，联系电话86012345\n名单附后",
            "本规划的实施期限从二〇二一年起，一直到2025\n2、个别单位重视不够。",
        ],
    )
    def test_are_not_joined_where_the_number_is_complete(self, text: str) -> None:
        assert readings(text) == []

    def test_are_joined_in_the_middle_of_a_date(self) -> None:
        clean = repaired(Document("a.txt", "《重大行政决策事项目录》于2022年4月2\n8日公布", hard=True))
        assert clean.text.endswith("2022年4月28日公布")


class TestNoQuantity:
    @pytest.mark.parametrize(
        "text",
        [
            "2023年3月5日", "3月18日", "某政发〔2022〕3号", "国令第713号", "第五十七条第二款", "第3批", "0000-8123456",
            "400-000-0000", "8:30—17:30", "1+6+N", "3+X", "“三统一”", "“四个一”工作法", "“十四五”规划", "“八五”普法",
            "12345热线", "12315平台", "2021—2025年", "2021-12-31", "第三十三条", "二〇二一年二月二十日", "党的二十大",
            "一是加强领导", "每一个岗位", "“一件事一次办”", "5G基站", "PM2.5", "身份证号110101199001011234", "1■■6人",
            "test2023@163.com", "一窗受理", "十八届三中全会", "《2023年12项重点任务清单》",
        ],
    )  # fmt: skip
    def test_is_read_in_names_dates_and_marks(self, text: str) -> None:
        assert readings(text) == []

    def test_is_read_in_a_range(self) -> None:
        text = "每个乡镇配备3—5名，期限5至15日，力争2—3年"
        assert readings(text) == []
        assert list(ranges(text)) == ["3—5名", "5至15日", "2—3年"]

    @given(text=st.text(alphabet="法治政府建设依法行政规范执法，。、；：（）“”和与的为等中", max_size=300))
    def test_is_found_in_text_without_numbers(self, text: str) -> None:
        assert readings(text) == []


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "value", "unit"),
        [
            ("一百五十二件", 152, "件"), ("四十六个", 46, "个"), ("一千三百余件", 1300, "件"), ("3.2万件", 32000, "件"),
            ("500余万条", 5_000_000, "条"), ("1.08亿元", 108_000_000, "元"), ("8400元", 8400, "元"), ("0.5个工作日", 0.5, "个工作日"),
            ("百分之八十五点六", 85.6, "%"), ("六成", 60, "%"), ("三成五", 35, "%"), ("一半", 50, "%"), ("9成", 90, "%"),
            ("3.7个百分点", 3.7, "个百分点"), ("２１０件", 210, "件"), ("5170 件", 5170, "件"), ("三万二千户", 32000, "户"),
        ],
    )  # fmt: skip
    def test_are_read_with_value_and_unit(self, text: str, value: float, unit: str) -> None:
        (found,) = quantities(repaired(Document("a.txt", text, hard=True)).text)
        assert (float(found.value), found.unit) == (value, unit)

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("近400家", "近"),
            ("约1180万元", "约"),
            ("900余人", "余"),
            ("逾九成", "超"),
            ("节约12万元", ""),
            ("附近3家", ""),
        ],
    )
    def test_are_read_with_how_exact_they_are(self, text: str, word: str) -> None:
        assert [quantity.approximate for quantity in quantities(text)] == [word]


def test_no_number_of_a_fault_free_sentence_is_lost_between_digits() -> None:
    text = "全年办结18460件，其中网上15322件，占83%；罚没款412.36万元。"
    assert readings(text) == re.findall(r"[\d.]+(?:件|%|万元)", text)
