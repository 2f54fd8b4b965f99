"""Materialises what queries need into the graph of inferred facts: super-classes, super-properties, act types, the
preferred names of actors known by mentions alone, `ac:restates`, `ac:derivesFrom`.

What goes in: the N-Quads lines of all other graphs and the ontology's modules. What comes out: sorted N-Quads lines of the inferred graph.
No general OWL reasoner runs here: the rules are RDFS rules 7 and 9 over our own terms (RDF 1.1 Semantics, section 9.2) and the rule of
`reason.lineage`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

import ontology
from graph_builder.iris import AC, CONCEPT, graph_iri
from graph_builder.reason.lineage import Edge, paths

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
SUBPROPERTY = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subPropertyOf")
DECIMAL = "<http://www.w3.org/2001/XMLSchema#decimal>"
INTEGER = "<http://www.w3.org/2001/XMLSchema#integer>"
ALT_LABEL = "<http://www.w3.org/2004/02/skos/core#altLabel>"
PREF_LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
MENTIONED = f" <{graph_iri('mentioned')}> .\n"
INFERRED = f"<{graph_iri('inferred')}>"

_LINE = re.compile(r"(<[^>]*>) (<[^>]*>) (.+) <[^>]*> \.\n?$")
_PARTS = re.compile(r"/(?:pre|par|art|annex|div|fn)/")


def supers(predicate: ox.NamedNode) -> dict[str, tuple[str, ...]]:
    """Term -> all its proper super-terms, `<iri>` by `<iri>`, read from the ontology's modules."""
    direct: dict[str, set[str]] = defaultdict(set)
    for path in ontology.modules():
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if quad.predicate == predicate and isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                direct[f"<{quad.subject.value}>"].add(f"<{quad.object.value}>")
    closed: dict[str, tuple[str, ...]] = {}
    for term in sorted(direct):
        seen: set[str] = set()
        todo = sorted(direct[term])
        while todo:
            parent = todo.pop()
            if parent not in seen and parent != term and not parent.startswith("<http://www.w3.org/2002/07/owl#"):
                seen.add(parent)
                todo += sorted(direct.get(parent, ()))
        closed[term] = tuple(sorted(seen))
    return closed


def instrument_of(iri: str) -> str | None:
    """The instrument a provision or statement IRI stands below; None for an instrument.

    >>> instrument_of("<https://w3id.org/anticrime/id/instrument/untoc/art/5>")
    '<https://w3id.org/anticrime/id/instrument/untoc>'
    """
    match = _PARTS.search(iri)
    return iri[: match.start()] + ">" if match else None


@dataclass
class _Derivation:
    derived: str = ""
    ground: str = ""
    basis: str = ""
    confidence: float = 0.0


@dataclass
class Facts:
    """What the closure reads of the graphs, gathered line by line."""

    types: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    edges: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    forces: list[tuple[str, str]] = field(default_factory=list)
    derivations: dict[str, _Derivation] = field(default_factory=lambda: defaultdict(_Derivation))
    labels: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    """(actor known by mentions alone, language tag) -> its names as written."""


def gather(lines: Iterable[str], properties: Mapping[str, tuple[str, ...]]) -> Facts:
    """One pass over the lines; only what a rule can use is kept."""
    facts = Facts()
    above = {parent for parents in properties.values() for parent in parents}
    force, derived, ground, basis, confidence = (f"<{AC}{name}>" for name in ("force", "derived", "ground", "basis", "confidence"))
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if predicate == RDF_TYPE:
            facts.types[subject].add(rest.split(" ", 1)[0])
        elif predicate == force:
            if "/evidence/" not in subject:
                facts.forces.append((subject, rest.split(" ", 1)[0]))
        elif predicate in (derived, ground):
            setattr(facts.derivations[subject], "derived" if predicate == derived else "ground", rest.split(" ", 1)[0])
        elif predicate == basis:
            facts.derivations[subject].basis = rest.split('"')[1]
        elif predicate == confidence and "/derivation/" in subject:
            facts.derivations[subject].confidence = float(rest.split('"')[1])
        elif predicate == ALT_LABEL and rest.endswith(MENTIONED):
            name = rest[: -len(MENTIONED)]
            facts.labels[subject, name.rsplit("@", 1)[1]].add(name)
        elif predicate in properties or predicate in above:
            facts.edges[predicate].add((subject, rest.split(" ", 1)[0]))
    return facts


def close(lines: Iterable[str], act_types: Mapping[str, str]) -> Iterator[str]:
    """The inferred graph, sorted. `act_types`: force key -> act type key (lexicons/forces.csv)."""
    classes, properties = supers(SUBCLASS), supers(SUBPROPERTY)
    facts = gather(lines, properties)
    found: set[str] = set()
    for node, kinds in facts.types.items():
        for parent in {above for kind in kinds for above in classes.get(kind, ())} - kinds:
            found.add(f"{node} {RDF_TYPE} {parent} {INFERRED} .\n")
    for prop, pairs in facts.edges.items():
        for above in properties.get(prop, ()):
            found.update(f"{s} {above} {o} {INFERRED} .\n" for s, o in pairs - facts.edges.get(above, set()))
    prefix = f"<{CONCEPT}force/"
    for statement, concept in facts.forces:
        act = act_types.get(concept[len(prefix) : -1])
        if act:
            found.add(f"{statement} <{AC}actType> <{CONCEPT}act-type/{act}> {INFERRED} .\n")
    for (actor, _), names in facts.labels.items():  # the plainest spelling is the preferred one
        best = min(names, key=lambda name: (sum(c.isupper() for c in name), len(name), name))
        found.add(f"{actor} {PREF_LABEL} {best} {INFERRED} .\n")
    found.update(_lineage(facts))
    yield from sorted(found)


def _lineage(facts: Facts) -> Iterator[str]:
    edges = [Edge(d.derived, d.ground, d.basis, d.confidence, node) for node, d in sorted(facts.derivations.items()) if d.derived and d.ground and d.basis]
    for derived, explicit in {(e, e.basis in ("explicit", "anaphoric")) for e in edges}:
        yield f"{derived.derived} <{AC}derivesDirectlyFrom> {derived.ground} {INFERRED} .\n"
        if explicit:
            yield f"{derived.derived} <{AC}derivesExplicitlyFrom> {derived.ground} {INFERRED} .\n"
    for edge in edges:
        if edge.basis == "restated":
            yield f"{edge.derived} <{AC}restates> {edge.ground} {INFERRED} .\n"
    count: dict[str, int] = defaultdict(int)
    for path in paths(edges, instrument_of):
        yield f"{path.derived} <{AC}derivesFrom> {path.ground} {INFERRED} .\n"
        if len(path.steps) > 1:
            count[path.derived] += 1
            node = f"{path.derived[:-1]}/path/{count[path.derived]}>"
            yield f"{node} {RDF_TYPE} <{AC}DerivationPath> {INFERRED} .\n"
            yield f"{node} <{AC}derived> {path.derived} {INFERRED} .\n"
            yield f"{node} <{AC}ground> {path.ground} {INFERRED} .\n"
            yield f'{node} <{AC}basis> "{path.basis}" {INFERRED} .\n'
            yield f'{node} <{AC}confidence> "{path.confidence}"^^{DECIMAL} {INFERRED} .\n'
            yield f'{node} <{AC}steps> "{len(path.steps)}"^^{INTEGER} {INFERRED} .\n'
            for step in sorted(set(path.steps)):
                yield f"{node} <{AC}step> {step} {INFERRED} .\n"
