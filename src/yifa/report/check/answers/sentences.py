"""What the command says in words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from yifa.report.check.findings import Class, legible
from yifa.report.check.run import Checked

_SHOWN = 60


def told(results: Sequence[Checked]) -> Iterator[str]:
    """The lines for the screen: each file with its findings, at the end the sum."""
    for result in results:
        yield f"{result.report.name}:{verdict([result])}"
        for finding in result.findings:
            quote = "".join(finding.quote.split())
            shown = quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN]}…"
            yield f"  [{finding.sort.title}] 「{shown}」"
            yield f"      {finding.note}" + (f" 算式:{legible(finding.arithmetic)}" if finding.arithmetic else "")
        yield from repairs(result)
    if len(results) > 1:
        yield f"共 {len(results)} 个文件:{verdict(results)}"


def verdict(results: Sequence[Checked]) -> str:
    """One sentence: nothing found, or how many of each class; and how many numbers were checked."""
    numbers = sum(result.numbers for result in results)
    counts = Counter(finding.sort for result in results for finding in result.findings)
    if not counts:
        return f"未发现问题,已核 {numbers} 个数字。"
    found = "、".join(f"{sort.title} {counts[sort]} 处" for sort in Class if counts[sort])
    return f"发现{found},已核 {numbers} 个数字。"


def repairs(result: Checked) -> Iterator[str]:
    """What was repaired before reading, by reason with one example."""
    counts = Counter(repair.reason for repair in result.repairs)
    examples = {repair.reason: repair.before for repair in reversed(result.repairs)}
    for reason, count in counts.items():
        yield f"  (识读修正) {reason} {count} 处,如「{examples[reason]}」"
