"""The page of the register of honours."""

from __future__ import annotations

from collections.abc import Mapping

from yifa.domains.reporting import registers, typed
from yifa.domains.reporting import vocabulary as v
from yifa.domains.reporting.procedure import RECOGNITION
from yifa.kernel.access import ROLES
from yifa.kernel.at_hand import acting_of
from yifa.kernel.pages import Asked, Done, Page
from yifa.kernel.typed import done_by, past_day
from yifa.law.fact import Fact, Value

HONOURS = (v.HONOUR, v.GRANTED_BY, v.HONOUR_NUMBER, v.GRANTED_ON, v.HONOURED)


def honours(asked: Asked) -> Page:
    """The register of honours."""
    return Page("reporting/honours.html", "荣誉登记", _told(asked, registers.entries(asked, RECOGNITION), HONOURS))


def _told(asked: Asked, entries: tuple[registers.Entered, ...], facts: tuple[Fact, ...]) -> Mapping[str, object]:
    return {
        "heads": [fact.title for fact in facts],
        "rows": [(one, [_cell(one.says.get(fact.name)) for fact in facts]) for one in entries],
        "acts": ROLES[acting_of(asked).holding.post.role].acts,
        "today": asked.on,
    }


def _enter_honour(asked: Asked) -> Done:
    facts: dict[str, Value] = {
        v.HONOUR.name: typed.words(asked, "honour", "荣誉名称"),
        v.GRANTED_BY.name: typed.words(asked, "granted_by", "授予机关"),
        v.HONOUR_NUMBER.name: typed.words(asked, "number", "授予文号"),
        v.GRANTED_ON.name: past_day(asked, "granted_on", "授予日期"),
        v.HONOURED.name: typed.words(asked, "honoured", "获得荣誉的对象"),
    }
    title = f"荣誉:{facts[v.HONOUR.name]}"
    registers.enter(asked, RECOGNITION, title=title, facts=facts, scan_needed=False)
    return Done(f"「{facts[v.HONOUR.name]}」已经登记,报告文字可以引用。")


def _cell(value: Value) -> str:
    return "" if value is None else str(value)


TAKE = done_by({"honour": _enter_honour})
