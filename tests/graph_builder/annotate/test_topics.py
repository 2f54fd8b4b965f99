"""Each term of each topic lexicon is found where it stands, and no word that only looks like it."""

from __future__ import annotations

import time

import pytest

from graph_builder.annotate.topics import COLUMNS, hits, topics
from graph_builder.lexicons import Row, table, tables

from .statements.sentences import document, read

TABLES = tables("topics.*.csv", COLUMNS, key=("topic", "term"))


@pytest.mark.parametrize(("language", "row"), [pytest.param(language, row, id=row.id) for language, rows in TABLES.items() for row in rows])
def test_term(language: str, row: Row) -> None:
    words = row["term"].replace("*", "")
    for before, after in (("", ""), ("«", "».")):
        found = [hit for hit in hits(before + words + after, language) if hit.topic == row["topic"]]
        assert any(hit.span == (len(before), len(before) + len(words)) for hit in found), found


def test_every_language_knows_the_same_topics() -> None:
    known = {language: {row["topic"] for row in rows} for language, rows in TABLES.items()}
    assert set(known) == {"en", "fr", "es", "ru", "de", "it", "ar", "zh"}
    assert all(topic_keys == known["en"] for topic_keys in known.values()), {k: v ^ known["en"] for k, v in known.items()}


def test_unbis_terms_lead_to_known_topics() -> None:
    assert {row["topic"] for row in table("unbis_topics.csv", ("id", "topic"))} <= {row["topic"] for row in TABLES["en"]}


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("en", "Anti-money-laundering rules; a drugstore", {"money-laundering", "drugs"}),
        ("en", "the borderline case of a gangway", {"border-security"}),
        ("ru", "о борьбе с торговлей людьми и о коррупционных преступлениях", {"trafficking-in-persons", "corruption"}),
        ("ar", "ومكافحة الفساد وللاتجار بالأشخاص", {"corruption", "trafficking-in-persons"}),
        ("ar", "ورق الجدران", set()),
        ("zh", "打击跨国有组织犯罪和腐败行为", {"organized-crime", "corruption"}),
        ("de", "die Bekämpfung des Menschenhandels", {"trafficking-in-persons"}),
    ],
)
def test_words_in_their_surroundings(language: str, words: str, found: set[str]) -> None:
    assert {hit.topic for hit in hits(words, language)} - {"criminal-justice"} == found


def test_the_longest_of_one_topic_and_each_topic_once_a_statement() -> None:
    text = "Urges States to fight trafficking in persons and smuggling of migrants, and to protect victims of trafficking in persons;"
    (statement,) = read(text)
    assert {hit.topic: text[slice(*hit.span)] for hit in statement.topics} == {
        "migration": "migrants",
        "smuggling-of-migrants": "smuggling of migrants",
        "trafficking-in-persons": "trafficking in persons",
        "victims": "victims",
    }


def test_a_subparagraph_takes_the_topics_of_its_chapeau_too() -> None:
    doc = document("Urges Member States, in the fight against corruption:", "(a) To train prosecutors;", "(b) To protect witnesses;")
    found = read("Urges Member States, in the fight against corruption:", "(a) To train prosecutors;", "(b) To protect witnesses;")
    assert [sorted(hit.topic for hit in s.topics) for s in found] == [["corruption", "criminal-justice"], ["corruption", "victims"]]
    assert {path for path, _ in topics(doc)} == {"par/1", "par/1/a", "par/1/b"}


@pytest.mark.parametrize("words", ["trafficking in ", "торговл", "ال", "organized "])
def test_the_time_grows_with_the_text(words: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        for language in ("en", "ru", "ar"):
            hits(words * times + str(times), language)
        return time.process_time() - began

    seconds(10)
    assert seconds(16_000) < 8 * 6 * max(seconds(2_000), 0.002)
