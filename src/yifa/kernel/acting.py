"""Acting in a post: whether its holder may do an act in a case at all, before the law is asked whether the act may be done.

act_in_case(acting, case_id=…, act=Proposed(…), at=now, given=given) is the one way in for pages and for machines.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from yifa.kernel.access import Viewer, reached
from yifa.kernel.acts import Performed, Proposed, UnableToPerform, perform
from yifa.kernel.catalogue import catalogue
from yifa.kernel.deciding import Attachment
from yifa.kernel.entitlement import Acting, refusal_of_post, refusal_to_open, step_in
from yifa.kernel.handling import handled_at
from yifa.kernel.models import Carrier, Case, Mode, Organ
from yifa.kernel.numbering import borne_by_another
from yifa.kernel.opening import open_case
from yifa.kernel.transcript import declared
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.explain import Refusal
from yifa.law.fact import Fact, Value
from yifa.law.fold import Given

TITLE = "title"
"""The fact under which ledgers say what a matter is called."""
NUMBER_TAKEN, NO_ORGAN = "number.taken", "organ.unknown"


class UnableToFindCase(LookupError):
    """There is no such case, or none that this viewer may know of: the two are told alike."""


def case_for(viewer: Viewer, *, case_id: int, on: date) -> Case:
    """The case, if a post of this viewer reaches it. Raises UnableToFindCase."""
    found = reached(Case.objects.filter(pk=case_id), viewer, on=on).select_related("organ").first()
    if found is None:
        msg = f"there is no case {case_id} that may be seen"
        raise UnableToFindCase(msg)
    return found


def act_in_case(
    acting: Acting,
    *,
    case_id: int,
    act: Proposed,
    at: datetime,
    on: date,
    given: Given,
    person: str = "",
    carrier: str = Carrier.ELECTRONIC,
    versions: Versions = INSTALLED,
) -> Performed:
    """Do one act in a case in this post. on: the day on which it is entered, on which the post must be held.

    Raises UnableToFindCase where the case may not be seen; UnableToPerform where the post may not act in it, where
    one would review what one prepared oneself, and where the law forbids the act.
    """
    case = case_for(acting.viewer, case_id=case_id, on=on)
    refused = refusal_of_post(
        acting, case=case, kind=act.kind, step=step_in(case, act.step, versions), on=on, versions=versions
    )
    if refused is not None:
        raise UnableToPerform(refused)
    _refuse_number_of_another(case, act.facts)
    held = handled_at(organ_path=case.organ_path, procedure=case.procedure, on=act.on)
    by = acting.actor(person=person, carrier=Carrier.PAPER if held.mode == Mode.PAPER else carrier)
    return perform(case_id=case_id, act=act, by=by, at=at, given=given, versions=versions)


def open_in_post(
    acting: Acting,
    *,
    procedure: str,
    on: date,
    at: datetime,
    given: Given,
    path: str | None = None,
    title: str = "",
    facts: Mapping[str, Value] | None = None,
    documents: tuple[Attachment, ...] = (),
    party_id: int | None = None,
    confidentiality: str = "",
    known_to: str = "",
    person: str = "",
    carrier: str = Carrier.ELECTRONIC,
    versions: Versions = INSTALLED,
) -> Performed:
    """Open a case for the organ of this post, or for the one at `path`; arguments as of `opening.open_case`.

    Raises UnableToPerform where the post may not open such a case for that organ, and where the law forbids it.
    """
    path = acting.holding.organ_path if path is None else path
    organ = Organ.objects.filter(path=path).order_by("-pk").first()
    refused = refusal_to_open(acting, procedure=procedure, path=path, on=on, versions=versions)
    if refused is not None or organ is None:
        raise UnableToPerform(refused or Refusal(NO_ORGAN, "不得立件:机关名录中没有这个机关。请先在机关名录中登记。"))
    _refuse_number_of_another(Case(procedure=procedure), facts or {})
    return open_case(
        procedure=procedure,
        on=on,
        by=acting.actor(person=person, carrier=carrier),
        at=at,
        given=given,
        title=title,
        facts=_named(procedure, title, organ, facts or {}, on, versions),
        documents=documents,
        organ_id=organ.pk,
        party_id=party_id,
        confidentiality=confidentiality,
        known_to=known_to,
        versions=versions,
    )


def _named(
    procedure: str, title: str, organ: Organ, facts: Mapping[str, Value], on: date, versions: Versions
) -> Mapping[str, Value]:
    """The facts, with what the case is called and whose it is where its ledger asks for them and nobody typed them."""
    table = catalogue().table_of(name=procedure)
    known = declared(versions.in_force(name=procedure, on=on, organ=organ.name), table)
    whose = table.column(table.organ).becomes if table is not None and table.organ else None
    own: dict[str, Value] = {TITLE: title} if title and TITLE in known else {}
    if isinstance(whose, Fact):
        own[whose.name] = organ.name
    return {**own, **{name: value for name, value in facts.items() if value not in {None, ""}}}


def _refuse_number_of_another(case: Case, facts: Mapping[str, Value]) -> None:
    taken = borne_by_another(case=case, facts=facts)
    if taken:
        sentence = f"不得编号:「{taken}」已经是另一件的编号,一件一号。请核对编号,或者从编号序列取下一个号。"
        raise UnableToPerform(Refusal(NUMBER_TAKEN, sentence))
