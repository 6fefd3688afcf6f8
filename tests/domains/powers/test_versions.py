"""The district's 办法 as data: what it changes binds new requests, and those that were open finish under the old one."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.domains.desks import done
from tests.domains.powers.desks import CODE, DESK, ITEM, Desks, page_of
from yifa.kernel.models import Case
from yifa.surfaces.shell.freshness import KEEPER

CHANGED = date(2026, 3, 16)
SEEN_BY_HEAD = {
    "procedure": "power_adjustment",
    "valid_from": CHANGED.isoformat(),
    "basis": "示例区权责清单动态管理办法(2026年修订,虚拟)",
    "after": "application",
    "step": {"name": "head_signs", "title": "申请单位负责人签批", "actor": "申请调整的部门"},
}
OLD, NEW = "2015-03-24", "2015-03-24+district@2026-03-16"
OLD_AND_NEW = [
    {"value": 15, "unit": "workday", "basis": "示例区权责清单动态管理办法(虚拟)", "valid_to": "2026-03-15"},
    {"value": 5, "unit": "workday", "basis": "示例区权责清单动态管理办法(2026年修订,虚拟)", "valid_from": "2026-03-16"},
]


@pytest.fixture
def changed(desks: Desks, settings: Any) -> Desks:
    """A district whose 办法 changes on 16 March: five working days instead of fifteen, and one step more."""
    file = Path(settings.YIFA_HOME) / "profile.json"
    profile = json.loads(file.read_text(encoding="utf-8"))
    profile["parameters"]["powerlist.review"] = OLD_AND_NEW
    profile["adds"] = [SEEN_BY_HEAD]
    file.write_text(json.dumps(profile, ensure_ascii=False), encoding="utf-8")
    KEEPER.forget()
    return desks


def filed(desks: Desks, day: date) -> Case:
    desks.today(day)
    sent = {**ITEM, "change": "变更", "code": CODE, "ground": "法律法规规章制定、修改或者废止"}
    done(desks.fresh(), DESK, do="file", changed_on=day.isoformat(), day=day.isoformat(), **sent)
    return Case.objects.filter(procedure="power_adjustment").latest("pk")


class TestTheDistrictsRules:
    @pytest.mark.parametrize(
        ("day", "until", "version"),
        [
            pytest.param(date(2026, 3, 13), "2026-04-03", OLD, id="the-working-day-before"),
            pytest.param(date(2026, 3, 16), "2026-03-23", NEW, id="the-day"),
            pytest.param(date(2026, 3, 17), "2026-03-24", NEW, id="the-day-after"),
        ],
    )
    def test_bind_what_is_filed_from_their_day_on(self, changed: Desks, day: date, until: str, version: str) -> None:
        case = filed(changed, day)
        told = changed.fresh().get(page_of(case)).content.decode()
        assert f"最迟 {until} 批准" in told
        assert ("申请单位负责人签批" in told) is (version == NEW)
        assert case.version == version

    def test_that_were_in_force_when_it_was_filed_see_a_request_to_its_end(self, changed: Desks) -> None:
        case = filed(changed, date(2026, 3, 13))
        changed.today(date(2026, 3, 20))
        told = changed.fresh().get(page_of(case)).content.decode()
        assert "最迟 2026-04-03 批准" in told
        assert "申请单位负责人签批" not in told
        case.refresh_from_db()
        assert case.due_on == date(2026, 4, 3)

    def test_do_not_make_an_open_request_late(self, changed: Desks) -> None:
        old, new = filed(changed, date(2026, 3, 13)), filed(changed, date(2026, 3, 16))
        changed.today(date(2026, 3, 24))
        assert "已逾期" not in changed.fresh().get(page_of(old)).content.decode()
        assert "已逾期" in changed.fresh().get(page_of(new)).content.decode()
