"""Whose posts do an act: the rule that no page, no form and no machine gets around."""

from datetime import UTC, date, datetime

import pytest

from tests.surfaces.posts import account_in, organ_at
from yifa.domains.leadership.rectification import RECTIFICATION
from yifa.domains.legality.procedure import CONTRACT
from yifa.domains.powers.procedure import ADJUSTMENT
from yifa.domains.supervision.procedure import SUPERVISION
from yifa.kernel.accounts.holding import holdings, viewer_of
from yifa.kernel.accounts.models import Account
from yifa.kernel.accounts.opening import give_post
from yifa.kernel.acting import act_in_case, open_in_post
from yifa.kernel.catalogue import catalogue
from yifa.kernel.deciding import Attachment, Proposed, UnableToPerform
from yifa.kernel.entitlement import Acting
from yifa.kernel.organ_tree import beneath
from yifa.law.act import Event, Kind
from yifa.law.fact import Value
from yifa.law.fold import Given

pytestmark = pytest.mark.django_db
ON, AT = date(2026, 3, 9), datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
DISTRICT, JUSTICE, WATER, TOWN = "示例区", "示例区/区司法局", "示例区/区水务局", "示例区/区水务局/河道所"


def sitting(account: Account) -> Acting:
    held = holdings(account, on=ON)
    return Acting(viewer_of(account, held), account.name, held[0])


def opened(acting: Acting, procedure: str, *, path: str = WATER, **facts: Value) -> int:
    organ_at(path)
    made = open_in_post(acting, procedure=procedure, on=ON, at=AT, given=Given(), path=path, title="某事", facts=facts)
    return made.case_id


def do(acting: Acting, case: int, step: str, *papers: str, kind: Kind = Kind.DONE, **facts: Value) -> None:
    left = tuple(Attachment(name, "0" * 64, name) for name in papers)
    act_in_case(
        acting, case_id=case, act=Proposed(kind, step, ON, facts=facts, documents=left), at=AT, on=ON, given=Given()
    )


@pytest.fixture
def above() -> Acting:
    organ_at(DISTRICT)
    return sitting(account_in("head", organ=JUSTICE, reach=DISTRICT, person="周局长"))


@pytest.fixture
def below() -> Acting:
    return sitting(account_in("head", organ=WATER, person="吴局长"))


class TestASupervisionCase:
    def test_is_opened_by_whoever_supervises_and_not_by_the_organ_itself(self, above: Acting, below: Acting) -> None:
        assert opened(above, SUPERVISION.name, organ="区水务局", supervising="区司法局")
        with pytest.raises(UnableToPerform, match=r"不得立件.*监督机关的岗位"):
            opened(below, SUPERVISION.name, organ="区水务局", supervising="区司法局")

    def test_is_not_verified_by_the_organ_that_it_is_about(self, above: Acting, below: Acting) -> None:
        case = opened(above, SUPERVISION.name, organ="区水务局", supervising="区司法局")
        do(above, case, "clue", "clue")
        with pytest.raises(UnableToPerform, match=r"不得办理「核实」.*由监督机关的岗位办理"):
            do(below, case, "verification", "verification_record", verified=False, verified_how="不属实")

    def test_is_not_mended_by_whoever_supervises(self, above: Acting) -> None:
        case = opened(above, SUPERVISION.name, organ="区水务局", supervising="区司法局")
        with pytest.raises(UnableToPerform, match=r"不得办理「整改」.*由被监督机关"):
            do(above, case, "rectification")


class TestAProblem:
    def test_is_not_closed_by_the_organ_that_has_it(self, above: Acting, below: Acting) -> None:
        case = opened(above, RECTIFICATION.name, problem="超期未答复")
        with pytest.raises(UnableToPerform, match="不得办理「销号」"):
            do(below, case, "closing")

    def test_is_not_verified_by_whoever_entered_the_proof(self, above: Acting) -> None:
        case = opened(above, RECTIFICATION.name, problem="超期未答复")
        both = sitting(_in_two_organs())
        do(above, case, "finding", "problem_note")
        do(both, case, "measure", "rectification_plan", measure="补办", deadline=date(2026, 4, 1))
        do(both, case, "proof", "proof", rectified_by="郑某")
        moved = Acting(both.viewer, both.account, holdings(_account(both), on=ON)[1])
        with pytest.raises(UnableToPerform, match="是您本人录入的,应当由另一人办理"):
            do(moved, case, "verification", "verification", verified_by="王某", verified=True)


class TestAReview:
    def test_is_done_by_another_organ_unless_it_is_the_reviewing_one(self) -> None:
        sides = catalogue().sides[CONTRACT.name].of(Event("legality_review"))
        assert [side.where.value for side in sides] == ["apart"]
        own = sitting(account_in("reviewer", organ=WATER))
        clerk = sitting(account_in("handler", organ=WATER))
        case = opened(clerk, CONTRACT.name)
        with pytest.raises(UnableToPerform, match=r"由负责合法性审核的部门\(不是承办单位自己\)办理"):
            do(own, case, "legality_review")

    def test_is_not_done_by_a_section_of_the_organ_that_drafted(self) -> None:
        section = sitting(account_in("reviewer", organ=TOWN, reach=WATER))
        case = opened(sitting(account_in("handler", organ=WATER)), CONTRACT.name)
        with pytest.raises(UnableToPerform, match="不得办理「合法性审核」"):
            do(section, case, "legality_review")


class TestAnOpinion:
    def test_is_given_by_the_organ_that_is_asked(self) -> None:
        organ_at(DISTRICT)
        clerk = sitting(account_in("handler", organ=WATER))
        finance = sitting(account_in("handler", organ="示例区/区财政局", reach=DISTRICT))
        case = opened(clerk, ADJUSTMENT.name)
        with pytest.raises(UnableToPerform, match=r"由司法行政部门办理"):
            do(finance, case, "opinion_justice")

    def test_is_given_by_a_section_of_the_organ_that_is_asked(self) -> None:
        organ_at(DISTRICT)
        case = opened(sitting(account_in("handler", organ=WATER)), ADJUSTMENT.name)
        do(
            sitting(account_in("handler", organ=f"{JUSTICE}/法制科", reach=DISTRICT)),
            case,
            "opinion_justice",
            "opinion",
        )

    def test_of_an_organ_that_the_tree_lacks_is_entered_by_the_one_in_its_place(self) -> None:
        organ_at(DISTRICT)
        clerk = sitting(account_in("handler", organ=WATER))
        office = sitting(account_in("handler", organ="示例区/区人民政府办公室", reach=DISTRICT))
        case = opened(clerk, ADJUSTMENT.name)
        do(office, case, "opinion_staffing", "opinion")
        organ_at("示例区/区委编办")
        with pytest.raises(UnableToPerform, match="由机构编制部门办理"):
            do(office, case, "opinion_staffing", "opinion")


class TestThePlace:
    @pytest.mark.parametrize(("path", "above"), [(TOWN, WATER), (WATER, WATER)])
    def test_beneath_an_organ_is_its_own_and_that_of_its_parts(self, path: str, above: str) -> None:
        assert beneath(path, above)

    @pytest.mark.parametrize(("path", "above"), [(WATER, TOWN), ("示例区/区水务局二处", WATER), (WATER, "")])
    def test_is_told_by_whole_names(self, path: str, above: str) -> None:
        assert not beneath(path, above)


def test_every_declared_side_names_a_step_of_its_procedure() -> None:
    for name, sides in catalogue().sides.items():
        for text in catalogue().texts_of(name=name):
            assert {event.step for event in sides.by} - {""} <= set(text.by_name), name


def _in_two_organs() -> Account:
    account = account_in("head", organ=WATER, person="郑某")
    give_post(
        account=account,
        role="head",
        organ=organ_at(JUSTICE),
        reach=organ_at(DISTRICT),
        valid_from=date(2022, 1, 4),
        by="测试",
        at=AT,
    )
    return account


def _account(acting: Acting) -> Account:
    return Account.objects.get(name=acting.account)
