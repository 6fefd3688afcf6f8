"""Honours that were granted, and numbers that others stated: what the report may say though no record of ours counts it.

Source: 法治政府建设与责任落实督察工作规定 (2019), whole: the report is to be true; that each such claim rests on a
document is our reading of it (待核).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from yifa.domains.reporting import typed
from yifa.domains.reporting import vocabulary as v
from yifa.kernel.access import visible
from yifa.kernel.acts import Attachment, Lying, Proposed
from yifa.kernel.at_hand import do, opened
from yifa.kernel.confidentiality import Level
from yifa.kernel.models import Carrier, Case
from yifa.kernel.pages import Asked
from yifa.kernel.reading import Read, read_cases
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.law.procedure import Procedure

SCAN, STEP = "scan", "registration"


@dataclass(frozen=True, slots=True)
class Entered:
    """One entry of a register: its case, the organ that entered it, what it says by name of the fact."""

    case_id: int
    organ: str
    says: Mapping[str, Value]


def entries(asked: Asked, procedure: Procedure) -> tuple[Entered, ...]:
    """The entries of a register that the viewer may see, the last entered first."""
    cases = visible(Case.objects.filter(procedure=procedure.name), asked.viewer, on=asked.on)
    keys = list(cases.values_list("pk", flat=True))
    read = read_cases(keys, given=asked.given, versions=asked.versions)
    standing = (one for one in read if STEP in one.state.done)
    return tuple(sorted(map(_entered, standing), key=lambda one: -one.case_id))


def enter(asked: Asked, procedure: Procedure, *, title: str, facts: Mapping[str, Value], scan_needed: bool) -> int:
    """Enter something with the document on which it rests; returns its case. Raises UnableToTake, UnableToPerform."""
    with transaction.atomic(), typed.kept_file(asked, SCAN, "证明文件", needed=scan_needed) as kept:
        case = opened(asked, procedure.name, on=asked.on, title=title, facts=facts, confidentiality=Level.INTERNAL)
        left = (Attachment(v.PROOF.name, kept.sha256, kept.name),) if kept is not None else ()
        lies = Lying(kept.pk) if kept is not None else Lying()
        act = Proposed(Kind.DONE, STEP, asked.on, documents=left, lying=lies)
        do(asked, act, case=case, carrier=Carrier.PAPER if kept is not None else Carrier.ELECTRONIC)
    return case.pk


def _entered(read: Read) -> Entered:
    organ = read.case.organ.name if read.case.organ is not None else ""
    return Entered(read.case.pk, organ, read.state.facts)
