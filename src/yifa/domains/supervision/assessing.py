"""Self-assessment of a set in a year: each requirement met, partly met, not met, or without data; never met without data.

Records decide where the set says by which test. A person with a document decides where no test does, and where the set
says that records alone do not. An absence (没有…) is shown by a finished scan, never by an empty table.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db import transaction

from yifa.domains.supervision.models import FixedAssessment, Proof
from yifa.domains.supervision.requirements import Requirement, RequirementSet, Test
from yifa.engine.figures.evaluation import Evaluated, counted
from yifa.kernel.access import reached
from yifa.kernel.at_hand import acting_of
from yifa.kernel.catalogue import catalogue
from yifa.kernel.confidentiality import Level
from yifa.kernel.findings.listing import findings, last_scan
from yifa.kernel.findings.standing import AWAITING
from yifa.kernel.models import Case, State
from yifa.kernel.pages import Asked, UnableToTake


class Verdict(StrEnum):
    """How a requirement stands; in the order in which the worse goes before the better."""

    NOT = "not"
    NO_DATA = "none"
    PARTLY = "partly"
    MET = "met"

    @property
    def word(self) -> str:
        """The word of a page."""
        return WORDS[self]


WORDS = {Verdict.NOT: "未达到", Verdict.NO_DATA: "没有数据", Verdict.PARTLY: "部分达到", Verdict.MET: "已达到"}
TONES = {Verdict.NOT: "bad", Verdict.NO_DATA: "warn", Verdict.PARTLY: "warn", Verdict.MET: "good"}
_ORDER = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class Tested:
    """A test of records with what it found, in one sentence."""

    test: Test
    verdict: Verdict
    says: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """One requirement as it stands. before: its verdict when it was last fixed, None where it never was."""

    requirement: Requirement
    verdict: Verdict
    tests: tuple[Tested, ...]
    proofs: tuple[Proof, ...]
    is_overdue: bool = False
    before: Verdict | None = None

    @property
    def change(self) -> str:
        """Against the last fixed assessment: «提高», «降低», «不变», or «» where there is none."""
        if self.before is None:
            return ""
        now, then = _ORDER.index(self.verdict), _ORDER.index(self.before)
        return "不变" if now == then else "提高" if now > then else "降低"

    @property
    def tone(self) -> str:
        """In which colour a page shows it."""
        return TONES[self.verdict]


def assess(asked: Asked, found: RequirementSet, *, year: int) -> tuple[Assessed, ...]:
    """How every requirement of the set stands in the year, as far as the viewer may see what it rests on."""
    records = _Records(asked, found, year)
    proofs = _proofs(asked, found, year)
    last = last_fixed(asked, found, year=year)
    before = {number: Verdict(word) for number, word in json.loads(last.verdicts).items()} if last else {}
    # What is due after the year that is assessed is not late in it.
    as_of = min(asked.on, date(year, 12, 31))
    return tuple(
        _assessed(one, tuple(map(records.tested, one.tests)), proofs.get(one.number, ()), as_of, before)
        for one in found.requirements
    )


def gaps(assessed: Iterable[Assessed]) -> tuple[tuple[str, tuple[Assessed, ...]], ...]:
    """What is not met, by the organ that owes it."""
    open_ones = [one for one in assessed if one.verdict is not Verdict.MET]
    owners = dict.fromkeys(one.requirement.owner or "没有写明责任机关" for one in open_ones)
    return tuple(
        (owner, tuple(one for one in open_ones if (one.requirement.owner or "没有写明责任机关") == owner))
        for owner in owners
    )


def tally(assessed: Iterable[Assessed]) -> tuple[tuple[Verdict, int], ...]:
    """How many stand at each verdict, the best first."""
    counts = Counter(one.verdict for one in assessed)
    return tuple((verdict, counts[verdict]) for verdict in reversed(_ORDER))


def last_fixed(asked: Asked, found: RequirementSet, *, year: int) -> FixedAssessment | None:
    """The assessment of the set that was fixed last, of this year or of one before."""
    rows = FixedAssessment.objects.filter(set_key=found.key, year__lte=year)
    return reached(rows, asked.viewer, on=asked.on).order_by("-year", "-pk").first()


def fix(asked: Asked, found: RequirementSet, *, year: int) -> FixedAssessment:
    """Fix the assessment as it stands, to compare with later. Raises UnableToTake where the post may not."""
    acting = acting_of(asked)
    if acting.holding.post.role not in {"supervisor", "reporter", "head"} or not acting.holding.organ_path:
        raise UnableToTake("不能定稿：自评由监督、年度报告编制岗位或者机关负责人定稿。请换用有权的岗位。")
    verdicts = {one.requirement.number: one.verdict.value for one in assess(asked, found, year=year)}
    with transaction.atomic():
        row = FixedAssessment(set_key=found.key, year=year, on=asked.on, verdicts=json.dumps(verdicts))
        row.by, row.at = acting.entered_by, asked.at
        row.organ_path, row.confidentiality = acting.holding.organ_path, Level.INTERNAL.value
        row.save(force_insert=True)
    return row


def _assessed(
    one: Requirement, tests: tuple[Tested, ...], proofs: tuple[Proof, ...], on: date, before: Mapping[str, Verdict]
) -> Assessed:
    verdict = verdict_of(one, (test.verdict for test in tests), proofs)
    overdue = one.due is not None and one.due < on and verdict is not Verdict.MET
    return Assessed(one, verdict, tests, proofs, overdue, before.get(one.number))


def verdict_of(one: Requirement, tested: Iterable[Verdict], proofs: tuple[Proof, ...]) -> Verdict:
    """How a requirement stands, from what its tests found and from what people put forward, the last of which counts.

    Where records alone do not decide, their best is «partly» until a person with a document says more; and a person
    does not say better than what records say.
    """
    computed = min(tested, key=_ORDER.index, default=None)
    said = Verdict(proofs[-1].verdict) if proofs else None
    if said is Verdict.MET and proofs[-1].original_id is None:
        said = Verdict.PARTLY
    if computed is None:
        return said or Verdict.NO_DATA
    if not one.person or computed is Verdict.NO_DATA:
        return computed
    return min(computed, said or Verdict.PARTLY, key=_ORDER.index)


def _proofs(asked: Asked, found: RequirementSet, year: int) -> Mapping[str, tuple[Proof, ...]]:
    rows = reached(Proof.objects.filter(set_key=found.key, year=year), asked.viewer, on=asked.on)
    listed: dict[str, tuple[Proof, ...]] = {}
    for row in rows.select_related("original").order_by("pk"):
        listed[row.number] = (*listed.get(row.number, ()), row)
    return listed


class _Records:
    """What records of a year say; figures are worked out once for the whole set."""

    def __init__(self, asked: Asked, found: RequirementSet, year: int) -> None:
        self.asked, self.year = asked, year
        tests = [test for one in found.requirements for test in one.tests]
        wanted = dict.fromkeys(test.what for test in tests if test.kind == "figure")
        figures = [catalogue().figures[name] for name in wanted if name in catalogue().figures]
        self.figures: Mapping[str, Evaluated] = counted(figures, year=year, parameters=asked.given.parameters)
        self.scan = last_scan(year=year)

    def tested(self, test: Test) -> Tested:
        """What the test found."""
        match test.kind:
            case "figure":
                return Tested(test, *self._figure(test))
            case "rules":
                return Tested(test, *self._rules(test))
            case _:
                return Tested(test, *self._cases(test))

    def _figure(self, test: Test) -> tuple[Verdict, str]:
        found, declared = self.figures.get(test.what), catalogue().figures.get(test.what)
        if found is None or declared is None:
            return Verdict.NO_DATA, f"本系统没有数字「{test.what}」。"
        if found.missing_reason or not isinstance(found.value, int | Decimal):
            return Verdict.NO_DATA, f"{declared.title}：{found.missing_reason or '没有记录，分母为零。'}"
        bound = f"{'不高于' if test.at_most else '不低于'}{test.met}{found.unit}"
        return _against(test, Decimal(found.value)), f"{declared.title}为{found.shown}{found.unit}，应当{bound}。"

    def _rules(self, test: Test) -> tuple[Verdict, str]:
        titles = [p for p in catalogue().procedures.values() if any(r.code.startswith(test.what) for r in p.rules)]
        names = {procedure.name for procedure in titles}
        rules = sum(rule.code.startswith(test.what) for rule in {r.code: r for p in titles for r in p.rules}.values())
        what = f"{'、'.join(dict.fromkeys(one.title for one in titles))}的{rules}项规则："
        if self.scan is None:
            return Verdict.NO_DATA, f"{what}{self.year}年还没有做过程序检查，不能说没有违反。"
        rows = Case.objects.filter(procedure__in=names, year=self.year)
        looked_at = reached(rows, self.asked.viewer, on=self.asked.on).count()
        if not looked_at:
            return Verdict.NO_DATA, f"{what}{self.year}年没有可以检查的件，不能说没有违反。"
        verdict, says = self._doubts(test, looked_at)
        return verdict, what + says

    def _doubts(self, test: Test, looked_at: int) -> tuple[Verdict, str]:
        rows = findings(self.asked.viewer, on=self.asked.on, year=self.year).filter(rule__startswith=test.what)
        states = Counter(State(state) for state in rows.values_list("state", flat=True))
        confirmed, waiting = states[State.CONFIRMED], sum(states[state] for state in AWAITING)
        says = f"检查{looked_at}件，核实属实{confirmed}条，待核实{waiting}条(检查截至{self.scan.as_of if self.scan else ''})。"
        if confirmed:
            return Verdict.NOT, says
        return Verdict.PARTLY if waiting else Verdict.MET, says

    def _cases(self, test: Test) -> tuple[Verdict, str]:
        rows = reached(Case.objects.filter(procedure=test.what, year=self.year), self.asked.viewer, on=self.asked.on)
        total, done = rows.count(), rows.filter(state="", ended="").count()
        if not total:
            return Verdict.NO_DATA, f"{self.year}年没有这类件。"
        return _against(test, Decimal(done)), f"共{total}件，办结{done}件，应当办结{test.met}件以上。"


def _against(test: Test, value: Decimal) -> Verdict:
    def reaches(bound: Decimal) -> bool:
        return value <= bound if test.at_most else value >= bound

    if reaches(test.met):
        return Verdict.MET
    return Verdict.PARTLY if test.partly is not None and reaches(test.partly) else Verdict.NOT


def shares(assessed: Iterable[Assessed]) -> Iterator[tuple[int, int, int]]:
    """By year of the day by which it is due: (year, met, all), the earliest first; for tasks of an outline."""
    by_year: dict[int, list[bool]] = {}
    for one in assessed:
        if one.requirement.due is not None:
            by_year.setdefault(one.requirement.due.year, []).append(one.verdict is Verdict.MET)
    for year in sorted(by_year):
        yield year, sum(by_year[year]), len(by_year[year])
