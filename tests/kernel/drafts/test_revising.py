"""A part of a document is revised by whoever has read what it says now."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from yifa.kernel.drafts.models import Revision
from yifa.kernel.drafts.revising import LONGEST, Revised, UnableToRevise, history, latest, revise

NOW = datetime(2022, 12, 31, 2, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def written(text: str, *, after: int, by: str = "赵六") -> Revised:
    return revise(document="report/2022", part="section/一", after=after, by=by, at=NOW, text=text)


class TestARevision:
    def test_follows_the_one_that_its_writer_had_before_him(self) -> None:
        written("一。", after=0)
        written("二。", after=1)
        assert latest(document="report/2022")["section/一"].text == "二。"
        assert [one.text for one in history(document="report/2022")] == ["二。", "一。"]

    def test_is_refused_to_who_has_not_seen_the_last_one_and_shows_it(self) -> None:
        written("一。", after=0)
        with pytest.raises(UnableToRevise, match="赵六已经改过") as refusal:
            written("二。", after=0, by="钱七")
        assert refusal.value.standing.text == "一。"

    def test_is_not_made_where_nothing_changes(self) -> None:
        written("一。", after=0)
        written("一。", after=0, by="钱七")
        assert Revision.objects.count() == 1

    def test_may_empty_the_part(self) -> None:
        written("一。", after=0)
        assert written("", after=1).number == 2

    def test_has_a_longest_text(self) -> None:
        with pytest.raises(UnableToRevise, match="请缩短"):
            written("字" * (LONGEST + 1), after=0)

    def test_has_its_number_once_whoever_writes(self) -> None:
        written("一。", after=0)
        with pytest.raises(IntegrityError), transaction.atomic():
            Revision.objects.create(document="report/2022", part="section/一", number=1, by="钱七", at=NOW)
