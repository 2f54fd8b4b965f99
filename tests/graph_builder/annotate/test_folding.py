"""Folding keeps the way back exact."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph_builder.annotate.folding import fold


def test_what_is_folded() -> None:
    assert fold("L\u2019\u00c9tat \u2014 \u0130\u00ad\n\n x").text == "l'etat - i x"
    assert fold("\u064a\u064f\u0633\u0644\u0651\u0645 \u0625\u0644\u0649").text == "\u064a\u0633\u0644\u0645 \u0627\u0644\u064a"


@given(st.text(alphabet="aB \n\u00ad\u00c9\u2019\u0130\u064f\u0623\u4f1a-", max_size=60))
def test_each_character_leads_back_to_its_own(text: str) -> None:
    folded = fold(text)
    places = [folded.at(k) for k in range(len(folded.text))]
    assert places == sorted(set(places))
    assert all(fold(text[place]).text == folded.text[k] for k, place in enumerate(places))
    assert [folded.index(place) for place in places] == list(range(len(places)))
    if folded.text:
        assert folded.span(0, len(folded.text)) == (places[0], places[-1] + 1)


@given(st.text(alphabet="aB \n\u00ad\u00c9\u2019\u064f\u4f1a-", min_size=20, max_size=120))
def test_many_places_at_once_are_those_one_by_one(text: str) -> None:
    folded = fold(text)
    assert len(folded.cased) == len(folded.text)
    assert folded.indexes(range(len(text) + 1)) == [folded.index(position) for position in range(len(text) + 1)]
    ranges = [(start, end) for start in range(len(folded.text)) for end in (start + 1, len(folded.text))]
    assert folded.spans(ranges) == [folded.span(*one) for one in ranges]
