"""What inspections bring beside the generic pages."""

from yifa.domains.inspections import arranging_pages, open_pages, plan_pages, point_pages, result_pages, site_pages

PAGES = (
    *plan_pages.PAGES,
    *arranging_pages.PAGES,
    *point_pages.PAGES,
    *site_pages.PAGES,
    *result_pages.PAGES,
    *open_pages.PAGES,
)
