"""Two engines behind one interface, with the same findings.

What goes in: `Data` and the shapes. What comes out: a `Report`. `FastValidator` runs core constraints in the `shacl` package and each SPARQL constraint
once over the store; `ReferenceValidator` runs all in pyshacl, for tests and doubts. Neither must know how a report is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar, Protocol

import pyoxigraph as ox
import pyshacl
import rdflib
import shacl
from rdflib.namespace import SH

from graph_builder.validate.catalogue import Catalogue, Shape, project_catalogue
from graph_builder.validate.data import Data, term
from graph_builder.validate.report import Report, ShapeFinding

PLACES = 5_000
"""Findings that are led to their sentence; a graph with more is broken as a whole, and its first findings say how."""


class Validator(Protocol):
    """Validates data against shapes."""

    name: ClassVar[str]

    def validate(self, data: Data) -> Report: ...


def _report(engine: str, data: Data, shapes: Catalogue, raw: Iterable[ShapeFinding]) -> Report:
    """Sorted, each once, led to their sentences; with the focus nodes counted per shape."""
    unique = {finding.key: finding for finding in raw}
    findings = []
    for n, key in enumerate(sorted(unique)):
        f = unique[key]
        places = data.places(f.focus) if n < PLACES else ()
        findings.append(ShapeFinding(f.severity, f.shape, f.focus, f.path, f.value, f.component, shapes.shapes[f.shape].messages, places))
    counted: dict[tuple[str | None, str | None], int] = {}
    checked: dict[str, int] = {}
    for shape in shapes.targets:
        target = (shape.target_class, shape.target_subjects_of)
        if target not in counted:
            counted[target] = data.count(*target)
        checked[shape.iri] = counted[target]
    return Report(engine, tuple(findings), checked)


class FastValidator:
    """The `shacl` package for core constraints, the store's own SPARQL for the others."""

    name: ClassVar[str] = "fast"

    def __init__(self, shapes: Catalogue | None = None) -> None:
        self.shapes = shapes or project_catalogue()

    def validate(self, data: Data) -> Report:
        compiled = shacl.Shapes.from_text(self.shapes.core, "ntriples")
        with ThreadPoolExecutor(1) as beside:  # the engine leaves Python alone while it runs
            core = beside.submit(compiled.validate_text, data.nquads, "nquads")
            sparql = list(self._sparql(data))
            found = [*self._core(core.result().results), *sparql]
        return _report(self.name, data, self.shapes, found)

    def _core(self, results: Iterable[shacl.Result]) -> Iterator[ShapeFinding]:
        for result in results:
            iri = (result.source_shape or "").strip("<>")
            shape = self.shapes.shapes[iri]
            value = None if result.value is None else str(term(result.value))
            yield ShapeFinding(result.severity, iri, str(term(result.focus_node)), shape.path, value, result.component)

    def _sparql(self, data: Data) -> Iterator[ShapeFinding]:
        for shape in self.shapes.targets:
            if shape.select is None:
                continue
            for row in data.select(shape.select):
                if self._is_target(data, row["this"], shape):
                    yield ShapeFinding(shape.severity, shape.iri, row["this"], row.get("path"), row.get("value", row["this"]), "SPARQLConstraintComponent")

    @staticmethod
    def _is_target(data: Data, node: str, shape: Shape) -> bool:
        """A SELECT with `$this` open may find nodes that the shape does not aim at: they are no focus nodes."""
        if shape.target_class is not None:
            return data.has_type(node, shape.target_class)
        return shape.target_subjects_of is not None and data.has_property(node, shape.target_subjects_of)


def _oxigraph(node: rdflib.term.Node) -> str:
    """A term of rdflib in the N-Triples syntax of the other engine."""
    if isinstance(node, rdflib.Literal):
        if node.language:
            return str(ox.Literal(str(node), language=node.language))
        return str(ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)))) if node.datatype else str(ox.Literal(str(node)))
    return f"<{node}>" if isinstance(node, rdflib.URIRef) else f"_:{node}"


class ReferenceValidator:
    """pyshacl, the reference: slow, and right by its test suite."""

    name: ClassVar[str] = "pyshacl"

    def __init__(self, shapes: Catalogue | None = None) -> None:
        self.shapes = shapes or project_catalogue()

    def validate(self, data: Data) -> Report:
        graph = rdflib.Graph()
        graph.parse(data=_triples(data.nquads), format="nt")
        _, results, message = pyshacl.validate(graph, shacl_graph=self.shapes.graph, inference="none", advanced=False, do_owl_imports=False, meta_shacl=False)
        if not isinstance(results, rdflib.Graph):
            raise ValueError(f"the shapes cannot be run: {message}")
        return _report(self.name, data, self.shapes, self._findings(results))

    def _findings(self, results: rdflib.Graph) -> Iterator[ShapeFinding]:
        for result in results.objects(None, SH.result):  # not the details of other results, which pyshacl adds
            iri = str(results.value(result, SH.sourceShape))
            shape = self.shapes.shapes[iri]
            focus, path, value = (results.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.value))
            component = str(results.value(result, SH.sourceConstraintComponent)).rpartition("#")[2]
            yield ShapeFinding(
                str(results.value(result, SH.resultSeverity)).rpartition("#")[2],
                iri,
                _oxigraph(focus) if focus is not None else "",
                shape.path if shape.path is not None else _oxigraph(path) if isinstance(path, rdflib.URIRef) else None,
                None if value is None else _oxigraph(value),
                component,
            )


def _triples(nquads: str) -> str:
    """The same text without graph names."""
    store = ox.Store()
    store.load(input=nquads.encode(), format=ox.RdfFormat.N_QUADS)
    triples = {ox.Triple(q.subject, q.predicate, q.object) for q in store}
    return (ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.N_TRIPLES) or b"").decode()


ENGINES: Mapping[str, type[FastValidator] | type[ReferenceValidator]] = {"fast": FastValidator, "pyshacl": ReferenceValidator}
