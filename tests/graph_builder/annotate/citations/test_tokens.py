"""Words and their folding."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.annotate.citations.cover import Cover
from graph_builder.annotate.citations.tokens import Phrases, Together, Tokens, fold, words
from graph_builder.lexicons import table
from graph_builder.model import Span

ENDINGS = table("inflection.csv", ("id", "language", "ending", "least", "example", "folded"))


@pytest.mark.parametrize("row", ENDINGS, ids=lambda row: row.id)
def test_ending(row: dict[str, str]) -> None:
    assert fold(row["example"], row["language"]) == row["folded"]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "Convention Conventions"),
        ("fr", "résolution résolutions RÉSOLUTION resolution"),
        ("es", "resolución resoluciones"),
        ("ru", "Конвенция Конвенции Конвенцию Конвенцией конвенций"),
        ("ru", "преступность преступности преступностью"),
        ("de", "Übereinkommen Übereinkommens"),
        ("de", "Beschluss Beschlusses Beschlüsse Beschlüssen"),
        ("it", "risoluzione risoluzioni"),
        ("ar", "الاتفاقية اتفاقية والاتفاقية بالاتفاقية"),
        ("en", "co-operation cooperation Co‑operation"),
    ],
)
def test_forms_of_one_word(language: str, forms: str) -> None:
    assert len({fold(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("l’Assemblée générale", "fr", ["l", "Assemblée", "générale"]),
        ("liberté13, 2030", "fr", ["liberté", "13", "2030"]),
        ("第55/25号决议", "zh", ["第", "55", "25", "号", "决", "议"]),
        ("المكمِّل لها", "ar", ["المكمِّل", "لها"]),
        ("a- -b c--d", "en", ["a", "b", "c", "d"]),
        ("", "en", []),
    ],
)
def test_words(text: str, language: str, expected: list[str]) -> None:
    tokens = Tokens(text, language)
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == expected


def test_a_phrase_is_found_across_line_breaks_and_inflection() -> None:
    text = "в соответствии с Конвенцией\nОрганизации  Объединённых Наций против коррупции"
    found = Phrases([words("Конвенция Организации Объединенных Наций против коррупции", "ru")]).find(Tokens(text, "ru"))
    assert [text[f.start : f.end] for f in found] == ["Конвенцией\nОрганизации  Объединённых Наций против коррупции"]


@given(st.text(max_size=200))
def test_words_lie_in_the_text_in_order(text: str) -> None:
    tokens = Tokens(text, "en")
    spans = list(zip(tokens.starts, tokens.ends, strict=True))
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert len(tokens.folded) == len(spans)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=8), st.integers(0, 60), st.integers(1, 9))
def test_cover_says_what_comparing_each_says(spans: list[tuple[int, int]], start: int, length: int) -> None:
    taken = [Span(a, a + n) for a, n in spans]
    wanted = Span(start, start + length)
    assert Cover(taken).overlaps(wanted) == any(s.overlaps(wanted) for s in taken)


@given(st.text(alphabet="aB1 -\u2010\u00e9\u064f\u0627\u4f1a\u8bae/\u00ad\ufdfa", max_size=60))
def test_words_and_their_places(text: str) -> None:
    tokens = Tokens(text, "ar")
    assert tokens.folded == [fold(text[start:end], "ar") for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert tokens.places == [0, *itertools.accumulate(len(word) + 1 for word in tokens.folded)]


def test_sets_found_together_are_those_found_apart() -> None:
    sets = [Phrases([("a", "b"), ("b",)]), Phrases([("b",), ("b", "c"), ("a", "b")]), Phrases([])]
    apart, together = Tokens("a b c b", "en"), Tokens("a b c b", "en")
    Together(sets).find(together)
    for phrases in sets:
        assert phrases.find(together) == phrases.find(apart)
        assert phrases.longest(together) == phrases.longest(apart)
    assert [(found.phrase, found.start, found.end) for found in sets[0].longest(together)] == [(0, 0, 3), (1, 6, 7)]
