"""What may be planned, and what is refused before anything is sealed."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.draw import sample
from yifa.engine.draw.beacon import Beacon
from yifa.engine.draw.encoding import canonical, document_hash
from yifa.engine.draw.frame import Place, Size
from yifa.engine.draw.inspectors import Staffing
from yifa.engine.draw.numbers import Group
from yifa.engine.draw.plan import Exclusion, check
from yifa.engine.draw.plan_json import plan_from_json, plan_hash, plan_json
from yifa.engine.draw.quota import Quota, Share, asked_number, quota_for
from yifa.engine.draw.refusal import UnableToDraw


class TestCanonicalJson:
    def test_is_as_the_standard_writes_it(self) -> None:
        value = {"b": [1, True, None], "a": '"\\\n\x0f/€甲'}
        assert canonical(value) == '{"a":"\\"\\\\\\n\\u000f/€甲","b":[1,true,null]}'.encode()

    @pytest.mark.parametrize("value", [1.5, {1: 1}, 2**53, {"a": object()}, "\ud800"])
    def test_has_no_form_for_what_other_languages_read_otherwise(self, value: Any) -> None:
        with pytest.raises(UnableToDraw, match="不能编码"):
            canonical(value)


class TestPlan:
    def test_comes_back_from_its_json(self) -> None:
        settled = sample.plan(beacon=sample.jointly(), quotas=(Quota("A", 2, 1, Share(1, 20)),))
        assert plan_from_json(json.loads(canonical(plan_json(settled)))) == settled

    def test_has_the_hash_of_its_published_bytes(self) -> None:
        settled = sample.plan()
        assert plan_hash(settled) == document_hash(plan_json(settled))

    def test_names_no_subject(self) -> None:
        text = canonical(plan_json(sample.plan())).decode()
        assert not any(code in text for stratum in sample.frame().strata for code in stratum.codes)

    def test_is_not_read_where_somebody_added_something(self) -> None:
        with pytest.raises(UnableToDraw, match="不认识的内容"):
            plan_from_json({**plan_json(sample.plan()), "note": "x"})

    def test_is_not_read_where_something_is_missing(self) -> None:
        value = plan_json(sample.plan())
        del value["quotas"]
        with pytest.raises(UnableToDraw, match="缺少内容"):
            plan_from_json(value)


def beacon_with(**changes: Any) -> Beacon:
    return Beacon(replace(sample.NUMBER, **changes))


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"basis": ()}, "没有写明依据"),
    ({"title": ""}, "没有写明标题"),
    ({"made_on": date(2022, 5, 16)}, "已经为人所知"),
    ({"quotas": (Quota("A", 41),)}, "不足以抽取 41 个"),
    ({"quotas": (Quota("A", 39, 1),)}, "排除 1 个后不足"),
    ({"quotas": (Quota("A", 0),)}, "不是正数"),
    ({"quotas": (Quota("E", 1),)}, "没有层「E」"),
    ({"quotas": ()}, "没有写明各层"),
    ({"quotas": (Quota("A", 1), Quota("A", 1))}, "写了两次"),
    ({"quotas": (Quota("A", 1, 0, Share(1, 20)),)}, "不符"),
    ({"exclusions": (Exclusion(Place("A", 40), "停业"),)}, "没有第 41 个对象"),
    ({"exclusions": (Exclusion(Place("A", 1), ""),)}, "没有写明排除理由"),
    ({"exclusions": (Exclusion(Place("A", 1), "停业"),) * 2}, "排除两次"),
    ({"sizes": (Size("B", 1), Size("A", 1))}, "没有按名称排列"),
    ({"beacon": beacon_with(groups=(Group("号码", 0, 9, 3, ordered=True),))}, "只有 1000 种可能"),
    ({"beacon": beacon_with(groups=())}, "没有写明采用哪个公开号码"),
    ({"beacon": beacon_with(at=datetime(2022, 5, 15, 21, 15))}, "时区"),  # noqa: DTZ001 - this is the fault
    ({"beacon": replace(sample.jointly(), reveal_by=sample.ANNOUNCED)}, "早于公开号码"),
    ({"beacon": replace(sample.jointly(), reveal_by=None)}, "揭示截止时间"),
    ({"beacon": sample.jointly((sample.ORGANS[0],) * 2)}, "承诺重复"),
    ({"staffing": Staffing(date(2022, 6, 1), 1, None, sample.inspectors())}, "第四十二条"),
    ({"staffing": Staffing(date(2022, 6, 1), 2, 0, sample.inspectors())}, "上限不是正数"),
    ({"staffing": Staffing(date(2022, 6, 1), 2, None, sample.inspectors()[:1] * 2)}, "重复出现"),
    ({"staffing": Staffing(date(2022, 6, 1), 2, None, sample.inspectors()[::-1])}, "按证号排列"),
]


class TestRefusal:
    def test_spares_a_lawful_plan(self) -> None:
        check(sample.plan())
        check(sample.plan(beacon=sample.jointly(), staffing=None))

    @pytest.mark.parametrize(("changes", "because"), REFUSED)
    def test_comes_before_sealing_and_says_why(self, changes: dict[str, Any], because: str) -> None:
        with pytest.raises(UnableToDraw, match=because):
            check(sample.plan(**changes))

    @pytest.mark.parametrize(("minutes", "refused"), [(-1, False), (0, True), (1, True)])
    def test_meets_reveals_that_end_when_the_number_is_announced(self, minutes: int, refused: bool) -> None:  # noqa: FBT001
        until = replace(sample.jointly(), reveal_by=sample.ANNOUNCED + timedelta(minutes=minutes))
        if refused:
            with pytest.raises(UnableToDraw, match="挑选结果"):
                check(sample.plan(beacon=until))
        else:
            check(sample.plan(beacon=until))


class TestQuota:
    @pytest.mark.parametrize(("text", "number"), [("200", 200), ("1/20", Share(1, 20)), ("5%", Share(5, 100))])
    def test_is_a_number_or_a_share(self, text: str, number: int | Share) -> None:
        assert asked_number(text) == number

    @pytest.mark.parametrize("text", ["0.05", "一成", "3/2", "0/5", "-1", "5/0"])
    def test_is_nothing_else(self, text: str) -> None:
        with pytest.raises(UnableToDraw):
            asked_number(text)

    @given(st.integers(1, 10**7), st.integers(1, 100))
    def test_of_a_share_is_rounded_up(self, size: int, part: int) -> None:
        number = Share(part, 100).number(size)
        assert (number - 1) * 100 < size * part <= number * 100

    def test_has_fewer_substitutes_where_the_stratum_has_no_more(self) -> None:
        assert quota_for(size=Size("D", 3), asked=1, substitutes=5, excluded=1).substitutes == 1

    def test_larger_than_the_stratum_is_refused_with_its_cure(self) -> None:
        with pytest.raises(UnableToDraw, match="请减少抽取数"):
            quota_for(size=Size("D", 3), asked=3, substitutes=0, excluded=1)
