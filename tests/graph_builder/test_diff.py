"""Changes between two lists of statements."""

from __future__ import annotations

import pytest

from graph_builder.diff import Said, between_instruments, between_stores, printed

URGES = Said("a/par/1/statement/1", "urges", 5, "Urges Member States to adopt laws against the trade in stolen boats")
INVITES = Said("b/par/4/statement/1", "invites", 2, "Invites Member States to adopt laws against the trade in stolen boats and engines")
NOTES = Said("b/par/5/statement/1", "notes", 0, "Takes note of the report of the Secretary-General on lighthouses")


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ([URGES], [INVITES], ["weakened"]),
        ([INVITES], [URGES], ["strengthened"]),
        ([URGES], [INVITES, NOTES], ["weakened", "added"]),
        ([URGES, NOTES], [INVITES], ["weakened", "dropped"]),
        ([NOTES], [URGES], ["added", "dropped"]),
        ([], [URGES], ["added"]),
        ([URGES], [], ["dropped"]),
        ([URGES], [URGES], []),
    ],
)
def test_between_instruments(before: list[Said], after: list[Said], kinds: list[str]) -> None:
    assert [change.kind for change in between_instruments(before, after)] == kinds


def test_between_stores_compares_by_name() -> None:
    same_name = Said(URGES.iri, "encourages", 3, URGES.words)
    assert [(c.kind, c.likeness) for c in between_stores([URGES, NOTES], [same_name])] == [("weakened", 100.0), ("dropped", 0.0)]


def test_another_force_of_the_same_strength_is_named() -> None:
    stresses = Said(NOTES.iri, "stresses", 0, NOTES.words)
    assert [c.kind for c in between_stores([NOTES], [stresses])] == ["reforced"]


LISTS = "Member States to keep lists of the boats that were stolen from their ports"
PREAMBLE = Said("a/pre/2/statement/1", "recognizes", 0, f"Recognizing the need for {LISTS}", ("states",))
OPERATIVE = Said("b/par/2/statement/1", "urges", 5, f"Urges {LISTS}", ("states",), True)


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (PREAMBLE, OPERATIVE, ("strengthened", "to-operative", "reworded")),
        (OPERATIVE, PREAMBLE, ("weakened", "to-preamble", "reworded")),
        (OPERATIVE, Said("b/par/9/statement/1", "urges", 5, OPERATIVE.words, ("ports", "states"), True), ("bearer",)),
        (OPERATIVE, Said("b/par/9/statement/1", "urges", 5, OPERATIVE.words, ("states",), True), ()),
    ],
)
def test_one_pair_may_change_in_several_ways(before: Said, after: Said, kinds: tuple[str, ...]) -> None:
    assert [(c.kind, *c.also) for c in between_instruments([before], [after])] == ([kinds] if kinds else [])


def test_statements_are_sorted_as_printed() -> None:
    iris = ["i/par/10/statement/1", "i/annex/1/par/1/statement/1", "i/par/2/a/statement/1", "i/pre/1/statement/1", "i/par/2/statement/1"]
    assert sorted(iris, key=printed) == [iris[3], iris[4], iris[2], iris[0], iris[1]]
