"""政务服务办件 and 好差评: how an application is accepted, decided and delivered, and how a bad rating is answered.

Source: 中华人民共和国行政许可法 (terms in working days by article 82), 优化营商环境条例 article 36 for promised times.
Reading: where an acceptance is on record, terms run from it even if an earlier one is deemed by silence; the two
are judged apart, as the ledgers count them.
"""

from datetime import date

from yifa.domains.services import vocabulary as v
from yifa.law.act import done
from yifa.law.procedure import Cap, Deemed, Extension, Pause, Procedure, Reference, Step, Together, Within
from yifa.law.statutes import LICENSING_LAW, NOTICE_51, NOTICE_118, R722
from yifa.law.term import Promptly, WorkingDays

LAW = LICENSING_LAW
IN_WORKING_DAYS = LAW.art(82)
CORRECTION = LAW.art(32, paragraph=1, item=4)
SPECIAL = Pause("special_procedure", "听证、检验、检测、检疫、鉴定和专家评审", LAW.art(45))

TOLD_IN_TIME = Within(
    WorkingDays(5),
    done("application"),
    LAW.art(32, 82, paragraph=1, item=4),
    "licence.correction_late",
    if_=v.IS_LICENCE,
    settled_by=("acceptance",),
    deemed=Deemed("acceptance", done("application"), CORRECTION),
)
DECIDED_IN_TIME = Within(
    WorkingDays(20),
    done("acceptance"),
    LAW.art(42, 82),
    "licence.decide_late",
    if_=v.IS_LICENCE,
    extension=Extension(LAW.art(42), v.HEAD, by=10),
    pauses=(SPECIAL,),
)
PROMISE_KEPT = Within(
    WorkingDays(v.PROMISED_DAYS),
    done("acceptance"),
    R722.art(36).also("service.promise_binding"),
    "service.promise_late",
    if_=v.PROMISE_BINDING.is_on,
    extension=Extension(LAW.art(42), v.HEAD, by=10),
    pauses=(SPECIAL,),
    yields_to="licence.decide_late",
)

APPLICATION = Procedure(
    "service_application",
    "政务服务办件",
    LAW.art(29, 32) & R722.art(35, 36),
    course=(
        Step("application", "收到申请", v.WINDOW, LAW.art(29, 32), leaves=(v.RECEIPT,)),
        Step(
            "correction_notice",
            "补正告知",
            v.WINDOW,
            CORRECTION,
            rules=(
                TOLD_IN_TIME,
                Cap(1, LAW.art(32, 72, paragraph=1, item=4), "licence.second_correction", if_=v.IS_LICENCE),
            ),
            leaves=(v.CORRECTION_LIST,),
        ),
        Step("correction", "补正齐全", v.APPLICANT, LAW.art(32)),
        Step("acceptance", "受理", v.WINDOW, LAW.art(32), leaves=(v.ACCEPTANCE_NOTICE,)),
        Step("decision", "决定", v.ORGAN, LAW.art(34, 42), rules=(DECIDED_IN_TIME, PROMISE_KEPT), leaves=(v.DECISION,)),
        Together(
            (
                Step(
                    "delivery",
                    "送达",
                    v.WINDOW,
                    LAW.art(44),
                    rules=(
                        Within(
                            WorkingDays(10),
                            done("decision"),
                            LAW.art(44, 82),
                            "licence.deliver_late",
                            if_=v.IS_LICENCE,
                        ),
                    ),
                    leaves=(v.DELIVERY_RECEIPT,),
                ),
                Step(
                    "publication",
                    "决定公示",
                    v.ORGAN,
                    LAW.art(40) & NOTICE_118.section("二(6)"),
                    if_=v.IS_LICENCE,
                    rules=(
                        Within(WorkingDays(7), done("decision"), NOTICE_118.section("二(6)"), "licence.publish_late"),
                    ),
                    leaves=(v.RELEASE_RECEIPT,),
                ),
            )
        ),
    ),
    facts=(
        v.CASE_NUMBER,
        v.ITEM,
        v.CASE_NAME,
        v.APPLICANT_KIND,
        v.APPLICANT_NAME,
        v.CREDIT_CODE,
        v.CHANNEL,
        v.ON_THE_SPOT,
        v.VISITS,
        v.OUTLET,
        v.STATUS,
    ),
    refers=(Reference(v.ITEM, "items", (v.ITEM_KIND, v.PROMISED_DAYS, v.STATUTORY_DAYS, v.INSTANT)),),
    valid_from=date(2020, 1, 1),
)

RATING = Procedure(
    "service_rating",
    "好差评",
    NOTICE_51.whole(),
    course=(
        Step("rating", "评价", v.APPLICANT, NOTICE_51.whole()),
        Step(
            "callback",
            "回访",
            v.HANDLING_UNIT,
            NOTICE_51.whole(),
            if_=v.BAD_REAL_NAME,
            rules=(Within(Promptly(), done("rating"), NOTICE_51.whole(), "hcp.not_called_back", watch_open=True),),
            leaves=(v.CALL_RECORD,),
        ),
        Step(
            "rectification",
            "整改完成",
            v.HANDLING_UNIT,
            NOTICE_51.whole(),
            if_=v.BAD_REAL_NAME,
            leaves=(v.RECTIFICATION,),
        ),
    ),
    facts=(v.RATING_NUMBER, v.RATED_CASE, v.GRADE, v.REAL_NAME, v.GRADE_AFTER),
    valid_from=date(2019, 12, 17),
)

PROCEDURES = (APPLICATION, RATING)
