"""The sentences of figures, and how they join to a paragraph.

A figure that begins with a comma goes on with the sentence before it, one that ends with a comma waits for the next.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from string import Formatter

from yifa.kernel.figures.declaration import BRACKETED, LISTS, slots_of
from yifa.report.document import FigureLine, Run, Slot, Text, ToDo, plain

_COMMAS = ",\uff0c、"  # half and full width, here and below; a list goes on with 、
LONGEST_LIST = 8
"""As many names as a sentence can bear; the table has them all."""
_ENDS = "。;!?\uff1b\uff01\uff1f" + _COMMAS


class UnableToCompose(ValueError):
    """A sentence template asks for something that no figure has: a fault of the declaration, told to its author."""


def said(names: Iterable[str], lines: Mapping[str, FigureLine], year: int) -> Iterator[tuple[Run, ...]]:
    """What the figures of a section say, in order; those that lack the same thing say so once, together."""
    for why, group in groupby(names, key=lambda name: _lack(lines.get(name))):
        if why is None:
            yield from (tuple(_said(lines[name], year)) for name in group)
        else:
            yield (ToDo(_owing([_title(name, lines.get(name)) for name in group], *why)),)


def has_something(line: FigureLine | None) -> bool:
    """Whether there is anything to say of a figure that may be left out: a 0 of what nobody asked for is nothing."""
    return line is not None and not line.is_missing and not line.is_void and (line.value != 0 or bool(line.nothing))


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


def _said(line: FigureLine, year: int) -> Iterator[Run]:
    if not line.sentence:
        return
    if line.is_void:
        yield Text(f"{line.title}：")
        yield Slot(line.id, "无")
        yield Text("（本年度没有应当计入分母的记录，不计算比率）。")
    else:
        yield from _filled(line, _listing(_complete(line), line), year)


def _lack(line: FigureLine | None) -> tuple[str, str] | None:
    """Why there is no number, and who owes it; None where there is one."""
    if line is None:
        return "没有任何台账给出这个数字", ""
    return (line.missing_reason.rstrip("。"), line.owner) if line.is_missing else None


def _title(name: str, line: FigureLine | None) -> str:
    return line.title if line is not None else name


def _owing(titles: Sequence[str], reason: str, owner: str) -> str:
    what = titles[0] if len(titles) == 1 else f"{titles[0]}等{len(titles)}项数字"
    return f"【待补：{what}，{reason}（责任单位：{owner or '待定'}）】"


def _complete(line: FigureLine) -> str:
    """The template, with numerator and denominator wherever a rate left them out; another one for a 0 where it has one."""
    if line.nothing and line.value == 0:
        return line.nothing
    body = line.sentence.rstrip(_ENDS)
    if line.fraction and "{denominator}" not in body:
        return f"{body}({{numerator}}/{{denominator}}){line.sentence[len(body) :]}"
    return line.sentence


def _listing(template: str, line: FigureLine) -> str:
    """The template without its brackets; without the words in them where there is nothing to list."""
    return BRACKETED.sub(lambda found: found[1] if line.named or not slots_of(found[1]) & LISTS else "", template)


def _filled(line: FigureLine, template: str, year: int) -> Iterator[Run]:
    parts = list(Formatter().parse(template))
    for at, (words, field, _, _) in enumerate(parts):
        if words:
            yield Text(words)
        if field is None:
            continue
        if field in LISTS:
            yield from _listed(line, with_parts=field == "parts")
            continue
        following = parts[at + 1] if at + 1 < len(parts) else ("", None, None, None)
        yield _field(line, field, year, carries_unit=not (following[0].startswith("%") or _is_unit(following)))


def _listed(line: FigureLine, *, with_parts: bool) -> Iterator[Run]:
    for at, (name, part) in enumerate(line.named[:LONGEST_LIST]):
        yield Text(f"{'、' if at else ''}{name}")
        if with_parts:
            yield Slot(line.id, part)
            yield Text(line.unit)
    if len(line.named) > LONGEST_LIST:
        yield Text("等")


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
