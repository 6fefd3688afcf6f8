"""Numbers that others stated, by sealed letter or in a notice of a superior: what the register says of each figure.

Source: 法治政府建设与责任落实督察工作规定 (2019), whole: the report is to be true; that a number without records of our
own needs a letter or a notice is our reading (待核).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from yifa.engine.figures.evaluation import Evaluated
from yifa.kernel.access import Viewer, reached, visible
from yifa.kernel.models import Act, Case
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import Kind
from yifa.law.fold import Given
from yifa.report.document import FigureLine, SourceClass, plain

REGISTER, STEP, SCAN = "stated_figure", "registration", "proof"
"""The procedure by which numbers are registered, the step that does it, and the document that it leaves."""
STATING = frozenset({SourceClass.SEALED_LETTER.value, SourceClass.HIGHER_NOTICE.value})
NUMBER = re.compile(r"\d[\d,]*(\.\d+)?(余?[万亿]|余)?")
"""A number as reports write it: «3», «98.65», «500余万»."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A number as it was stated.

    value: as written, without unit; issuer, number, stated_on: of the letter or the notice; case_id: where it is
    registered; scan: the hash of the file in that case, «» where none was kept.
    """

    figure_id: str
    year: int
    title: str
    value: str
    unit: str
    source: SourceClass
    issuer: str
    number: str
    stated_on: date | None
    case_id: int
    scan: str = ""

    @property
    def amount(self) -> int | Decimal | None:
        """The number in it, None where it states only about how many («500余万»)."""
        try:
            found = Decimal(self.value.replace(",", ""))
        except InvalidOperation:
            return None
        return int(found) if found == found.to_integral_value() else found

    @property
    def told(self) -> str:
        """Where it comes from, in words."""
        on = f",{self.stated_on}" if self.stated_on is not None else ""
        return f"{self.source.value}:{self.issuer}{self.number}{on}"


def stated_figures(viewer: Viewer, *, year: int, on: date, versions: Versions = INSTALLED) -> Mapping[str, Stated]:
    """What was stated last of each figure of a year, by its id; of several statements the one entered last stands."""
    cases = visible(Case.objects.filter(procedure=REGISTER), viewer, on=on)
    keys = list(cases.order_by("pk").values_list("pk", flat=True))
    read = sorted(read_cases(keys, given=Given(), versions=versions), key=lambda one: one.case.pk)
    standing = [
        one for one in read if STEP in one.state.done and one.state.facts.get("year") == year and _is_whole(one)
    ]
    scans = _scans((one.case.pk for one in standing), viewer, on)
    found = (_stated(one, scans.get(one.case.pk, "")) for one in standing)
    return {one.figure_id: one for one in found if one.figure_id}


def with_stated(found: Mapping[str, Evaluated], stated: Mapping[str, Stated]) -> Mapping[str, Evaluated]:
    """The numbers with those that others stated in the place of what nobody counts; what is counted stays as it is."""
    return {name: _filled(one, stated.get(name)) for name, one in found.items()}


def beside(line: FigureLine, stated: Stated | None) -> FigureLine:
    """The figure with what was stated of it: as its number where nothing is counted, otherwise only beside the count."""
    if stated is None:
        return line
    if not line.is_missing:
        return replace(line, stated=_compared(line, stated))
    return replace(
        line,
        value=stated.amount,
        value_shown=stated.value,
        source_class=stated.source,
        owner=stated.issuer,
        formula=f"照{stated.source.value}填列",
        stated=stated.told + (f"，扫描件校验值{stated.scan[:16]}" if stated.scan else ""),
        missing_reason="",
    )


def _filled(one: Evaluated, stated: Stated | None) -> Evaluated:
    if stated is None or not one.missing_reason:
        return one
    return replace(one, value=stated.amount, shown=stated.value, missing_reason="")


def _compared(line: FigureLine, stated: Stated) -> str:
    """«记录计数8项，盖章函报数9项，相差1项(…)»: the count stands, and whoever stated another number is asked."""
    counted, other = line.shown, f"{stated.value}{stated.unit}"
    if counted == stated.value:
        return f"与函报一致（{stated.told}）"
    known = stated.amount is not None and line.value is not None
    gap = f"，相差{plain(abs(Decimal(stated.amount or 0) - Decimal(line.value or 0)))}{line.unit}" if known else ""
    return f"记录计数{counted}{line.unit}，{stated.source.value}{other}{gap}，以记录为准（{stated.told}）"


def _is_whole(read: Read) -> bool:
    # A machine may send any words: only a number from a letter or a notice is printed as one.
    facts = read.state.facts
    return facts.get("source_class") in STATING and NUMBER.fullmatch(str(facts.get("value") or "")) is not None


def _stated(read: Read, scan: str) -> Stated:
    said = {name: str(value) for name, value in read.state.facts.items() if value is not None}
    on = read.state.facts.get("stated_on")
    return Stated(
        figure_id=said.get("slot", ""),
        year=int(said["year"]),
        title=said.get("figure", ""),
        value=said.get("value", ""),
        unit=said.get("unit", ""),
        source=SourceClass(said["source_class"]),
        issuer=said.get("issuer", ""),
        number=said.get("number", ""),
        stated_on=on if isinstance(on, date) else None,
        case_id=read.case.pk,
        scan=scan,
    )


def _scans(case_ids: Iterable[int], viewer: Viewer, on: date) -> dict[int, str]:
    acts = Act.objects.filter(case_id__in=list(case_ids), step=STEP, kind=Kind.DONE.value)
    rows = reached(acts, viewer, on=on).values_list("case_id", "documents")
    left = ((case, one) for case, text in rows for one in json.loads(text))
    return {case: one["sha256"] for case, one in left if one["document"] == SCAN}
