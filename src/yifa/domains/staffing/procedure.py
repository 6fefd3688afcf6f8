"""机构编制: how posts are moved from one organ to another.

Source: 地方各级人民政府机构设置和编制管理条例 (国务院令第486号) from memory, cited whole (待核). That a movement names the
organ that gives and the one that receives is a rule of the district (`staffing.two_sided`).
"""

from datetime import date

from yifa.domains.staffing import vocabulary as v
from yifa.law.citation import local
from yifa.law.condition import Known, Not, all_of, equals
from yifa.law.procedure import Gate, Must, Procedure, Step
from yifa.law.statutes import R486

BASIS = R486.whole()
BOTH_NAMED = all_of(Known(v.SOURCE), Known(v.TARGET), Not(equals(v.SOURCE, v.TARGET)))

MOVEMENT = Procedure(
    "post_movement",
    "编制调整",
    BASIS,
    course=(
        Step("request", "提出用编需求", v.UNIT, BASIS, leaves=(v.REQUEST,)),
        Step("gap_check", "测算缺口", v.STAFFING_OFFICE, BASIS, leaves=(v.GAP_STATEMENT,)),
        Step(
            "approval",
            "批复",
            v.COMMISSION,
            BASIS,
            rules=(
                Must(
                    BOTH_NAMED,
                    local(v.TWO_SIDED.name),
                    "staffing.one_sided",
                    if_=v.TWO_SIDED.is_on,
                    shows=(v.SOURCE, v.TARGET),
                ),
            ),
            leaves=(v.DECISION,),
            reopens="gap_check",
        ),
        Step("transfer", "划转编制", v.BOTH_UNITS, BASIS, leaves=(v.TRANSFER_SLIP,)),
        Step(
            "rehoming",
            "承接职责",
            v.STAFFING_OFFICE,
            BASIS,
            if_=v.DISSOLVED,
            rules=(
                Gate(
                    "registration", BASIS, absent="staffing.duties_without_home", later="staffing.duties_without_home"
                ),
            ),
            leaves=(v.REHOMING,),
        ),
        Step("registration", "实名制登记", v.STAFFING_OFFICE, BASIS, leaves=(v.REGISTRATION,), closes=True),
    ),
    facts=(
        *(v.MOVEMENT_NUMBER, v.DECISION_NUMBER, v.CHANNEL, v.KIND, v.FIELD, v.SOURCE, v.TARGET, v.POSTS),
        v.GAP,
    ),
    questions=(v.DISSOLVES,),
    valid_from=date(2007, 5, 1),
)

PROCEDURES = (MOVEMENT,)
