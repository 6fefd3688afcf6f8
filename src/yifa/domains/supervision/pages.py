"""What supervision brings beside the generic pages."""

from yifa.domains.supervision import ageing_page, case_pages, organ_pages, set_pages

PAGES = (*case_pages.PAGES, *ageing_page.PAGES, *organ_pages.PAGES, *set_pages.PAGES)
