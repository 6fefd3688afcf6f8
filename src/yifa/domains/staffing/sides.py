"""Who enters movements of posts and the register of posts held: the office of posts, in every step.

Reading: what a unit asks for, and what the commission decides, is entered by the office of posts (机构编制部门), which keeps
the register (国务院令第486号, whole, 待核); where the tree of organs has none, by the government's general office.
"""

from __future__ import annotations

from yifa.domains.staffing.procedure import MOVEMENT
from yifa.kernel.at_hand import acting_of
from yifa.kernel.pages import Asked
from yifa.kernel.sides import Side, Sides, Where, holds
from yifa.law.act import done

OFFICE = Side(
    Where.NAMED,
    frozenset({"handler", "reviewer", "head"}),
    "机构编制部门",
    words=("编办", "编委", "机构编制"),
    instead="人民政府办公室",
)

SIDES = (Sides(MOVEMENT.name, {done(step.name): (OFFICE,) for step in MOVEMENT.steps}),)


def is_office(asked: Asked) -> bool:
    """Whether one acts in a post of the office of posts."""
    held = acting_of(asked).holding
    path = held.organ_path
    return holds(OFFICE, held.post, organ=held.organ, organ_path=path, path=path, on=asked.on)
