"""双随机、一公开: how objects are chosen for inspection, how they are inspected, and what follows.

Source: 优化营商环境条例 (国令第722号) article 54, read; 国办发〔2024〕54号, from secondary pages; 国发〔2019〕5号 and
国市监信〔2019〕38号 from memory (待核). Numbers are the district's: `inspection.*` of its profile.
Reading: what «本年» counts is the calendar year in which the inspection took place, not the year of the ledger.
Reading: an inspection whose item is not stated is not known to be off the list, and is not judged by it.
Reading: an inspection upon a complaint, a transfer or a data warning needs no draw and does not count under the cap,
where its trigger is on record (国发〔2019〕5号, from memory).
Reading: a credit class for which the district sets no number, or that is none of its classes, has no cap.
"""

from dataclasses import replace
from datetime import date

from yifa.domains.inspections import vocabulary as v
from yifa.law.act import done
from yifa.law.citation import Certainty, local
from yifa.law.condition import Known, all_of, equals
from yifa.law.procedure import (
    After,
    By,
    Certified,
    Gate,
    Must,
    Officers,
    Procedure,
    Reference,
    Step,
    Together,
    Within,
    YearlyCap,
)
from yifa.law.statutes import NOTICE_5, NOTICE_54, NOTICE_118, PENALTIES_LAW, R654, R722, SAMR_RANDOM_INSPECTION
from yifa.law.term import WorkingDays

RANDOM, ON_SITE = R722.art(54), NOTICE_54.whole()
PUBLICITY = NOTICE_118.section("二(6)").also("inspection.publish")
RECUSAL = replace(PENALTIES_LAW.art(43), certainty=Certainty.MEMORY)
"""That the article binds an inspection as it binds a penalty case is not confirmed."""
TWO_OFFICERS = local("inspection.officers_min")

PLAN = Procedure(
    "inspection_plan",
    "年度抽查计划",
    RANDOM,
    course=(
        Step("proposal", "各部门提出抽查计划建议", v.ORGAN, NOTICE_5.whole(), leaves=(v.PROPOSALS,)),
        Step(
            "merging",
            "合并为联合抽查",
            v.JOINT_MEETING,
            RANDOM,
            rules=(Gate("approval", RANDOM, absent="inspection.plan_not_merged", later="inspection.plan_not_merged"),),
            leaves=(v.MERGED_PLAN,),
        ),
        Step("cap_check", "核对检查频次上限", v.JOINT_MEETING, local("inspection.yearly_cap"), leaves=(v.CAP_REPORT,)),
        Step("approval", "批准计划", v.JOINT_MEETING, NOTICE_5.whole(), leaves=(v.PLAN_TEXT,)),
        Together(
            (
                Step(
                    "publication",
                    "公布计划",
                    v.LEAD,
                    NOTICE_5.whole(),
                    rules=(
                        By(
                            v.PLAN_PUBLISH_BY,
                            v.PLAN_YEAR,
                            local("inspection.plan_publish_by"),
                            "inspection.plan_publish_late",
                        ),
                    ),
                ),
                Step(
                    "filing",
                    "报送上级部门",
                    v.LEAD,
                    SAMR_RANDOM_INSPECTION.whole(),
                    rules=(
                        Within(
                            WorkingDays(v.PLAN_FILING),
                            done("approval"),
                            local("inspection.plan_filing"),
                            "inspection.plan_file_late",
                        ),
                    ),
                    leaves=(v.FILING_LETTER,),
                ),
            )
        ),
        Step("report", "公布计划执行情况", v.LEAD, NOTICE_5.whole(), closes=True),
    ),
    facts=(v.PLAN_NUMBER, v.PLAN_NAME, v.PLAN_YEAR, v.PLAN_TASKS, v.OBJECTS_OVER_CAP),
    valid_from=date(2020, 1, 1),
)

TASK = Procedure(
    "inspection_task",
    "随机抽查任务",
    RANDOM,
    course=(
        Step("frame", "封存名录库", v.LEAD, RANDOM, leaves=(v.FRAME_SNAPSHOT,)),
        Step("sealing", "封存抽取方案", v.LEAD, NOTICE_5.whole(), leaves=(v.DRAW_PLAN,)),
        Step(
            "draw",
            "随机抽取",
            v.LEAD,
            RANDOM,
            rules=(
                After(
                    v.PLANNED,
                    NOTICE_5.whole(),
                    "inspection.draw_unplanned",
                    called=("planned", "drawn"),
                    if_=Known(v.PLAN),
                ),
            ),
            leaves=(v.DRAW_BUNDLE,),
        ),
        Step("recusal", "核对回避", v.LEAD, NOTICE_5.whole(), leaves=(v.RECUSAL_STATEMENT,)),
        Step("assignment", "派发检查任务", v.LEAD, RANDOM, leaves=(v.ASSIGNMENT_LETTER,)),
        Step("closing", "任务办结", v.LEAD, NOTICE_5.whole(), closes=True),
    ),
    facts=(
        v.TASK_NUMBER,
        v.TASK_NAME,
        v.LEAD_ORGAN,
        v.JOINT_ORGANS,
        v.RATIO,
        v.DRAWN_OBJECTS,
        v.PLAN,
        v.FRAME_ROOT,
        v.PLAN_HASH,
        v.BUNDLE_HASH,
    ),
    valid_from=date(2020, 1, 1),
)

INSPECTED = Step(
    "inspection",
    "实施检查",
    v.OFFICERS_ROLE,
    RANDOM,
    rules=(
        After(
            v.DRAWN,
            RANDOM.also("inspection.draw_first"),
            "inspection.before_draw",
            called=("drawn", "inspected"),
            if_=all_of(v.DRAW_FIRST.is_on, Known(v.TASK)),
            unless=v.TRIGGERED,
        ),
        Must(
            Known(v.LISTED_ITEM),
            local("inspection.item_on_list"),
            "inspection.item_not_on_list",
            if_=all_of(v.ITEM_ON_LIST.is_on, Known(v.ITEM)),
            unless=v.REASON_STATED,
            shows=(v.ITEM,),
        ),
        Officers(v.OFFICERS_MIN, TWO_OFFICERS, "inspection.one_officer"),
        Certified(
            local("inspection.officers_min(执法人员须持有效证件)"),
            "officer.certificate_invalid",
            if_=v.OFFICERS_MIN.is_on,
        ),
        YearlyCap(
            v.CREDIT_CODE,
            v.YEARLY_CAP,
            local("inspection.yearly_cap"),
            "inspection.over_cap",
            unless=v.TRIGGERED,
        ),
    ),
)
SIGNED = Step("record", "检查记录签字", v.OFFICERS_ROLE, NOTICE_118.whole(), leaves=(v.CHECK_RECORD,))
PUBLISHED = Step(
    "publication",
    "检查结果公示",
    v.ORGAN,
    RANDOM & NOTICE_118.section("二(6)"),
    rules=(Within(WorkingDays(v.PUBLISH_DAYS), done("inspection"), PUBLICITY, "inspection.publish_late"),),
    leaves=(v.RELEASE_RECEIPT,),
)
FOLLOWING = Together(
    (
        PUBLISHED,
        Step(
            "objection", "检查对象提出异议", v.INSPECTED, NOTICE_5.whole(), if_=Known(v.OBJECTED), leaves=(v.OBJECTION,)
        ),
        Step(
            "correction_order", "责令改正", v.ORGAN, PENALTIES_LAW.art(28), if_=v.PROBLEMS, leaves=(v.CORRECTION_ORDER,)
        ),
        Step("handover", "移送处罚", v.ORGAN, PENALTIES_LAW.art(54), if_=v.SUSPECTED, leaves=(v.TRANSFER_LETTER,)),
        Step(
            "abnormal_listing",
            "列入经营异常名录",
            v.ORGAN,
            R654.whole(),
            if_=v.UNREACHABLE,
            leaves=(v.LISTING_DECISION,),
        ),
    )
)
ARCHIVED = Step("closing", "归档", v.ORGAN, NOTICE_118.whole(), leaves=(v.CASE_FILE,), closes=True)

INSPECTION = Procedure(
    "inspection",
    "行政检查",
    RANDOM,
    course=(INSPECTED, SIGNED, FOLLOWING, ARCHIVED),
    facts=(
        v.INSPECTION_NUMBER,
        v.TASK,
        v.ITEM,
        v.OFF_LIST_REASON,
        v.CREDIT_CODE,
        v.INSPECTED_NAME,
        v.RISK,
        v.OFFICERS,
        v.RESULT,
        v.TRIGGER,
        v.RECUSED,
        v.SIGNED,
        v.OBJECTED,
        v.SUSPECTED_OFFENCE,
        v.NOT_FOUND_AT_ADDRESS,
    ),
    refers=(Reference(v.ITEM, "check_items", (v.LISTED_ITEM,)),),
    officers=v.OFFICERS,
    certificates="officers",
    valid_from=date(2020, 1, 1),
)

APPROVED = Step(
    "approval",
    "检查批准",
    v.HEAD,
    ON_SITE,
    rules=(
        Gate(
            "inspection",
            ON_SITE,
            absent="inspection.not_approved",
            later="inspection.not_approved",
            unless=v.ON_THE_SPOT,
        ),
    ),
    leaves=(v.APPROVAL_FORM,),
)
NOTIFIED = Step(
    "notice",
    "检查通知",
    v.ORGAN,
    ON_SITE,
    rules=(
        Gate(
            "inspection",
            ON_SITE,
            absent="inspection.not_notified",
            later="inspection.not_notified",
            passes=all_of(Known(v.ITEM), Known(v.NOTICE_EDITION), Known(v.DRAWN_HOW), Known(v.TIMES_THIS_YEAR)),
            unless=v.ON_THE_SPOT,
        ),
    ),
    leaves=(v.INSPECTION_NOTICE,),
)
ENTERED = Step("entry", "扫码入企", v.OFFICERS_ROLE, ON_SITE, leaves=(v.ENTRY_RECORD,))

# Items that were not made public may not be checked at all (54号), so that from then on the act itself is refused.
INSPECTED_SINCE_2025 = replace(
    INSPECTED,
    basis=RANDOM & ON_SITE,
    rules=(
        *(replace(word, forbids=True) if isinstance(word, Must) else word for word in INSPECTED.rules),
        Must(equals(v.RECUSED, value=False), RECUSAL, "inspection.not_recused", if_=Known(v.RECUSED)),
    ),
)
INSPECTION_SINCE_2025 = replace(
    INSPECTION,
    basis=RANDOM & ON_SITE,
    course=(APPROVED, NOTIFIED, ENTERED, INSPECTED_SINCE_2025, SIGNED, FOLLOWING, ARCHIVED),
    facts=(*INSPECTION.facts, v.NOTICE_EDITION, v.DRAWN_HOW, v.TIMES_THIS_YEAR),
    questions=(v.URGENT,),
    valid_from=date(2025, 1, 3),
)

PROCEDURES = (PLAN, TASK, INSPECTION, INSPECTION_SINCE_2025)
