"""Duties to publish, declared once beside the procedure: which step, on which channel, and what is shown there.

    Duty(PENALTY, "platform_release", ENFORCEMENT_PLATFORM, PUBLICITY, shows=(CASE_NUMBER, CAUSE), masks=(PARTY,))

A fact that is not named is left out. When the step is due is said by the procedure, and by nobody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yifa.law.citation import Citation
from yifa.law.fact import Fact, Type
from yifa.law.procedure import By, Procedure, Rule, Within


@dataclass(frozen=True, slots=True)
class Channel:
    """Where something is published; name: part of the public address, and so never changed."""

    name: str
    title: str


ENFORCEMENT_PLATFORM = Channel("enforcement", "行政执法公示平台")
CREDIT_SYSTEM = Channel("credit", "企业信用信息公示系统")
SERVICE_PLATFORM = Channel("services", "政务服务平台")
GOVERNMENT_SITE = Channel("government", "政府网站")


@dataclass(frozen=True, eq=False)
class Duty:
    """The duty to publish what a step decided, on one channel.

    basis: the article that asks for it; shows: facts shown as they are, public ones and credit codes only; masks: facts
    that name a person unless the ledger says that they name an entity, masked in the first case; days: steps whose
    day is shown.
    """

    procedure: Procedure
    step: str
    channel: Channel
    basis: Citation
    shows: tuple[Fact, ...]
    masks: tuple[Fact, ...] = ()
    days: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a duty that would publish what nobody may see, or that no rule sets a day for."""
        for complaint in complaints(self):
            msg = f"duty {self.procedure.name} on {self.channel.name}: {complaint}"
            raise ValueError(msg)


def rule_of(procedure: Procedure, step: str) -> Rule | None:
    """The rule that says by when the step is to be done: the maximum term, or the fixed date."""
    return next((r for r in procedure.rules if r.step.name == step and isinstance(r.word, Within | By)), None)


def complaints(duty: Duty) -> Iterator[str]:
    """What is wrong with a duty as written, in English, for its author."""
    steps = duty.procedure.by_name
    yield from (f"there is no step {name}" for name in (duty.step, *duty.days) if name not in steps)
    if duty.step in steps and rule_of(duty.procedure, duty.step) is None:
        yield f"no rule says by when {duty.step} is to be done"
    hidden = (fact for fact in (*duty.shows, *duty.masks) if fact.type is Type.PERSON_ID)
    yield from (f"{fact.name} is an identity number, which is never published" for fact in hidden)
    declared = set(duty.procedure.facts)
    yield from (f"the procedure states no {f.name}" for f in (*duty.shows, *duty.masks) if f not in declared)
    yield from (f"{fact.name} is personal: mask it" for fact in duty.shows if fact.personal)
    closed = (fact for fact in duty.shows if not fact.public and fact.type is not Type.CREDIT_CODE)
    yield from (f"{fact.name} is not declared public" for fact in closed if not fact.personal)
