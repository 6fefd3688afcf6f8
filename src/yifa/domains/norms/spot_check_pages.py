"""The desk page of the spot checks: the list to draw from, draws that are over, checks that run; and the page of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from yifa.domains.norms import pools, spot_checking
from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.pools import POOL
from yifa.domains.norms.spot_checking import Checked
from yifa.domains.norms.steps_page import SPOT_CHECK, due_on, show
from yifa.engine.draws_held import HeldDraw, draw_chosen, draws_held
from yifa.kernel import typed
from yifa.kernel.at_hand import acting_of, read_of
from yifa.kernel.pages import Asked, Done, Page, UnableToTake
from yifa.kernel.typed import done_by

DRAW_AT = f"/desk/draws/from/{POOL}/"
DRAWING = frozenset({"handler", "head"})
"""The roles that prepare draws here."""


def desk(asked: Asked) -> Page:
    """The list in force, draws from it, every check with its deadline."""
    period, running = pools.period_on(asked.on), spot_checking.all_checks(asked)
    listed = pools.filed(period, on=asked.on) if period is not None else {}
    draws = [(one, _begun(one, running)) for one in _draws(asked)]
    told = {
        "checks": pools.checks(asked),
        "period": period,
        "size": len(listed),
        "sizes": pools.sizes(listed),
        "draw_at": DRAW_AT,
        "draws_it": pools.checks(asked) and acting_of(asked).holding.post.role in DRAWING,
        "draws": draws,
        "waiting": [one for one, begun in draws if begun < len(one.codes)],
        "running": [(one, due_on(asked, one.read, "correction")) for one in running],
        "since": asked.on.replace(month=1, day=1),
        "today": asked.on,
    }
    return Page("norms/spot_checks.html", "备案审查抽查", told)


def one(asked: Asked) -> Page:
    """One check: whether the draw behind it is sealed, and its steps."""
    found = spot_checking.checked(read_of(asked))
    shown = show(SPOT_CHECK, "备案审查抽查", asked)
    more: Mapping[str, Any] = {
        "spot": found,
        "is_drawn": spot_checking.is_drawn(asked, found),
        "plan": found.read.state.facts.get(v.PLAN_HASH.name) or "",
    }
    return Page(shown.template, shown.title, {**shown.told, **more})


def _form(asked: Asked) -> Done:
    since, until = typed.past_day(asked, "since", "从哪一天"), typed.past_day(asked, "until", "到哪一天")
    if until < since:
        raise UnableToTake(f"没有形成名录:截止日期{until}早于开始日期{since}。请核对。", "until")
    count = pools.choose(asked, since=since, until=until)
    return Done(f"抽查名录已经选定,共{count}件。下一步到「随机抽取」拟定并封存抽取计划。")


def _begin(asked: Asked) -> Done:
    held = draw_chosen(asked, "draw", register=POOL, title="抽取")
    count = spot_checking.begin(asked, held)
    return Done(f"已经为抽中的{count}件文件立件审查。")


TAKE = done_by({"form": _form, "begin": _begin})


def _draws(asked: Asked) -> tuple[HeldDraw, ...]:
    return draws_held(asked.viewer, organ=acting_of(asked).holding.organ, on=asked.on, register=POOL)


def _begun(draw: HeldDraw, running: Iterable[Checked]) -> int:
    bundles = (one.read.state.facts.get(v.BUNDLE_HASH.name) for one in running)
    return sum(bundle == draw.bundle_hash for bundle in bundles)
