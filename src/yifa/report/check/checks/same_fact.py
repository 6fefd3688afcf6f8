"""One fact that is given with two values, in one report or by two organs."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from yifa.report.check.findings import Class, Finding, number
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.sentences import Report, Sentence

_TIME = re.compile(r"(20\d\d)\s?年度?|全年度?|今年|本年度?|当年|一年来|年内")
_FILLER = re.compile(
    r"全年度?|今年|本年度?|一年来|年内|共计|合计|总计|累计|共|了|的|已|从|在|总结|20\d\d\s?年度?|各类|全区|全县|全市|我区|我县|我市|我局|全局|全州|组织|圆满|顺利|依法|新"
)
_VERBS = "收到|接收|受理|新收|审理|办结|审结|结案|办理|立案|查处|作出|制发|制定|出台|举办|开展|召开|完成|实施|审查|审核|签订|培训|检查|调解|化解|评查|抽查|发放|处理|移送|公开|发布|核发"
_VERB = re.compile(_VERBS)
_STATES = ({"收到", "接收", "新收"}, {"受理"}, {"办结", "审结", "结案", "完成"}, {"立案"}, {"查处"}, {"移送"})
_PARTIAL = re.compile(
    r"其中|上年|去年|同比|较|比|计划|目标|力争|首批|新增|第[一二三四]|上半年|季度|\d月|以来|占|未|不予|平均|每|重点|牵头|各|分别|由"
)
_OF_YEAR = re.compile(r"^(?:[一二三四五六七八九十]是|[^，]{0,8})?(?:全年|共|20\d\d年|今年|本年)")
_WHOLE = re.compile(r"全[区县市旗州]")
_LEAST, _MOST = 4, 500
"""Characters that the name of a fact needs at least; facts of one unit that are compared at most."""


@dataclass(frozen=True)
class _Fact:
    """A count of the year: the name of what is counted, the verbs said of it, and whether the number stands first."""

    name: str
    verbs: frozenset[str]
    quantity: Quantity
    referring: bool


def check(report: Report) -> Iterator[Finding]:
    """Find a number that the report refers to again («全年126批次抽查任务») with another value than it gave."""
    told: dict[str, list[_Fact]] = defaultdict(list)
    referred: list[_Fact] = []
    for sentence in report.sentences:
        for fact in _facts(sentence, report.year):
            if fact.referring:
                referred.append(fact)
            else:
                told[fact.quantity.unit].append(fact)
    pairs = [pair for other in referred for pair in _contradicted(told[other.quantity.unit], other)]
    twice = [pair for facts in told.values() for pair in combinations(facts[:_MOST], 2) if _told_twice(*pair)]
    for one, other in [*pairs, *twice]:
        unequal = f"{number(one.quantity)} != {number(other.quantity)}"
        yield _finding(report, other.quantity, unequal, one.quantity.text)
        yield _finding(report, one.quantity, unequal, other.quantity.text)


def compare(reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Find facts of the whole district that two organs give with two values."""
    known: dict[tuple[str, str, frozenset[str], int | None], tuple[Report, Quantity]] = {}
    for report in reports:
        for sentence in report.sentences:
            for fact in _facts(sentence, report.year):
                if fact.referring or not _WHOLE.search(fact.quantity.clause):
                    continue
                key = (fact.name, fact.quantity.unit, fact.verbs, report.year)
                former = known.setdefault(key, (report, fact.quantity))
                if former[0].name != report.name and former[1].value != fact.quantity.value:
                    told = f"「{former[0].name}」中为{former[1].text}"
                    yield _finding(report, fact.quantity, f"{number(former[1])} != {number(fact.quantity)}", told)


def _facts(sentence: Sentence, year: int | None) -> Iterator[_Fact]:
    for quantity in sentence.quantities:
        if quantity.kind is Kind.COUNT and not quantity.approximate and not quantity.is_weak:
            fact = _told(quantity) or _referred(sentence, quantity, year)
            if fact and len(fact.name) >= _LEAST:
                yield fact


def _told(quantity: Quantity) -> _Fact | None:
    """«全年举办执法业务培训10期»."""
    clause = quantity.clause
    if _PARTIAL.search(clause) or not _OF_YEAR.search(clause):
        return None
    name = _name(clause)
    return _Fact(name, _verbs(clause), quantity, referring=False) if len(name) >= _LEAST else None


def _referred(sentence: Sentence, quantity: Quantity, year: int | None) -> _Fact | None:
    """«全年办结的356件处罚案件», «2022年8期执法业务培训»."""
    timed = _TIME.search(quantity.lead)
    if not timed or _PARTIAL.search(quantity.lead) or (timed.group(1) and int(timed.group(1)) != year):
        return None
    behind = re.match(r"[“”、《》\u4e00-\u9fff]{4,30}", sentence.behind(quantity))
    name = re.sub(r"[^\u4e00-\u9fff]", "", behind.group()) if behind else ""
    verbs = _verbs(quantity.lead)
    leftover = _VERB.sub("", _FILLER.sub("", re.sub(r"^[一二三四五六七八九十]是", "", quantity.lead)))
    return _Fact(name, verbs, quantity, referring=True) if name and not leftover.strip("年度的") else None


def _name(clause: str) -> str:
    """What is counted: the clause without time, verbs and filling words."""
    head = re.sub(r"^(?:[一二三四五六七八九十]是)", "", clause)
    return re.sub(r"[^\u4e00-\u9fff]", "", _VERB.sub("", _FILLER.sub("", head), count=1))


def _verbs(words: str) -> frozenset[str]:
    return frozenset(_VERB.findall(words)[:1])


def _contradicted(told: list[_Fact], other: _Fact) -> list[tuple[_Fact, _Fact]]:
    """The statement that a reference contradicts; none where several fields tell the like of their own."""
    alike = [one for one in told if _is_same(one, other)]
    values = {one.quantity.value for one in alike}
    low, high = other.quantity.value / 2, other.quantity.value * 2
    if len(values) != 1 or other.quantity.value in values or not low < alike[0].quantity.value < high:
        return []
    return [(alike[0], other)]


def _is_same(one: _Fact, other: _Fact) -> bool:
    states = [{index for index, group in enumerate(_STATES) if fact.verbs & group} for fact in (one, other)]
    if states[0] and states[1] and states[0] != states[1]:
        return False
    length = len(one.name)
    shared = next(
        (size for size in range(min(length, len(other.name)), 0, -1) if one.name[-size:] == other.name[:size]), 0
    )
    return shared >= _LEAST and shared * 3 >= length * 2


def _told_twice(one: _Fact, other: _Fact) -> bool:
    """Two statements of one fact, both said to be of the whole district."""
    told = not one.referring and not other.referring and one.name == other.name and one.verbs == other.verbs
    whole = all(_WHOLE.search(fact.quantity.clause) for fact in (one, other))
    differ = one.quantity.unit == other.quantity.unit and one.quantity.value != other.quantity.value
    return told and whole and differ and len(one.name) > _LEAST


def _finding(report: Report, quantity: Quantity, arithmetic: str, told: str) -> Finding:
    start, end = report.clauses(quantity.start, quantity.end)
    return Finding(
        report.name, Class.ERROR, "cross_section", start, end, arithmetic,
        f"同一事实前后不一:这里是{quantity.text},另一处是{told}。请核对后统一。",
    )  # fmt: skip
