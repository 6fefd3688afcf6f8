"""What the law of norms computes: places of a draft that may set conditions of market entry, for a reviewer to judge.

Source: 优化营商环境条例 20 (no district makes an entry list of its own); 公平竞争审查条例 8 (forbidden conditions of entry and
exit), which is in force since 2024-08-01. The phrases are ours and belong to no statute: a place found is a doubt, a
place not found proves nothing. What counts is the reviewer's word, the fact «设置市场准入条件».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from yifa.law.citation import Citation
from yifa.law.statutes import R722, R783

OWN_LIST, FORBIDDEN = R722.art(20), R783.art(8)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One kind of wording: what it may amount to, the article that would forbid it, and how it is written."""

    title: str
    basis: Citation
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Suspected:
    """A sentence of a draft that a reviewer must look at.

    article: its number as the draft writes it, «» before the first; phrase: the words found; names_higher_law: the
    sentence names a statute, which may allow what it says.
    """

    article: str
    sentence: str
    phrase: str
    title: str
    basis: Citation
    names_higher_law: bool


def _wording(title: str, basis: Citation, pattern: str) -> Suspicion:
    return Suspicion(title, basis, re.compile(pattern))


SUSPICIONS = (
    _wording(
        "另行制定准入性质的清单",
        OWN_LIST,
        r"(?:制定|编制|发布|设立|另行)[^,;]{0,10}(?:负面清单|(?:准入|进入|从业)[^,;]{0,6}(?:清单|目录|名录))",
    ),
    _wording(
        "以批准、许可、同意为从事经营的前提",
        FORBIDDEN,
        r"(?:批准|许可|同意|核准|审批)(?:文件|手续|证明)?后?,?(?:方可|方能|才能|才可|始得)"
        r"|未经[^,;]{0,15}(?:批准|许可|同意|核准|审批)[^;]{0,8}(?:不得|不予|禁止)",
    ),
    _wording(
        "以备案、登记、认定、入库为从事经营的前提",
        FORBIDDEN,
        r"(?:备案|登记|认定|名录|目录|入库|库)[^,;]{0,6}后?,?(?:方可|方能|才能|才可|始得)"
        r"|未(?:经)?(?:备案|登记|认定|入库|列入)[^;]{0,12}(?:不得|不予|禁止)",
    ),
    _wording(
        "限定本地企业或者要求在本地设立机构",
        FORBIDDEN,
        r"(?:限|仅|只)[^,;]{0,8}(?:本地|本区|本县|本市|区内|县内|辖区)"
        r"|应当?在(?:本地|本区|本县|区内|县内|辖区)[^,;]{0,6}(?:注册|设立|登记|纳税)"
        r"|(?:本地|本区|本县|区内|县内)[^,;]{0,6}(?:企业|经营者|供应商)[^,;]{0,6}(?:优先|方可)",
    ),
    _wording(
        "以规模、年限、业绩为准入条件",
        FORBIDDEN,
        r"(?:注册资本|从业年限|成立(?:时间)?|业绩|营业收入|营业额|经营场所面积)[^,;]{0,8}(?:不低于|不少于|满|达到|以上)",
    ),
    _wording(
        "指定经营者或者限定购买、使用",
        FORBIDDEN,
        r"特许经营权?|独家(?:经营|提供|供应)|(?:指定|限定)[^,;]{0,10}(?:企业|机构|供应商|经营者|单位|购买|使用)",
    ),
)

_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]+条")
_SENTENCE_END = re.compile(r"(?<=[。;!?])|\n")
_HIGHER_LAW = re.compile(r"《[^《》]{2,40}(?:法|条例|规定|决定)》")


def entry_conditions(text: str) -> tuple[Suspected, ...]:
    """Every place of the draft that reads like a condition of market entry, in order; a person judges each."""
    return tuple(found for article, sentence in _sentences(text) for found in _suspected(article, sentence))


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    article = ""
    for sentence in _SENTENCE_END.split(text):
        stripped = sentence.strip()
        begins = _ARTICLE.match(stripped)
        article = begins[0] if begins else article
        if stripped:
            yield article, stripped


def _suspected(article: str, sentence: str) -> Iterator[Suspected]:
    plain = normalize("NFKC", sentence).replace(" ", "").replace("、", ",")
    for suspicion in SUSPICIONS:
        found = suspicion.pattern.search(plain)
        if found is not None:
            named = _HIGHER_LAW.search(plain) is not None
            yield Suspected(article, sentence, found[0], suspicion.title, suspicion.basis, named)
