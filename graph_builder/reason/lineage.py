"""The rule of `ac:derivesFrom` (documented in docs/concepts/derivations.md).

What goes in: direct derivation edges with basis and confidence. What comes out: every pair that derives, with its best path. This module
must not know RDF.

* Every direct edge counts, whatever its basis.
* Beyond one step only `explicit`, `anaphoric` and `register` steps are followed: `contextual`, `restated` and `tasked` never extend a path.
* What derives from a provision or commitment derives from its instrument.
* The basis of a path is its weakest step, its confidence the product of its steps; of several paths the most confident, then the shortest, counts.
* Cycles are condensed: the members of one derive from one another's grounds, never from themselves.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

EXTENDING = frozenset(("explicit", "anaphoric", "register"))
WEAKNESS = ("explicit", "anaphoric", "register", "tasked", "restated", "contextual")
"""From the strongest basis to the weakest."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One direct derivation: `node` is the IRI of its ac:Derivation."""

    derived: str
    ground: str
    basis: str
    confidence: float
    node: str


@dataclass(frozen=True, slots=True)
class Path:
    """The best path from `derived` to `ground`: its derivation nodes in order."""

    derived: str
    ground: str
    basis: str
    confidence: float
    steps: tuple[str, ...]


def paths(
    edges: Iterable[Edge], instrument_of: Callable[[str], str | None], *, longest: int = 32, starts: Iterable[str] | None = None, least: float = 0.0
) -> list[Path]:
    """All derived pairs with their best path, sorted by derived and ground.

    `instrument_of` gives the instrument a provision or statement stands in, None for an instrument itself. A path of more than `longest`
    steps is not followed: no chain of real texts is that long, and a cycle through register facts would otherwise be walked round.
    `starts`: only paths that begin there; `least`: only paths of this confidence or more.
    Cost: one best-first search for each derived node over what it can reach.
    """
    out: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(edges, key=lambda e: (e.derived, e.ground, WEAKNESS.index(e.basis), e.node)):
        out[edge.derived].append(edge)
    found: list[Path] = []
    for derived in sorted(out if starts is None else out.keys() & set(starts)):
        found += _from(derived, out, instrument_of, longest, least)
    return found


def _from(derived: str, out: dict[str, list[Edge]], instrument_of: Callable[[str], str | None], longest: int, least: float) -> list[Path]:
    home = instrument_of(derived)
    best: dict[str, Path] = {}
    shortest: dict[tuple[str, bool], int] = {}
    queue: list[tuple[float, int, str, tuple[str, ...], str, bool]] = [(-1.0, 0, derived, (), "explicit", True)]
    while queue:
        negative, depth, node, steps, basis, extends = heapq.heappop(queue)
        # a place reached with fewer steps, or by steps that may be followed, leads further though it is less sure
        if depth >= min(shortest.get((node, True), longest + 1), shortest.get((node, extends), longest + 1)):
            continue
        shortest[node, extends] = depth
        if steps:
            if node in (derived, home):
                continue
            best.setdefault(node, Path(derived, node, basis, round(-negative, 4), steps))
        whole = instrument_of(node) if steps else None
        if whole is not None:
            heapq.heappush(queue, (negative, depth, whole, steps, basis, extends))
        if not extends or depth >= longest:
            continue
        for edge in out.get(node, ()):
            follows = edge.basis in EXTENDING
            if (steps and not follows) or -negative * edge.confidence < least:
                continue
            weakest = max(basis, edge.basis, key=WEAKNESS.index) if steps else edge.basis
            heapq.heappush(queue, (negative * edge.confidence, depth + 1, edge.ground, (*steps, edge.node), weakest, follows))
    return [best[ground] for ground in sorted(best)]


def cycles(edges: Iterable[Edge], instrument_of: Callable[[str], str | None]) -> list[tuple[str, ...]]:
    """Things that derive from one another by steps that may be followed, each group sorted (Tarjan 1972, without recursion)."""
    onward: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.basis in EXTENDING:
            onward[edge.derived].add(edge.ground)
            if (whole := instrument_of(edge.ground)) is not None:
                onward[edge.ground].add(whole)
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    open_nodes: dict[str, None] = {}
    found: list[tuple[str, ...]] = []
    for first in sorted(onward):
        if first in number:
            continue
        number[first] = low[first] = len(number)
        open_nodes[first] = None
        trail = [(first, iter(sorted(onward[first])))]
        while trail:
            node, left = trail[-1]
            following = next(left, None)
            if following is None:
                trail.pop()
                if trail:
                    low[trail[-1][0]] = min(low[trail[-1][0]], low[node])
                if low[node] == number[node]:
                    group = []
                    while True:
                        member = open_nodes.popitem()[0]
                        group.append(member)
                        if member == node:
                            break
                    if len(group) > 1:
                        found.append(tuple(sorted(group)))
            elif following not in number:
                number[following] = low[following] = len(number)
                open_nodes[following] = None
                trail.append((following, iter(sorted(onward.get(following, ())))))
            elif following in open_nodes:
                low[node] = min(low[node], number[following])
    return sorted(found)
