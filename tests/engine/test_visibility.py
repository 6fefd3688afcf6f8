"""The predicate asked of one row, compiled to a query, and compiled for millions: the three agree, for anybody."""

from datetime import date

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from yifa.engine.visibility import UnableToGuardRows, visible_rows
from yifa.kernel.access import PUBLIC, ROLES, Post, Viewer, may_see, visible
from yifa.kernel.confidentiality import Level
from yifa.kernel.models import Case

DAY = date(2022, 6, 1)
# Case of letters, and what a pattern would take for a wildcard, must not blur one organ into another.
NAMES = ("示范区", "区司法局", "司", "A局", "a局", "%", "_", "")
PATHS = st.lists(st.sampled_from(NAMES), max_size=3).map("/".join)
LEVELS = st.sampled_from([*Level, "", "机密", "公开 "])
POSTS = st.sampled_from(("", "局长", "科长"))
DAYS = st.sampled_from((None, date(2022, 5, 31), DAY, date(2022, 6, 2)))
ROWS = st.lists(st.tuples(PATHS, LEVELS, POSTS), min_size=1, max_size=8)
PLACES = PATHS.filter(lambda path: not path.endswith("/"))
VIEWERS = st.builds(
    Viewer,
    st.just("某人"),
    st.lists(st.builds(Post, st.sampled_from([*ROLES, "wizard"]), PLACES, POSTS, DAYS, DAYS), max_size=3).map(tuple),
)
CONNECTION = ibis.duckdb.connect()
SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("organ_path", "confidentiality", "known_to")] + [("pk", pa.int64())]
)


def case(row: tuple[str, str, str]) -> Case:
    organ_path, confidentiality, known_to = row
    return Case(
        procedure="p", version="1", year=2022, organ_path=organ_path, confidentiality=confidentiality, known_to=known_to
    )


def table(cases: list[Case]) -> ibis.Table:
    rows = [{name: getattr(one, name) for name in SCHEMA.names} for one in cases]
    return ibis.memtable(pa.Table.from_pylist(rows, schema=SCHEMA))


class TestThreeReadings(TestCase):
    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(viewer=VIEWERS, rows=ROWS)
    def test_agree(self, viewer: Viewer, rows: list[tuple[str, str, str]]) -> None:
        cases = Case.objects.bulk_create(map(case, rows))
        one_by_one = {one.pk for one in cases if may_see(one, viewer, on=DAY).holds is True}
        queried = set(visible(Case.objects.all(), viewer, on=DAY).values_list("pk", flat=True))
        bulk = CONNECTION.to_pyarrow(visible_rows(table(cases), viewer, on=DAY).pk).to_pylist()
        assert one_by_one == queried == set(bulk)


class TestByDefault:
    @given(rows=ROWS)
    @settings(max_examples=50, deadline=None)
    def test_nobody_without_a_post_sees_what_is_not_open(self, rows: list[tuple[str, str, str]]) -> None:
        seen = [row for row in rows if may_see(case(row), PUBLIC, on=DAY).holds is True]
        assert all(path and level == Level.PUBLIC for path, level, _ in seen)

    @given(rows=ROWS, role=st.sampled_from(sorted(ROLES)))
    @settings(max_examples=50, deadline=None)
    def test_a_post_that_is_over_sees_no_more_than_the_public(
        self, rows: list[tuple[str, str, str]], role: str
    ) -> None:
        over = Viewer("某人", (Post(role, "示范区", "局长", valid_to=date(2022, 5, 31)),))
        assert all(may_see(case(row), over, on=DAY).holds is may_see(case(row), PUBLIC, on=DAY).holds for row in rows)

    def test_a_row_whose_columns_are_missing_in_bulk_is_seen_by_nobody(self) -> None:
        rows = [{"organ_path": None, "confidentiality": None, "known_to": None, "pk": 1}]
        held = ibis.memtable(pa.Table.from_pylist(rows, schema=SCHEMA))
        who = Viewer("某人", (Post("supervisor", "示范区"),))
        assert CONNECTION.to_pyarrow(visible_rows(held, who, on=DAY).pk).to_pylist() == []

    def test_a_table_without_the_columns_is_refused(self) -> None:
        with pytest.raises(UnableToGuardRows, match="known_to"):
            visible_rows(ibis.memtable({"organ_path": ["x"], "confidentiality": ["公开"]}), PUBLIC, on=DAY)
