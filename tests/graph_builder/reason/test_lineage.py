"""The rule of derivesFrom, case by case, and its cost on long chains and cycles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.reason.lineage import EXTENDING, WEAKNESS, Edge, cycles, paths


def home(node: str) -> str | None:
    """Nodes are named `i` (instrument i) or `i.n` (statement n of it)."""
    return node.split(".")[0] if "." in node else None


def derived(*edges: tuple[str, str, str, float]) -> dict[tuple[str, str], tuple[str, float, int]]:
    found = paths((Edge(d, g, b, c, f"{d}>{g}:{b}") for d, g, b, c in edges), home)
    return {(p.derived, p.ground): (p.basis, p.confidence, len(p.steps)) for p in found}


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([("a.1", "b", "contextual", 0.4)], {("a.1", "b"): ("contextual", 0.4, 1)}),
        (
            [("a.1", "b", "explicit", 0.9), ("b", "c", "register", 0.9)],
            {("a.1", "b"): ("explicit", 0.9, 1), ("a.1", "c"): ("register", 0.81, 2), ("b", "c"): ("register", 0.9, 1)},
        ),
        ([("a.1", "b", "contextual", 0.4), ("b", "c", "register", 0.9)], {("a.1", "b"): ("contextual", 0.4, 1), ("b", "c"): ("register", 0.9, 1)}),
        ([("a.1", "b", "explicit", 0.9), ("b", "c", "tasked", 0.9)], {("a.1", "b"): ("explicit", 0.9, 1), ("b", "c"): ("tasked", 0.9, 1)}),
        ([("a.1", "b.2", "anaphoric", 0.8)], {("a.1", "b.2"): ("anaphoric", 0.8, 1), ("a.1", "b"): ("anaphoric", 0.8, 1)}),
        (
            [("a.1", "b.2", "restated", 0.7), ("b", "c", "register", 1.0)],
            {("a.1", "b.2"): ("restated", 0.7, 1), ("a.1", "b"): ("restated", 0.7, 1), ("b", "c"): ("register", 1.0, 1)},
        ),
        ([("a", "b", "register", 0.9), ("b", "a", "register", 0.9)], {("a", "b"): ("register", 0.9, 1), ("b", "a"): ("register", 0.9, 1)}),
        ([("a.1", "a", "explicit", 0.9)], {}),
        ([("a.1", "b", "explicit", 0.5), ("a.1", "b", "contextual", 0.4)], {("a.1", "b"): ("explicit", 0.5, 1)}),
    ],
    ids=[
        "contextual counts",
        "register extends",
        "contextual never extends",
        "tasked never extends",
        "a provision's instrument",
        "restated to instrument only",
        "cycle",
        "not from itself",
        "best path",
    ],
)
def test_rule(edges: list[tuple[str, str, str, float]], expected: dict[tuple[str, str], tuple[str, float, int]]) -> None:
    assert derived(*edges) == expected


def test_long_chain_is_followed_to_its_limit() -> None:
    chain = [(f"{k}", f"{k + 1}", "register", 1.0) for k in range(100)]
    assert len([pair for pair in derived(*chain) if pair[0] == "0"]) == 32


def test_a_surer_end_does_not_hide_the_way_on() -> None:
    """`b` is reached most surely by reused wording, which leads no further; the two named steps do."""
    edges = [("a.1", "b", "restated", 0.8), ("a.1", "m", "explicit", 0.8), ("m", "b", "explicit", 0.9), ("b", "c", "register", 0.9)]
    found = derived(*edges)
    assert found["a.1", "b"] == ("restated", 0.8, 1)
    assert found["a.1", "c"] == ("register", 0.648, 3)


LADDER = [("a.1", "b", "explicit", 0.5), ("a.1", "m", "explicit", 0.9), ("m", "b", "explicit", 0.9), ("b", "c", "register", 0.9), ("c", "d", "register", 0.9)]


@pytest.mark.parametrize(
    ("depth", "reached"),
    [(1, {"b": 0.5, "m": 0.9}), (2, {"b": 0.81, "m": 0.9, "c": 0.45}), (3, {"b": 0.81, "m": 0.9, "c": 0.729, "d": 0.405})],
)
def test_depth_bounds_the_steps_not_what_a_surer_detour_takes(depth: int, reached: dict[str, float]) -> None:
    found = paths((Edge(d, g, b, c, f"{d}>{g}") for d, g, b, c in LADDER), home, longest=depth, starts=["a.1"])
    assert {p.ground: p.confidence for p in found} == reached


def test_paths_below_the_least_confidence_are_left_out() -> None:
    found = paths((Edge(d, g, b, c, f"{d}>{g}") for d, g, b, c in LADDER), home, starts=["a.1"], least=0.7)
    assert {p.ground: p.confidence for p in found} == {"b": 0.81, "m": 0.9, "c": 0.729}


def test_cycles_are_found_through_provisions_and_only_where_steps_may_be_followed() -> None:
    edges = [("a", "b.1", "register", 0.9), ("b", "a", "register", 0.9), ("c", "d", "restated", 0.9), ("d", "c", "restated", 0.9), ("e", "a", "explicit", 0.9)]
    assert cycles((Edge(d, g, b, c, f"{d}>{g}") for d, g, b, c in edges), home) == [("a", "b", "b.1")]
    long = [Edge(f"{k:04}", f"{(k + 1) % 3000:04}", "register", 1.0, f"{k}") for k in range(3000)]
    assert [len(group) for group in cycles(long, home)] == [3000]


edge = st.tuples(
    st.sampled_from(["a.1", "a.2", "b", "b.1", "c", "d"]), st.sampled_from(["a", "b", "b.1", "c", "d"]), st.sampled_from(WEAKNESS), st.floats(0.05, 1.0)
)


@given(st.lists(edge, max_size=12))
def test_every_direct_edge_counts_and_no_step_is_invented(edges: list[tuple[str, str, str, float]]) -> None:
    found = derived(*edges)
    for d, g, _, _ in edges:
        if g not in (d, home(d)):
            assert (d, g) in found
    for (d, _), (basis, confidence, steps) in found.items():
        assert 0 <= confidence <= 1
        assert d in {e[0] for e in edges}
        if steps > 1:
            assert basis in EXTENDING


@given(st.lists(edge, max_size=12), st.randoms())
def test_order_of_edges_does_not_matter(edges: list[tuple[str, str, str, float]], random: object) -> None:
    assert derived(*edges) == derived(*reversed(edges))
