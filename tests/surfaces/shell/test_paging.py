"""Pages by key: every row once, none twice, also where keys are alike; and no place but those that were given out."""

from datetime import date

import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict

from yifa.kernel.access import OPERATOR, visible
from yifa.kernel.models import Case
from yifa.surfaces.shell.paging import paged

pytestmark = pytest.mark.django_db


def cases(titles: str) -> None:
    Case.objects.bulk_create(Case(procedure="penalty", version="1", year=2022, title=title) for title in titles)


def read_through(by: tuple[str, ...], size: int) -> list[str]:
    query, read = QueryDict(""), []
    while True:
        leaf = paged(visible(Case.objects.all(), OPERATOR, on=date(2022, 6, 1)), by=by, query=query, size=size)
        read += [f"{case.title}{case.pk}" for case in leaf.items]
        if not leaf.following:
            return read
        query = QueryDict(leaf.following.removeprefix("?"))


class TestAList:
    @pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
    @pytest.mark.parametrize("by", [("title", "pk"), ("-title", "pk"), ("-title", "-pk"), ("pk",)])
    def test_is_read_whole_and_in_order_whatever_the_page(self, by: tuple[str, ...], size: int) -> None:
        cases("乙甲甲丙甲乙丁")
        assert read_through(by, size) == [f"{case.title}{case.pk}" for case in Case.objects.order_by(*by)]

    def test_keeps_the_questions_asked_of_it(self) -> None:
        cases("甲乙丙")
        leaf = paged(Case.objects.all(), by=("pk",), query=QueryDict("q=许可&after="), size=2)
        assert "q=%E8%AE%B8%E5%8F%AF" in leaf.following
        assert leaf.is_first

    @pytest.mark.parametrize("place", ["x", "W10=", "WyJhIl0", "bnVsbA==", "eyJhIjoxfQ==", "W251bGxd", "WzFlOTldIA=="])
    def test_refuses_a_place_that_it_cannot_have_given_out(self, place: str) -> None:
        with pytest.raises(BadRequest):
            paged(Case.objects.all(), by=("pk",), query=QueryDict(f"after={place}"))
