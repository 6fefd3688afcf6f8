"""重大行政决策: how a district government makes a major administrative decision, and its yearly catalogue.

Source: 重大行政决策程序暂行条例 (State Council Order 713, in force 2019-09-01), cited as R713; publication within
the outer bound of R711 article 26. Reading: R713 article 32 says only 及时; that the 20 working days bound it is
ours, to be confirmed by a lawyer. Reading: the statute sets no order among the steps of article 14 to 24. Reading: a
text that was changed in substance after deliberation is a draft that nobody has reviewed (article 25), so that the
decision waits for a review of that very text; a change of wording leaves the review standing.
"""

from datetime import date

from yifa.domains.decisions import vocabulary as v
from yifa.law.act import done, started
from yifa.law.citation import local
from yifa.law.condition import Happened, Known, all_of, any_of, equals
from yifa.law.procedure import AtLeast, By, Gate, Must, Procedure, Step, Together, Within
from yifa.law.statutes import R711, R713
from yifa.law.term import Days, WorkingDays

HEARING = any_of(equals(v.HEARING_NEEDED.fact, value=True), Happened("public_hearing", "听证会"))

PUBLIC_COMMENTS = Step(
    "public_comments",
    "公开征求意见",
    v.UNIT,
    R713.art(14, 15, 18),
    unless=v.SECRET,
    rules=(
        AtLeast(Days(30), started("public_comments"), R713.art(15), "decision.comment_short", unless=v.REASON_STATED),
    ),
    leaves=(v.COMMENT_NOTICE, v.COMMENT_HANDLING),
)
HEARING_PAPERS = Step(
    "hearing_papers",
    "送达听证材料",
    v.UNIT,
    R713.art(16),
    if_=HEARING,
    leaves=(v.HEARING_PAPERS,),
)
PUBLIC_HEARING = Step(
    "public_hearing",
    "听证会",
    v.UNIT,
    R713.art(16, 17),
    if_=HEARING,
    rules=(AtLeast(Days(7), done("hearing_papers"), R713.art(16), "decision.hearing_papers_late"),),
    leaves=(v.HEARING_RECORD,),
)
EXPERT_ARGUMENT = Step(
    "expert_argument",
    "专家论证",
    v.UNIT,
    R713.art(19, 20, 21),
    if_=equals(v.SPECIALISED.fact, value=True),
    leaves=(v.EXPERT_OPINION,),
)
RISK_ASSESSMENT = Step(
    "risk_assessment",
    "风险评估",
    v.UNIT,
    R713.art(22, 23, 24),
    if_=equals(v.RISKY, value=True),
    rules=(Gate("deliberation", R713.art(22, 24), absent="decision.risk_missing", later="decision.risk_missing"),),
    leaves=(v.RISK_REPORT,),
)
CONSENT_FIRST = Gate(
    "publication",
    R713.art(3),
    absent="decision.catalogue_without_consent",
    later="decision.catalogue_without_consent",
    forbids=True,
)
LEGALITY_REVIEW = Step(
    "legality_review",
    "合法性审查",
    v.REVIEWER,
    R713.art(25, 26, 27, 28),
    rules=(
        AtLeast(WorkingDays(7), started("legality_review"), R713.art(26), "decision.review_short"),
        Gate(
            "deliberation",
            R713.art(25),
            absent="decision.no_review",
            later="decision.deliberated_before_review",
            passes=v.NOT_UNLAWFUL,
            unless=v.REFORM,
            forbids=True,
        ),
    ),
    leaves=(v.REVIEW_PACKAGE, v.LEGALITY_OPINION),
    reopens="drafting",
)
DELIBERATION = Step(
    "deliberation",
    "集体讨论",
    v.ORGAN,
    R713.art(29, 30),
    rules=(
        Must(
            equals(v.RISK_CONTROLLABLE, value=True),
            R713.art(24),
            "decision.risk_uncontrollable",
            if_=Happened("deliberation", "集体讨论"),
            forbids=True,
        ),
    ),
    leaves=(v.MINUTES,),
    reopens="drafting",
)
AMENDMENT = Step(
    "amendment",
    "审议后修改",
    v.UNIT,
    R713.art(25, 30),
    if_=Happened("amendment", "审议后修改"),
    leaves=(v.COMPARISON,),
)
SUPPLEMENTARY_REVIEW = Step(
    "supplementary_review",
    "补充合法性审查",
    v.REVIEWER,
    R713.art(25, 28),
    if_=Known(v.CHANGED_TEXT),
    rules=(
        Gate(
            "decision",
            R713.art(25),
            absent="decision.no_supplementary_review",
            later="decision.no_supplementary_review",
            passes=v.STILL_NOT_UNLAWFUL,
            unless=v.REFORM,
            forbids=True,
        ),
    ),
    leaves=(v.LEGALITY_OPINION,),
)
DECISION = Step(
    "decision",
    "决策作出",
    v.ORGAN,
    R713.art(30),
    rules=(
        Must(
            v.REVIEWED_AS_CHANGED,
            R713.art(25),
            "decision.changed_after_review",
            if_=all_of(Happened("decision", "决策作出"), Known(v.CHANGED_TEXT)),
            unless=v.REFORM,
            forbids=True,
        ),
    ),
    leaves=(v.DECISION_TEXT,),
)
MAJOR_DECISION = Procedure(
    "major_decision",
    "重大行政决策",
    R713.art(2, 3),
    course=(
        Step("initiation", "决策启动", v.ORGAN, R713.art(10, 11), leaves=(v.PROPOSAL, v.INITIATION)),
        Step("drafting", "拟订草案", v.UNIT, R713.art(12, 13), leaves=(v.DRAFT, v.CONSULTATION)),
        Together((PUBLIC_COMMENTS, HEARING_PAPERS, PUBLIC_HEARING, EXPERT_ARGUMENT, RISK_ASSESSMENT)),
        LEGALITY_REVIEW,
        DELIBERATION,
        AMENDMENT,
        SUPPLEMENTARY_REVIEW,
        Step("party_report", "请示报告", v.ORGAN, R713.art(31), leaves=(v.PARTY_REPORT,)),
        DECISION,
        Step(
            "publication",
            "决策公布",
            v.ORGAN,
            R713.art(32),
            unless=v.SECRET,
            rules=(Within(WorkingDays(20), done("decision"), R711.art(26), "decision.publish_late"),),
            leaves=(v.ANNOUNCEMENT,),
        ),
        Step("archiving", "归档", v.UNIT, R713.art(33), leaves=(v.ARCHIVE_INDEX,)),
        Step("execution", "决策执行", v.EXECUTOR, R713.art(34, 35), leaves=(v.EXECUTION_REPORT,), closes=True),
    ),
    facts=(
        v.DECISION_NUMBER,
        v.DECISION_TITLE,
        v.UNDERTAKING_UNIT,
        v.SHORTENING_REASON,
        v.RISKY,
        v.RISK_METHODS,
        v.OPINION,
        v.RISK_CONTROLLABLE,
        v.REVIEWED_TEXT,
        v.CHANGED_TEXT,
        v.SUPPLEMENTARY_OPINION,
        v.OPINION_NUMBER,
    ),
    questions=(v.NOT_DISCLOSABLE, v.SPECIALISED, v.EXPLORATORY, v.HEARING_NEEDED),
    valid_from=date(2019, 9, 1),
)

CATALOGUE = Procedure(
    "decision_catalogue",
    "重大行政决策年度目录",
    R713.art(3),
    course=(
        Step("deliberation", "常务会议审议", v.ORGAN, R713.art(3)),
        Step("consent", "党委同意", v.PARTY_COMMITTEE, R713.art(3), rules=(CONSENT_FIRST,)),
        Step(
            "publication",
            "公布目录",
            v.OFFICE,
            R713.art(3),
            rules=(By(v.PUBLISH_BY, v.CATALOGUE_YEAR, local(v.PUBLISH_BY.name), "decision.catalogue_publish_late"),),
            leaves=(v.CATALOGUE,),
        ),
        Step(
            "filing",
            "报市政府备案",
            v.OFFICE,
            local(v.FILING_DAYS.name),
            rules=(
                Within(
                    WorkingDays(v.FILING_DAYS),
                    done("publication"),
                    local(v.FILING_DAYS.name),
                    "decision.catalogue_file_late",
                ),
            ),
            leaves=(v.FILING_LETTER,),
            closes=True,
        ),
    ),
    facts=(v.CATALOGUE_NUMBER, v.CATALOGUE_NAME, v.CATALOGUE_ITEMS, v.CATALOGUE_YEAR),
    valid_from=date(2019, 9, 1),
)

EVALUATION = Procedure(
    "decision_evaluation",
    "重大行政决策后评估",
    R713.art(36),
    course=(Step("report", "形成评估报告", v.EVALUATOR, R713.art(36), leaves=(v.EVALUATION_REPORT,), closes=True),),
    facts=(v.EVALUATION_NUMBER, v.EVALUATED, v.EVALUATING_UNIT),
    valid_from=date(2019, 9, 1),
)

PROCEDURES = (MAJOR_DECISION, CATALOGUE, EVALUATION)
