"""Forms made from facts: one entry for each, with why it is asked and on which article; and what was typed, read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest

from yifa.engine.ingest.check_digits import is_credit_code, is_person_id
from yifa.kernel.pages import UnableToTake
from yifa.law.condition import in_hundredths
from yifa.law.fact import Fact, Type, Value
from yifa.report.punctuation import mended
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.grid import Choice

LONGEST, HUNDREDTHS, MINUTES = 2000, 100, 60
LARGEST_NUMBER = 10**15
FACT = "fact-"
YES, NO = "yes", "no"
_YES_OR_NO = (Choice(YES, "是"), Choice(NO, "否"))
_KINDS: Mapping[Type, str] = {
    Type.TEXT: "text",
    Type.CREDIT_CODE: "text",
    Type.PERSON_ID: "text",
    Type.INTEGER: "number",
    Type.MONEY: "number",
    Type.HUNDREDTHS: "number",
    Type.DATE: "date",
    Type.MOMENT: "datetime-local",
    Type.FLAG: "choice",
    Type.CODES: "lines",
}
_HINTS: Mapping[Type, str] = {
    Type.MONEY: "以元为单位,可以写到分。",
    Type.CODES: "一行一个,也可以用顿号隔开。",
    Type.CREDIT_CODE: "18位。",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is asked for, and the article that asks for it with how sure that is."""

    says: str
    article: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a form.

    kind: text, long, lines, number, date, time, datetime-local, choice, select or file; words: offered beside a text;
    needed: it may not stay empty; fault: what is wrong with what was typed.
    """

    name: str
    title: str
    kind: str = "text"
    value: str = ""
    unit: str = ""
    hint: str = ""
    reasons: tuple[Reason, ...] = ()
    choices: tuple[Choice, ...] = ()
    words: tuple[str, ...] = ()
    needed: bool = False
    fault: str = ""


def entry_of(fact: Fact, *, value: str = "", reasons: Iterable[Reason] = (), words: Iterable[str] = ()) -> Entry:
    """The entry in which a fact is stated."""
    return Entry(
        FACT + fact.name,
        mended(fact.title),
        _KINDS[fact.type],
        value,
        "元" if fact.type is Type.MONEY else fact.unit,
        mended(_HINTS.get(fact.type, "")),
        tuple(reasons),
        _YES_OR_NO if fact.type is Type.FLAG else (),
        tuple(words),
    )


def filled(
    entries: Iterable[Entry], sent: Mapping[str, str], *, fault: str = "", sentence: str = ""
) -> tuple[Entry, ...]:
    """The entries with what was typed, and what is wrong with one of them."""
    return tuple(
        replace(one, value=sent.get(one.name, one.value), fault=sentence if one.name == fault else "")
        for one in entries
    )


def words_sent(request: HttpRequest) -> dict[str, str]:
    """What was typed, each name with its last value, fit to be put to a database."""
    return {name: plain(request.POST.get(name, "")).strip() for name in request.POST if name != "csrfmiddlewaretoken"}


def stated(facts: Iterable[Fact], sent: Mapping[str, str]) -> dict[str, Value]:
    """The facts that were typed in; one left empty is not stated. Raises UnableToTake, naming the entry at fault."""
    return {fact.name: read(fact, text) for fact in facts if (text := sent.get(FACT + fact.name, ""))}


def read(fact: Fact, text: str) -> Value:
    """One value as its fact declares it. Raises UnableToTake."""
    reader = _READERS.get(fact.type, _text)
    return reader(fact, text)


def typed(fact: Fact, value: Value) -> str:
    """A value as one would type it."""
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case int() if fact.type in {Type.MONEY, Type.HUNDREDTHS}:
            return in_hundredths(value)
        case datetime():
            return f"{value:%Y-%m-%dT%H:%M}"
        case tuple():
            return "\n".join(value)
        case _:
            return str(value)


def day(sent: Mapping[str, str], name: str, title: str) -> date:
    """A date that was typed in and may not be empty. Raises UnableToTake."""
    text = sent.get(name, "")
    if not text:
        raise UnableToTake(f"没有填写{title}。请补充。", name)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnableToTake(f"{title}应当是日期,如2022-03-01。请核对。", name) from None


def minute(sent: Mapping[str, str], name: str) -> int | None:
    """Minutes after midnight of a time that was typed in; None for none. Raises UnableToTake."""
    text = sent.get(name, "")
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)(:\d\d)?", text)
    if found is None and text:
        raise UnableToTake("时刻应当写成几点几分,如14:30。请核对。", name)
    return int(found[1]) * MINUTES + int(found[2]) if found is not None else None


def word(sent: Mapping[str, str], name: str, title: str) -> str:
    """Words that may not be empty. Raises UnableToTake."""
    text = sent.get(name, "")
    if not text:
        raise UnableToTake(f"没有填写{title}。请补充。", name)
    return text[:LONGEST]


def _text(fact: Fact, text: str) -> str:
    if len(text) > LONGEST:
        raise _refused(fact, f"超过{LONGEST}字。请缩短,全文可以作为材料上传")
    return text


def _whole(fact: Fact, text: str) -> int:
    try:
        return _bounded(fact, int(text))
    except ValueError:
        raise _refused(fact, "应当是整数。请核对") from None


def _hundredths(fact: Fact, text: str) -> int:
    try:
        number = Decimal(text.replace(",", "").replace(",", "").removesuffix("元")) * HUNDREDTHS
        whole = int(number)
    except (InvalidOperation, ValueError, OverflowError):
        raise _refused(fact, "应当是数字,最多两位小数。请核对") from None
    if number != whole:
        raise _refused(fact, "最多两位小数。请核对")
    return _bounded(fact, whole)


def _bounded(fact: Fact, number: int) -> int:
    if not 0 <= number < LARGEST_NUMBER:
        raise _refused(fact, "应当是不太大的非负数。请核对")
    return number


def _date(fact: Fact, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _refused(fact, "应当是日期,如2022-03-01。请核对") from None


def _moment(fact: Fact, text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise _refused(fact, "应当是日期和时刻,如2022-03-01 14:30。请核对") from None


def _flag(fact: Fact, text: str) -> bool:
    if text not in {YES, NO}:
        raise _refused(fact, "应当选择是或者否")
    return text == YES


def _codes(fact: Fact, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in re.split(r"[\s,,、;;]+", _text(fact, text)) if part))


def _credit_code(fact: Fact, text: str) -> str:
    if not is_credit_code(text.upper()):
        raise _refused(fact, "不是有效的18位统一社会信用代码,校验码不符。请对照营业执照核对")
    return text.upper()


def _person_id(fact: Fact, text: str) -> str:
    if not is_person_id(text.upper()):
        raise _refused(fact, "不是有效的18位公民身份号码,校验码不符。请对照证件核对")
    return text.upper()


_READERS: Mapping[Type, Callable[[Fact, str], Value]] = {
    Type.INTEGER: _whole,
    Type.MONEY: _hundredths,
    Type.HUNDREDTHS: _hundredths,
    Type.DATE: _date,
    Type.MOMENT: _moment,
    Type.FLAG: _flag,
    Type.CODES: _codes,
    Type.CREDIT_CODE: _credit_code,
    Type.PERSON_ID: _person_id,
}


def _refused(fact: Fact, why: str) -> UnableToTake:
    return UnableToTake(f"「{fact.title}」{why}。", FACT + fact.name)
