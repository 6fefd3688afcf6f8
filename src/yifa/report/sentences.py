"""The sentences of figures, and how they join to a paragraph.

A figure that begins with a comma goes on with the sentence before it, one that ends with a comma waits for the next.
"""

from collections.abc import Iterable, Iterator
from string import Formatter

from yifa.report.document import FigureLine, Run, Slot, Text, ToDo, plain

_COMMAS = ",\uff0c、"  # half and full width, here and below; a list goes on with 、
_ENDS = "。;!?\uff1b\uff01\uff1f" + _COMMAS


class UnableToCompose(ValueError):
    """A sentence template asks for something that no figure has: a fault of the declaration, told to its author."""


def sentence(name: str, line: FigureLine | None, year: int) -> tuple[Run, ...]:
    """What one figure says: its own sentence, or that it is missing, or that there is nothing to have a rate of."""
    return tuple(_said(name, line, year))


def joined(sentences: Iterable[tuple[Run, ...]]) -> tuple[Run, ...]:
    """One paragraph of several sentences, each properly ended."""
    runs: list[Run] = []
    for said in filter(None, sentences):
        goes_on = _begins_with_comma(said)
        if goes_on and _is_ended(runs):
            said = (Text(_words(said[0])[1:]), *said[1:])  # noqa: PLW2901 - the comma has nothing to follow.
        elif not goes_on and not _is_ended(runs):
            runs.append(Text("。"))
        runs.extend(said)
    return tuple(_merged(_closed(runs)))


def _begins_with_comma(runs: tuple[Run, ...]) -> bool:
    return _words(runs[0]).startswith(tuple(_COMMAS))


def _is_ended(runs: list[Run]) -> bool:
    return not runs or isinstance(runs[-1], ToDo) or _words(runs[-1]).endswith(tuple(_ENDS))


def _closed(runs: list[Run]) -> list[Run]:
    """A full stop at the end, also where the last figure waits for one that has nothing to say."""
    match runs:
        case [*before, Text(words)] if words.endswith(tuple(_COMMAS)):
            return [*before, Text(words[:-1] + "。")]
        case _:
            return runs if _is_ended(runs) else [*runs, Text("。")]


def _words(run: Run) -> str:
    return run.shown if isinstance(run, Slot) else run.text


def _said(name: str, line: FigureLine | None, year: int) -> Iterator[Run]:
    if line is None:
        yield ToDo(f"【待补：{name}，没有任何台账给出这个数字（责任单位：待定）】")
    elif line.is_missing:
        yield ToDo(f"【待补：{line.title}，{line.missing_reason.rstrip('。')}（责任单位：{line.owner or '待定'}）】")
    elif not line.sentence:
        return
    elif line.is_void:
        yield Text(f"{line.title}：")
        yield Slot(line.id, "无")
        yield Text("（本年度没有应当计入分母的记录，不计算比率）。")
    else:
        yield from _filled(line, _complete(line), year)


def _complete(line: FigureLine) -> str:
    """The template, with numerator and denominator wherever a rate left them out."""
    body = line.sentence.rstrip(_ENDS)
    if line.fraction and "{denominator}" not in body:
        return f"{body}({{numerator}}/{{denominator}}){line.sentence[len(body) :]}"
    return line.sentence


def _filled(line: FigureLine, template: str, year: int) -> Iterator[Run]:
    parts = list(Formatter().parse(template))
    for at, (words, field, _, _) in enumerate(parts):
        if words:
            yield Text(words)
        if field is None:
            continue
        following = parts[at + 1] if at + 1 < len(parts) else ("", None, None, None)
        yield _field(line, field, year, carries_unit=not (following[0].startswith("%") or _is_unit(following)))


def _is_unit(part: tuple[str, str | None, str | None, str | None]) -> bool:
    return not part[0] and part[1] == "unit"


def _field(line: FigureLine, field: str, year: int, *, carries_unit: bool) -> Run:
    match field:
        case "year":
            return Text(str(year))
        case "unit":
            return Text(line.unit)
        case "value":
            # A rate without its sign is another number; other units are words of the sentence.
            return Slot(line.id, f"{line.value_shown}%" if line.unit == "%" and carries_unit else line.value_shown)
        case "numerator" | "denominator":
            number = line.numerator if field == "numerator" else line.denominator
            if number is not None:
                return Slot(line.id, plain(number))
        case _:
            pass
    raise UnableToCompose(f"figure {line.id}: its sentence asks for {{{field}}}, which this figure does not have")


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    waiting = ""
    for run in runs:
        if isinstance(run, Text):
            waiting += run.text
            continue
        if waiting:
            yield Text(waiting)
        waiting = ""
        yield run
    if waiting:
        yield Text(waiting)
