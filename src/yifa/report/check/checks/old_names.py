"""Organs and statutes that no longer bore their name in the year of the report."""

import re
from collections.abc import Iterator

from yifa.report.check.authorities import FormerOrgan, former_organs, former_statutes
from yifa.report.check.findings import Class, Finding
from yifa.report.check.sentences import Report, Sentence

_HISTORY = re.compile(
    r"改革前|改革以前|更名|前身|并入|划转|转隶|整合|合并|组建|撤销|原[有由]?[各]?(?:省|市|区|县|国家|环保|工商|国土|质监|农业)|历史|时任|曾"
    r"|遗留|旧称|挂牌|职责调整|职能划|改为|移交|承继"
)
_ANY_YEAR = re.compile(r"(19\d\d|20\d\d)\s?年")
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|〔[^〕]*〕")
_BACK = 14


def check(report: Report) -> Iterator[Finding]:
    """Find names that were out of date, except where the sentence speaks of the time before."""
    if report.year is None:
        return
    for sentence in report.sentences:
        yield from _organs(report, sentence, report.year)
        yield from _statutes(report, sentence, report.year)


def _organs(report: Report, sentence: Sentence, year: int) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    for organ in former_organs():
        if year < organ.since:
            continue
        for match in organ.pattern.finditer(sentence.text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            if not _is_history(sentence.text, match, organ, year):
                yield _finding(report, sentence, match, organ)


def _is_history(text: str, match: re.Match[str], organ: FormerOrgan, year: int) -> bool:
    before = text[max(0, match.start() - _BACK) : match.start()]
    clause_start = max(text.rfind(mark, 0, match.start()) for mark in "，；：") + 1
    clause_end = min((p for mark in "，；。" if (p := text.find(mark, match.end())) >= 0), default=len(text))
    clause = text[clause_start:clause_end]
    told = re.search(r"原(?!则|因|来|料|告|始|本)[^，。；]*$", before) or _HISTORY.search(clause)
    quoted = any(quote.start() <= match.start() < quote.end() for quote in _QUOTED.finditer(text))
    dated = any(int(found) < organ.since for found in _ANY_YEAR.findall(text) if int(found) != year)
    return bool(told) or quoted or dated


def _finding(report: Report, sentence: Sentence, match: re.Match[str], organ: FormerOrgan) -> Finding:
    start, end = report.clauses(sentence.start + match.start(), sentence.start + match.end())
    return Finding(
        report.name, Class.ERROR, "old_organ", start, end, "",
        f"「{organ.old}」已改为{organ.new}({organ.source}),{report.year}年度不应再用旧称。请改用现名;如指改革前,请加「原」字。",
    )  # fmt: skip


def _statutes(report: Report, sentence: Sentence, year: int) -> Iterator[Finding]:
    for statute in former_statutes():
        place = sentence.text.find(f"《{statute.old}》")
        place = place if place >= 0 else sentence.text.find(f"《中华人民共和国{statute.old}》")
        if place >= 0 and year >= statute.since and not re.search(r"废止|清理|替代|修订|原|当时|历史", sentence.text):
            start, end = report.clauses(sentence.start + place, sentence.start + place + len(statute.old) + 2)
            yield Finding(
                report.name, Class.GAP, "old_statute", start, end, "",
                f"《{statute.old}》自{statute.in_force}起已由{statute.new}取代。请核对是否应引用新法;如适用当时的法律,请说明。",
            )  # fmt: skip
