"""Lineage: what a thing derives from and what derives from it, path by path, as of a date.

What goes in: a store, the IRI of a statement, provision or instrument, and limits. What comes out: a frozen `Lineage`. The rule is that of
`reason.lineage`, applied anew to the steps that the limits leave: so a path found with limits is a path by the same rule, and its basis the weakest and
its confidence the product of the steps it shows. This module must not know how an answer is shown.

An instrument's ancestors are its own and those of its commitments: each path says where it begins. With a date, only what had been adopted by then
takes part; where a date is uncertain or unknown the path is kept and says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph_builder.history.days import CHUNK, LATER, Adopted, Selects, adoptions, least_sure, standing
from graph_builder.model import PartialDate
from graph_builder.reason.lineage import WEAKNESS, Edge, Path, cycles, paths

DIRECTIONS = ("ancestors", "descendants", "both")
DEPTH = 32
"""Steps of the longest path that is followed, as in the closure."""
_PARTS = ("/pre/", "/par/", "/art/", "/annex/", "/div/", "/fn/")

_STEP = "?d a ac:Derivation ; ac:derived ?x ; ac:ground ?g ; ac:basis ?b ; ac:confidence ?c ."
_OWN = "SELECT ?d ?x ?g ?b ?c { VALUES ?x { <%s> } " + _STEP + " }"
_INSIDE = "SELECT ?d ?x ?g ?b ?c { VALUES ?i { <%s> } ?x ac:statedIn/ac:parent+ ?i . " + _STEP + " }"
_ABOVE = "SELECT DISTINCT ?d ?x ?g ?b ?c { %s ?s ac:derivesFrom ?x . " + _STEP + " }"
_BELOW = "SELECT DISTINCT ?d ?x ?g ?b ?c { ?x ac:derivesFrom <%s> . " + _STEP + " }"
_REPLACED = "SELECT DISTINCT ?n ?i { VALUES ?i { %s } ?n ac:replaces ?i . ?n a ac:Instrument }"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a lineage is asked for. `basis`: steps of these alone, all where it is empty; `least`: confidence that a path must have."""

    direction: str = "both"
    depth: int = DEPTH
    basis: tuple[str, ...] = ()
    least: float = 0.0
    as_of: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One path. `steps`: its derivations in order from `derived` to `ground`; `standing`: of its least sure member."""

    direction: str
    derived: str
    ground: str
    basis: str
    confidence: float
    steps: tuple[Edge, ...]
    standing: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """The answer. `lines`: ancestors, then descendants, the shortest and surest first."""

    thing: str
    standing: str
    """Whether the thing itself had been adopted by the date."""
    lines: tuple[Line, ...] = ()
    cycles: tuple[tuple[str, ...], ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Why steps take no part -> how many: `later` than the date, of another `basis`."""
    dates: Mapping[str, Adopted] = field(default_factory=dict)
    """Dates of the instruments that take part."""
    replaced: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Instrument -> those that replace it and had been adopted by the date."""


def instrument_of(iri: str) -> str | None:
    """The instrument a provision or statement stands in; None for an instrument itself.

    >>> instrument_of("https://w3id.org/anticrime/id/instrument/untoc/art/5")
    'https://w3id.org/anticrime/id/instrument/untoc'
    """
    at = min((place for part in _PARTS if (place := iri.find(part)) >= 0), default=-1)
    return iri[:at] if at >= 0 else None


def whole(iri: str) -> str:
    """The instrument that a thing is or stands in."""
    return instrument_of(iri) or iri


def lineage(store: Selects, thing: str, limits: Limits = Limits()) -> Lineage:
    """The lineage of `thing`. Every step is a derivation of the graph; no path is longer than `limits.depth`."""
    upward = _edges(store, _upward(thing)) if limits.direction != "descendants" else []
    downward = _edges(store, (_BELOW % target for target in _targets(thing))) if limits.direction != "ancestors" else []
    known = {edge.node: edge for edge in (*upward, *downward)}
    dates = adoptions(store, {whole(end) for edge in known.values() for end in (edge.derived, edge.ground)} | {whole(thing)})

    def stands(iri: str) -> str:
        return standing(dates.get(whole(iri)), limits.as_of)

    left_out: Counter[str] = Counter()
    kept: set[str] = set()
    for node, edge in known.items():
        if LATER in (stands(edge.derived), stands(edge.ground)):
            left_out["later"] += 1
        elif limits.basis and edge.basis not in limits.basis:
            left_out["basis"] += 1
        else:
            kept.add(node)
    above = [edge for edge in upward if edge.node in kept]
    below = [edge for edge in downward if edge.node in kept]
    lines = []
    for direction, found in (("ancestors", _ancestors(thing, above, limits)), ("descendants", _descendants(thing, below, limits))):
        for path in found:
            steps = tuple(known[step] for step in path.steps)
            least = least_sure(stands(end) for edge in steps for end in (edge.derived, edge.ground))
            lines.append(Line(direction, path.derived, path.ground, path.basis, path.confidence, steps, least))
    circles = tuple(cycles((edge for node, edge in known.items() if node in kept), instrument_of))
    return Lineage(thing, stands(thing), tuple(lines), circles, dict(sorted(left_out.items())), dates, _replaced(store, lines, limits.as_of))


def _targets(thing: str) -> tuple[str, ...]:
    """What a descendant may name as its ground: of a statement its paragraph too, which is how texts name it."""
    return (thing, thing.rsplit("/statement/", 1)[0]) if "/statement/" in thing else (thing,)


def _upward(thing: str) -> tuple[str, ...]:
    """The queries for the steps from a thing and from all it derives from; of an instrument, those of its statements too."""
    own = (_OWN % thing, _ABOVE % f"VALUES ?s {{ <{thing}> }}")
    if instrument_of(thing) is None:
        return (*own, _INSIDE % thing, _ABOVE % f"VALUES ?i {{ <{thing}> }} ?s ac:statedIn/ac:parent+ ?i .")
    return own


def _edges(store: Selects, queries: Iterable[str]) -> list[Edge]:
    found: dict[str, Edge] = {}
    for query in queries:
        for row in store.select(query):
            node = row["d"].value
            found[node] = Edge(row["x"].value, row["g"].value, row["b"].value, float(row["c"].value), node)
    return [found[node] for node in sorted(found)]


def _ancestors(thing: str, edges: list[Edge], limits: Limits) -> list[Path]:
    starts = {edge.derived for edge in edges if edge.derived == thing or (instrument_of(thing) is None and whole(edge.derived) == thing)}
    found = paths(edges, instrument_of, longest=limits.depth, starts=starts, least=limits.least)
    # where a provision and its instrument are reached by the same steps, the provision says more
    nearer = {(path.derived, path.steps) for path in found if instrument_of(path.ground) is not None}
    return sorted((path for path in found if instrument_of(path.ground) is not None or (path.derived, path.steps) not in nearer), key=_order)


def _descendants(thing: str, edges: list[Edge], limits: Limits) -> list[Path]:
    things, targets = {edge.derived for edge in edges}, _targets(thing)
    leading = [edge for edge in edges if edge.ground.startswith(f"{thing}/") or {edge.ground, whole(edge.ground)} & {*things, *targets}]
    best: dict[str, Path] = {}
    for path in sorted(paths(leading, instrument_of, longest=limits.depth, least=limits.least), key=_order):
        if path.ground in targets:
            best.setdefault(path.derived, path)
    return sorted(best.values(), key=_order)


def _order(path: Path) -> tuple[int, int, float, str, str]:
    return len(path.steps), WEAKNESS.index(path.basis), -path.confidence, path.derived, path.ground


def _replaced(store: Selects, lines: Iterable[Line], as_of: PartialDate | None) -> Mapping[str, tuple[str, ...]]:
    """The instruments of the paths that others replace: of those adopted after the date nothing is said."""
    wanted = sorted({whole(end) for line in lines for edge in line.steps for end in (edge.derived, edge.ground)})
    newer: dict[str, set[str]] = {}
    for at in range(0, len(wanted), CHUNK):
        block = " ".join(f"<{iri}>" for iri in wanted[at : at + CHUNK])
        for row in store.select(_REPLACED % block):
            newer.setdefault(row["i"].value, set()).add(row["n"].value)
    dates = adoptions(store, {iri for several in newer.values() for iri in several}) if as_of else {}
    stood = {old: tuple(sorted(n for n in several if standing(dates.get(n), as_of) != LATER)) for old, several in sorted(newer.items())}
    return {old: several for old, several in stood.items() if several}
