"""Acting in a post: whether its holder may do an act in a case at all, before the law is asked whether the act may be done.

act_in_case(acting, case_id=…, act=Proposed(…), at=now, given=given) is the one way in for pages and for machines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from yifa.kernel.access import ROLES, Viewer, reached
from yifa.kernel.accounts.holding import Holding
from yifa.kernel.acts import Performed, Proposed, UnableToPerform, perform
from yifa.kernel.catalogue import catalogue
from yifa.kernel.deciding import Attachment
from yifa.kernel.handling import handled_at
from yifa.kernel.models import Act, Carrier, Case, Mode, Organ
from yifa.kernel.numbering import borne_by_another
from yifa.kernel.opening import open_case
from yifa.kernel.sides import Side, Where, holds
from yifa.kernel.storage.rows import Actor
from yifa.kernel.transcript import declared
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import Event, Kind
from yifa.law.explain import Refusal
from yifa.law.fact import Fact, Value
from yifa.law.fold import Given
from yifa.law.procedure import Step

TITLE = "title"
"""The fact under which ledgers say what a matter is called."""
NOT_ENTITLED, OWN_DRAFT, NUMBER_TAKEN = "post.not_entitled", "post.reviews_own_draft", "number.taken"
REVIEWS = ("审核", "审查")
"""How statutes call the steps in which one looks at what another prepared."""


class UnableToFindCase(LookupError):
    """There is no such case, or none that this viewer may know of: the two are told alike."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts: the account's holder, and the post of which he makes use now."""

    viewer: Viewer
    account: str
    holding: Holding

    @property
    def entered_by(self) -> str:
        """The name under which entries are kept: the person with his account, so that namesakes stay apart."""
        return f"{self.viewer.name}({self.account})"

    def actor(self, *, person: str = "", carrier: str = Carrier.ELECTRONIC) -> Actor:
        """Who acted and who entered; person: who acted, where that is somebody else than who enters (纸质签批)."""
        return Actor(self.entered_by, self.holding.organ, person or self.viewer.name, carrier)


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
        acting, case=case, kind=act.kind, step=_step(case, act.step, versions), on=on, versions=versions
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
        raise UnableToPerform(refused or _not_entitled(acting, "立件", None, ()))
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


def refusal_of_post(
    acting: Acting, *, case: Case, kind: Kind, step: Step | None, on: date, versions: Versions = INSTALLED
) -> Refusal | None:
    """Why the post may not do such an act in the case; None where it may. step: of the act, None for none.

    Reading: statutes name who acts by the role of an organ; an institution says in its `sides` which organ that is, and
    which post of the organ does it is the organ's own rule.
    Ours: whoever reviews does not review what he entered himself (行政处罚法 58条, 国令713号 25条 ask for a review by
    another department); to be confirmed by the organ.
    """
    sides = _sides(case.procedure, step.name if step is not None else "", kind)
    return _refusal(acting, case, kind, step, on, versions, sides)


def refusal_of_own(acting: Acting, *, case: Case, step: Step, on: date) -> Refusal | None:
    """Why the post may not look at the step within the organ of the case (本部门审查), whoever else does it by law."""
    return _refusal(acting, case, Kind.DONE, step, on, INSTALLED, ())


def _refusal(
    acting: Acting, case: Case, kind: Kind, step: Step | None, on: date, versions: Versions, sides: tuple[Side, ...]
) -> Refusal | None:
    there = tuple(side for side in sides if _stands_on(side, acting, case.organ_path, on))
    if not _reaches(acting, case, on) or (not there if sides else not _does(acting, step)):
        return _not_entitled(acting, step.title if step is not None else kind.word, step, sides)
    if sides and all(_entered(acting, case, side.other_than) for side in there):
        return _own(step, f"「{_title(case, there[0].other_than, versions)}」是您本人录入的,应当由另一人办理")
    if _is_review(step) and _prepared(acting, case, versions):
        return _own(step, "送审的环节是您本人录入的,起草和审核不得为同一人")
    return None


def refusal_to_open(
    acting: Acting, *, procedure: str, path: str, on: date, versions: Versions = INSTALLED
) -> Refusal | None:
    """Why the post may not open such a case for the organ at `path`; None where it may."""
    first = versions.in_force(name=procedure, on=on, organ="").steps[0]
    sides = _sides(procedure, first.name, Kind.DONE)
    reach = ROLES.get(acting.holding.post.role)
    own = path == acting.holding.organ_path and reach is not None and reach.acts
    if any(_stands_on(side, acting, path, on) for side in sides) if sides else own:
        return None
    return _not_entitled(acting, "立件", None, sides)


def _refuse_number_of_another(case: Case, facts: Mapping[str, Value]) -> None:
    taken = borne_by_another(case=case, facts=facts)
    if taken:
        sentence = f"不得编号:「{taken}」已经是另一件的编号,一件一号。请核对编号,或者从编号序列取下一个号。"
        raise UnableToPerform(Refusal(NUMBER_TAKEN, sentence))


def _sides(procedure: str, step: str, kind: Kind) -> tuple[Side, ...]:
    known = catalogue().sides.get(procedure)
    return known.of(Event(step, kind)) if known is not None else ()


def _stands_on(side: Side, acting: Acting, path: str, on: date) -> bool:
    held = acting.holding
    return holds(side, held.post, organ=held.organ, organ_path=held.organ_path, path=path, on=on)


def _does(acting: Acting, step: Step | None) -> bool:
    reach = ROLES.get(acting.holding.post.role)
    return reach is not None and (reach.reviews if _is_review(step) else reach.acts)


def _is_review(step: Step | None) -> bool:
    return step is not None and step.title.endswith(REVIEWS)


def _not_entitled(acting: Acting, what: str, step: Step | None, sides: tuple[Side, ...]) -> Refusal:
    whose = f"由{'或者'.join(dict.fromkeys(side.title for side in sides))}办理" if sides else "转请有关人员办理"
    article = f"({step.basis.formal})" if step is not None else ""
    sentence = f"不得办理「{what}」:您现在的岗位「{acting.holding.title}」不办理这一环节{article}。请换用有权办理的岗位,或者{whose}。"
    return Refusal(NOT_ENTITLED, sentence)


def _own(step: Step | None, why: str) -> Refusal:
    what, article = (f"「{step.title}」", f"({step.basis.formal})") if step is not None else ("", "")
    return Refusal(OWN_DRAFT, f"不得办理{what}:{why}{article}。请由另一位有权办理的人员办理。")


def _title(case: Case, step: str, versions: Versions) -> str:
    found = _step(case, step, versions)
    return found.title if found is not None else ""


def _entered(acting: Acting, case: Case, step: str) -> bool:
    """Whether this account entered that step when it was done last."""
    if not step:
        return False
    last = Act.objects.filter(case=case, step=step, kind=Kind.DONE.value).order_by("-seq").first()
    return last is not None and last.entered_by == acting.entered_by


def _reaches(acting: Acting, case: Case, on: date) -> bool:
    alone = replace(acting.viewer, posts=(acting.holding.post,))
    return reached(Case.objects.filter(pk=case.pk), alone, on=on).exists()


def _prepared(acting: Acting, case: Case, versions: Versions) -> bool:
    # Who reviewed once, or spoke for another organ, may review again: only what is reviewed must be another's work.
    steps = versions.pinned(name=case.procedure, version=case.version).steps
    others = [step.name for step in steps if _is_review(step) or _is_of_others(case.procedure, step)]
    entered = Act.objects.filter(case=case, entered_by=acting.entered_by, kind__in=(Kind.DONE, Kind.STARTED))
    return entered.exclude(step__in=(*others, "")).exists()


def _is_of_others(procedure: str, step: Step) -> bool:
    sides = _sides(procedure, step.name, Kind.DONE)
    return bool(sides) and all(side.where is not Where.OWN for side in sides)


def _step(case: Case, name: str, versions: Versions) -> Step | None:
    return versions.pinned(name=case.procedure, version=case.version).by_name.get(name)
