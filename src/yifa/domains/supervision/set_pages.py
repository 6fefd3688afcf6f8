"""Pages of indicator sets and outline tasks: the sets, one set assessed in a year, one requirement with its proofs."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.utils.timezone import localtime

from yifa.domains.supervision import typed
from yifa.domains.supervision.assessing import Assessed, Verdict, assess, fix, gaps, last_fixed, shares, tally
from yifa.domains.supervision.editions import LOADING_ROLES, changes, is_tasks, load, set_named, sets, shipped
from yifa.domains.supervision.packing import packed
from yifa.domains.supervision.proving import PROVING_ROLES, SAID, content, document_of, prove
from yifa.domains.supervision.requirements import HEADS, Kind, RequirementSet
from yifa.domains.supervision.workbook import XLSX, Sheet, workbook
from yifa.kernel.at_hand import acting_of
from yifa.kernel.attachments import KINDS
from yifa.kernel.originals import UnableToOpenOriginal
from yifa.kernel.pages import Asked, Done, Download, NothingThere, Page, PageAt, Place, UnableToTake

SAMPLE = "sample"


def show(asked: Asked) -> Page | Download:
    """All sets; the sample of a sheet; a set in a year; one requirement; a document; the pack of proofs."""
    if not asked.part:
        return _sets(asked)
    if asked.part == SAMPLE:
        return _sample(asked)
    found = _set(asked)
    year = typed.year_of(asked, otherwise=asked.on.year)
    if asked.query.get("document"):
        return _document(asked)
    if asked.query.get("as") == "zip":
        name = f"{found.title}{year}年佐证材料包.zip"
        return Download(name, packed(asked, found, assess(asked, found, year=year), year=year), "application/zip")
    if asked.query.get("number"):
        return _requirement(asked, found, year)
    return _assessment(asked, found, year)


def take(asked: Asked) -> Done:
    """Load a set, fix an assessment, or take in a proof."""
    if not asked.part:
        file = next(iter(asked.files.get("file", ())), None)
        if file is None:
            raise UnableToTake("不能载入：没有选择文件。请选择 json 或者 xlsx 文件。", "file")
        kinds = {kind.word: kind.value for kind in Kind}
        told = {
            "title": asked.word("title"),
            "edition": asked.word("edition"),
            "kind": kinds.get(asked.word("kind"), ""),
        }
        made = load(asked, file, told=told, replaces=asked.word("replaces"))
        return Done(f"已载入「{made.title}」{made.edition}，共{len(made.requirements)}项。", f"{DESK}{made.key}/")
    found, year = _set(asked), typed.year_of(asked, otherwise=asked.on.year)
    if asked.word("do") == "fix":
        fix(asked, found, year=year)
        return Done(f"{year}年的自评已经定稿，以后可以对照变化。")
    one = found.named(asked.query.get("number", ""))
    if one is None:
        raise NothingThere
    prove(asked, found, one, year=year)
    return Done("已收下佐证。")


DESK = "/desk/office/indicators/"


def _sets(asked: Asked) -> Page:
    told = {
        "sets": tuple((one, one in shipped()) for one in sets(asked.viewer, on=asked.on)),
        "kinds": tuple(kind.word for kind in Kind),
        "loads": acting_of(asked).holding.post.role in LOADING_ROLES,
    }
    return Page("supervision/sets.html", "指标体系和实施纲要任务", told)


def _assessment(asked: Asked, found: RequirementSet, year: int) -> Page:
    assessed = assess(asked, found, year=year)
    fixed = last_fixed(asked, found, year=year)
    used = {one.plan for one in found.requirements if one.plan}
    told: dict[str, Any] = {
        "set": found,
        "year": year,
        "groups": _grouped(found, assessed),
        "tally": tally(assessed),
        "gaps": gaps(assessed),
        "fixed": fixed,
        "moved": tuple(one for one in assessed if one.change in {"提高", "降低"}),
        "changed": changes(found, asked.viewer, on=asked.on),
        "is_tasks": is_tasks(found),
        "shares": tuple(shares(assessed)),
        "overdue": tuple(one for one in assessed if one.is_overdue),
        "without_task": tuple(item for item in found.plan_items if item not in used),
        "without_plan": sum(not one.plan for one in found.requirements) if found.plan_items else 0,
        "fixes": acting_of(asked).holding.post.role in LOADING_ROLES,
    }
    return Page("supervision/set.html", f"{found.title} {found.edition} {year}年自评", told)


def _requirement(asked: Asked, found: RequirementSet, year: int) -> Page:
    number = asked.query.get("number", "")
    one = next((one for one in assess(asked, found, year=year) if one.requirement.number == number), None)
    if one is None:
        raise NothingThere
    told = {
        "set": found,
        "year": year,
        "one": one,
        "words": {verdict.value: verdict.word for verdict in Verdict} | {Verdict.NO_DATA.value: "撤回以前的佐证"},
        "verdicts": tuple(SAID),
        "days": {proof.pk: localtime(proof.at).date() for proof in one.proofs},
        "proves": acting_of(asked).holding.post.role in PROVING_ROLES,
    }
    return Page("supervision/requirement.html", f"{found.kind.word} {number}", told)


def _document(asked: Asked) -> Download:
    number = asked.query["document"]
    is_number = number.isascii() and number.isdigit() and len(number) < len("1000000000")
    proof = document_of(asked, int(number)) if is_number else None
    if proof is None or proof.original is None or proof.set_key != asked.part:
        raise NothingThere
    pieces = content(proof)
    try:
        first = b"".join(islice(pieces, 1))
    except UnableToOpenOriginal as refusal:
        raise UnableToTake(str(refusal)) from None
    kind = KINDS.get(proof.original.kind, (b"", "application/octet-stream"))[1]
    return Download(proof.original.name, first + b"".join(pieces), kind)


def _sample(asked: Asked) -> Download:
    row = (
        "一、示例类目",
        "1",
        "示例要求",
        "文号或者出处",
        "责任机关",
        "配合机关",
        "是",
        "figure:doc_legal_review_rate>=100/90",
        "",
        "",
    )
    notes = (
        "把要求逐行填在「要求」工作表中，第一行的表头不要改动。",
        "口径可以写:figure:数字编号>=达到值/部分达到值,rules:规则编号的开头,cases:程序名>=件数；几个口径之间空一格。",
        "须人工核定写「是」的，光有记录不算达到，还要有人提供材料。",
    )
    return Download(
        "指标体系样表.xlsx", workbook(notes=notes, sheets=(Sheet("要求", HEADS, (row,)),), made_on=asked.on), XLSX
    )


def _set(asked: Asked) -> RequirementSet:
    found = set_named(asked.part, asked.viewer, on=asked.on)
    if found is None:
        raise NothingThere
    return found


def _grouped(found: RequirementSet, assessed: tuple[Assessed, ...]) -> tuple[tuple[str, tuple[Assessed, ...]], ...]:
    return tuple((name, tuple(one for one in assessed if one.requirement.group == name)) for name, _ in found.groups)


PAGES = (
    PageAt(
        "indicators",
        "指标体系和纲要任务",
        Place.DESK,
        show,
        take,
        roles=("supervisor", "reporter", "head", "reviewer", "handler", "leader", "auditor"),
        says="示范创建指标、实施纲要任务逐项自评：达到、部分达到、未达到、没有数据；缺口清单和佐证材料包。",
    ),
)
