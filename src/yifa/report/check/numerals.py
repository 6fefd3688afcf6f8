"""Numbers in Arabic and Chinese numerals, as exact fractions with the step of their last printed place."""

from dataclasses import dataclass
from fractions import Fraction

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "亿": 10**8}
SCALES = {**_TENS, **_SCALES}


@dataclass(frozen=True)
class Number:
    """A printed number: its value, and one unit of its last printed place."""

    value: Fraction
    step: Fraction


def arabic(text: str, scale: str = "") -> Number:
    """Read digits with thousands separators and decimals; `scale` is 万, 亿, 百万 or nothing."""
    digits = text.replace(",", "")
    factor = Fraction(1)
    for character in scale:
        factor *= SCALES[character]
    places = len(digits.partition(".")[2])
    return Number(Fraction(digits) * factor, factor / 10**places)


def chinese(text: str) -> Number | None:
    """Read Chinese numerals: 一百五十二, 三万二千, 八十五点六, 二〇二二; None where they make no number."""
    whole, _, decimals = text.partition("点")
    value = _positional(whole) if _is_positional(whole) else _composed(whole)
    if value is None or any(digit not in _DIGITS for digit in decimals):
        return None
    fraction = sum((Fraction(_DIGITS[digit], 10 ** (place + 1)) for place, digit in enumerate(decimals)), Fraction(0))
    return Number(value + fraction, Fraction(1, 10 ** len(decimals)) if decimals else _step(whole))


def _is_positional(text: str) -> bool:
    return len(text) > 1 and all(character in _DIGITS for character in text)


def _positional(text: str) -> int | None:
    return int("".join(str(_DIGITS[character]) for character in text))


def _composed(text: str) -> int | None:
    total = section = digit = 0
    has_digit = False
    for character in text:
        if character in _DIGITS:
            if has_digit and digit:
                return None
            digit, has_digit = _DIGITS[character], True
        elif character in _TENS:
            section += (digit if has_digit else 1) * _TENS[character]
            digit, has_digit = 0, False
        elif character in _SCALES:
            total = (total + section + digit) * _SCALES[character]
            section, digit, has_digit = 0, 0, False
        else:
            return None
    return total + section + digit if text else None


def _step(whole: str) -> Fraction:
    last = whole[-1:]
    return Fraction(_SCALES.get(last, 1))
