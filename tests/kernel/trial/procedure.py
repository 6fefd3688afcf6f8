"""A permit: applied for, perhaps corrected, accepted, reviewed, decided, delivered."""

from datetime import date

from yifa.law.act import done
from yifa.law.condition import one_of
from yifa.law.fact import Fact, Type
from yifa.law.procedure import Certified, Extension, Gate, Pause, Procedure, Role, Step, Within
from yifa.law.statutes import LICENSING_LAW, PENALTIES_LAW
from yifa.law.term import Days, WorkingDays

ORGAN, WINDOW = Role("organ", "行政机关"), Role("window", "窗口")
NUMBER, TITLE, UNIT = Fact("number", "编号"), Fact("title", "名称"), Fact("unit", "机关")
CODE = Fact("credit_code", "统一社会信用代码", Type.CREDIT_CODE)
FINE, URGENT = Fact("fine", "金额", Type.MONEY), Fact("urgent", "紧急", Type.FLAG)
FIRST, SECOND = Fact("first_officer", "人员一"), Fact("second_officer", "人员二")
OFFICERS = Fact("officers", "人员", Type.CODES)
APPLICANT = Fact("applicant", "申请人", personal=True)
NOTED = Fact("noted", "备注时间", Type.MOMENT)
STATUS, PERIOD_YEAR = Fact("status", "状态"), Fact("period_year", "年度", Type.INTEGER)
LAW = LICENSING_LAW

PERMIT = Procedure(
    "trial_permit",
    "试办许可",
    LAW.art(29),
    course=(
        Step("application", "申请", WINDOW, LAW.art(29)),
        Step("notice", "补正告知", WINDOW, LAW.art(32)),
        Step(
            "acceptance",
            "受理",
            WINDOW,
            LAW.art(32),
            rules=(Within(WorkingDays(5), done("application"), LAW.art(32), "trial.accept_late"),),
        ),
        Step(
            "review",
            "审核",
            ORGAN,
            LAW.art(34),
            rules=(Gate("decision", LAW.art(34), absent="trial.no_review", later="trial.late_review", forbids=True),),
            reopens="review",
        ),
        Step(
            "decision",
            "决定",
            ORGAN,
            LAW.art(42),
            rules=(
                Within(
                    WorkingDays(20),
                    done("acceptance"),
                    LAW.art(42),
                    "trial.decide_late",
                    extension=Extension(LAW.art(42), ORGAN),
                    pauses=(Pause("hearing", "听证", LAW.art(45)),),
                ),
                Certified(
                    PENALTIES_LAW.art(42),
                    "trial.certificate",
                    if_=one_of(URGENT, True),  # noqa: FBT003 - a fact's value
                ),
            ),
        ),
        Step(
            "delivery",
            "送达",
            WINDOW,
            LAW.art(44),
            rules=(Within(Days(10), done("decision"), LAW.art(44), "trial.deliver_late"),),
            closes=True,
        ),
    ),
    facts=(
        *(NUMBER, TITLE, UNIT, CODE, FINE, URGENT, FIRST, SECOND, OFFICERS, NOTED, STATUS, PERIOD_YEAR),
        APPLICANT,
    ),
    officers=OFFICERS,
    certificates="trial_officers",
    valid_from=date(2019, 4, 23),
)
PROCEDURES = (PERMIT,)
