"""The page of a legality review, for both sides: what is submitted, whether it is complete, what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from yifa.kernel import typed
from yifa.kernel.at_hand import case_of, may, state_of
from yifa.kernel.deadlines import deadlines
from yifa.kernel.dossiers import counsel, review
from yifa.kernel.dossiers.review import Kind, Review
from yifa.kernel.dossiers.sheets import digest, standing, the
from yifa.kernel.pages import Asked, Done, Page
from yifa.kernel.typed import done_by
from yifa.law.act import done


def show(of: Review, asked: Asked, **more: Any) -> Page:
    """Package, checklist, opinion, what became of it; after the meeting, the review of what was changed there.

    more: what the procedure tells on this page beside it.
    """
    case, state = case_of(asked), state_of(asked)
    package = the(case, Kind.PACKAGE, on=asked.on)
    opinions = standing(case, Kind.OPINION, on=asked.on)
    changed = the(case, Kind.AMENDED_TEXT, on=asked.on)
    told: Mapping[str, Any] = {
        "of": of,
        "counsels": list(standing(case, Kind.COUNSEL, on=asked.on).items()),
        "kinds_of_counsel": review.COUNSELS,
        "roster": [(one.kind, counsel.called(one)) for one in counsel.offered(asked)],
        "advice": review.ADVICE,
        "own": the(case, Kind.OWN_REVIEW, on=asked.on),
        "package": package,
        "parts_of": _parts(of, package.said if package is not None else {}, asked),
        "lacks": review.lacking(of, package.said, state.facts) if package is not None else (),
        "returned": the(case, Kind.PACKAGE_RETURN, on=asked.on),
        "is_accepted": review.is_accepted(of, asked),
        "opens": _opens(of, asked),
        "acts": may(asked, of.sends),
        "reviews": may(asked, of.step),
        "reviews_own": review.may_review_own(of, asked),
        "supplements": bool(of.supplement) and may(asked, of.supplement),
        "heads": of.heads,
        "checks": standing(case, Kind.CHECK, on=asked.on),
        "findings": review.FINDINGS,
        "conclusions": review.CONCLUSIONS,
        "opinion": opinions.get(of.step) if state.day(done(of.step)) is not None else None,
        "supplement": opinions.get(of.supplement),
        "changed": changed if changed is not None and changed.said["substantive"] else None,
        "adoption": the(case, Kind.ADOPTION, on=asked.on),
        "print_of": digest,
    }
    return Page(of.template, of.title, {**told, **more})


def takes(of: Review) -> Callable[[Asked], Done]:
    """What the forms of the page do."""
    forms = {
        "own": _own,
        "submit": _submit,
        "back": _send_back,
        "accept": _accept,
        "engage": _engage,
        "settle": _settle,
        "check": _check,
        "give": _give,
        "supplement": _supplement,
        "adopt": _adopt,
    }
    return done_by({name: partial(form, of) for name, form in forms.items()})


def _own(of: Review, asked: Asked) -> Done:
    conclusion = typed.one_of(asked, "conclusion", f"{of.word}结论", review.CONCLUSIONS)
    review.review_own(of, asked, conclusion=conclusion, words=typed.words(asked, "words", f"{of.word}意见"))
    return Done(f"本部门{of.title}意见已经登记,随送审材料一并报送。")


def _submit(of: Review, asked: Asked) -> Done:
    said: dict[str, Any] = {
        part.name: typed.maybe(asked, part.name, part.title) for part in of.parts if part.name != "text"
    }
    said["text"] = typed.words(asked, "text", "送审稿", longest=100_000).replace("\r\n", "\n")
    said[review.COMPETITION] = asked.word(review.COMPETITION) == "yes"
    lacks = review.submit(of, asked, said)
    wanting = f"还缺少{'、'.join(lacks)},{of.word}部门可能退回补充。" if lacks else f"材料齐全,等待{of.word}部门核对。"
    return Done(f"已经送审。{wanting}")


def _send_back(of: Review, asked: Asked) -> Done:
    review.send_back(of, asked, lacks=typed.words(asked, "lacks", "需要补充的全部材料"))
    return Done(f"已经退回补充,需要补充的材料已一次性列明。补齐之日起计算{of.word}时间。")


def _accept(of: Review, asked: Asked) -> Done:
    review.accept(of, asked)
    return Done(f"已经确认材料齐备,{of.word}时间从今天起算。")


def _check(of: Review, asked: Asked) -> Done:
    heads = {head.name: head for head in of.heads}
    head = heads[typed.one_of(asked, "head", f"{of.word}项目", heads)]
    finding = typed.one_of(asked, "finding", f"{of.word}结果", review.FINDINGS)
    words, cites = typed.maybe(asked, "words", "说明"), typed.maybe(asked, "cites", "对照的依据")
    review.check(of, asked, head.name, finding=finding, words=words, cites=cites)
    return Done(f"「{head.title}」已经{of.word}。")


def _give(of: Review, asked: Asked) -> Done:
    conclusion = typed.one_of(asked, "conclusion", f"{of.word}结论", review.CONCLUSIONS)
    number = review.give_opinion(
        of, asked, conclusion=conclusion, words=typed.words(asked, "words", f"{of.word}意见", longest=20_000)
    )
    return Done(f"{of.word}意见书已经出具,文号{number}。可以打印盖章。")


def _supplement(of: Review, asked: Asked) -> Done:
    conclusion = typed.one_of(asked, "conclusion", f"{of.word}结论", review.CONCLUSIONS)
    number = review.supplement(
        of, asked, conclusion=conclusion, words=typed.words(asked, "words", f"{of.word}意见", longest=20_000)
    )
    return Done(f"补充{of.word}意见书已经出具,文号{number}。")


def _adopt(of: Review, asked: Asked) -> Done:
    review.adopt(of, asked, words=typed.words(asked, "words", "采纳情况", longest=20_000))
    return Done(f"采纳回执已经登记,{of.word}部门可以看到。")


def _engage(of: Review, asked: Asked) -> Done:
    kind = typed.one_of(asked, "kind", "身份", review.COUNSELS)
    name = typed.words(asked, "name", "姓名和单位", longest=100)
    review.engage(of, asked, name=name, kind=kind, matter=typed.words(asked, "matter", "请其研究的问题"))
    return Done(f"已经登记聘请{kind}{name}参加审核。出具意见书以前,请登记其意见和采纳情况。")


def _settle(of: Review, asked: Asked) -> Done:
    key, adoption = typed.words(asked, "key", "聘请的人"), typed.one_of(asked, "adoption", "采纳情况", review.ADVICE)
    words, reason = typed.words(asked, "words", "其意见"), typed.maybe(asked, "reason", "理由")
    review.settle_counsel(of, asked, key, words=words, adoption=adoption, reason=reason)
    return Done("意见和采纳情况已经登记。")


def _parts(of: Review, said: Mapping[str, Any], asked: Asked) -> list[tuple[review.Part, str, bool]]:
    facts = state_of(asked).facts
    return [(part, str(said.get(part.name) or ""), review.applies(part, said, facts)) for part in of.parts]


def _opens(of: Review, asked: Asked) -> str:
    state = state_of(asked)
    step = state.procedure.by_name[of.step]
    found = [one for one in deadlines(step, state, asked.given, asked.on) if one.opens_on is not None]
    return str(found[0].opens_on) if found and review.is_accepted(of, asked) else ""
