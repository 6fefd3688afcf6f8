"""yifa figures: count the figures of a year from its records."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from yifa.engine.figures.evaluation import Evaluated, as_json, evaluate
from yifa.kernel.access import OPERATOR
from yifa.kernel.catalogue import catalogue
from yifa.surfaces.cli.refusal import OK
from yifa.surfaces.cli.surroundings import Surroundings, surroundings


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("figures", help="从记录计算一年的数字")
    command.add_argument("--year", type=int, metavar="Y", help="年度(默认取区县参数的年度)")
    command.add_argument("--json", type=Path, metavar="OUT", help="把结果写成 JSON 文件")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Count and print the figures."""
    here = surroundings()
    found = counted(here, options.year or here.year)
    if options.json:
        options.json.write_text(json.dumps(as_json(found), ensure_ascii=False, indent=1), encoding="utf-8")
    summarise(found)
    return OK


def counted(here: Surroundings, year: int) -> Mapping[str, Evaluated]:
    """Every figure of the year."""
    parameters = here.profile.parameters(date(year, 12, 31))
    return evaluate(catalogue().figures.values(), year=year, viewer=OPERATOR, on=here.at.date(), parameters=parameters)


def summarise(found: Mapping[str, Evaluated]) -> None:
    """Print the figures, one a line."""
    figures = catalogue().figures
    print(f"数字 {len(found)} 项:")
    for figure_id, one in found.items():
        value = one.missing_reason or f"{one.shown or '无'}{one.unit}"
        share = f"({one.numerator}/{one.denominator})" if one.denominator is not None else ""
        print(f"  {figure_id} {figures[figure_id].title}:{value}{share}")
