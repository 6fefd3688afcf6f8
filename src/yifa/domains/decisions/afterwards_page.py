"""The pages of publication, and of what follows a decision: archive, execution, evaluation."""

from __future__ import annotations

from yifa.domains.decisions import afterwards
from yifa.domains.decisions.sheets import Kind
from yifa.kernel import typed
from yifa.kernel.at_hand import case_of, may, state_of
from yifa.kernel.disclosure.publishing import Receipt
from yifa.kernel.dossiers.sheets import standing
from yifa.kernel.pages import Asked, Done, Page
from yifa.kernel.typed import done_by
from yifa.law.act import done


def show_publication(asked: Asked) -> Page:
    """The text as it goes out, what stands published, and how it is taken down."""
    told = {
        "text": afterwards.text(asked),
        "standing": afterwards.publication_of(asked),
        "today": asked.on,
        "acts": may(asked, "publication"),
    }
    return Page("decisions/publication.html", "公布和撤下", told)


def show_afterwards(asked: Asked) -> Page:
    """The dossier, how the decision is carried out, and its evaluation."""
    state = state_of(asked)
    told = {
        "listed": afterwards.index_of(case_of(asked), state.procedure, on=asked.on),
        "acts": may(asked, "archiving"),
        "decided_on": state.day(done("decision")),
        "archived_on": state.day(done("archiving")),
        "reports": list(standing(case_of(asked), Kind.EXECUTION, on=asked.on).values()),
    }
    return Page("decisions/afterwards.html", "归档、执行和后评估", told)


def _publish(asked: Asked) -> Done:
    on = typed.past_day(asked, "on", "公布日期")
    receipt = Receipt(
        typed.maybe(asked, "number", "公布件文号", longest=120), typed.maybe(asked, "address", "公布网址", longest=300)
    )
    afterwards.make_known(asked, on=on, receipt=receipt)
    return Done(f"已经公布,公示地址是 /published/government/{case_of(asked).pk}/ ,以后不会改变。")


def _withdraw(asked: Asked) -> Done:
    on = typed.past_day(asked, "on", "撤下日期")
    ground = typed.words(asked, "ground", "撤下的依据", longest=300)
    approved_by = typed.words(asked, "approved_by", "批准人", longest=60)
    afterwards.take_down(asked, on=on, ground=ground, approved_by=approved_by)
    return Done("已经撤下。原网址写明撤下的日期和依据。")


def _archive(asked: Asked) -> Done:
    return Done(f"已经归档,目录列有{afterwards.archive(asked)}件材料。")


def _report(asked: Asked) -> Done:
    hindrance = typed.maybe(asked, "hindrance", "存在的问题")
    afterwards.report_execution(asked, words=typed.words(asked, "words", "执行情况"), hindrance=hindrance)
    return Done("执行情况已经登记。" + ("存在的问题应当及时向决策机关报告。" if hindrance else ""))


def _evaluate(asked: Asked) -> Done:
    number = typed.words(asked, "number", "评估编号", longest=60)
    made = afterwards.evaluate(asked, number=number, why=typed.words(asked, "why", "开展评估的原因", longest=120))
    return Done("后评估已经立件。评估的对象是决策本身,不对个人打分。", f"/desk/cases/{made}/")


TAKE_PUBLICATION = done_by({"publish": _publish, "withdraw": _withdraw})
TAKE_AFTERWARDS = done_by({"archive": _archive, "report": _report, "evaluate": _evaluate})
