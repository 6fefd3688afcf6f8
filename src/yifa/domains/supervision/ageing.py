"""挂账清单: every problem that is on the books until a second person has accepted how it was put right, by its age.

Which procedures those are is read from the procedures themselves: those that end in a close-out (销号), wherever they
belong. Source: 法治政府建设与责任落实督察工作规定 (2019), whole. Reading: an item ages from its first act, also where it
was closed out and opened again, since the problem is the same; the bands are ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from yifa.kernel.access import reached
from yifa.kernel.catalogue import catalogue
from yifa.kernel.models import Case
from yifa.kernel.organ_tree import OrganLine
from yifa.kernel.pages import Asked
from yifa.kernel.reading import Read, read_cases
from yifa.law.act import Kind
from yifa.law.fold import standing

CLOSE_OUT = "销号"
BANDS = ((30, "30日以内"), (90, "31至90日"), (180, "91至180日"), (None, "180日以上"))
MOST = 500


@dataclass(frozen=True, slots=True)
class Open:
    """One item on the books: since when, at which step, due when, how often it was opened again."""

    case: Case
    kind: str
    since: date
    days: int
    waits: str
    due: date | None
    is_late: bool
    again: int

    @property
    def organ(self) -> str:
        """Whose problem it is."""
        return self.case.organ.name if self.case.organ is not None else ""


@dataclass(frozen=True, slots=True)
class Aged:
    """How many items of an organ are on the books, by age; late: past their day."""

    organ: str
    bands: tuple[int, ...]
    late: int
    again: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.bands)


def open_items(asked: Asked, *, organ: OrganLine | None = None) -> tuple[Open, ...]:
    """The items within the viewer's reach, the oldest first; of one organ, where it is named."""
    rows = reached(Case.objects.filter(procedure__in=closed_out()), asked.viewer, on=asked.on).exclude(state="")
    if organ is not None:
        rows = rows.filter(organ_path=organ.path)
    reads = read_cases(rows.order_by("pk").values_list("pk", flat=True), given=asked.given, versions=asked.versions)
    found = (_open(read, asked.on) for read in reads if read.course.acts)
    return tuple(sorted(found, key=lambda one: (one.since, one.case.pk)))


def aged(found: Iterable[Open]) -> tuple[Aged, ...]:
    """The items counted by organ."""
    by_organ: dict[str, list[Open]] = {}
    for one in found:
        by_organ.setdefault(one.organ or "机关不明", []).append(one)
    return tuple(_aged(organ, by_organ[organ]) for organ in sorted(by_organ))


@cache
def closed_out() -> tuple[str, ...]:
    """The procedures that end in a close-out."""
    texts = catalogue().procedures.values()
    return tuple(dict.fromkeys(text.name for text in texts if text.steps and text.steps[-1].title == CLOSE_OUT))


def band_of(days: int) -> int:
    """The place of the band into which so many days fall."""
    return next(at for at, (most, _) in enumerate(BANDS) if most is None or days <= most)


def _open(read: Read, on: date) -> Open:
    case, since = read.case, read.course.acts[0].on
    here = standing(read.state, read.given)
    again = sum(act.kind is Kind.RETURNED and _closes(read, act.step) for act in read.course.acts)
    is_late = case.due_on is not None and case.due_on < on
    waits = f"待{here[0].title}" if here else ""
    return Open(case, read.course.procedure.title, since, (on - since).days, waits, case.due_on, is_late, again)


def _closes(read: Read, step: str) -> bool:
    found = read.course.procedure.by_name.get(step)
    return found is not None and found.closes


def _aged(organ: str, found: list[Open]) -> Aged:
    bands = tuple(sum(band_of(one.days) == at for one in found) for at in range(len(BANDS)))
    return Aged(organ, bands, sum(one.is_late for one in found), sum(one.again > 0 for one in found))
