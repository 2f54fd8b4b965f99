"""Ancestors and descendants, limits, dates, cycles."""

from __future__ import annotations

import pytest

from graph_builder.history.lineage import Limits, lineage
from graph_builder.model import PartialDate
from graph_builder.store import Asking

from .conftest import iri, short


def told(store: Asking, thing: str, limits: Limits) -> list[tuple[str, str, str, float, int, str]]:
    return [
        (short(line.derived), short(line.ground), line.basis, line.confidence, len(line.steps), line.standing)
        for line in lineage(store, iri(thing), limits).lines
    ]


def test_ancestors_of_a_statement_with_weakest_basis_and_product(ladder: Asking) -> None:
    assert told(ladder, "new/par/2/statement/1", Limits("ancestors")) == [
        ("new/par/2/statement/1", "five/par/3", "explicit", 0.9, 1, "certain"),
        ("new/par/2/statement/1", "bare", "contextual", 0.4, 1, "certain"),
        ("new/par/2/statement/1", "year", "register", 0.81, 2, "certain"),
        ("new/par/2/statement/1", "old", "register", 0.729, 3, "certain"),
        ("new/par/2/statement/1", "loop", "register", 0.4374, 4, "certain"),
    ]


def test_an_instrument_has_the_ancestors_of_its_statements_too(ladder: Asking) -> None:
    found = told(ladder, "new", Limits("ancestors", depth=1))
    assert [(derived, ground) for derived, ground, *_ in found] == [
        ("new/par/2/statement/1", "five/par/3"),
        ("new/par/3/statement/1", "five/par/3/statement/1"),
        ("new/par/2/statement/1", "bare"),
    ]


@pytest.mark.parametrize(
    ("limits", "grounds"),
    [
        (Limits("ancestors", depth=2), ["five/par/3", "bare", "year"]),
        (Limits("ancestors", basis=("explicit", "register")), ["five/par/3", "year", "old", "loop"]),
        (Limits("ancestors", basis=("contextual",)), ["bare"]),
        (Limits("ancestors", least=0.8), ["five/par/3", "year"]),
    ],
)
def test_limits(ladder: Asking, limits: Limits, grounds: list[str]) -> None:
    assert [ground for _, ground, *_ in told(ladder, "new/par/2/statement/1", limits)] == grounds


def test_descendants_step_by_step(ladder: Asking) -> None:
    assert told(ladder, "old", Limits("descendants")) == [
        ("year", "old", "register", 0.9, 1, "certain"),
        ("loop", "old", "register", 0.6, 1, "certain"),
        ("five", "old", "register", 0.81, 2, "certain"),
        ("new/par/2/statement/1", "old", "register", 0.729, 3, "certain"),
    ]


def test_what_names_the_paragraph_names_its_statement(ladder: Asking) -> None:
    assert told(ladder, "five/par/3/statement/1", Limits("descendants")) == [
        ("new/par/2/statement/1", "five/par/3", "explicit", 0.9, 1, "certain"),
        ("new/par/3/statement/1", "five/par/3/statement/1", "restated", 0.7, 1, "certain"),
    ]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2006-12", [("five", "register", 2, "certain"), ("loop", "register", 1, "undated"), ("year", "register", 1, "certain")]),
        ("2006-12-30", [("five", "register", 2, "possible"), ("loop", "register", 1, "undated"), ("year", "register", 1, "possible")]),
        ("2006-12-04", [("loop", "register", 1, "undated"), ("year", "register", 1, "possible")]),
        ("2005", [("loop", "register", 1, "undated")]),
    ],
)
def test_as_of_a_date(ladder: Asking, day: str, found: list[tuple[str, str, int, str]]) -> None:
    answer = lineage(ladder, iri("old"), Limits("descendants", as_of=PartialDate.parse(day)))
    assert sorted((short(line.derived), line.basis, len(line.steps), line.standing) for line in answer.lines) == found
    assert answer.standing == "certain"
    assert answer.left_out["later"] > 0


def test_a_thing_that_did_not_stand_has_no_lineage(ladder: Asking) -> None:
    answer = lineage(ladder, iri("five"), Limits(as_of=PartialDate.parse("2006-11")))
    assert (answer.standing, answer.lines) == ("later", ())


def test_cycles_are_reported_and_bounded(ladder: Asking) -> None:
    answer = lineage(ladder, iri("new/par/2/statement/1"))
    assert [[short(member) for member in group] for group in answer.cycles] == [["loop", "old"]]
    assert max(len(line.steps) for line in answer.lines) == 4
    assert lineage(ladder, iri("new/par/2/statement/1"), Limits(depth=2)).cycles == answer.cycles


def test_what_replaces_a_ground_is_said_from_its_date_on(ladder: Asking) -> None:
    replaced = {iri("five"): (iri("newest"),)}
    assert lineage(ladder, iri("new"), Limits()).replaced == replaced
    assert lineage(ladder, iri("new"), Limits(as_of=PartialDate.parse("2022"))).replaced == replaced
    assert lineage(ladder, iri("new"), Limits(as_of=PartialDate.parse("2021"))).replaced == {}


def test_the_answer_agrees_with_the_closure(ladder: Asking) -> None:
    """Without limits, what derives from a thing is what the materialised `ac:derivesFrom` says."""
    for thing in ("old", "year", "five", "bare", "new"):
        said = {row["s"].value for row in ladder.select(f"SELECT DISTINCT ?s {{ ?s ac:derivesFrom <{iri(thing)}> }}")}
        assert {line.derived for line in lineage(ladder, iri(thing), Limits("descendants")).lines} == said
