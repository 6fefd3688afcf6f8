"""监督简报: what supervision found and what was done about it in a month or a quarter, good and bad in the same table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone

from yifa.domains.supervision.organ_points import demands
from yifa.domains.supervision.supervising import PROCEDURE, in_words
from yifa.kernel.access import reached
from yifa.kernel.findings.listing import findings
from yifa.kernel.models import Act, Outcome, Said
from yifa.kernel.organ_tree import organs_on
from yifa.kernel.pages import Asked
from yifa.law.act import Kind

MONTHS_OF_A_QUARTER = 3
LAST_MONTH = 12
DONE_STEPS = {"issuing": "制发监督文书", "rectification": "完成整改", "closing": "销号"}


@dataclass(frozen=True, slots=True)
class Span:
    """A month or a quarter: its title and its days, both included."""

    key: str
    title: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Counted:
    """What was found and what became of it, of a rule or of an organ."""

    name: str
    found: int = 0
    confirmed: int = 0
    unfounded: int = 0
    ledger_wrong: int = 0
    inapplicable: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """The draft of a digest: counts by rule, by organ, and of supervision papers; sentences to go before the tables."""

    span: Span
    by_rule: tuple[Counted, ...]
    by_organ: tuple[Counted, ...]
    total: Counted
    papers: tuple[tuple[str, int], ...]
    sentences: tuple[str, ...]


def span_of(key: str, *, on: date) -> Span:
    """The span that a key names («2026-03», «2026-Q1»); the month of the day where it names none."""
    year, _, part = key.partition("-")
    if year.isascii() and year.isdigit() and len(year) == len("2026") and int(year) > date.min.year:
        if part in {"Q1", "Q2", "Q3", "Q4"}:
            return _quarter(int(year), int(part[1]))
        if part.isascii() and part.isdigit() and 1 <= int(part) <= LAST_MONTH and int(year) < date.max.year:
            return _month(int(year), int(part))
    return _month(on.year, on.month)


def spans(*, on: date) -> tuple[Span, ...]:
    """The spans to choose from: the last twelve months, then the last four quarters."""
    months, quarters = [], []
    for back in range(LAST_MONTH):
        year, month = divmod(on.year * LAST_MONTH + on.month - 1 - back, LAST_MONTH)
        months.append(_month(year, month + 1))
        quarters.append(_quarter(year, month // MONTHS_OF_A_QUARTER + 1))
    return (*months, *dict.fromkeys(quarters))


def digest(asked: Asked, span: Span) -> Digest:
    """The digest of the span, of what the viewer may see."""
    rows = tuple(_events(asked, span))
    names = {one.path: one.name for one in organs_on(asked.on)}
    by_rule = _tally((in_words(demands().get(rule, rule)), what) for rule, _, what in rows)
    by_organ = _tally((names.get(path, path or "机关不明"), what) for _, path, what in rows)
    total = next(iter(_tally(("合计", what) for _, _, what in rows)), Counted("合计"))
    papers = tuple(_papers(asked, span))
    return Digest(span, by_rule, by_organ, total, papers, tuple(_sentences(span, total, dict(papers), by_organ)))


def _events(asked: Asked, span: Span) -> Iterator[tuple[str, str, str]]:
    """(rule, organ, what): what a scan found, what it found no more, what a person decided, within the span."""
    first, after = _begin(span.first), _begin(span.last + timedelta(days=1))
    new = findings(asked.viewer, on=asked.on).filter(found_at__gte=first, found_at__lt=after)
    for rule, path in new.values_list("rule", "case__organ_path"):
        yield rule, path, "found"
    decided = findings(asked.viewer, on=asked.on).filter(
        entries__said=Said.DECIDED, entries__on__gte=span.first, entries__on__lte=span.last
    )
    yield from decided.values_list("rule", "case__organ_path", "entries__outcome")
    gone = findings(asked.viewer, on=asked.on).filter(
        entries__said=Said.GONE, entries__at__gte=first, entries__at__lt=after
    )
    for rule, path in gone.values_list("rule", "case__organ_path"):
        yield rule, path, "gone"


def _papers(asked: Asked, span: Span) -> Iterator[tuple[str, int]]:
    rows = Act.objects.filter(
        case__procedure=PROCEDURE, kind=Kind.DONE.value, step__in=DONE_STEPS, on__gte=span.first, on__lte=span.last
    )
    found = Counter(reached(rows, asked.viewer, on=asked.on).values_list("step", flat=True))
    for step, title in DONE_STEPS.items():
        yield title, found[step]


def _tally(named: Iterable[tuple[str, str]]) -> tuple[Counted, ...]:
    counts: dict[str, Counter[str]] = {}
    for name, what in named:
        counts.setdefault(name, Counter())[what] += 1
    columns = {"found": "found", "gone": "gone"} | {one.value: one.value for one in Outcome}
    return tuple(
        Counted(name, **{column: counts[name][what] for what, column in columns.items()}) for name in sorted(counts)
    )


def _sentences(span: Span, total: Counted, papers: dict[str, int], organs: tuple[Counted, ...]) -> Iterator[str]:
    yield f"{span.title}，程序检查新检出疑点{total.found}条，涉及{sum(one.found > 0 for one in organs)}个机关。"
    decided = total.confirmed + total.unfounded + total.ledger_wrong + total.inapplicable
    yield (
        f"期间核实{decided}条：属实{total.confirmed}条，不属实{total.unfounded}条，台账填错{total.ledger_wrong}条,"
        f"依据不适用{total.inapplicable}条；改正后不再检出{total.gone}条。"
    )
    yield "、".join(f"{title}{count}件" for title, count in papers.items()) + "。"


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=get_default_timezone())


def _month(year: int, month: int) -> Span:
    return Span(f"{year}-{month:02d}", f"{year}年{month}月", date(year, month, 1), _end(year, month))


def _quarter(year: int, quarter: int) -> Span:
    last = quarter * MONTHS_OF_A_QUARTER
    first = date(year, last - MONTHS_OF_A_QUARTER + 1, 1)
    return Span(f"{year}-Q{quarter}", f"{year}年第{quarter}季度", first, _end(year, last))


def _end(year: int, month: int) -> date:
    following = date(year, month + 1, 1) if month < LAST_MONTH else date(year + 1, 1, 1)
    return following - timedelta(days=1)
