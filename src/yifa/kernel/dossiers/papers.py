"""Papers that every procedure with a review or with comments prints alike: the opinion, the table of adoption."""

from __future__ import annotations

from yifa.kernel.access import OPERATOR, visible
from yifa.kernel.dossiers.models import Comment, Draft
from yifa.kernel.dossiers.review import Kind, Review
from yifa.kernel.dossiers.sheets import standing, the
from yifa.kernel.models import Case
from yifa.kernel.papers import Columns, Family, Filling, Heading, Line, Pairs, Paper
from yifa.law.act import done
from yifa.law.citation import Citation


def legality_opinion(of: Review, filling: Filling) -> Paper:
    """The opinion: of the last review, which after a change of substance is the supplementary one."""
    opinions = standing(filling.case, Kind.OPINION, on=filling.on)
    changed = bool(of.supplement) and filling.state.day(done(of.supplement)) is not None
    opinion = opinions.get(of.supplement if changed else of.step)
    said = opinion.said if opinion is not None else {}
    package = the(filling.case, Kind.PACKAGE, on=filling.on)
    checks = standing(filling.case, Kind.CHECK, on=filling.on)
    rows = tuple(
        (head.title, str(one.said["finding"]), str(one.said["words"]), str(one.said["cites"]), _article(head.basis))
        for head in of.heads
        if (one := checks.get(head.name)) is not None
    )
    organ = opinion.organ if opinion is not None else ""
    return Paper(
        f"{of.title}意见书",
        Family.LETTER,
        (
            Line(f"你单位送审的《{filling.case.title}》收悉。经{of.word},现提出如下意见:"),
            Heading(f"一、{of.word}结论"),
            Line(f"{said.get('conclusion', '')}。"),
            Heading(f"二、{of.word}意见"),
            Line(str(said.get("words", ""))),
            Heading(f"三、{of.word}情况"),
            Columns(("项目", "结果", "说明", "对照的依据", f"{of.word}依据"), rows),
            Line(
                f"送审日期:{package.on if package is not None else ''}。所审文本的核对码:{str(said.get('text', ''))[:16]}。"
            ),
            *_counsel(filling),
            Line("请根据本意见对送审稿进行必要的调整或者补充,并填写采纳回执。"),
        ),
        organ=organ,
        number=str(said.get("number", "")),
        to=unit_of(filling.case),
        on=opinion.on if opinion is not None else None,
    )


def adoption(filling: Filling) -> Paper:
    """意见采纳情况表: every comment with what became of it, without who made it."""
    rows = visible(Comment.objects.filter(draft__case=filling.case), OPERATOR, on=filling.on).select_related("answer")
    told = tuple(
        (str(at), one.words, one.carrier, str(one.received_on), *_answered(one))
        for at, one in enumerate(rows.order_by("pk"), start=1)
    )
    draft = visible(Draft.objects.filter(case=filling.case), OPERATOR, on=filling.on).order_by("-pk").first()
    period = f"{draft.starts_on}至{draft.ends_on}" if draft is not None else ""
    return Paper(
        "意见采纳情况表",
        Family.APPROVAL,
        (
            Pairs((("名称", filling.case.title), ("征求意见期限", period), ("收到意见", f"{len(told)}条"))),
            Columns(("序号", "意见", "提出方式", "收到日期", "采纳情况", "理由"), told),
            Line(draft.result if draft is not None else ""),
        ),
        organ=unit_of(filling.case),
        on=draft.closed_on if draft is not None else None,
    )


def unit_of(case: Case) -> str:
    """The organ whose case it is."""
    return case.organ.name if case.organ is not None else ""


def _answered(one: Comment) -> tuple[str, str]:
    return (one.answer.adoption, one.answer.reason) if one.answer is not None else ("尚未答复", "")


def _article(basis: Citation) -> str:
    # Whether we are sure of an article is for the desk, not for whoever gets the paper.
    return "、".join(one.formal for one in basis.references) or basis.formal


def _counsel(filling: Filling) -> tuple[Line, ...]:
    found = standing(filling.case, Kind.COUNSEL, on=filling.on).values()
    return tuple(
        Line(
            f"听取{one.said['kind']}{one.said['name']}的意见:{str(one.said['words']).rstrip('。')}({one.said['adoption']})。"
        )
        for one in found
        if one.said["adoption"]
    )
