"""Whose posts review a draft: those of another organ than the one that drafted it.

Source: 国令713号 25条, 国办发〔2018〕115号 (by the department or section in charge of legality review).
Reading: a department of justice that drafts something reviews it itself, by somebody else than who entered the draft.
"""

from __future__ import annotations

from collections.abc import Iterable

from yifa.kernel.sides import EITHER, Side, Sides, Where
from yifa.law.act import Event, Kind, done
from yifa.law.procedure import Procedure
from yifa.law.word import Role

TITLE = "负责合法性审核的部门(不是承办单位自己)"
REVIEWER = Side(Where.APART, frozenset({"reviewer", "head"}), TITLE, words=("司法局",))
CLERK = Side(Where.APART, REVIEWER.roles | {"handler"}, TITLE, words=REVIEWER.words)


def reviewed_apart(
    procedure: Procedure,
    reviewer: Role,
    *,
    clerks: Iterable[str] = (),
    besides: Iterable[Role] = (),
    also: Iterable[str] = (),
) -> Sides:
    """The sides of a procedure whose `reviewer` is another organ.

    clerks: those of his steps that are no review; besides: whose acts the government's office may enter as well;
    also: what else it enters, by step.
    """
    steps = (step.name for step in procedure.steps if step.actor == reviewer)
    by: dict[Event, tuple[Side, ...]] = {done(name): (CLERK if name in set(clerks) else REVIEWER,) for name in steps}
    either = {
        done(step.name): EITHER for step in procedure.steps if step.actor in set(besides) or step.name in set(also)
    }
    answered = {Event("", Kind.ANSWERED): EITHER} if either else {}
    return Sides(procedure.name, by | either | answered)
