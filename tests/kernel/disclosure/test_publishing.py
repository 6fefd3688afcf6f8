"""A penalty published, corrected and taken down: one address, texts word for word, days counted by the law."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from yifa.kernel import catalogue as catalogue_module
from yifa.kernel.access import OPERATOR, PUBLIC, Post, Viewer, visible
from yifa.kernel.acts import Actor, Proposed, UnableToPerform, perform
from yifa.kernel.disclosure.listing import late, owed, page_at
from yifa.kernel.disclosure.publishing import (
    Entry,
    Receipt,
    UnableToPublish,
    correct,
    publish,
    text_to_publish,
    withdraw,
)
from yifa.kernel.disclosure.rows import catch_up, rebuild, sentences
from yifa.kernel.models import Case, Publication, PublishedText
from yifa.kernel.opening import open_case
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.law.fold import Given

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 6, 1, 2, 0, tzinfo=UTC)
TODAY = date(2022, 6, 1)
GIVEN = Given()
CLERK = Actor("张三", organ="区市场监管局")
ENTRY = Entry(CLERK, NOW, GIVEN)
DECIDED = date(2022, 3, 1)
DUE = date(2022, 3, 10)
"""Seven working days after the decision: the fifth and sixth of March are a weekend."""
FACTS: dict[str, Value] = {
    "no": "示市监罚〔2022〕1号",
    "organ": "区市场监管局",
    "party_kind": "自然人",
    "party": "张三丰",
    "cause": "无照经营",
    "procedure": "普通",
    "fine": 500_00,
}


@pytest.fixture(autouse=True)
def trial_catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Penalties as they are shipped, and not the trial of the other tests."""
    gathered, penalties = catalogue_module.gathered, [("enforcement", "yifa.domains.enforcement")]
    monkeypatch.setattr(catalogue_module, "gathered", lambda _: gathered(penalties))
    catalogue_module.catalogue.cache_clear()
    yield
    catalogue_module.catalogue.cache_clear()


def decided(**facts: Value) -> int:
    case_id = open_case(
        procedure="penalty", on=date(2022, 2, 1), by=CLERK, at=NOW, given=GIVEN, facts={**FACTS, **facts}
    ).case_id
    for step, day in (("case_opening", 1), ("investigation", 5), ("notice", 10)):
        do(case_id, Kind.DONE, step, date(2022, 2, day))
    do(case_id, Kind.DONE, "decision", DECIDED)
    return case_id


def do(case_id: int, kind: Kind, step: str, on: date, **more: Any) -> None:
    perform(case_id=case_id, act=Proposed(kind, step, on, **more), by=CLERK, at=NOW, given=GIVEN)


def follow() -> int:
    return catch_up(given_of=lambda _: GIVEN)


def row(case_id: int, channel: str = "enforcement") -> Publication:
    follow()
    return Publication.objects.get(case_id=case_id, channel=channel)


def published(case_id: int, on: date = DUE, number: str = "GS1") -> None:
    receipt = Receipt(number, "公示平台/1", "a" * 64)
    publish(case_id=case_id, channel="enforcement", on=on, receipt=receipt, entry=ENTRY)


class TestADuty:
    def test_is_one_row_for_each_channel_of_the_case(self) -> None:
        case_id = decided()
        follow()
        assert set(Publication.objects.filter(case_id=case_id).values_list("channel", flat=True)) == {
            "enforcement",
            "credit",
        }

    def test_is_due_on_the_day_that_the_law_counts(self) -> None:
        found = row(decided())
        assert (found.is_owed, found.due_on, found.rule) == (True, DUE, "penalty.publicity_late")
        assert "7个工作日" in json.loads(found.proof)["sentence"]

    def test_is_not_owed_before_the_decision(self) -> None:
        case_id = open_case(procedure="penalty", on=DECIDED, by=CLERK, at=NOW, given=GIVEN, facts=FACTS).case_id
        assert not row(case_id).is_owed

    def test_is_not_owed_on_a_channel_of_other_cases(self) -> None:
        assert not row(decided(procedure="简易"), "credit").is_owed

    @pytest.mark.parametrize(("day", "found"), [(9, 0), (10, 0), (11, 1)])
    def test_is_late_the_day_after_the_last_day(self, day: int, found: int) -> None:
        decided()
        follow()
        assert late(OPERATOR, on=date(2022, 3, day)).filter(channel="enforcement").count() == found

    def test_is_listed_by_the_day_until_which_one_asks(self) -> None:
        decided()
        follow()
        until = [owed(OPERATOR, by=day, on=TODAY).filter(channel="enforcement").count() for day in (DECIDED, DUE)]
        assert until == [0, 1]

    def test_is_listed_for_those_only_who_may_see_the_case(self) -> None:
        decided()
        follow()
        inside = Viewer("李四", (Post("handler", "区市场监管局"),))
        outside = Viewer("王五", (Post("handler", "区教育局"),))
        counts = [owed(who, by=TODAY, on=TODAY).count() for who in (inside, outside, PUBLIC)]
        assert counts == [2, 0, 0]

    def test_follows_its_case_without_being_told(self) -> None:
        case_id = decided()
        assert follow() == 1
        assert follow() == 0
        do(case_id, Kind.REMINDED, "", TODAY)
        assert follow() == 1

    def test_of_a_case_whose_text_is_not_installed_keeps_no_other_from_being_followed(self) -> None:
        lost, found = decided(), decided()
        Case.objects.filter(pk=lost).update(version="1999-01-01")
        follow()
        assert set(Publication.objects.values_list("case_id", flat=True)) == {found}

    def test_falls_with_the_case(self) -> None:
        case_id = decided()
        do(case_id, Kind.TERMINATED, "", TODAY)
        assert not row(case_id).is_owed


class TestWhatIsPublished:
    def test_masks_a_natural_person_and_leaves_the_rest_of_the_file_out(self) -> None:
        text = text_to_publish(case_id=decided(), channel="enforcement", entry=ENTRY)
        assert "当事人:张某\n" in text
        assert "张三丰" not in text
        assert "罚款金额:500元" in text
        assert "处罚决定日期:2022-03-01" in text
        assert "执法人员" not in text

    def test_names_an_entity_with_its_credit_code(self) -> None:
        case_id = decided(party_kind="企业", party="示范药店有限公司", code="91990000MA0000001X")
        text = text_to_publish(case_id=case_id, channel="enforcement", entry=ENTRY)
        assert "当事人:示范药店有限公司" in text
        assert "91990000MA0000001X" in text

    def test_takes_a_party_of_unknown_kind_for_a_person(self) -> None:
        case_id = decided(party_kind=None)
        assert "张某" in text_to_publish(case_id=case_id, channel="enforcement", entry=ENTRY)

    def test_is_kept_word_for_word_under_its_hash(self) -> None:
        case_id = decided()
        text = text_to_publish(case_id=case_id, channel="enforcement", entry=ENTRY)
        published(case_id)
        found = row(case_id)
        assert PublishedText.objects.get(pk=found.text).text == text
        assert (found.done_on, found.number, found.file) == (DUE, "GS1", "a" * 64)

    def test_cannot_be_rewritten_by_anybody(self) -> None:
        published(decided())
        with pytest.raises(DatabaseError), transaction.atomic():
            PublishedText.objects.update(text="别的")

    def test_stands_at_an_address_for_everybody(self) -> None:
        case_id = decided()
        assert page_at(f"enforcement/{case_id}") is None
        published(case_id)
        page = page_at(f"enforcement/{case_id}")
        assert page is not None
        assert "无照经营" in page.text

    def test_opens_the_case_to_the_public(self) -> None:
        case_id = decided()
        follow()
        assert not visible(Case.objects.all(), PUBLIC, on=TODAY).exists()
        published(case_id)
        assert visible(Case.objects.all(), PUBLIC, on=TODAY).exists()

    def test_is_not_published_twice(self) -> None:
        case_id = decided()
        published(case_id)
        with pytest.raises(UnableToPublish, match="不得重复公示"):
            published(case_id)

    def test_is_never_a_work_secret(self) -> None:
        case_id = decided(confidentiality="工作秘密")
        with pytest.raises(UnableToPublish, match="工作秘密"):
            published(case_id)

    def test_is_refused_where_the_law_knows_no_such_channel(self) -> None:
        with pytest.raises(UnableToPublish, match="没有在渠道"):
            publish(case_id=decided(), channel="newspaper", on=DUE, receipt=Receipt(), entry=ENTRY)

    def test_goes_through_the_guards_of_any_act(self) -> None:
        with pytest.raises(UnableToPerform, match="晚于录入日"):
            published(decided(), on=date(2022, 6, 2))


class TestACorrection:
    def test_replaces_the_text_and_keeps_the_address(self) -> None:
        case_id = decided()
        published(case_id)
        before = row(case_id)
        do(case_id, Kind.REMINDED, "", TODAY, facts={"cause": "超范围经营"})
        correct(case_id=case_id, channel="enforcement", on=TODAY, receipt=Receipt("GS2"), entry=ENTRY)
        after = row(case_id)
        assert (after.address, after.number) == (before.address, "GS2")
        assert "超范围经营" in PublishedText.objects.get(pk=after.text).text
        assert PublishedText.objects.filter(pk=before.text).exists()

    def test_needs_something_that_is_published(self) -> None:
        with pytest.raises(UnableToPublish, match="不得更正"):
            correct(case_id=decided(), channel="enforcement", on=TODAY, receipt=Receipt(), entry=ENTRY)


class TestAWithdrawal:
    def test_leaves_the_address_with_its_ground_and_day(self) -> None:
        case_id = decided()
        published(case_id)
        self.take_down(case_id)
        page = page_at(f"enforcement/{case_id}")
        assert page is not None
        assert page.text == ""
        assert page.sentence == "已撤下:2022-06-01依据处罚决定被撤销撤下。"

    def test_closes_the_case_to_the_public_again(self) -> None:
        case_id = decided()
        published(case_id)
        self.take_down(case_id)
        assert not visible(Case.objects.all(), PUBLIC, on=TODAY).exists()

    @pytest.mark.parametrize(("ground", "approved_by"), [("", "局长"), ("处罚决定被撤销", " ")])
    def test_needs_a_ground_and_an_approver(self, ground: str, approved_by: str) -> None:
        case_id = decided()
        published(case_id)
        with pytest.raises(UnableToPublish, match="依据或者批准人"):
            self.take_down(case_id, ground, approved_by)

    def test_needs_something_that_is_published(self) -> None:
        with pytest.raises(UnableToPublish, match="不得撤下"):
            self.take_down(decided())

    def test_does_not_keep_from_publishing_again_at_the_same_address(self) -> None:
        case_id = decided()
        published(case_id)
        self.take_down(case_id)
        published(case_id, on=TODAY, number="GS3")
        assert (row(case_id).number, row(case_id).withdrawn_on) == ("GS3", None)

    def take_down(self, case_id: int, ground: str = "处罚决定被撤销", approved_by: str = "局长") -> None:
        withdraw(case_id=case_id, channel="enforcement", on=TODAY, ground=ground, approved_by=approved_by, entry=ENTRY)


class TestTheRows:
    def test_are_what_the_acts_say(self) -> None:
        published(decided())
        decided()
        follow()
        assert list(sentences(given_of=lambda _: GIVEN)) == []

    def test_that_were_tampered_with_are_found_and_made_anew(self) -> None:
        case_id = decided()
        published(case_id)
        Publication.objects.filter(case_id=case_id).update(due_on=TODAY, number="别的")
        found = list(sentences(given_of=lambda _: GIVEN))
        assert any("应公示日期、回执编号" in sentence for sentence in found)
        rebuild(given_of=lambda _: GIVEN)
        assert list(sentences(given_of=lambda _: GIVEN)) == []
