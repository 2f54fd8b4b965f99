"""Dates and ordinals inside deadlines; each row of `date_words.csv` is read in a phrase of its kind."""

from __future__ import annotations

import pytest

from graph_builder.annotate.statements.dates import DATE_WORDS, KINDS, computed, months, placeholders
from graph_builder.lexicons import Row, split, table

ROWS = table("date_words.csv", DATE_WORDS, key=("language", "kind"))


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in ROWS])
def test_each_row_is_read(row: Row) -> None:
    language, kind = row["language"], row["kind"]
    assert kind in KINDS
    month = next(iter(months(language)), "")
    for form in split(row["forms"]):
        if kind in ("ordinal", "digits"):
            for words in form if kind == "digits" else (f"الثامنة {form}{'' if ' ' in form else 'السبعين'}",):
                assert placeholders(language, "{ordinal}").fullmatch(words), words
            continue
        words = {"link": f"31 {form} {month} {form} 2030", "lead": f"{form} 2030", "tail": "2030年" + form if language == "zh" else f"2030 {form}"}[kind]
        assert placeholders(language, "{date}").fullmatch(words), words
        assert (computed(language, words) or "").startswith("2030")


@pytest.mark.parametrize(
    ("language", "words", "date"),
    [
        ("en", "by 31 december 2030", "2030-12-31"),
        ("en", "by 31 february 2030", "2030"),
        ("fr", "avant le 1er juin 2027", "2027-06-01"),
        ("ru", "к маю 2027 года", "2027-05"),
        ("ru", "до 1 мая 2027 года", "2027-05-01"),
        ("ar", "بحلول 1 أيار/مايو 2021", "2021-05-01"),
        ("zh", "至迟于2026年2月", "2026-02"),
        ("pt", "até 31 de dezembro de 2030", "2030-12-31"),
    ],
)
def test_the_date_that_words_say(language: str, words: str, date: str) -> None:
    assert computed(language, words) == date
