"""What staffing brings beside the generic pages."""

from yifa.domains.staffing import bodies_pages, movement_pages, posts_pages

PAGES = (*posts_pages.PAGES, *bodies_pages.PAGES, *movement_pages.PAGES)
