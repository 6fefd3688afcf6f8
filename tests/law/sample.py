"""Acts by hand, and a small invented procedure in which each word of the language can be put to the test."""

from datetime import date
from typing import Any

from yifa.law.act import Act, Kind, done
from yifa.law.citation import Certainty, Statute, Version
from yifa.law.condition import equals
from yifa.law.fact import Fact, Type, Value
from yifa.law.fold import Given, State, fold
from yifa.law.judge import Verdict, verdicts
from yifa.law.procedure import Document, Gate, Procedure, Role, Step, Together, Within, Word
from yifa.law.term import WorkingDays

STATUTE = Statute(
    "灯会管理条例", "灯会管理条例", "某市", (Version(date(2020, 1, 1), "某令第1号", 30),), date(2022, 1, 1)
)
UNSURE = Statute(
    "灯会办法", "灯会办法", "某市", (Version(date(2020, 1, 1), "某令第2号", None),), date(2022, 1, 1), Certainty.MEMORY
)
BASIS = STATUTE.art(1)
ORGAN, PARTY = Role("organ", "主管机关"), Role("party", "申请人")

LARGE = Fact("large", "是否大型灯会", Type.FLAG)
OPINION = Fact("opinion", "审查意见")
GUESTS = Fact("guests", "人数", Type.INTEGER, "人")
FINE = Fact("fine", "罚款金额", Type.MONEY, "元")
TOWN = Fact("town", "镇街")
OFFICERS = Fact("officers", "证号", Type.CODES)

GATE = Gate(
    "decision",
    STATUTE.art(6),
    absent="lantern.no_review",
    later="lantern.decided_first",
    passes=equals(OPINION, "合格"),
    forbids=True,
)
DECIDED = Within(WorkingDays(5), done("application"), STATUTE.art(8), "lantern.decide_late")


def course(
    *, review: tuple[Word, ...] = (GATE,), decision: tuple[Word, ...] = (DECIDED,)
) -> tuple[Step | Together, ...]:
    return (
        Step("application", "申请", PARTY, STATUTE.art(2)),
        Together(
            (
                Step("opinion", "征求意见", ORGAN, STATUTE.art(3)),
                Step("survey", "现场勘查", ORGAN, STATUTE.art(4), if_=equals(LARGE, value=True)),
            )
        ),
        Step("review", "审查", ORGAN, STATUTE.art(5, 6), rules=review, reopens="opinion"),
        Step("decision", "决定", ORGAN, STATUTE.art(8), rules=decision, leaves=(Document("letter", "决定书"),)),
        Step("delivery", "送达", ORGAN, STATUTE.art(9), closes=True),
    )


def lantern(*, review: tuple[Word, ...] = (GATE,), decision: tuple[Word, ...] = (DECIDED,), **other: Any) -> Procedure:
    return Procedure("lantern", "灯会许可", BASIS, course(review=review, decision=decision), **other)


LANTERN = lantern()


def act(
    step: str,
    on: str,
    kind: Kind = Kind.DONE,
    *,
    at: str = "",
    until: str = "",
    corrects: int | None = None,
    replaces: Kind | None = None,
    **facts: Value,
) -> Act:
    hour, _, minute = at.partition(":")
    moment = int(hour) * 60 + int(minute) if at else None
    end = date.fromisoformat(until) if until else None
    return Act(0, kind, step, date.fromisoformat(on), moment, end, facts, corrects, replaces)


def numbered(*acts: Act) -> tuple[Act, ...]:
    return tuple(
        Act(seq, a.kind, a.step, a.on, a.minute, a.until, a.facts, a.corrects, a.replaces) for seq, a in enumerate(acts)
    )


def state_of(procedure: Procedure, *acts: Act, given: Given | None = None) -> State:
    return fold(procedure, numbered(*acts), given or Given())


def judged(
    procedure: Procedure, *acts: Act, as_of: str = "2022-12-31", given: Given | None = None
) -> dict[str, Verdict]:
    given = given or Given()
    found = verdicts(state_of(procedure, *acts, given=given), given, date.fromisoformat(as_of))
    return {verdict.rule.code: verdict for verdict in found}
