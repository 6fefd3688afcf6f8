"""密级: which levels may be kept here, how a ledger's words for them are read, and what is refused.

Source: 保守国家秘密法 (2024) art. 14 names the three levels of state secrets (待核); a work secret (工作秘密) is none of
them, art. 64 of the same law (待核). A system that is not certified for state secrets keeps nothing of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from unicodedata import normalize

from yifa.law.fact import Fact

CONFIDENTIALITY = Fact("confidentiality", "密级")
KNOWN_TO = Fact("known_to", "知悉岗位")
ORGAN_PATH = Fact("organ_path", "机关路径")

REFUSAL = "本系统不得存储涉密内容,请只登记件数。"
MAY_NOT_BE_KEPT = "confidentiality.state_secret"
NOT_KEPT = "涉密未存"
"""The kind of an original of which only name, size and hash are on file, because some of it may not be kept."""

_LEVEL = re.compile("绝密|机密|(?<!工作)(?<!商业)秘密")
_DENIED = re.compile("^(?:非|无|不|否)")
_MARK = re.compile(r"(?:绝密|机密|秘密)级?(?:[★☆*].{0,12})?")


class Level(StrEnum):
    """How widely a record may be known; no level above these is ever stored.

    UNRECOGNIZED: a level was stated that is none of ours, so nobody is taken to be entitled to it.
    """

    PUBLIC = "公开"
    INTERNAL = "内部"
    WORK_SECRET = "工作秘密"  # noqa: S105 - a level, and no password
    UNRECOGNIZED = "未识别"


_WORDS: Mapping[str, Level] = {
    **dict.fromkeys(("公开", "主动公开", "可公开"), Level.PUBLIC),
    **dict.fromkeys(("内部", "内部资料", "内部文件", "依申请公开", "不予公开"), Level.INTERNAL),
    **dict.fromkeys(("工作秘密", "工秘"), Level.WORK_SECRET),
}
_CLASSIFIED = frozenset({"涉密", "涉密件", "是", "√"})
"""What a column «是否涉密» says of a row that holds a state secret."""
_NONE_STATED = frozenset({"", "无", "无密级", "非密", "非涉密", "不涉密", "否"})


class UnableToKeepStateSecret(ValueError):
    """What is at 秘密 or above is not kept here, not even in the refusal."""

    def __init__(self) -> None:
        super().__init__(REFUSAL)


def read_level(text: str) -> Level | None:
    """The level that a ledger's or a person's words state; None where they state none.

    Raises UnableToKeepStateSecret for 秘密, 机密 and 绝密, however they are written out («机密★5年»).
    """
    words = "".join(normalize("NFKC", text).split())
    if words in _NONE_STATED:
        return None
    if is_state_secret(words):
        raise UnableToKeepStateSecret
    return _WORDS.get(words, Level.UNRECOGNIZED)


def is_state_secret(words: str) -> bool:
    """Whether the words of a 密级 column state a state secret; a doubt is one, a plain denial («非秘密») is none."""
    return words in _CLASSIFIED or (_LEVEL.search(words) is not None and _DENIED.match(words) is None)


def is_mark(words: str) -> bool:
    """Whether a whole cell is nothing but the mark that stands at the head of a classified document."""
    return _MARK.fullmatch("".join(normalize("NFKC", words).split())) is not None
