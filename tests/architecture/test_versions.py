"""The law that is shipped is the law that was written down: versions keep their words, rules their codes and numbers."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.fingerprints import compiled, on_file
from tests.architecture.shipped import PROCEDURES, versions
from yifa.law.citation import Certainty, Citation
from yifa.law.procedure import AtLeast, Rule, Within
from yifa.law.term import Promptly

SHARED = Path(__file__).parents[2].parent / "shared"
DEADLINES = SHARED / "law" / "deadlines.csv"
ANSWERS = SHARED / "ledgers-2022" / "README.md"

AMENDED = (
    "{name} no longer says what it said. An amended article needs a new version: keep the old procedure constant, write "
    "a new one with a later valid_from, and run `python -m tests.architecture.fingerprints` to put it on file. Only "
    "where no case has been handled under {name} may its words change: then run it with --replace, and say why."
)
NEW = "{name} is not on file: run `python -m tests.architecture.fingerprints`."
GONE = "{name} is on file but no longer shipped: cases are pinned to it, and a version is kept for ever."

LEDGERS = ("05", "07", "10", "11", "12", "13")
RULES_OF_OTHER_BASIS = {
    "officer.certificate_invalid": "检查:地方参数 inspection.officers_min;处罚:中华人民共和国行政处罚法 42条、55条",
}
"""The rule that two ledgers share: each procedure cites its own part of the public basis."""
RULES_BY_KIND = {"normative.comment_short": "涉市场主体:优化营商环境条例 62条;其他:地方参数 normative.comment_other"}
"""The rule that says another thing of other documents: each of its two words cites its own part."""
SHARED_BY = {"officer.certificate_invalid": {"inspection", "penalty"}}
NOT_IN_README = {
    "powerlist.new_without_basis_check": "中办发〔2015〕21号: a new power needs a basis; no public ledger has the check",
    "approval_clean_up.no_review": "clean-ups of approvals are in no public ledger",
    "approval_clean_up.undecided": "as above",
    "approval_clean_up.publish_late": "as above",
    "staffing.one_sided": "a local rule: a movement names both organs; no public rule asks it",
    "staffing.duties_without_home": "duties of a dissolved organ are in no public ledger",
    "instruction.feedback_late": "binds once an instruction was routed, and no public ledger has the routing",
    "instruction.closed_unanswered": "as above",
    "higher_document.feedback_late": "documents from above are in no public ledger",
    "town_hearing.feedback_late": "hearings of towns are in no public ledger",
    "law_duty.evaluated_without_draw": "a local rule; no public ledger has the draw of representatives",
    "law_duty.one_counter": "a local rule; no public ledger has the counters",
    "rectification.late": "problems are in no public ledger",
    "rectification.verified_by_oneself": "as above",
    "rectification.closed_unverified": "as above",
    "report_reply.late": "the day of the notice; replies are in no public ledger",
    "report_reply.after_march": "厅字〔2019〕28号 23 (待核); as above",
    "report_reply.received_by_oneself": "as above",
    "annual_report.published_unapproved": "the report itself is in no public ledger",
    "annual_report.report_late": "厅字〔2019〕28号 23 (待核); as above",
    "annual_report.superior_late": "as above",
    "annual_report.publish_late": "厅字〔2019〕28号 24 (待核); as above",
    "annual_report.correction_unpublished": "政府信息公开条例 6: promptly, which is never late; only its absence is seen",
    "report_circulation.late": "our own day for an opinion on the draft, which no article sets",
    "supervision.of_oneself": "supervision cases are in no public ledger",
    "supervision.verified_late": "as above; a local term",
    "supervision.issued_unverified": "as above",
    "supervision.paper_without_term": "as above",
    "supervision.rectified_late": "as above; the term is that of the paper",
    "supervision.rechecked_by_oneself": "as above",
    "supervision.rechecked_late": "as above; a local term",
    "supervision.closed_unchecked": "as above",
    "normative.no_fair_competition_review": "783号令 18, before it 国发〔2016〕34号; no public ledger asks it",
    "normative.package_returned_twice": "国办发〔2018〕115号: what is missing is told once; no public ledger has packages",
    "normative.no_supplementary_review": "国办发〔2018〕115号: a change in substance is reviewed again; no public ledger asks",
    "normative.changed_after_review": "as above: the very text that was changed",
    "contract.no_review": "中办发〔2016〕30号 (from memory): contracts are in no public ledger",
    "meeting_paper.no_review": "as above: papers of meetings are in no public ledger",
    "contract.package_returned_twice": "what lacks is told once, as of norms; as above",
    "meeting_paper.package_returned_twice": "as above",
    "normative.issued_unregistered": "国办发〔2018〕37号 (三统一): no public ledger has the registration",
    "normative.congress_file_late": "the second filing, with the congress; the public ledger has one column of filing",
    "normative.assessed_late": "a local term before expiry; no public ledger has the assessment",
    "normative.evaluation_unpublished": "国办发〔2018〕37号: 及时, which is never late; only its absence is seen",
    "normative.replied_unreviewed": "requests for review are in no public ledger",
    "normative.request_reply_late": "as above",
    "normative.checked_undrawn": "spot checks are in no public ledger",
    "normative.spot_check_correction_late": "as above",
    "normative.spot_check_closed_uncorrected": "as above",
    "normative.clean_up_undecided": "clean-ups are in no public ledger",
    "normative.clean_up_publish_late": "as above",
    "inspection.draw_unplanned": "国发〔2019〕5号: a draw follows the yearly plan; no public ledger has plans",
    "inspection.not_recused": "行政处罚法 43 applied to inspections; no public ledger asks it",
    "inspection.plan_not_merged": "优化营商环境条例 54: checks of one object are merged; no public ledger has plans",
    "inspection.plan_publish_late": "a local date for the yearly plan; no public ledger has plans",
    "inspection.plan_file_late": "a local term for the yearly plan; no public ledger has plans",
    "inspection.not_approved": "国办发〔2024〕54号: every inspection is approved; no ledger of 2022 could ask it",
    "inspection.not_notified": "国办发〔2024〕54号: the notice says what, how drawn and how often; as above",
    "decision.catalogue_without_consent": "713号令 3: the catalogue is public only after consent; no public ledger asks it",
    "decision.risk_uncontrollable": "713号令 24: no public ledger says whether a risk was controllable",
    "decision.no_supplementary_review": "713号令 25: no public ledger tells what was changed after a meeting",
    "decision.changed_after_review": "713号令 25: as above",
}

# Rule → (procedure, beginning of the step) of its row in deadlines.csv.
ROWS: Mapping[str, tuple[str, str]] = {
    "powerlist.publish_late": ("a_major_decision", "决策公开"),
    "normative.comment_short": ("b_normative_doc", "公开征求意见(涉市场主体)"),
    # The row of norms adds article 20, which says that norms are public; the term stands in article 26 alone.
    "normative.publish_late": ("a_major_decision", "决策公开"),
    "normative.clean_up_publish_late": ("a_major_decision", "决策公开"),
    "approval_clean_up.publish_late": ("a_major_decision", "决策公开"),
    "decision.comment_short": ("a_major_decision", "公开征求意见"),
    "decision.hearing_papers_late": ("a_major_decision", "听证材料送达"),
    "decision.review_short": ("a_major_decision", "合法性审查"),
    "decision.publish_late": ("a_major_decision", "决策公开"),
    "penalty.limitation_passed": ("c_penalty", "追责时效 "),
    "penalty.hearing_notice_short": ("c_penalty", "听证通知"),
    "penalty.decide_late": ("c_penalty", "作出处罚决定"),
    "penalty.serve_late": ("c_penalty", "送达"),
    "penalty.publicity_late": ("c_penalty", "公示处罚/许可决定"),
    "penalty.credit_publicity_late": ("c_penalty", "市监处罚公示(同省)"),
    "transfer.approve_late": ("c_transfer", "负责人决定移送"),
    "transfer.send_late": ("c_transfer", "向公安移送"),
    "transfer.goods_late": ("c_transfer", "移交涉案物品"),
    "licence.correction_late": ("d_licence", "一次性告知补正"),
    "licence.decide_late": ("d_licence", "许可决定"),
    "licence.deliver_late": ("d_licence", "颁发送达证件"),
    "licence.publish_late": ("c_penalty", "公示处罚/许可决定"),
}
ASAP: Mapping[str, tuple[str, str]] = {"hcp.not_called_back": ("e_hcp", "差评核实启动")}


@dataclass(frozen=True)
class Answer:
    """One row of the table of rules in the README."""

    code: str
    ledgers: tuple[str, ...]
    basis: str


def needed(path: Path) -> Path:
    if not path.is_file():
        pytest.skip(f"NOT TESTED: {path.name} is kept beside the checkout, in {path.parent}, and is not there.")
    return path


def answers() -> dict[str, Answer]:
    text = needed(ANSWERS).read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w.]+)` \| ([\d/]+) \| ([^|]+) \|", text, re.MULTILINE)
    found = (Answer(code, tuple(ledgers.split("/")), basis.strip()) for code, ledgers, basis in rows)
    return {answer.code: answer for answer in found if set(answer.ledgers) & set(LEDGERS)}


def deadlines() -> list[dict[str, str]]:
    with needed(DEADLINES).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row_of(place: tuple[str, str]) -> dict[str, str]:
    procedure, step = place
    (row,) = [row for row in deadlines() if row["procedure"] == procedure and row["step"].startswith(step)]
    return row


def rules() -> dict[str, Rule]:
    return {rule.code: rule for procedure in PROCEDURES for rule in procedure.rules}


def timed() -> dict[str, Rule]:
    """The rules whose number the statute itself gives."""
    return {
        code: rule
        for code, rule in rules().items()
        if isinstance(rule.word, Within | AtLeast)
        and isinstance(rule.word.term.count, int)
        and not isinstance(rule.word.term, Promptly)
    }


def articles(citation: Citation) -> set[int]:
    return {place.article for ref in citation.references for place in ref.places if place.article is not None}


class TestFingerprints:
    @pytest.mark.parametrize("name", sorted({*on_file(), *versions()}))
    def test_are_those_on_file(self, name: str) -> None:
        kept, now = on_file().get(name), compiled().get(name)
        assert now is not None, GONE.format(name=name)
        assert kept is not None, NEW.format(name=name)
        assert now == kept, AMENDED.format(name=name)

    def test_are_on_file_for_every_overlay_too(self) -> None:
        assert "penalty@2021-07-15+market_regulation_penalty@2021-07-15" in on_file()


class TestVersions:
    def test_of_one_procedure_bind_from_different_days(self) -> None:
        assert len(versions()) >= len(PROCEDURES)
        assert max(Counter((p.name, p.version) for p in PROCEDURES).values()) == 1

    def test_bind_no_earlier_than_the_statutes_that_they_rest_on(self) -> None:
        early = [
            (procedure.name, reference.statute.title)
            for procedure in PROCEDURES
            if procedure.valid_from.year > 2000
            for reference in procedure.basis.references
            if reference.statute.in_force(procedure.valid_from) is None
        ]
        assert early == []

    def test_name_the_day_from_which_they_bind(self) -> None:
        assert [procedure.name for procedure in PROCEDURES if procedure.valid_from.year == 2000] == []


class TestRuleCodes:
    def test_stand_in_one_procedure_each(self) -> None:
        owners: dict[str, set[str]] = {}
        for procedure in PROCEDURES:
            for rule in procedure.rules:
                owners.setdefault(rule.code, set()).add(procedure.name)
        assert {code: names for code, names in owners.items() if len(names) > 1} == SHARED_BY

    def test_are_all_public_ones_of_these_ledgers(self) -> None:
        assert sorted(set(answers()) - set(rules())) == []

    def test_are_public_or_listed_with_a_reason(self) -> None:
        assert sorted(set(rules()) - set(answers())) == sorted(NOT_IN_README)

    def test_have_a_citation_each(self) -> None:
        assert [code for code, rule in rules().items() if not rule.word.basis.short] == []
        assert [
            (procedure.name, step.name) for procedure in PROCEDURES for step in procedure.steps if not step.basis.short
        ] == []

    def test_cite_what_the_public_table_cites(self) -> None:
        cited = {code: rules()[code].word.basis.short for code in answers() if code not in RULES_BY_KIND}
        public = {code: answer.basis for code, answer in answers().items()}
        assert {code: (cited[code], public[code]) for code in cited if cited[code] != public[code]} == {
            code: (cited[code], basis) for code, basis in RULES_OF_OTHER_BASIS.items()
        }

    def test_that_say_another_thing_by_kind_cite_each_its_own_part(self) -> None:
        for code, basis in RULES_BY_KIND.items():
            assert answers()[code].basis == basis
            parts = {part.partition(":")[2] for part in basis.split(";")}
            words = [rule.word for p in PROCEDURES for rule in p.rules if rule.code == code]
            assert {word.basis.short for word in words} == parts
            assert all(word.if_ is not None for word in words)

    def test_that_two_ledgers_share_cite_each_its_own_articles(self) -> None:
        for code, basis in RULES_OF_OTHER_BASIS.items():
            inspection, penalty = basis.removeprefix("检查:").split(";处罚:")
            by_procedure = {p.name: rule for p in PROCEDURES for rule in p.rules if rule.code == code}
            assert by_procedure["penalty"].word.basis.short == penalty
            assert by_procedure["inspection"].word.basis.short.startswith(inspection)


class TestStatutoryNumbers:
    def test_are_all_looked_up(self) -> None:
        assert sorted(timed()) == sorted(ROWS)

    @pytest.mark.parametrize("code", sorted(ROWS))
    def test_are_those_of_the_table_of_deadlines(self, code: str) -> None:
        word, row = timed()[code].word, row_of(ROWS[code])
        assert isinstance(word, Within | AtLeast)
        at_least = ">=" if isinstance(word, AtLeast) else ""
        assert (f"{at_least}{word.term.count}", word.term.unit) == (row["limit"], row["unit"])

    @pytest.mark.parametrize("code", sorted(ROWS))
    def test_cite_the_article_of_the_table_of_deadlines(self, code: str) -> None:
        word, row = timed()[code].word, row_of(ROWS[code])
        titles = {reference.statute.title for reference in word.basis.references}
        names = titles | {reference.statute.known_as for reference in word.basis.references}
        assert any(row["law_title"].endswith(name) or name.endswith(row["law_title"]) for name in names)
        if row["article"].startswith("二"):
            assert {place.section for ref in word.basis.references for place in ref.places} == {row["article"]}
        else:
            listed = {
                int(number) for number in re.findall(r"(\d+)(?:\(\d+\))?", re.sub(r"\(\d+\)", "", row["article"]))
            }
            assert articles(word.basis) == listed

    @pytest.mark.parametrize("code", sorted(ROWS))
    def test_are_as_sure_as_the_table_of_deadlines(self, code: str) -> None:
        certain = rules()[code].word.basis.certainty
        assert (certain is Certainty.MEMORY) == (row_of(ROWS[code])["confidence"] == "memory")

    @pytest.mark.parametrize("code", sorted(ROWS))
    def test_are_lengthened_as_the_table_of_deadlines_allows(self, code: str) -> None:
        word, row = timed()[code].word, row_of(ROWS[code])
        by = word.extension.by if isinstance(word, Within) and word.extension is not None else None
        allowed = re.match(r"(\d+) workdays", row["extendable_by"])
        assert by == (int(allowed[1]) if allowed else None)

    @pytest.mark.parametrize("code", sorted(ASAP))
    def test_are_none_where_the_law_says_promptly(self, code: str) -> None:
        word = rules()[code].word
        assert isinstance(word, Within)
        assert isinstance(word.term, Promptly)
        assert row_of(ASAP[code])["limit"] == "asap"
