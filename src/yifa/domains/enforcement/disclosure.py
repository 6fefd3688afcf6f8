"""What is published of a penalty, and where: a natural person's name is masked, a credit code is shown.

Source: 行政处罚法 (2021) art. 48; 国办发〔2018〕118号 二(6); 市场监管总局令第45号 art. 9 (the last for market regulation).
Reading: that a natural person's given name is left out is ours, after 个人信息保护法 art. 6; to be confirmed.
"""

from yifa.domains.enforcement import vocabulary as v
from yifa.domains.enforcement.procedure import LAW, PENALTY, PUBLICITY
from yifa.kernel.disclosure.declaration import CREDIT_SYSTEM, ENFORCEMENT_PLATFORM, Duty
from yifa.law.statutes import SAMR_45

SHOWN = (v.CASE_NUMBER, v.ORGAN_NAME, v.CREDIT_CODE, v.CAUSE, v.PROCEDURE_KIND, v.FINE, v.CONFISCATED)

DUTIES = (
    Duty(
        PENALTY,
        "platform_release",
        ENFORCEMENT_PLATFORM,
        LAW.art(48) & PUBLICITY,
        shows=SHOWN,
        masks=(v.PARTY,),
        days=("decision",),
    ),
    Duty(
        PENALTY,
        "credit_release",
        CREDIT_SYSTEM,
        SAMR_45.art(9),
        shows=SHOWN,
        masks=(v.PARTY,),
        days=("decision",),
    ),
)
