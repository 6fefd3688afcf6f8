"""Who acts on an application: the organ that licenses, or the window of the service centre that took it in."""

from __future__ import annotations

from yifa.domains.services import vocabulary as v
from yifa.domains.services.procedure import APPLICATION
from yifa.kernel.sides import OF_THE_CASE, Side, Sides, Where
from yifa.law.act import done

CENTRE = Side(Where.ABOVE, frozenset({"window"}), "政务服务窗口")

SIDES = (
    Sides(
        APPLICATION.name,
        {done(one.name): (OF_THE_CASE, CENTRE) for one in APPLICATION.steps if one.actor in {v.WINDOW, v.APPLICANT}},
    ),
)
