"""年度报告: the notice to all organs, their replies, drafting, circulation, approval, 1 March and 1 April, corrections.

Source: 法治政府建设与责任落实督察工作规定 (2019): who reports to whom by 1 March, publication by 1 April (articles 23 and
24, from memory, 待核). 政府信息公开条例 article 6: what is published is published promptly and accurately.
Reading: «3月1日前» and «4月1日前» take in the day itself; the safer reading ends on the last day of February and of
March, and pages advise it. To be confirmed by the city's office.
Reading: that nothing is published before it was approved is the meaning of 送审, not the regulation's word; a breach is
recorded and not refused.
Reading: whoever replies does not take in his own reply.
Reading: every opinion of an organ that is consulted gets an answer; the regulation asks for the report, not for how it is
circulated.
"""

from datetime import date

from yifa.domains.reporting import vocabulary as v
from yifa.law.act import done
from yifa.law.procedure import By, Gate, Must, Procedure, Step, Together, Within
from yifa.law.statutes import LAW_BASED_SUPERVISION, R711
from yifa.law.term import Promptly

BASIS = LAW_BASED_SUPERVISION.whole()
REPORTED, OPENED = LAW_BASED_SUPERVISION.art(23), LAW_BASED_SUPERVISION.art(24)
MARCH, APRIL = (3, 1), (4, 1)
SINCE = date(2019, 4, 15)

REPLY = Procedure(
    "report_reply",
    "年度报告报送",
    BASIS,
    course=(
        Step("notice", "发出报送通知", v.COORDINATOR, BASIS, leaves=(v.NOTICE,)),
        Together(
            (
                Step("figures", "核对本单位数字", v.UNIT, BASIS, leaves=(v.FIGURE_SHEET,)),
                Step(
                    "submission",
                    "报送材料",
                    v.UNIT,
                    REPORTED,
                    rules=(
                        By(v.DUE, None, BASIS, "report_reply.late"),
                        By(MARCH, v.DUE_YEAR, REPORTED, "report_reply.after_march"),
                    ),
                    leaves=(v.NARRATIVE,),
                ),
            )
        ),
        Step(
            "receipt",
            "接收",
            v.COORDINATOR,
            BASIS,
            rules=(
                Must(
                    v.BY_ANOTHER,
                    BASIS,
                    "report_reply.received_by_oneself",
                    forbids=True,
                    shows=(v.REPLYING_ORGAN, v.RECEIVED_BY),
                ),
            ),
            reopens="figures",
        ),
        Step("sealed_copy", "报送盖章件", v.UNIT, BASIS, leaves=(v.SEALED_COPY,)),
        Step("sealed_receipt", "接收盖章件", v.COORDINATOR, BASIS, reopens="sealed_copy", closes=True),
    ),
    facts=(v.REPORT_YEAR, v.DUE_YEAR, v.REPLYING_ORGAN, v.DUE, v.CONTESTED, v.RECEIVED_BY),
    valid_from=SINCE,
)
REPORT = Procedure(
    "annual_report",
    "法治政府建设年度报告",
    BASIS,
    course=(
        Step("notice", "部署报送", v.COORDINATOR, BASIS, leaves=(v.NOTICE,)),
        Step("collection", "汇总报送材料", v.COORDINATOR, BASIS, leaves=(v.SUMMARY,)),
        Step("drafting", "起草报告", v.COORDINATOR, BASIS, leaves=(v.DRAFT,)),
        Step("circulation", "会签", v.CONSULTED, BASIS, leaves=(v.COUNTERSIGNATURES,), reopens="drafting"),
        Step("submission", "送审", v.COORDINATOR, BASIS, leaves=(v.SUBMISSION_SHEET, v.FINAL_DRAFT)),
        Step(
            "approval",
            "审定",
            v.GOVERNMENT,
            BASIS,
            rules=(
                Gate(
                    "publication",
                    BASIS,
                    absent="annual_report.published_unapproved",
                    later="annual_report.published_unapproved",
                ),
            ),
            leaves=(v.APPROVAL,),
            reopens="drafting",
        ),
        Together(
            (
                Step(
                    "report_congress",
                    "向区委、区人大常委会报告",
                    v.GOVERNMENT,
                    REPORTED,
                    rules=(By(MARCH, v.DUE_YEAR, REPORTED, "annual_report.report_late"),),
                    leaves=(v.REPORT_RECEIPT,),
                ),
                Step(
                    "report_superior",
                    "向市委、市政府报告",
                    v.GOVERNMENT,
                    REPORTED,
                    rules=(By(MARCH, v.DUE_YEAR, REPORTED, "annual_report.superior_late"),),
                    leaves=(v.REPORT_RECEIPT,),
                ),
            )
        ),
        Step(
            "publication",
            "向社会公开",
            v.GOVERNMENT,
            OPENED,
            rules=(By(APRIL, v.DUE_YEAR, OPENED, "annual_report.publish_late"),),
            leaves=(v.PUBLISHED,),
            closes=True,
        ),
    ),
    facts=(v.REPORT_TITLE, v.REPORT_YEAR, v.DUE_YEAR, v.EDITION, v.TEXT_CODE, v.UNPROVED, v.UNPROVED_WHY),
    valid_from=SINCE,
)
CIRCULATION = Procedure(
    "report_circulation",
    "年度报告会签",
    BASIS,
    course=(
        Step("request", "送请会签", v.COORDINATOR, BASIS, leaves=(v.DRAFT,)),
        Step(
            "opinion",
            "提出会签意见",
            v.CONSULTED,
            BASIS,
            rules=(By(v.DUE, None, BASIS, "report_circulation.late"),),
            leaves=(v.COUNTERSIGNATURES,),
        ),
        Step("answer", "说明采纳情况", v.COORDINATOR, BASIS, closes=True),
    ),
    facts=(v.REPORT_YEAR, v.CONSULTED_ORGAN, v.DUE, v.VERDICT, v.OPINION, v.ADOPTED, v.ANSWER),
    valid_from=SINCE,
)
CORRECTION = Procedure(
    "report_correction",
    "年度报告更正",
    R711.art(6),
    course=(
        Step("finding", "发现差错", v.COORDINATOR, R711.art(6), leaves=(v.CORRECTION_NOTE,)),
        Step("change", "改正报告", v.COORDINATOR, R711.art(6), leaves=(v.FINAL_DRAFT,)),
        Step("approval", "审定更正", v.GOVERNMENT, R711.art(6), leaves=(v.APPROVAL,), reopens="change"),
        Step(
            "publication",
            "公开更正后的报告",
            v.GOVERNMENT,
            R711.art(6),
            rules=(Within(Promptly(), done("approval"), R711.art(6), "annual_report.correction_unpublished"),),
            leaves=(v.PUBLISHED,),
            closes=True,
        ),
    ),
    facts=(v.REPORT_TITLE, v.REPORT_YEAR, v.CHANGED, v.WHY, v.EDITION, v.TEXT_CODE),
    valid_from=date(2019, 5, 15),
)
RECOGNITION = Procedure(
    "recognition",
    "荣誉登记",
    BASIS,
    course=(Step("registration", "登记荣誉", v.HOLDER, BASIS, leaves=(v.PROOF,), closes=True),),
    facts=(v.HONOUR, v.GRANTED_BY, v.HONOUR_NUMBER, v.GRANTED_ON, v.HONOURED),
    valid_from=SINCE,
)
STATED_FIGURE = Procedure(
    "stated_figure",
    "函报和引用数字登记",
    BASIS,
    course=(Step("registration", "登记数字", v.HOLDER, BASIS, leaves=(v.PROOF,), closes=True),),
    facts=(
        *(v.REPORT_YEAR, v.SLOT, v.FIGURE_TITLE, v.FIGURE_VALUE, v.FIGURE_UNIT, v.SOURCE, v.ISSUER, v.SOURCE_NUMBER),
        v.STATED_ON,
    ),
    valid_from=SINCE,
)

PROCEDURES = (REPLY, REPORT, CIRCULATION, CORRECTION, RECOGNITION, STATED_FIGURE)
