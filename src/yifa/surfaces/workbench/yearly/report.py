"""The annual report at the desk: its text with every figure in its place, what is owed, what was changed, and the files."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from yifa.report import yearly
from yifa.report.appendix import closing_sentences
from yifa.report.campaign_honours import honours, unproved
from yifa.report.check import document as checking
from yifa.report.check.findings import legible
from yifa.report.check.run import checked
from yifa.report.document import Chapter, Document, FigureLine, OpenItem, Paragraph, Run, Slot, ToDo
from yifa.report.docx import docx_bytes
from yifa.report.doubts import stored_items
from yifa.report.drafting import Draft, changes, draft_of, outline_of, same_as_last_year
from yifa.report.html import write_html
from yifa.report.outline import Section
from yifa.report.punctuation import mended
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.given import versions
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.page import DESK, render
from yifa.surfaces.workbench.yearly.figures import change, shown

READERS, WRITER = ("head", "leader", "supervisor", "reporter", "operator"), "reporter"
REPORT = Link("年度报告", "/desk/report/")
PAGES, SEES_ALL = "report.zip", frozenset({"reporter", "operator"})
"""The pages show every record behind every figure, and so are for those who see all records anyway."""
PLACES_WITHHELD = "出处只向年度报告编制人员列出"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Part:
    """One section on the page: its heading, the sentences that figures fill, what a person typed, and what is odd in it.

    number: its place in the outline; by, at: who wrote the text last, and when; same: the paragraphs that stood in
    last year's report word for word.
    """

    number: int
    section: Section
    chapter: Chapter
    text: str
    by: str
    at: str
    same: tuple[str, ...]

    @property
    def counted(self) -> tuple[Paragraph, ...]:
        """The sentences that the program fills."""
        return tuple(one for one in self.chapter.blocks if isinstance(one, Paragraph) and not one.typed)

    @property
    def typed(self) -> tuple[tuple[str, bool], ...]:
        """The paragraphs that a person typed, and whether each stood there last year."""
        return tuple((line, line in self.same) for line in (one.strip() for one in self.text.splitlines()) if line)


@dataclass(frozen=True, slots=True)
class Owed:
    """A figure that cannot be counted yet: why, and who owes what it needs."""

    line: FigureLine

    @property
    def owner(self) -> str:
        """The organ that owes it."""
        return self.line.owner or "年度报告编制人员"


@require_safe
@for_roles(*READERS)
def latest(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """Lead to the year of the district."""
    return HttpResponseRedirect(f"/desk/report/{district().year}/")


@require_safe
@for_roles(*READERS)
def index(request: HttpRequest, signed: Signed, year: int) -> HttpResponseBase:
    """The draft of a year."""
    document, draft = brief(signed, year), draft_of(year)
    return render(
        request,
        signed,
        "workbench/report.html",
        title=document.title,
        year=year,
        document=document,
        parts_of_it=tuple(parts_of(document, draft, year)),
        owed=tuple(Owed(line) for line in document.figures if line.is_missing),
        items=document.open_items,
        choices=draft.choices,
        undecided=sum(one.key not in draft.choices for one in document.open_items),
        may_write=signed.role == WRITER,
        sees_all=signed.role in SEES_ALL,
        closing=closing_sentences(document),
        trail=(DESK,),
    )


@require_safe
@for_roles(*READERS)
def figures(request: HttpRequest, signed: Signed, year: int) -> HttpResponseBase:
    """Favourable and unfavourable figures in one table: what is reported, its change, and the doubts beside it."""
    document, here = brief(signed, year), district()
    now, before = yearly.numbers(here, year=year), yearly.numbers(here, year=year - 1)
    rows = [
        (line, shown(now[line.id]), change(now[line.id], before[line.id]), document.open_items_of(line.id))
        for line in document.figures
    ]
    return render(
        request,
        signed,
        "workbench/report_figures.html",
        title="成绩和问题对照",
        year=year,
        rows=rows,
        loose=[one for one in document.open_items if not one.figure_id],
        trail=trail_of(year),
    )


@require_safe
@for_roles(*READERS)
def history(request: HttpRequest, signed: Signed, year: int) -> HttpResponseBase:
    """Who changed what and when."""
    rows = [(one, local(one.revised.at)) for one in changes(year)]
    return render(
        request, signed, "workbench/report_history.html", title="修改记录", year=year, rows=rows, trail=trail_of(year)
    )


@require_safe
@for_roles(*READERS)
def check(request: HttpRequest, signed: Signed, year: int) -> HttpResponseBase:
    """What the checker finds in the whole text, with the typed words and the figures side by side."""
    document = brief(signed, year)
    (found,) = checked([checking.Document(document.title, _plain_text(document))])
    typed = mended("\n".join(one.text for one in draft_of(year).texts.values()))
    granted = honours(signed.viewer, on=signed.on, versions=versions())
    findings = [(one, legible(one.arithmetic), one.quote in typed) for one in found.findings]
    return render(
        request,
        signed,
        "workbench/report_check.html",
        title="核查全文",
        year=year,
        findings=findings,
        claims=unproved({title: one.text for title, one in draft_of(year).texts.items()}, granted),
        count=found.numbers,
        trail=trail_of(year),
    )


@require_safe
@for_roles(*READERS)
def file(request: HttpRequest, signed: Signed, year: int, name: str) -> HttpResponseBase:
    """The report as a file, with the records that whoever asks may see."""
    if name == PAGES and signed.role not in SEES_ALL:
        raise PermissionDenied
    document = whole(signed, year)
    title = f"{document.district}{document.title}(草稿)"
    if name == "report.docx":
        return _attached(docx_bytes(document), f"{title}.docx", DOCX)
    if name == PAGES:
        return _attached(_zipped(document), f"{title}.zip", "application/zip")
    raise Http404


def brief(signed: Signed, year: int) -> Document:
    """The report without the records behind its figures: the text is the same for all who read it."""
    return yearly.composed(district(), year=year, on=signed.on, items=items_of(signed, year), listed=False)


def whole(signed: Signed, year: int) -> Document:
    """The report with the records behind its figures; where they stand is told to those alone who see all of them."""
    items = items_of(signed, year)
    document = yearly.composed(district(), year=year, on=signed.on, items=items, viewer=signed.viewer)
    if signed.role in SEES_ALL:
        return document
    return replace(document, figures=tuple(map(_without_places, document.figures)))


def items_of(signed: Signed, year: int) -> tuple[OpenItem, ...]:
    """The doubts that stand, by rule, in the cases that whoever is signed in may see; reporters see the district's."""
    return stored_items(signed.viewer, on=signed.on, year=year)


def parts_of(document: Document, draft: Draft, year: int) -> Iterator[Part]:
    """The sections of the draft in order."""
    same = same_as_last_year(year)
    for number, (section, chapter) in enumerate(zip(outline_of(year).sections, document.chapters, strict=True)):
        text = draft.texts.get(section.title)
        yield Part(
            number=number,
            section=section,
            chapter=chapter,
            text=text.text if text is not None else "",
            by=text.by if text is not None else "",
            at=local(text.at) if text is not None else "",
            same=same.get(section.title, ()),
        )


def local(moment: object) -> str:
    """A moment in the time of the installation, «» for none."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment is not None else ""  # type: ignore[arg-type]


def trail_of(year: int) -> tuple[Link, ...]:
    """The way to a page of a year's report."""
    return (DESK, Link(f"{year}年度报告", f"/desk/report/{year}/"))


def _without_places(line: FigureLine) -> FigureLine:
    return replace(line, records=(), withheld=line.record_count, withheld_ground=PLACES_WITHHELD)


def _words(run: Run) -> str:
    # What is still owed says so itself; the checker would only find it again.
    if isinstance(run, ToDo):
        return ""
    return run.shown if isinstance(run, Slot) else run.text


def _plain_text(document: Document) -> str:
    lines = [document.title]
    for chapter in document.chapters:
        lines.append(chapter.heading)
        lines += ["".join(map(_words, one.runs)) for one in chapter.blocks if isinstance(one, Paragraph)]
    return "\n".join(line for line in lines if line)


def _zipped(document: Document) -> bytes:
    out = io.BytesIO()
    with tempfile.TemporaryDirectory() as name, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        folder = Path(name)
        for written in write_html(document, folder):
            archive.write(written, written.relative_to(folder))
    return out.getvalue()


def _attached(content: bytes, name: str, kind: str) -> HttpResponse:
    shown_as = content_disposition_header(True, name) or ""  # noqa: FBT003 - Django's own interface
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": shown_as})


urlpatterns = [
    path("desk/report/", latest, name="desk_report"),
    path("desk/report/<int:year>/", index, name="desk_report_year"),
    path("desk/report/<int:year>/figures/", figures, name="desk_report_figures"),
    path("desk/report/<int:year>/history/", history, name="desk_report_history"),
    path("desk/report/<int:year>/check/", check, name="desk_report_check"),
    path("desk/report/<int:year>/files/<str:name>", file, name="desk_report_file"),
]
