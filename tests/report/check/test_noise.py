"""Noise ends within a time and memory that grow with its length and no faster."""

import random
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.report.check.document import Document
from yifa.report.check.run import checked

SIZE = 250_000
"""Characters: a quarter of a megabyte and more in UTF-8."""
SECONDS, BYTES = 20, 200_000_000
"""Bounds for a slow and busy machine; ten megabytes took half a minute and 220 MB when this was written."""

ALPHABETS = {
    "words": "0123456789，。；：、%（）万亿元件人次其中占由至提高到增长共计合计其余法治政府年月日第条OolS,.()“”\n\t ",
    "digits": "0123456789",
    "decimals": "0123456789.,",
    "numerals": "一二三四五六七八九十百千万零两点",
    "brackets": "“《（[一1",
    "blanks": " 1\t\u3000",
    "shares": "占1件，",
    "lost": "1■□",
    "hyphens": "1-—:+",
    "anything": "".join(chr(code) for code in range(1, 0xD7FF, 11)),
}


@pytest.mark.parametrize("kind", ALPHABETS)
def test_noise_ends_in_bounded_time_and_memory(kind: str) -> None:
    noise = "".join(random.Random(kind).choices(ALPHABETS[kind], k=SIZE))
    tracemalloc.start()
    started = time.monotonic()
    checked([Document("noise.txt", noise, hard=True)])
    took, (_, peak) = time.monotonic() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < SECONDS
    assert peak < BYTES


class TestAnyText:
    @settings(max_examples=300, deadline=None)
    @given(
        text=st.text(
            alphabet=ALPHABETS["words"] + "零一二十百点成倍半余近约超均每率上年同比增由分别组成0.", max_size=400
        ),
        hard=st.booleans(),
    )
    def test_ends_without_an_exception_and_quotes_itself(self, text: str, hard: bool) -> None:  # noqa: FBT001 - drawn
        (result,) = checked([Document("any.txt", f"某区2023年法治政府建设情况报告\n{text}", hard=hard)])
        for finding in result.findings:
            start, end = finding.origin
            assert finding.quote == result.report.document.text[start:end] != ""
