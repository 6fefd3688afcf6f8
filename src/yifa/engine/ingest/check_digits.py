"""Check digits of the two codes that ledgers carry: of organisations (GB 32100) and of persons (GB 11643)."""

from __future__ import annotations

# I, O, S, V and Z are left out of the alphabet, because they are misread.
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_VALUES = {letter: value for value, letter in enumerate(_CREDIT_ALPHABET)}
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_PERSON_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_PERSON_LETTERS = "10X98765432"
_LENGTH = 18


def credit_check_digit(body: str) -> str:
    """Return the letter that GB 32100 puts after these 17; KeyError where one is not of its alphabet."""
    total = sum(_CREDIT_VALUES[letter] * weight for letter, weight in zip(body, _CREDIT_WEIGHTS, strict=True))
    return _CREDIT_ALPHABET[-total % 31]


def is_credit_code(code: str) -> bool:
    """Whether the text is a 统一社会信用代码 whose check digit fits."""
    if len(code) != _LENGTH or not _CREDIT_VALUES.keys() >= set(code):
        return False
    return credit_check_digit(code[:17]) == code[17]


def person_check_digit(body: str) -> str:
    """Return the letter that GB 11643 puts after these 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _PERSON_WEIGHTS, strict=True))
    return _PERSON_LETTERS[total % 11]


def is_person_id(number: str) -> bool:
    """Whether the text is a citizen's number whose check digit fits; the region is not looked up."""
    if len(number) != _LENGTH or not (number.isascii() and number[:17].isdigit()):
        return False
    return person_check_digit(number[:17]) == number[17]
