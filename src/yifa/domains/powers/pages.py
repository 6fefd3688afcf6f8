"""What the list of powers brings beside the generic pages."""

from yifa.domains.powers import impact_pages, list_pages, request_pages

PAGES = (*list_pages.PAGES, *request_pages.PAGES, *impact_pages.PAGES)
