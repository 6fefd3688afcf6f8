"""Approvals are closed by whoever publishes the result of a clean-up, and not before it is public."""

from tests.domains.desks import client_in, done, refusal
from tests.domains.powers.desks import DISTRICT, Desks
from tests.domains.powers.test_clearing import CANCELLED, case, page_of, published
from yifa.kernel.models import Case, Instrument

__all__ = ["case"]


def test_nothing_is_closed_before_the_result_is_public(desks: Desks, case: Case) -> None:
    services = desks.speakers["opinion_services"]
    done(services, page_of(case), do="judge", **CANCELLED)
    assert "清理结果还没有公布" in refusal(services, page_of(case), do="close")
    assert not Instrument.objects.filter(number="XK-1").exists()


def test_nothing_is_closed_by_another_office(desks: Desks, case: Case) -> None:
    published(desks, case)
    nosy = client_in("handler", f"{DISTRICT}/区审计局", DISTRICT)
    assert "由政务服务部门办理" in refusal(nosy, page_of(case), do="close")
