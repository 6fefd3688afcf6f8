"""上会议题: what is put before a meeting, whatever its procedure, and what the law says of putting it there as it stands.

A procedure belongs here where a review of legality bars a step in which a meeting debates; which those are is read from
the procedures themselves, so that a further institution needs no word here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from yifa.domains.legality import vocabulary as v
from yifa.kernel.access import reached
from yifa.kernel.acting import UnableToFindCase, case_for
from yifa.kernel.catalogue import catalogue
from yifa.kernel.dossiers.models import Sheet
from yifa.kernel.dossiers.sheets import put, the
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.reading import Read, read_cases
from yifa.law.act import Act, Kind, done, started
from yifa.law.condition import Subject, evaluate
from yifa.law.explain import refusals
from yifa.law.procedure import Gate, Procedure, Rule, provisos

AGENDA = "agenda"
"""The kind under which dossiers keep the sheet by which a case is put on an agenda."""
REVIEWS, MEETINGS = "合法性", ("集体", "会议")
MAY, MAY_NOT, BY_PROVISO, DEBATED = "可以上会", "不得上会", "按例外可以上会", "已经上会"
MOST = 300


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a meeting; on: the day of the meeting, None where it is not fixed yet."""

    case: Case
    kind: str
    meeting: str
    on: date | None
    complete: date | None
    reviewed: date | None
    number: str
    conclusion: str
    may: str
    why: str

    @property
    def organ(self) -> str:
        """Whose item it is."""
        return self.case.organ.name if self.case.organ is not None else ""


def items(asked: Asked) -> tuple[Item, ...]:
    """What stands on agendas within the viewer's reach, the latest meeting first, those without a day before all."""
    rows = reached(Sheet.objects.filter(kind=AGENDA), asked.viewer, on=asked.on)
    listed = set(rows.order_by("-pk").values_list("case", flat=True)[:MOST])
    cases = Case.objects.filter(procedure__in=[name for name in debated() if _names_meeting(name)])
    open_ones = reached(cases, asked.viewer, on=asked.on).exclude(state="")
    listed |= set(open_ones.order_by("-pk").values_list("pk", flat=True)[:MOST])
    reads = read_cases(listed, given=asked.given, versions=asked.versions)
    found = (item for read in reads if (item := _item(asked, read)) is not None)
    return tuple(sorted(found, key=lambda item: (item.on or date.max, item.meeting, -item.case.pk), reverse=True))


def waiting(asked: Asked) -> tuple[Case, ...]:
    """The open cases that may be put on an agenda, the latest first."""
    rows = reached(Case.objects.filter(procedure__in=debated()), asked.viewer, on=asked.on)
    return tuple(rows.exclude(state="").select_related("organ").order_by("-pk")[:MOST])


def put_on(asked: Asked, *, case_id: int, meeting: str, on: date) -> Case:
    """Put a case on the agenda: whether it may be debated is shown, and decided by its review.

    Raises UnableToTake for a case that is none of them, UnableToPerform where the post does not act in it.
    """
    try:
        case = case_for(asked.viewer, case_id=case_id, on=asked.on)
    except UnableToFindCase:
        case = None
    rule = _barring(asked.versions.pinned(name=case.procedure, version=case.version)) if case is not None else None
    if case is None or rule is None or not isinstance(rule.word, Gate) or not case.state:
        raise UnableToTake("没有选定要上会的事项。请在名单中选定；名单中没有的，请先立件。", "case")
    said = {"meeting": meeting, "day": on.isoformat()}
    put(replace(asked, case=case), AGENDA, step=rule.word.bars, said=said, on=asked.on)
    return case


@cache
def debated() -> tuple[str, ...]:
    """The procedures in which a review of legality bars what a meeting debates."""
    return tuple(dict.fromkeys(name for (name, _), text in catalogue().procedures.items() if _barring(text)))


def _names_meeting(procedure: str) -> bool:
    return any(v.MEETING in text.facts for text in catalogue().texts_of(name=procedure))


def _barring(text: Procedure) -> Rule | None:
    for rule in text.rules:
        if isinstance(rule.word, Gate) and rule.word.forbids and rule.step.title.startswith(REVIEWS):
            barred = text.by_name[rule.word.bars].title
            if any(word in barred for word in MEETINGS):
                return rule
    return None


def _item(asked: Asked, read: Read) -> Item | None:
    text, state, facts = read.course.procedure, read.state, read.state.facts
    rule = _barring(text)
    if rule is None or not isinstance(rule.word, Gate):
        return None
    meeting, day = _agenda(read, asked.on)
    reviewed = state.day(done(rule.step.name))
    may, why = _may(read, rule, max(day or asked.on, asked.on))
    return Item(
        read.case,
        text.title,
        meeting or str(facts.get(v.MEETING.name) or "还没有列入会议"),
        day,
        state.day(started(rule.step.name)),
        reviewed,
        str(facts.get(v.OPINION_NUMBER.name) or "") if reviewed is not None else "",
        str(facts.get(v.OPINION.name) or "") if reviewed is not None else "",
        may,
        why,
    )


def _agenda(read: Read, on: date) -> tuple[str, date | None]:
    sheet = the(read.case, AGENDA, on=on)
    return (sheet.said["meeting"], date.fromisoformat(sheet.said["day"])) if sheet is not None else ("", None)


def _may(read: Read, rule: Rule, on: date) -> tuple[str, str]:
    state, word = read.state, rule.word
    if not isinstance(word, Gate):
        return MAY, ""
    held = state.day(done(word.bars))
    if held is not None:
        return DEBATED, f"{held}已经办理{state.procedure.by_name[word.bars].title}。"
    act = Act(len(read.course.acts), Kind.DONE, word.bars, on)
    refused = refusals(state, act, read.given)
    if refused:
        return MAY_NOT, "".join(one.sentence for one in refused)
    return _passed(read, rule, word)


def _passed(read: Read, rule: Rule, word: Gate) -> tuple[str, str]:
    reviewed = read.state.day(done(rule.step.name)) is not None
    if reviewed and (word.passes is None or evaluate(word.passes, Subject(read.state.facts))):
        return MAY, ""
    told = "、".join(f"{one.title}({one.basis.formal})" for one in provisos(rule))
    return BY_PROVISO, f"{told}。" if told else ""
