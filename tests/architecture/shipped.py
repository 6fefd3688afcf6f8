"""All that the installed institutions declare: procedures, ledger tables, overlays."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from yifa import domains
from yifa.kernel.ledger import Table
from yifa.law.layers import Overlay, layered
from yifa.law.procedure import Procedure


def institutions() -> tuple[str, ...]:
    """The folders under yifa.domains."""
    return tuple(sorted(path.parent.name for path in Path(domains.__path__[0]).glob("*/__init__.py")))


def declared(module: str, name: str) -> tuple[Any, ...]:
    """What every institution's module of that name lists under the name; those without one list nothing."""
    paths = (f"yifa.domains.{folder}.{module}" for folder in institutions())
    return tuple(value for path in paths if find_spec(path) for value in getattr(import_module(path), name, ()))


PROCEDURES: tuple[Procedure, ...] = declared("procedure", "PROCEDURES")
TABLES: tuple[Table, ...] = declared("ledger", "TABLES")
OVERLAYS: tuple[Overlay, ...] = declared("overlay", "OVERLAYS")


def versions() -> dict[str, Procedure]:
    """Every shipped procedure by name and version, and each with every overlay made for it."""
    laid = [layered(p, (overlay,)) for p in PROCEDURES for overlay in OVERLAYS if overlay.procedure == p.name]
    return {f"{procedure.name}@{procedure.version}": procedure for procedure in (*PROCEDURES, *laid)}
