"""Repair of characters inside a line: full-width digits, letters for digits, «%o», «(S)», «二。三五年»."""

import re
from collections.abc import Callable

from yifa.report.check.revision import Edit
from yifa.report.check.units import UNIT

_WIDE = {0xFF01 + n: 0x21 + n for n in range(94)}
_HAN = r"[\u4e00-\u9fff]"
_UNIT_NEXT = rf"(?=[ \u00a0\u3000]?(?:[十百千万亿余多]|%|％|年|月|日|{UNIT}))"
_AS_DIGIT = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_YEAR_DIGITS = str.maketrans("。.○0Oo零◯", "〇" * 8)


def _digits(match: re.Match[str]) -> str:
    return match.group().translate(_WIDE)


def _number(match: re.Match[str]) -> str:
    return match.group().translate(_AS_DIGIT)


def _without_gaps(match: re.Match[str]) -> str:
    return re.sub(r"[\s，]", "", match.group())


def _year(match: re.Match[str]) -> str:
    return match.group().translate(_YEAR_DIGITS)


def _to_chinese_mark(match: re.Match[str]) -> str:
    return match.group().translate({ord(a): b for a, b in zip(",;:()", "，；：（）", strict=True)})


def _nothing(_: re.Match[str]) -> str:
    return ""


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str], str], ...] = (
    (re.compile(r"[０-９％．Ａ-Ｚａ-ｚ]+"), _digits, "全角数字改为半角"),
    (re.compile(r"(?<=\d[%％])[oO](?![A-Za-z0-9])"), lambda _: "。", "「%o」读作「%。」"),
    (
        re.compile(
            rf"(?<![A-Za-z0-9.\-])(?=[Ool\dI.,]{{0,15}}\d)(?=[\d.,]{{0,15}}[OolI])[OolI\d][OolI\d.,]{{0,18}}{_UNIT_NEXT}"
        ),
        _number,
        "数字中的字母 O、l 改为 0、1",
    ),
    (
        re.compile(rf"(?:(?<=^)|(?<=[\n。；;]))[(（]S[)）](?={_HAN})", re.MULTILINE),
        lambda _: "（三）",
        "「(S)」读作「(三)」",
    ),
    (re.compile(r"二[。.○0Oo〇零◯][一二三四五六七八九。.○0Oo〇零◯]{2}(?=年)"), _year, "年份中误识的「。」改为「〇」"),
    (
        re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,4}(?![\d.,]{0,9}\d)"),
        _without_gaps,
        "数字中的空格作千位分隔",
    ),
    (re.compile(rf"(?<![\d.,，])\d{{1,3}}(?:，\d{{3}}){{1,4}}(?!\d){_UNIT_NEXT}"), _without_gaps, "全角逗号作千位分隔"),
    (
        re.compile(
            r"(?<=[\u4e00-\u9fff“”《》〔〕（），。；：、])[ \u00a0](?=[0-9A-Za-z])"
            r"|(?<=[0-9A-Za-z%])[ \u00a0](?=[\u4e00-\u9fff“《（，。；：、])"
        ),
        _nothing,
        "",
    ),
    (re.compile(rf"(?<={_HAN})[(),;:]|[(),;:](?={_HAN})|(?<=[%”》）])[,;:]|,(?=“)"), _to_chinese_mark, ""),
)


def letter_edits(text: str, rule: int) -> tuple[Edit, ...]:
    """The edits of one rule, of `RULES` many; each rule works on what the one before has made."""
    pattern, change, reason = _RULES[rule]
    found = (Edit(m.start(), m.end(), change(m), reason) for m in pattern.finditer(text))
    return tuple(edit for edit in found if edit.new != text[edit.start : edit.end])


RULES = len(_RULES)
