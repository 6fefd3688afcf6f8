"""The pages that decisions bring: under a case, at the desk, and open to all."""

from functools import partial

from yifa.domains.decisions import (
    afterwards_page,
    comments_page,
    meeting_page,
    open_pages,
    panel_page,
    yearly_page,
)
from yifa.domains.decisions.comments import DECISIONS
from yifa.domains.decisions.review import DECISIONS as REVIEW
from yifa.kernel.dossiers import public_pages, review_pages
from yifa.kernel.pages import PageAt, Place

DECISION = "major_decision"
AT_WORK = ("handler", "reviewer", "head", "leader", "supervisor")

PAGES = (
    PageAt(
        "comments",
        "公众参与",
        Place.CASE,
        comments_page.show,
        comments_page.TAKE,
        procedure=DECISION,
        says="公开草案、登记和答复意见、公布采纳情况、登记听证。",
    ),
    PageAt(
        "experts",
        "专家论证",
        Place.CASE,
        panel_page.show_experts,
        panel_page.TAKE_EXPERTS,
        procedure=DECISION,
        says="确定专家、登记利害关系申明和书面意见。",
    ),
    PageAt(
        "risks",
        "风险评估",
        Place.CASE,
        panel_page.show_risks,
        panel_page.TAKE_RISKS,
        procedure=DECISION,
        says="登记风险点和防控措施,得出等级和结论。",
    ),
    PageAt(
        "review",
        "合法性审查",
        Place.CASE,
        partial(review_pages.show, REVIEW),
        review_pages.takes(REVIEW),
        procedure=DECISION,
        says="送审、核对材料、逐项审查、出具意见书、采纳回执。",
    ),
    PageAt(
        "meeting",
        "集体讨论",
        Place.CASE,
        meeting_page.show,
        meeting_page.TAKE,
        procedure=DECISION,
        says="列入议题、登记会议纪要、登记审议后修改。",
    ),
    PageAt(
        "publication",
        "公布和撤下",
        Place.CASE,
        afterwards_page.show_publication,
        afterwards_page.TAKE_PUBLICATION,
        procedure=DECISION,
        says="核对公布文本后公布,依法撤下。",
    ),
    PageAt(
        "afterwards",
        "归档、执行和后评估",
        Place.CASE,
        afterwards_page.show_afterwards,
        afterwards_page.TAKE_AFTERWARDS,
        procedure=DECISION,
        says="归档目录、执行情况、后评估立件。",
    ),
    PageAt(
        "catalogue-publication",
        "公布目录",
        Place.CASE,
        afterwards_page.show_publication,
        afterwards_page.TAKE_PUBLICATION,
        procedure="decision_catalogue",
        says="核对公布文本后公布,依法撤下。",
    ),
    PageAt(
        "decision-catalogue",
        "重大行政决策年度目录",
        Place.DESK,
        yearly_page.show,
        yearly_page.TAKE,
        roles=AT_WORK,
        says="提出事项、汇总目录、启动决策。",
    ),
    PageAt(
        "expert-register",
        "决策咨询论证专家库",
        Place.DESK,
        panel_page.show_register,
        panel_page.TAKE_REGISTER,
        roles=("handler", "head"),
        says="登记可以参加论证的专家。",
    ),
    PageAt(
        "drafts",
        "征求意见",
        Place.OPEN,
        partial(public_pages.drafts, DECISIONS),
        partial(public_pages.take, DECISIONS),
        says="正在征求意见的决策草案和已经公布的采纳情况。",
    ),
    PageAt(
        "comment-receipt",
        "查意见的答复",
        Place.OPEN,
        partial(public_pages.receipt, DECISIONS),
        says="凭回执编号查自己意见的答复。",
    ),
    PageAt("yearly-list", "重大行政决策事项年度目录", Place.OPEN, open_pages.yearly, says="列入目录的事项和进展。"),
)
