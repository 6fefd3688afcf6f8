"""行政审批事项清理: approvals are judged one by one, kept, cancelled, delegated or merged, and the result is published.

Source: 行政许可法 20 (评价) and 24 (委托, 公告), 优化营商环境条例 40 (行政许可清单), from memory (待核); publication within the
20 working days of 政府信息公开条例 26, read. Reading: no statute orders the steps of such a campaign; they are those of a
clean-up of norms, and what is left out is a doubt and not refused.
"""

from dataclasses import replace
from datetime import date

from yifa.domains.powers import vocabulary as v
from yifa.law.act import done
from yifa.law.citation import Certainty
from yifa.law.procedure import Gate, Procedure, Step, Within
from yifa.law.statutes import LICENSING_LAW, R711, R722
from yifa.law.term import WorkingDays

BASIS = replace(LICENSING_LAW.art(20) & R722.art(40), certainty=Certainty.MEMORY)
DELEGATING = replace(LICENSING_LAW.art(24), certainty=Certainty.MEMORY)
REVIEWED = Gate("decision", BASIS, absent="approval_clean_up.no_review", later="approval_clean_up.no_review")
DECIDED = Gate("publication", BASIS, absent="approval_clean_up.undecided", later="approval_clean_up.undecided")

CLEAN_UP = Procedure(
    "approval_clean_up",
    "行政审批事项清理",
    BASIS,
    course=(
        Step("initiation", "启动清理", v.SERVICES_OFFICE, BASIS, leaves=(v.CLEAN_UP_PLAN,)),
        Step("listing", "列出清理事项", v.SERVICES_OFFICE, BASIS, leaves=(v.CLEAN_UP_LIST,)),
        Step("judgement", "逐项提出处理意见", v.SERVICES_OFFICE, BASIS, leaves=(v.CLEAN_UP_OPINIONS,)),
        Step("legality_review", "合法性审核", v.JUSTICE, BASIS, rules=(REVIEWED,), leaves=(v.CLEAN_UP_REVIEW,)),
        Step("decision", "决定清理结果", v.GOVERNMENT, BASIS, rules=(DECIDED,), leaves=(v.CLEAN_UP_DECISION,)),
        Step(
            "publication",
            "公布清理结果",
            v.SERVICES_OFFICE,
            R711.art(26),
            rules=(Within(WorkingDays(20), done("decision"), R711.art(26), "approval_clean_up.publish_late"),),
            leaves=(v.CLEAN_UP_RESULT,),
            closes=True,
        ),
    ),
    facts=(v.CLEAN_UP_NAME, v.LISTED, v.KEPT, v.CANCELLED_ITEMS, v.DELEGATED, v.MERGED),
    valid_from=date(2020, 1, 1),
)
