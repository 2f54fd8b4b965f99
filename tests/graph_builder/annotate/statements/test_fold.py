"""Folding keeps the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph_builder.annotate.statements.dates import computed
from graph_builder.annotate.statements.fold import fold


@given(st.text(alphabet="ab \n\u00ad\u200bİ’，ё", max_size=40))
def test_each_folded_character_leads_back(text: str) -> None:
    folded = fold(text)
    for position, character in enumerate(folded.text):
        span = folded.back(position, position + 1)
        assert fold(text[span.start : span.end]).text == character
        assert folded.at(span.start) == position


def test_dates_in_several_languages() -> None:
    table = {
        ("en", "by the end of december 2030"): "2030-12",
        ("fr", "d'ici au 1er mars 2026"): "2026-03-01",
        ("de", "bis zum 31. dezember 2030"): "2030-12-31",
        ("es", "antes del 5 de mayo de 2027"): "2027-05-05",
        ("ru", "до 10 июля 2015 года"): "2015-07-10",
        ("zh", "在2015年7月10日之前"): "2015-07-10",
        ("en", "by 40 december 2030"): "2030",
    }
    assert {key: computed(*key) for key in table} == table
