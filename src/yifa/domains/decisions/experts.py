"""专家论证: a panel chosen from the register, without anybody who has an interest, each opinion kept as written.

Source: R713 art. 19 (professional matters), art. 20 (choice: professional, representative, neutral; nobody directly
interested; signed written opinions), art. 21 (register).
"""

from __future__ import annotations

from yifa.domains.decisions import vocabulary as v
from yifa.domains.decisions.models import Expert
from yifa.domains.decisions.sheets import Kind
from yifa.kernel.access import visible
from yifa.kernel.at_hand import case_of, do
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers.sheets import Written, attached, put, standing
from yifa.kernel.pages import Asked, UnableToTake
from yifa.law.act import Kind as ActKind
from yifa.law.statutes import R713

STEP = "expert_argument"
DRAWN, CHOSEN = WAYS = ("抽取", "选定")
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


def _called(asked: Asked, key: str) -> Written:
    found = standing(case_of(asked), Kind.EXPERT, on=asked.on).get(key)
    if found is None:
        raise UnableToCallExpert("名单中没有这位专家。请刷新页面后再办理。")
    return found
