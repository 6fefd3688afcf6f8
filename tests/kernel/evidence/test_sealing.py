"""The log on a real database: written with the act or not at all, sealed once, proved to outsiders."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, connection, transaction

from tests.kernel.trial.book import GIVEN, NOW, do, imported, load_of, opened, take_in
from yifa.kernel import append_only
from yifa.kernel.acts import UnableToPerform
from yifa.kernel.evidence import log
from yifa.kernel.evidence.bundle import bundle_text, read_bundle
from yifa.kernel.evidence.keys import UnableToReadKey, signing
from yifa.kernel.evidence.leaves import Subject
from yifa.kernel.evidence.log import UnableToSeal, latest
from yifa.kernel.evidence.notes import WitnessKey, read_verifier
from yifa.kernel.evidence.sealing import UnableToProve, accept_cosignature, prove, public_keys, seal_now, waiting
from yifa.kernel.evidence.suite import GM
from yifa.kernel.evidence.verification import disagreements
from yifa.kernel.models import Act, Case, Checkpoint, Leaf, PendingLeaf, Tile
from yifa.kernel.reading import texts_of
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db

DAY = date(2022, 3, 1)


class TestAnAct:
    def test_leaves_a_leaf_that_waits(self) -> None:
        case_id = opened()
        do(case_id, "application", DAY)
        subjects = set(PendingLeaf.objects.values_list("kind", "subject"))
        assert subjects == {("case", str(case_id)), ("act", f"{case_id}/0"), ("act", f"{case_id}/1")}

    def test_that_is_refused_leaves_none(self) -> None:
        case_id = opened()
        before = waiting()
        with pytest.raises(UnableToPerform):
            do(case_id, "decision", DAY)
        assert waiting() == before

    def test_is_not_written_where_its_leaf_cannot_be(self) -> None:
        case_id = opened()
        trigger = "BEFORE INSERT ON kernel_pendingleaf"
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"CREATE TRIGGER no_evidence {trigger} BEGIN SELECT RAISE(ABORT, 'full'); END")
            else:
                cursor.execute(
                    "CREATE FUNCTION no_evidence() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                    "RAISE EXCEPTION 'full' USING ERRCODE = 'restrict_violation'; END $$"
                )
                cursor.execute(f"CREATE TRIGGER no_evidence {trigger} FOR EACH ROW EXECUTE FUNCTION no_evidence()")
        with pytest.raises(IntegrityError, match="full"), transaction.atomic():
            do(case_id, "application", DAY)
        assert Act.objects.filter(case_id=case_id).count() == 1
        assert Case.objects.get(pk=case_id).acts == 1

    def test_taken_in_from_a_ledger_leaves_one_too(self) -> None:
        take_in([imported(number) for number in range(1, 4)])
        assert PendingLeaf.objects.filter(kind="act").count() == Act.objects.count()
        assert PendingLeaf.objects.filter(kind="case").count() == Case.objects.count()
        assert PendingLeaf.objects.filter(kind="original").count() == 1


class TestSealing:
    def test_moves_what_waits_into_the_log_in_order(self) -> None:
        case_id = opened()
        do(case_id, "application", DAY)
        sealed = seal_now(at=NOW)
        assert sealed is not None
        assert (sealed.added, sealed.checkpoint.size, waiting()) == (3, 3, 0)
        assert list(Leaf.objects.order_by("position").values_list("position", "kind")) == [
            (0, "case"),
            (1, "act"),
            (2, "act"),
        ]

    def test_again_with_nothing_waiting_changes_nothing(self) -> None:
        opened()
        first, second = seal_now(at=NOW), seal_now(at=NOW + timedelta(hours=1))
        assert first is not None
        assert second is not None
        assert (second.note, second.added) == (first.note, 0)
        assert Checkpoint.objects.count() == 1

    def test_of_an_empty_installation_gives_nothing(self) -> None:
        assert seal_now(at=NOW) is None

    def test_in_many_steps_gives_the_tree_of_one(self) -> None:
        take_in([imported(number) for number in range(1, 100)])
        seal_now(at=NOW)
        for number in range(100, 104):
            take_in([imported(number)], load_of())
            seal_now(at=NOW)
        last = latest()
        assert last is not None
        bundle = prove(kind=Subject.ORIGINAL, texts=[])
        assert bundle.checkpoint.size == last.size == Leaf.objects.count()
        assert list(disagreements(bundle)) == []

    def test_under_another_suite_is_refused(self) -> None:
        opened()
        seal_now(at=NOW)
        opened()
        how = signing()
        with pytest.raises(UnableToSeal, match="一部日志自始至终只用一个名称、一套算法"):
            log.seal(origin=how.origin, suite=GM, signer=how.signer, at=NOW)
        assert waiting() == 2

    def test_is_done_by_the_published_key(self) -> None:
        opened()
        seal_now(at=NOW)
        (key,) = public_keys()
        bundle = prove(kind=Subject.CASE, texts=[])
        assert read_verifier(key).accepts(bundle.signed)


class TestALeafAndACheckpoint:
    @pytest.mark.parametrize("statement", ["UPDATE kernel_leaf SET payload = 'x'", "DELETE FROM kernel_checkpoint"])
    def test_are_never_changed(self, statement: str) -> None:
        opened()
        seal_now(at=NOW)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


class TestABundle:
    def test_proves_the_acts_of_a_case_to_somebody_outside(self) -> None:
        case_id = opened()
        do(case_id, "application", DAY)
        seal_now(at=NOW)
        bundle = read_bundle(bundle_text(prove(kind=Subject.ACT, texts=texts_of(case_id))))
        assert list(disagreements(bundle, trusted=[read_verifier(key) for key in public_keys()])) == []
        assert [leaf.subject for leaf in bundle.leaves] == [f"{case_id}/0", f"{case_id}/1"]

    def test_shows_that_the_log_has_only_grown_since(self) -> None:
        opened()
        earlier = seal_now(at=NOW)
        assert earlier is not None
        take_in([imported(number) for number in range(1, 300)])
        seal_now(at=NOW)
        bundle = prove(kind=Subject.ACT, texts=[], since=earlier.note)
        assert list(disagreements(bundle)) == []
        assert bundle.growth[0].note == earlier.note

    def test_is_refused_for_what_still_waits(self) -> None:
        seal_first = opened()
        seal_now(at=NOW)
        do(seal_first, "application", DAY)
        with pytest.raises(UnableToProve, match="还在等待封存"):
            prove(kind=Subject.ACT, texts=texts_of(seal_first))

    def test_is_refused_where_the_log_is_empty(self) -> None:
        with pytest.raises(UnableToProve, match="还是空的"):
            prove(kind=Subject.ACT, texts=[])

    def test_is_refused_for_the_checkpoint_of_another_log(self) -> None:
        opened()
        sealed = seal_now(at=NOW)
        assert sealed is not None
        other = sealed.note.replace(sealed.checkpoint.origin, "yifa/another")
        with pytest.raises(UnableToProve, match="不是本日志"):
            prove(kind=Subject.ACT, texts=[], since=other)

    def test_of_a_corrected_act_holds_both(self) -> None:
        case_id = opened()
        do(case_id, "application", DAY)
        do(case_id, "application", date(2022, 3, 2), Kind.CORRECTED, corrects=1, replaces=Kind.DONE, given=GIVEN)
        seal_now(at=NOW)
        assert len(prove(kind=Subject.ACT, texts=texts_of(case_id)).leaves) == 3


class TestTheTextOfAnAct:
    def test_is_the_same_written_and_read_back(self) -> None:
        case_id = opened(applicant="张三", title='\u2028 «»\\ "')
        do(case_id, "application", DAY)
        do(case_id, "decision", DAY, Kind.EXTENDED, until=date(2022, 5, 1))
        seal_now(at=NOW)
        assert list(disagreements(prove(kind=Subject.ACT, texts=texts_of(case_id)))) == []


class TestDamagedTiles:
    @pytest.mark.parametrize(
        "damage", [lambda raw: bytes(len(raw)), lambda raw: raw + bytes(32), lambda raw: raw[:-32]]
    )
    def test_are_not_sealed_over(self, damage: Callable[[bytes], bytes]) -> None:
        opened()
        seal_now(at=NOW)
        tile = Tile.objects.get(level=0, place=0)
        Tile.objects.update(hashes=damage(bytes(tile.hashes)))
        opened()
        with pytest.raises(UnableToSeal, match="树块与最后一个封存点不符"):
            seal_now(at=NOW)
        assert waiting() == 2
        assert Checkpoint.objects.count() == 1

    def test_nor_is_a_log_whose_last_checkpoint_is_gone(self) -> None:
        opened()
        seal_now(at=NOW)
        opened()
        seal_now(at=NOW)
        with append_only.released(connection):
            Checkpoint.objects.order_by("-size")[:1].get().delete()
        opened()
        with pytest.raises(UnableToSeal, match="封存点之外还有已封存的叶"):
            seal_now(at=NOW)


class TestALostKey:
    def test_of_personal_values_is_not_replaced_by_another(self, tmp_path: Path, settings: Any) -> None:
        opened(applicant="张例甲")
        settings.YIFA_HOME = tmp_path
        with pytest.raises(UnableToReadKey, match="请从备份恢复 keys 文件夹"):
            opened(applicant="李例乙")


class TestAWitness:
    def test_whose_line_fits_no_checkpoint_is_refused(self) -> None:
        opened()
        seal_now(at=NOW)
        key = WitnessKey("示例市司法局", Ed25519PrivateKey.generate())
        line = key.cosign("yifa/another\n1\nAAAA\n", 1654041600).line
        with pytest.raises(UnableToProve, match="不是「示例市司法局」对本日志最近封存点的有效见证"):
            accept_cosignature(line=line, key=key.verifier, at=NOW)

    def test_that_was_slow_is_kept_below_the_checkpoint_it_saw(self) -> None:
        opened()
        seen = seal_now(at=NOW)
        opened()
        seal_now(at=NOW)
        assert seen is not None
        key = WitnessKey("示例市司法局", Ed25519PrivateKey.generate())
        line = key.cosign(seen.checkpoint.text, 1654041600).line
        assert accept_cosignature(line=line, key=key.verifier, at=NOW) == seen.checkpoint.size
