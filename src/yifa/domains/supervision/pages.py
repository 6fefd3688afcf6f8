"""What supervision brings beside the generic pages."""

from yifa.domains.supervision import case_pages, organ_pages, set_pages

PAGES = (*case_pages.PAGES, *organ_pages.PAGES, *set_pages.PAGES)
