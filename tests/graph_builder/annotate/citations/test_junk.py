"""Text that is none: the time grows with the length, and nothing is made up."""

from __future__ import annotations

from time import process_time

import pytest

from tests.graph_builder.annotate.citations.texts import document, names, read

JUNK = {
    "slashes": "/",
    "digits": "1",
    "brackets": "(",
    "codes": "A/",
    "segments": "A/AAAAAAA/AAAAAAA/AAAAAAA/AAAAAAA/AAAAAAA/AAAAAAA/AAAAAAA/AAAAAAA/AAAAAAAzzzz ",
    "numbers": "resolutions 1/1, ",
    "nouns": "resolution ",
    "years": "((((1999) 1(1999)",
    "capitals": "Convention of the United Nations and the ",
    "names": "the United Nations Convention against Corruption and the Convention ",
    "pins": "article 5, paragraph 1 (a), of the ",
    "grounds": "in accordance with ",
    "letters": "resolutions 40/1 A, B, C, D and ",
}


def seconds(text: str) -> float:
    start = process_time()
    read(document(text))
    return process_time() - start


@pytest.mark.parametrize("kind", JUNK)
def test_time_grows_with_the_text(kind: str) -> None:
    read(document("warm"))
    short, long = JUNK[kind] * 500, JUNK[kind] * 4000
    assert seconds(long) < 20 * seconds(short) + 0.15


@pytest.mark.parametrize("text", ["/" * 5000, "1" * 5000, "(" * 5000, "12/34/" * 2000, "“" * 3000])
def test_nothing_is_made_up(text: str) -> None:
    assert names(text) == []
