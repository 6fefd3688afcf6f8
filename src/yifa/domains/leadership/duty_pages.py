"""The checklist of what the two principal officials owe in a year, satisfied by records and not by ticking."""

from __future__ import annotations

from yifa.domains.leadership.duties import POSTS, checklist
from yifa.kernel.pages import Asked, Page, PageAt, Place


def show(asked: Asked) -> Page:
    """The duties of each post in the year that the address asks for."""
    said = asked.query.get("year", "")
    year = int(said) if said.isascii() and said.isdigit() and len(said) == len("2022") else asked.on.year
    told = tuple(
        (
            post,
            checklist(post, year=year, viewer=asked.viewer, on=asked.on, given=asked.given, versions=asked.versions),
        )
        for post in POSTS
    )
    return Page("leadership/duties.html", f"{year}年第一责任人职责清单", {"posts": told, "year": year})


PAGES = (
    PageAt(
        "leading-duties",
        "第一责任人职责清单",
        Place.DESK,
        show,
        roles=("head", "leader", "handler", "reviewer", "supervisor", "auditor"),
        says="党政主要负责人今年做了哪些、还缺哪些,由记录说明。",
    ),
)
