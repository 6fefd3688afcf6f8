import json
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import models

from tests.engine.figures.matters.book import ENTERED, Book
from tests.engine.figures.matters.models import Matter
from tests.engine.figures.matters.tables import ITEMS, MATTER, MATTERS
from yifa.engine import snapshots
from yifa.engine.case_snapshots import ACTS, write_cases
from yifa.engine.snapshots import UnableToSnapshot, write_model, write_records, write_register
from yifa.kernel.models import Act, Case, Organ


def act(case: Case, seq: int, kind: str, facts: dict[str, object] | None = None, **other: object) -> Act:
    text = json.dumps(facts or {}, ensure_ascii=False)
    given = {"step": "", "on": date(2022, 1, 1), "entered_by": "甲", "carrier": "paper", "at": ENTERED} | other
    return Act.objects.create(case=case, seq=seq, kind=kind, facts=text, **given)


class TestSnapshotOfRecords:
    def test_holds_each_cell_as_it_stands(self, matters: Book, tmp_path: Path) -> None:
        heard = datetime(2022, 3, 4, 9, 30)  # noqa: DTZ001 - a local moment
        matters.add(no="A", status="在办", urgent=True, fine=10**12, opened=date(2022, 1, 31), heard=heard)
        matters.add(no="B")
        found = pq.read_table(write_records(MATTERS, tmp_path).file).to_pylist()
        assert {k: v for k, v in found[0].items() if v not in {None, ""}} == {
            "year": 2022,
            "no": "A",
            "status": "在办",
            "urgent": True,
            "fine": 10**12,
            "opened": date(2022, 1, 31),
            "heard": heard,
        }
        assert {k for k, v in found[1].items() if v not in {None, ""}} == {"year", "no"}

    def test_carries_the_columns_that_say_who_may_see_a_row(self, matters: Book, tmp_path: Path) -> None:
        matters.add(no="A", organ_path="区司法局", confidentiality="工作秘密", known_to="局长")
        (found,) = pq.read_table(write_records(MATTERS, tmp_path).file).to_pylist()
        assert (found["organ_path"], found["confidentiality"], found["known_to"]) == ("区司法局", "工作秘密", "局长")

    def test_is_written_again_where_an_organ_was_placed(self, matters: Book, tmp_path: Path) -> None:
        record = matters.add(no="A", organ_path="区司法局")
        write_records(MATTERS, tmp_path)
        record.organ_path = "示范区/区司法局"
        record.save()
        assert write_records(MATTERS, tmp_path).written

    def test_keeps_the_types_of_columns_that_are_empty(self, matters: Book, tmp_path: Path) -> None:
        schema = pq.read_schema(write_records(MATTERS, tmp_path).file)
        types = {name: schema.field(name).type for name in ("no", "urgent", "fine", "opened", "heard")}
        assert types == {
            "no": pa.string(),
            "urgent": pa.bool_(),
            "fine": pa.int64(),
            "opened": pa.date32(),
            "heard": pa.timestamp("us"),
        }

    def test_is_not_written_again_where_nothing_has_changed(self, matters: Book, tmp_path: Path) -> None:
        matters.add(no="A")
        assert write_records(MATTERS, tmp_path).written
        again = write_records(MATTERS, tmp_path)
        assert (again.written, again.rows) == (False, 1)

    def test_is_written_again_after_any_act(self, matters: Book, tmp_path: Path) -> None:
        record = matters.add(no="A", status="在办")
        write_records(MATTERS, tmp_path)
        models.QuerySet(Matter).update(status="已办结")
        Case.objects.filter(pk=record.of_case_id).update(acts=2)
        assert write_records(MATTERS, tmp_path).written
        assert pq.read_table(tmp_path / "matters.parquet").column("status").to_pylist() == ["已办结"]

    def test_streams_more_rows_than_it_holds_at_a_time(
        self, matters: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(snapshots, "ROWS_AT_A_TIME", 2)
        for _ in range(5):
            matters.add()
        assert write_records(MATTERS, tmp_path).rows == 5
        assert pq.read_table(tmp_path / "matters.parquet").column("no").to_pylist() == [
            "M0000",
            "M0001",
            "M0002",
            "M0003",
            "M0004",
        ]

    def test_leaves_the_old_file_where_writing_fails(
        self, matters: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        matters.add(no="A")
        write_records(MATTERS, tmp_path)
        matters.add(no="B")

        def fail(*_: object) -> None:
            raise OSError("disk full")

        monkeypatch.setattr(snapshots, "column_of", fail)
        with pytest.raises(OSError, match="disk full"):
            write_records(MATTERS, tmp_path)
        assert pq.read_table(tmp_path / "matters.parquet").num_rows == 1

    def test_of_a_register_names_facts_and_holds_one_edition(self, matters: Book, tmp_path: Path) -> None:
        matters.list_item("A", promised=5)
        matters.list_item("A", promised=9, year=2021)
        found = pq.read_table(write_register(ITEMS, tmp_path, year=2022).file).to_pylist()
        guard = {"organ_path": "", "confidentiality": "", "known_to": ""}
        assert found == [{"key": "A", "code": "A", "instant": None, "promised": 5, **guard}]

    def test_of_any_table_follows_its_references(self, matters: Book, tmp_path: Path) -> None:
        organ = Organ.objects.create(name="区司法局", path="区司法局")
        record = matters.add()
        Case.objects.filter(pk=record.of_case_id).update(organ=organ)
        columns = {"case": "id", "organ": "organ", "due": "due_on"}
        found = pq.read_table(write_model(Case, tmp_path / "cases.parquet", columns=columns).file).to_pylist()
        assert found == [{"case": record.of_case_id, "organ": organ.pk, "due": None}]

    def test_refuses_a_kind_of_field_that_it_does_not_know(self) -> None:
        class Odd(models.Model):
            share = models.FloatField()

            class Meta:
                app_label = "matters"
                managed = False

            def __str__(self) -> str:
                return ""

        with pytest.raises(UnableToSnapshot, match="share of Odd"):
            snapshots.type_of(Odd._meta.get_field("share"))


@pytest.fixture
def case(matters: Book) -> Case:
    imported = {"source_table": "matters", "source_key": "A"}
    return Case.objects.create(procedure=MATTER.name, version=MATTER.version, year=2022, **imported)


class TestSnapshotOfCases:
    def test_holds_every_act_as_it_was_made(self, case: Case, tmp_path: Path) -> None:
        act(case, 0, "registered")
        act(case, 1, "extended", step="closing", until=date(2022, 6, 1), minute=570)
        act(case, 2, "corrected", step="closing", corrects=1, replaces="extended")
        table = pq.read_table(write_cases(MATTER, tmp_path).acts.file)
        assert table.schema.remove_metadata() == ACTS
        first, extended, corrected = table.to_pylist()
        assert first == {
            "case_id": case.pk,
            "seq": 0,
            "kind": "registered",
            "step": "",
            "on": date(2022, 1, 1),
            "minute": None,
            "until": None,
            "corrects": None,
            "replaces": None,
        }
        assert (extended["until"], extended["minute"]) == (date(2022, 6, 1), 570)
        assert (corrected["corrects"], corrected["replaces"]) == (1, "extended")

    def test_carries_the_columns_that_say_who_may_see_the_case(self, case: Case, tmp_path: Path) -> None:
        Case.objects.update(organ_path="区司法局", confidentiality="内部")
        act(case, 0, "registered")
        (facts,) = pq.read_table(write_cases(MATTER, tmp_path).facts.file).to_pylist()
        assert (facts["organ_path"], facts["confidentiality"], facts["known_to"]) == ("区司法局", "内部", "")

    def test_states_each_fact_as_the_latest_act_does(self, case: Case, tmp_path: Path) -> None:
        act(case, 0, "registered", {"no": "A", "urgent": False, "fine": 100})
        act(case, 1, "done", {"urgent": True}, step="closing")
        (facts,) = pq.read_table(write_cases(MATTER, tmp_path).facts.file).to_pylist()
        assert (facts["source"], facts["no"], facts["urgent"], facts["fine"]) == ("matters", "A", True, 100)
        assert facts["status"] is None

    def test_lets_a_correction_take_the_place_of_what_it_corrects(self, case: Case, tmp_path: Path) -> None:
        act(case, 0, "registered", {"fine": 100, "gain": 7})
        act(case, 1, "done", {"fine": 200}, step="closing")
        act(case, 2, "corrected", {"fine": 300}, corrects=0, replaces="registered")
        (facts,) = pq.read_table(write_cases(MATTER, tmp_path).facts.file).to_pylist()
        assert (facts["fine"], facts["gain"]) == (200, None)

    def test_forgets_what_a_struck_out_act_stated(self, case: Case, tmp_path: Path) -> None:
        act(case, 0, "registered", {"fine": 100})
        act(case, 1, "done", {"fine": 200}, step="closing")
        act(case, 2, "corrected", step="closing", corrects=1)
        (facts,) = pq.read_table(write_cases(MATTER, tmp_path).facts.file).to_pylist()
        assert facts["fine"] == 100

    def test_keeps_cases_apart_where_batches_cut_them(
        self, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(snapshots, "ROWS_AT_A_TIME", 2)
        other = Case.objects.create(procedure=MATTER.name, version=MATTER.version, year=2022)
        for seq in range(3):
            act(case, seq, "registered", {"fine": seq})
            act(other, seq, "registered", {"fine": seq + 10})
        found = pq.read_table(write_cases(MATTER, tmp_path).facts.file).to_pylist()
        assert [(row["case_id"], row["source"], row["fine"]) for row in found] == [
            (case.pk, "matters", 2),
            (other.pk, "", 12),
        ]

    def test_takes_cases_of_one_year_where_asked(self, case: Case, tmp_path: Path) -> None:
        act(case, 0, "registered")
        assert write_cases(MATTER, tmp_path / "2021", year=2021).facts.rows == 0
        assert write_cases(MATTER, tmp_path / "2022", year=2022).facts.rows == 1

    def test_says_on_which_steps_a_ledger_was_silent(self, case: Case, tmp_path: Path) -> None:
        Case.objects.update(silent_on="hearing")
        act(case, 0, "registered")
        (facts,) = pq.read_table(write_cases(MATTER, tmp_path).facts.file).to_pylist()
        assert facts["source"] == "matters hearing"

    def test_leaves_out_cases_of_another_version(self, case: Case, tmp_path: Path) -> None:
        old = Case.objects.create(procedure=MATTER.name, version="2000-01-01", year=2022)
        act(old, 0, "registered")
        assert write_cases(MATTER, tmp_path).acts.rows == 0

    def test_is_not_written_again_before_the_next_act(self, case: Case, tmp_path: Path) -> None:
        act(case, 0, "registered")
        Case.objects.update(acts=1)
        assert write_cases(MATTER, tmp_path).facts.written
        assert not write_cases(MATTER, tmp_path).facts.written
        Case.objects.update(acts=2)
        assert write_cases(MATTER, tmp_path).acts.written
