"""The assessment draft of an organ, with its replies, and the digest of a month."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domains.desks import done, refusal
from tests.domains.supervision.desks import Desks, finding
from tests.surfaces.posts import BUREAU, organ_at
from yifa.domains.supervision.digest import span_of

ADDRESS = "/desk/office/organ-assessment/"


def draft(desks: Desks) -> str:
    return f"{ADDRESS}{organ_at(BUREAU).pk}/?year=2026"


class TestADraft:
    def test_lists_what_was_decided_to_be_so_and_nothing_else(self, desks: Desks) -> None:
        kept, doubted = finding(), finding(state="open", outcome="", rule="trial.open")
        page = desks.supervisor.get(draft(desks)).content.decode()
        assert f"/desk/findings/{kept.pk}/" in page
        assert f"/desk/findings/{doubted.pk}/" not in page

    def test_says_what_the_rule_demands_and_not_the_sentence_that_may_name_a_person(self, desks: Desks) -> None:
        finding()
        assert "办理超过期限三日" not in desks.supervisor.get(draft(desks)).content.decode()

    def test_takes_the_words_of_the_organ_and_of_no_other(self, desks: Desks) -> None:
        point = f"finding/{finding().pk}"
        done(desks.handler, draft(desks), point=point, words="已经整改。")
        assert "已经整改。" in desks.supervisor.get(draft(desks)).content.decode()
        told = refusal(desks.supervisor, draft(desks), point=point, words="替单位说明。")
        assert "由该机关的经办岗位" in told

    def test_is_open_to_no_other_organ(self, desks: Desks) -> None:
        assert desks.other.get(draft(desks)).status_code == 404

    def test_goes_out_as_a_workbook(self, desks: Desks) -> None:
        finding()
        answer = desks.supervisor.get(f"{draft(desks)}&as=xlsx")
        assert answer.content.startswith(b"PK")


class TestADigest:
    def test_counts_good_and_bad_alike_by_rule_and_organ(self, desks: Desks) -> None:
        finding()
        page = desks.supervisor.get("/desk/office/supervision-digest/?span=2026-03").content.decode()
        assert "2026年3月，程序检查新检出疑点1条，涉及1个机关。" in page
        assert "区住房城乡建设局" in page

    @pytest.mark.parametrize(
        ("key", "first", "last"),
        [
            ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
            ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
            ("nothing", date(2026, 3, 1), date(2026, 3, 31)),
        ],
    )
    def test_covers_whole_months_and_quarters(self, key: str, first: date, last: date) -> None:
        span = span_of(key, on=date(2026, 3, 10))
        assert (span.first, span.last) == (first, last)
