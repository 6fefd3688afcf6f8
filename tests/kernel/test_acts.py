from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from tests.kernel.trial.book import CLERK, GIVEN, NOW, TODAY, do, opened, record_of, shown
from yifa.kernel.acts import Attachment, Lying, Overtaken, Proposed, UnableToPerform, perform
from yifa.kernel.models import Act, Case, Original
from yifa.kernel.storage.postgresql import PostgresStore
from yifa.kernel.storage.sqlite import SqliteStore
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db


class TestOpeningACase:
    def test_pins_it_to_the_text_in_force(self) -> None:
        case = Case.objects.get(pk=opened())
        assert (case.procedure, case.version, case.acts) == ("trial_permit", "2019-04-23", 1)

    def test_enters_it_in_the_book_with_its_facts(self) -> None:
        act = Act.objects.get(case_id=opened(title="开办药店", fine=500))
        assert (act.seq, act.kind, act.facts) == (0, "registered", '{"title":"开办药店","fine":500}')

    def test_shows_it_in_the_ledger(self) -> None:
        row = shown(opened(title="开办药店", officers=("ZF01", "ZF02")))
        assert (row["title"], row["c1"], row["c2"], row["applied"]) == ("开办药店", "ZF01", "ZF02", None)

    def test_says_where_it_stands(self) -> None:
        case = Case.objects.get(pk=opened())
        assert (case.state, case.due_on, case.ended) == ("application", None, "")


class TestPerforming:
    def test_writes_the_act_with_who_acted_and_who_entered(self) -> None:
        case_id = opened()
        do(case_id, "application", date(2022, 3, 1))
        act = Act.objects.get(case_id=case_id, seq=1)
        assert (act.step, act.on, act.organ, act.actor, act.entered_by) == (
            "application",
            date(2022, 3, 1),
            "区政务服务局",
            "李四",
            "张三",
        )
        assert act.at == NOW
        assert act.carrier == "electronic"

    def test_moves_the_case_and_its_due_day(self) -> None:
        case_id = opened()
        done = do(case_id, "application", date(2022, 3, 1))
        case = Case.objects.get(pk=case_id)
        assert (case.state, case.due_on, case.due_code, case.acts) == (
            "notice",
            date(2022, 3, 8),
            "trial.accept_late",
            2,
        )
        assert (done.standing.step, done.standing.due_on) == (case.state, case.due_on)

    def test_shows_the_act_in_the_record(self) -> None:
        case_id = opened()
        do(case_id, "application", date(2022, 3, 1), facts={"fine": 70_00, "noted": datetime(2022, 3, 1, 8, 5)})  # noqa: DTZ001
        row = shown(case_id)
        assert (row["applied"], row["fine"], row["noted"]) == (date(2022, 3, 1), 70_00, datetime(2022, 3, 1, 8, 5))  # noqa: DTZ001

    def test_keeps_documents_with_their_hashes_and_where_the_original_lies(self) -> None:
        case_id = opened()
        scan = Original.objects.create(name="意见.pdf", sha256="f" * 64, size=9, kind="pdf", loaded_at=NOW)
        left = (Attachment("opinion", "e" * 64, "审核意见"),)
        do(case_id, "review", date(2022, 3, 2), documents=left, lying=Lying(scan.pk))
        act = Act.objects.get(case_id=case_id, seq=1)
        assert act.documents == '[{"document": "opinion", "sha256": "' + "e" * 64 + '", "title": "审核意见"}]'
        assert act.original_id == scan.pk

    def test_records_lateness_and_does_not_refuse_it(self) -> None:
        case_id = opened()
        do(case_id, "application", date(2022, 3, 1))
        late = do(case_id, "acceptance", date(2022, 3, 31))
        assert late.days_late == (TODAY - date(2022, 3, 31)).days
        assert Case.objects.get(pk=case_id).state == "review"

    def test_counts_the_day_of_entry_in_local_time(self) -> None:
        case_id = opened()
        evening = datetime(2022, 5, 31, 17, 0, tzinfo=UTC)  # already 1 June in Shanghai
        assert do(case_id, "application", TODAY, at=evening).days_late == 0

    def test_needs_an_instant_with_a_zone(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            do(opened(), "application", TODAY, at=datetime(2022, 6, 1))  # noqa: DTZ001

    def test_needs_a_case(self) -> None:
        with pytest.raises(LookupError, match="no case 999"):
            do(999, "application", TODAY)

    def test_runs_a_case_to_its_end(self) -> None:
        case_id = opened()
        for number, step in enumerate(("application", "notice", "acceptance", "review", "decision", "delivery")):
            do(case_id, step, date(2022, 3, 1) + timedelta(days=number))
        case = Case.objects.get(pk=case_id)
        assert (case.state, case.due_on, case.due_code, case.ended) == ("", None, "", "")

    def test_ends_a_case_that_is_withdrawn(self) -> None:
        case_id = opened()
        do(case_id, "", date(2022, 3, 2), Kind.WITHDRAWN)
        assert Case.objects.get(pk=case_id).ended == "withdrawn"
        assert shown(case_id)["status"] == "撤回"

    def test_names_no_due_day_while_the_clock_stands_still(self) -> None:
        case_id = opened()
        do(case_id, "acceptance", date(2022, 3, 1))
        do(case_id, "hearing", date(2022, 3, 3), Kind.SUSPENDED)
        assert Case.objects.get(pk=case_id).due_on is None
        resumed = do(case_id, "hearing", date(2022, 3, 8), Kind.RESUMED)
        assert resumed.standing.due_on == date(2022, 4, 1)

    def test_shows_only_the_present_round_after_a_return(self) -> None:
        case_id = opened()
        do(case_id, "review", date(2022, 3, 2), minute=600)
        do(case_id, "review", date(2022, 3, 3), Kind.RETURNED)
        assert shown(case_id)["reviewed"] is None
        do(case_id, "review", date(2022, 3, 4), minute=601)
        assert shown(case_id)["reviewed"] == datetime(2022, 3, 4, 10, 1)  # noqa: DTZ001


class TestACorrection:
    def test_takes_the_place_of_what_it_corrects(self) -> None:
        case_id = opened()
        do(case_id, "application", date(2022, 3, 1))
        do(case_id, "application", date(2022, 3, 2), Kind.CORRECTED, corrects=1, replaces=Kind.DONE)
        assert shown(case_id)["applied"] == date(2022, 3, 2)
        assert Case.objects.get(pk=case_id).due_on == date(2022, 3, 9)
        assert Act.objects.get(case_id=case_id, seq=1).on == date(2022, 3, 1)

    def test_may_strike_an_act_out(self) -> None:
        case_id = opened()
        do(case_id, "application", date(2022, 3, 1))
        do(case_id, "application", date(2022, 3, 1), Kind.CORRECTED, corrects=1)
        assert shown(case_id)["applied"] is None
        assert Case.objects.get(pk=case_id).state == "application"

    def test_may_be_corrected_itself(self) -> None:
        case_id = opened()
        do(case_id, "application", date(2022, 3, 1))
        do(case_id, "application", date(2022, 3, 2), Kind.CORRECTED, corrects=1, replaces=Kind.DONE)
        do(case_id, "application", date(2022, 3, 3), Kind.CORRECTED, corrects=2, replaces=Kind.DONE)
        assert shown(case_id)["applied"] == date(2022, 3, 3)


class TestAnOpenTransaction:
    def test_is_taken_part_in(self) -> None:
        case_id = opened()
        with transaction.atomic():
            do(case_id, "application", date(2022, 3, 1))
            transaction.set_rollback(True)
        assert Act.objects.filter(case_id=case_id).count() == 1
        assert Case.objects.get(pk=case_id).acts == 1
        assert shown(case_id)["applied"] is None


class TestARefusedAct:
    def test_leaves_everything_as_it_was(self) -> None:
        case_id = opened()
        with pytest.raises(UnableToPerform, match="审核尚未完成"):
            do(case_id, "decision", date(2022, 3, 1))
        assert Act.objects.filter(case_id=case_id).count() == 1
        assert record_of(case_id).decided is None

    def test_says_which_rules_refuse_it(self) -> None:
        with pytest.raises(UnableToPerform) as refused:
            do(opened(), "decision", date(2022, 3, 1))
        assert [refusal.code for refusal in refused.value.refusals] == ["trial.no_review"]


class TestAnOvertakenAct:
    def test_is_given_up_after_a_number_of_attempts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        case_id = opened()
        for store in (SqliteStore, PostgresStore):
            monkeypatch.setattr(store, "move", lambda *_: False)
        with pytest.raises(Overtaken, match="请稍后重试"):
            perform(case_id=case_id, act=Proposed(Kind.DONE, "application", TODAY), by=CLERK, at=NOW, given=GIVEN)


class TestAnUnknownFact:
    def test_is_refused_where_its_type_would_be_lost(self) -> None:
        with pytest.raises(ValueError, match="fact nobody_knows holds a date"):
            do(opened(), "application", TODAY, facts={"nobody_knows": TODAY})

    def test_of_a_float_is_refused(self) -> None:
        with pytest.raises(ValueError, match="holds a float"):
            do(opened(), "application", TODAY, facts={"fine": 1.5})
