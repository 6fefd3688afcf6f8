"""What can be done in a matter of leaders, as data: which form, on which side, at which step, stating what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yifa.domains.leadership import vocabulary as v
from yifa.domains.leadership.procedure import HIGHER_DOCUMENT, INSTRUCTION, TOWN_HEARING
from yifa.domains.leadership.rectification import RECTIFICATION
from yifa.domains.leadership.sides import OFFICE, UNIT
from yifa.kernel.particulars import REASON
from yifa.kernel.sides import Side
from yifa.law.act import Kind
from yifa.law.fact import Fact
from yifa.law.procedure import Document, Procedure


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: the fact that it states, how it is asked for, and why."""

    fact: Fact
    kind: str = "area"
    title: str = ""
    why: str = ""
    choices: tuple[str, ...] = ()
    longest: int = 1000
    needed: bool = True

    @property
    def label(self) -> str:
        """How the field is called."""
        return self.title or self.fact.title


@dataclass(frozen=True, slots=True)
class Move:
    """One act: name of its form, step, title, side, fields, what it leaves; kind: what it means in law."""

    name: str
    step: str
    title: str
    side: Side
    fields: tuple[Field, ...] = ()
    leaves: Document | None = None
    kind: Kind = Kind.DONE
    says: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of matter with its board: the form that begins one, its first step, and all its moves.

    whose: the fact that names the organ; number: the fact that holds the number given by the series; first: «» where
    it is only planned when it begins; to_many: one is given to several organs at once, a case for each;
    begins: how the form is called that begins one.
    """

    name: str
    title: str
    board: str
    procedure: Procedure
    says: str
    first: str
    leaves: Document
    opening: tuple[Field, ...]
    whose: Fact
    number: Fact
    series: str
    pattern: str
    moves: tuple[Move, ...]
    by_title: Fact
    only_towns: bool = False
    to_many: bool = False
    begins: str = "登记一件"


def _text(title: str, why: str = "") -> Field:
    return Field(REASON, "area", title, why)


REMIND = Move("remind", "feedback", "催办", OFFICE, (_text("催办内容"),), kind=Kind.REMINDED, says="催办一次")
FEEDBACK = Move(
    "feedback", "feedback", "反馈办理结果", UNIT, (_text("办理情况", "写明办了什么、结果怎样。"),), v.FEEDBACK
)
CLOSING = Move("close", "closing", "办结", OFFICE)
AGAIN = Move(
    "again",
    "closing",
    "退回重办",
    OFFICE,
    (_text("退回理由"),),
    kind=Kind.RETURNED,
    says="办理结果不符合要求的,退回重办",
)

INSTRUCTIONS = Matter(
    "leading-instruction",
    "领导批示",
    "leading-instructions",
    INSTRUCTION,
    "批示的转办、期限、催办、反馈和办结;涉密的只登记件数。",
    "instruction",
    v.INSTRUCTION,
    (
        Field(v.INSTRUCTING_LEADER, "text", why="填写职务,如「区长」。", longest=40),
        Field(v.INSTRUCTED_ON, "text", longest=200),
        Field(v.DUE, "day", why="转办以后,承办单位应当在这一天以前反馈。"),
    ),
    v.INSTRUCTED_UNIT,
    v.INSTRUCTION_NUMBER,
    "领导批示",
    "批〔{year}〕{serial}号",
    (
        Move("route", "routing", "转办", OFFICE, (_text("转办要求"),), v.ROUTING_SLIP),
        FEEDBACK,
        REMIND,
        CLOSING,
        AGAIN,
    ),
    v.INSTRUCTED_ON,
)
DOCUMENTS = Matter(
    "leading-document",
    "上级决策部署",
    "leading-documents",
    HIGHER_DOCUMENT,
    "上级文件的收文、分解、反馈和办结。",
    "receipt",
    v.INCOMING,
    (
        Field(v.DOCUMENT_TITLE, "text", longest=200),
        Field(v.ISSUED_AS, "text", why="没有文号的不填。", longest=120, needed=False),
        Field(v.ISSUED_BY, "text", longest=120),
        Field(v.REQUIRED, why="写明要本单位做什么。"),
        Field(v.DUE, "day"),
    ),
    v.INSTRUCTED_UNIT,
    v.DOCUMENT_NUMBER,
    "上级决策部署",
    "落实〔{year}〕{serial}号",
    (
        Move("assign", "assignment", "分解任务", OFFICE, (_text("任务"),), v.ASSIGNMENT),
        FEEDBACK,
        REMIND,
        CLOSING,
        AGAIN,
    ),
    v.DOCUMENT_TITLE,
    to_many=True,
)
HEARINGS = Matter(
    "leading-hearing",
    "听取镇街报告",
    "leading-towns",
    TOWN_HEARING,
    "镇街向党委、政府报告法治建设情况,以及还没有听取的镇街。",
    "",
    v.TOWN_REPORT,
    (Field(v.HEARING_PLANNED, "day", why="准备在哪一天的会议上听取。"),),
    v.TOWN,
    v.HEARING_NUMBER,
    "听取镇街报告",
    "听报〔{year}〕{serial}号",
    (
        Move("submit", "submission", "提交报告", UNIT, (_text("报告要点"),), v.TOWN_REPORT),
        Move("receive", "submission", "收到镇街报告", OFFICE, (_text("报告要点"),), v.TOWN_REPORT),
        Move(
            "hear",
            "hearing",
            "听取报告",
            OFFICE,
            (
                Field(v.HEARING_QUESTIONS, why="没有提问的不填。", needed=False),
                Field(v.HEARING_TASKS, why="没有交办的,写「没有」。"),
                Field(v.DUE, "day", "交办事项反馈期限", "没有交办的不填。", needed=False),
            ),
            v.TASK_LIST,
        ),
        Move("feedback", "feedback", "反馈交办事项", UNIT, (_text("落实情况"),), v.FEEDBACK),
        REMIND,
    ),
    v.TOWN,
    only_towns=True,
    begins="安排一次听取",
)
EVALUATED = "述法评议"
FOUND = ("督察", EVALUATED, "案卷评查", "审计", "形势研判", "上级通报", "其他")
PROBLEMS = Matter(
    "leading-problem",
    "问题整改",
    "leading-problems",
    RECTIFICATION,
    "问题、措施、期限、佐证、由另一人复核、销号或者重新打开。",
    "finding",
    v.PROBLEM_NOTE,
    (
        Field(v.PROBLEM, why="写明事实,不要写入个人的姓名。"),
        Field(v.FOUND_BY, "choice", choices=FOUND),
        Field(v.FOUND_IN, "text", why="如督察报告、通报的名称和文号。", longest=200, needed=False),
    ),
    v.PROBLEM_UNIT,
    v.PROBLEM_NUMBER,
    "问题整改",
    "整改〔{year}〕{serial}号",
    (
        Move("plan", "measure", "制定整改措施", UNIT, (Field(v.MEASURE), Field(v.DEADLINE, "day")), v.PLAN),
        Move(
            "prove",
            "proof",
            "提交整改佐证",
            UNIT,
            (_text("整改情况和佐证"), Field(v.RECTIFIED_BY, "text", longest=60)),
            v.PROOF,
        ),
        Move(
            "verify", "verification", "复核", OFFICE, (_text("复核情况"),), v.VERIFICATION, says="整改到位的,通过复核"
        ),
        Move(
            "insufficient",
            "verification",
            "复核未通过",
            OFFICE,
            (_text("没有整改到位的地方"),),
            kind=Kind.RETURNED,
            says="没有整改到位的,退回重新整改",
        ),
        Move("close", "closing", "销号", OFFICE, (), v.CLOSE_OUT),
        Move("reopen", "closing", "重新打开", OFFICE, (_text("重新打开的原因"),), kind=Kind.RETURNED),
    ),
    v.PROBLEM,
)

MATTERS = (INSTRUCTIONS, DOCUMENTS, HEARINGS, PROBLEMS)
OF_PROCEDURE: Mapping[str, Matter] = {matter.procedure.name: matter for matter in MATTERS}
