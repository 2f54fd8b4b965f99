"""A pattern made of alternatives finds what the plain one does."""

from __future__ import annotations

import re

import pytest

from graph_builder.annotate.alternatives import alternatives, automaton

WORDS = ("in accordance with", "in", "that", "the", "so that", "l'")
TEXT = "bathe in the sea, so that l'on finds in accordance with that; inthe into-that the-in"


def test_the_same_matches_as_a_look_back_before_the_words() -> None:
    bodies = [re.escape(word) + ("" if word.endswith("'") else r"(?!\w)") for word in WORDS]
    plain = re.compile(rf"(?<![\w-])(?:{'|'.join(bodies)})")
    made = re.compile(alternatives(bodies, r"(?<![\w-].)"))
    found = [match.span() for match in plain.finditer(TEXT)]
    assert [match.span() for match in made.finditer(TEXT)] == found
    assert len(found) == 7


def test_a_word_that_begins_with_no_literal_is_refused() -> None:
    with pytest.raises(ValueError, match="no literal"):
        alternatives([r"\w*ing"])


def test_an_automaton_of_many_words_and_of_few() -> None:
    many = [f"word{n}x" for n in range(4000)]
    for words in (many, many[:10]):
        machine = automaton(words)
        assert machine is not None
        assert machine.find_matches_as_indexes("a word7x", overlapping=True) == [(7, 2, 8)]
    assert automaton([]) is None
