"""The procedures that are read twice, each with registers and parameters at which its rules turn."""

from collections.abc import Mapping
from datetime import date, timedelta

from tests.architecture.shipped import versions
from tests.domains import book
from tests.engine.conformance import specimen
from tests.engine.conformance.case import Others, Register, World
from yifa.law.fact import Fact, Type, Value
from yifa.law.procedure import Procedure

AS_OF = date(2022, 12, 31)

OFFICERS: Register = {
    "Z1": {"valid_from": date(2015, 1, 1), "valid_to": date(2035, 1, 1), "cancelled": None},
    "Z2": {"valid_from": date(2015, 1, 1), "valid_to": None, "cancelled": None},
    "Z3": {"valid_from": date(2022, 3, 1), "valid_to": date(2022, 9, 1), "cancelled": None},
    "Z4": {"valid_from": None, "valid_to": None, "cancelled": date(2022, 6, 1)},
}
ITEMS: Register = {
    "一号": {"promised": 5, "group": "一"},
    "二号": {"promised": 12, "group": None},
    "三号": {"promised": None, "group": "二"},
    "零号": {"promised": 0, "group": "一"},
}


def of_specimen(procedure: Procedure) -> World:
    """A specimen, with a ledger that speaks of every other step."""
    some = frozenset(step.name for step in procedure.steps[::2])
    registers = {"items": ITEMS, "officers": OFFICERS}
    siblings = {
        "specimen.too_often": (("甲1", date(2022, 3, 1)), ("甲2", date(2022, 12, 31)), ("甲2", date(2023, 1, 1)))
    }
    return World(
        procedure,
        AS_OF,
        specimen.PARAMETERS,
        registers,
        {"some": some},
        others=of_others(procedure),
        siblings=siblings,
        unsaid={"some": every_other_fact(procedure)},
    )


def every_other_fact(procedure: Procedure) -> frozenset[str]:
    """Facts whose columns are not in the sheet called «some»."""
    return frozenset(fact.name for fact in procedure.facts[::2])


def of_others(procedure: Procedure) -> Others:
    """For each step of another case that rules refer to: a few cases in which it was done."""
    days = {str(n): date(2022, 1, 31) + timedelta(40 * n) for n in range(8)}
    return {(other.procedure, other.step): days for other in procedure.other_cases}


def shipped() -> list[World]:
    """Every shipped procedure that has rules, with and without the overlays made for it."""
    return [_of(procedure) for procedure in versions().values() if procedure.rules]


def _of(procedure: Procedure) -> World:
    registers: dict[str, Register] = {
        reference.register: {str(n): {fact.name: _turning(fact, n) for fact in reference.brings} for n in range(8)}
        for reference in procedure.refers
    }
    if procedure.certificates:
        registers[procedure.certificates] = OFFICERS
    some = frozenset(step.name for step in procedure.steps[::2])
    unsaid = {"some": every_other_fact(procedure)}
    others = of_others(procedure)
    return World(procedure, AS_OF, book.PARAMETERS, registers, {"some": some}, others=others, unsaid=unsaid)


def _turning(fact: Fact, number: int) -> Value:
    values: Mapping[Type, tuple[Value, ...]] = {
        Type.FLAG: (True, False, None),
        Type.INTEGER: (3, 10, 25, None),
        Type.MONEY: (100_00, 50_000_00, None),
        Type.DATE: (date(2022, 1, 1), date(2022, 6, 30), None),
    }
    texts = ("行政许可", "行政许可", "行政许可", "公共服务", None)
    choice = values.get(fact.type, texts)
    return choice[number % len(choice)]
