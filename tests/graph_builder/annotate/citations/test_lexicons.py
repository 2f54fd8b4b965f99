"""Every row of the shared lexicons is found by the rule that reads it."""

from __future__ import annotations

import pytest

from graph_builder.annotate.citations.nouns import MONTH_COLUMNS, NOUN_COLUMNS, ORGAN_COLUMNS, lexicon, read_date
from graph_builder.annotate.citations.titles import BODY_COLUMNS
from graph_builder.annotate.citations.tokens import Tokens
from graph_builder.lexicons import Row, split, table, tables
from tests.graph_builder.annotate.citations.texts import mentions, names

ORGANS = [(language, row) for language, rows in tables("citation_organs.*.csv", ORGAN_COLUMNS).items() for row in rows]
NOUNS = [(language, row) for language, rows in tables("instrument_nouns.*.csv", NOUN_COLUMNS).items() for row in rows]
SENTENCE = {
    "en": "resolution 40/7 of the {}",
    "fr": "la résolution 40/7 de {}",
    "es": "la resolución 40/7 de {}",
    "ru": "резолюция 40/7 {}",
    "de": "Resolution 40/7 {}",
    "it": "la risoluzione 40/7 di {}",
    "ar": "قرار {} 40/7",
    "zh": "{}第40/7号决议",
}
NAME = {
    "en": "United Nations Convention against Corruption",
    "fr": "Convention des Nations Unies contre la corruption",
    "es": "Convención de las Naciones Unidas contra la Corrupción",
    "ru": "Конвенция Организации Объединенных Наций против коррупции",
    "de": "Übereinkommen der Vereinten Nationen gegen Korruption",
    "it": "Convenzione delle Nazioni Unite contro la corruzione",
    "ar": "اتفاقية الأمم المتحدة لمكافحة الفساد",
    "zh": "联合国反腐败公约",
}


@pytest.mark.parametrize(("language", "row"), ORGANS, ids=lambda value: value.id if isinstance(value, Row) else value)
def test_body(language: str, row: Row) -> None:
    found = [m for m in mentions(SENTENCE[language].format(row["name"]), language) if m.form == "symbol"]
    assert [m.organ for m in found] == [row["organ"]]


@pytest.mark.parametrize(("language", "row"), NOUNS, ids=lambda value: value.id if isinstance(value, Row) else value)
def test_noun(language: str, row: Row) -> None:
    words = lexicon(language)
    for form in (*split(row["singular"]), *split(row["plural"]), *split(row["own"])):
        found = words.find(Tokens(form, language))
        assert [lexeme.type for _, lexeme in found] == ["noun"], form
        assert found[0][1].own == (form in split(row["own"])), form


@pytest.mark.parametrize("row", table("months.csv", MONTH_COLUMNS), ids=lambda row: row.id)
def test_month(row: Row) -> None:
    pattern = lexicon(row["language"]).date
    assert pattern is not None
    between = " de " if row["language"] == "es" else " "
    match = pattern.search(f"9{between}{row['text']}{between}2015")
    date = read_date(match, row["language"]) if match else None
    assert date is not None
    assert str(date) == f"2015-{int(row['month']):02}-09"


@pytest.mark.parametrize("row", table("citation_bodies.csv", BODY_COLUMNS), ids=lambda row: row.id)
def test_name_of_a_body(row: Row) -> None:
    text = row["example"].replace("{name}", NAME[row["language"]])
    assert "uncac" not in names(text, row["language"]) or row["role"] == "nested"
    if (
        row["role"] == "nested"
        and "rotoc" not in row["example"]
        and "ротокол" not in row["example"]
        and "rotoko" not in row["example"]
        and "بروتوكول" not in row["example"]
    ):
        assert names(f"{NAME[row['language']]}, {text}", row["language"]) == ["uncac"]


def test_the_small_words_have_known_roles() -> None:
    known = {
        "adopted",
        "and",
        "article",
        "carried-out",
        "dated",
        "dating",
        "entitled",
        "glue",
        "goes-on",
        "own",
        "range",
        "theirs",
        "title-alone",
        "title-begins",
        "title-deep",
        "title-inner",
        "title-joining",
        "title-left",
        "title-list",
        "title-outside",
        "title-stop",
        "within",
        "year-within",
    }
    rows = table("citation_words.csv", ("id", "language", "role", "words"))
    assert {row["role"] for row in rows if not row["role"].startswith("title-needs.")} == known
