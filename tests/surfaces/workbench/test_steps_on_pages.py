"""A step that an institution does on a page of its own is reached there from the page of the case, and from nowhere else."""

import pytest

from tests.surfaces.cases_at_work import opened, text
from tests.surfaces.posts import BUREAU, signed_in
from yifa.kernel.catalogue import catalogue
from yifa.kernel.pages import PageAt

pytestmark = pytest.mark.django_db
PAGES: tuple[PageAt, ...] = tuple(page for page in catalogue().pages.values() if page.steps)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_steps_that_every_text_of_its_procedure_has(page: PageAt) -> None:
    texts = catalogue().texts_of(name=page.procedure)
    assert texts
    for procedure in texts:
        assert set(page.steps) <= procedure.by_name.keys()
        assert set(page.opens_with) <= {fact.name for fact in procedure.facts}


def test_no_two_pages_do_the_same_step() -> None:
    claimed = [(page.procedure, step) for page in PAGES for step in page.steps]
    assert len(claimed) == len(set(claimed))


def test_a_new_case_is_asked_for_what_it_begins_with_and_may_say_more() -> None:
    page = text(signed_in("handler", organ=BUREAU).get("/desk/cases/new/normative_document/"))
    asked, _, folded = page.partition("以后各环节登记的事项")
    for title in ("文件名称", "制定机关", "涉及市场主体"):
        assert title in asked
    assert "审核结论" in folded
    assert "备案登记编号" in folded


def test_the_case_leads_to_the_page_of_the_step() -> None:
    handler = signed_in("handler", organ=BUREAU)
    case = opened(handler, "normative_document")
    raw = handler.get(f"/desk/cases/{case}/").content.decode()
    assert f'href="/desk/cases/{case}/norm-text/">办理「评估论证」' in raw
    assert "在「起草和文本」页面" in text(handler.get(f"/desk/cases/{case}/"))
    assert f"/desk/cases/{case}/act/done/survey/" not in raw
