"""Whether the holder of a post may do an act in a case at all: asked before the law is asked whether it may be done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from yifa.kernel.access import ROLES, Viewer, reached
from yifa.kernel.accounts.holding import Holding
from yifa.kernel.catalogue import catalogue
from yifa.kernel.models import Act, Carrier, Case
from yifa.kernel.organ_tree import beneath
from yifa.kernel.sides import Side, Where, holds
from yifa.kernel.storage.rows import Actor
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import Event, Kind
from yifa.law.explain import Refusal
from yifa.law.procedure import Step

NOT_ENTITLED, OWN_DRAFT = "post.not_entitled", "post.reviews_own_draft"
REVIEWS = ("审核", "审查")
"""How statutes call the steps in which one looks at what another prepared."""
_PREPARES = (Kind.DONE, Kind.STARTED, Kind.CORRECTED)


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


def refusal_of_post(
    acting: Acting, *, case: Case, kind: Kind, step: Step | None, on: date, versions: Versions = INSTALLED
) -> Refusal | None:
    """Why the post may not do such an act in the case; None where it may. step: of the act, None for none.

    Reading: statutes name who acts by the role of an organ; an institution says in its `sides` which organ that is, and
    which post of the organ does it is the organ's own rule.
    Ours: what concerns a case as a whole is done by whoever opens such cases, where its own organ may not.
    Ours: whoever reviews does not review what he entered himself (行政处罚法 58条, 国令713号 25条 ask for a review by
    another department); to be confirmed by the organ.
    """
    sides = _sides(case.procedure, step.name if step is not None else "", kind)
    if step is None and not sides:
        sides = _opening(case, versions)
    return _refusal(acting, case, kind, step, on, versions, sides)


def refusal_of_own(acting: Acting, *, case: Case, step: Step, on: date) -> Refusal | None:
    """Why the post may not look at the step within the organ of the case (本部门审查), whoever else does it by law."""
    return _refusal(acting, case, Kind.DONE, step, on, INSTALLED, ())


def _refusal(
    acting: Acting, case: Case, kind: Kind, step: Step | None, on: date, versions: Versions, sides: tuple[Side, ...]
) -> Refusal | None:
    there = tuple(side for side in sides if _stands_on(side, acting, case.organ_path, on))
    if not _reaches(acting, case, on) or (not there if sides else not _does(acting, case, step)):
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
    whose = _whose(sides) if sides else "转请有权立件的岗位办理"
    held = acting.holding.title
    return Refusal(
        NOT_ENTITLED, f"不得立件:您现在的岗位「{held}」不办理这类事项的立件。请换用有权立件的岗位,或者{whose}。"
    )


def _opening(case: Case, versions: Versions) -> tuple[Side, ...]:
    """Who does what concerns a case as a whole where its own organ cannot open it: nobody ends what is held against him."""
    first = versions.pinned(name=case.procedure, version=case.version).steps[0]
    found = _sides(case.procedure, first.name, Kind.DONE)
    return found if all(side.where is not Where.OWN for side in found) else ()


def _sides(procedure: str, step: str, kind: Kind) -> tuple[Side, ...]:
    known = catalogue().sides.get(procedure)
    return known.of(Event(step, kind)) if known is not None else ()


def _stands_on(side: Side, acting: Acting, path: str, on: date) -> bool:
    held = acting.holding
    return holds(side, held.post, organ=held.organ, organ_path=held.organ_path, path=path, on=on)


def _does(acting: Acting, case: Case, step: Step | None) -> bool:
    reach = ROLES.get(acting.holding.post.role)
    is_own = beneath(case.organ_path, acting.holding.organ_path)
    return is_own and reach is not None and (reach.reviews if _is_review(step) else reach.acts)


def _is_review(step: Step | None) -> bool:
    return step is not None and step.title.endswith(REVIEWS)


def _not_entitled(acting: Acting, what: str, step: Step | None, sides: tuple[Side, ...]) -> Refusal:
    whose = _whose(sides) if sides else "转请承办机关的有关人员办理"
    article = f"({step.basis.formal})" if step is not None else ""
    sentence = f"不得办理「{what}」:您现在的岗位「{acting.holding.title}」不办理这一环节{article}。请换用有权办理的岗位,或者{whose}。"
    return Refusal(NOT_ENTITLED, sentence)


def _whose(sides: tuple[Side, ...]) -> str:
    return f"由{'或者'.join(dict.fromkeys(side.title for side in sides))}办理"


def _own(step: Step | None, why: str) -> Refusal:
    what, article = (f"「{step.title}」", f"({step.basis.formal})") if step is not None else ("", "")
    return Refusal(OWN_DRAFT, f"不得办理{what}:{why}{article}。请由另一位有权办理的人员办理。")


def _title(case: Case, step: str, versions: Versions) -> str:
    found = step_in(case, step, versions)
    return found.title if found is not None else ""


def _entered(acting: Acting, case: Case, step: str) -> bool:
    """Whether this account entered that step when it was done, or corrected, last."""
    if not step:
        return False
    kinds = (Kind.DONE, Kind.CORRECTED)
    last = Act.objects.filter(case=case, step=step, kind__in=kinds).order_by("-seq").first()
    return last is not None and last.entered_by == acting.entered_by


def _reaches(acting: Acting, case: Case, on: date) -> bool:
    alone = replace(acting.viewer, posts=(acting.holding.post,))
    return reached(Case.objects.filter(pk=case.pk), alone, on=on).exists()


def _prepared(acting: Acting, case: Case, versions: Versions) -> bool:
    # Who reviewed once, or spoke for another organ, may review again: only what is reviewed must be another's work.
    steps = versions.pinned(name=case.procedure, version=case.version).steps
    others = [step.name for step in steps if _is_review(step) or _is_of_others(case.procedure, step)]
    entered = Act.objects.filter(case=case, entered_by=acting.entered_by, kind__in=_PREPARES)
    return entered.exclude(step__in=(*others, "")).exists()


def _is_of_others(procedure: str, step: Step) -> bool:
    sides = _sides(procedure, step.name, Kind.DONE)
    return bool(sides) and all(side.where is not Where.OWN for side in sides)


def step_in(case: Case, name: str, versions: Versions) -> Step | None:
    """The step of that name in the text to which the case is pinned; None for none."""
    return versions.pinned(name=case.procedure, version=case.version).by_name.get(name)
