"""What somebody is about to do in a case: the kind of act, what it bears on, and what it means in law."""

from __future__ import annotations

from dataclasses import dataclass

from yifa.kernel.deadlines import Basis, basis_of
from yifa.kernel.pages import NothingThere
from yifa.kernel.publishing_in_post import channel_of
from yifa.kernel.reading import Read
from yifa.law.act import Act, Kind, effective
from yifa.law.procedure import Extension, Pause, Question, Step, Within
from yifa.report.punctuation import mended

ANYWHERE = (Kind.REASSIGNED, Kind.COUNTERSIGNED, Kind.REMINDED, Kind.WITHDRAWN, Kind.TERMINATED)
"""What may be done at any point of any case."""
_STEPLESS = (Kind.REASSIGNED, Kind.WITHDRAWN, Kind.TERMINATED)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the act means in law, in one sentence, and on which article that rests."""

    title: str
    effect: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Term:
    """A maximum term of the case, and the step that it bears on."""

    step: Step
    word: Within


@dataclass(frozen=True)
class Doing:
    """An act that is about to be done. target: the step, ground, question or number of the act on which it bears."""

    read: Read
    kind: Kind
    target: str

    @property
    def step(self) -> Step | None:
        """The step on which it bears, if it is one."""
        name = self.corrected.step if self.corrected is not None else self.target
        return self.read.course.procedure.by_name.get(name)

    @property
    def named(self) -> str:
        """The step as the act names it: an answer, or what concerns the whole case, names none."""
        if self.corrected is not None:
            return self.corrected.step
        return "" if self.kind is Kind.ANSWERED else self.target

    @property
    def question(self) -> Question | None:
        """The question that is answered."""
        asked = self.read.course.procedure.questions if self.kind is Kind.ANSWERED else ()
        return next((one for one in asked if one.name == self.target), None)

    @property
    def corrected(self) -> Act | None:
        """The act that is corrected, as it stands now."""
        if self.kind is not Kind.CORRECTED:
            return None
        acts = effective(list(self.read.course.acts))
        return next((act for act in acts if str(act.seq) == self.target), None)

    @property
    def extension(self) -> tuple[Term, Extension] | None:
        """The term that is extended, and by what right."""
        found = ((term, term.word.extension) for term in _terms(self.read) if term.step.name == self.target)
        return next(((term, one) for term, one in found if one is not None), None)

    @property
    def pause(self) -> Pause | None:
        """The ground on which the clock is stopped."""
        return next((one for term in _terms(self.read) for one in term.word.pauses if one.ground == self.target), None)

    @property
    def channel(self) -> str:
        """The channel on which the step publishes, «» for none."""
        return channel_of(self.read.case.procedure, self.target)


def doing_of(read: Read, kind: str, target: str) -> Doing:
    """The act that an address names. Raises NothingThere where the case knows none such."""
    known = next((one for one in Kind if one.value == kind), None)
    if known is None or known in {Kind.REGISTERED, Kind.ERASED}:
        raise NothingThere
    doing = Doing(read, known, target)
    if not _fits(doing):
        raise NothingThere
    return doing


def meaning(doing: Doing) -> Meaning:
    """What the act means in law."""
    procedure = doing.read.course.procedure
    basis = doing.step.basis if doing.step is not None else procedure.basis
    if doing.extension is not None and doing.kind is Kind.EXTENDED:
        basis = doing.extension[1].basis
    elif doing.pause is not None and doing.kind in {Kind.SUSPENDED, Kind.RESUMED}:
        basis = doing.pause.basis
    elif doing.question is not None:
        basis = doing.question.basis
    shown = basis_of(basis)
    return Meaning(_title(doing), mended(_effect(doing)), Basis(mended(shown.article), shown.certainty))


def _fits(doing: Doing) -> bool:
    match doing.kind:
        case Kind.DONE | Kind.STARTED:
            return doing.step is not None
        case Kind.RETURNED:
            return doing.step is not None and doing.step.reopens is not None
        case Kind.EXTENDED:
            return doing.extension is not None
        case Kind.SUSPENDED | Kind.RESUMED:
            return doing.pause is not None
        case Kind.ANSWERED:
            return doing.question is not None
        case Kind.CORRECTED:
            return doing.corrected is not None
        case Kind.TAKEN_DOWN:
            return bool(doing.channel)
        case _:
            return not doing.target if doing.kind in _STEPLESS else not doing.target or doing.step is not None


def _terms(read: Read) -> list[Term]:
    return [Term(rule.step, rule.word) for rule in read.course.procedure.rules if isinstance(rule.word, Within)]


def _title(doing: Doing) -> str:
    name = doing.step.title if doing.step is not None else ""
    match doing.kind:
        case Kind.ANSWERED:
            return "答复法定问题"
        case Kind.SUSPENDED | Kind.RESUMED:
            return f"{doing.kind.word}:{doing.pause.title}" if doing.pause is not None else doing.kind.word
        case Kind.COUNTERSIGNED:
            return f"会签、加签{f':{name}' if name else ''}"
        case Kind.CORRECTED:
            return f"更正第{doing.target}项:{name or '登记'}"
        case Kind.RETURNED:
            return f"退回:{name}"
        case _:
            return f"{doing.kind.word}:{name}" if name else f"{doing.kind.word}本件"


def _effect(doing: Doing) -> str:
    step, procedure = doing.step, doing.read.course.procedure
    name = step.title if step is not None else procedure.title
    match doing.kind:
        case Kind.DONE:
            return f"登记以后,「{name}」即为办理完毕。期限从法定日期起算,不从录入的时间起算。"
        case Kind.STARTED:
            return f"登记以后,从「{name}」开始之日起算的期限即行起算;这一环节还没有办完。"
        case Kind.RETURNED:
            first = procedure.by_name[step.reopens].title if step is not None and step.reopens is not None else ""
            return f"退回以后,从「{first}」到「{name}」的环节都要重新办理,原来办过的记录保留。"
        case Kind.EXTENDED:
            return _extended(doing)
        case Kind.SUSPENDED:
            return "自中止的次日起,期限停止计算,到恢复之日为止。"
        case Kind.RESUMED:
            return "自恢复的次日起,期限接着计算,不重新起算。"
        case Kind.ANSWERED:
            return "答复和理由记入本件。法律以此为条件的环节和期限,随之适用或者不适用。"
        case _:
            return _EFFECTS[doing.kind]


def _extended(doing: Doing) -> str:
    if doing.extension is None:
        return ""
    term, extension = doing.extension
    granted = f"延长{extension.by}{term.word.term.word}" if extension.by is not None else "延长到批准的日期"
    return f"经{extension.who.title}批准,「{term.step.title}」的期限{granted}。没有批准的,不得按延长后的期限办理。"


_EFFECTS = {
    Kind.REASSIGNED: "转办只改变由谁承办,不改变本件所属的机关,期限照常计算,以前的办理继续有效。",
    Kind.COUNTERSIGNED: "会签、加签的意见记入本件;它不代替法定的审核,也不使期限停止。",
    Kind.REMINDED: "催办记入本件,不改变期限,也不等于已经办理。",
    Kind.WITHDRAWN: "申请人撤回以后,程序结束,不再有应当办理的环节,已经办理的记录保留。重新申请的,另行立件。",
    Kind.TERMINATED: "终止以后,程序结束,不再有应当办理的环节,已经办理的记录保留。",
    Kind.TAKEN_DOWN: "撤下以后,公开页面只显示「已撤下」、依据和日期;网址不变,不再作他用。",
    Kind.CORRECTED: "原来的行为保留并划线显示,以后以更正的内容为准,期限按更正后的日期重新计算。",
}
