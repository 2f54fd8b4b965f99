"""Which differences of force are drafting habit, and which stand out; each row of the table."""

from __future__ import annotations

import pytest

from graph_builder.concord.work import usual
from graph_builder.lexicons import Row, split, table
from graph_builder.model import LANGUAGES

ROWS = table("usual_pairs.csv", ("id", "left", "right", "source"), key=("left", "right"), optional=("languages",))
FORCES = {row.id for row in table("forces.csv", ("id", "strength", "act_type"), optional=("broader", "source", "note"))}


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_each_pair_is_of_known_forces_and_holds_for_its_languages_alone(row: Row) -> None:
    assert row["left"] != row["right"]
    assert {row["left"], row["right"]} <= FORCES
    assert row["source"]
    languages = split(row["languages"])
    assert set(languages) <= set(LANGUAGES)
    for language in languages or LANGUAGES:
        assert usual(row["right"], row["left"], ("en", language))
    if languages:
        others = [language for language in LANGUAGES if language not in languages]
        assert not usual(row["left"], row["right"], others)


def test_no_pair_stands_twice_in_another_order() -> None:
    assert len({frozenset((row["left"], row["right"])) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("left", "right"), [("obliges", "notes"), ("prohibits", "obliges"), ("undertakes", "affirms"), ("urges", "notes")])
def test_what_no_row_names_stands_out(left: str, right: str) -> None:
    assert not usual(left, right, LANGUAGES)
