"""Evidence is cut from the raw text, with the repaired reading beside it."""

from __future__ import annotations

import pytest

from graph_builder.errors import BuildError
from graph_builder.model import Edit, NormalText, SourceText, Span
from graph_builder.triples.evidence import Place, evidence, repaired

RAW = "  1. Nous rappelons le réle de I’OSCE. "
TEXT = NormalText.of(RAW, (Edit(RAW.index("réle"), RAW.index("réle") + 4, "rôle", "test.role", 0.9),))


def place(pages: tuple[int, ...] = ()) -> Place:
    return Place(SourceText("t.fr.txt", "0" * 64, "text/plain", RAW, pages=pages), TEXT, "https://example.org/i/expression/fr", "fr", "fr")


def test_quote_is_raw_and_trimmed() -> None:
    lines = "".join(evidence("https://example.org/i/par/1", place(), Span(0, len(TEXT.text))))
    assert f'"{RAW.strip()}"' in lines
    assert '#start> "2"^^' in lines
    assert f'#end> "{len(RAW.rstrip())}"^^' in lines


def test_repaired_reading_only_where_it_differs() -> None:
    role = TEXT.text.index("rôle")
    assert repaired(place(), Span(role, role + 4)) == "rôle"
    assert repaired(place(), Span(0, role)) is None


def test_page_is_the_one_the_quote_begins_on() -> None:
    assert '#page> "2"' in "".join(evidence("https://example.org/x", place((0, 10)), Span(12, 20)))


def test_no_words_is_a_build_error() -> None:
    with pytest.raises(BuildError, match="no words"):
        evidence("https://example.org/x", place(), Span(0, 2))
