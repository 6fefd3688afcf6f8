"""What leadership brings beside the generic pages."""

from yifa.domains.leadership import (
    boards,
    duty_pages,
    evaluation_pages,
    matter_pages,
    representatives,
    statement_pages,
)

PAGES = (
    *duty_pages.PAGES,
    *boards.PAGES,
    *matter_pages.PAGES,
    *statement_pages.PAGES,
    *evaluation_pages.PAGES,
    *representatives.PAGES,
)
