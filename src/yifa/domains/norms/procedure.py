"""行政规范性文件: how a norm is made, reviewed, numbered, published, filed, and brought to its end.

Source: 优化营商环境条例 62 to 64 (R722); 国办发〔2018〕115号 (legality review) and 37号 (the whole course), neither of which
was read in full, so that what rests on them alone is 待核; 政府信息公开条例 26; since 2024-08-01 公平竞争审查条例 13 to 18.
Reading: 37号 says only 及时 of publication; that the 20 working days of R711 article 26 bound it is ours. Reading: a
document of which the ledger does not say whether it touches market entities is measured by the local comment period.
Reading: 统一登记、统一编号、统一印发 means that what is not registered is not issued (不得印发). Reading: a ledger that has
one column 报备 means the filing with the government above. Reading: a text changed in substance after deliberation is a
draft that nobody has reviewed (115号): it is not signed (不得签发) before that very text was reviewed; a change of wording does
not wait.
"""

from dataclasses import replace
from datetime import date

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.afterwards import AFTERWARDS
from yifa.law.act import done, started
from yifa.law.citation import local
from yifa.law.condition import Happened, Known, all_of
from yifa.law.procedure import AtLeast, Cap, Gate, Must, Procedure, Step, Together, Within
from yifa.law.statutes import (
    CONGRESS_SUPERVISION_LAW,
    FAIR_COMPETITION_OPINION,
    NOTICE_37,
    NOTICE_115,
    R711,
    R722,
    R783,
)
from yifa.law.term import Days, Months, WorkingDays, Years

WHOLE_COURSE = NOTICE_37.whole()
REVIEWED_FIRST = R722.art(63) & NOTICE_115.whole()

PUBLIC_COMMENTS = Step(
    "public_comments",
    "公开征求意见",
    v.DRAFTER,
    R722.art(62) & WHOLE_COURSE,
    unless=v.SECRET,
    rules=(
        AtLeast(
            Days(v.COMMENT_DAYS),
            started("public_comments"),
            local(v.COMMENT_DAYS.name),
            "normative.comment_short",
            if_=v.NO_BUSINESS,
            unless=v.LOCAL_REASON_STATED,
        ),
        AtLeast(
            Days(30),
            started("public_comments"),
            R722.art(62),
            "normative.comment_short",
            if_=v.BUSINESS,
            unless=v.REASON_STATED,
        ),
    ),
    leaves=(v.COMMENT_NOTICE,),
)
COMMENT_ANSWERS = Step(
    "comment_answers",
    "反馈意见采纳情况",
    v.DRAFTER,
    R722.art(62) & WHOLE_COURSE,
    unless=v.SECRET,
    leaves=(v.COMMENT_HANDLING,),
)
NO_ISSUE_WITHOUT = Gate(
    "signing",
    FAIR_COMPETITION_OPINION.whole(),
    absent="normative.no_fair_competition_review",
    later="normative.no_fair_competition_review",
    passes=v.FAIR_COMPETITION_PASSED,
)
FAIR_COMPETITION_REVIEW = Step(
    "fair_competition_review",
    "公平竞争审查",
    v.DRAFTER,
    FAIR_COMPETITION_OPINION.whole(),
    unless=v.NO_ECONOMIC_ACTIVITY,
    rules=(NO_ISSUE_WITHOUT,),
    leaves=(v.FAIR_COMPETITION,),
)
SUBMISSION = Step(
    "submission",
    "报送审核材料",
    v.DRAFTER,
    v.COURSE_OF_115,
    leaves=(
        v.SUBMISSION_LETTER,
        v.SUBMITTED_TEXT,
        v.DRAFT_NOTE,
        v.LEGAL_BASES,
        v.COMMENT_HANDLING,
        v.FAIR_COMPETITION,
        v.INTERNAL_OPINION,
    ),
)
PACKAGE_NOTICE = Step(
    "package_notice",
    "送审材料齐备性审查",
    v.REVIEWER,
    v.COURSE_OF_115,
    if_=v.INCOMPLETE,
    rules=(Cap(1, v.COURSE_OF_115, "normative.package_returned_twice"),),
    leaves=(v.PACKAGE_LIST,),
)
LEGALITY_REVIEW = Step(
    "legality_review",
    "合法性审核",
    v.REVIEWER,
    REVIEWED_FIRST,
    rules=(
        AtLeast(
            WorkingDays(v.REVIEW_MIN),
            started("legality_review"),
            local(v.REVIEW_MIN.name),
            "normative.review_short",
            unless=v.EMERGENCY,
        ),
        Within(
            WorkingDays(v.REVIEW_MAX), started("legality_review"), local(v.REVIEW_MAX.name), "normative.review_long"
        ),
        Gate(
            "deliberation",
            REVIEWED_FIRST,
            absent="normative.no_review",
            later="normative.deliberated_before_review",
            passes=v.NOT_UNLAWFUL,
            forbids=True,
        ),
    ),
    leaves=(v.LEGALITY_OPINION, v.ADOPTION_NOTE),
    reopens="drafting",
)
SUPPLEMENTARY_REVIEW = Step(
    "supplementary_review",
    "补充合法性审核",
    v.REVIEWER,
    v.COURSE_OF_115,
    if_=v.CHANGED_IN_SUBSTANCE,
    rules=(
        Gate(
            "signing",
            v.COURSE_OF_115,
            absent="normative.no_supplementary_review",
            later="normative.no_supplementary_review",
            passes=v.STILL_NOT_UNLAWFUL,
            forbids=True,
        ),
    ),
    leaves=(v.CHANGE_TABLE, v.SUPPLEMENTARY_OPINION),
)
SIGNING = Step(
    "signing",
    "签发成文",
    v.ISSUING_ORGAN,
    WHOLE_COURSE,
    rules=(
        Must(
            v.REVIEWED_AS_CHANGED,
            v.COURSE_OF_115,
            "normative.changed_after_review",
            if_=all_of(Happened("signing", "签发成文"), Known(v.CHANGED_TEXT)),
            forbids=True,
        ),
    ),
    leaves=(v.SIGNED_TEXT,),
)
REGISTRATION = Step(
    "registration",
    "统一登记、编号",
    v.OFFICE,
    WHOLE_COURSE,
    rules=(
        Gate(
            "issuance",
            WHOLE_COURSE,
            absent="normative.issued_unregistered",
            later="normative.issued_unregistered",
            passes=Known(v.NUMBER),
            forbids=True,
        ),
    ),
    leaves=(v.REGISTER_ENTRY,),
)
PUBLICATION = Step(
    "publication",
    "公布",
    v.OFFICE,
    R711.art(26) & R722.art(64) & WHOLE_COURSE,
    rules=(Within(WorkingDays(20), done("signing"), R711.art(26), "normative.publish_late"),),
    leaves=(v.PUBLISHED_TEXT,),
)
FILING = Step(
    "filing",
    "报上一级政府备案",
    v.ISSUING_ORGAN,
    WHOLE_COURSE.also(v.FILING_DAYS.name),
    rules=(Within(Days(v.FILING_DAYS), done("publication"), local(v.FILING_DAYS.name), "normative.file_late"),),
    leaves=(v.FILING_REPORT, v.PUBLISHED_TEXT, v.DRAFT_NOTE, v.FILED_RECEIPT),
)
CONGRESS_FILING = Step(
    "congress_filing",
    "报本级人大常委会备案",
    v.ISSUING_ORGAN,
    CONGRESS_SUPERVISION_LAW.whole().also(v.CONGRESS_FILING_DAYS.name),
    if_=v.GOES_TO_CONGRESS,
    rules=(
        Within(
            Days(v.CONGRESS_FILING_DAYS),
            done("publication"),
            local(v.CONGRESS_FILING_DAYS.name),
            "normative.congress_file_late",
        ),
    ),
    leaves=(v.FILING_REPORT, v.PUBLISHED_TEXT, v.DRAFT_NOTE, v.FILED_RECEIPT),
)
VALIDITY = (
    Step("effect", "施行", v.ISSUING_ORGAN, local(v.VALIDITY_YEARS.name)),
    Step(
        "expiry_assessment",
        "到期前评估",
        v.DRAFTER,
        local(v.ASSESSED_MONTHS_BEFORE.name),
        leaves=(v.EXPIRY_ASSESSMENT,),
    ),
    Step(
        "expiry",
        "失效或者废止",
        v.ISSUING_ORGAN,
        WHOLE_COURSE.also(v.VALIDITY_YEARS.name),
        rules=(
            Within(Years(v.VALIDITY_YEARS), done("effect"), local(v.VALIDITY_YEARS.name), "normative.validity_over"),
            AtLeast(
                Months(v.ASSESSED_MONTHS_BEFORE),
                done("expiry_assessment"),
                local(v.ASSESSED_MONTHS_BEFORE.name),
                "normative.assessed_late",
            ),
        ),
    ),
)

NORM = Procedure(
    "normative_document",
    "行政规范性文件制定",
    R722.art(62, 63, 64) & WHOLE_COURSE,
    course=(
        Step("survey", "评估论证", v.DRAFTER, WHOLE_COURSE, leaves=(v.PROPOSAL, v.SURVEY_REPORT)),
        Step("drafting", "起草", v.DRAFTER, WHOLE_COURSE, leaves=(v.DRAFT, v.DRAFT_NOTE)),
        Together((PUBLIC_COMMENTS, FAIR_COMPETITION_REVIEW)),
        COMMENT_ANSWERS,
        Step("internal_review", "起草单位内部审核", v.DRAFTERS_REVIEWER, v.COURSE_OF_115, leaves=(v.INTERNAL_OPINION,)),
        SUBMISSION,
        PACKAGE_NOTICE,
        LEGALITY_REVIEW,
        Step("deliberation", "集体审议", v.ISSUING_ORGAN, WHOLE_COURSE, leaves=(v.MINUTES,), reopens="drafting"),
        SUPPLEMENTARY_REVIEW,
        SIGNING,
        REGISTRATION,
        Step("issuance", "统一印发", v.OFFICE, WHOLE_COURSE, leaves=(v.PRINTED_TEXT,)),
        PUBLICATION,
        Together(
            (
                Step("interpretation", "政策解读", v.DRAFTER, WHOLE_COURSE, leaves=(v.READING_TEXT,)),
                FILING,
                CONGRESS_FILING,
                *VALIDITY,
            )
        ),
        Step("closing", "标注失效并归档", v.OFFICE, WHOLE_COURSE, leaves=(v.VOID_NOTICE, v.CASE_FILE), closes=True),
    ),
    facts=(
        v.NUMBER,
        v.TITLE,
        v.DRAFTING_UNIT,
        v.ISSUER,
        v.TOUCHES_BUSINESS,
        v.ENTRY_BARRIER,
        v.SHORTENING_REASON,
        v.OPINION,
        v.OPINION_NUMBER,
        v.REVIEWED_TEXT,
        v.CHANGED_TEXT,
        v.SUPPLEMENTARY_RESULT,
        v.COMMENTS_RECEIVED,
        v.COMMENTS_ADOPTED,
        v.PACKAGE_COMPLETE,
        v.FAIR_COMPETITION_RESULT,
        v.EFFECTIVE_FROM,
        v.VALID_UNTIL,
        v.FILING_RECEIPT,
        v.CONGRESS_RECEIPT,
        v.END_REASON,
    ),
    questions=(v.NOT_DISCLOSABLE, v.URGENT, v.SUBSTANTIVE_CHANGE, v.FILED_WITH_CONGRESS),
    valid_from=date(2020, 1, 1),
)

# What is not reviewed, or is against the standards, may not be issued at all (783号令 18); a text of the government is
# reviewed by the market regulator, after the drafting unit has looked at it (13, 14).
REVIEWED_SINCE_2024 = replace(
    FAIR_COMPETITION_REVIEW,
    actor=v.MARKET_REGULATOR,
    basis=R783.art(13, 14, 16, 17, 18),
    unless=replace(v.NO_ECONOMIC_ACTIVITY, basis=R783.art(2)),
    rules=(replace(NO_ISSUE_WITHOUT, basis=R783.art(18), forbids=True),),
)
NORM_SINCE_2024 = replace(
    NORM,
    course=tuple(
        Together((PUBLIC_COMMENTS, REVIEWED_SINCE_2024))
        if isinstance(part, Together) and PUBLIC_COMMENTS in part.steps
        else part
        for part in NORM.course
    ),
    valid_from=date(2024, 8, 1),
)

PROCEDURES = (NORM, NORM_SINCE_2024, *AFTERWARDS)
