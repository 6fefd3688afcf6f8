"""Honours that were granted, and numbers that others stated: what the report may say though no record of ours counts it.

Source: 法治政府建设与责任落实督察工作规定 (2019), whole: the report is to be true; that each such claim rests on a
document is our reading of it (待核).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction

from yifa.domains.reporting import typed
from yifa.domains.reporting import vocabulary as v
from yifa.domains.reporting.procedure import RECOGNITION, STATED_FIGURE
from yifa.kernel.access import Viewer, visible
from yifa.kernel.acts import Attachment, Lying, Proposed
from yifa.kernel.at_hand import do, opened
from yifa.kernel.confidentiality import Level
from yifa.kernel.models import Carrier, Case
from yifa.kernel.pages import Asked
from yifa.kernel.reading import Read, read_cases
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.law.procedure import Procedure

SCAN = "scan"


@dataclass(frozen=True, slots=True)
class Entered:
    """One entry of a register: its case, the organ that entered it, what it says by name of the fact."""

    case_id: int
    organ: str
    says: Mapping[str, Value]


def entries(asked: Asked, procedure: Procedure, *, viewer: Viewer | None = None) -> tuple[Entered, ...]:
    """The entries of a register that the viewer may see, the last entered first."""
    cases = visible(Case.objects.filter(procedure=procedure.name), viewer or asked.viewer, on=asked.on)
    keys = list(cases.values_list("pk", flat=True))
    read = read_cases(keys, given=asked.given, versions=asked.versions)
    return tuple(sorted(map(_entered, read), key=lambda one: -one.case_id))


def enter(asked: Asked, procedure: Procedure, *, title: str, facts: Mapping[str, Value], scan_needed: bool) -> int:
    """Enter something with the document on which it rests; returns its case. Raises UnableToTake, UnableToPerform."""
    with transaction.atomic(), typed.kept_file(asked, SCAN, "证明文件", needed=scan_needed) as kept:
        case = opened(asked, procedure.name, on=asked.on, title=title, facts=facts, confidentiality=Level.INTERNAL)
        left = (Attachment(v.PROOF.name, kept.sha256, kept.name),) if kept is not None else ()
        lies = Lying(kept.pk) if kept is not None else Lying()
        act = Proposed(Kind.DONE, "registration", asked.on, documents=left, lying=lies)
        do(asked, act, case=case, carrier=Carrier.PAPER if kept is not None else Carrier.ELECTRONIC)
    return case.pk


def by_source(asked: Asked, *, year: int) -> Iterator[tuple[str, int]]:
    """How many numbers of that year others stated, by where they come from."""
    of_year = [one for one in entries(asked, STATED_FIGURE) if one.says.get(v.REPORT_YEAR.name) == year]
    for source in (v.SEALED_LETTER, v.SUPERIOR_NOTICE):
        yield source, sum(one.says.get(v.SOURCE.name) == source for one in of_year)


def _entered(read: Read) -> Entered:
    organ = read.case.organ.name if read.case.organ is not None else ""
    return Entered(read.case.pk, organ, read.state.facts)


__all__ = ["RECOGNITION", "STATED_FIGURE", "Entered", "by_source", "enter", "entries"]
