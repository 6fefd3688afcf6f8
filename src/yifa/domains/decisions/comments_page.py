"""The page of a decision's public participation: draft, comments, answers, result; and the hearing."""

from __future__ import annotations

from datetime import timedelta

from yifa.domains.decisions import vocabulary as v
from yifa.domains.decisions.comments import DECISIONS
from yifa.domains.decisions.sheets import Kind
from yifa.kernel import typed
from yifa.kernel.at_hand import case_of, do, state_of
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers import desk_pages
from yifa.kernel.dossiers.sheets import attached, put, standing
from yifa.kernel.pages import Asked, Done, Download, Page
from yifa.kernel.typed import done_by
from yifa.law.act import Kind as ActKind
from yifa.law.act import done


def show(asked: Asked) -> Page | Download:
    """The consultation, and the hearing with its papers."""
    state = state_of(asked)
    told = {
        "papers_on": state.day(done("hearing_papers")),
        "hearing_on": state.day(done("public_hearing")),
        "hearings": list(standing(case_of(asked), Kind.HEARING, on=asked.on).values()),
    }
    return desk_pages.show(DECISIONS, asked, "公众参与", told)


def _papers(asked: Asked) -> Done:
    on, told = typed.past_day(asked, "on", "送达日期"), typed.words(asked, "words", "送达了哪些材料")
    facts = {v.HEARING_NEEDED.fact.name: True}
    do(asked, Proposed(ActKind.DONE, "hearing_papers", on, facts=facts, documents=(attached(v.HEARING_PAPERS, told),)))
    put(asked, Kind.HEARING, step="hearing_papers", said={"title": "听证材料", "words": told}, on=on, key="papers")
    return Done(f"听证材料已经登记为{on}送达。听证会最早可以在{on + timedelta(days=7)}举行。")


def _hearing(asked: Asked) -> Done:
    on, told = typed.past_day(asked, "on", "听证会日期"), typed.words(asked, "words", "听证笔录")
    do(asked, Proposed(ActKind.DONE, "public_hearing", on, documents=(attached(v.HEARING_RECORD, told),)))
    put(asked, Kind.HEARING, step="public_hearing", said={"title": "听证笔录", "words": told}, on=on, key="record")
    return Done(f"听证会已经登记为{on}举行。")


TAKE = done_by({**desk_pages.takes(DECISIONS), "papers": _papers, "hearing": _hearing})
