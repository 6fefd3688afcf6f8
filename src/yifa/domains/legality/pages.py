"""The desk of whoever reviews, and the review of contracts and of papers of meetings."""

from functools import partial

from yifa.domains.legality import agenda_page, days_page, desk, roster_page
from yifa.domains.legality.review import CONTRACTS, MEETING_PAPERS
from yifa.kernel.dossiers import review_pages
from yifa.kernel.pages import PageAt, Place

REVIEWED = ("submission", "internal_review", "package_notice", "legality_review", "adoption")
PAGES = (
    PageAt(
        "legality-desk",
        "合法性审核收件台",
        Place.DESK,
        desk.show,
        roles=("reviewer", "head", "handler"),
        says="规范性文件、重大行政决策、合同协议、会议材料,等待审核的都在这里。",
    ),
    PageAt(
        "legality-contract",
        "合法性审核",
        Place.CASE,
        partial(review_pages.show, CONTRACTS),
        review_pages.takes(CONTRACTS),
        procedure="contract_review",
        steps=REVIEWED,
        says="送审、核对材料、逐项审核、法律顾问意见、出具意见书、采纳回执。",
    ),
    PageAt(
        "legality-paper",
        "合法性审核",
        Place.CASE,
        partial(review_pages.show, MEETING_PAPERS),
        review_pages.takes(MEETING_PAPERS),
        procedure="meeting_paper_review",
        steps=REVIEWED,
        says="送审、核对材料、逐项审核、法律顾问意见、出具意见书、采纳回执。",
    ),
    *agenda_page.PAGES,
    *roster_page.PAGES,
    *days_page.PAGES,
)
