"""Pages of 述法: who is to report and who has not, and one report from its draft to the meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from yifa.domains.leadership import sides, statement, typed
from yifa.domains.leadership import vocabulary as v
from yifa.domains.leadership.procedure import LAW_DUTY_REPORT
from yifa.domains.leadership.sides import OFFICE, UNIT
from yifa.kernel.access import reached
from yifa.kernel.at_hand import case_of, organs_beneath, read_of
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked, Done, Page, PageAt, Place, UnableToTake
from yifa.kernel.particulars import REASON
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.typed import one_of, past_day
from yifa.law.act import done
from yifa.law.fold import standing

DESK = "/desk/office/leading-reports/"
FORMS = ("现场", "书面")
LONGEST = 20_000


def desk(asked: Asked) -> Page:
    """Who is to report this year, where each report stands, and the form that lists another one."""
    said = asked.query.get("year", "")
    year = int(said) if said.isascii() and said.isdigit() and len(said) == len("2022") else asked.on.year
    rows = reached(Case.objects.filter(procedure=LAW_DUTY_REPORT.name, year=year), asked.viewer, on=asked.on)
    reads = list(read_cases(list(rows.values_list("pk", flat=True)), given=asked.given, versions=asked.versions))
    lines = tuple(_line(read) for read in reads)
    listed = {one["case"].organ_path for one in lines if year == asked.on.year}
    told = {
        "year": year,
        "lines": lines,
        "absent": tuple(f"{one['organ']}{one['post']}" for one in lines if not one["day"]),
        "organs": tuple(one for one in organs_beneath(asked) if one.path not in listed),
        "kinds": (v.UNITS, v.TOWNS),
        "on": asked.on,
    }
    return Page("leadership/reports.html", f"{year}年述法", told)


def take_listing(asked: Asked) -> Done:
    """List all who are to report with one form; nobody is listed twice in a year."""
    wanted = set(asked.sent.get("organ", ()))
    organs = tuple(one for one in organs_beneath(asked) if one.path in wanted)
    if not organs or len(organs) < len(wanted):
        raise UnableToTake("没有选定单位,或者您现在的岗位不能把它列入名单。请在名单中选定。", "organ")
    kind = one_of(asked, "kind", "述法主体类别", (v.UNITS, v.TOWNS))
    post = typed.words(asked, "post", "述法人职务", longest=60)
    on = past_day(asked, "day", "列入日期")
    _refuse_listed(asked, wanted, on)
    with transaction.atomic():
        cases = [
            statement.list_reporter(asked, path=one.path, organ=one.name, kind=kind, post=post, on=on) for one in organs
        ]
    only = f"/desk/cases/{cases[0].pk}/leading-report/" if len(cases) == 1 else ""
    return Done(f"已列入述法名单:{'、'.join(case.number or '' for case in cases)}。", only)


def _refuse_listed(asked: Asked, paths: set[str], on: date) -> None:
    rows = Case.objects.filter(procedure=LAW_DUTY_REPORT.name, year=on.year, organ_path__in=paths)
    known = reached(rows, asked.viewer, on=asked.on).select_related("organ").first()
    if known is not None:
        name = known.organ.name if known.organ is not None else ""
        raise UnableToTake(f"不得重复列入:{name}{on.year}年已经列入述法名单({known.number})。请去掉后再提交。", "organ")


def one(asked: Asked) -> Page:
    """One report: its numbers and words, and the form of the next act for whoever may do it."""
    read = read_of(asked)
    here, facts = standing(read.state, read.given), read.state.facts
    told: dict[str, Any] = {
        "facts": [(f.title, facts[f.name]) for f in LAW_DUTY_REPORT.facts if facts.get(f.name) not in {None, True}],
        "here": here[0] if here else None,
        "step": here[0].name if here else "",
        "sheet": statement.sheet_of(read.case, on=asked.on) or {},
        "is_unit": sides.may(asked, UNIT),
        "is_office": sides.may(asked, OFFICE),
        "evaluation": statement.evaluation_of(read.case.number or "", asked.viewer, on=asked.on),
        "story": [(str(a.on), a.kind.word, a.facts[REASON.name]) for a in read.course.acts if a.facts.get(REASON.name)],
        "forms": FORMS,
        "days": [(s.title, s.actor.title, read.state.day(done(s.name))) for s in LAW_DUTY_REPORT.steps],
        "year": read.case.year,
        "on": asked.on,
    }
    return Page("leadership/report.html", read.case.number or "述法", told)


def take_act(asked: Asked) -> Done:
    """Do the act whose form was sent."""
    what = one_of(asked, "do", "要办理的事项", ACTS)
    return ACTS[what](asked, past_day(asked, "day", "日期"))


def _draft(asked: Asked, on: date) -> Done:
    statement.draft(asked, year=case_of(asked).year, on=on)
    return Done("已按本单位的记录生成底稿,数字固定在底稿中,文字可以修改。")


def _save(asked: Asked, on: date) -> Done:
    del on
    statement.save(asked, text=typed.words(asked, "text", "报告正文", longest=LONGEST))
    return Done("已保存,尚未提交。")


def _submit(asked: Asked, on: date) -> Done:
    if asked.word("confirmed") != "1":
        raise UnableToTake("没有确认本单位的数据。请核对底稿中的数字后勾选,再提交。", "confirmed")
    statement.submit(asked, text=typed.words(asked, "text", "报告正文", longest=LONGEST), on=on)
    return Done("已提交述法报告,由依法治区办审核。")


def _review(asked: Asked, on: date) -> Done:
    said = one_of(asked, "said", "审核结果", ("通过", "退回修改"))
    statement.review(asked, is_good=said == "通过", why=typed.words(asked, "why", "审核意见"), on=on)
    return Done("已通过审核。" if said == "通过" else "已退回,请重新生成底稿并修改。")


def _report(asked: Asked, on: date) -> Done:
    statement.report(asked, form=one_of(asked, "form", "述法形式", FORMS), on=on)
    return Done("已登记述法,可以组织现场评议。")


def _evaluate(asked: Asked, on: date) -> Done:
    del on
    sides.refuse_other_side(asked, OFFICE)
    read = read_of(asked)
    number, organ = read.case.number or "", str(read.state.facts.get(v.REPORTING_ORGAN.name) or "")
    if statement.evaluation_of(number, asked.viewer, on=asked.on) is not None:
        raise UnableToTake("不得重复组织:这份报告已经组织了评议。请在原评议中办理。")
    case = statement.begin_evaluation(asked, number=number, organ=organ)
    return Done("已开始评议,请先登记评议代表的抽取结果。", f"/desk/cases/{case.pk}/leading-evaluation/")


ACTS: Mapping[str, Callable[[Asked, date], Done]] = {
    "draft": _draft,
    "save": _save,
    "submit": _submit,
    "review": _review,
    "report": _report,
    "evaluate": _evaluate,
}


def _line(read: Read) -> Mapping[str, Any]:
    facts, here = read.state.facts, standing(read.state, read.given)
    return {
        "case": read.case,
        "organ": facts.get(v.REPORTING_ORGAN.name) or "",
        "post": facts.get(v.REPORTING_POST.name) or "",
        "form": facts.get(v.REPORT_FORM.name) or "",
        "day": read.state.day(done("report")),
        "here": f"待{here[0].title}" if here and read.case.state else "已述法",
    }


PAGES = (
    PageAt(
        "leading-reports",
        "述法",
        Place.DESK,
        desk,
        take_listing,
        roles=("handler", "head", "reviewer", "supervisor", "leader", "auditor"),
        says="谁要述法、谁还没有述法;报告由本单位的记录生成底稿。",
    ),
    PageAt(
        "leading-report",
        "办理述法报告",
        Place.CASE,
        one,
        take_act,
        procedure=LAW_DUTY_REPORT.name,
        steps=tuple(step.name for step in LAW_DUTY_REPORT.steps),
    ),
)
