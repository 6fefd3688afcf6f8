"""What is published of a licence once it is decided: an applicant who is a natural person is masked.

Source: 行政许可法 art. 40; 国办发〔2018〕118号 二(6). Reading: the masking is ours, after 个人信息保护法 art. 6; to be confirmed.
"""

from yifa.domains.services import vocabulary as v
from yifa.domains.services.procedure import APPLICATION, LAW
from yifa.kernel.disclosure.declaration import SERVICE_PLATFORM, Duty
from yifa.law.statutes import NOTICE_118

DUTIES = (
    Duty(
        APPLICATION,
        "publication",
        SERVICE_PLATFORM,
        LAW.art(40) & NOTICE_118.section("二(6)"),
        shows=(v.CASE_NUMBER, v.CASE_NAME, v.CREDIT_CODE, v.STATUS),
        masks=(v.APPLICANT_NAME,),
        days=("decision",),
    ),
)
