import json
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.kernel.evidence.canonical import EXACT, UnableToCanonicalize, canonical

TEXT = st.text(st.characters(codec="utf-8"))
PLAIN = st.none() | st.booleans() | st.integers(-EXACT, EXACT) | TEXT
JSON = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=20)


class Colour(StrEnum):
    RED = "红"


class TestTheExamplesOfRfc8785:
    def test_of_strings_and_literals(self) -> None:
        value = {"string": '\u20ac$\u000f\nA\'B"\\\\"/', "literals": [None, True, False]}
        assert canonical(value).decode() == (
            '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
        )

    def test_of_sorting_by_utf16_units(self) -> None:
        names = {
            "\u20ac": "Euro Sign",
            "\r": "Carriage Return",
            "\ufb33": "Hebrew Letter Dalet With Dagesh",
            "1": "One",
            "\U0001f600": "Emoji: Grinning Face",
            "\u0080": "Control",
            "\u00f6": "Latin Small Letter O With Diaeresis",
        }
        assert list(json.loads(canonical(names)).values()) == [
            *("Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign"),
            *("Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"),
        ]

    def test_of_control_characters(self) -> None:
        assert canonical("\b\t\n\f\r\x00\x1f\x7f\u2028") == '"\\b\\t\\n\\f\\r\\u0000\\u001f\x7f\u2028"'.encode()


class TestACanonicalText:
    @given(JSON)
    def test_says_what_the_value_says(self, value: Any) -> None:
        assert json.loads(canonical(value)) == value

    @given(st.dictionaries(TEXT, PLAIN))
    def test_does_not_depend_on_the_order_of_members(self, value: dict[str, Any]) -> None:
        assert canonical(value) == canonical(dict(reversed(value.items())))

    @given(JSON)
    def test_is_its_own_canonical_text(self, value: Any) -> None:
        assert canonical(json.loads(canonical(value))) == canonical(value)

    def test_takes_a_tuple_for_a_list_and_an_enum_for_its_text(self) -> None:
        assert canonical((Colour.RED, {Colour.RED: 1})) == '["红",{"红":1}]'.encode()

    @pytest.mark.parametrize("number", [EXACT, -EXACT, 0])
    def test_holds_integers_that_every_reader_keeps_exact(self, number: int) -> None:
        assert canonical(number) == str(number).encode()

    @pytest.mark.parametrize(
        "value",
        [1.5, 1.0, float("nan"), EXACT + 1, -EXACT - 1, "\ud800", {"\udfff": 1}, ["\ud83d\ude00"], b"raw", {1: 2}, {1}],
        ids=repr,
    )
    def test_is_refused_where_readers_would_differ(self, value: Any) -> None:
        with pytest.raises(UnableToCanonicalize):
            canonical(value)
