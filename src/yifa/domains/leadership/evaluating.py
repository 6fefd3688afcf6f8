"""Evaluation of a law-duty report by drawn representatives: by one-time code, or on paper, counted by two people.

Nothing says who gave which score: using a code deletes it, scores wait in one row without order, and are written in one
shuffled batch when two people count them. Nobody sees a count before the second one.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db import transaction

from yifa.domains.leadership import sides
from yifa.domains.leadership import vocabulary as v
from yifa.domains.leadership.drawn import Representatives
from yifa.domains.leadership.models import CastScore, HandCount, Remark, Urn, VotingCode
from yifa.domains.leadership.rules import WEIGHTS, average
from yifa.domains.leadership.sides import OFFICE
from yifa.kernel.access import OPERATOR, visible
from yifa.kernel.acts import Proposed
from yifa.kernel.at_hand import acting_of, case_of, do, read_of
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.typed import written
from yifa.law.act import Kind
from yifa.law.fact import Fact, Value

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10
FACTS: Mapping[str, Fact] = {"good": v.GOOD, "fair": v.FAIR, "plain": v.PLAIN, "poor": v.POOR}
GRADES: Mapping[str, str] = {grade: FACTS[grade].title for grade in WEIGHTS}
Counts = Mapping[str, int]


class UnableToVote(UnableToTake):
    """The score cannot be taken."""


class UnableToCount(UnableToTake):
    """The ballots cannot be counted so."""


def enter_draw(asked: Asked, found: Representatives) -> None:
    """Enter the draw of the representatives on its day, by the hash of its public bundle."""
    if urn_of(case_of(asked), on=asked.on) is not None:
        raise UnableToCount("不得登记:本次评议已经登记过抽取结果。评议代表抽取以后不再更换。")
    facts: dict[str, Value] = {v.DRAW_BUNDLE.name: found.bundle_hash}
    said = json.dumps({"bundle": found.bundle_hash, "count": found.count}, sort_keys=True)
    act = Proposed(Kind.DONE, "draw", found.on, facts=facts, documents=(written(v.REPRESENTATIVES_DRAWN, said),))
    with transaction.atomic():
        do(asked, act)
        Urn(case=case_of(asked), drawn=found.count, plan=found.plan).save(force_insert=True)


def make_codes(asked: Asked) -> None:
    """One code for each representative, kept by hash; they can be printed until voting begins, and never again."""
    sides.refuse_other_side(asked, OFFICE)
    refuse_before_draw(asked)
    case, urn = case_of(asked), urn_of(case_of(asked), on=asked.on)
    if urn is None or is_by_code(case, on=asked.on) or counts_of(case, on=asked.on):
        raise UnableToCount("不得发码:本次评议已经发过评议码,或者已经开始清点。评议码遗失的,该代表不再评议。")
    urn.seed = secrets.token_hex(32)
    with transaction.atomic():
        urn.save(update_fields=["seed"])
        for digest in sorted(map(digest_of, codes_to_print(urn))):
            VotingCode(case=case, digest=digest).save(force_insert=True)


def codes_to_print(urn: Urn) -> tuple[str, ...]:
    """The codes of an evaluation that has not begun, none once it has."""
    if not urn.seed:
        return ()
    made = (hashlib.sha256(f"{urn.seed}/{at}".encode()).digest() for at in range(urn.drawn))
    return tuple("".join(LETTERS[byte % len(LETTERS)] for byte in digest[:LENGTH]) for digest in made)


def begin_voting(asked: Asked) -> None:
    """Forget what the codes were made from: from now on they are on the printed slips alone."""
    sides.refuse_other_side(asked, OFFICE)
    urn = urn_of(case_of(asked), on=asked.on)
    if urn is None or not urn.seed:
        raise UnableToCount("不得开始评议:还没有生成评议码,或者评议已经开始。请刷新页面。")
    urn.seed = ""
    urn.save(update_fields=["seed"])


def cast(code: str, grade: str, *, on: date, remark: str = "") -> None:
    """Take one score, and a remark, and delete the code; neither who, nor when, nor from where is kept.

    Raises UnableToVote.
    """
    if grade not in WEIGHTS:
        raise UnableToVote("没有选定评议等次。请选定一项。", "grade")
    with transaction.atomic():
        # Locked first, so that two scores at the same moment do not overwrite each other.
        known = visible(VotingCode.objects.filter(digest=digest_of(code)), OPERATOR, on=on).first()
        case_id = known.case_id if known is not None else 0
        urn = visible(Urn.objects.select_for_update().filter(case=case_id), OPERATOR, on=on).first()
        if urn is not None and urn.seed:
            raise UnableToVote("评议还没有开始。请等待主持人宣布开始后再提交。")
        if known is None or urn is None or known.delete()[0] != 1:
            raise UnableToVote("评议码不对,或者已经用过。请核对后重新输入;确实用过的,您的评议已经计入。", "code")
        urn.grades = json.dumps(sorted([*json.loads(urn.grades), grade]))
        put_in(urn, remark)
        urn.save(update_fields=["grades", "remarks"])


def put_in(urn: Urn, remark: str) -> None:
    """Lay a remark into the urn, where its order says nothing."""
    if remark:
        urn.remarks = json.dumps(sorted([*json.loads(urn.remarks), remark]), ensure_ascii=False)


def enter_count(asked: Asked, found: Counts, *, on: date) -> bool:
    """What one counter found; with the second that agrees the evaluation is counted, and True is returned.

    By code, what was found is what lies in the urn. Raises UnableToCount where the same person counts twice, or the
    two differ: then both counts are set aside and the ballots are counted again.
    """
    sides.refuse_other_side(asked, OFFICE)
    refuse_before_draw(asked)
    case, by = case_of(asked), acting_of(asked).entered_by
    _refuse_more_than_drawn(case, found, on=asked.on)
    standing = counts_of(case, on=asked.on)
    if any(one.by == by for one in standing):
        raise UnableToCount("不得由一人计票两次:您已经登记过清点结果。请由另一位计票人员登记。")
    text = json.dumps(dict(found), sort_keys=True)
    attempt = standing[0].attempt if standing else _attempts(case, on=asked.on) + 1
    with transaction.atomic():
        count = HandCount(case=case, attempt=attempt, found=text, person=asked.viewer.name, by=by)
        count.save(force_insert=True)
        if standing and standing[0].found == text:
            _finish(asked, found, on=on)
    if standing and standing[0].found != text:
        raise UnableToCount("两位计票人员的清点结果不一致,两份都已作废。请共同重新清点后,分别再登记一次。")
    return bool(standing)


def counts_of(case: Case, *, on: date) -> tuple[HandCount, ...]:
    """The counts of the present attempt: none, or one that waits for the second."""
    rows = list(visible(HandCount.objects.filter(case=case), OPERATOR, on=on).order_by("attempt", "pk"))
    latest = [one for one in rows if rows and one.attempt == rows[-1].attempt]
    return tuple(latest) if len(latest) == 1 else ()


def in_urn(case: Case, *, on: date) -> Counts:
    """How many scores of each grade lie in the urn."""
    urn = urn_of(case, on=on)
    found = Counter(json.loads(urn.grades)) if urn is not None else Counter()
    return {grade: found[grade] for grade in WEIGHTS}


def is_by_code(case: Case, *, on: date) -> bool:
    """Whether codes were handed out, so that scores are cast by code and not on paper."""
    return bool(unused(case, on=on) or sum(in_urn(case, on=on).values()))


def urn_of(case: Case, *, on: date) -> Urn | None:
    """The urn of an evaluation, with how many representatives were drawn; None before the draw."""
    return visible(Urn.objects.filter(case=case), OPERATOR, on=on).first()


def unused(case: Case, *, on: date) -> int:
    """How many codes were not used yet."""
    return visible(VotingCode.objects.filter(case=case), OPERATOR, on=on).count()


def digest_of(code: str) -> str:
    """The hash by which a code is known."""
    return hashlib.sha256("".join(code.upper().split()).encode()).hexdigest()


def refuse_before_draw(asked: Asked) -> None:
    """Raise UnableToCount while no draw is on record: nobody is evaluated by whom nobody drew."""
    if "draw" not in read_of(asked).state.done:
        raise UnableToCount("不得评议:还没有登记评议代表的抽取结果,没有抽取的不得评议。请先抽取评议代表。")


def refuse_by_code(asked: Asked) -> None:
    """Raise UnableToCount where scores are cast by code: what lies in the urn is neither typed nor guessed at."""
    if is_by_code(case_of(asked), on=asked.on):
        raise UnableToCount("不得手工录入票数:本次评议用评议码,票数由系统清点。请按「评议码清点」登记。")


def _finish(asked: Asked, found: Counts, *, on: date) -> None:
    case = case_of(asked)
    urn, total = urn_of(case, on=asked.on), sum(found.values())
    remarks = json.loads(urn.remarks) if urn is not None else []
    said = written(v.BALLOTS, json.dumps({"ballots": total, "remarks": remarks}, ensure_ascii=False, sort_keys=True))
    do(asked, Proposed(Kind.DONE, "ballot", on, documents=(said,)))
    facts: dict[str, Value] = {FACTS[grade].name: found[grade] for grade in WEIGHTS}
    facts |= {v.SCORE.name: average(found), v.COUNTERS.name: 2}
    tally = written(v.TALLY, json.dumps(dict(found), sort_keys=True))
    do(asked, Proposed(Kind.DONE, "counting", on, facts=facts, documents=(tally,)))
    _pour_out(case, on=asked.on)


def _pour_out(case: Case, *, on: date) -> None:
    urn = urn_of(case, on=on)
    if urn is None:
        return
    grades, remarks = json.loads(urn.grades), json.loads(urn.remarks)
    secrets.SystemRandom().shuffle(grades)
    secrets.SystemRandom().shuffle(remarks)
    for grade in grades:
        CastScore(case=case, grade=grade).save(force_insert=True)
    for remark in remarks:
        Remark(case=case, text=remark).save(force_insert=True)
    urn.grades = urn.remarks = "[]"
    urn.save(update_fields=["grades", "remarks"])
    visible(VotingCode.objects.filter(case=case), OPERATOR, on=on).delete()


def _refuse_more_than_drawn(case: Case, found: Counts, *, on: date) -> None:
    urn, total = urn_of(case, on=on), sum(found.values())
    if urn is not None and not 0 < total <= urn.drawn:
        raise UnableToCount(f"不得登记清点结果:共{total}票,而抽取的评议代表为{urn.drawn}人。请核对票数。", "good")


def _attempts(case: Case, *, on: date) -> int:
    rows = visible(HandCount.objects.filter(case=case), OPERATOR, on=on)
    return rows.order_by("-attempt").values_list("attempt", flat=True).first() or 0
