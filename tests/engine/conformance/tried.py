"""The procedures that both readings are tried on, each with registers, parameters and a ledger that sees only part."""

from __future__ import annotations

from datetime import date

from tests.architecture.shipped import PROCEDURES as SHIPPED
from tests.engine.conformance import specimen
from tests.engine.conformance.case import Register, World
from yifa.law.procedure import Procedure

AS_OF = date(2022, 12, 31)
PARAMETERS = {
    **specimen.PARAMETERS,
    "decision.catalogue_publish_by": "04-30",
    "decision.catalogue_filing": 15,
    "service.promise_binding": True,
    "penalty.hearing_threshold": {"自然人": 10_000_00, "企业": 100_000_00},
}
REGISTERS: dict[str, Register] = {
    "officers": {
        "Z1": {"valid_from": date(2020, 1, 1), "valid_to": date(2025, 12, 31), "cancelled": None},
        "Z2": {"valid_from": date(2022, 3, 1), "valid_to": date(2022, 6, 30), "cancelled": None},
        "Z3": {"valid_from": date(2019, 1, 1), "valid_to": date(2024, 1, 1), "cancelled": date(2022, 5, 5)},
    },
    "items": {
        "S1": {"promised": 5, "group": "甲", "kind": "行政许可", "statutory": 20, "instant": False},
        "S2": {"promised": 30, "group": "乙", "kind": "行政许可", "statutory": 20, "instant": True},
        "S3": {"promised": 10, "group": "丙", "kind": "公共服务", "statutory": None, "instant": False},
    },
}


def world(procedure: Procedure, *, as_of: date = AS_OF) -> World:
    """What both readings take as given for the procedure."""
    seen = frozenset(step.name for step in procedure.steps[::2])
    registers = {"officers": REGISTERS["officers"], "items": REGISTERS["items"]}
    return World(procedure, as_of, PARAMETERS, registers, {"half": seen})


WORLDS = tuple(world(procedure) for procedure in (*specimen.PROCEDURES, *SHIPPED) if procedure.rules)
