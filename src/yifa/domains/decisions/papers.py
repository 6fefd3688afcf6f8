"""The papers of a decision: opinion, list for the meeting, changes after it, adoption of comments, index, announcement.

Source: R713 art. 18, 25, 28, 30, 32, 33; the forms themselves are each district's own (待核).
"""

from __future__ import annotations

from functools import partial

from yifa.domains.decisions import vocabulary as v
from yifa.domains.decisions.afterwards import index_of
from yifa.domains.decisions.meeting import item_of, lines_of
from yifa.domains.decisions.review import DECISIONS, STEP
from yifa.kernel.access import OPERATOR, visible
from yifa.kernel.dossiers.models import Draft
from yifa.kernel.dossiers.papers import adoption, legality_opinion
from yifa.kernel.models import Case
from yifa.kernel.papers import Boxes, Columns, Family, Filling, Form, Line, Pairs, Paper
from yifa.law.act import done
from yifa.law.statutes import R713

DECISION = "major_decision"


def meeting_item(filling: Filling) -> Paper:
    """上会议题合法性审核情况一览: the line of this item; the page at the desk prints those of a whole meeting."""
    item = item_of(filling.case, filling.state, filling.on)
    row = (item.case.title, _unit(filling.case), item.complete, f"{item.number} {item.reviewed}".strip())
    return Paper(
        "上会议题合法性审核情况一览",
        Family.APPROVAL,
        (
            Line(f"会议:{item.meeting or '尚未列入会议'},{item.on}。"),
            Columns(
                ("议题", "承办单位", "材料齐备", "审查意见书", "审查结论", "能否上会", "说明"),
                ((*row, item.conclusion, item.may, item.why),),
            ),
            Boxes(("司法行政部门意见", "政府办公室意见")),
        ),
        on=filling.on,
    )


def comparison(filling: Filling) -> Paper:
    """审议后修改对照表: each change with its class, and whether the text was reviewed again."""
    changed = filling.facts.get(v.CHANGED_TEXT.name)
    reviewed = changed is not None and changed == filling.facts.get(v.REVIEWED_TEXT.name)
    said = "修改后的文本已经补充合法性审查。" if reviewed else "修改后的文本尚未补充合法性审查,不得作出决策。"
    standing_review = "没有实质性修改,原审查意见继续有效。"
    lines = lines_of(filling.case, on=filling.on)
    return Paper(
        "审议后修改对照表",
        Family.APPROVAL,
        (
            Pairs((("决策事项", _title(filling)), ("承办单位", _unit(filling.case)))),
            Columns(("修改前", "修改后", "类别", "修改理由"), tuple(lines)),
            Line(said if changed is not None else standing_review),
            Boxes(("承办单位", "司法行政部门", "政府办公室")),
        ),
        on=filling.on,
    )


def archive_index(filling: Filling) -> Paper:
    """归档目录: everything that lies in the dossier."""
    listed = index_of(filling.case, filling.state.procedure, on=filling.on)
    rows = tuple((str(at), one.title, str(one.on), one.by) for at, one in enumerate(listed, start=1))
    return Paper(
        "归档目录",
        Family.APPROVAL,
        (
            Pairs((("决策事项", _title(filling)), ("件数", f"{len(rows)}件"))),
            Columns(("序号", "材料名称", "日期", "形成单位"), rows),
            Boxes(("立卷人", "检查人")),
        ),
        organ=_unit(filling.case),
        on=filling.on,
    )


def announcement(filling: Filling) -> Paper:
    """决策公布公告: what was decided, when, and what became of the comments."""
    made = filling.state.day(done("decision"))
    draft = visible(Draft.objects.filter(case=filling.case), OPERATOR, on=filling.on).order_by("-pk").first()
    comments = f"公开征求意见的情况:{draft.result}" if draft is not None and draft.result else ""
    number = str(filling.facts.get(v.DECISION_NUMBER.name) or "")
    return Paper(
        f"关于「{_title(filling)}」的公告",
        Family.LETTER,
        (
            Line(f"{_title(filling)}已于{made}依法作出决策,现予公布。" if made is not None else "决策尚未作出。"),
            Line(f"承办单位:{_unit(filling.case)}。"),
            *((Line(comments),) if comments else ()),
            Line("特此公告。"),
        ),
        number=number,
        on=filling.state.day(done("publication")),
    )


FORMS = (
    Form("legality_opinion", "合法性审查意见书", DECISION, R713.art(28), partial(legality_opinion, DECISIONS), STEP),
    Form("meeting_item", "上会议题合法性审核情况一览", DECISION, R713.art(25), meeting_item),
    Form("amendments", "审议后修改对照表", DECISION, R713.art(25, 30), comparison, "deliberation"),
    Form("comment_adoption", "意见采纳情况表", DECISION, R713.art(18), adoption, "public_comments"),
    Form("archive_index", "归档目录", DECISION, R713.art(33), archive_index),
    Form("announcement", "决策公布公告", DECISION, R713.art(32), announcement, "decision"),
)


def _title(filling: Filling) -> str:
    return str(filling.facts.get(v.DECISION_TITLE.name) or filling.case.title)


def _unit(case: Case) -> str:
    return case.organ.name if case.organ is not None else ""
