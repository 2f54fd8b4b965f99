"""Alignment covers both sides in order, whatever the costs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph_builder.concord import align

forces = st.lists(st.sampled_from("abcd"), max_size=8)


@given(forces, forces)
def test_covers_both_in_order(left: list[str], right: list[str]) -> None:
    pairs = align(len(left), len(right), lambda i, j: 0.0 if left[i] == right[j] else 1.5)
    assert [i for i, _ in pairs if i is not None] == list(range(len(left)))
    assert [j for _, j in pairs if j is not None] == list(range(len(right)))


@given(forces)
def test_a_sequence_aligns_with_itself(forces: list[str]) -> None:
    assert align(len(forces), len(forces), lambda i, j: 0.0 if forces[i] == forces[j] else 1.5) == [(k, k) for k in range(len(forces))]


def test_a_missing_member_leaves_the_rest_paired() -> None:
    left, right = ["recalls", "urges", "invites"], ["recalls", "invites"]
    assert align(3, 2, lambda i, j: 0.0 if left[i] == right[j] else 1.9) == [(0, 0), (1, None), (2, 1)]


def test_beyond_the_limit_pairs_by_place() -> None:
    assert align(600, 601, lambda i, j: 1.0)[-1] == (None, 600)
