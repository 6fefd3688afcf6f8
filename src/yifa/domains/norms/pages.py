"""The pages that norms bring: under a case, and open to all."""

from functools import partial

from yifa.domains.norms import (
    cleaning_page,
    comments,
    drafting,
    issuing_page,
    listing,
    meeting_page,
    requests,
    review,
    steps_page,
)
from yifa.kernel.dossiers import desk_pages, public_pages, review_pages
from yifa.kernel.pages import PageAt, Place
from yifa.kernel.typed import done_by

NORM = "normative_document"

PAGES = (
    PageAt(
        "norm-text",
        "起草和文本",
        Place.CASE,
        drafting.show,
        drafting.TAKE,
        procedure=NORM,
        says="评估论证、每一稿文本和稿与稿的差别、公平竞争审查。",
    ),
    PageAt(
        "norm-comments",
        "征求意见",
        Place.CASE,
        comments.show,
        done_by(desk_pages.takes(comments.NORMS)),
        procedure=NORM,
        says="公开征求意见、登记和答复意见、公布采纳情况。",
    ),
    PageAt(
        "norm-review",
        "合法性审核",
        Place.CASE,
        review.show,
        review_pages.takes(review.NORMS),
        procedure=NORM,
        says="送审、核对材料、逐项审核、出具意见书、采纳回执。",
    ),
    PageAt(
        "norm-meeting",
        "集体审议和签发",
        Place.CASE,
        meeting_page.show,
        meeting_page.TAKE,
        procedure=NORM,
        says="会议纪要、审议后修改对照表、签发。",
    ),
    PageAt(
        "norm-issue",
        "登记、公布和备案",
        Place.CASE,
        issuing_page.show,
        issuing_page.TAKE,
        procedure=NORM,
        says="统一登记、编号、印发,公布和解读,两个方向的备案,到期评估和失效。",
    ),
    PageAt(
        "norm-evaluation",
        "后评估",
        Place.CASE,
        partial(steps_page.show, steps_page.EVALUATION, "后评估"),
        steps_page.takes(steps_page.EVALUATION),
        procedure="norm_evaluation",
        says="方案、调查、报告、公布、结果运用。",
    ),
    PageAt(
        "norm-request-handling",
        "审查建议的办理",
        Place.CASE,
        partial(steps_page.show, steps_page.REQUEST, "审查建议的办理"),
        steps_page.takes(steps_page.REQUEST),
        procedure="norm_review_request",
        says="受理、制定机关说明、审查、答复。",
    ),
    PageAt(
        "norm-clean-up",
        "文件清理",
        Place.CASE,
        cleaning_page.show,
        cleaning_page.TAKE,
        procedure="norm_clean_up",
        says="列出现行有效文件、逐件提出意见、决定、公布结果。",
    ),
    PageAt(
        "norm-list", "行政规范性文件", Place.OPEN, listing.show, says="现行有效、尚未施行和已经失效的文件,全文和解读。"
    ),
    PageAt(
        "norm-flow", "行政规范性文件制发流程图", Place.OPEN, listing.flow, says="一件文件从起草到备案要走哪些环节。"
    ),
    PageAt(
        "norm-drafts",
        "行政规范性文件征求意见",
        Place.OPEN,
        partial(public_pages.drafts, comments.NORMS),
        partial(public_pages.take, comments.NORMS),
        says="正在征求意见的文件草稿和已经公布的采纳情况。",
    ),
    PageAt(
        "norm-comment-receipt",
        "查文件意见的答复",
        Place.OPEN,
        partial(public_pages.receipt, comments.NORMS),
        says="凭回执编号查自己意见的答复。",
    ),
    PageAt(
        "norm-request",
        "建议审查行政规范性文件",
        Place.OPEN,
        requests.show,
        requests.take,
        says="认为文件违法或者不适当的,可以建议审查,凭回执查答复。",
    ),
)
