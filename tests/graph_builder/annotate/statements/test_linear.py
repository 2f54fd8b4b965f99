"""The time of reading grows with the text, whatever the text is made to provoke."""

from __future__ import annotations

import time

import pytest

from .sentences import document

PROVOKING = [
    "calls also also also also ",
    "and, in this regard, ",
    "Urges States, that the that the that ",
    "We, the Ministers, ",
    "fordert die Staaten ",
    "shall, as appropriate, ",
    "which recognizes and encourages, ",
    "that shall ",
    "we recognize to recognize and recognize ",
    "Urges States, which recognizes and recognizes ",
    "a  b\u00ad\u00ad",
    "by 31 december by 31 ",
]


def seconds(words: str, times: int, language: str) -> float:
    from graph_builder import annotate

    doc = document(words * times, language=language, preamble=False)
    best = float("inf")
    for _ in range(2):
        began = time.perf_counter()
        annotate.statements(doc)
        best = min(best, time.perf_counter() - began)
    return best


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("words", PROVOKING)
def test_linear(words: str, language: str) -> None:
    seconds(words, 10, language)
    short, long = seconds(words, 2_000, language), seconds(words, 8_000, language)
    assert long < 4 * 3 * max(short, 0.02)  # four times the text; three for a busy machine
