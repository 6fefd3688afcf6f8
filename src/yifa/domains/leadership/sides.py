"""Who acts in the matters of leaders: the office that routes, hears and verifies from above, and the organ that does the work.

The case belongs to the organ that does the work, on whose work list it then stands.
Reading: the two offices and the office of law governance are told by their post, which reaches beyond their own organ;
which post it is, is the district's own rule (第一责任人职责规定 was not seen).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from yifa.domains.leadership.procedure import EVALUATION, HIGHER_DOCUMENT, INSTRUCTION, LAW_DUTY_REPORT, TOWN_HEARING
from yifa.domains.leadership.rectification import RECTIFICATION
from yifa.kernel import at_hand
from yifa.kernel.acts import Proposed, UnableToPerform
from yifa.kernel.at_hand import acting_of, case_of, do, organs_beneath
from yifa.kernel.models import Case
from yifa.kernel.numbering import give_number, open_series
from yifa.kernel.organ_tree import OrganLine
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.sides import Side, Sides, Where, holds
from yifa.law.act import Event, Kind, done
from yifa.law.explain import Refusal
from yifa.law.fact import Fact, Value

OFFICE = Side(Where.ABOVE, frozenset({"handler", "head", "supervisor", "reviewer"}), "主管、汇总机关的岗位")
UNIT = Side(Where.OWN, frozenset({"handler", "head"}), "承办单位的经办岗位或者负责人")
HEARD = (OFFICE, UNIT)
"""A town's report is entered by the town, or by the office that got it."""
REMINDED = {Event("feedback", Kind.REMINDED): (OFFICE,)}
ENDED = {Event("", kind): (OFFICE,) for kind in (Kind.TERMINATED, Kind.WITHDRAWN)}
"""The organ that owes an answer does not end the matter itself."""

SIDES = (
    Sides(
        INSTRUCTION.name,
        {
            done("instruction"): (OFFICE,),
            done("routing"): (OFFICE,),
            done("feedback"): (UNIT,),
            done("closing"): (replace(OFFICE, other_than="feedback"),),
        }
        | REMINDED
        | ENDED,
    ),
    Sides(
        HIGHER_DOCUMENT.name,
        {
            done("receipt"): (OFFICE,),
            done("assignment"): (OFFICE,),
            done("feedback"): (UNIT,),
            done("closing"): (replace(OFFICE, other_than="feedback"),),
        }
        | REMINDED
        | ENDED,
    ),
    Sides(
        TOWN_HEARING.name,
        {done("submission"): HEARD, done("hearing"): (OFFICE,), done("feedback"): (UNIT,)} | REMINDED | ENDED,
    ),
    Sides(
        LAW_DUTY_REPORT.name,
        {
            done("listing"): (OFFICE,),
            done("drafting"): (UNIT,),
            done("submission"): (UNIT,),
            done("review"): (replace(OFFICE, other_than="submission"),),
            done("report"): (OFFICE,),
        }
        | ENDED,
    ),
    Sides(EVALUATION.name, {done(step.name): (OFFICE,) for step in EVALUATION.steps} | ENDED),
    Sides(
        RECTIFICATION.name,
        {
            done("finding"): (OFFICE,),
            done("measure"): (UNIT,),
            done("proof"): (UNIT,),
            done("verification"): (replace(OFFICE, other_than="proof"),),
            done("closing"): (replace(OFFICE, other_than="proof"),),
        }
        | ENDED,
    ),
)


def is_town(organ: OrganLine) -> bool:
    """Whether the organ is a town or a subdistrict itself."""
    return any(word in organ.kind for word in ("镇", "乡", "街道"))


def may(asked: Asked, side: Side, *, path: str = "") -> bool:
    """Whether the post stands on that side of the case of the page, or of an organ at that path."""
    held, place = acting_of(asked).holding, path or case_of(asked).organ_path
    return holds(side, held.post, organ=held.organ, organ_path=held.organ_path, path=place, on=asked.on)


def begin(
    asked: Asked,
    procedure: str,
    *,
    path: str,
    title: str,
    act: Proposed,
    series: str,
    pattern: str,
    number: Fact,
    confidentiality: str = "",
) -> Case:
    """Open a case for the organ at that path, number it, and do its first act.

    Raises UnableToTake for an organ that the post is not above; UnableToPerform by law, and for a state secret.
    """
    facts = dict(act.facts)
    case = opened(asked, procedure, path=path, title=title, facts=facts, on=act.on, confidentiality=confidentiality)
    given = give_number(series=open_series(name=series, year=act.on.year, pattern=pattern), at=asked.at, case=case)
    stated: dict[str, Value] = {**facts, number.name: given.text}
    first = Proposed(act.kind, act.step, act.on, facts=stated, documents=act.documents)
    do(asked, first, case=case)
    case.number = given.text
    return case


def opened(
    asked: Asked,
    procedure: str,
    *,
    path: str,
    title: str,
    facts: Mapping[str, Value],
    on: date,
    confidentiality: str = "",
) -> Case:
    """Open a case for the organ at that path, which the post must be above. Raises UnableToTake, UnableToPerform."""
    organ = next((one for one in organs_beneath(asked) if one.path == path), None)
    if organ is None:
        raise UnableToTake(
            "没有选定单位,或者您现在的岗位不能向它交办。请在名单中选定,或者换用主管机关的岗位。", "organ"
        )
    return at_hand.opened(
        asked, procedure, on=on, title=title[:120], facts=facts, confidentiality=confidentiality, path=organ.path
    )


def refuse_other_side(asked: Asked, side: Side) -> None:
    """Raise UnableToPerform where the post does not act on that side of the case of the page."""
    if not may(asked, side):
        held = acting_of(asked).holding.title
        sentence = f"不得办理:您现在的岗位「{held}」不办理这一环节。请由{side.title}办理。"
        raise UnableToPerform(Refusal("leadership.not_entitled", sentence))
