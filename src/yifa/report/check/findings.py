"""What a check finds: where, of which class, with the calculation written out and what would cure it."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from yifa.report.check.quantities import Kind, Quantity


class Class(Enum):
    """How sure and of what sort; the values are those of the JSON, the titles those of the reader."""

    ERROR = "error"
    """The text contradicts itself or a fixed list of names."""
    GAP = "gap"
    """Something that the sentence needs is not said."""
    SCOPE = "scope"
    """Base, unit or period do not fit together."""
    TEXT = "text"
    """Meaning is lost, or a template was left standing."""

    @property
    def title(self) -> str:
        return {"error": "错误", "gap": "缺项", "scope": "口径", "text": "文字"}[self.value]


@dataclass(frozen=True)
class Finding:
    """One finding, from `start` to `end` of the repaired text; `note` is a Chinese sentence with the cure."""

    file: str
    sort: Class
    type: str
    start: int
    end: int
    arithmetic: str
    note: str
    quote: str = ""
    """In the words of the file, damage included."""
    origin: tuple[int, int] = (0, 0)
    """Where the quote stands in the text of the document."""


def written(value: Fraction, places: int = 4) -> str:
    """A fraction as it is written in a calculation: exact where it ends, else rounded half up."""
    sign, value = ("-", -value) if value < 0 else ("", value)
    scaled = (value * 10**places + Fraction(1, 2)).__floor__()
    whole, decimals = divmod(scaled, 10**places)
    tail = f"{decimals:0{places}d}".rstrip("0") if places else ""
    return f"{sign}{whole}.{tail}" if tail else f"{sign}{whole}"


def legible(arithmetic: str) -> str:
    """A calculation in the signs that people write."""
    for sign, printed in (("!~", "≠"), ("!=", "≠"), ("~=", "≈"), ("*", "×"), ("/", "÷"), (";", ";  ")):
        arithmetic = arithmetic.replace(sign, printed)
    return " ".join(arithmetic.split())


def number(quantity: Quantity, unit: Fraction | None = None) -> str:
    """The value of a quantity; of money in the unit that is given, else in its own."""
    if quantity.kind is Kind.MONEY:
        return written(quantity.value / (unit or money_unit(quantity)))
    return written(quantity.value)


def money_unit(quantity: Quantity) -> Fraction:
    """The unit that the amount is printed in, in yuan."""
    if "亿元" in quantity.text:
        return Fraction(10**8)
    return Fraction(10**4) if "万" in quantity.text else Fraction(1)


def places(quantity: Quantity) -> int:
    """How many decimals are printed."""
    return (
        len(quantity.text.partition(".")[2].rstrip("%个百分点倍万亿元余多成条件人次家户 "))
        if "." in quantity.text
        else 0
    )
