"""The figures for machines: numbers in one file, what they mean in another."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from yifa.report.document import Document, FigureLine, Number


def write_trace(document: Document, folder: Path) -> tuple[Path, Path]:
    """Write figures.json and figures-definitions.json into the folder."""
    numbers, definitions = folder / "figures.json", folder / "figures-definitions.json"
    numbers.write_text(figures_json(document), encoding="utf-8")
    definitions.write_text(definitions_json(document), encoding="utf-8")
    return numbers, definitions


def figures_json(document: Document) -> str:
    """Each figure's value, unit, numerator, denominator, number of records, their hash and its leaf in the evidence log, by id."""
    return _json({figure.id: _numbers(figure) for figure in document.figures})


def definitions_json(document: Document) -> str:
    """Each figure's title, definition, formula, basis, source, owner, what others stated of it, and the reason where it is missing, by id."""
    return _json({figure.id: _definition(figure) for figure in document.figures})


def _numbers(figure: FigureLine) -> Mapping[str, object]:
    return {
        "value": None if figure.is_missing or figure.is_void else _number(figure.value),
        "unit": figure.unit,
        "numerator": _number(figure.numerator),
        "denominator": _number(figure.denominator),
        "records": figure.record_count,
        "hash": figure.record_hash,
        "leaf": figure.leaf,
    }


def _definition(figure: FigureLine) -> Mapping[str, object]:
    return {
        "title": figure.title,
        "definition": figure.definition,
        "formula": figure.formula,
        "basis": figure.basis,
        "source_class": figure.source_class.value,
        "owner": figure.owner,
        "sentence": figure.sentence,
        "withheld": figure.withheld,
        "withheld_ground": figure.withheld_ground,
        "missing_reason": figure.missing_reason,
        "stated": figure.stated,
    }


def _number(value: Number | None) -> int | float | None:
    """JSON knows one kind of number; a rounded decimal survives it digit for digit."""
    return float(value) if isinstance(value, Decimal) else value


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
