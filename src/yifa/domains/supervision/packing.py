"""佐证材料包: folders by requirement, an index, the documents, the lists of records, and what is missing; as a stream.

Everything in it is what the viewer may see; records show their public columns with personal values masked. The papers
of cases are named in no folder: they concern parties. Only documents that somebody put forward go in.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yifa.domains.supervision.assessing import Assessed, Verdict, gaps
from yifa.domains.supervision.proving import content
from yifa.domains.supervision.requirements import RequirementSet
from yifa.domains.supervision.supervising import PROCEDURE, matters
from yifa.domains.supervision.workbook import Cell, Sheet, workbook
from yifa.engine.figures import live
from yifa.kernel.access import showing, visible
from yifa.kernel.catalogue import catalogue
from yifa.kernel.figures.declaration import Figure
from yifa.kernel.originals import UnableToOpenOriginal
from yifa.kernel.pages import Asked
from yifa.law.fact import Value

INDEX, MISSING = "目录.xlsx", "缺少的材料.xlsx"
HEADS = ("类目", "编号", "要求", "结论", "依据的记录", "文件夹", "材料", "责任机关")
MISSING_HEADS = ("责任机关", "编号", "要求", "结论", "缺什么")
MOST_RECORDS = 5000
"""Records of a figure that a list holds; above it the list says how many there are."""
_UNFIT = re.compile(r'[\\/:*?"<>|\s]+')
_LONGEST = 24


class _Sink:
    """What a zip is written to: its bytes are taken away as they come."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Take a piece."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        """What has come since it was asked last."""
        found = b"".join(self._pieces)
        self._pieces.clear()
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the pack: its path, and its pieces."""

    path: str
    pieces: Iterator[bytes]


def packed(asked: Asked, found: RequirementSet, assessed: tuple[Assessed, ...], *, year: int) -> Iterator[bytes]:
    """The pack, piece by piece: nothing of it is held in memory but the file that is being written."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as pack:  # type: ignore[call-overload]
        for part in _parts(asked, found, assessed, year):
            told = zipfile.ZipInfo(part.path, date_time=(*asked.on.timetuple()[:3], 0, 0, 0))
            told.compress_type = zipfile.ZIP_DEFLATED
            with pack.open(told, "w") as file:
                for piece in part.pieces:
                    file.write(piece)
                    yield sink.taken()
            yield sink.taken()
    yield sink.taken()


def folder_of(one: Assessed) -> str:
    """The folder of a requirement: its number and the beginning of its words."""
    return f"{one.requirement.number} {_UNFIT.sub('', one.requirement.text)[:_LONGEST]}"


def lacking(one: Assessed) -> str:
    """What a requirement lacks, in words; «» where it is met."""
    if one.verdict is Verdict.MET:
        return ""
    said = [test.says for test in one.tests if test.verdict is not Verdict.MET]
    needs = one.requirement.person or not one.requirement.tests
    if needs and not any(proof.original is not None for proof in one.proofs):
        said.append("没有上传佐证材料。")
    return "".join(said) or "结论不是「已达到」，请补充材料或者整改。"


def _parts(asked: Asked, found: RequirementSet, assessed: tuple[Assessed, ...], year: int) -> Iterator[Part]:
    yield Part(INDEX, iter((_index(asked, found, assessed, year),)))
    yield Part(MISSING, iter((_missing(asked, found, assessed, year),)))
    for one in assessed:
        for proof in one.proofs:
            if proof.original is not None:
                name = _UNFIT.sub("_", proof.original.name)
                yield Part(f"{folder_of(one)}/{proof.pk}-{name}", _opened(proof.original.name, content(proof)))
        for figure in _figures(one):
            name = _UNFIT.sub("", figure.title)
            yield Part(f"{folder_of(one)}/记录清单 {name}.xlsx", iter((_records(asked, figure, year),)))
        if _asks_of_matters(one):
            yield Part(f"{folder_of(one)}/监督件清单.xlsx", iter((_matters(asked, year),)))


def _figures(one: Assessed) -> tuple[Figure, ...]:
    named = dict.fromkeys(test.what for test in one.requirement.tests if test.kind == "figure")
    found = (catalogue().figures.get(name) for name in named)
    return tuple(figure for figure in found if figure is not None and figure.of is not None)


def _asks_of_matters(one: Assessed) -> bool:
    return any(test.kind == "cases" and test.what == PROCEDURE for test in one.requirement.tests)


def _has_folder(one: Assessed) -> bool:
    documents = any(proof.original is not None for proof in one.proofs)
    return documents or bool(_figures(one)) or _asks_of_matters(one)


def _opened(name: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except UnableToOpenOriginal as refusal:
        # One file that is gone must not cost the rest of the pack; what stands in its place says so.
        yield f"\n{name}：{refusal}".encode()


def _index(asked: Asked, found: RequirementSet, assessed: tuple[Assessed, ...], year: int) -> bytes:
    rows = tuple(
        (
            one.requirement.group,
            one.requirement.number,
            one.requirement.text,
            one.verdict.word,
            "".join(test.says for test in one.tests),
            folder_of(one) if _has_folder(one) else "",
            "、".join(proof.original.name for proof in one.proofs if proof.original is not None),
            one.requirement.owner,
        )
        for one in assessed
    )
    return workbook(notes=_notes(asked, found, year), sheets=(Sheet("目录", HEADS, rows),), made_on=asked.on)


def _missing(asked: Asked, found: RequirementSet, assessed: tuple[Assessed, ...], year: int) -> bytes:
    rows = tuple(
        (owner, one.requirement.number, one.requirement.text, one.verdict.word, lacking(one))
        for owner, listed in gaps(assessed)
        for one in listed
    )
    sheet = Sheet("缺少的材料", MISSING_HEADS, rows)
    return workbook(notes=_notes(asked, found, year), sheets=(sheet,), made_on=asked.on)


def _notes(asked: Asked, found: RequirementSet, year: int) -> tuple[str, ...]:
    status = f"({found.status})" if found.status else ""
    return (
        f"{found.title}({found.edition}){year}年度佐证材料{status}",
        found.note,
        f"制作日期：{asked.on}。只包含制作人的岗位可以查看的内容，个人信息已经遮盖。",
    )


def _records(asked: Asked, figure: Figure, year: int) -> bytes:
    columns = tuple(figure.table.column(name) for name in figure.drill)
    rows = visible(live.records(figure, year=year, parameters=asked.given.parameters), asked.viewer, on=asked.on)
    show = showing(asked.viewer, table=figure.table, on=asked.on)
    listed = tuple(_cells(show(row).values, figure.drill) for row in rows[:MOST_RECORDS])
    note = f"{figure.title}：{figure.definition}共{rows.count()}条，列出{len(listed)}条。"
    sheet = Sheet("记录", tuple(column.head for column in columns), listed)
    return workbook(notes=(note,), sheets=(sheet,), made_on=asked.on)


def _cells(values: Mapping[str, Value], names: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(_cell(values.get(name)) for name in names)


def _cell(value: Value) -> Cell:
    return value if value is None or isinstance(value, int) else str(value)


def _matters(asked: Asked, year: int) -> bytes:
    cases = (case for case in matters(asked.viewer, on=asked.on) if case.year == year)
    rows = tuple(
        (case.number, case.organ.name if case.organ else "", "办理中" if case.state else "办结") for case in cases
    )
    sheet = Sheet("监督件", ("编号", "被监督机关", "状态"), rows)
    return workbook(notes=(f"{year}年行政执法监督件{len(rows)}件。",), sheets=(sheet,), made_on=asked.on)
