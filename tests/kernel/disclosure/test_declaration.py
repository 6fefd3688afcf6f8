"""A duty to publish that would show what nobody may see, or that nothing sets a day for, fails at import."""

from typing import Any

import pytest

from yifa.domains.decisions.disclosure import DUTIES as DECISIONS
from yifa.domains.enforcement import vocabulary as v
from yifa.domains.enforcement.disclosure import DUTIES as ENFORCEMENT
from yifa.domains.enforcement.procedure import PENALTY, PUBLICITY
from yifa.domains.services.disclosure import DUTIES as SERVICES
from yifa.kernel.disclosure.declaration import ENFORCEMENT_PLATFORM, Duty
from yifa.law.fact import Fact, Type

SHIPPED = (*DECISIONS, *ENFORCEMENT, *SERVICES)


def duty(step: str = "platform_release", **more: Any) -> Duty:
    return Duty(PENALTY, step, ENFORCEMENT_PLATFORM, PUBLICITY, **({"shows": (v.CAUSE,)} | more))


class TestADuty:
    @pytest.mark.parametrize(
        ("more", "complaint"),
        [
            ({"step": "wizardry"}, "no step wizardry"),
            ({"step": "closing"}, "no rule says by when"),
            ({"shows": (v.PARTY,)}, "personal: mask it"),
            ({"shows": (v.HEARING_RIGHT_TOLD,)}, "not declared public"),
            ({"shows": (Fact("elsewhere", "别处", public=True),)}, "states no elsewhere"),
            ({"masks": (Fact("id", "身份证号", Type.PERSON_ID),)}, "never published"),
            ({"days": ("wizardry",)}, "no step wizardry"),
        ],
    )
    def test_that_cannot_be_meant_is_refused(self, more: dict[str, Any], complaint: str) -> None:
        with pytest.raises(ValueError, match=complaint):
            duty(**more)

    def test_that_can_be_meant_is_accepted(self) -> None:
        assert duty(masks=(v.PARTY,), days=("decision",)).channel is ENFORCEMENT_PLATFORM


class TestShippedDuties:
    def test_are_one_for_each_procedure_and_channel(self) -> None:
        named = [(one.procedure.name, one.channel.name) for one in SHIPPED]
        assert len(named) == len(set(named))

    @pytest.mark.parametrize("one", SHIPPED, ids=lambda one: f"{one.procedure.name}-{one.channel.name}")
    def test_rest_on_the_article_of_their_step(self, one: Duty) -> None:
        cited = {reference.statute for reference in one.basis.references}
        step = one.procedure.by_name[one.step]
        assert cited & {reference.statute for reference in step.basis.references}
