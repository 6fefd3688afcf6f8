"""yifa findings: the desk of doubts: what is open, what the organ replies, what a person decides, answers from Excel."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from yifa.engine.ingest.refusal import UnableToReadFile
from yifa.kernel.access import OPERATOR, ROLES, Post, Viewer, visible
from yifa.kernel.findings.answering import Answer, Answered, correct, decide, reply
from yifa.kernel.findings.listing import age, entries, findings
from yifa.kernel.findings.rights import ANSWERING, UnableToAnswer
from yifa.kernel.models import Finding, FindingEntry, Said, State
from yifa.report.answers import Became, Taken, Taking, take
from yifa.report.doubts import stored_rows
from yifa.report.workbooks import write_findings
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK, UnableToRun
from yifa.surfaces.cli.surroundings import Surroundings, surroundings

ENTERED_BY = "命令行录入"
SHOWN = 200
A_DAY = "YYYY-MM-DD"


def declare(commands: Any) -> None:
    """Add the command and what it can do to one doubt."""
    command = commands.add_parser("findings", help="程序疑点(待核实):列出、答复、核实、收回填好的工作簿")
    command.add_argument("--organ", default="", metavar="ORGAN", help="只看这个机关(名称或路径)及其下属")
    command.add_argument("--rule", default="", metavar="RULE", help="只看这条规则")
    command.add_argument("--open", action="store_true", help="只看还要办理的")
    command.add_argument("--older-than", type=int, default=0, metavar="DAYS", help="只看检出已满这么多天的")
    command.add_argument("--out", type=Path, metavar="FILE", help="把所列疑点写成工作簿(xlsx),发给单位填写")
    command.set_defaults(act=act)
    verbs = command.add_subparsers(dest="verb", metavar="办理")
    _declare_show(verbs)
    _declare_decide(verbs)
    _declare_reply(verbs)
    _declare_correct(verbs)
    _declare_take(verbs)


def act(options: argparse.Namespace) -> int:
    """List the doubts, or write them into a workbook."""
    here = surroundings()
    rows = findings(
        OPERATOR,
        on=_today(here),
        organ=options.organ,
        rule=options.rule,
        open_only=options.open,
        older_than=options.older_than,
    )
    if options.out:
        write_findings(stored_rows(rows), options.out, dated_on=_today(here))
        print(f"程序疑点(待核实) {rows.count()} 条已写到 {options.out}。")
        return OK
    print(f"程序疑点(待核实) {rows.count()} 条:")
    for finding in islice(rows, SHOWN):
        print(f"  {_line(finding, _today(here))}")
    if rows.count() > SHOWN:
        print(f"  ……另有 {rows.count() - SHOWN} 条,用 --organ、--rule 缩小范围,或用 --out 写成工作簿。")
    return OK


def show(options: argparse.Namespace) -> int:
    """Show one doubt with everything that was said of it."""
    here = surroundings()
    finding = _finding(options.id, here)
    print(_line(finding, _today(here)))
    for entry in entries(OPERATOR, finding.pk, on=_today(here)):
        print(f"  {_told(entry)}")
    return OK


def deciding(options: argparse.Namespace) -> int:
    """Put down a decision."""
    here = surroundings()
    viewer, answer = _who(options, here, Said.DECIDED), _answer(options, options.reason, here)
    return _done(
        lambda: decide(
            finding_id=options.id,
            outcome=options.outcome,
            answer=answer,
            viewer=viewer,
            at=here.at,
            act=options.act_seq,
        )
    )


def replying(options: argparse.Namespace) -> int:
    """Put down what the organ replies."""
    here = surroundings()
    viewer, answer = _who(options, here, Said.REPLIED), _answer(options, options.text, here)
    return _done(lambda: reply(finding_id=options.id, answer=answer, viewer=viewer, at=here.at))


def correcting(options: argparse.Namespace) -> int:
    """Link the act that corrected the ledger."""
    here = surroundings()
    viewer, answer = _who(options, here, Said.CORRECTED), _answer(options, options.reason, here)
    return _done(lambda: correct(finding_id=options.id, act=options.act_seq, answer=answer, viewer=viewer, at=here.at))


def taking(options: argparse.Namespace) -> int:
    """Take in the answers of a workbook, and report row by row."""
    here = surroundings()
    said = Said.REPLIED if options.replies else Said.DECIDED
    role = options.role or ANSWERING[said][0]
    asked = Taking(
        looking=OPERATOR,
        viewer_of=lambda person, finding: _viewer(person, role, options.organ or finding.case.organ_path),
        entered_by=options.by or ENTERED_BY,
        at=here.at,
        on=_today(here),
        as_replies=options.replies,
        person=options.by,
    )
    try:
        taken = take(options.file, asked)
    except UnableToReadFile as refusal:
        raise UnableToRun(str(refusal)) from None
    _report(taken)
    return CHECK_FAILED if any(one.became is Became.REFUSED for one in taken) else OK


def _declare_show(verbs: Any) -> None:
    verb = verbs.add_parser("show", help="一条疑点和它的全部办理记录")
    verb.add_argument("id", type=int, metavar="ID")
    verb.set_defaults(act=show)


def _declare_decide(verbs: Any) -> None:
    verb = verbs.add_parser("decide", help="核实:属实、不属实、台账填错、依据不适用")
    verb.add_argument("--outcome", required=True, metavar="结果", help="属实、不属实、台账填错或者依据不适用")
    verb.add_argument("--reason", required=True, metavar="理由", help="不要写入当事人的姓名和证件号码")
    verb.add_argument(
        "--act", dest="act_seq", type=int, metavar="N", help="台账填错:本件更正行为的序号(可以以后再关联)"
    )
    _declare_who(verb, Said.DECIDED)
    verb.set_defaults(act=deciding)


def _declare_reply(verbs: Any) -> None:
    verb = verbs.add_parser("reply", help="单位答复")
    verb.add_argument("--text", required=True, metavar="答复", help="不要写入当事人的姓名和证件号码")
    _declare_who(verb, Said.REPLIED)
    verb.set_defaults(act=replying)


def _declare_correct(verbs: Any) -> None:
    verb = verbs.add_parser("correct", help="台账填错后,关联更正它的行为")
    verb.add_argument("--act", dest="act_seq", type=int, required=True, metavar="N", help="本件更正行为的序号")
    verb.add_argument("--reason", default="台账已更正", metavar="说明")
    _declare_who(verb, Said.CORRECTED)
    verb.set_defaults(act=correcting)


def _declare_take(verbs: Any) -> None:
    verb = verbs.add_parser("take", help="收回填好的程序疑点工作簿,逐行核对")
    verb.add_argument("file", type=Path, metavar="FILE")
    verb.add_argument("--replies", action="store_true", help="所填是单位的答复,不是核实结论")
    verb.add_argument("--by", default="", metavar="姓名", help="没有填核实人的行,由谁核实")
    verb.add_argument("--role", choices=sorted(ROLES), help="核实人(答复人)的岗位")
    verb.add_argument("--organ", default="", metavar="PATH", help="岗位所在机关的路径(默认为各案件的机关)")
    verb.set_defaults(act=taking)


def _declare_who(verb: Any, said: Said) -> None:
    verb.add_argument("id", type=int, metavar="ID", help="疑点编号")
    verb.add_argument("--by", required=True, metavar="姓名", help=f"{said.label}人")
    verb.add_argument("--on", type=date.fromisoformat, metavar=A_DAY, help="日期(默认今天)")
    verb.add_argument("--role", choices=sorted(ROLES), default=ANSWERING[said][0], help="岗位")
    verb.add_argument("--organ", default="", metavar="PATH", help="岗位所在机关的路径(默认为本件的机关)")


def _who(options: argparse.Namespace, here: Surroundings, said: Said) -> Viewer:
    del said
    return _viewer(options.by, options.role, options.organ or _finding(options.id, here).case.organ_path)


def _viewer(name: str, role: str, organ_path: str) -> Viewer:
    # Whoever sits at the command line has the database itself, and enters what a person in that post has said.
    return Viewer(name, (Post(role, organ_path), *OPERATOR.posts))


def _answer(options: argparse.Namespace, reason: str, here: Surroundings) -> Answer:
    return Answer(options.on or _today(here), reason, ENTERED_BY)


def _finding(finding_id: int, here: Surroundings) -> Finding:
    named = Finding.objects.filter(pk=finding_id).select_related("case")
    finding = visible(named, OPERATOR, on=_today(here)).first()
    if finding is None:
        raise UnableToRun(f"没有编号为 {finding_id} 的疑点。请用 yifa findings 查看编号。")
    return finding


def _done(do: Any) -> int:
    try:
        answered: Answered = do()
    except UnableToAnswer as refusal:
        print(str(refusal))
        return CHECK_FAILED
    print(f"已经记下。疑点{answered.finding_id}:{answered.standing.state.label}。")
    if answered.standing.state is State.TO_CORRECT:
        print("台账填错须办理更正:更正后用 yifa findings correct 关联,或者由下一次 yifa scan 自动关联并复查。")
    return OK


def _line(finding: Finding, today: date) -> str:
    name = finding.case.source_key or finding.case.number or f"内部号{finding.case_id}"
    organ = finding.case.organ.name if finding.case.organ is not None else "机关不明"
    state = State(finding.state).label
    return f"{finding.pk} {state}({age(finding, on=today)}天) {organ}「{name}」{finding.rule}:{finding.sentence}"


def _told(entry: FindingEntry) -> str:
    said = Said(entry.said).label
    if entry.scan is not None:
        return f"第{entry.scan.pk}次检查 {localdate(entry.scan.at)} {said}" + _act(entry)
    outcome = f"「{entry.get_outcome_display()}」" if entry.outcome else ""
    return f"{entry.on} {entry.person}({entry.post}){said}{outcome}:{entry.reason}{_act(entry)}"


def _today(here: Surroundings) -> date:
    return localdate(here.at)


def _act(entry: FindingEntry) -> str:
    return f"(第{entry.act}项行为)" if entry.act is not None else ""


def _report(taken: list[Taken]) -> None:
    counts = Counter(one.became for one in taken)
    print(f"共 {len(taken)} 行:" + "、".join(f"{became}{counts[became]}行" for became in Became) + "。")
    for line in _lines(taken):
        print(f"  {line}")


def _lines(taken: list[Taken]) -> Iterator[str]:
    for one in taken:
        if one.became is not Became.EMPTY:
            written = one.written
            yield f"{written.sheet} 第{written.row}行「{written.text('案件')}」{one.became}:{one.sentence}".rstrip(":")
