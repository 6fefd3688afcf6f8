"""The form for one act, made from the law: its date, who acted on what paper, the facts its rules ask for, what it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from yifa.kernel.access.masking import masked
from yifa.kernel.access.showing import is_personal
from yifa.kernel.askings import Asking, askings, known_values
from yifa.kernel.citing import CITES
from yifa.kernel.disclosure.standing import APPROVED_BY, GROUND
from yifa.kernel.history import facts_named
from yifa.kernel.models import Carrier, Series
from yifa.kernel.particulars import (
    LEGAL_GROUND,
    OPINION,
    OTHER_ORGAN,
    REASON,
    TO_ORGAN,
    TO_PERSON,
    WHERE,
    reason_for,
)
from yifa.law.act import Kind
from yifa.law.fact import Fact
from yifa.law.procedure import Procedure
from yifa.law.term import Hours
from yifa.report.punctuation import mended
from yifa.surfaces.shell.forms import FACT, Entry, Reason, entry_of, typed
from yifa.surfaces.shell.grid import Choice
from yifa.surfaces.shell.legal_words import legal
from yifa.surfaces.workbench.casework.doing import Doing

CARRIER, PERSON, ON, TIME, UNTIL, SCAN, SERIES, MODE = (
    *("carrier", "person", "on", "time", "until", "scan", "series", "mode"),
)
FILE, OTHER_FILE, OTHER_TITLE = "file-", "other-file", "other-title"
REPLACE, STRIKE = "replace", "strike"
_CARRIERS = (
    Choice(Carrier.PAPER, "纸质签批(已在纸上签字、盖章,现在登记)"),
    Choice(Carrier.ELECTRONIC, "电子(现在由本人在本系统办理)"),
)
_MODES = (Choice(REPLACE, "更正为下面的内容"), Choice(STRIKE, "该项并没有发生,予以撤销"))


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that belong together, under a heading; folded: shown only when opened."""

    title: str
    entries: tuple[Entry, ...]
    folded: bool = False
    note: str = ""


def groups(doing: Doing, *, on: date, series: Sequence[Series] = ()) -> tuple[Group, ...]:
    """All entries of the form, in the order in which one fills them in."""
    found = (
        Group(_what_title(doing), tuple(_particular(doing))),
        Group("本环节据以判断的事项", tuple(_facts(doing, asked_facts(doing)))),
        Group("何时、由谁、在什么载体上", tuple(_when(doing, on))),
        Group("留存的材料", tuple(_files(doing)), note="可以先登记、后补材料;没有留存的,会列在「还缺什么」里。"),
        Group("其他还没有登记的事项", tuple(_facts(doing, other_facts(doing))), folded=True),
        Group("统一编号", tuple(_number(doing, series)), folded=True, note=_NUMBER_NOTE),
    )
    return tuple(group for group in found if group.entries)


def stated_here(doing: Doing) -> tuple[Fact, ...]:
    """Every fact that the form takes."""
    return (*_particulars(doing), *asked_facts(doing), *other_facts(doing))


def asked_facts(doing: Doing) -> tuple[Fact, ...]:
    """The facts that the rules of the step look at and the record does not hold yet."""
    if doing.kind is Kind.CORRECTED:
        return tuple(_of_corrected(doing))
    if doing.kind not in {Kind.DONE, Kind.STARTED} or doing.channel:
        return ()
    return tuple(fact for fact in _open_facts(doing) if _asks(doing, fact))


def other_facts(doing: Doing) -> tuple[Fact, ...]:
    """The other facts of the procedure that the record does not hold yet, and what the act cites."""
    if doing.kind is not Kind.DONE or doing.channel:
        return ()
    return (*(fact for fact in _open_facts(doing) if not _asks(doing, fact)), CITES)


def needed(doing: Doing) -> tuple[Fact, ...]:
    """The facts without which the act is not taken."""
    return _NEEDED.get(doing.kind, ())


def reasons_of(procedure: Procedure, fact: Fact, *, first: str = "") -> tuple[Reason, ...]:
    """Why a fact is asked for; first: the step whose reasons come first."""
    found: tuple[Asking, ...] = askings(procedure).get(fact.name, ())
    ordered = sorted(found, key=lambda one: one.step != first)
    return tuple(Reason(legal(f"{one.step_title}:{one.says}"), _article(one)) for one in ordered)


_NUMBER_NOTE = "写明编号序列的名称,提交后取下一个号;办理没有成功的,不占号。"
_NEEDED: Mapping[Kind, tuple[Fact, ...]] = {
    Kind.RETURNED: (REASON,),
    Kind.EXTENDED: (REASON,),
    Kind.SUSPENDED: (REASON,),
    Kind.COUNTERSIGNED: (OTHER_ORGAN, OPINION),
    Kind.REMINDED: (REASON,),
    Kind.WITHDRAWN: (REASON,),
    Kind.TERMINATED: (LEGAL_GROUND, REASON),
    Kind.TAKEN_DOWN: (Fact(GROUND, "撤下的依据"), Fact(APPROVED_BY, "批准人")),
    Kind.CORRECTED: (REASON,),
    Kind.REASSIGNED: (TO_ORGAN, REASON),
}
_ALSO: Mapping[Kind, tuple[Fact, ...]] = {
    Kind.RESUMED: (REASON,),
    Kind.WITHDRAWN: (LEGAL_GROUND,),
    Kind.REASSIGNED: (TO_PERSON,),
}
_TITLES: Mapping[Kind, str] = {
    Kind.RETURNED: "退回的理由",
    Kind.ANSWERED: "答复",
    Kind.REASSIGNED: "转给谁",
    Kind.COUNTERSIGNED: "会签意见",
    Kind.CORRECTED: "怎样更正",
}
_REASON_TITLES: Mapping[Kind, str] = {
    Kind.RETURNED: "退回理由和应当补正的全部内容",
    Kind.REMINDED: "催办内容",
    Kind.SUSPENDED: "中止的事由",
    Kind.EXTENDED: "延期的理由",
    Kind.CORRECTED: "更正的理由",
}


def _article(asking: Asking) -> str:
    return legal(asking.basis.article)


def _particulars(doing: Doing) -> tuple[Fact, ...]:
    if doing.question is not None:
        return (doing.question.fact, reason_for(doing.question))
    return (*_NEEDED.get(doing.kind, ()), *_ALSO.get(doing.kind, ()))


def _what_title(doing: Doing) -> str:
    return _TITLES.get(doing.kind, "理由")


def _particular(doing: Doing) -> Iterator[Entry]:
    if doing.kind is Kind.CORRECTED:
        yield Entry(MODE, "更正方式", "choice", REPLACE, choices=_MODES)
    if doing.extension is not None and doing.kind is Kind.EXTENDED:
        by = doing.extension[1].by
        hint = "批准书上写明的最后一日。" if by is None else "期限由法律规定的,可以不填。"
        yield Entry(UNTIL, "批准延长到", "date", needed=by is None, hint=hint)
    for fact in _particulars(doing):
        yield _worded(doing, fact)


def _worded(doing: Doing, fact: Fact) -> Entry:
    entry = replace(entry_of(fact), needed=fact in needed(doing) or doing.question is not None)
    if fact == REASON:
        return replace(entry, kind="long", title=_REASON_TITLES.get(doing.kind, fact.title))
    if fact in {OPINION, LEGAL_GROUND}:
        return replace(entry, kind="long")
    if doing.question is not None and fact.name != doing.question.name:
        return replace(entry, kind="long", title="理由")
    return entry


def _when(doing: Doing, on: date) -> Iterator[Entry]:
    corrected = doing.corrected
    day = corrected.on if corrected is not None else on
    hint = "法律上的日期:签批、送达或者实际办理的那一天。早于今天的,登记为补录。"
    yield Entry(
        ON, "办理日期" if corrected is None else "更正后的日期", "date", day.isoformat(), needed=True, hint=hint
    )
    if doing.channel and doing.kind is Kind.DONE:
        return  # what is published is the text as it is frozen: nothing was signed, nothing lies elsewhere
    if _counts_hours(doing) or (corrected is not None and corrected.minute is not None):
        shown = corrected.minute if corrected is not None else None
        text = f"{shown // 60:02d}:{shown % 60:02d}" if shown is not None else ""
        yield Entry(TIME, "时刻", "time", text, hint="这一环节的期限以小时计算,请写明几点几分。")
    if corrected is not None and corrected.until is not None:
        yield Entry(UNTIL, "延长到", "date", corrected.until.isoformat())
    yield Entry(CARRIER, "载体", "choice", _usual_carrier(doing), choices=_CARRIERS)
    yield Entry(PERSON, "作出人", hint="在纸上签字、作出这一行为的人;电子办理的不填,即为本人。")
    yield replace(entry_of(WHERE), hint="如:某某科档案柜、卷宗号。纸质签批的应当填写。")
    yield Entry(SCAN, "签批件的扫描件", "file", hint="PDF或者图片,20 MB以内。可以以后凭文书上的编码补传。")


def _usual_carrier(doing: Doing) -> str:
    if doing.kind in {Kind.REASSIGNED, Kind.REMINDED, Kind.ANSWERED, Kind.CORRECTED, Kind.STARTED}:
        return Carrier.ELECTRONIC
    return Carrier.PAPER


def _counts_hours(doing: Doing) -> bool:
    if doing.step is None or doing.kind not in {Kind.DONE, Kind.STARTED, Kind.CORRECTED}:
        return False
    words = ((rule.step.name, rule.word) for rule in doing.read.course.procedure.rules)
    timed = ((name, word) for name, word in words if isinstance(getattr(word, "term", None), Hours))
    return any(doing.step.name in {name, word.since.step} for name, word in timed if hasattr(word, "since"))


def _files(doing: Doing) -> Iterator[Entry]:
    if doing.channel and doing.kind is Kind.DONE:
        return
    if doing.step is not None and doing.kind is Kind.DONE:
        for document in doing.step.leaves:
            yield Entry(FILE + document.name, mended(document.title), "file")
    yield Entry(OTHER_TITLE, "其他材料的名称")
    yield Entry(OTHER_FILE, "其他材料", "file")


def _facts(doing: Doing, facts: Iterable[Fact]) -> Iterator[Entry]:
    procedure = doing.read.course.procedure
    step = doing.step.name if doing.step is not None else ""
    for fact in facts:
        words = known_values(procedure).get(fact.name, ())
        entry = entry_of(fact, reasons=reasons_of(procedure, fact, first=step), words=words)
        yield _as_it_stands(doing, fact, entry) if doing.kind is Kind.CORRECTED else entry


def _as_it_stands(doing: Doing, fact: Fact, entry: Entry) -> Entry:
    stood = doing.corrected.facts.get(fact.name) if doing.corrected is not None else None
    if is_personal(fact, doing.read.state.facts, doing.read.course.table):
        return replace(entry, hint=f"原为「{masked(stood, fact.type)}」。不填的保持不变。")
    return replace(entry, value=typed(fact, stood))


def _of_corrected(doing: Doing) -> Iterator[Fact]:
    known, corrected = facts_named(doing.read), doing.corrected
    if corrected is None:
        return
    facts = (known[name] for name in corrected.facts if name in known)
    yield from (fact for fact in facts if fact not in {*_particulars(doing), WHERE} and "." not in fact.name)


def _open_facts(doing: Doing) -> Iterator[Fact]:
    stated = doing.read.state.facts
    procedure = doing.read.course.procedure
    officers = (procedure.officers,) if procedure.officers is not None else ()
    facts = dict.fromkeys((*procedure.facts, *officers))
    yield from (fact for fact in facts if stated.get(fact.name) is None and fact != CITES)


def _asks(doing: Doing, fact: Fact) -> bool:
    step = doing.step.name if doing.step is not None else ""
    reasons = askings(doing.read.course.procedure).get(fact.name, ())
    return any(one.step == step for one in reasons)


def _number(doing: Doing, series: Sequence[Series]) -> Iterator[Entry]:
    if doing.kind is Kind.DONE and not doing.read.case.number and not doing.channel:
        yield Entry(
            SERIES,
            "编号序列",
            words=tuple(one.name for one in series),
            hint="如:示政决策。编为「示政决策〔年度〕序号号」。",
        )


def name_of(fact: Fact) -> str:
    """The name of the entry in which a fact is typed."""
    return FACT + fact.name
