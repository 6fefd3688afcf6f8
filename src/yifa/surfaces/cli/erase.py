"""yifa erase: erase a personal value of a case, with ground and approver."""

from __future__ import annotations

import argparse
from typing import Any

from yifa.kernel.deciding import UnableToPerform
from yifa.kernel.erasure import erase
from yifa.kernel.storage.rows import Actor
from yifa.surfaces.cli.cases import one_case
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK
from yifa.surfaces.cli.surroundings import surroundings


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("erase", help="依法删除一件案件中的一项个人信息(登记为行为,不影响存证)")
    command.add_argument("--case", required=True, metavar="KEY", help="台账键、编号或者内部号")
    command.add_argument("--fact", required=True, metavar="NAME", help="事实标识,如 applicant")
    command.add_argument("--ground", required=True, help="依据和理由")
    command.add_argument("--approver", required=True, help="批准人")
    command.add_argument("--by", required=True, help="录入人")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Erase, and say what remains."""
    here = surroundings()
    case = one_case(options.case)
    try:
        erase(
            case_id=case.pk,
            fact=options.fact,
            ground=options.ground,
            approver=options.approver,
            on=here.at.date(),
            by=Actor(options.by),
            at=here.at,
            given=here.given(case.year),
            versions=here.versions,
        )
    except UnableToPerform as refusal:
        print(str(refusal))
        return CHECK_FAILED
    print("已经删除。案件和存证日志里只留下「曾有此项、何时何故删除、谁批准」;收存的原件中如仍载有,须另行处理。")
    return OK
