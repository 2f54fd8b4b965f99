"""Kind, role and pin-cite, by the words around."""

from __future__ import annotations

import pytest

from graph_builder.annotate.citations.governing import pronoun_grounds
from graph_builder.lexicons import Row, split, table, tables
from graph_builder.model import Span
from tests.graph_builder.annotate.citations.texts import mentions

GROUNDS = [(language, row) for language, rows in tables("ground_phrases.*.csv", ("id", "role", "kind", "words")).items() for row in rows]
KINDS = table("citation_kinds.csv", ("id", "language", "kind", "words", "example"))
RESOLUTION = {
    "en": "resolution 55/25",
    "fr": "la résolution 55/25",
    "es": "la resolución 55/25",
    "ru": "резолюции 55/25",
    "de": "Resolution 55/25",
    "it": "la risoluzione 55/25",
    "ar": "القرار 55/25",
    "zh": "第55/25号决议",
}


@pytest.mark.parametrize(("language", "row"), GROUNDS, ids=lambda value: value.id if isinstance(value, Row) else value)
def test_phrase(language: str, row: Row) -> None:
    """Each phrase right before a resolution gives its role; a longer phrase of the table that holds it may give another."""
    blank = "" if language in ("zh",) else " "
    found = mentions(f"{row['words']}{blank}{RESOLUTION[language]}", language)
    expected = "mention" if row["role"] == "weak" else row["role"]
    assert [m.role for m in found if m.form == "symbol"] == [expected]
    if row["kind"]:
        assert found[-1].kind == row["kind"]


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row.id)
def test_performative(row: Row) -> None:
    found = [m for m in mentions(row["example"], row["language"]) if m.form == "symbol"]
    assert [m.kind for m in found] == ["cites" if row["kind"] == "other" else row["kind"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Urges States, in accordance with resolution 55/25 and resolution 58/4, to act", ["ground", "ground"]),
        ("in accordance with the obligations of States under resolution 55/25", ["ground"]),
        ("the Committee established pursuant to resolution 1267 (1999)", ["mention"]),
        ("Calls upon States to ratify, and to implement, resolution 55/25", ["implement"]),
        ("in accordance with national law; recalls resolution 55/25", ["object"]),
        ("reviewing progress made in the implementation of resolution 55/25", ["mention"]),
    ],
)
def test_role(text: str, expected: list[str]) -> None:
    assert [m.role for m in mentions(text) if m.form == "symbol"] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "paragraph 3 of resolution 1373 (2001)", "par/3"),
        ("en", "article 5, paragraph 1 (a), of the United Nations Convention against Corruption", "art/5/par/1/a"),
        ("en", "article 57 of the United Nations Convention against Corruption", "art/57"),
        ("fr", "l’article 31 de la Convention des Nations Unies contre la corruption", "art/31"),
        ("es", "el artículo 5 de la Convención de las Naciones Unidas contra la Corrupción", "art/5"),
        ("ru", "в пункте 2 резолюции 1373 (2001)", "par/2"),
        ("de", "Ziffer 3 der Resolution 1373 (2001)", "par/3"),
        ("ar", "الفقرة 2 من القرار 1373 (2001)", "par/2"),
        ("zh", "第1373(2001)号决议第3段", "par/3"),
        ("zh", "《联合国反腐败公约》第五十七条", "art/57"),
        ("en", "chapter IV of the United Nations Convention against Corruption", None),
    ],
)
def test_pin(language: str, text: str, expected: str | None) -> None:
    assert [m.pin for m in mentions(text, language)] == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "paragraphs 3–5 of resolution 1373 (2001)", "par/3 par/4 par/5"),
        ("en", "paragraphs 3 and 5 of resolution 1373 (2001)", "par/3 par/5"),
        ("en", "articles 5 to 8 of the United Nations Convention against Corruption", "art/5 art/6 art/7 art/8"),
        ("en", "article 5, paragraphs 1 and 2, of the United Nations Convention against Corruption", "art/5/par/1 art/5/par/2"),
        ("en", "articles 5 to 99 of the United Nations Convention against Corruption", "art/5 art/99"),
        ("fr", "les articles 5 à 7 de la Convention des Nations Unies contre la corruption", "art/5 art/6 art/7"),
        ("es", "los artículos 3 a 5 de la Convención de las Naciones Unidas contra la Corrupción", "art/3 art/4 art/5"),
        ("ru", "статей 5–7 Конвенции Организации Объединенных Наций против коррупции", "art/5 art/6 art/7"),
        ("de", "Ziffern 3 bis 5 der Resolution 1373 (2001)", "par/3 par/4 par/5"),
        ("it", "gli articoli 5 e 6 della Convenzione delle Nazioni Unite contro la corruzione", "art/5 art/6"),
        ("ar", "الفقرات 3 إلى 5 من القرار 1373 (2001)", "par/3 par/4 par/5"),
        ("zh", "第1373(2001)号决议第3至5段", "par/3 par/4 par/5"),
        ("zh", "《联合国反腐败公约》第五条至第七条", "art/5 art/6 art/7"),
    ],
)
def test_several_provisions_are_pinned_one_by_one(language: str, text: str, expected: str) -> None:
    assert [" ".join(m.pins) for m in mentions(text, language)] == [expected]


@pytest.mark.parametrize("row", table("pronoun_grounds.csv", ("id", "language", "words", "example")), ids=lambda row: row.id)
def test_pronoun(row: Row) -> None:
    assert any(form in row["example"] for form in split(row["words"]))
    assert pronoun_grounds(row["example"], Span(0, len(row["example"])), row["language"]) is not None
    assert pronoun_grounds("calls upon all States", Span(0, 21), row["language"]) is None


@pytest.mark.parametrize("row", table("pin_words.csv", ("id", "language", "part", "words", "after", "example")), ids=lambda row: row.id)
def test_pin_words(row: Row) -> None:
    name = {
        "zh": "《联合国反腐败公约》",
        "ar": "اتفاقية الأمم المتحدة لمكافحة الفساد",
        "ru": "Конвенции Организации Объединенных Наций против коррупции",
        "de": "Übereinkommens der Vereinten Nationen gegen Korruption",
    }.get(
        row["language"],
        {
            "fr": "Convention des Nations Unies contre la corruption",
            "es": "Convención de las Naciones Unidas contra la Corrupción",
            "it": "Convenzione delle Nazioni Unite contro la corruzione",
        }.get(row["language"], "United Nations Convention against Corruption"),
    )
    text = f"{name}{row['example']}" if row["after"] == "yes" else f"{row['example']} {name}"
    (found,) = mentions(text, row["language"])
    assert (found.pin or "").split("/")[0] == (row["part"] if row["part"] in ("art", "par") else "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("敦促各国采取措施，执行第55/25号决议", ["implement"]),
        ("敦促各国报告为执行第55/25号决议采取的措施", ["mention"]),
        ("敦促各国报告为实施第55/25号决议和第58/4号决议而在国家一级开展的工作", ["mention", "mention"]),
    ],
)
def test_in_chinese_what_was_done_stands_after(text: str, expected: list[str]) -> None:
    assert [m.role for m in mentions(text, "zh") if m.form == "symbol"] == expected


def test_what_amends_one_text_does_not_amend_the_list_after_it() -> None:
    words = "urges States to implement the Convention on the Rights of the Child as amended by the 1995 Protocol, resolution 55/25 and resolution 58/4"
    found = [m for m in mentions(words) if m.form == "symbol"]
    assert [(m.kind, m.role) for m in found] == [("implements", "implement")] * 2
