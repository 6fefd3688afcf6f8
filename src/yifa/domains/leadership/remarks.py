"""Remarks of representatives: written without a name, kept with the scores until they are counted, chosen as problems.

Nobody is graded: a remark is about the work of an organ, and whoever makes a problem of it writes it so. Source:
督察工作规定 (2019), whole; that remarks become problems of a list is the district's own way (report of 2022).
"""

from __future__ import annotations

from django.db import transaction

from yifa.domains.leadership import sides
from yifa.domains.leadership import vocabulary as v
from yifa.domains.leadership.evaluating import is_by_code, put_in
from yifa.domains.leadership.models import CastScore, Remark, Urn
from yifa.domains.leadership.moves import EVALUATED, PROBLEMS
from yifa.domains.leadership.sides import OFFICE
from yifa.kernel.access import OPERATOR, visible
from yifa.kernel.acts import Proposed
from yifa.kernel.at_hand import case_of, read_of
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.typed import written
from yifa.law.act import Kind
from yifa.law.fact import Value

LONGEST = 500


def remarks_of(asked: Asked) -> tuple[Remark, ...]:
    """The remarks of a counted evaluation, for the office alone: it sees to it that no person is named further."""
    if not sides.may(asked, OFFICE):
        return ()
    rows = visible(Remark.objects.filter(case=case_of(asked)), OPERATOR, on=asked.on)
    return tuple(rows.select_related("problem").order_by("pk"))


def are_closed(asked: Asked) -> bool:
    """Whether the remarks came with codes, so that none is entered from paper."""
    case = case_of(asked)
    is_counted = visible(CastScore.objects.filter(case=case), OPERATOR, on=asked.on).exists()
    return is_counted or is_by_code(case, on=asked.on)


def enter_from_paper(asked: Asked, remark: str) -> None:
    """Enter a remark that stands on a paper ballot, word for word. Raises UnableToTake where codes were used."""
    sides.refuse_other_side(asked, OFFICE)
    case = case_of(asked)
    if are_closed(asked):
        raise UnableToTake("不得录入:本次评议用评议码,意见由代表本人填写。没有纸质票上的意见可以录入。", "remark")
    if "counting" in read_of(asked).state.done:
        Remark(case=case, text=remark).save(force_insert=True)
        return
    with transaction.atomic():
        urn = visible(Urn.objects.select_for_update().filter(case=case), OPERATOR, on=asked.on).first()
        if urn is None:
            raise UnableToTake("不得录入:还没有登记评议代表的抽取结果。请先登记抽取结果。", "remark")
        put_in(urn, remark)
        urn.save(update_fields=["remarks"])


def make_problem(asked: Asked, *, pk: int, problem: str) -> Case:
    """Make a problem of one remark, for the organ that was evaluated; it says where it came from, and does so once.

    Raises UnableToTake for a remark that is not there, or that is a problem already; what `sides.begin` raises.
    """
    sides.refuse_other_side(asked, OFFICE)
    remark = visible(Remark.objects.filter(case=case_of(asked), pk=pk), OPERATOR, on=asked.on).first()
    if remark is None or remark.problem_id is not None:
        raise UnableToTake("不得列为问题:没有这条意见,或者已经列为问题。请在没有列为问题的意见中选定。")
    facts = read_of(asked).state.facts
    organ, number = str(facts.get(v.SCORED_ORGAN.name) or ""), str(facts.get(v.SCORES_NUMBER.name) or "")
    stated: dict[str, Value] = {
        v.PROBLEM.name: problem,
        v.FOUND_BY.name: EVALUATED,
        # The words themselves stay with the office: an organ could tell by them who wrote.
        v.FOUND_IN.name: f"{number}述法现场评议的代表意见",
        v.PROBLEM_UNIT.name: organ,
    }
    note = written(v.PROBLEM_NOTE, f"{problem}\n{remark.text}")
    with transaction.atomic():
        case = sides.begin(
            asked,
            PROBLEMS.procedure.name,
            path=case_of(asked).organ_path,
            title=f"{PROBLEMS.title}:{problem}",
            act=Proposed(Kind.DONE, PROBLEMS.first, asked.on, facts=stated, documents=(note,)),
            series=PROBLEMS.series,
            pattern=PROBLEMS.pattern,
            number=PROBLEMS.number,
        )
        remark.problem = case
        remark.save(update_fields=["problem"])
    return case
