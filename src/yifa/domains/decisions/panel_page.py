"""The pages of experts and of risks."""

from __future__ import annotations

from django.db import transaction

from yifa.domains.decisions import experts, risks
from yifa.domains.decisions.models import Expert
from yifa.domains.decisions.sheets import Kind
from yifa.engine.draws_held import draw_chosen
from yifa.kernel import typed
from yifa.kernel.access.viewer import ROLES
from yifa.kernel.at_hand import acting_of, case_of, may, state_of
from yifa.kernel.confidentiality import Level
from yifa.kernel.dossiers.sheets import standing, state
from yifa.kernel.pages import Asked, Done, Page, UnableToTake
from yifa.kernel.typed import done_by
from yifa.law.act import done


def show_experts(asked: Asked) -> Page:
    """The panel of a decision: who was called and how, what each declared and wrote."""
    told = {
        "panel": standing(case_of(asked), Kind.EXPERT, on=asked.on),
        "register": experts.register(asked),
        "acts": may(asked, experts.STEP),
        "ways": experts.WAYS,
        "draws": experts.held(asked),
        "declarations": experts.DECLARATIONS,
        "conflict": experts.CONFLICT,
        "concluded_on": state_of(asked).day(done(experts.STEP)),
    }
    return Page("decisions/experts.html", "专家论证", told)


def show_register(asked: Asked) -> Page:
    """The register of experts."""
    return Page(
        "decisions/register.html", "决策咨询论证专家库", {"register": experts.register(asked), "pool": experts.POOL}
    )


def show_risks(asked: Asked) -> Page:
    """The risk points of a decision with their measures, and the level that follows."""
    points = standing(case_of(asked), Kind.RISK_POINT, on=asked.on)
    found = state_of(asked)
    told = {
        "points": points,
        "level": risks.level_of(one.said for one in points.values()) if points else "",
        "acts": may(asked, risks.STEP),
        "high": risks.HIGH,
        "methods": risks.METHODS,
        "kinds": risks.KINDS,
        "levels": risks.LEVELS,
        "concluded_on": found.day(done(risks.STEP)),
        "controllable": found.facts.get("risk_controllable"),
    }
    return Page("decisions/risks.html", "风险评估", told)


def _call(asked: Asked) -> Done:
    expert = experts.expert_of(asked, typed.number(asked, "expert"))
    way = typed.one_of(asked, "way", "产生方式", experts.WAYS)
    experts.call(asked, expert, way=way, ground=typed.words(asked, "ground", "选定理由或者抽取记录", longest=300))
    return Done(f"{expert.name}已经列入论证专家。请登记他的利害关系申明。")


def _call_drawn(asked: Asked) -> Done:
    draw = draw_chosen(asked, "draw", register=experts.POOL, title="专家的抽取")
    called = experts.call_drawn(asked, draw)
    names = "、".join(one.name for one in called)
    return Done(f"已按抽取结果列入论证专家:{names}。请逐位登记利害关系申明。")


def _declare(asked: Asked) -> Done:
    declared = typed.one_of(asked, "declared", "利害关系申明", experts.DECLARATIONS)
    experts.declare(asked, asked.word("key"), declared=declared, words=typed.maybe(asked, "words", "说明"))
    replaced = "这位专家退出论证,请另请一位专家替换。" if declared == experts.CONFLICT else ""
    return Done(f"申明已经登记。{replaced}")


def _opinion(asked: Asked) -> Done:
    experts.enter_opinion(asked, asked.word("key"), opinion=typed.words(asked, "opinion", "书面意见", longest=20_000))
    return Done("书面意见已经登记,原文保存。")


def _conclude_argument(asked: Asked) -> Done:
    count = experts.conclude(asked, summary=typed.words(asked, "summary", "论证结论"))
    return Done(f"专家论证已经办结,有{count}份书面意见。")


def _enter_expert(asked: Asked) -> Done:
    acting = acting_of(asked)
    if not ROLES[acting.holding.post.role].acts:
        raise UnableToTake("您现在的岗位不办理专家入库。请换用经办岗位。")
    path, level = acting.holding.organ_path, Level.INTERNAL
    made = Expert(
        name=typed.words(asked, "name", "姓名", longest=60),
        field=typed.words(asked, "field", "专业领域", longest=120),
        works_at=typed.words(asked, "works_at", "工作单位", longest=120),
        entered_on=asked.on,
        organ_path=path,
        confidentiality=level,
    )
    with transaction.atomic():
        made.save()
        state(f"expert/{made.pk}", {"field": made.field, "organ": path}, asked)
    return Done(f"{made.name}已经入库,抽取时的编码是{made.code}。")


def _point(asked: Asked) -> Done:
    said = {
        "method": typed.one_of(asked, "method", "查找方法", risks.METHODS),
        "kind": typed.one_of(asked, "kind", "风险种类", risks.KINDS),
        "point": typed.words(asked, "point", "风险点"),
        "probability": typed.one_of(asked, "probability", "发生可能性", risks.LEVELS),
        "control": typed.words(asked, "control", "防控措施"),
        "rest": typed.one_of(asked, "rest", "采取措施后的剩余风险", risks.LEVELS),
    }
    risks.enter(asked, said, key=asked.word("key"))
    return Done("风险点已经登记。")


def _conclude_assessment(asked: Asked) -> Done:
    level = risks.conclude(asked, summary=typed.words(asked, "summary", "评估结论"))
    if level == risks.HIGH:
        return Done("风险评估已经办结:剩余风险为高,结论为不可控。调整草案、降低风险并重新评估之前,不得提交集体讨论。")
    return Done(f"风险评估已经办结:风险等级为{level},结论为可控。")


TAKE_EXPERTS = done_by(
    {
        "call": _call,
        "drawn": _call_drawn,
        "declare": _declare,
        "opinion": _opinion,
        "conclude": _conclude_argument,
    }
)
TAKE_REGISTER = done_by({"expert": _enter_expert})
TAKE_RISKS = done_by({"point": _point, "conclude": _conclude_assessment})
