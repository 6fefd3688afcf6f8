"""The figures for machines say the same as the report."""

import json
from dataclasses import replace
from pathlib import Path

from tests.report.sample import CLOSED, HASH, report
from yifa.report.trace import definitions_json, figures_json, write_trace


class TestTheFigures:
    def test_are_given_with_value_parts_records_and_hash(self) -> None:
        figures = json.loads(figures_json(report()))
        assert figures["service_once_rate"] == {
            "value": 99,
            "unit": "%",
            "numerator": 6010,
            "denominator": 6070,
            "records": 3,
            "leaf": None,
            "hash": HASH,
        }

    def test_keep_decimals_digit_for_digit(self) -> None:
        assert '"value": 523.58,' in figures_json(report())

    def test_of_nothing_or_missing_have_no_value(self) -> None:
        figures = json.loads(figures_json(report()))
        assert figures["bad_review_fix_rate"]["value"] is None
        assert figures["decision_eval"]["value"] is None

    def test_count_the_records_that_are_not_shown(self) -> None:
        figures = json.loads(figures_json(report(figures=(replace(CLOSED, withheld=4),))))
        assert figures["service_closed"]["records"] == 7


class TestTheDefinitions:
    def test_stand_for_every_figure(self) -> None:
        definitions = json.loads(definitions_json(report()))
        assert definitions.keys() == json.loads(figures_json(report())).keys()
        assert definitions["decision_eval"]["missing_reason"] == "没有收到12号台账"
        assert definitions["service_closed"]["source_class"] == "记录计数"

    def test_are_written_beside_the_figures(self, tmp_path: Path) -> None:
        names = [path.name for path in write_trace(report(), tmp_path)]
        assert names == ["figures.json", "figures-definitions.json"]
