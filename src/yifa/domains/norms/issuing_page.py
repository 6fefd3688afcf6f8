"""The page of 统一登记、编号、印发, publication, both filings, validity."""

from __future__ import annotations

from datetime import date

from yifa.domains.norms import issuing
from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.sheets import Kind
from yifa.kernel import typed
from yifa.kernel.at_hand import case_of, may, state_of
from yifa.kernel.deadlines import deadlines
from yifa.kernel.disclosure.publishing import Receipt
from yifa.kernel.dossiers.sheets import the
from yifa.kernel.pages import Asked, Done, Page
from yifa.kernel.typed import done_by
from yifa.law.act import done

STEPS = (
    "signing",
    "registration",
    "issuance",
    "publication",
    "interpretation",
    "effect",
    "expiry_assessment",
    "expiry",
)
ADVICE = ("继续有效", "修改", "废止", "期满失效")


def show(asked: Asked) -> Page:
    """What is registered, printed, published, filed, and until when it binds."""
    case, state = case_of(asked), state_of(asked)
    told = {
        "days": {name: state.day(done(name)) for name in (*STEPS, *issuing.TO)},
        "imported": bool(case.source_key),
        "number": state.facts.get(v.NUMBER.name) or "",
        "effective_from": state.facts.get(v.EFFECTIVE_FROM.name),
        "valid_until": state.facts.get(v.VALID_UNTIL.name),
        "reason": state.facts.get(v.END_REASON.name) or "",
        "reading": the(case, Kind.INTERPRETATION, on=asked.on),
        "assessment": the(case, Kind.STEP, on=asked.on, key="expiry"),
        "filings": issuing.filings(asked),
        "terms": {name: _due(asked, name) for name in issuing.TO},
        "package": issuing.PACKAGE,
        "registers": may(asked, "registration"),
        "explains": may(asked, "interpretation"),
        "advice": ADVICE,
        "today": asked.on,
        "issuer": str(state.facts.get(v.ISSUER.name) or ""),
    }
    return Page("norms/issue.html", "登记、公布和备案", told)


def _number(asked: Asked) -> Done:
    number = issuing.number(asked, typed.words(asked, "series", "机关代字", longest=12))
    return Done(f"已经登记,编号{number}。编号连续使用,作废的也保留。")


def _cancel(asked: Asked) -> Done:
    number = issuing.cancel(asked, typed.words(asked, "reason", "作废原因", longest=300))
    return Done(f"编号{number}已经作废,连同原因保留在登记簿中。可以重新登记,取下一个号。")


def _issue(asked: Asked) -> Done:
    issuing.issue(asked)
    return Done("已经印发。印发的就是签发并登记的文本。")


def _publish(asked: Asked) -> Done:
    until = typed.day(asked, "valid_until", "失效日期") if asked.word("valid_until") else None
    receipt = Receipt("", typed.maybe(asked, "address", "公布网址", longest=300))
    issuing.make_known(
        asked,
        on=typed.past_day(asked, "on", "公布日期"),
        effective_from=typed.day(asked, "effective_from", "施行日期"),
        valid_until=until,
        receipt=receipt,
    )
    return Done(
        f"已经公布,公示地址是 /published/government/{case_of(asked).pk}/ ,全文在 /open/norm-list/{case_of(asked).pk}/ 。"
    )


def _explain(asked: Asked) -> Done:
    issuing.explain(asked, typed.words(asked, "words", "政策解读", longest=50_000))
    return Done("政策解读已经登记,与文件一并公开。")


def _file(asked: Asked) -> Done:
    to = typed.one_of(asked, "to", "报送机关", issuing.TO)
    on, letter = typed.past_day(asked, "on", "报送日期"), typed.words(asked, "letter", "备案报告文号", longest=120)
    addressee = typed.maybe(asked, "addressee", "主送机关", longest=120)
    issuing.file(asked, to, on=on, letter=letter, parts=asked.sent.get("parts", ()), addressee=addressee)
    return Done(f"已经报{issuing.TO[to]}备案。可以打印备案报告;收到回执后请登记。")


def _receive(asked: Asked) -> Done:
    to = typed.one_of(asked, "to", "报送机关", issuing.TO)
    text = typed.words(asked, "number", "备案登记编号", longest=120)
    issuing.receive(asked, to, on=typed.past_day(asked, "on", "回执日期"), text=text)
    return Done(f"{issuing.TO[to]}的备案回执已经登记。")


def _effect(asked: Asked) -> Done:
    issuing.take_effect(asked)
    return Done("已经登记施行。")


def _assess(asked: Asked) -> Done:
    advice = typed.one_of(asked, "advice", "评估建议", ADVICE)
    issuing.assess(asked, advice=advice, words=typed.words(asked, "words", "评估情况", longest=20_000))
    return Done(f"到期前评估已经登记:{advice}。")


def _end(asked: Asked) -> Done:
    last = typed.past_day(asked, "on", "最后有效日")
    issuing.end(asked, last_day=last, reason=typed.words(asked, "reason", "失效事由", longest=120))
    return Done(f"已经登记失效,{last}以后不得再作为行政管理的依据。")


TAKE = done_by(
    {
        "number": _number,
        "cancel": _cancel,
        "issue": _issue,
        "publish": _publish,
        "explain": _explain,
        "file": _file,
        "receive": _receive,
        "effect": _effect,
        "assess": _assess,
        "end": _end,
    }
)


def _due(asked: Asked, name: str) -> date | None:
    state = state_of(asked)
    found = deadlines(state.procedure.by_name[name], state, asked.given, asked.on)
    return next((one.last_on for one in found if one.last_on is not None), None)
