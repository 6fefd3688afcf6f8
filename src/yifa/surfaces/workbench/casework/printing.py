"""The papers of a case: those of its institution, and the two that every case has, filled from what is on record."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yifa.kernel.catalogue import catalogue
from yifa.kernel.history import facts_named, in_words
from yifa.kernel.papers import Boxes, Family, Filling, Form, Pairs, Paper
from yifa.kernel.particulars import PAPER, SEAL
from yifa.kernel.reading import Read
from yifa.law.fold import standing
from yifa.law.procedure import Step
from yifa.report.punctuation import mended
from yifa.surfaces.shell.legal_words import legal

APPROVAL, RECEIPT = "approval", "service-receipt"
UNSEALED, SCANNED, ELECTRONIC = "未盖章稿", "已用印扫描件", "电子印章版"
SEALS = (SCANNED, ELECTRONIC)
_CHECK = 97


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper that may be printed: its name in the address, its title, and whether a signed one came back."""

    name: str
    title: str
    state: str
    scan: str = ""


def forms_of(read: Read) -> tuple[Printed, ...]:
    """The papers that the case has now."""
    named = [(form.name, form.title) for form in _own(read)]
    generic = [(APPROVAL, "审批表"), (RECEIPT, "送达回证")]
    return tuple(_printed(name, title, read) for name, title in (*named, *generic))


def paper_of(read: Read, name: str, *, on: date) -> Paper | None:
    """The paper of that name, filled from the record; None where the case has none such."""
    if name == APPROVAL:
        return _approval(read)
    if name == RECEIPT:
        return _receipt(read)
    form = next((one for one in _own(read) if one.name == name), None)
    return form.fill(Filling(read.case, read.state, on, read.state.facts)) if form is not None else None


def step_of(read: Read, name: str) -> str:
    """The step to which a paper belongs: where the case stands, for those that every case has."""
    form = next((one for one in _own(read) if one.name == name), None)
    here = standing(read.state, read.given)
    return form.step if form is not None and form.step else (here[0].name if here else "")


def code_of(case_id: int, name: str) -> str:
    """What stands on the paper, so that the signed scan finds its case again; the last two digits catch a typing error."""
    return f"{case_id}-{name}-{_check(case_id, name):02d}"


def read_code(text: str) -> tuple[int, str] | None:
    """The case and the paper that a code names; None where it is mistyped."""
    number, _, rest = "".join(text.split()).partition("-")
    name, _, check = rest.rpartition("-")
    if not (number.isascii() and number.isdigit() and len(number) < _LONGEST and name):
        return None
    return (int(number), name) if check == f"{_check(int(number), name):02d}" else None


_LONGEST = 16


def _check(case_id: int, name: str) -> int:
    return zlib.crc32(f"{case_id}-{name}".encode()) % _CHECK


def _own(read: Read) -> Iterator[Form]:
    for form in catalogue().forms.values():
        if isinstance(form, Form) and form.procedure == read.case.procedure and _is_ready(form, read):
            yield form


def _is_ready(form: Form, read: Read) -> bool:
    place = read.course.procedure.place
    here = standing(read.state, read.given)
    if not form.step or not here:
        return True
    return place.get(form.step, 0) <= max(place[step.name] for step in here)


def _printed(name: str, title: str, read: Read) -> Printed:
    returned = [act for act in read.course.acts if act.facts.get(PAPER.name) == name]
    state = str(returned[-1].facts.get(SEAL.name) or SCANNED) if returned else UNSEALED
    return Printed(name, mended(title), state)


def _approval(read: Read) -> Paper:
    procedure, here = read.course.procedure, standing(read.state, read.given)
    step = here[0] if here else procedure.steps[-1]
    rows = (
        ("事项", read.case.title or procedure.title),
        ("环节", step.title),
        ("责任主体", step.actor.title),
        ("依据", legal(step.basis.formal)),
        ("应当留存", "、".join(document.title for document in step.leaves) or "无"),
        *_stated(read),
    )
    boxes = Boxes(("承办人意见", "审核意见", "负责人审批意见"))
    title = f"{procedure.title}审批表"
    return Paper(mended(title), Family.APPROVAL, (_mended(rows), boxes), _organ(read), read.case.number or "")


def _receipt(read: Read) -> Paper:
    rows = (
        ("送达文书名称、文号", _last_document(read)),
        ("受送达人", ""),
        ("送达地点", ""),
        ("送达方式", "直接送达□ 留置送达□ 邮寄送达□ 委托送达□ 电子送达□ 公告送达□"),
        ("收件人签名或者盖章", ""),
        ("收到日期", "  年  月  日"),
        ("代收人与受送达人的关系", ""),
        ("拒收事由和见证人", ""),
        ("送达人", ""),
        ("备注", ""),
    )
    return Paper("送达回证", Family.SERVICE_RECEIPT, (_mended(rows),), _organ(read), read.case.number or "")


def _last_document(read: Read) -> str:
    done: list[Step] = [step for step in read.course.procedure.steps if step.name in read.state.times and step.leaves]
    return f"{done[-1].leaves[0].title} {read.case.number or ''}".strip() if done else ""


def _stated(read: Read) -> Iterator[tuple[str, str]]:
    known = facts_named(read)
    for fact in read.course.procedure.facts:
        value = read.state.facts.get(fact.name)
        if value is not None and fact.name in known:
            yield fact.title, in_words(fact, value, read.state.facts, read)


def _mended(rows: tuple[tuple[str, str], ...]) -> Pairs:
    return Pairs(tuple((mended(head), mended(text)) for head, text in rows))


def _organ(read: Read) -> str:
    return read.case.organ.name if read.case.organ is not None else ""
