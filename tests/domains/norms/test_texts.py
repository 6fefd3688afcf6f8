"""A text is numbered without a gap, binds once it is published, and is brought to its end."""

from datetime import UTC, date, datetime

import pytest

from yifa.domains.norms.cleaning import UnableToCarryOut, carry_out
from yifa.domains.norms.ledger import DOCUMENTS
from yifa.domains.norms.texts import UnableToEnterText, bring_to_end, publish, register
from yifa.kernel.access import OPERATOR
from yifa.kernel.acts import Actor, Proposed, UnableToPerform, perform
from yifa.kernel.citing import enter_texts
from yifa.kernel.instruments import version_in_force
from yifa.kernel.loads import begin_load, keep_original
from yifa.kernel.models import Case, Instrument, Number
from yifa.kernel.numbering import UnableToNumber
from yifa.kernel.opening import open_case
from yifa.kernel.replay import Imported, replay
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.law.fold import Given

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 12, 30, 2, 0, tzinfo=UTC)
BY, GIVEN = Actor("张三", organ="区人民政府办公室", person="李四"), Given()
SERIES, PATTERN = "示政规", "示政规〔{year}〕{serial}号"
FIRST = "示政规〔2022〕1号"


def opened() -> int:
    facts: dict[str, Value] = {"title": "示例区某办法", "organ": "区商务局", "biz": True}
    on = date(2022, 1, 4)
    return open_case(procedure="normative_document", on=on, by=BY, at=NOW, given=GIVEN, facts=facts).case_id


def do(case_id: int, step: str, on: date, **facts: Value) -> None:
    perform(case_id=case_id, act=Proposed(Kind.DONE, step, on, facts=facts), by=BY, at=NOW, given=GIVEN)


def registered(case_id: int, on: date = date(2022, 6, 7)) -> str:
    return register(case_id=case_id, on=on, series=SERIES, pattern=PATTERN, by=BY, at=NOW, given=GIVEN)


def published(case_id: int, effective_from: date = date(2022, 7, 10), until: date | None = None) -> None:
    on = date(2022, 6, 10)
    publish(case_id=case_id, on=on, effective_from=effective_from, valid_until=until, by=BY, at=NOW, given=GIVEN)


def ended(case_id: int, last_day: date, reason: str = "废止") -> None:
    bring_to_end(case_id=case_id, last_day=last_day, reason=reason, by=BY, at=NOW, given=GIVEN)


def in_force(on: date, number: str = FIRST) -> bool:
    return version_in_force(kind="norm", number=number, on=on) is not None


def ledger(*numbers: str) -> None:
    original = keep_original(name="11.xlsx", sha256="0" * 64, size=1, kind="xlsx", at=NOW)
    load = begin_load(original=original, sheet="规范性文件", table=DOCUMENTS, year=2022, at=NOW)
    days = {"published": date(2022, 4, 14), "effective": date(2022, 5, 5), "expires": date(2027, 5, 4)}
    rows = [Imported(number, {"no": number, "title": number, **days}, row) for row, number in enumerate(numbers, 4)]
    replay(load=load, table=DOCUMENTS, rows=rows, by=BY, at=NOW, given=GIVEN)


class TestRegistration:
    def test_gives_the_next_number_of_the_year(self) -> None:
        first, second = opened(), opened()
        assert [registered(first), registered(second)] == [FIRST, "示政规〔2022〕2号"]
        assert Case.objects.get(pk=second).number == "示政规〔2022〕2号"

    def test_begins_anew_each_year(self) -> None:
        registered(opened(), date(2021, 12, 31))
        assert registered(opened(), date(2022, 1, 4)) == FIRST

    def test_of_a_registered_text_is_refused_and_uses_up_no_number(self) -> None:
        case_id = opened()
        registered(case_id)
        with pytest.raises(UnableToNumber, match="本件已经编号"):
            registered(case_id)
        assert registered(opened()) == "示政规〔2022〕2号"

    def test_that_is_refused_leaves_no_gap(self) -> None:
        with pytest.raises(UnableToPerform, match="晚于录入日"):
            registered(opened(), date(2022, 12, 31))
        assert Number.objects.count() == 0


class TestIssuance:
    def test_of_what_is_not_registered_is_refused(self) -> None:
        with pytest.raises(UnableToPerform, match="不得办理统一印发:统一登记、编号尚未完成"):
            do(opened(), "issuance", date(2022, 6, 8))

    def test_of_what_was_registered_later_is_refused(self) -> None:
        case_id = opened()
        registered(case_id)
        with pytest.raises(UnableToPerform, match="晚于被其前置的环节"):
            do(case_id, "issuance", date(2022, 6, 6))

    def test_of_what_was_registered_without_a_number_is_refused(self) -> None:
        case_id = opened()
        do(case_id, "registration", date(2022, 6, 7))
        with pytest.raises(UnableToPerform, match="应当已载明文号"):
            do(case_id, "issuance", date(2022, 6, 8))

    def test_of_the_registered_text_is_let_through(self) -> None:
        case_id = opened()
        registered(case_id)
        do(case_id, "issuance", date(2022, 6, 7))


class TestPublication:
    def test_of_a_text_without_number_is_refused(self) -> None:
        with pytest.raises(UnableToEnterText, match="本件尚未统一登记、编号"):
            published(opened())

    @pytest.mark.parametrize(("on", "binds"), [(date(2022, 7, 9), False), (date(2022, 7, 10), True)])
    def test_lets_the_text_bind_from_the_day_it_states(self, *, on: date, binds: bool) -> None:
        case_id = opened()
        registered(case_id)
        published(case_id)
        assert in_force(on) is binds

    def test_never_lets_it_bind_from_before_it_was_published(self) -> None:
        case_id = opened()
        registered(case_id)
        published(case_id, effective_from=date(2022, 6, 1))
        assert not in_force(date(2022, 6, 9))
        assert in_force(date(2022, 6, 10))

    @pytest.mark.parametrize(("on", "binds"), [(date(2027, 7, 9), True), (date(2027, 7, 10), False)])
    def test_lets_it_lapse_after_its_last_day_with_nobody_doing_anything(self, *, on: date, binds: bool) -> None:
        case_id = opened()
        registered(case_id)
        published(case_id, until=date(2027, 7, 9))
        assert in_force(on) is binds

    def test_of_a_text_that_ends_before_it_begins_is_refused(self) -> None:
        case_id = opened()
        registered(case_id)
        with pytest.raises(UnableToEnterText, match="失效日期2022-07-09早于施行日期2022-07-10"):
            published(case_id, until=date(2022, 7, 9))
        assert Instrument.objects.count() == 0


class TestTheEnd:
    def test_is_after_the_last_day_of_a_repealed_text(self) -> None:
        case_id = opened()
        registered(case_id)
        published(case_id)
        ended(case_id, date(2022, 12, 1))
        assert in_force(date(2022, 12, 1))
        assert not in_force(date(2022, 12, 2))

    def test_needs_a_reason_and_a_text_in_force(self) -> None:
        case_id = opened()
        registered(case_id)
        with pytest.raises(UnableToEnterText, match="不是现行有效的文件"):
            ended(case_id, date(2022, 12, 1))
        published(case_id)
        with pytest.raises(UnableToEnterText, match="没有写明失效事由"):
            ended(case_id, date(2022, 12, 1), " ")

    def test_of_a_text_from_the_ledger_stays_its_end(self) -> None:
        ledger(FIRST)
        ended(Case.objects.get(source_key=FIRST).pk, date(2022, 12, 1))
        enter_texts([FIRST])
        assert in_force(date(2022, 12, 1))
        assert not in_force(date(2022, 12, 2))


class TestACleanUp:
    @pytest.fixture
    def clean_up(self) -> int:
        ledger(FIRST, "示政规〔2022〕2号", "示政规〔2022〕3号")
        facts: dict[str, Value] = {
            "repealed": (FIRST,),
            "lapsed": ("示政规〔2022〕2号",),
            "kept": ("示政规〔2022〕3号",),
        }
        on = date(2022, 10, 8)
        return open_case(procedure="norm_clean_up", on=on, by=BY, at=NOW, given=GIVEN, facts=facts).case_id

    @staticmethod
    def carried_out(case_id: int) -> tuple[str, ...]:
        last = date(2022, 12, 1)
        return carry_out(clean_up_id=case_id, last_day=last, viewer=OPERATOR, by=BY, at=NOW, given=GIVEN)

    def test_ends_what_it_repealed_and_what_it_declared_void(self, clean_up: int) -> None:
        do(clean_up, "decision", date(2022, 11, 1))
        do(clean_up, "publication", date(2022, 11, 10))
        assert self.carried_out(clean_up) == (FIRST, "示政规〔2022〕2号")
        assert not in_force(date(2022, 12, 2))
        enter_texts(["示政规〔2022〕3号"])
        assert in_force(date(2022, 12, 2), "示政规〔2022〕3号")

    def test_ends_nothing_before_its_result_is_public(self, clean_up: int) -> None:
        with pytest.raises(UnableToCarryOut, match="清理结果尚未公布"):
            self.carried_out(clean_up)

    def test_ends_nothing_where_a_document_is_not_on_record(self, clean_up: int) -> None:
        do(clean_up, "publication", date(2022, 11, 10), lapsed=("示政规〔2001〕9号",))
        with pytest.raises(UnableToCarryOut, match="没有文件「示政规〔2001〕9号」"):
            self.carried_out(clean_up)
        assert Instrument.objects.count() == 0
