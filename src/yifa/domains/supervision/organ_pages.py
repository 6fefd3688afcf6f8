"""Pages of the assessment draft of an organ (机关考核底稿) and of the digest (监督简报); both print, both go out as Excel."""

from __future__ import annotations

from django.db import transaction

from yifa.domains.supervision import typed
from yifa.domains.supervision.digest import Digest, digest, span_of, spans
from yifa.domains.supervision.models import OrganReply
from yifa.domains.supervision.organ_points import KINDS, Point, counted, organ_of, organs_seen, points
from yifa.domains.supervision.sides import SUPERVISED
from yifa.domains.supervision.workbook import XLSX, Sheet, workbook
from yifa.kernel.at_hand import acting_of
from yifa.kernel.confidentiality import Level
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, instant, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.organ_tree import OrganLine
from yifa.kernel.pages import Asked, Done, Download, NothingThere, Page, PageAt, Place, UnableToTake
from yifa.law.condition import SEPARATOR

POINT_HEADS = ("类别", "问题", "依据", "记录", "日期", "单位说明")
DIGEST_HEADS = ("名称", "新检出", "属实", "不属实", "台账填错", "依据不适用", "不再检出")
NOTE = "本底稿由记录生成，只列机关，不列个人，不排名；疑点经人核实属实的才列入。"


def assessment(asked: Asked) -> Page | Download:
    """The organs whose drafts one may open; or the draft of one, as a page or as a workbook."""
    year = typed.year_of(asked, otherwise=asked.on.year)
    if not asked.part:
        organs = organs_seen(asked)
        told = {"organs": organs, "counts": counted(asked, organs, year=year), "year": year}
        return Page("supervision/organs.html", "机关考核底稿", told)
    organ = _organ(asked)
    found = points(asked, organ, year=year)
    if asked.query.get("as") == "xlsx":
        return _book(asked, organ, year, found)
    told = {
        "organ": organ,
        "year": year,
        "kinds": tuple((kind, tuple(one for one in found if one.kind == kind)) for kind in KINDS),
        "count": len(found),
        "replies": _replies(asked, organ),
        "note": NOTE,
        "on": asked.on,
    }
    return Page("supervision/assessment.html", f"{organ.name}{year}年考核底稿", told)


def take_reply(asked: Asked) -> Done:
    """Put down what the organ says to one of its points. Raises UnableToTake where the post may not, or there is none."""
    organ, year = _organ(asked), typed.year_of(asked, otherwise=asked.on.year)
    if not _replies(asked, organ):
        raise UnableToTake("不能填写说明：单位说明由该机关的经办岗位或者负责人填写。请转交有权的人员。")
    key, words = asked.word("point"), typed.words(asked, "words", "单位说明")
    if not any(one.key == key for one in points(asked, organ, year=year)):
        raise UnableToTake("不能填写说明：底稿中没有这一条，可能已经改正。请刷新后再看。")
    acting = acting_of(asked)
    with transaction.atomic():
        row = OrganReply(year=year, point=key, words=words, by=acting.entered_by, at=asked.at)
        row.organ_path, row.confidentiality = organ.path, Level.INTERNAL.value
        row.save(force_insert=True)
        said = {"point": key, "year": str(year), "words": words, "by": row.by, "at": instant(asked.at)}
        write([stating(suite_in_use(), Subject.STATEMENT, f"organ-reply/{row.pk}", said)])
    return Done("已记下单位说明。")


def briefing(asked: Asked) -> Page | Download:
    """The draft of a digest for a month or a quarter, as a page or as a workbook."""
    span = span_of(asked.query.get("span", ""), on=asked.on)
    made = digest(asked, span)
    if asked.query.get("as") == "xlsx":
        return _digest_book(asked, made)
    told = {"digest": made, "spans": spans(on=asked.on), "on": asked.on}
    return Page("supervision/digest.html", f"行政执法监督简报 {span.title}", told)


def _organ(asked: Asked) -> OrganLine:
    found = organ_of(asked, asked.part)
    if found is None:
        raise NothingThere
    return found


def _replies(asked: Asked, organ: OrganLine) -> bool:
    holding = acting_of(asked).holding
    above = f"{holding.organ_path}{SEPARATOR}"
    return (
        holding.post.role in SUPERVISED.roles and f"{organ.path}{SEPARATOR}".startswith(above) and bool(holding.organ)
    )


def _book(asked: Asked, organ: OrganLine, year: int, found: tuple[Point, ...]) -> Download:
    title = f"{organ.name}{year}年考核底稿"
    rows = tuple((one.kind, one.says, one.basis, one.record, one.on, one.reply) for one in found)
    notes = (title, NOTE, f"制作日期：{asked.on}。共{len(rows)}条。")
    return Download(
        f"{title}.xlsx", workbook(notes=notes, sheets=(Sheet("底稿", POINT_HEADS, rows),), made_on=asked.on), XLSX
    )


def _digest_book(asked: Asked, made: Digest) -> Download:
    title = f"行政执法监督简报({made.span.title}，送审稿)"
    sheets = (
        Sheet(
            name,
            DIGEST_HEADS,
            tuple(
                (one.name, one.found, one.confirmed, one.unfounded, one.ledger_wrong, one.inapplicable, one.gone)
                for one in (*counted, made.total)
            ),
        )
        for name, counted in (("按规则", made.by_rule), ("按机关", made.by_organ))
    )
    notes = (title, *made.sentences, f"制作日期：{asked.on}。")
    return Download(f"{title}.xlsx", workbook(notes=notes, sheets=sheets, made_on=asked.on), XLSX)


ROLES = ("supervisor", "reviewer", "head", "handler", "reporter", "leader", "auditor")
PAGES = (
    PageAt(
        "organ-assessment",
        "机关考核底稿",
        Place.DESK,
        assessment,
        take_reply,
        roles=ROLES,
        says="每个机关一份：核实属实的疑点、逾期的办件、应公开未公开、应反馈未反馈，逐条附记录和单位说明。",
    ),
    PageAt(
        "supervision-digest",
        "监督简报",
        Place.DESK,
        briefing,
        roles=("supervisor", "reviewer", "head", "reporter", "leader", "auditor"),
        says="按月、按季生成简报初稿，按规则和机关计数，好的和不好的在同一张表。",
    ),
)
