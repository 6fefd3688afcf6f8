"""What the list of powers brings beside the generic pages."""

from yifa.domains.powers import check_pages, clearing_pages, impact_pages, list_pages, request_pages

PAGES = (*list_pages.PAGES, *request_pages.PAGES, *check_pages.PAGES, *clearing_pages.PAGES, *impact_pages.PAGES)
