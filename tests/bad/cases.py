"""Live cases in which somebody asks to do what the law forbids."""

from collections.abc import Mapping
from datetime import date

from tests.law.sample import act, state_of
from yifa.law.act import Act
from yifa.law.explain import refusals
from yifa.law.fact import Value
from yifa.law.fold import Given
from yifa.law.procedure import Procedure

VALID: Mapping[str, Value] = {"valid_from": date(2020, 1, 1), "valid_to": date(2025, 12, 31)}
CERTIFICATES: Mapping[str, Mapping[str, Value]] = {
    "ZF01": VALID,
    "ZF02": VALID,
    "ZF-expired": {"valid_from": date(2015, 1, 1), "valid_to": date(2022, 3, 31)},
    "ZF-new": {"valid_from": date(2022, 4, 1), "valid_to": date(2025, 12, 31)},
    "ZF-cancelled": {**VALID, "cancelled": date(2022, 3, 15)},
}


def certificate(register: str, key: str) -> Mapping[str, Value] | None:
    return CERTIFICATES.get(key) if register == "officers" else None


GIVEN = Given(lookup=certificate)

__all__ = ["GIVEN", "act", "codes", "sentences"]


def codes(procedure: Procedure, done: tuple[Act, ...], asked: Act) -> list[str]:
    """The codes of the refusals that the asked act meets after these acts."""
    return [refusal.code for refusal in refusals(state_of(procedure, *done, given=GIVEN), asked, GIVEN)]


def sentences(procedure: Procedure, done: tuple[Act, ...], asked: Act) -> list[str]:
    """The legal sentences of the refusals that the asked act meets after these acts."""
    return [refusal.sentence for refusal in refusals(state_of(procedure, *done, given=GIVEN), asked, GIVEN)]
