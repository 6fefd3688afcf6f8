"""行政处罚 and 行刑衔接: how an organ punishes an offence, and hands a suspected crime to the police.

Source: 中华人民共和国行政处罚法 (2021), PENALTIES_LAW; State Council Order 310 (2020), R310.
Reading: of the cases in which article 58 asks for legal review, only those with a hearing can be told from a ledger;
the others (major public interest, several legal relations) depend on lists that each organ makes, and are not judged.
"""

from datetime import date

from yifa.domains.enforcement import vocabulary as v
from yifa.law.act import done
from yifa.law.condition import Happened, any_of, at_least, at_most, equals
from yifa.law.procedure import (
    AtLeast,
    Certified,
    Extension,
    Gate,
    Must,
    Officers,
    Procedure,
    Proviso,
    Step,
    Together,
    Within,
)
from yifa.law.statutes import NOTICE_118, PENALTIES_LAW, R310, SAMR_45
from yifa.law.term import Days, Hours, WorkingDays, Years

LAW = PENALTIES_LAW
PUBLICITY = NOTICE_118.section("二(6)")
HEARING_HELD = Happened("hearing", "听证")
HEARING_NEEDED = any_of(equals(v.PROCEDURE_KIND, "听证"), HEARING_HELD)

LONG_LIMITATION = Proviso(
    equals(v.ENDANGERS_LIFE_OR_FINANCE.fact, value=True), LAW.art(36), "涉及生命健康安全、金融安全且有危害后果"
)
WITHIN_LIMITATION = Within(Years(2), done("offence"), LAW.art(36), "penalty.limitation_passed", unless=LONG_LIMITATION)
DECIDED_IN_TIME = Within(
    Days(90),
    done("case_opening"),
    LAW.art(60),
    "penalty.decide_late",
    extension=Extension(LAW.art(60), v.HEAD),
    watch_open=v.OPEN,
    special_rules=LAW.art(60),
)
HEARING_RIGHT = Must(
    equals(v.HEARING_RIGHT_TOLD, value=True),
    LAW.art(63).also("penalty.hearing_threshold"),
    "penalty.hearing_right_not_told",
    if_=at_least(v.FINE, v.HEARING_THRESHOLD),
)

PENALTY = Procedure(
    "penalty",
    "行政处罚",
    LAW.art(9, 38),
    course=(
        Step("offence", "违法行为终了", v.ORGAN, LAW.art(36)),
        Step("case_opening", "立案", v.HEAD, LAW.art(54), rules=(WITHIN_LIMITATION,), leaves=(v.FILING_FORM,)),
        Step(
            "investigation",
            "调查取证",
            v.ORGAN,
            LAW.art(42, 46, 47, 55),
            rules=(
                Officers(2, LAW.art(42), "penalty.one_officer", if_=v.ORDINARY),
                Certified(LAW.art(42, 55), "officer.certificate_invalid"),
            ),
            leaves=(v.INVESTIGATION_RECORD,),
        ),
        Step(
            "notice",
            "处罚前告知",
            v.ORGAN,
            LAW.art(44, 45, 62),
            if_=v.ORDINARY,
            rules=(
                Gate(
                    bars="decision",
                    basis=LAW.art(44),
                    absent="penalty.no_notice",
                    later="penalty.decision_before_notice",
                    forbids=True,
                ),
            ),
            leaves=(v.NOTICE_OF_PENALTY,),
        ),
        Step("hearing_notice", "听证通知", v.ORGAN, LAW.art(64), if_=HEARING_NEEDED, leaves=(v.HEARING_NOTICE,)),
        Step(
            "hearing",
            "听证",
            v.ORGAN,
            LAW.art(63, 64, 65),
            if_=HEARING_NEEDED,
            rules=(
                AtLeast(
                    WorkingDays(7),
                    done("hearing_notice"),
                    LAW.art(64, item=2) & LAW.art(85),
                    "penalty.hearing_notice_short",
                ),
            ),
            leaves=(v.HEARING_RECORD,),
        ),
        Together(
            (
                Step(
                    "legal_review",
                    "法制审核",
                    v.REVIEWER,
                    LAW.art(58),
                    if_=HEARING_HELD,
                    rules=(
                        Gate(
                            bars="decision",
                            basis=LAW.art(58),
                            absent="penalty.no_legal_review",
                            later="penalty.no_legal_review",
                            forbids=True,
                        ),
                    ),
                    leaves=(v.REVIEW_OPINION,),
                ),
                Step(
                    "collective_discussion",
                    "集体讨论",
                    v.HEAD,
                    LAW.art(57),
                    if_=equals(v.MAJOR, value=True),
                    rules=(
                        Gate(
                            bars="decision",
                            basis=LAW.art(57),
                            absent="penalty.no_collective_discussion",
                            later="penalty.no_collective_discussion",
                        ),
                    ),
                    leaves=(v.DISCUSSION_MINUTES,),
                ),
            )
        ),
        Step(
            "decision",
            "处罚决定",
            v.HEAD,
            LAW.art(57, 59, 60),
            rules=(
                DECIDED_IN_TIME,
                HEARING_RIGHT,
                Must(at_most(v.FINE, v.SUMMARY_LIMIT), LAW.art(51), "penalty.summary_over_limit", if_=v.SUMMARY),
            ),
            leaves=(v.DECISION_LETTER,),
        ),
        Together(
            (
                Step(
                    "service",
                    "送达",
                    v.ORGAN,
                    LAW.art(61),
                    rules=(Within(WorkingDays(7), done("decision"), LAW.art(61, 85), "penalty.serve_late"),),
                    leaves=(v.SERVICE_RECEIPT,),
                ),
                Step(
                    "platform_release",
                    "执法平台公示",
                    v.ORGAN,
                    LAW.art(48) & PUBLICITY,
                    rules=(Within(WorkingDays(7), done("decision"), PUBLICITY, "penalty.publicity_late"),),
                    leaves=(v.RELEASE_RECEIPT,),
                ),
                Step(
                    "credit_release",
                    "信用系统公示",
                    v.ORGAN,
                    SAMR_45.art(9),
                    if_=v.ORDINARY,
                    rules=(Within(WorkingDays(20), done("decision"), SAMR_45.art(9), "penalty.credit_publicity_late"),),
                    leaves=(v.RELEASE_RECEIPT,),
                ),
            )
        ),
        Step("payment", "缴款", v.PARTY_ROLE, LAW.art(66, 67), leaves=(v.PAYMENT_RECEIPT,)),
        Step("closing", "结案", v.ORGAN, LAW.art(47), leaves=(v.CASE_FILE,), closes=True),
    ),
    facts=(
        v.CASE_NUMBER,
        v.ORGAN_NAME,
        v.FIELD,
        v.PARTY_KIND,
        v.PARTY,
        v.CREDIT_CODE,
        v.CAUSE,
        v.PROCEDURE_KIND,
        v.OFFICERS,
        v.HEARING_RIGHT_TOLD,
        v.MAJOR,
        v.FINE,
        v.CONFISCATED,
        v.STATUS,
    ),
    questions=(v.ENDANGERS_LIFE_OR_FINANCE,),
    officers=v.OFFICERS,
    certificates="officers",
    valid_from=date(2021, 7, 15),
)

TRANSFER = Procedure(
    "criminal_transfer",
    "移送涉嫌犯罪案件",
    R310.art(3, 5),
    course=(
        Step("team_report", "专案组书面报告", v.ORGAN, R310.art(5), leaves=(v.TEAM_REPORT,)),
        Step(
            "approval",
            "批准移送",
            v.HEAD,
            R310.art(5),
            rules=(Within(Days(3), done("team_report"), R310.art(5), "transfer.approve_late"),),
        ),
        Step(
            "sending",
            "移送公安机关",
            v.ORGAN,
            R310.art(5, 6),
            rules=(Within(Hours(24), done("approval"), R310.art(5), "transfer.send_late"),),
            leaves=(v.TRANSFER_LETTER,),
        ),
        Step("police_filing", "公安机关决定立案", v.POLICE, R310.art(8), leaves=(v.FILING_NOTICE,)),
        Step(
            "goods_handover",
            "移交涉案物品",
            v.ORGAN,
            R310.art(12),
            rules=(Within(Days(3), done("police_filing"), R310.art(12), "transfer.goods_late"),),
            leaves=(v.GOODS_LIST,),
            closes=True,
        ),
    ),
    facts=(v.TRANSFER_NUMBER, v.TRANSFERRING_ORGAN, v.SUSPECTED_CRIME),
    valid_from=date(2020, 8, 7),
)

TRAINING = Procedure(
    "town_training",
    "镇街执法培训",
    LAW.art(42),
    course=(Step("training", "举办培训", v.TOWN_ROLE, LAW.art(42), closes=True),),
    facts=(v.SESSION_NUMBER, v.TOWN, v.TOPIC, v.ATTENDANCES),
    valid_from=date(2021, 7, 15),
)
SIGN_IN = Procedure(
    "training_sign_in",
    "培训签到",
    LAW.art(42),
    course=(Step("sign_in", "签到", v.OFFICER, LAW.art(42), closes=True),),
    facts=(v.SIGN_IN_NUMBER, v.SESSION, v.CERTIFICATE, v.OFFICER_NAME),
    valid_from=date(2021, 7, 15),
)
RANDOM_EXAM = Procedure(
    "random_exam",
    "随机抽考",
    LAW.art(42),
    course=(Step("exam", "抽考", v.BUREAU, LAW.art(42), closes=True),),
    facts=(v.EXAM_NUMBER, v.EXAMINED, v.EXAM_PASSED),
    valid_from=date(2021, 7, 15),
)

PROCEDURES = (PENALTY, TRANSFER, TRAINING, SIGN_IN, RANDOM_EXAM)
