"""Questions in plain words, row by row of the table, and how they are understood."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.reading.asking import COLUMNS, ROLES, TABLE, question_words, understand
from api.reading.catalog import Catalog, fold
from graph_builder.lexicons import read_table
from graph_builder.store import open_store

ROWS = read_table(TABLE, COLUMNS)


@pytest.fixture(scope="module")
def catalog(shipped_store: Path) -> Iterator[Catalog]:
    with open_store(str(shipped_store)) as store:
        yield Catalog(store)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_understands_its_example(row: dict[str, str], catalog: Catalog) -> None:
    assert row["role"] in ROLES
    asked = understand(row["example"], catalog)
    assert asked.ignored == [], asked.readings
    assert asked.unknown is None
    if question_words()[fold(row["words"])]["id"] != row["id"]:
        return  # the same words stand in an earlier row: another language's
    if row["role"] == "ground":
        assert any(name == "derives_from" for name, _ in asked.parameters), asked.readings
    if row["role"] == "citing":
        assert asked.citing == row["value"]
    if row["role"] in ("force", "act", "basis"):
        assert row["value"].split("|")[0] in dict(asked.parameters)[row["role"]].split(",")


@pytest.mark.parametrize(
    ("question", "parameters"),
    [
        ("which commitments derive from MC 5/06?", {"derives_from": "MC.DEC/5/06"}),
        ("Quels engagements découlent de la décision n° 5/06 du Conseil ministériel ?", {"derives_from": "MC.DEC/5/06"}),
        ("Which commitments explicitly derive from UNTOC?", {"basis": "explicit,anaphoric", "derives_from": "UNTOC"}),
        ("what does the Tirana declaration invite the partners to do?", {"instrument": "MC.DOC/1/20", "force": "invites", "bearer": "osce-partners"}),
        ("commitments whose bearer is the OSCE executive structures", {"bearer": "osce-executive-structures"}),
        ("Commitments on corruption since 2010", {"topic": "corruption", "adopted_from": "2010"}),
        ("À quoi s’engagent les États participants ?", {"act": "commissive", "bearer": "osce-ps"}),
        ("Which commitments derive from the United Nations Convention against Transnational Organized Crime?", {"derives_from": "UNTOC"}),
        ("combat organized crime", {"topic": "organized-crime"}),
    ],
)
def test_questions(question: str, parameters: dict[str, str], catalog: Catalog) -> None:
    assert dict(understand(question, catalog).parameters) == parameters


def test_an_unknown_ground_is_said_with_near_symbols(catalog: Catalog) -> None:
    asked = understand("which commitments derive from MC 5/99?", catalog)
    assert asked.unknown == "MC 5/99"
    assert "MC.DEC/5/06" in asked.near


def test_words_that_mean_nothing_are_told(catalog: Catalog) -> None:
    asked = understand("frobnicate the participating States", catalog)
    assert asked.ignored == ["frobnicate"]
    assert not understand("frobnicate", catalog).understood


def test_any_question_is_read_in_bounded_time(catalog: Catalog) -> None:
    assert understand("derive from " * 500, catalog) is not None
    assert understand("«?!" * 1000, catalog).ignored == []
