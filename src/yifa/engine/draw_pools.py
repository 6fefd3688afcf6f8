"""Lists from which one draws that are no ledger register: what an institution keeps or computes itself, told by `pools.py`.

    POOLS = (Pool("law_duty_representatives", "评议代表库", subjects_on),)

Codes become public with the draw: they must not be names. Who stands behind a code is for the institution's own page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


class UnableToPool(ValueError):
    """Two institutions call a list by one id."""


@dataclass(frozen=True, slots=True)
class Pool:
    """A list to draw from; id: in addresses; title: how pages call it; subjects: its (stratum, code) pairs on a day."""

    id: str
    title: str
    subjects: Callable[[date], Iterable[tuple[str, str]]]


@cache
def pools() -> Mapping[str, Pool]:
    """The pools of all institutions by id. Raises UnableToPool where two of them claim one id."""
    found: dict[str, Pool] = {}
    for config in apps.get_app_configs():
        for pool in _declared(f"{config.name}.pools"):
            if pool.id in found:
                msg = f"two pools are called {pool.id}: rename one of them"
                raise UnableToPool(msg)
            found[pool.id] = pool
    return found


def _declared(module: str) -> tuple[Pool, ...]:
    # A module that fails to import must say so; only one that is not there counts as absent.
    if find_spec(module) is None:
        return ()
    declared: tuple[Pool, ...] = import_module(module).POOLS
    return declared
