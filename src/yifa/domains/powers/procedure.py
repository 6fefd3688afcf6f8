"""权责清单动态管理: how the list of powers is changed, from the change of a basis to the list that is published.

Source: 中办发〔2015〕21号 from memory (待核); publication within the 20 working days of 政府信息公开条例 article 26, read.
The days of the other steps are the district's (`powerlist.*` of its profile).
Reading: an opinion is open until its day is on record; one that is dated after the approval was open when it was given.
Reading: that an organ objects does not bar the approval, only that it has not spoken; the approver decides.
Reading: the 20 working days of 政府信息公开条例 article 26 run from the approval, by which the list is changed.
"""

from datetime import date

from yifa.domains.powers import vocabulary as v
from yifa.domains.powers.clean_up import CLEAN_UP
from yifa.law.act import done
from yifa.law.citation import local
from yifa.law.procedure import Document, Gate, Procedure, Role, Step, Together, Within
from yifa.law.statutes import POWERS_LIST_OPINION, R711
from yifa.law.term import WorkingDays

LISTED = POWERS_LIST_OPINION.whole()
OPINIONS = local(v.OPINIONS_FIRST.name)
BASIS_FIRST = Gate(
    "approval",
    LISTED,
    absent="powerlist.new_without_basis_check",
    later="powerlist.new_without_basis_check",
    forbids=True,
)


def _opinion(name: str, title: str, organ: Role, *also: Document) -> Step:
    # One rule for the public, five gates: the approval waits for each of them.
    gate = Gate(
        "approval",
        OPINIONS,
        absent="powerlist.adopted_before_opinions",
        later="powerlist.adopted_before_opinions",
        if_=v.OPINIONS_FIRST.is_on,
        forbids=True,
    )
    return Step(name, title, organ, LISTED.also(v.OPINIONS_FIRST.name), rules=(gate,), leaves=(v.OPINION, *also))


ADJUSTMENT = Procedure(
    "power_adjustment",
    "权责清单调整",
    LISTED,
    course=(
        Step("trigger", "依据或者职能变化", v.REQUESTER, LISTED, leaves=(v.BASIS_TEXT,)),
        Step(
            "application",
            "提出调整申请",
            v.REQUESTER,
            LISTED.also(v.APPLY_DAYS.name),
            rules=(
                Within(
                    WorkingDays(v.APPLY_DAYS),
                    done("trigger"),
                    local(v.APPLY_DAYS.name),
                    "powerlist.apply_late",
                ),
            ),
            leaves=(v.REQUEST, v.OTHERS_OPINIONS),
        ),
        Step(
            "basis_check",
            "设定依据审查",
            v.JUSTICE,
            LISTED,
            if_=v.ADDS_A_POWER,
            rules=(BASIS_FIRST,),
            leaves=(v.BASIS_OPINION,),
            reopens="application",
        ),
        Together(
            (
                _opinion("opinion_staffing", "编办意见", v.STAFFING_OFFICE),
                _opinion("opinion_justice", "司法局意见", v.JUSTICE),
                _opinion("opinion_services", "政务服务办意见", v.SERVICES_OFFICE),
                _opinion("opinion_development", "发展改革委意见", v.DEVELOPMENT),
                _opinion("opinion_finance", "财政局意见", v.FINANCE),
            )
        ),
        Step(
            "approval",
            "批准",
            v.APPROVER,
            LISTED.also(v.REVIEW_DAYS.name),
            rules=(
                Within(
                    WorkingDays(v.REVIEW_DAYS),
                    done("application"),
                    local(v.REVIEW_DAYS.name),
                    "powerlist.review_late",
                ),
            ),
            leaves=(v.MINUTES, v.APPROVAL),
            reopens="application",
        ),
        Step(
            "handover",
            "移送公开",
            v.STAFFING_OFFICE,
            local(v.HANDOVER_DAYS.name),
            rules=(
                Within(
                    WorkingDays(v.HANDOVER_DAYS),
                    done("approval"),
                    local(v.HANDOVER_DAYS.name),
                    "powerlist.handover_late",
                ),
            ),
            leaves=(v.HANDOVER_LETTER,),
        ),
        Step(
            "publication",
            "公布",
            v.STAFFING_OFFICE,
            R711.art(26),
            rules=(Within(WorkingDays(20), done("approval"), R711.art(26), "powerlist.publish_late"),),
            leaves=(v.RECEIPT, v.UPDATED_LISTS),
            closes=True,
        ),
    ),
    facts=(
        *(v.REQUEST_NUMBER, v.REQUESTING_ORGAN, v.ITEM, v.CHANGE, v.ITEM_CODE, v.GROUND, v.NEW_BASIS, v.MEETING_HELD),
        *(v.STAFFING_OPINION, v.JUSTICE_OPINION, v.SERVICES_OPINION, v.DEVELOPMENT_OPINION, v.FINANCE_OPINION),
    ),
    valid_from=date(2015, 3, 24),
)

PROCEDURES = (ADJUSTMENT, CLEAN_UP)
