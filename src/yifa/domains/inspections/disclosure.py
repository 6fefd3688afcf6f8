"""What is published of inspections, and where: the result of each one, and the plan of the year.

Source: 优化营商环境条例 54 (results are made public in time); 国办发〔2018〕118号 二(6); 国发〔2019〕5号, from memory (待核).
The names of the officers and the credit class at the draw are not published.
"""

from yifa.domains.inspections import vocabulary as v
from yifa.domains.inspections.procedure import INSPECTION, PLAN, RANDOM
from yifa.kernel.disclosure.declaration import CREDIT_SYSTEM, GOVERNMENT_SITE, Duty
from yifa.law.statutes import NOTICE_5, NOTICE_118

DUTIES = (
    Duty(
        INSPECTION,
        "publication",
        CREDIT_SYSTEM,
        RANDOM & NOTICE_118.section("二(6)"),
        shows=(v.INSPECTION_NUMBER, v.TASK, v.ITEM, v.CREDIT_CODE, v.INSPECTED_NAME, v.RESULT),
        days=("inspection",),
    ),
    Duty(
        PLAN,
        "publication",
        GOVERNMENT_SITE,
        NOTICE_5.whole(),
        shows=(v.PLAN_NUMBER, v.PLAN_NAME, v.PLAN_YEAR, v.PLAN_TASKS),
        days=("approval",),
    ),
)
