"""A personal value is kept outside its act, and erased by an act; the log stays whole."""

from datetime import date

import pytest
from django.db import connection

from tests.kernel.trial.book import CLERK, GIVEN, NOW, TODAY, do, imported, load_of, opened, shown, take_in
from tests.kernel.trial.ledger import PERMITS
from yifa.kernel.acts import UnableToPerform
from yifa.kernel.amendments import amend, sift
from yifa.kernel.erasure import APPROVER, FACT, erase
from yifa.kernel.erasure import GROUND as GROUND_OF
from yifa.kernel.evidence.personal import ERASED
from yifa.kernel.evidence.sealing import seal_now
from yifa.kernel.fsck import fsck
from yifa.kernel.models import Act, Case, Leaf, PersonalValue
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import INSTALLED
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db

GROUND = "《中华人民共和国个人信息保护法》第四十七条:保存期限已届满"


@pytest.fixture
def case_id() -> int:
    return opened(applicant="张例甲", title="开办药店")


def stated(case_id: int) -> str:
    (read,) = read_cases([case_id], given=GIVEN, versions=INSTALLED)
    return str(read.course.acts[0].facts["applicant"])


def erased(case_id: int, *, ground: str = GROUND, approver: str = "王五") -> None:
    erase(
        case_id=case_id,
        fact="applicant",
        ground=ground,
        approver=approver,
        on=TODAY,
        by=CLERK,
        at=NOW,
        given=GIVEN,
    )


def everything_stored() -> str:
    """All cells of all tables that acts and evidence write, as text."""
    tables = ("kernel_act", "kernel_case", "kernel_leaf", "kernel_pendingleaf", "kernel_personalvalue")
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            found += [
                bytes(c).decode("utf-8", "replace") if isinstance(c, bytes | memoryview) else str(c)
                for row in cursor
                for c in row
            ]
    return "\n".join(found)


class TestAPersonalValue:
    def test_is_read_back_as_it_was_stated(self, case_id: int) -> None:
        assert stated(case_id) == "张例甲"

    def test_stands_nowhere_in_clear(self, case_id: int) -> None:
        seal_now(at=NOW)
        assert "开办药店" in everything_stored()
        assert "张例甲" not in everything_stored()

    def test_has_a_leaf_of_its_own(self, case_id: int) -> None:
        seal_now(at=NOW)
        (value,) = PersonalValue.objects.all()
        assert Leaf.objects.filter(kind="personal", subject=value.ref).count() == 1

    def test_that_is_the_same_in_two_cases_looks_different(self) -> None:
        opened(applicant="张例甲")
        opened(applicant="张例甲")
        one, other = PersonalValue.objects.all()
        assert bytes(one.content or b"") != bytes(other.content or b"")


class TestErasing:
    def test_leaves_only_that_there_was_one(self, case_id: int) -> None:
        erased(case_id)
        assert stated(case_id) == ERASED

    def test_is_an_act_with_ground_and_approver(self, case_id: int) -> None:
        erased(case_id)
        act = Act.objects.get(case_id=case_id, seq=1)
        assert act.kind == "erased"
        assert GROUND in act.facts
        assert "王五" in act.facts

    def test_breaks_nothing_in_the_log(self, case_id: int) -> None:
        seal_now(at=NOW)
        erased(case_id)
        seal_now(at=NOW)
        assert list(fsck(given_of=lambda _: GIVEN)) == []

    def test_leaves_the_case_to_go_on(self, case_id: int) -> None:
        erased(case_id)
        do(case_id, "application", date(2022, 3, 2))
        assert list(fsck(given_of=lambda _: GIVEN)) == []

    def test_twice_is_refused(self, case_id: int) -> None:
        erased(case_id)
        with pytest.raises(UnableToPerform, match="没有保存「applicant」这一项个人信息,或者已经删除"):
            erased(case_id)

    @pytest.mark.parametrize("lacking", [{"ground": " "}, {"approver": ""}, {"approver": CLERK.entered_by}])
    def test_without_ground_or_a_second_person_is_refused(self, case_id: int, lacking: dict[str, str]) -> None:
        with pytest.raises(UnableToPerform, match="第四十七条"):
            erased(case_id, **lacking)
        assert stated(case_id) == "张例甲"

    def test_by_hand_in_the_database_is_found(self, case_id: int) -> None:
        PersonalValue.objects.update(salt=None, content=None, erased_by=7)
        (sentence,) = fsck(given_of=lambda _: GIVEN)
        assert "没有依法删除的行为" in sentence

    def test_of_the_whole_row_by_hand_is_found(self, case_id: int) -> None:
        PersonalValue.objects.all().delete()
        (sentence,) = fsck(given_of=lambda _: GIVEN)
        assert "没有依法删除的记录" in sentence


class TestALaterLoadOfTheRow:
    """The row in which the value stands comes again: nothing brings the value back."""

    @pytest.fixture
    def imported_case(self) -> int:
        take_in([imported(organ="区市场监管局")])
        case_id = Case.objects.get().pk
        do(case_id, "", TODAY, Kind.ERASED, facts={FACT: "title", GROUND_OF: GROUND, APPROVER: "王五"})
        Case.objects.update(digest="")
        return case_id

    def test_does_not_differ_for_the_sake_of_the_erased_value(self, imported_case: int) -> None:
        assert imported_case
        found = take_in([imported(title="开办诊所")], load_of("b" * 64))
        sifted = sift(table=PERMITS, differing=found.differing, on=TODAY)
        assert (sifted.differing, sifted.values) == ((), 1)

    def test_is_corrected_in_the_rest_alone(self, imported_case: int) -> None:
        load = load_of("b" * 64)
        found = take_in([imported(title="开办诊所", fine=7)], load)
        sifted = sift(table=PERMITS, differing=found.differing, on=TODAY)
        amend(load=load, table=PERMITS, differing=sifted.differing, by=CLERK, at=NOW, given=GIVEN)
        row = shown(imported_case)
        assert (row["title"], row["fine"]) == ("开办药店", 7)
        assert Case.objects.get().digest == ""
