"""合同协议和会议材料的合法性审核: who submits, who reviews, what it leaves."""

from yifa.law.condition import Not, equals, one_of
from yifa.law.fact import Fact, Type
from yifa.law.procedure import Document, Role

UNIT = Role("submitting_unit", "送审单位")
UNITS_REVIEWER = Role("legal_section_of_submitting_unit", "送审单位的法制机构")
REVIEWER = Role("legality_review_department", "合法性审核机构")
ORGAN = Role("concluding_organ", "签订合同的机关")
OFFICE = Role("office_of_meeting", "会议承办机关")

NUMBER = Fact("no", "编号")
SUBJECT = Fact("title", "名称")
COUNTERPARTY = Fact("counterparty", "合同相对方")
AMOUNT = Fact("amount", "合同金额", Type.INTEGER, "分")
MEETING = Fact("meeting", "拟提交的会议")
OPINION = Fact("opinion", "审核结论")
OPINION_NUMBER = Fact("opinion_number", "审核意见书文号")
REVIEWED_TEXT = Fact("reviewed_text", "合法性审核所审文本")
PACKAGE_COMPLETE = Fact("package_complete", "送审材料齐备", Type.FLAG)

INCOMPLETE = equals(PACKAGE_COMPLETE, value=False)
NOT_UNLAWFUL = Not(one_of(OPINION, "不合法"))

SUBMISSION_LETTER = Document("submission_letter", "送审函")
SUBMITTED_TEXT = Document("submitted_text", "送审稿")
OWN_OPINION = Document("own_opinion", "送审单位法制机构意见")
PACKAGE_LIST = Document("package_list", "一次告知的补正清单")
LEGALITY_OPINION = Document("legality_opinion", "合法性审核意见书")
ADOPTION_NOTE = Document("adoption_note", "审核意见采纳情况")
SIGNED_CONTRACT = Document("signed_contract", "签订的合同")
MEETING_PAPER = Document("meeting_paper", "提交会议的材料")
