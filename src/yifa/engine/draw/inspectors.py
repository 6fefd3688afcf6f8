"""Who may inspect: a certificate that covers the day, the speciality asked for, and no ground for recusal.

Source: 行政处罚法 42 (执法人员不得少于两人), 43 (回避), 55 (主动出示执法证件).
Reading: article 42 of the Penalties Law (not fewer than two officers) speaks of penalties; we apply it to inspections.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yifa.engine.draw.frame import Place
from yifa.engine.draw.refusal import UnableToDraw
from yifa.law.certificate import CANCELLED, VALID_FROM, VALID_TO, invalid_because
from yifa.law.statutes import PENALTIES_LAW

LEAST = 2
BASIS = PENALTIES_LAW.art(42)


@dataclass(frozen=True, slots=True)
class Inspector:
    """One inspector of the register, with the validity of the certificate and the subjects to be recused from."""

    code: str
    organ: str
    specialities: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    cancelled: date | None = None
    recusals: tuple[Place, ...] = ()

    def may_inspect_on(self, day: date) -> bool:
        """Whether the certificate covers the day."""
        entry = {VALID_FROM.name: self.valid_from, VALID_TO.name: self.valid_to, CANCELLED.name: self.cancelled}
        return invalid_because(entry, day) is None

    def knows(self, speciality: str) -> bool:
        """Whether the inspector may inspect what asks for this speciality; the empty one asks for none."""
        return not speciality or speciality in self.specialities


@dataclass(frozen=True, slots=True)
class Staffing:
    """How the drawn subjects are staffed.

    on: the day of inspection; per_subject: how many inspectors go together; cap: the most subjects that one inspector
    may be given, or None; inspectors: the register, in order of code.
    """

    on: date
    per_subject: int
    cap: int | None
    inspectors: tuple[Inspector, ...]


def check(staffing: Staffing) -> None:
    """Refuse a staffing that the law forbids or that is ambiguous. Raises UnableToDraw."""
    if staffing.per_subject < LEAST:
        raise UnableToDraw(
            f"每个对象只派 {staffing.per_subject} 人:执法人员不得少于两人({BASIS.formal},该条用于检查待核)。请改为两人以上。"
        )
    if staffing.cap is not None and staffing.cap < 1:
        raise UnableToDraw("每名检查人员的任务上限不是正数。不设上限的请不要填写。")
    codes = [inspector.code for inspector in staffing.inspectors]
    repeated = [code for code, times in Counter(codes).items() if times > 1]
    if repeated:
        raise UnableToDraw(f"检查人员「{repeated[0]}」重复出现。请核对执法检查人员名录。")
    if codes != sorted(codes) or not all(codes):
        raise UnableToDraw("检查人员名录没有按证号排列,或者缺少证号。请核对执法检查人员名录。")


def why_unstaffed(*, staffing: Staffing, speciality: str, recused: Iterable[str], full: Iterable[str]) -> str:
    """Say in one sentence why a subject cannot be staffed.

    recused, full: the codes of those who must stand aside from this subject, and of those who have reached their cap.
    """
    everyone = staffing.inspectors
    valid = [inspector for inspector in everyone if inspector.may_inspect_on(staffing.on)]
    able = [inspector for inspector in valid if inspector.knows(speciality)]
    aside = {inspector.code for inspector in able} & set(recused)
    busy = {inspector.code for inspector in able} & set(full) - aside
    parts = (
        (len(everyone) - len(valid), "检查当日证件无效"),
        (len(valid) - len(able), f"不具备专业「{speciality}」"),
        (len(aside), "应当回避"),
        (len(busy), f"已达每人 {staffing.cap} 个任务的上限,也无法调换"),
    )
    grounds = "".join(f",{number} 人{why}" for number, why in parts if number)
    return (
        f"未能配齐 {staffing.per_subject} 名检查人员:名录共 {len(everyone)} 人{grounds},"
        f"可派 {len(able) - len(aside) - len(busy)} 人。请补充人员后另行指派并记录理由。"
    )
