"""What supervision brings beside the generic pages."""

from yifa.domains.supervision import case_pages

PAGES = (*case_pages.PAGES,)
