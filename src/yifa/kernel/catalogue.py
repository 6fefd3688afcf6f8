"""What is installed: procedures, ledger tables and figures of all domains, found at start-up by file name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps

from yifa.kernel.ledger import Table
from yifa.kernel.models import Entry, Record
from yifa.law.layers import Overlay
from yifa.law.procedure import Procedure


class UnableToCatalogue(ValueError):
    """Two installed domains declare the same id, or a table names a model that cannot hold it."""


@dataclass(frozen=True)
class Catalogue:
    """Everything installed, by id. Surfaces and report read only this.

    procedures: the national texts by name and version; overlays: what ministries' orders add to them; duties: what is
    to be published, and where (`disclosure.declaration.Duty`); pages: what institutions bring beside the generic ones
    (`pages.PageAt`); forms: the papers that they print (`papers.Form`); citables: whose rows an act may cite as its basis
    (`citing.Citable`); sides: by procedure, whose posts do its acts (`sides.Sides`).
    """

    procedures: Mapping[tuple[str, str], Procedure]
    overlays: tuple[Overlay, ...]
    tables: Mapping[str, Table]
    figures: Mapping[str, Any]
    identities: tuple[Any, ...]
    duties: tuple[Any, ...] = ()
    pages: Mapping[str, Any] = field(default_factory=dict)
    forms: Mapping[str, Any] = field(default_factory=dict)
    citables: tuple[Any, ...] = ()
    sides: Mapping[str, Any] = field(default_factory=dict)

    def texts_of(self, *, name: str) -> tuple[Procedure, ...]:
        """All versions of the national text of a procedure, oldest first."""
        found = (p for (known, _), p in self.procedures.items() if known == name)
        return tuple(sorted(found, key=lambda p: p.valid_from))

    def table_of(self, *, name: str) -> Table | None:
        """The ledger table onto which cases of the procedure are projected, if one is declared."""
        found = (t for t in self.tables.values() if t.becomes is not None and t.becomes.name == name)
        return next(found, None)


@cache
def catalogue() -> Catalogue:
    """Everything installed.

    Raises UnableToCatalogue where two domains claim one id, or a procedure refers to a step that is not installed.
    """
    found = gathered([(config.label, config.name) for config in apps.get_app_configs()])
    for procedure in found.procedures.values():
        check_other_cases(procedure, found)
    return found


def gathered(domains: Iterable[tuple[str, str]]) -> Catalogue:
    """What the domains (label, package) declare. Raises UnableToCatalogue where two of them claim one id."""
    domains = tuple(domains)
    tables = _declared(domains, "ledger", "TABLES")
    for _, table in tables:
        record_model(table)
    procedures = _declared(domains, "procedure", "PROCEDURES")
    return Catalogue(
        _by_id("procedure", ((o, (p.name, p.version), p) for o, p in procedures)),
        tuple(overlay for _, overlay in _declared(domains, "overlay", "OVERLAYS")),
        _by_id("table", ((owner, t.id, t) for owner, t in tables)),
        _by_id("figure", ((owner, f.id, f) for owner, f in _declared(domains, "figures", "FIGURES"))),
        tuple(identity for _, identity in _declared(domains, "figures", "IDENTITIES")),
        tuple(duty for _, duty in _declared(domains, "disclosure", "DUTIES")),
        _by_id("page", ((owner, p.name, p) for owner, p in _declared(domains, "pages", "PAGES"))),
        _by_id("form", ((owner, f.name, f) for owner, f in _declared(domains, "papers", "FORMS"))),
        tuple(citable for _, citable in _declared(domains, "citable", "CITABLES")),
        _by_id("sides", ((owner, s.procedure, s) for owner, s in _declared(domains, "sides", "SIDES"))),
    )


def check_other_cases(procedure: Procedure, installed: Catalogue) -> None:
    """Raise UnableToCatalogue where a rule refers to a step of another procedure that some text of it does not have."""
    for other in procedure.other_cases:
        texts = installed.texts_of(name=other.procedure)
        if not texts or any(other.step not in text.by_name for text in texts):
            msg = f"procedure {procedure.name} refers to the step {other.step} of {other.procedure}, which is not there"
            raise UnableToCatalogue(msg)


def record_model(table: Table) -> type[Record | Entry]:
    """The model onto which rows of the table are projected.

    Raises UnableToCatalogue where it is no record of cases (or no entry of a register, where the table is one).
    """
    model: type[Any] = apps.get_model(table.record)
    wanted: type[Record | Entry] = Entry if table.becomes is None else Record
    if not issubclass(model, wanted):
        msg = f"table {table.id}: its model {table.record} is no {wanted.__name__}"
        raise UnableToCatalogue(msg)
    return model


def _declared(domains: tuple[tuple[str, str], ...], module: str, name: str) -> list[tuple[str, Any]]:
    modules = ((owner, _module(f"{package}.{module}")) for owner, package in domains)
    return [(owner, value) for owner, found in modules for value in getattr(found, name, ())]


def _module(path: str) -> ModuleType | None:
    # A domain's module that fails to import must say so; only one that is not there counts as absent.
    return import_module(path) if find_spec(path) is not None else None


def _by_id(what: str, declared: Iterable[tuple[str, Any, Any]]) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    owners: dict[Any, str] = {}
    for owner, key, value in declared:
        if key in found:
            shown = " ".join(key) if isinstance(key, tuple) else key
            msg = f"the {what} {shown} is declared by both {owners[key]} and {owner}: rename one of them"
            raise UnableToCatalogue(msg)
        found[key], owners[key] = value, owner
    return found
