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
from yifa.kernel.opening import open_case
from yifa.kernel.storage.rows import Actor
from yifa.kernel.transcript import declared
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import Kind
from yifa.law.explain import Refusal
from yifa.law.fact import Fact, Value
from yifa.law.fold import Given
from yifa.law.procedure import Step

TITLE = "title"
"""The fact under which ledgers say what a matter is called."""
NOT_ENTITLED, OWN_DRAFT = "post.not_entitled", "post.reviews_own_draft"
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
    """Open a case for the organ of this post; arguments as of `opening.open_case`. Raises UnableToPerform."""
    reach = ROLES.get(acting.holding.post.role)
    organ = Organ.objects.filter(path=acting.holding.organ_path).order_by("-pk").first()
    if reach is None or not reach.acts or organ is None:
        raise UnableToPerform(
            Refusal(
                NOT_ENTITLED,
                f"不得立件:您现在的岗位「{acting.holding.title}」不办理立件。请换用有权办理的岗位,或者转请有关人员办理。",
            )
        )
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

    Reading: statutes name who acts by the role of an organ; which post of the organ does it is the organ's own rule.
    Ours: whoever reviews does not review what he entered himself (行政处罚法 58条, 国令713号 25条 ask for a review by
    another department); to be confirmed by the organ.
    """
    reach = ROLES.get(acting.holding.post.role)
    is_review = step is not None and step.title.endswith(REVIEWS)
    if reach is None or not (reach.reviews if is_review else reach.acts) or not _reaches(acting, case, on):
        what = f"「{step.title}」" if step is not None else f"「{kind.word}」"
        sentence = (
            f"不得办理{what}:您现在的岗位「{acting.holding.title}」不办理这一环节"
            f"{f'({step.basis.formal})' if step is not None else ''}。请换用有权办理的岗位,或者转请有关人员办理。"
        )
        return Refusal(NOT_ENTITLED, sentence)
    if is_review and step is not None and _prepared(acting, case, versions):
        return Refusal(
            OWN_DRAFT,
            f"不得办理「{step.title}」:送审的环节是您本人录入的,起草和审核不得为同一人({step.basis.formal})。请由另一位审核人员办理。",
        )
    return None


def _reaches(acting: Acting, case: Case, on: date) -> bool:
    alone = replace(acting.viewer, posts=(acting.holding.post,))
    return reached(Case.objects.filter(pk=case.pk), alone, on=on).exists()


def _prepared(acting: Acting, case: Case, versions: Versions) -> bool:
    # Who reviewed once may review again: only what is reviewed must be another's work.
    steps = versions.pinned(name=case.procedure, version=case.version).steps
    reviews = [step.name for step in steps if step.title.endswith(REVIEWS)]
    entered = Act.objects.filter(case=case, entered_by=acting.entered_by, kind__in=(Kind.DONE, Kind.STARTED))
    return entered.exclude(step__in=(*reviews, "")).exists()


def _step(case: Case, name: str, versions: Versions) -> Step | None:
    return versions.pinned(name=case.procedure, version=case.version).by_name.get(name)
