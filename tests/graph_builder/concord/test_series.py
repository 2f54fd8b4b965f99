"""Recurring resolutions are chained by title, in the order of their dates."""

from __future__ import annotations

import pytest

from graph_builder.concord import concord
from graph_builder.concord.series import fold, series
from graph_builder.lexicons import Row, table
from graph_builder.model import Document, Identity, NormalText, PartialDate, Reading, SourceText


def reading(iri: str, title: str, date: str, organ: str = "un-ga", language: str = "en") -> Reading:
    source = SourceText(f"{iri}.{language}.txt", "0" * 64, "text/plain", title)
    identity = Identity(f"https://example.org/{iri}", "r", kind="Resolution", title=title, organ=organ, adopted_on=PartialDate.parse(date))
    return Reading(Document(source, NormalText.of(title), language, identity, ()))


def chained(*readings: Reading) -> dict[str, str]:
    return {a.rsplit("/", 1)[1]: b.rsplit("/", 1)[1] for a, b in series(concord(readings)).items()}


TITLE = "Lighthouses in the service of shipping"


def test_each_continues_the_one_before() -> None:
    assert chained(reading("c", TITLE, "2012"), reading("a", TITLE.upper(), "2010-03"), reading("b", f"{TITLE} (B)", "2011-01-01")) == {"b": "a", "c": "b"}


@pytest.mark.parametrize(
    "other",
    [reading("b", TITLE, "2010-06-01"), reading("b", TITLE, "2011", organ="un-sc"), reading("b", "Harbours in the service of shipping", "2011")],
    ids=["perhaps the same day", "another organ", "another title"],
)
def test_no_series(other: Reading) -> None:
    assert chained(reading("a", TITLE, "2010"), other) == {}


def test_a_title_of_two_words_names_too_much() -> None:
    assert chained(reading("a", "Organized crime", "2010"), reading("b", "Organized crime", "2011")) == {}


@pytest.mark.parametrize("row", table("generic_titles.csv", ("id", "language", "title"), key=("title",)), ids=lambda row: row.id)
def test_a_title_that_names_no_subject_makes_no_series(row: Row) -> None:
    titles = (row["title"], row["title"].upper(), f"{row['title']} (A)")
    assert [chained(reading("a", t, "2010", language=row["language"]), reading("b", t, "2011", language=row["language"])) for t in titles] == [{}] * 3


def test_language_versions_make_one_series() -> None:
    assert chained(reading("a", TITLE, "2010"), reading("b", TITLE, "2011"), reading("a", "Les phares au service de la navigation", "2010", language="fr")) == {
        "b": "a"
    }


def test_fold() -> None:
    assert fold("Coopération  internationale\n(A)") == "cooperation internationale"
