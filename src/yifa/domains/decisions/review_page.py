"""The page of the legality review, for both sides: what is submitted, whether it is complete, what was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yifa.domains.decisions import review, typed
from yifa.domains.decisions.forms_taken import done_by
from yifa.domains.decisions.sheets import Kind, case_of, digest, may, standing, state_of, the
from yifa.kernel.deadlines import deadlines
from yifa.kernel.pages import Asked, Done, Page
from yifa.law.act import done


def show(asked: Asked) -> Page:
    """Package, checklist, opinion, what became of it; after the meeting, the review of what was changed there."""
    case, state = case_of(asked), state_of(asked)
    package = the(case, Kind.PACKAGE, on=asked.on)
    opinions = standing(case, Kind.OPINION, on=asked.on)
    changed = the(case, Kind.AMENDED_TEXT, on=asked.on)
    told: Mapping[str, Any] = {
        "own": the(case, Kind.OWN_REVIEW, on=asked.on),
        "package": package,
        "parts_of": _parts(package.said if package is not None else {}, asked),
        "lacks": review.lacking(package.said, state.facts) if package is not None else (),
        "returned": the(case, Kind.PACKAGE_RETURN, on=asked.on),
        "is_accepted": review.is_accepted(asked),
        "opens": _opens(asked),
        "acts": may(asked, "drafting"),
        "reviews": may(asked, review.STEP) and not review.is_own(asked),
        "reviews_own": may(asked, review.STEP) and review.is_own(asked),
        "supplements": may(asked, review.SUPPLEMENT),
        "heads": review.HEADS,
        "checks": standing(case, Kind.CHECK, on=asked.on),
        "findings": review.FINDINGS,
        "conclusions": review.CONCLUSIONS,
        "opinion": opinions.get(review.STEP) if state.day(done(review.STEP)) is not None else None,
        "supplement": opinions.get(review.SUPPLEMENT),
        "changed": changed if changed is not None and changed.said["substantive"] else None,
        "adoption": the(case, Kind.ADOPTION, on=asked.on),
        "print_of": digest,
    }
    return Page("decisions/review.html", "合法性审查", told)


def _own(asked: Asked) -> Done:
    conclusion = typed.one_of(asked, "conclusion", "审查结论", review.CONCLUSIONS)
    review.review_own(asked, conclusion=conclusion, words=typed.words(asked, "words", "审查意见"))
    return Done("本部门合法性审查意见已经登记,随送审材料一并报送。")


def _submit(asked: Asked) -> Done:
    said: dict[str, Any] = {
        part.name: typed.maybe(asked, part.name, part.title) for part in review.PARTS if part.name != "text"
    }
    said["text"] = typed.words(asked, "text", "送审稿", longest=100_000).replace("\r\n", "\n")
    said[review.COMPETITION] = asked.word(review.COMPETITION) == "yes"
    lacks = review.submit(asked, said)
    wanting = f"还缺少{'、'.join(lacks)},审查部门可能退回补充。" if lacks else "材料齐全,等待审查部门核对。"
    return Done(f"已经送审。{wanting}")


def _send_back(asked: Asked) -> Done:
    review.send_back(asked, lacks=typed.words(asked, "lacks", "需要补充的全部材料"))
    return Done("已经退回补充,需要补充的材料已一次性列明。补齐之日起计算审查时间。")


def _accept(asked: Asked) -> Done:
    review.accept(asked)
    return Done("已经确认材料齐备。审查时间从今天起算,一般不少于7个工作日。")


def _check(asked: Asked) -> Done:
    heads = {head.name: head for head in review.HEADS}
    head = heads[typed.one_of(asked, "head", "审查项目", heads)]
    finding = typed.one_of(asked, "finding", "审查结果", review.FINDINGS)
    words, cites = typed.maybe(asked, "words", "说明"), typed.maybe(asked, "cites", "对照的依据")
    review.check(asked, head.name, finding=finding, words=words, cites=cites)
    return Done(f"「{head.title}」已经审查。")


def _give(asked: Asked) -> Done:
    conclusion = typed.one_of(asked, "conclusion", "审查结论", review.CONCLUSIONS)
    number = review.give_opinion(
        asked, conclusion=conclusion, words=typed.words(asked, "words", "审查意见", longest=20_000)
    )
    return Done(f"审查意见书已经出具,文号{number}。可以打印盖章。")


def _supplement(asked: Asked) -> Done:
    conclusion = typed.one_of(asked, "conclusion", "审查结论", review.CONCLUSIONS)
    number = review.supplement(
        asked, conclusion=conclusion, words=typed.words(asked, "words", "审查意见", longest=20_000)
    )
    return Done(f"补充审查意见书已经出具,文号{number}。")


def _adopt(asked: Asked) -> Done:
    review.adopt(asked, words=typed.words(asked, "words", "采纳情况", longest=20_000))
    return Done("采纳回执已经登记,审查部门可以看到。")


TAKE = done_by(
    {
        "own": _own,
        "submit": _submit,
        "back": _send_back,
        "accept": _accept,
        "check": _check,
        "give": _give,
        "supplement": _supplement,
        "adopt": _adopt,
    }
)


def _parts(said: Mapping[str, Any], asked: Asked) -> list[tuple[review.Part, str, bool]]:
    facts = state_of(asked).facts
    return [(part, str(said.get(part.name) or ""), review.applies(part, said, facts)) for part in review.PARTS]


def _opens(asked: Asked) -> str:
    state = state_of(asked)
    step = state.procedure.by_name[review.STEP]
    found = [one for one in deadlines(step, state, asked.given, asked.on) if one.opens_on is not None]
    return str(found[0].opens_on) if found and review.is_accepted(asked) else ""
