"""机构精简: the bodies of the district on two days, and the duties of dissolved ones that nobody has taken over.

Reading: a body is dissolved from the day after the last one on which the tree of organs has it, and from the transfer
of posts that was entered as part of its dissolution, whichever is on record (国务院令第486号, whole, 待核).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from yifa.domains.staffing import vocabulary as v
from yifa.domains.staffing.booking import duties_of, rehomed
from yifa.domains.staffing.procedure import MOVEMENT
from yifa.domains.staffing.rules import without_home
from yifa.kernel.access import visible
from yifa.kernel.models import Case
from yifa.kernel.organ_tree import OrganLine, ended_by, organs_on
from yifa.kernel.pages import Asked
from yifa.kernel.reading import read_cases
from yifa.law.act import done

NO_KIND = "没有写明类别"


@dataclass(frozen=True, slots=True)
class Homeless:
    """A dissolved organ with duties that no other organ has taken over.

    since: from when it is no more; left: code → name; case_id: of the movement in which they are taken over, None
    where none was entered.
    """

    organ: str
    since: date
    left: Mapping[str, str]
    case_id: int | None


@dataclass(frozen=True, slots=True)
class Kinds:
    """How many bodies of one kind there were on the earlier day, and how many on the later one."""

    kind: str
    before: int
    after: int


def homeless(asked: Asked) -> tuple[Homeless, ...]:
    """The dissolved organs that still have duties, by name."""
    return tuple(one for one in _dissolved(asked) if one.left)


def kinds(*, before: date, after: date) -> tuple[Kinds, ...]:
    """The number of bodies of each kind on two days."""
    one, other = (Counter(organ.kind or NO_KIND for organ in organs_on(day)) for day in (before, after))
    return tuple(Kinds(kind, one[kind], other[kind]) for kind in sorted({*one, *other}))


def changed(*, before: date, after: date) -> tuple[tuple[OrganLine, ...], tuple[OrganLine, ...]]:
    """The bodies that only the later day has, and those that only the earlier one had."""
    one, other = ({organ.path: organ for organ in organs_on(day)} for day in (before, after))
    new = tuple(organ for path, organ in other.items() if path not in one)
    return new, tuple(organ for path, organ in one.items() if path not in other)


def _dissolved(asked: Asked) -> Iterator[Homeless]:
    ended = {name: last + timedelta(days=1) for name, last in ended_by(asked.on).items()}
    moved = _moved(asked)
    since = {**{organ: day for organ, (_, day) in moved.items() if day is not None}, **ended}
    for organ in sorted(since):
        duties = duties_of(organ, on=asked.on)
        left = without_home(dict.fromkeys(duties, organ), (organ,), rehomed(asked, organ))
        case_id, _ = moved.get(organ, (None, None))
        yield Homeless(organ, since[organ], {code: duties[code] for code in left}, case_id)


def _moved(asked: Asked) -> Mapping[str, tuple[int, date | None]]:
    """By dissolved organ, the movement that was entered with its dissolution, and the day of its transfer."""
    rows = visible(Case.objects.filter(procedure=MOVEMENT.name, source_key=""), asked.viewer, on=asked.on)
    ids = list(rows.values_list("pk", flat=True))
    found: dict[str, tuple[int, date | None]] = {}
    for read in read_cases(ids, given=asked.given, versions=asked.versions):
        facts = read.state.facts
        if facts.get(v.DISSOLVES.name) is True and read.state.ended is None:
            found[str(facts.get(v.SOURCE.name) or "")] = read.case.pk, read.state.day(done("transfer"))
    return found
