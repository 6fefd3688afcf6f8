"""Which acts stand, and in which round: corrections put in the place of what they correct, returns applied.

Only a case with a correction or a return needs this; the many others go past it untouched.
"""

from __future__ import annotations

from functools import reduce

import ibis

from yifa.engine.conformance.asked import OCCURRING
from yifa.engine.conformance.premises import PRESENT
from yifa.law.act import Kind
from yifa.law.procedure import Procedure

COLUMNS = ("case_id", "seq", "kind", "step", "on", "minute", "until", "corrects", "replaces")


def irregular_cases(acts: ibis.Table) -> ibis.Table:
    """The ids of cases in which something was corrected or sent back."""
    return acts.filter(acts.kind.isin([Kind.CORRECTED.value, Kind.RETURNED.value])).select("case_id").distinct()


def standing(acts: ibis.Table, places: ibis.Table) -> ibis.Table:
    """The acts that stand, in `order`: a corrected one is gone, and what corrects it counts in its place."""
    corrections = acts.filter(acts.kind == Kind.CORRECTED.value)
    corrected = corrections.filter(corrections.corrects.notnull()).select("case_id", seq="corrects")
    left = acts.anti_join(corrected, ["case_id", "seq"])
    left = left.left_join(places, ["case_id", "seq"]).drop("case_id_right", "seq_right")
    meaning = ibis.ifelse(left.kind == Kind.CORRECTED.value, left.replaces, left.kind)
    left = left.mutate(kind=meaning, place=left.place.fill_null(left.seq)).filter(meaning.notnull())
    in_order = ibis.window(group_by="case_id", order_by=["place", "seq"])
    return left.mutate(order=ibis.row_number().over(in_order)).drop("place")


def first_places(acts: ibis.Table) -> ibis.Table:
    """For each correction the `seq` of the act that it corrects, where that act is on record."""
    corrections = acts.filter(acts.kind == Kind.CORRECTED.value).select("case_id", "seq", place="corrects")
    known = acts.select("case_id", place="seq")
    return corrections.inner_join(known, ["case_id", "place"])


def further_places(places: ibis.Table) -> ibis.Table:
    """One step on: a correction of a correction stands where that one stands."""
    target = places.filter(places.place < places.seq).select("case_id", place="seq", stands="place")
    followed = places.left_join(target, ["case_id", "place"])
    place = followed.stands.fill_null(followed.place)
    return followed.select("case_id", "seq", place=place, is_moved=place != followed.place)


def returns(acts: ibis.Table, procedure: Procedure) -> ibis.Table:
    """Each return with the number of the round that it ended."""
    known = [step.name for step in procedure.steps]
    sent_back = acts.filter(acts.kind == Kind.RETURNED.value, acts.step.isin(known))
    number = ibis.row_number().over(group_by=sent_back.case_id, order_by=sent_back.order) + 1
    return sent_back.select("case_id", round=number, returned="order", by="step")


def in_rounds(acts: ibis.Table, sent_back: ibis.Table, procedure: Procedure) -> ibis.Table:
    """The standing acts of each round: an act lives until the first later return that voids its step."""
    lives = _lives(acts, sent_back, procedure)
    present = lives.filter(lives.voided_at.isnull()).mutate(round=ibis.literal(PRESENT, "int64"))
    pairs = lives.inner_join(sent_back, "case_id")
    earlier = pairs.filter(
        pairs.order < pairs.returned, pairs.voided_at.isnull() | (pairs.returned <= pairs.voided_at)
    ).mutate(round=pairs["round"].cast("int64"))
    columns = (*COLUMNS, "round")
    return present.select(*columns).union(earlier.select(*columns))


def _lives(acts: ibis.Table, sent_back: ibis.Table, procedure: Procedure) -> ibis.Table:
    pairs = acts.filter(acts.kind.isin([kind.value for kind in OCCURRING])).inner_join(sent_back, "case_id")
    voids = reduce(
        lambda found, step: found | ((pairs["by"] == step.name) & pairs.step.isin(sorted(procedure.reopened(step)))),
        (step for step in procedure.steps if step.reopens is not None),
        ibis.literal(value=False),
    )
    voided = pairs.filter(pairs.returned > pairs.order, voids).group_by("case_id", "order")
    ends = voided.aggregate(voided_at=lambda t: t.returned.min())
    return acts.left_join(ends, ["case_id", "order"]).drop("case_id_right", "order_right")
