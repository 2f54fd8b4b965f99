"""Changes between two lists of statements."""

from __future__ import annotations

import pytest

from graph_builder.diff import Said, between_instruments, between_stores

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
