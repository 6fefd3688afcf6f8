"""The two tables at the end of the report, and what its arithmetic says of itself; the same for paper and screen."""

from yifa.report.document import Document, FigureLine, Run, Slot, SourceClass, Table, Text


def figure_table(document: Document) -> Table:
    """Every figure with its value, unit, source, definition and basis."""
    return Table(
        caption=f"附表1　{document.year}年度数字及口径一览",
        head=("数字", "数值", "单位", "来源", "口径", "依据"),
        rows=tuple(_figure_row(figure) for figure in document.figures),
        widths=(30, 24, 12, 20, 41, 29),
    )


def trace_table(document: Document) -> Table:
    """Every figure with its declaration, the number of its records, their hash and its leaf, and where the first stands."""
    return Table(
        caption=f"附表2　{document.year}年度数字溯源一览",
        head=("数字", "取法", "记录数", "记录集校验值", "第一条记录"),
        rows=tuple(_trace_row(figure) for figure in document.figures),
        widths=(40, 32, 16, 38, 30),
    )


def closing_sentences(document: Document) -> tuple[str, ...]:
    """What does not close, and where others stated another number than is counted; or how much was tried."""
    found = (*document.identities, *(f"「{one.title}」：{one.stated}。" for one in document.figures if differs(one)))
    if found:
        return found
    if not document.identities_checked:
        return ("本报告没有可供核对的勾稽关系。",)
    return (f"数字之间的勾稽关系未发现问题，已核{document.identities_checked}项。",)


def differs(figure: FigureLine) -> bool:
    """Whether somebody stated another number than is counted."""
    return figure.source_class is SourceClass.RECORDS and "以记录为准" in figure.stated


def _figure_row(figure: FigureLine) -> tuple[Run, ...]:
    value = f"{figure.shown}\n{figure.fraction}" if figure.fraction else figure.shown
    source = "\n".join(filter(None, (figure.source_class.value, figure.stated)))
    words = (figure.unit, source, figure.definition, figure.basis)
    return (Text(figure.title), Slot(figure.id, value), *map(Text, words))


def _trace_row(figure: FigureLine) -> tuple[Run, ...]:
    words = (
        f"{figure.title}\n{figure.id}",
        figure.formula,
        str(figure.record_count),
        _proof(figure),
        _first_record(figure),
    )
    return tuple(map(Text, words))


def _proof(figure: FigureLine) -> str:
    leaf = f"\n存证第{figure.leaf}条" if figure.leaf is not None else ""
    return f"{figure.record_hash or '—'}{leaf}"


def _first_record(figure: FigureLine) -> str:
    if figure.is_missing:
        return f"待补：{figure.missing_reason}"
    if figure.source_class is not SourceClass.RECORDS:
        return figure.stated or "没有逐条记录"
    if not figure.records:
        return f"记录不公开：{figure.withheld_ground}" if figure.withheld else "没有记录"
    first = figure.records[0]
    return f"{first.file} / {first.sheet} / 第{first.row}行"
