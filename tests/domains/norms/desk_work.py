"""A norm taken through its steps on pages, so that tests begin where they have something to say."""

from tests.domains.decisions.desks import Desks
from yifa.kernel.accounts.holding import holdings, viewer_of
from yifa.kernel.acting import open_in_post
from yifa.kernel.entitlement import Acting
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.law.fold import Given

FIRST = "第一条 夜市由街道办事处统一组织。\n第二条 摊位费每月不超过五百元。"
TEXT = "第一条 夜市由街道办事处统一组织。\n第二条 摊位费每月不超过三百元。"
WORDED = "第一条 夜市由街道办事处负责组织。\n第二条 摊位费每月不超过三百元。"
RAISED = "第一条 夜市由街道办事处统一组织。\n第二条 摊位费每月不超过三百元,由经营者按季缴纳保证金一千元。"
PACKAGE = {
    "letter": "区住建局送审函〔2022〕9号",
    "text": TEXT,
    "explanation": "起草说明1份",
    "basis": "依据目录1份",
    "comments": "采纳情况表1份",
    "competition": "审查结论1份",
}
MINUTES = {
    "meeting": "第9次常务会议",
    "on": "2022-05-20",
    "result": "通过",
    "person": "陈区长",
    "opinions": "同意。",
}
PARTS = ["备案报告", "公布的正式文本", "起草说明", "制定依据目录", "合法性审核意见书"]


def opened(desks: Desks, procedure: str = "normative_document", **facts: Value) -> None:
    """A case of the handler's organ."""
    held = holdings(desks.handler, on=desks.day)
    acting = Acting(viewer_of(desks.handler, held), desks.handler.name, held[0])
    stated: dict[str, Value] = {
        "title": "示例区夜市管理办法",
        "organ": "区住房城乡建设局",
        "issuer": "区人民政府",
        **facts,
    }
    made = open_in_post(
        acting, procedure=procedure, on=desks.day, at=desks.now, given=Given(), title="示例区夜市管理办法", facts=stated
    )
    desks.case_id = made.case_id


def drafted(desks: Desks) -> None:
    """Surveyed, drafted twice, open for comment and closed, competition reviewed."""
    desks.at("2022-03-01")
    opened(desks, biz=True)
    desks.send(desks.handler, "norm-text", "survey", words="确有必要。")
    desks.send(desks.handler, "norm-text", "text", text=FIRST, note="第一稿")
    desks.at("2022-03-02")
    draft = {"text": FIRST, "explanation": "为规范夜市。", "ways": "来信。", "title": "夜市管理办法征求意见"}
    desks.send(desks.handler, "norm-comments", "open", **draft, starts_on="2022-03-02", ends_on="2022-04-01")
    desks.at("2022-04-06")
    desks.send(desks.handler, "norm-comments", "close", result="没有收到意见。")
    desks.send(desks.handler, "norm-text", "text", text=TEXT, note="根据调研降低摊位费")
    desks.send(desks.head, "norm-text", "competition", result="符合公平竞争审查标准", words="没有限制竞争。")


def submitted(desks: Desks, **changed: str) -> None:
    """The unit's own review and the package."""
    desks.at("2022-05-05")
    desks.send(desks.head, "norm-review", "own", conclusion="合法", words="合法。")
    desks.send(desks.handler, "norm-review", "submit", **{**PACKAGE, **changed})


def reviewed(desks: Desks) -> None:
    """Found lawful under every head."""
    submitted(desks)
    desks.send(desks.reviewer, "norm-review", "accept")
    desks.at("2022-05-13")
    for head in ("power", "content", "procedure", "burdens", "access"):
        desks.send(desks.reviewer, "norm-review", "check", head=head, finding="符合")
    desks.send(desks.reviewer, "norm-review", "give", conclusion="合法", words="没有意见。")


def debated(desks: Desks) -> None:
    """Passed by the meeting."""
    desks.at("2022-05-20")
    desks.send(desks.office, "norm-meeting", "record", **MINUTES)


def changed(desks: Desks, text: str, *classes: str) -> str:
    """The text as the meeting changed it, each change classed."""
    desks.at("2022-05-23")
    desks.send(desks.office, "norm-meeting", "propose", text=text)
    chosen = {f"class-{at}": word for at, word in enumerate(classes)}
    return desks.send(desks.office, "norm-meeting", "settle", why="会议意见", **chosen)


def signed(desks: Desks, day: str = "2022-05-25") -> str:
    """Signed on paper, entered by the office."""
    desks.at(day)
    return desks.send(desks.office, "norm-meeting", "sign", person="陈区长", on=day)


def published(desks: Desks) -> None:
    """Numbered, printed and public."""
    desks.send(desks.office, "norm-issue", "number", series="示政规")
    desks.send(desks.office, "norm-issue", "issue")
    days = {"on": str(desks.day), "effective_from": "2022-07-01", "valid_until": "2027-06-30"}
    desks.send(desks.office, "norm-issue", "publish", **days)


def step(desks: Desks, name: str, **facts: Value) -> None:
    """A step that the generic page of a case would do."""
    desks.act(desks.office, name, Kind.DONE, **facts)
