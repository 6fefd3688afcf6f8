"""yifa explain: the table of a rule's procedure, or the course of a case with every due date proved."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from yifa.kernel.access import OPERATOR, visible
from yifa.kernel.catalogue import catalogue
from yifa.kernel.givens import OtherCases
from yifa.kernel.models import Case
from yifa.kernel.reading import Read, read_cases
from yifa.law.explain import sentence, unset
from yifa.law.fold import Given, standing
from yifa.law.judge import Value, Verdict, verdicts
from yifa.law.procedure import Procedure
from yifa.law.table import markdown
from yifa.surfaces.cli.refusal import OK, UnableToRun
from yifa.surfaces.cli.surroundings import Surroundings, surroundings

KNOWN = {Value.BROKEN: "违反", Value.OUTSTANDING: "逾期未办", Value.KEPT: "合规", Value.UNKNOWN: "资料不全,不作判断"}


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("explain", help="讲解一条规则所在的程序,或者一个案件的经过和每个期限的算法")
    command.add_argument("what", metavar="RULE|CASE", help="规则代码、程序名,或者案件的编号、台账键")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Explain a rule, a procedure or a case."""
    procedures = _procedures(options.what)
    if procedures:
        print("\n".join(markdown(procedure) for procedure in procedures))
        return OK
    here = surroundings()
    named = Case.objects.filter(Q(source_key=options.what) | Q(number=options.what)).order_by("pk")
    cases = visible(named, OPERATOR, on=here.at.date())
    if not cases:
        raise UnableToRun(f"没有名为「{options.what}」的规则、程序或案件。规则代码见 docs/procedures。")
    for case in cases:
        year = here.given(case.year)
        for read in read_cases([case.pk], given=year, versions=here.versions):
            print("\n".join(course(read, here)))
    return OK


def course(read: Read, here: Surroundings) -> Iterator[str]:
    """The course of a case in lines: what was done, where it stands, how each rule was judged."""
    procedure = read.course.procedure
    yield f"{procedure.title} {read.case.source_key or read.case.number or read.case.pk}(版本 {procedure.version})"
    yield "经过:"
    for act_ in read.course.acts:
        step = procedure.by_name.get(act_.step)
        yield f"  {act_.on} {act_.kind.word} {step.title if step else act_.step}".rstrip()
    yield from read.course.table.remarks_on(read.state.facts) if read.course.table is not None else ()
    nexts = "、".join(step.title for step in standing(read.state, read.given))
    yield f"下一步:{nexts or '没有应当办理的环节'}"
    yield "规则:"
    others = OtherCases(read.given, here.versions, read.case.year)
    given = others.beside(read.given, case_id=read.case.pk, procedure=read.case.procedure)
    for verdict in verdicts(read.state, given, here.at.date()):
        yield from _judged(verdict)
        if verdict.value is Value.UNKNOWN:
            yield from _unset(verdict, given)


def _judged(verdict: Verdict) -> Iterator[str]:
    yield f"  {verdict.rule.code} {KNOWN[verdict.value]}"
    if verdict.value in {Value.BROKEN, Value.OUTSTANDING}:
        yield f"    {sentence(verdict)}"
    elif verdict.proof is not None:
        yield f"    {verdict.proof.sentence}({verdict.rule.word.basis.formal})。"


def _unset(verdict: Verdict, given: Given) -> Iterator[str]:
    for parameter in unset(verdict.rule, given.parameters):
        yield f"    本区没有设定「{parameter.title}」({parameter.name}),本条不作判断。"


def _procedures(what: str) -> list[Procedure]:
    found = catalogue().procedures.values()
    return [p for p in found if p.name == what or any(rule.code == what for rule in p.rules)]
