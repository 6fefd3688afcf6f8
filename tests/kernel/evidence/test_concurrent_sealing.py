"""People go on working while others seal: every leaf is sealed once, in one unbroken row."""

from datetime import date

import pytest

from tests.kernel.test_concurrency import THREADS, at_once
from tests.kernel.trial.book import GIVEN, NOW, do, opened
from yifa.kernel.evidence.sealing import seal_now, waiting
from yifa.kernel.fsck import fsck
from yifa.kernel.models import Act, Checkpoint, Leaf
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db(transaction=True)


class TestSealingWhileOthersAct:
    def test_seals_every_leaf_once_and_in_an_unbroken_row(self) -> None:
        ids = [opened(applicant=f"张例{number}") for number in range(THREADS)]

        def act_and_seal(number: int) -> None:
            for day in range(1, 6):
                do(ids[number], "", date(2022, 3, day), Kind.REMINDED)
                if number % 2:
                    seal_now(at=NOW)

        at_once(act_and_seal)
        seal_now(at=NOW)
        positions = list(Leaf.objects.order_by("position").values_list("position", flat=True))
        assert waiting() == 0
        assert positions == list(range(len(positions)))
        assert Leaf.objects.filter(kind="act").count() == Act.objects.count() == THREADS * 6
        assert Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() == len(positions)
        assert list(fsck(given_of=lambda _: GIVEN)) == []
