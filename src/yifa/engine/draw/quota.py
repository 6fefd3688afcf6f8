"""How many are drawn from a stratum: a number, or a share of the stratum rounded up to a whole subject."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yifa.engine.draw.frame import Size
from yifa.engine.draw.refusal import UnableToDraw

_SHARE = re.compile(r"(\d+)/(\d+)")
_PERCENT = re.compile(r"(\d+)%")


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the whole stratum, excluded subjects counted, as an integer fraction: 1/20 is five in a hundred."""

    part: int
    of: int

    def __post_init__(self) -> None:
        """Refuse what is no share."""
        if not 0 < self.part <= self.of:
            raise UnableToDraw(f"抽取比例「{self.part}/{self.of}」不在零和全部之间。请写成如 1/20 的分数。")

    def number(self, size: int) -> int:
        """How many of `size` subjects, rounded up, so that a small stratum is never left out."""
        return -(-size * self.part // self.of)


@dataclass(frozen=True, slots=True)
class Quota:
    """What is drawn from one stratum.

    number: subjects to draw; substitutes: how many stand by, in order; share: the fraction from which the number
    follows, if it does; speciality: what an inspector of these subjects must be able to inspect, or empty.
    """

    stratum: str
    number: int
    substitutes: int = 0
    share: Share | None = None
    speciality: str = ""


def asked_number(text: str) -> int | Share:
    """Read «200», «1/20» or «5%»."""
    if text.isdecimal() and text.isascii():
        return int(text)
    if found := _SHARE.fullmatch(text):
        return Share(int(found[1]), int(found[2]))
    if found := _PERCENT.fullmatch(text):
        return Share(int(found[1]), 100)
    raise UnableToDraw(f"抽取数量「{text}」不能识别。请写数字(200)、分数(1/20)或百分数(5%)。")


def quota_for(*, size: Size, asked: int | Share, substitutes: int, excluded: int, speciality: str = "") -> Quota:
    """Settle a quota before anything is sealed.

    substitutes: at most so many, fewer where the stratum has no more; excluded: how many of the stratum may not be
    drawn. Raises UnableToDraw where the stratum is too small.
    """
    share = asked if isinstance(asked, Share) else None
    number = asked.number(size.size) if isinstance(asked, Share) else asked
    left = max(size.size - excluded - number, 0)
    quota = Quota(size.name, number, min(substitutes, left), share, speciality)
    check(quota, size=size, excluded=excluded)
    return quota


def check(quota: Quota, *, size: Size, excluded: int) -> None:
    """Refuse a quota that the stratum cannot fill, or whose number does not follow from its share."""
    if quota.number < 1 or quota.substitutes < 0:
        raise UnableToDraw(f"层「{size.name}」的抽取数不是正数,或候补数为负。不抽的层请不要列出。")
    if quota.share is not None and quota.number != quota.share.number(size.size):
        stated = f"{quota.share.part}/{quota.share.of}"
        raise UnableToDraw(f"层「{size.name}」的抽取数 {quota.number} 与比例 {stated}(向上取整)不符。请更正。")
    if quota.number + quota.substitutes > size.size - excluded:
        raise UnableToDraw(
            f"层「{size.name}」共 {size.size} 个对象,排除 {excluded} 个后不足以抽取 {quota.number} 个"
            f"和候补 {quota.substitutes} 个。请减少抽取数,或核对名录和排除事项。"
        )
