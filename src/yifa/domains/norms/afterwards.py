"""What becomes of norms once they are published: evaluated, asked about by citizens, checked by draw, cleaned up.

Source: 国办发〔2018〕37号 for all four, from memory (待核); numbers are those of local rules. Publication of what a clean-up
decides within the outer bound of 政府信息公开条例 26. Reading: the national text sets no day by which the report of an
evaluation is published; 及时 alone is owed. Reading: no text sets the days in which a checked organ answers an order
to correct; the order states them, and what it states is counted.
"""

from datetime import date

from yifa.domains.norms import vocabulary as v
from yifa.law.act import done
from yifa.law.citation import local
from yifa.law.condition import Known
from yifa.law.procedure import Gate, Procedure, Step, Within
from yifa.law.statutes import NOTICE_37, R711
from yifa.law.term import Days, Promptly, WorkingDays

BASIS = NOTICE_37.whole()
SINCE = date(2018, 5, 16)

EVALUATION = Procedure(
    "norm_evaluation",
    "行政规范性文件后评估",
    BASIS,
    course=(
        Step("plan", "制定评估方案", v.EVALUATING, BASIS, leaves=(v.EVALUATION_PLAN,)),
        Step("survey", "调查执行情况", v.EVALUATING, BASIS, leaves=(v.EVALUATION_SURVEY,)),
        Step("report", "形成评估报告", v.EVALUATING, BASIS, leaves=(v.EVALUATION_REPORT,)),
        Step(
            "publication",
            "公布评估报告",
            v.EVALUATING,
            BASIS,
            rules=(Within(Promptly(), done("report"), BASIS, "normative.evaluation_unpublished"),),
            leaves=(v.EVALUATION_REPORT,),
        ),
        Step("follow_up", "运用评估结果", v.ISSUING_ORGAN, BASIS, leaves=(v.FOLLOW_UP_NOTE,), closes=True),
    ),
    facts=(v.EVALUATION_NUMBER, v.EVALUATED, v.EVALUATING_UNIT, v.EVALUATION_RESULT),
    valid_from=SINCE,
)

REVIEW_REQUEST = Procedure(
    "norm_review_request",
    "行政规范性文件审查建议",
    BASIS,
    course=(
        Step("request", "提出审查建议", v.PROPOSER, BASIS, leaves=(v.REQUEST_LETTER,)),
        Step("acceptance", "登记受理", v.FILING_REVIEWER, BASIS),
        Step("issuers_note", "制定机关说明情况", v.ISSUING_ORGAN, BASIS, leaves=(v.ISSUERS_NOTE,)),
        Step(
            "review",
            "审查",
            v.FILING_REVIEWER,
            BASIS,
            rules=(
                Gate(
                    "reply",
                    BASIS,
                    absent="normative.replied_unreviewed",
                    later="normative.replied_unreviewed",
                    passes=Known(v.REQUEST_RESULT),
                ),
            ),
            leaves=(v.REVIEW_NOTE,),
        ),
        Step(
            "reply",
            "答复建议人",
            v.FILING_REVIEWER,
            BASIS.also(v.REPLY_DAYS.name),
            rules=(
                Within(
                    Days(v.REPLY_DAYS),
                    done("request"),
                    local(v.REPLY_DAYS.name),
                    "normative.request_reply_late",
                    watch_open=True,
                ),
            ),
            leaves=(v.REPLY_LETTER,),
            closes=True,
        ),
    ),
    facts=(v.REQUESTED_ABOUT, v.REQUESTER, v.REQUEST_GROUNDS, v.REQUEST_RESULT),
    valid_from=SINCE,
)

SPOT_CHECK = Procedure(
    "norm_spot_check",
    "行政规范性文件备案审查抽查",
    BASIS,
    course=(
        Step(
            "draw",
            "随机抽取",
            v.FILING_REVIEWER,
            BASIS,
            rules=(
                Gate(
                    "review",
                    BASIS,
                    absent="normative.checked_undrawn",
                    later="normative.checked_undrawn",
                    passes=Known(v.BUNDLE_HASH),
                ),
            ),
            leaves=(v.DRAW_PLAN, v.DRAW_BUNDLE),
        ),
        Step("review", "审查抽中的文件", v.FILING_REVIEWER, BASIS, leaves=(v.CHECK_OPINION,)),
        Step(
            "correction_order",
            "责令改正",
            v.FILING_REVIEWER,
            BASIS,
            if_=v.TO_BE_CORRECTED,
            leaves=(v.CORRECTION_ORDER,),
        ),
        Step(
            "correction",
            "反馈整改情况",
            v.ISSUING_ORGAN,
            BASIS,
            if_=v.TO_BE_CORRECTED,
            rules=(
                Within(
                    Days(v.ANSWER_DAYS),
                    done("correction_order"),
                    BASIS,
                    "normative.spot_check_correction_late",
                    watch_open=True,
                ),
                Gate(
                    "closing",
                    BASIS,
                    absent="normative.spot_check_closed_uncorrected",
                    later="normative.spot_check_closed_uncorrected",
                    if_=v.TO_BE_CORRECTED,
                ),
            ),
            leaves=(v.CORRECTION_REPORT,),
        ),
        Step("closing", "抽查办结", v.FILING_REVIEWER, BASIS, closes=True),
    ),
    facts=(
        v.DRAW_NAME,
        v.PLAN_HASH,
        v.BUNDLE_HASH,
        v.CHECKED_NORM,
        v.CHECK_RESULT,
        v.ORDER_NUMBER,
        v.ANSWER_DAYS,
        v.CHECK_OUTCOME,
    ),
    valid_from=SINCE,
)

CLEAN_UP = Procedure(
    "norm_clean_up",
    "行政规范性文件清理",
    BASIS,
    course=(
        Step("initiation", "启动清理", v.ISSUING_ORGAN, BASIS, leaves=(v.CLEAN_UP_PLAN,)),
        Step("listing", "列出清理目录", v.OFFICE, BASIS, leaves=(v.CLEAN_UP_LIST,)),
        Step("opinions", "逐件提出清理意见", v.DRAFTER, BASIS, leaves=(v.CLEAN_UP_OPINIONS,)),
        Step("legality_review", "审核清理意见", v.REVIEWER, BASIS),
        Step(
            "decision",
            "审议决定清理结果",
            v.ISSUING_ORGAN,
            BASIS,
            rules=(
                Gate(
                    "publication",
                    BASIS,
                    absent="normative.clean_up_undecided",
                    later="normative.clean_up_undecided",
                ),
            ),
            leaves=(v.CLEAN_UP_DECISION,),
        ),
        Step(
            "publication",
            "公布清理结果",
            v.OFFICE,
            R711.art(26) & BASIS,
            rules=(Within(WorkingDays(20), done("decision"), R711.art(26), "normative.clean_up_publish_late"),),
            leaves=(v.CLEAN_UP_RESULT,),
            closes=True,
        ),
    ),
    facts=(
        v.CLEAN_UP_NAME,
        v.CLEAN_UP_CAUSE,
        v.LISTED_NORMS,
        v.KEPT_NORMS,
        v.AMENDED_NORMS,
        v.REPEALED_NORMS,
        v.LAPSED_NORMS,
    ),
    valid_from=date(2019, 5, 15),
)

AFTERWARDS = (EVALUATION, REVIEW_REQUEST, SPOT_CHECK, CLEAN_UP)
