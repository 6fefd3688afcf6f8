"""Claims of honours in the words that people type, and whether the register of honours has a row for each.

Source: 法治政府建设与责任落实督察工作规定 (2019), whole: the report is to be true; the words that count as a claim are our
own choice (待核).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from yifa.kernel.access import Viewer, visible
from yifa.kernel.models import Case
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.fold import Given

REGISTER, NAME = "recognition", "honour"
"""The procedure by which honours are registered, and the fact that holds their name."""
CLAIMS = re.compile(r"获评|荣获|被评为|评为|命名为|授予[^。;;]{0,40}称号|获得?[^。;;,,]{0,40}(?:称号|表彰|嘉奖)")
_SENTENCE = re.compile(r"[^。;;!!\n]+")
_BESIDE = re.compile(r"[\s「」『』“”\"《》()()]")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that claims an honour, and the title of the section in which it stands («» for the opening)."""

    section: str
    sentence: str


def honours(viewer: Viewer, *, on: date, versions: Versions = INSTALLED) -> tuple[str, ...]:
    """The names of the honours on the register that the viewer may see."""
    cases = visible(Case.objects.filter(procedure=REGISTER), viewer, on=on)
    read = read_cases(list(cases.values_list("pk", flat=True)), given=Given(), versions=versions)
    return tuple(str(one.state.facts[NAME]) for one in read if one.state.facts.get(NAME) and not one.state.ended)


def unproved(texts: Mapping[str, str], known: Iterable[str]) -> tuple[Claim, ...]:
    """The claims in these texts, by title of their section, that name no honour on the register."""
    names = tuple(bare for name in known if (bare := _bare(name)))
    return tuple(claim for claim in _claims(texts) if not any(name in _bare(claim.sentence) for name in names))


def _claims(texts: Mapping[str, str]) -> Iterator[Claim]:
    for section, text in texts.items():
        for sentence in _SENTENCE.findall(text):
            if CLAIMS.search(sentence):
                yield Claim(section, sentence.strip())


def _bare(text: str) -> str:
    return _BESIDE.sub("", text)
