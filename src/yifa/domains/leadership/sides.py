"""Who acts in the matters of leaders: the office that routes, hears and verifies from above, and the organ that does the work.

The case belongs to the organ that does the work, on whose work list it then stands.
Reading: the two offices and the office of law governance are told by their post, which reaches beyond their own organ;
which post it is, is the district's own rule (第一责任人职责规定 was not seen).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from yifa.kernel.access import reached
from yifa.kernel.acting import Acting, case_for
from yifa.kernel.acts import Proposed, UnableToPerform, perform
from yifa.kernel.at_hand import acting_of, case_of
from yifa.kernel.models import Act, Case
from yifa.kernel.numbering import give_number, open_series
from yifa.kernel.opening import open_case
from yifa.kernel.organ_tree import OrganLine, organs_on
from yifa.kernel.pages import Asked, UnableToTake
from yifa.law.act import Kind
from yifa.law.condition import SEPARATOR
from yifa.law.explain import Refusal
from yifa.law.fact import Fact, Value

OFFICE_ROLES = frozenset({"handler", "head", "supervisor", "reviewer"})
UNIT_ROLES = frozenset({"handler", "head"})
OFFICE, UNIT = "office", "unit"
WORDS: Mapping[str, str] = {OFFICE: "主管、汇总机关的岗位", UNIT: "承办单位的经办岗位或者负责人"}


def organs_beneath(asked: Asked) -> tuple[OrganLine, ...]:
    """The organs to which the post may give something to do: beneath its reach, and not its own."""
    acting = acting_of(asked)
    return tuple(one for one in organs_on(asked.on) if _is_above(acting, one.path))


def is_town(organ: OrganLine) -> bool:
    """Whether the organ is a town or a subdistrict itself."""
    return any(word in organ.kind for word in ("镇", "乡", "街道"))


def may(asked: Asked, side: str, *, path: str = "") -> bool:
    """Whether the post acts on that side of the case of the page, or of an organ at that path."""
    acting, place = acting_of(asked), path or case_of(asked).organ_path
    if side == OFFICE:
        return _is_above(acting, place)
    return acting.holding.post.role in UNIT_ROLES and _beneath(place, acting.holding.organ_path)


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
    by = acting_of(asked).actor()
    perform(case_id=case.pk, act=first, by=by, at=asked.at, given=asked.given, versions=asked.versions)
    return case_for(asked.viewer, case_id=case.pk, on=asked.on)


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
    made = open_case(
        procedure=procedure,
        on=on,
        by=acting_of(asked).actor(),
        at=asked.at,
        given=asked.given,
        title=title[:120],
        facts=facts,
        organ_id=organ.pk,
        confidentiality=confidentiality,
        versions=asked.versions,
    )
    return case_for(asked.viewer, case_id=made.case_id, on=asked.on)


def do(asked: Asked, side: str, act: Proposed) -> None:
    """Do an act on that side of the case of the page. Raises UnableToPerform where the post may not, or the law forbids it."""
    refuse_other_side(asked, side)
    by, case = acting_of(asked).actor(), case_of(asked)
    perform(case_id=case.pk, act=act, by=by, at=asked.at, given=asked.given, versions=asked.versions)


def refuse_other_side(asked: Asked, side: str) -> None:
    """Raise UnableToPerform where the post does not act on that side of the case of the page."""
    if not may(asked, side):
        held = acting_of(asked).holding.title
        sentence = f"不得办理:您现在的岗位「{held}」不办理这一环节。请由{WORDS[side]}办理。"
        raise UnableToPerform(Refusal("leadership.not_entitled", sentence))


def refuse_own_work(asked: Asked, step: str, what: str) -> None:
    """Raise UnableToTake where whoever would look at the work entered it himself."""
    rows = reached(Act.objects.filter(case=case_of(asked), step=step, kind=Kind.DONE.value), asked.viewer, on=asked.on)
    last = rows.order_by("-seq").first()
    if last is not None and last.entered_by == acting_of(asked).entered_by:
        raise UnableToTake(f"不得{what}:这项工作是您本人录入的,应当由另一人{what}。请换人办理。")


def _is_above(acting: Acting, path: str) -> bool:
    post, own = acting.holding.post, acting.holding.organ_path
    reach = post.organ_path
    within = bool(reach) and reach != path and _beneath(path, reach) and not _beneath(path, own)
    return post.role in OFFICE_ROLES and within


def _beneath(path: str, above: str) -> bool:
    return bool(above) and f"{path}{SEPARATOR}".startswith(f"{above}{SEPARATOR}")
