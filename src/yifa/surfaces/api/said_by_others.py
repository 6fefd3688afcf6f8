"""What another organ stated in a case stands: a machine of one organ does not state it anew on its own step.

Ours: forms ask only for what the record does not hold yet; a machine may send any fact, and so this is asked of it.
"""

from __future__ import annotations

from yifa.kernel.access import reached
from yifa.kernel.catalogue import catalogue
from yifa.kernel.deciding import Proposed, UnableToPerform
from yifa.kernel.models import Act, Case
from yifa.kernel.reading import read_cases
from yifa.law.act import effective
from yifa.law.explain import Refusal
from yifa.law.fact import Value
from yifa.law.fold import Given
from yifa.surfaces.api.calling import Caller
from yifa.surfaces.shell.given import versions

OF_ANOTHER = "act.changes_what_another_stated"


def refuse_words_of_others(caller: Caller, case: Case, act: Proposed) -> None:
    """Raise UnableToPerform where the act changes a fact that another organ stated last."""
    if not act.facts or case.procedure not in catalogue().sides:
        return
    own, stated = caller.acting.holding.organ, _stated(caller, case)
    for name, value in act.facts.items():
        before, whose = stated.get(name, (None, own))
        if before not in (None, value) and whose not in {"", own}:
            sentence = f"不得改变「{name}」:它由{whose}登记,不是本机关的事项。请去掉这一项;确有错误的,请{whose}更正。"
            raise UnableToPerform(Refusal(OF_ANOTHER, sentence))


def _stated(caller: Caller, case: Case) -> dict[str, tuple[Value, str]]:
    """What stands of each fact, and the organ that stated it."""
    (read,) = read_cases([case.pk], given=Given(), versions=versions())
    rows = reached(Act.objects.filter(case=case), caller.acting.viewer, on=caller.on)
    organs = dict(rows.values_list("seq", "organ"))
    acts = effective(list(read.course.acts))
    return {name: (value, organs.get(one.seq, "")) for one in acts for name, value in one.facts.items()}
