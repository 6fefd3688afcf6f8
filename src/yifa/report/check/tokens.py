"""From text to quantities: one pass over the text, which steps over everything that is no quantity."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from yifa.report.check import noise, numerals
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.units import CHINESE_UNIT, DAYS, MONEY, UNIT, normal

_ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,15})(?:\.\d{1,9})?"
_HAN_NUMBER = r"[一二两三四五六七八九十](?:[零〇一二两三四五六七八九十百千万]{0,14}[零〇一二三四五六七八九十百千万亿])?"
_HAN_DECIMAL = r"[零〇一二三四五六七八九十百]{1,9}(?:点[零〇一二三四五六七八九]{1,6})?"
_TO = r"[ \u00a0\u3000]?[-—–－~～至到]{1,2}[ \u00a0\u3000]?"

_TOKEN = re.compile(
    rf"""
    (?P<range>{_ARABIC}[ \u00a0\u3000]?(?:[十百千万亿]{{0,2}})(?P<first>{UNIT}|%)?{_TO}{_ARABIC}[ \u00a0\u3000]?[十百千万亿]{{0,2}}[余多]?(?:个百分点|百分点|%|倍|{UNIT}|(?=[^\d])))
  | (?P<noise>{noise.NOISE})
  | (?P<percent>{_ARABIC})[ \u00a0\u3000]?(?P<sign>%|个百分点|个点|百分点|‰)
  | (?P<times>{_ARABIC})[ \u00a0\u3000]?(?P<more>[余多])?倍
  | (?P<tenths>{_ARABIC}|[一二三四五六七八九])成(?P<half>[一二三四五六七八九半])?(?![立员熟分果效为功长就型本绩都不人])
  | 百分之(?P<hundredths>{_HAN_DECIMAL}|{_ARABIC})
  | (?P<below>[二三四五六七八九十]|\d+)分之(?P<above>[一二三四五六七八九]|\d+)
  | (?P<halfword>过半数?|(?<![另前后上下])一半|半数)
  | (?P<number>{_ARABIC})[ \u00a0\u3000]?(?P<scale>[十百千万亿]{{0,2}})(?P<more2>[余多])?(?P<scale2>[万亿]?)[ \u00a0\u3000]?(?P<unit>{UNIT})?(?P<each>[/／]\w)?
  | (?<![第一二两三四五六七八九十百千万零〇\d几数上])(?P<han>{_HAN_NUMBER})(?P<more3>[余多])?(?P<scale3>[万亿]?)(?P<hanunit>{CHINESE_UNIT})
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(
    r"(将近|接近|不足|不到|不少于|不低于|至少|超过|突破|大约|(?<![最附临新靠])近|(?<![节预签制合公违履解])约|超|逾)[ \u00a0\u3000]?$"
)
_BEHIND = re.compile(r"[ \u00a0\u3000]?(以上|左右|以下|以内|之内|内(?![部容设资])|多(?!个|种|名|元)|余)")
_WORDS = {
    "将近": "近", "接近": "近", "近": "近", "不足": "不足", "不到": "不到", "约": "约", "大约": "约", "左右": "约",
    "超": "超", "超过": "超", "逾": "超", "突破": "超", "以上": "超", "不少于": "至少", "不低于": "至少", "至少": "至少",
    "以下": "以下", "以内": "以内", "之内": "以内", "内": "以内", "多": "多", "余": "余",
}  # fmt: skip
_TITLE = re.compile(r"《[^》\n]{0,80}》")
_MARKS = "，。；：、！？（）\n\t“”「」"
_CLAUSE_MARKS = "，。；：！？（）\n\t"
_DETERMINER = frozenset("一")
_YEAR = 4
"""Fewer digits in a row, «七八家», say no number."""


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of the text, in order."""
    titles = [match.span() for match in _TITLE.finditer(text)]
    title_starts = [start for start, _ in titles]
    bare: list[Quantity] = []
    for match in _TOKEN.finditer(text):
        quantity = _quantity(match, text)
        if quantity and not _within(titles, title_starts, match.start()):
            bare.append(quantity)
    return tuple(_with_words(bare, text))


def ranges(text: str) -> Iterator[str]:
    """The ranges of the text, «3—5名», which are no quantities."""
    return (match.group("range") for match in _TOKEN.finditer(text) if match.group("range"))


def _within(spans: list[tuple[int, int]], starts: list[int], place: int) -> bool:
    found = bisect_right(starts, place) - 1
    return found >= 0 and place < spans[found][1]


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    got = match.group
    if got("noise") or got("range"):
        return None
    if got("percent"):
        number = numerals.arabic(got("percent"))
        kind = Kind.RATE if got("sign") == "%" else Kind.POINTS
        return None if got("sign") == "‰" else _made(match, text, number, kind, got("sign"))
    if got("times"):
        return _made(match, text, numerals.arabic(got("times")), Kind.MULTIPLE, "倍", got("more") or "")
    if got("tenths"):
        return _tenths(match, text)
    if got("hundredths"):
        read = _either(got("hundredths"))
        return None if read is None else _made(match, text, read, Kind.RATE, "%")
    if got("below"):
        return _parts(match, text)
    if got("halfword"):
        approximate = "超" if got("halfword").startswith("过") else ""
        return _made(match, text, numerals.Number(Fraction(50), Fraction(5)), Kind.RATE, "%", approximate)
    if got("number"):
        if not got("unit") or got("each"):
            return None
        number = numerals.arabic(got("number"), (got("scale") or "") + (got("scale2") or ""))
        return _counted(match, text, number, got("unit"), got("more2") or "")
    return _chinese_count(match, text)


def _tenths(match: re.Match[str], text: str) -> Quantity | None:
    word = match.group("tenths")
    number = _either(word)
    if number is None or number.value > 10:
        return None
    half = match.group("half")
    extra = Fraction(5) if half == "半" else (numerals.chinese(half) or number).value if half else Fraction(0)
    step = Fraction(1) if half else Fraction(10)
    return _made(match, text, numerals.Number(number.value * 10 + extra, step), Kind.RATE, "%")


def _parts(match: re.Match[str], text: str) -> Quantity | None:
    below, above = (_small(match.group(name)) for name in ("below", "above"))
    if not below or above is None or above >= below:
        return None
    return _made(match, text, numerals.Number(Fraction(above * 100, below), Fraction(5)), Kind.RATE, "%")


def _either(word: str) -> numerals.Number | None:
    return numerals.arabic(word) if word[0].isdigit() else numerals.chinese(word)


def _small(word: str) -> int | None:
    number = _either(word)
    return int(number.value) if number else None


def _chinese_count(match: re.Match[str], text: str) -> Quantity | None:
    word = match.group("han")
    number = numerals.chinese(word + (match.group("scale3") or ""))
    roughly = 1 < len(word) < _YEAR and not set(word) & set("十百千万")
    if word in _DETERMINER or number is None or roughly:
        return None
    found = _counted(match, text, number, match.group("hanunit"), match.group("more3") or "")
    return replace(found, chinese=True) if found else None


def _counted(match: re.Match[str], text: str, number: numerals.Number, unit: str, more: str) -> Quantity | None:
    if unit in MONEY:
        factor = MONEY[unit]
        scaled = numerals.Number(number.value * factor, number.step * factor)
        return _made(match, text, scaled, Kind.MONEY, unit, more)
    return _made(match, text, number, Kind.TIME if unit in DAYS else Kind.COUNT, unit, more)


def _made(match: re.Match[str], text: str, number: numerals.Number, kind: Kind, unit: str, more: str = "") -> Quantity:
    before = _BEFORE.search(text[max(0, match.start() - 4) : match.start()])
    behind = _BEHIND.match(text, match.end())
    word = more or (before.group(1) if before else behind.group(1) if behind else "")
    return Quantity(
        start=match.start(),
        end=match.end(),
        text=match.group(),
        reading=re.sub(r"[\s,]", "", match.group()),
        value=number.value,
        step=number.step,
        unit="个百分点" if kind is Kind.POINTS else normal(unit),
        kind=kind,
        approximate=_WORDS.get(word, ""),
    )


def _with_words(found: list[Quantity], text: str) -> Iterator[Quantity]:
    for place, quantity in enumerate(found):
        previous = found[place - 1].end if place else 0
        following = found[place + 1].start if place + 1 < len(found) else len(text)
        floor = max(0, quantity.start - 80)
        clause_start = max((text.rfind(mark, floor, quantity.start) for mark in _CLAUSE_MARKS), default=-1) + 1
        mark_start = max((text.rfind(mark, floor, quantity.start) for mark in _MARKS), default=-1) + 1
        ceiling = min(following, quantity.end + 40)
        behind = re.match(rf"[^{_MARKS}]*", text[quantity.end : ceiling])
        yield replace(
            quantity,
            lead=text[max(mark_start, previous, floor) : quantity.start].strip(),
            clause=text[max(clause_start, floor) : quantity.start].strip(),
            after=behind.group().strip() if behind else "",
        )
