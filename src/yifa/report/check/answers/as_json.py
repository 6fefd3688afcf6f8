"""The findings for machines."""

from collections.abc import Sequence
from typing import Any

from yifa.report.check.run import Checked


def as_json(results: Sequence[Checked]) -> dict[str, Any]:
    """Files, how many numbers were checked, and every finding with its quote and calculation."""
    return {
        "files": [result.report.name for result in results],
        "numbers_checked": sum(result.numbers for result in results),
        "findings": [
            {
                "file": finding.file,
                "class": finding.sort.value,
                "type": finding.type,
                "quote": finding.quote,
                "arithmetic": finding.arithmetic,
                "note": finding.note,
            }
            for result in results
            for finding in result.findings
        ],
    }
