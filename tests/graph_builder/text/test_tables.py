"""Each row of the normaliser's tables does what its example says."""

from __future__ import annotations

import pytest

from graph_builder.lexicons import Row, table
from graph_builder.model import NormalText
from graph_builder.text import characters, patterns, words
from graph_builder.text.vocabulary import vocabulary

CHARACTERS = table("normal_characters.csv", characters.COLUMNS, key=("language", "from"))
PATTERNS = table("normal_patterns.csv", patterns.PATTERN_COLUMNS, key=("language", "pattern"))
CONTEXTS = table("ocr_context.csv", patterns.CONTEXT_COLUMNS, key=("language", "word"))
CONFUSIONS = table("ocr_confusions.csv", words.COLUMNS, key=("language", "from", "to"))


def language_of(row: Row) -> str:
    return "fr" if row["language"] == "*" else row["language"]


def name(row: Row) -> str:
    return row.id


@pytest.mark.parametrize("row", CHARACTERS, ids=name)
def test_character_row(row: Row) -> None:
    text = characters.unescape(row["example"])
    edits = characters.character_edits(text, language_of(row))
    assert NormalText.of(text, tuple(edits)).text == characters.unescape(row["expected"])
    assert {edit.rule for edit in edits} == {row.id}


@pytest.mark.parametrize("row", PATTERNS, ids=name)
def test_pattern_row(row: Row) -> None:
    language = language_of(row)
    language = "en" if language == "fr" and row["language"] == "*" else language
    example, expected = characters.unescape(row["example"]), characters.unescape(row["expected"])
    edits = patterns.pattern_edits(example, language, vocabulary(language), damaged=True)
    assert NormalText.of(example, tuple(edits)).text == expected
    assert {edit.rule for edit in edits} == {row.id}
    clean = patterns.pattern_edits(example, language, vocabulary(language), damaged=False)
    assert bool(clean) == (row["when"] == "always")


@pytest.mark.parametrize("row", CONTEXTS, ids=name)
def test_context_row(row: Row) -> None:
    edits = patterns.context_edits(row["example"], row["language"])
    assert NormalText.of(row["example"], tuple(edits)).text == row["expected"]


@pytest.mark.parametrize("row", CONFUSIONS, ids=name)
def test_confusion_row(row: Row) -> None:
    """The row alone leads from the damaged to the known word."""
    if row["language"] == "roman":
        edits = words.roman_edits(f"2200 A {row['example']}")
        assert NormalText.of(f"2200 A {row['example']}", tuple(edits)).text == f"2200 A {row['expected']}"
    elif row["language"] == "digits":
        edits = words.digit_edits(row["example"])
        assert NormalText.of(row["example"], tuple(edits)).text == row["expected"]
    else:
        language = next(
            code
            for code in ("fr", "en", "es", "de", "ru")
            if row["language"] in ("*", code) and any(found.rule == row.id and found.word == row["expected"] for found in alone(row, code))
        )
        assert language


def alone(row: Row, language: str) -> list[words.Repair]:
    fix = words.Repairer(language)
    fix.rows = tuple(r for r in fix.rows if r.id == row.id)
    found = fix.repair(row["example"])
    return [found] if found else []
