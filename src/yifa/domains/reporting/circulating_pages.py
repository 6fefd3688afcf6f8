"""The pages of the circulation: who is consulted, at the desk; the opinion and its answer, under the case."""

from __future__ import annotations

from yifa.domains.reporting import circulating, typed
from yifa.domains.reporting import vocabulary as v
from yifa.domains.reporting.campaign_pages import is_ticked, year_in
from yifa.kernel.at_hand import case_of, may, read_of
from yifa.kernel.pages import Asked, Done, Page
from yifa.kernel.typed import day, done_by, numbers, one_of

ADDRESS = "/desk/office/report-circulation/"


def show(asked: Asked) -> Page:
    """Who is consulted on the report of the year in the address; of last year where it names none."""
    year = year_in(asked.part, asked.on)
    told = {
        "year": year,
        "rows": [(one, one.is_late(asked.on)) for one in circulating.askings(asked, year=year)],
        "waiting": [(one, is_ticked(asked, one)) for one in circulating.not_yet_consulted(asked, year=year)],
        "draft": circulating.draft_of(asked, year=year),
        "address": ADDRESS,
    }
    return Page("reporting/circulation.html", f"{year}年度报告会签", told)


def show_opinion(asked: Asked) -> Page:
    """One consultation, with the forms that the post may use."""
    case, read = case_of(asked), read_of(asked)
    asking = circulating.asking_of(read, file=circulating.file_of(asked, case))
    told = {
        "asking": asking,
        "late": asking.is_late(asked.on),
        "may_say": asking.status == circulating.WAITING and may(asked, "opinion"),
        "may_answer": asking.status == circulating.SAID and may(asked, "answer"),
        "verdicts": v.VERDICTS,
        "adoptions": circulating.adoptions(asking.verdict),
    }
    return Page("reporting/opinion.html", "会签意见", told)


def _circulate(asked: Asked) -> Done:
    year = year_in(asked.part, asked.on)
    count = circulating.circulate(
        asked, year=year, organs=numbers(asked, "chosen"), due=day(asked, "due", "要求答复日期")
    )
    return Done(f"已经送请{count}个单位会签,各单位在自己的办件中提出意见。", f"{ADDRESS}{year}/")


def _say(asked: Asked) -> Done:
    verdict = one_of(asked, "verdict", "会签结论", v.VERDICTS)
    opinion = typed.maybe(asked, "opinion", "会签意见", longest=typed.LONGEST)
    person = typed.words(asked, "signer", "签发人", longest=60)
    circulating.say(asked, verdict=verdict, opinion=opinion, person=person)
    return Done("会签意见已经登记,等待起草单位说明采纳情况。")


def _answer(asked: Asked) -> Done:
    offered = circulating.adoptions(circulating.asking_of(read_of(asked)).verdict)
    adopted = one_of(asked, "adopted", "采纳情况", offered)
    circulating.answer(asked, adopted=adopted, why=typed.maybe(asked, "answer", "采纳情况说明", longest=typed.LONGEST))
    return Done("采纳情况已经登记,本件办结。")


TAKE = done_by({"circulate": _circulate})
TAKE_OPINION = done_by({"say": _say, "answer": _answer})
