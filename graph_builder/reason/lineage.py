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


def paths(edges: Iterable[Edge], instrument_of: Callable[[str], str | None], *, longest: int = 32) -> list[Path]:
    """All derived pairs with their best path, sorted by derived and ground.

    `instrument_of` gives the instrument a provision or statement stands in, None for an instrument itself. A path of more than `longest`
    steps is not followed: no chain of real texts is that long, and a cycle through register facts would otherwise be walked round.
    Cost: one best-first search for each derived node over what it can reach.
    """
    out: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(edges, key=lambda e: (e.derived, e.ground, WEAKNESS.index(e.basis), e.node)):
        out[edge.derived].append(edge)
    found: list[Path] = []
    for derived in sorted(out):
        found += _from(derived, out, instrument_of, longest)
    return found


def _from(derived: str, out: dict[str, list[Edge]], instrument_of: Callable[[str], str | None], longest: int) -> list[Path]:
    home = instrument_of(derived)
    best: dict[str, Path] = {}
    queue: list[tuple[float, int, str, tuple[str, ...], str, bool]] = [(-1.0, 0, derived, (), "explicit", True)]
    while queue:
        negative, depth, node, steps, basis, extends = heapq.heappop(queue)
        if node in best:
            continue
        if steps:
            if node in (derived, home):
                continue
            best[node] = Path(derived, node, basis, round(-negative, 4), steps)
        if depth > longest:
            continue
        whole = instrument_of(node) if steps else None
        if whole is not None:
            heapq.heappush(queue, (negative, depth, whole, steps, basis, extends))
        if not extends:
            continue
        for edge in out.get(node, ()):
            follows = edge.basis in EXTENDING
            if steps and not follows:
                continue
            weakest = max(basis, edge.basis, key=WEAKNESS.index) if steps else edge.basis
            heapq.heappush(queue, (negative * edge.confidence, depth + 1, edge.ground, (*steps, edge.node), weakest, follows))
    return [best[ground] for ground in sorted(best)]
