"""The page 公示.html of a draw: plain Chinese, no scripts; what was drawn, or why it was aborted, and how to check it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from yifa.engine.draw.bundle import ABORTED

STYLE = """body{font:1rem/1.7 serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #888;padding:.2rem .5rem;text-align:left}
code{overflow-wrap:anywhere}"""


def notice(bundle: Mapping[str, Any], *, number: int) -> str:
    """The page of a public bundle; number: the how-manieth draw of the organ's log it is."""
    plan = bundle["plan"]
    inner = _aborted(bundle) if bundle["status"] == ABORTED else _drawn(bundle)
    title = f"{plan['title']}:随机抽取{'中止' if bundle['status'] == ABORTED else '结果'}公示"
    return "\n".join((
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">',
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title><style>{STYLE}</style></head>',
        f"<body><h1>{escape(title)}</h1>",
        *_plan(plan),
        _paragraph(f"这是本机关存证日志中的第 {number} 次抽取计划。每次计划都有连续的次序,没有完成的也在其中,可以要求查看全部。"),
        *inner,
        *_how_to_check(bundle),
        "</body></html>",
    ))  # fmt: skip


def _plan(plan: Mapping[str, Any]) -> Iterable[str]:
    beacon = plan["beacon"]
    total = sum(stratum["size"] for stratum in plan["frame"]["strata"])
    yield _paragraph(f"组织机关:{plan['organ']}。用途:{plan['purpose']}。依据:{'、'.join(plan['basis'])}。")
    yield _paragraph(
        f"名录:{plan['register']},共 {total} 个对象,排除 {len(plan['exclusions'])} 个(理由见抽取包)。"
        f"采用的公开号码:{beacon['source']}第 {beacon['round']} 期,公布时间 {_moment(beacon['at'])}。"
    )
    organs = "、".join(one["organ"] for one in beacon["commitments"])
    if organs:
        yield _paragraph(f"共同参与的机关:{organs}。揭示截止于 {_moment(beacon['reveal_by'])},在号码公布之前。")


def _drawn(bundle: Mapping[str, Any]) -> Iterable[str]:
    result = bundle["result"]
    came = result["beacon"]
    persons = "、".join(entry["by"] for entry in came["entries"])
    yield _paragraph(f"公布的号码:{came['number']}。由{persons}两人分别录入,录入一致。")
    if came["barred"]:
        yield _paragraph(f"到期未揭示、不再参加的机关:{'、'.join(came['barred'])}。")
    teams = {(team["stratum"], team["position"]): team for team in result["teams"]}
    yield f"<h2>抽中的对象({len(result['drawn'])}个)</h2>"
    yield _table(
        ("序号", "层", "名录位置", "编码", "检查人员"),
        ((str(n), *_subject(one), _team(teams.get((one["stratum"], one["position"])))) for n, one in _numbered(result["drawn"])),
    )  # fmt: skip
    if result["substitutes"]:
        yield f"<h2>候补对象({len(result['substitutes'])}个,按次序递补)</h2>"
        rows = ((str(n), *_subject(one)) for n, one in _numbered(result["substitutes"]))
        yield _table(("序号", "层", "名录位置", "编码"), rows)
    if result["passed_over"]:
        yield f"<h2>抽到后跳过的位置({len(result['passed_over'])}个)</h2>"
        yield _table(
            ("层", "名录位置", "理由"),
            ((one["stratum"], f"第 {one['position'] + 1} 个", one["reason"]) for one in result["passed_over"]),
        )


def _aborted(bundle: Mapping[str, Any]) -> Iterable[str]:
    stated = bundle["aborted"]
    yield "<h2>本次抽取已经中止</h2>"
    yield _paragraph(f"{stated['by']}于 {_moment(stated['at'])} 决定中止。理由:{stated['why']}")
    if stated["beacon"]:
        yield _paragraph(f"中止时号码已经公布({stated['beacon']['number']})。按计划原本应抽中下列位置:")
        rows = ((one["stratum"], f"第 {one['position'] + 1} 个") for one in stated["would_have_drawn"])
        yield _table(("层", "名录位置"), rows)
    elif stated["at"] >= bundle["plan"]["beacon"]["at"]:
        yield _paragraph("中止于号码公布时间之后。任何人可以凭计划和公布的号码推算原本应抽中的位置。")


def _how_to_check(bundle: Mapping[str, Any]) -> Iterable[str]:
    yield "<h2>怎样核对</h2>"
    yield _paragraph(
        "下载 bundle.json 和 replay.py,在装有 Python 的电脑上运行 python3 replay.py bundle.json,即可重新计算。"
    )
    yield f"<p>计划哈希:<code>{bundle['plan_hash']}</code></p>"
    if "result_hash" in bundle:
        yield f"<p>结果哈希:<code>{bundle['result_hash']}</code></p>"


def _subject(one: Mapping[str, Any]) -> tuple[str, str, str]:
    return one["stratum"], f"第 {one['position'] + 1} 个", one["code"]


def _team(team: Mapping[str, Any] | None) -> str:
    if team is None:
        return "本次不派检查人员"
    return "、".join(team["inspectors"]) or team["why"]


def _numbered(some: Sequence[Mapping[str, Any]]) -> Iterable[tuple[int, Mapping[str, Any]]]:
    return enumerate(some, start=1)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in heads)
    body = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text):%Y年%m月%d日 %H:%M}"
