"""Printed numbers: what is one, how it reads, which path it makes."""

from __future__ import annotations

import pytest

from graph_builder.structure.labels import chinese_value, path_token, read_label, roman, roman_value

LABELS = [
    ("1. Nous rappelons", "1", [("dec.", 1)], False),
    ("12 -\tتشجع", "12", [("dec-", 12)], False),
    ("٣ - تشجع", "٣", [("dec-", 3)], False),
    ("(a) To adopt", "a", [("(lower)", 1)], False),
    ("(i) To adopt", "i", [("(roman)", 1), ("(lower)", 9)], False),
    ("iv) de former", "iv", [("roman)", 4)], False),
    ("а)\tчинить", "а", [("lower)", 1), ("cyr)", 1)], False),
    ("(ب)\tدفع", "ب", [("(arab)", 2)], False),
    ("’4‘\tتيسير", "4", [("'dec'", 4)], False),
    ("㈠\t修理", "㈠", [("㈠", 1)], False),
    ("（二）培训", "二", [("(cn)", 2)], False),
    ("一、各缔约国", "一", [("cn.", 1)], False),
    ("1° La commission", "1", [("dec°", 1)], False),
    ("a ) Promouvoir", "a", [("lower)", 1)], False),
    ("44 . Rappelle", "44", [("dec.", 44)], False),
    ("- a) die Einnahmen", "a", [("lower)", 1)], False),
    ("• Ein Punkt", "", [("bullet", 0)], False),
    ("2.“Facility” means", "2", [("dec.", 2)], False),
    ("(aa) To go on", "aa", [("(lower)", 27)], False),
    ("<sup>6</sup> (2) Die Urschrift", "2", [("(dec)", 2)], False),
    ("1 Comprend une correction", "1", [("dec.", 1)], True),
    ("3, Recognizes", "3", [("dec.", 3)], True),
    ("‘7. Urges", "7", [("dec.", 7)], False),
]


@pytest.mark.parametrize(("text", "core", "readings", "weak"), LABELS, ids=[row[0] for row in LABELS])
def test_labels(text: str, core: str, readings: list[tuple[str, int]], weak: bool) -> None:
    label = read_label(text, 0, len(text))
    assert label is not None
    assert (label.core, label.weak) == (core, weak)
    assert set(readings) <= {tuple(r) for r in label.readings}


@pytest.mark.parametrize(
    "text",
    [
        "The Assembly",
        "2020 is a year.",
        "A State may",
        "55/25 and 55/255",
        "de la paix",
        "-based approach",
        "«Fonds» s’entend",
        "I have a dream",
        "(see annex)",
    ],
)
def test_words_are_no_labels(text: str) -> None:
    label = read_label(text, 0, len(text))
    assert label is None or label.weak


def test_the_body_begins_after_the_label() -> None:
    text = "(a)\t\xa0To adopt"
    label = read_label(text, 0, len(text))
    assert label is not None
    assert text[label.end :] == "To adopt"


@pytest.mark.parametrize("value", [1, 4, 9, 14, 40, 90, 399])
def test_roman_there_and_back(value: int) -> None:
    assert roman_value(roman(value)) == value


@pytest.mark.parametrize("text", ["iiii", "vx", "a", ""])
def test_not_roman(text: str) -> None:
    assert roman_value(text) is None


@pytest.mark.parametrize(("text", "value"), [("一", 1), ("十二", 12), ("二十", 20), ("一百零五", 105), ("甲", None)])
def test_chinese(text: str, value: int | None) -> None:
    assert chinese_value(text) == value


TOKENS = [
    ("(a) x", 1, "a"),
    ("а) x", 1, "a"),
    ("б) x", 1, "b"),
    ("(ج) x", 1, "c"),
    ("’2‘ x", 1, "ii"),
    ("㈢ x", 1, "iii"),
    ("（三）x", 1, "3"),
    ("(iv) x", 2, "iv"),
    ("12. x", 0, "12"),
]


@pytest.mark.parametrize(("text", "depth", "token"), TOKENS, ids=[t[0] for t in TOKENS])
def test_path_tokens_are_the_same_in_every_language(text: str, depth: int, token: str) -> None:
    label = read_label(text, 0, len(text))
    assert label is not None
    assert token in {path_token(reading, depth) for reading in label.readings}
