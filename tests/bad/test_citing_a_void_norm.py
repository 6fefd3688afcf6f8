"""优化营商环境条例第六十四条: what was not published, or binds no more, is no basis of an act."""

from datetime import UTC, date, datetime

import pytest

from yifa.domains.norms.ledger import DOCUMENTS
from yifa.kernel.acts import Actor, Proposed, UnableToPerform, perform
from yifa.kernel.batches import Performing, perform_many
from yifa.kernel.instruments import enter
from yifa.kernel.loads import begin_load, keep_original
from yifa.kernel.models import Act, Instrument
from yifa.kernel.opening import open_case
from yifa.kernel.replay import Imported, replay
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.law.fold import Given

pytestmark = pytest.mark.django_db
NOW = datetime(2030, 12, 30, 2, 0, tzinfo=UTC)
BY = Actor("张三", organ="区城市管理委员会", person="李四")
NUMBER, GIVEN = "示政规〔2022〕1号", Given()
PUBLISHED: dict[str, Value] = {
    "no": NUMBER,
    "title": "示例区城市管理办法",
    "published": date(2022, 4, 14),
    "effective": date(2022, 5, 5),
    "expires": date(2027, 5, 4),
}


def imported(**changed: Value) -> None:
    original = keep_original(name="11.xlsx", sha256="0" * 64, size=1, kind="xlsx", at=NOW)
    load = begin_load(original=original, sheet="规范性文件", table=DOCUMENTS, year=2022, at=NOW)
    replay(load=load, table=DOCUMENTS, rows=[Imported(NUMBER, {**PUBLISHED, **changed}, 4)], by=BY, at=NOW, given=GIVEN)


def penalty() -> int:
    return open_case(procedure="penalty", on=date(2022, 1, 4), by=BY, at=NOW, given=GIVEN).case_id


def citing(on: date, *numbers: str) -> Proposed:
    return Proposed(Kind.DONE, "case_opening", on, facts={"cites": numbers})


def refused(on: date, *numbers: str) -> list[tuple[str, str]]:
    with pytest.raises(UnableToPerform) as refusal:
        perform(case_id=penalty(), act=citing(on, *numbers), by=BY, at=NOW, given=GIVEN)
    return [(one.code, one.sentence) for one in refusal.value.refusals]


def codes(on: date, *numbers: str) -> list[str]:
    return [code for code, _ in refused(on, *numbers)]


class TestAnUnpublishedNorm:
    def test_is_no_basis_and_the_sentence_says_what_would_cure_it(self) -> None:
        ((code, sentence),) = refused(date(2022, 6, 1), NUMBER)
        assert code == "citation.not_published"
        assert sentence.startswith("不得引用「示政规〔2022〕1号」:依据登记册中没有这一件,或者它尚未公布")
        assert "《优化营商环境条例》第六十四条" in sentence
        assert sentence.endswith("请核对文号,或者待公布并登记后再引用。")

    def test_is_no_basis_although_its_ledger_has_it(self) -> None:
        imported(published=None)
        assert codes(date(2022, 6, 1), NUMBER) == ["citation.not_published"]

    def test_is_no_basis_between_its_effect_and_its_later_publication(self) -> None:
        imported(effective=date(2022, 4, 1))
        assert codes(date(2022, 4, 13), NUMBER) == ["citation.not_in_force"]

    def test_lets_nothing_of_the_act_be_written(self) -> None:
        case_id = penalty()
        with pytest.raises(UnableToPerform):
            perform(case_id=case_id, act=citing(date(2022, 6, 1), NUMBER), by=BY, at=NOW, given=GIVEN)
        assert Act.objects.filter(case_id=case_id).count() == 1

    def test_is_refused_at_the_opening_of_a_case_too(self) -> None:
        with pytest.raises(UnableToPerform, match="依据登记册中没有这一件"):
            open_case(procedure="penalty", on=date(2022, 6, 1), by=BY, at=NOW, given=GIVEN, facts={"cites": (NUMBER,)})


class TestAVoidNorm:
    @pytest.mark.parametrize(("day", "binds"), [(4, True), (5, False), (6, False)])
    def test_is_no_basis_after_its_last_day(self, day: int, binds: bool) -> None:  # noqa: FBT001 - pytest's
        imported()
        on = date(2027, 5, day)
        if binds:
            perform(case_id=penalty(), act=citing(on, NUMBER), by=BY, at=NOW, given=GIVEN)
        else:
            assert codes(on, NUMBER) == ["citation.not_in_force"]

    @pytest.mark.parametrize(("day", "binds"), [(4, False), (5, True), (6, True)])
    def test_is_no_basis_before_its_first_day(self, day: int, binds: bool) -> None:  # noqa: FBT001 - pytest's
        imported()
        on = date(2022, 5, day)
        if binds:
            perform(case_id=penalty(), act=citing(on, NUMBER), by=BY, at=NOW, given=GIVEN)
        else:
            assert codes(on, NUMBER) == ["citation.not_in_force"]

    def test_is_named_with_the_days_on_which_it_bound(self) -> None:
        imported()
        ((_, sentence),) = refused(date(2027, 6, 1), NUMBER)
        assert "示例区城市管理办法自2022-05-05起施行,有效至2027-05-04,在2027-06-01不是现行有效的依据" in sentence

    def test_whose_days_cannot_be_was_never_in_force(self) -> None:
        imported(expires=date(2022, 4, 1))
        assert codes(date(2022, 6, 1), NUMBER) == ["citation.not_published"]

    def test_is_refused_beside_one_that_binds(self) -> None:
        imported()
        enter(
            kind="norm",
            number="示政规〔2015〕3号",
            name="旧办法",
            valid_from=date(2015, 1, 1),
            valid_to=date(2020, 1, 1),
        )
        found = refused(date(2022, 6, 1), NUMBER, "示政规〔2015〕3号")
        assert [sentence.partition(":")[0] for _, sentence in found] == ["不得引用「示政规〔2015〕3号」"]


class TestANormInForce:
    def test_may_be_cited_and_stays_on_record_as_cited(self) -> None:
        imported()
        case_id = penalty()
        perform(case_id=case_id, act=citing(date(2022, 6, 1), NUMBER), by=BY, at=NOW, given=GIVEN)
        assert Act.objects.get(case_id=case_id, seq=1).facts == f'{{"cites":["{NUMBER}"]}}'

    def test_without_a_stated_day_of_effect_binds_from_its_publication(self) -> None:
        imported(effective=None)
        assert codes(date(2022, 4, 13), NUMBER) == ["citation.not_in_force"]
        perform(case_id=penalty(), act=citing(date(2022, 4, 14), NUMBER), by=BY, at=NOW, given=GIVEN)

    def test_in_any_of_its_versions_may_be_cited(self) -> None:
        enter(kind="norm", number="A", name="甲", version="1", valid_from=date(2015, 1, 1), valid_to=date(2020, 1, 1))
        enter(kind="norm", number="A", name="甲", version="2", valid_from=date(2020, 1, 2))
        perform(case_id=penalty(), act=citing(date(2022, 6, 1), "A"), by=BY, at=NOW, given=GIVEN)

    def test_that_a_later_load_put_right_is_put_right_when_it_is_cited(self) -> None:
        enter(kind="norm", number=NUMBER, name="误", valid_from=date(2000, 1, 1))
        imported()
        assert codes(date(2022, 5, 4), NUMBER) == ["citation.not_in_force"]
        perform(case_id=penalty(), act=citing(date(2022, 5, 5), NUMBER), by=BY, at=NOW, given=GIVEN)
        assert Instrument.objects.get(number=NUMBER).name == "示例区城市管理办法"


class TestABatch:
    def test_refuses_the_act_that_cites_it_and_takes_the_others(self) -> None:
        imported()
        days = (date(2022, 6, 1), date(2027, 6, 1))
        acts = [Performing(penalty(), citing(on, NUMBER)) for on in days]
        taken, void = perform_many(acts=acts, by=BY, at=NOW, given=GIVEN)
        assert not isinstance(taken, UnableToPerform)
        assert isinstance(void, UnableToPerform)


class TestHistory:
    def test_that_cites_nothing_is_never_refused(self) -> None:
        imported(published=None)
        assert Instrument.objects.count() == 0
