"""The shapes as the validator knows them: messages, severity, target and path of each, by IRI.

What goes in: the Turtle files of `shapes/` (or others of the same manner: every shape with an IRI). What comes out: a frozen `Catalogue`.
It must not know data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH

import shapes


@dataclass(frozen=True)
class Shape:
    """One shape. `target_class` and `target_subjects_of` are IRIs of node shapes that have a target."""

    iri: str
    severity: str
    messages: Mapping[str, str]
    path: str | None = None
    target_class: str | None = None
    target_subjects_of: str | None = None
    select: str | None = None
    """A `sh:sparql` constraint with its prefixes, `$this` open: runs once over a whole store."""


@dataclass(frozen=True)
class Catalogue:
    """All shapes by IRI, and the graph they come from."""

    graph: rdflib.Graph
    shapes: Mapping[str, Shape]

    @cached_property
    def core(self) -> str:
        """The shapes graph without SPARQL constraints, as N-Triples."""
        core = rdflib.Graph()
        for triple in self.graph:
            if triple[1] != SH.sparql:
                core.add(triple)
        return core.serialize(format="nt")

    @cached_property
    def targets(self) -> tuple[Shape, ...]:
        """The node shapes that have a target, by IRI."""
        return tuple(shape for _, shape in sorted(self.shapes.items()) if shape.target_class or shape.target_subjects_of)


def path_text(graph: rdflib.Graph, node: rdflib.term.Node) -> str:
    """A SHACL property path in SPARQL syntax (SHACL, section 2.3.1)."""
    if isinstance(node, rdflib.URIRef):
        return f"<{node}>"
    if (inverse := graph.value(node, SH.inversePath)) is not None:
        return f"^{path_text(graph, inverse)}"
    for predicate, mark in ((SH.zeroOrMorePath, "*"), (SH.oneOrMorePath, "+"), (SH.zeroOrOnePath, "?")):
        if (inner := graph.value(node, predicate)) is not None:
            return f"{path_text(graph, inner)}{mark}"
    if (alternatives := graph.value(node, SH.alternativePath)) is not None:
        return "(" + "|".join(path_text(graph, part) for part in Collection(graph, alternatives)) + ")"
    return "/".join(path_text(graph, part) for part in Collection(graph, node))


def _select(graph: rdflib.Graph, constraint: rdflib.term.Node) -> str:
    declared = [
        f"PREFIX {graph.value(entry, SH.prefix)}: <{graph.value(entry, SH.namespace)}>\n"
        for source in graph.objects(constraint, SH.prefixes)
        for entry in graph.objects(source, SH.declare)
    ]
    return "".join(sorted(declared)) + str(graph.value(constraint, SH.select))


def catalogue(files: Iterable[Path]) -> Catalogue:
    """Reads the shapes of `files`. ValueError for a shape with a target and no IRI: a finding could not lead to it."""
    graph = rdflib.Graph()
    for file in files:
        graph.parse(file, format="turtle")
    found: dict[str, Shape] = {}
    nodes = {*graph.subjects(RDF.type, SH.NodeShape), *graph.subjects(RDF.type, SH.PropertyShape)}
    for node in sorted(nodes, key=str):
        if not isinstance(node, rdflib.URIRef):
            raise ValueError("a shape has no IRI")
        path, target, subjects = graph.value(node, SH.path), graph.value(node, SH.targetClass), graph.value(node, SH.targetSubjectsOf)
        constraint = graph.value(node, SH.sparql)
        severity = graph.value(node, SH.severity) or SH.Violation
        found[str(node)] = Shape(
            iri=str(node),
            severity=str(severity).rpartition("#")[2],
            messages={m.language or "en": str(m) for m in sorted(graph.objects(node, SH.message), key=str) if isinstance(m, rdflib.Literal)},
            path=None if path is None else path_text(graph, path),
            target_class=None if target is None else str(target),
            target_subjects_of=None if subjects is None else str(subjects),
            select=None if constraint is None else _select(graph, constraint),
        )
    return Catalogue(graph, found)


@cache
def project_catalogue() -> Catalogue:
    """The project's own shapes, read once a process."""
    return catalogue(shapes.shape_files())
