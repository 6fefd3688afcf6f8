"""The case of the page that is asked for, and acting in it: what every institution's pages need, written once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from yifa.kernel.acting import act_in_case, case_for, open_in_post
from yifa.kernel.acts import Performed, Proposed
from yifa.kernel.entitlement import Acting, refusal_of_post
from yifa.kernel.models import Carrier, Case
from yifa.kernel.organ_tree import OrganLine, organs_on
from yifa.kernel.pages import Asked, NothingThere
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.sides import is_above
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.law.fold import State
from yifa.law.procedure import Step


def acting_of(asked: Asked) -> Acting:
    """In which post one acts. Raises NothingThere for the public."""
    if asked.acting is None:
        raise NothingThere
    return asked.acting


def case_of(asked: Asked) -> Case:
    """The case of the page. Raises NothingThere where there is none."""
    if asked.case is None:
        raise NothingThere
    return asked.case


def read_of(asked: Asked) -> Read:
    """The case of the page as the law sees it."""
    (read,) = read_cases([case_of(asked).pk], given=asked.given, versions=asked.versions)
    return read


def state_of(asked: Asked) -> State:
    """Where the case of the page stands."""
    return read_of(asked).state


def step_of(asked: Asked, name: str) -> Step:
    """The step of that name in the text to which the case of the page is pinned. Raises NothingThere for none."""
    case = case_of(asked)
    found = asked.versions.pinned(name=case.procedure, version=case.version).by_name.get(name)
    if found is None:
        raise NothingThere
    return found


def organs_beneath(asked: Asked) -> tuple[OrganLine, ...]:
    """The organs that the post reaches from above: beneath its reach, and not its own."""
    held = acting_of(asked).holding
    return tuple(one for one in organs_on(asked.on) if is_above(held.post, organ_path=held.organ_path, path=one.path))


def may(asked: Asked, step: str = "", *, kind: Kind = Kind.DONE) -> bool:
    """Whether the post may act in that step, or in the case at all where none is named: forms are offered to those only."""
    at = step_of(asked, step) if step else None
    refused = refusal_of_post(
        acting_of(asked), case=case_of(asked), kind=kind, step=at, on=asked.on, versions=asked.versions
    )
    return refused is None


def opened(
    asked: Asked,
    procedure: str,
    *,
    on: date,
    title: str = "",
    facts: Mapping[str, Value] | None = None,
    confidentiality: str = "",
    path: str | None = None,
) -> Case:
    """Open a case for the organ of this post, or for the one at `path`. Raises what `open_in_post` raises."""
    made = open_in_post(
        acting_of(asked),
        procedure=procedure,
        on=on,
        at=asked.at,
        given=asked.given,
        title=title,
        facts=facts,
        confidentiality=confidentiality,
        path=path,
        versions=asked.versions,
    )
    return case_for(asked.viewer, case_id=made.case_id, on=asked.on)


def do(
    asked: Asked, act: Proposed, *, case: Case | None = None, person: str = "", carrier: str = Carrier.ELECTRONIC
) -> Performed:
    """Do an act in this post, in the case of the page where no other is named.

    person: who acted, where that is somebody else than who enters. Raises what `act_in_case` raises.
    """
    return act_in_case(
        acting_of(asked),
        case_id=(case or case_of(asked)).pk,
        act=act,
        at=asked.at,
        on=asked.on,
        given=asked.given,
        person=person,
        carrier=carrier,
        versions=asked.versions,
    )
