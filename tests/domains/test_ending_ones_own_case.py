"""An organ against which a case stands neither ends it nor has it end by a detour."""

from datetime import date

import pytest

from tests.domains.test_sides import AT, DISTRICT, JUSTICE, ON, WATER, _in_two_organs, do, opened, sitting
from tests.surfaces.api.conftest import calling, token_in
from tests.surfaces.posts import account_in, organ_at
from yifa.domains.leadership.rectification import RECTIFICATION
from yifa.domains.norms.afterwards import SPOT_CHECK
from yifa.domains.powers.procedure import ADJUSTMENT
from yifa.domains.supervision.procedure import SUPERVISION
from yifa.kernel.accounts.holding import holdings
from yifa.kernel.acting import act_in_case
from yifa.kernel.deciding import Proposed, UnableToPerform
from yifa.kernel.entitlement import Acting
from yifa.kernel.models import Case
from yifa.law.act import Kind
from yifa.law.fold import Given

pytestmark = pytest.mark.django_db


@pytest.fixture
def above() -> Acting:
    organ_at(DISTRICT)
    return sitting(account_in("head", organ=JUSTICE, reach=DISTRICT, person="周局长"))


@pytest.fixture
def below() -> Acting:
    return sitting(account_in("head", organ=WATER, person="吴局长"))


@pytest.mark.parametrize("kind", [Kind.TERMINATED, Kind.WITHDRAWN, Kind.REASSIGNED])
@pytest.mark.parametrize("procedure", [SUPERVISION.name, SPOT_CHECK.name, RECTIFICATION.name])
def test_what_others_opened_is_not_ended_by_the_organ_it_is_about(
    above: Acting, below: Acting, procedure: str, kind: Kind
) -> None:
    case = opened(above, procedure)
    with pytest.raises(UnableToPerform, match=f"不得办理「{kind.word}」"):
        do(below, case, "", kind=kind, reason="不办了", legal_ground="无")
    do(above, case, "", kind=kind, reason="不办了", legal_ground="无")


def test_what_an_organ_asked_for_itself_it_takes_back(below: Acting) -> None:
    case = opened(below, ADJUSTMENT.name)
    do(below, case, "", kind=Kind.WITHDRAWN, reason="不再申请")


def test_the_registration_by_others_is_not_corrected_by_the_organ_it_is_about(above: Acting, below: Acting) -> None:
    case = opened(above, SUPERVISION.name, organ="区水务局", supervising="区司法局")
    strike = Proposed(Kind.CORRECTED, "", ON, corrects=0)
    with pytest.raises(UnableToPerform, match="由监督机关的岗位办理"):
        act_in_case(below, case_id=case, act=strike, at=AT, on=ON, given=Given())


def test_a_correction_does_not_make_an_end_of_what_one_did_oneself(above: Acting, below: Acting) -> None:
    case = opened(above, RECTIFICATION.name, problem="超期未答复")
    do(above, case, "finding", "problem_note")
    do(below, case, "measure", "rectification_plan", measure="补办", deadline=date(2026, 4, 1))
    seq = Case.objects.get(pk=case).acts - 1
    ending = Proposed(Kind.CORRECTED, "measure", ON, corrects=seq, replaces=Kind.TERMINATED)
    with pytest.raises(UnableToPerform, match="更正成了另一种行为"):
        act_in_case(below, case_id=case, act=ending, at=AT, on=ON, given=Given())
    same = Proposed(Kind.CORRECTED, "measure", ON, facts={"measure": "补办答复"}, corrects=seq, replaces=Kind.DONE)
    act_in_case(below, case_id=case, act=same, at=AT, on=ON, given=Given())
    again = Proposed(Kind.CORRECTED, "measure", ON, corrects=seq + 1, replaces=Kind.DONE)
    act_in_case(below, case_id=case, act=again, at=AT, on=ON, given=Given())


def test_whoever_corrected_the_proof_last_does_not_verify_it(above: Acting, below: Acting) -> None:
    case = opened(above, RECTIFICATION.name, problem="超期未答复")
    do(above, case, "finding", "problem_note")
    do(below, case, "measure", "rectification_plan", measure="补办", deadline=date(2026, 4, 1))
    do(below, case, "proof", "proof", rectified_by="郑某")
    seq = Case.objects.get(pk=case).acts - 1
    both = _of_both_sides()
    same = Proposed(Kind.CORRECTED, "proof", ON, corrects=seq, replaces=Kind.DONE)
    act_in_case(both[0], case_id=case, act=same, at=AT, on=ON, given=Given())
    with pytest.raises(UnableToPerform, match="是您本人录入的"):
        do(both[1], case, "verification", "verification", verified_by="王某", verified=True)


def test_a_step_that_is_not_named_is_not_done(above: Acting) -> None:
    case = opened(above, SUPERVISION.name, organ="区水务局", supervising="区司法局")
    with pytest.raises(UnableToPerform, match="没有写明是哪一个环节"):
        do(above, case, "", organ="区水务局")


def test_a_machine_does_not_register_a_case_a_second_time(above: Acting) -> None:
    case = opened(above, RECTIFICATION.name, problem="超期未答复")
    sent = {"kind": "registered", "step": "", "on": "2026-03-09", "facts": {"problem": "没有问题"}}
    client = calling(token_in("handler", organ=WATER)[1])
    answer = client.post(f"/api/v1/cases/{case}/acts/", sent, content_type="application/json")
    assert answer.status_code == 422
    assert "kind 不能是「registered」" in answer.json()["detail"]


def _of_both_sides() -> tuple[Acting, Acting]:
    account = _in_two_organs()
    first = sitting(account)
    return first, Acting(first.viewer, first.account, holdings(account, on=ON)[1])
