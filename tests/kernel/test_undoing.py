"""撤销导入: what a load brought is taken back by corrections, and only where nobody has acted on it since."""

from __future__ import annotations

from datetime import date

import pytest

from tests.kernel.findings.desk import found, replied, scan
from tests.kernel.trial.book import (
    CLERK,
    GIVEN,
    NOW,
    ROW,
    do,
    edition,
    imported,
    load_of,
    officer,
    shown,
    take_in,
)
from tests.kernel.trial.ledger import OFFICERS, PERMITS
from yifa.kernel.access import Post, Viewer
from yifa.kernel.amendments import amend
from yifa.kernel.fsck import fsck
from yifa.kernel.models import Act, Case, Load, PendingLeaf
from yifa.kernel.records import stored
from yifa.kernel.undoing import UnableToUndo, Undone, undo_load

pytestmark = pytest.mark.django_db


def undone(load: Load, reason: str = "导错了年度", within: Viewer | None = None) -> Undone:
    load.refresh_from_db()
    return undo_load(load=load, reason=reason, by=CLERK, at=NOW, given=GIVEN, within=within)


def is_sound() -> bool:
    return list(fsck(given_of=lambda _: GIVEN)) == []


class TestTakingALoadBack:
    def test_strikes_every_act_and_deletes_none(self) -> None:
        take_in([imported()], load := load_of())
        before = Act.objects.count()
        assert undone(load).struck == 1
        assert Act.objects.count() > before
        assert not stored(PERMITS).model.objects.exists()
        case = Case.objects.get()
        assert (case.source_key, case.state, case.ended, case.due_on) == ("", "", "terminated", None)
        assert "导入已撤销" in case.title
        assert is_sound()

    def test_lets_the_same_key_be_loaded_anew(self) -> None:
        take_in([imported()], load := load_of())
        undone(load)
        load.refresh_from_db()
        assert (load.status, load.last_row) == ("running", 0)
        assert take_in([imported()], load).created == 1
        assert shown(Case.objects.exclude(source_key="").get().pk)["decided"] == ROW["decided"]
        assert undone(load).struck == 1
        assert is_sound()

    def test_puts_what_it_only_corrected_back_to_what_it_said_before(self) -> None:
        take_in([imported()])
        later = load_of("b" * 64)
        differing = take_in([imported(decided=date(2022, 3, 18))], later).differing
        amend(load=later, table=PERMITS, differing=differing, by=CLERK, at=NOW, given=GIVEN)
        told = undone(later)
        assert (told.struck, told.put_back) == (0, 1)
        assert shown(Case.objects.get().pk)["decided"] == ROW["decided"]
        assert is_sound()

    def test_leaves_alone_what_somebody_acted_on_and_says_why(self) -> None:
        take_in([imported()], load := load_of())
        do(Case.objects.get().pk, "delivery", date(2022, 3, 20))
        told = undone(load)
        assert (told.struck, told.left) == (0, 1)
        assert told.named[0].why == "导入之后在本系统中又办理过"
        assert stored(PERMITS).model.objects.count() == 1

    def test_leaves_alone_what_a_later_load_corrected(self) -> None:
        take_in([imported()], first := load_of())
        later = load_of("b" * 64)
        differing = take_in([imported(decided=date(2022, 3, 18))], later).differing
        amend(load=later, table=PERMITS, differing=differing, by=CLERK, at=NOW, given=GIVEN)
        assert undone(first).named[0].why == "导入之后又按另一份文件更正过"

    def test_leaves_alone_what_was_answered_on_the_desk(self) -> None:
        take_in([imported()], load := load_of())
        case_id = Case.objects.get().pk
        scan(found(case_id))
        replied(case_id, viewer=Viewer("李办", (Post("handler", str(ROW["organ"])),)))
        assert "程序疑点" in undone(load).named[0].why

    def test_leaves_alone_what_lies_beyond_the_post_that_its_loader_has_now(self) -> None:
        take_in([imported()], load := load_of())
        elsewhere = Viewer("李四", (Post("handler", "示例区外/别的局"),))
        told = undone(load, within=elsewhere)
        assert (told.struck, told.named[0].why) == (0, "它不属于您现在的岗位所及的机关")
        assert undone(load, within=Viewer("李四", (Post("handler", Case.objects.get().organ_path),))).struck == 1

    def test_asks_for_a_reason_which_the_log_keeps(self) -> None:
        take_in([imported()], load := load_of())
        with pytest.raises(UnableToUndo, match="没有写明理由"):
            undone(load, "  ")
        undone(load)
        assert "导错了年度" in PendingLeaf.objects.get(subject__startswith=f"load/{load.pk}/").payload


def names() -> dict[str, str]:
    return dict(stored(OFFICERS).model.objects.values_list("key", "name"))


class TestTakingAnEditionBack:
    def test_restores_what_it_had_struck(self) -> None:
        edition(2022, officer("ZF01", "甲"), officer("ZF02", "乙"), officer("ZF03", "丙"))
        edition(2022, officer("ZF01", "甲"), officer("ZF02", "改"), officer("ZF04", "丁"), sha256="d" * 64)
        assert names() == {"ZF01": "甲", "ZF02": "改", "ZF04": "丁"}
        assert undone(Load.objects.get(original__sha256="d" * 64)).entries == 2
        assert names() == {"ZF01": "甲", "ZF02": "乙", "ZF03": "丙"}
        assert is_sound()

    def test_of_the_only_one_leaves_none_and_may_be_loaded_anew(self) -> None:
        edition(2022, officer("ZF01", "甲"))
        undone(Load.objects.get())
        assert names() == {}
        assert is_sound()
        edition(2022, officer("ZF01", "甲"))
        assert names() == {"ZF01": "甲"}
        assert is_sound()

    def test_waits_until_a_later_load_of_it_is_taken_back(self) -> None:
        edition(2022, officer("ZF01", "甲"))
        edition(2022, officer("ZF01", "乙"), sha256="d" * 64)
        first, second = Load.objects.order_by("pk")
        with pytest.raises(UnableToUndo, match="请先撤销后一次导入"):
            undone(first)
        undone(second)
        assert undone(first).entries == 1
