"""A total and the list of its parts, as a sentence gives them, and whether it claims that the list is complete."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from yifa.report.check.numerals import chinese
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.sentences import Sentence
from yifa.report.check.units import normal


class Claim(Enum):
    """What the sentence says about its list."""

    COMPLETE = "complete"
    LISTED = "listed"
    """其中, or nothing: it need not be complete."""
    OPEN = "open"
    """等, 主要, overlap: it says that it is not."""


@dataclass(frozen=True)
class PartList:
    """A total, its parts, and the claim; `nested` says that the total is itself a part."""

    total: Quantity
    parts: tuple[Quantity, ...]
    claim: Claim
    cue: str
    nested: bool = False

    @property
    def low(self) -> Fraction:
        return sum((part.low for part in self.parts), Fraction(0))

    @property
    def high(self) -> Fraction:
        return sum((part.high for part in self.parts), Fraction(0))


PRIOR = re.compile(r"上年|去年|上一年|同期|同比|环比|前年|较|相比|比\d|历年|累计|以来|上半年|下半年|季度")
_CUE = re.compile(r"其中|包括|包含|分别(?:为|是|由|属|来自|系|：)|分为|由|：|即(?!来|办|时|可)")
_OF_NAMED = re.compile(r"[，；]([^，；。：、]{2,14})(?:之中|中|里)[，有]?")
_CLOSING = re.compile(r"合计|共计|总计|总共|一共|累计|小计")
_REST = re.compile(r"^(?:[以和及、，]|另外?|还有)*其[余他它]|^剩余|^另外")
_AMONG = re.compile(
    r"[^，。；：、]{0,6}(?<![初高集空途])中(?![心学专小介级央队医型层国标药西方旬期等部])[，有]?[^，。；：\d]{0,12}"
)
"""«之中», «结案中»; not 中心, 中学, 高中, 集中."""
_UNFINISHED, _LEFT_OVER = re.compile(r"尚|正在|仍|未|待|在"), re.compile(r"尚有|仍有|还有")
_OPEN = re.compile(r"^\s*(?:余|多)?等|^[^，。；、]{0,10}等(?![级候待额于])")
_WHOLE = re.compile(r"之外(?:没有|无)其他|[一二两三四五六七八九]项合计(?:即|就)?[为是]|即为[^，。]{0,12}全部")
_MADE_OF = re.compile(r"^[^，。；、]{0,12}(?:组成|构成)")
_NO_TOTAL = re.compile(r"平均|[人户案次件期场班月日年]均|均价|单价|最高|最低|最多|最少")
"""An average or an extreme has no parts."""
_CHANGE = re.compile(r"(?:减少|增加|下降|增长|上升|压减|净增|多|少|提高|降低|节约)(?:了|约|近)?$")
"""Of a change some parts may go up and others down."""
_YEARS_APART = re.compile(r"年度?[，、]?分别")
_FAR, _WORD = 80, 2
"""How far a total may stand from its first part; how long a name must be, both in characters."""
OVERLAP = re.compile(r"交叉|重复|去重|重叠|兼|同时|既有|不重不漏")


def part_lists(sentence: Sentence) -> Iterator[PartList]:
    """Every total of the sentence that stands before its parts."""
    found = sentence.quantities
    for place, first in enumerate(found):
        before = [q for q in found[:place] if _same(q, first) and _may_be_total(q)]
        if before:
            gap = sentence.between(before[-1], first)
            total, cue = _total_of(before, gap, sentence)
            if total:
                parts = tuple(_run(sentence, found[place:], total, first))
                nested = cue == "中" and any(q.start < total.start for q in before)
                yield PartList(total, parts, _claim(sentence, total, gap, parts, cue), cue, nested)


def _total_of(before: list[Quantity], gap: str, sentence: Sentence) -> tuple[Quantity | None, str]:
    """The total that the words before the first part refer to, and the word that does so."""
    if len(gap) > _FAR or PRIOR.search(gap) or _YEARS_APART.search(gap):
        return None, ""
    named = _OF_NAMED.search(gap)
    if named and not named.group(1).endswith("其"):
        name = named.group(1)
        return next((q for q in reversed(before) if _is_named(q, name)), None), "中"
    cue = _cue_of(gap, before[-1], sentence)
    return (before[-1] if cue else None), cue


def _is_named(quantity: Quantity, name: str) -> bool:
    head = re.sub(r"^(?:其中|由|和|及)|[的了]", "", quantity.lead)[-8:]
    return len(head) >= _WORD and (name.startswith(head[-4:]) or name[:_WORD] in head)


def _may_be_total(quantity: Quantity) -> bool:
    counted = quantity.kind in {Kind.COUNT, Kind.MONEY} and not quantity.is_weak
    return counted and not _NO_TOTAL.search(quantity.clause) and not _CHANGE.search(quantity.lead)


def _same(one: Quantity, other: Quantity) -> bool:
    return one.kind is other.kind and normal(one.unit) == normal(other.unit)


def _cue_of(gap: str, total: Quantity, sentence: Sentence) -> str:
    """The word that makes what follows parts of the total; empty where there is none."""
    if _AMONG.fullmatch(gap):
        return "中"
    cue = _CUE.search(gap)
    if cue is None or (cue.group() == "：" and gap[: cue.start()].strip()):
        return ""
    word = cue.group()
    if word == "由" and not _ends_made_of(sentence, total):
        return ""
    return word


def _ends_made_of(sentence: Sentence, total: Quantity) -> bool:
    return re.search(r"组成|构成", re.split(r"[。；]", sentence.behind(total))[0]) is not None


def _run(sentence: Sentence, rest: tuple[Quantity, ...], total: Quantity, first: Quantity) -> Iterator[Quantity]:
    """The parts: like the first, up to a new statement."""
    previous: Quantity | None = None
    enumerated = False
    for quantity in rest:
        aside = _depth(sentence, quantity) > _depth(sentence, first)
        if quantity.start < first.start or not _same(quantity, total) or aside:
            continue
        if previous is not None:
            gap = sentence.between(previous, quantity)
            rest_said = _says_the_rest(sentence, quantity)
            if _starts_anew(gap, quantity) or (enumerated and "，" in gap and not rest_said):
                return
            enumerated = enumerated or gap.rstrip().startswith("、") or bool(re.match(r"^[^，]*[、和及]", gap))
        yield quantity
        previous = quantity


def _depth(sentence: Sentence, quantity: Quantity) -> int:
    """How many brackets are open before the quantity."""
    before = sentence.before(quantity)
    return before.count("（") - before.count("）")


def _starts_anew(gap: str, quantity: Quantity) -> bool:
    is_new = "其中" in gap or "；" in gap or "。" in gap or len(gap) > 45
    of_named = re.search(r"[，；][^，；。：、]{2,12}中[，]?", gap) is not None
    return bool(is_new or of_named or _CLOSING.search(quantity.clause) or PRIOR.search(gap) or "占" in quantity.lead)


def _says_the_rest(sentence: Sentence, quantity: Quantity) -> bool:
    """«其余3件», «1件尚在审理», «尚有2件»: the part that is left over."""
    behind = _UNFINISHED.match(sentence.behind(quantity)) or _LEFT_OVER.search(quantity.lead)
    return _REST.search(quantity.clause) is not None or behind is not None


def _is_said_again(sentence: Sentence, total: Quantity, parts: tuple[Quantity, ...]) -> bool:
    """«722件，其中…，合计722件»: the total stands again behind its parts, which are then all of it."""
    after = [q for q in sentence.quantities if q.start > parts[-1].start and _same(q, total)]
    return bool(after) and after[0].value == total.value and _CLOSING.search(after[0].clause) is not None


def _claim(sentence: Sentence, total: Quantity, gap: str, parts: tuple[Quantity, ...], cue: str) -> Claim:
    behind = re.split(r"[。；]", sentence.behind(parts[-1]))[0]
    if _OPEN.search(behind) or "主要" in gap or any(_OPEN.search(sentence.behind(part)) for part in parts[:-1]):
        return Claim.OPEN
    if OVERLAP.search(sentence.text):
        return Claim.OPEN
    split = cue.startswith("分") or cue == "由" or _MADE_OF.search(behind)
    if split or _counts_parts(sentence, gap, parts) or _is_said_again(sentence, total, parts):
        return Claim.COMPLETE
    whole = _WHOLE.search(sentence.behind(parts[-1])[:60])
    rest = any(_REST.search(part.clause) or _REST.search(part.lead) for part in parts[1:])
    return Claim.COMPLETE if whole or rest else Claim.LISTED


def _counts_parts(sentence: Sentence, gap: str, parts: tuple[Quantity, ...]) -> bool:
    """«三类案件共326件,其中…»: the sentence says how many parts there are, and lists as many."""
    place = sentence.text.find(gap, 0, parts[0].end - sentence.start)
    clause = re.split(r"[，；。：]", sentence.text[:place])[-1]
    said = re.search(r"([两二三四五六七八九])(?:类|个|项|种|大|级|地|家|部分|方面)[^，；]{0,12}共", clause)
    named = chinese(said.group(1)) if said else None
    return named is not None and named.value == len(parts)
