"""专家论证: a panel chosen from the register, without anybody who has an interest, each opinion kept as written.

Source: R713 art. 19 (professional matters), art. 20 (choice: professional, representative, neutral; nobody directly
interested; signed written opinions), art. 21 (register).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from yifa.domains.decisions import vocabulary as v
from yifa.domains.decisions.models import Expert
from yifa.domains.decisions.sheets import Kind
from yifa.engine.draws_held import HeldDraw, draws_held
from yifa.kernel.access import visible
from yifa.kernel.at_hand import acting_of, case_of, do
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers.sheets import Written, attached, put, standing
from yifa.kernel.pages import Asked, UnableToTake
from yifa.law.act import Kind as ActKind
from yifa.law.statutes import R713

STEP, POOL = "expert_argument", "decision_experts"
DRAWN = "抽取"
CHOSEN, ELSEWHERE = WAYS = ("选定", "在其他系统抽取")
"""How somebody is called one by one; whom a draw of ours drew is called with all the others."""
NONE, CONFLICT = DECLARATIONS = ("没有利害关系", "有直接利害关系")


class UnableToCallExpert(UnableToTake):
    """The expert cannot be called to the panel, or cannot give an opinion in it."""


class UnableToConcludeArgument(UnableToTake):
    """The expert argument cannot be concluded yet."""


def call(asked: Asked, expert: Expert, *, way: str, ground: str) -> None:
    """Call an expert of the register to the panel; ground: the draw's name, or why he was chosen."""
    panel = standing(case_of(asked), Kind.EXPERT, on=asked.on)
    if str(expert.pk) in panel:
        raise UnableToCallExpert(f"{expert.name}已经在本次论证的专家名单中。请另选专家。", "expert")
    said = {"name": expert.name, "field": expert.field, "works_at": expert.works_at, "way": way, "ground": ground}
    put(asked, Kind.EXPERT, step=STEP, said={**said, "declared": "", "opinion": ""}, on=asked.on, key=str(expert.pk))


def held(asked: Asked) -> tuple[HeldDraw, ...]:
    """The finished draws of experts, the latest first."""
    return draws_held(asked.viewer, organ=acting_of(asked).holding.organ, on=asked.on, register=POOL)


def call_drawn(asked: Asked, draw: HeldDraw) -> tuple[Expert, ...]:
    """Call whoever the draw drew, and for each who left with an interest the next substitute of his field.

    Raises UnableToCallExpert where all of them are called already, or none stands in the register.
    """
    panel = standing(case_of(asked), Kind.EXPERT, on=asked.on)
    known = {one.code: one for one in register(asked)}
    calling = tuple(_drawn(draw, panel, known))
    if not calling:
        raise UnableToCallExpert(
            "这次抽取的专家都已经在名单中,没有需要递补的,或者已经出库。还缺专家的,请另行抽取或者选定。", "draw"
        )
    for expert in calling:
        call(asked, expert, way=DRAWN, ground=draw.label)
    return calling


def declare(asked: Asked, key: str, *, declared: str, words: str) -> None:
    """Enter the expert's declaration; whoever declares an interest leaves the panel and is to be replaced."""
    found = _called(asked, key)
    said = {**found.said, "declared": declared, "interest": words}
    put(asked, Kind.EXPERT, step=STEP, said=said, on=asked.on, key=key)


def enter_opinion(asked: Asked, key: str, *, opinion: str) -> None:
    """Keep the expert's written opinion word for word. Raises UnableToCallExpert for one with an interest."""
    found = _called(asked, key)
    name, declared = found.said["name"], found.said["declared"]
    if declared == CONFLICT:
        raise UnableToCallExpert(
            f"不得采用{name}的论证意见:他申明与决策事项有直接利害关系,不得参与论证({R713.art(20).formal})。请另请一位专家替换。"
        )
    if declared != NONE:
        raise UnableToCallExpert(
            f"不得登记{name}的论证意见:还没有登记他的利害关系申明({R713.art(20).formal})。请先登记申明。"
        )
    put(asked, Kind.EXPERT, step=STEP, said={**found.said, "opinion": opinion}, on=asked.on, key=key)


def conclude(asked: Asked, *, summary: str) -> int:
    """End the argument once every expert who stayed has given his opinion; returns how many opinions there are."""
    panel = standing(case_of(asked), Kind.EXPERT, on=asked.on)
    staying = [one for one in panel.values() if one.said["declared"] != CONFLICT]
    leaving = len(panel) - len(staying)
    waiting = [one.said["name"] for one in staying if not one.said["opinion"]]
    if not staying:
        replaced = f",有{leaving}位因利害关系退出而没有替换" if leaving else ""
        raise UnableToConcludeArgument(
            f"不得结束论证:没有专家参加论证{replaced}({R713.art(20).formal})。请先确定专家。"
        )
    if waiting:
        raise UnableToConcludeArgument(
            f"不得结束论证:{'、'.join(waiting)}还没有提交书面意见({R713.art(20).formal})。请补齐书面意见后再办理。"
        )
    opinions = "\n".join(f"{one.said['name']}:{one.said['opinion']}" for one in staying)
    document = attached(v.EXPERT_OPINION, f"{opinions}\n{summary}")
    facts = {v.SPECIALISED.name: True}
    do(asked, Proposed(ActKind.DONE, STEP, asked.on, facts=facts, documents=(document,)))
    return len(staying)


def register(asked: Asked) -> tuple[Expert, ...]:
    """The experts in the register today, as far as this post may see it."""
    rows = visible(Expert.objects.filter(left_on=None), asked.viewer, on=asked.on)
    return tuple(rows.order_by("field", "name", "pk"))


def expert_of(asked: Asked, pk: int) -> Expert:
    """An expert of the register. Raises UnableToCallExpert where there is none of that number."""
    found = visible(Expert.objects.filter(pk=pk, left_on=None), asked.viewer, on=asked.on).first()
    if found is None:
        raise UnableToCallExpert("专家库中没有这位专家,或者已经出库。请在名单中选定。", "expert")
    return found


def _drawn(draw: HeldDraw, panel: Mapping[str, Written], known: Mapping[str, Expert]) -> Iterator[Expert]:
    drawn, spare = ([known[code] for code in codes if code in known] for codes in (draw.codes, draw.substitutes))
    yield from (one for one in drawn if str(one.pk) not in panel)
    owed = Counter(one.field for one in (*drawn, *spare) if _has_left(panel, one))
    owed -= Counter(one.field for one in spare if str(one.pk) in panel)
    for one in spare:
        if str(one.pk) not in panel and owed[one.field] > 0:
            owed[one.field] -= 1
            yield one


def _has_left(panel: Mapping[str, Written], expert: Expert) -> bool:
    found = panel.get(str(expert.pk))
    return found is not None and found.said["declared"] == CONFLICT


def _called(asked: Asked, key: str) -> Written:
    found = standing(case_of(asked), Kind.EXPERT, on=asked.on).get(key)
    if found is None:
        raise UnableToCallExpert("名单中没有这位专家。请刷新页面后再办理。")
    return found
