"""The graph under validation, whatever form it came in, and the way from one of its nodes to the words it rests on.

What goes in: a pyoxigraph store, bytes, a file or lines. What comes out: `Data`: a store to query and a text for the engines, both with
the vocabulary beside the data (sub-classes, schemes). It must not know shapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

import ontology
from graph_builder.validate.report import Place


class Exporting(Protocol):
    """A store of the project, as far as validation needs one. Where it keeps its graph in Oxigraph, `oxigraph` is that graph."""

    def export(self) -> Iterator[bytes]: ...


Graphlike = Exporting | ox.Store | bytes | Path | Iterable[str]
"""A store of the project or of pyoxigraph; N-Quads or N-Triples bytes; a file (.nq, .nt, .ttl); lines of N-Quads."""

RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_OA = "http://www.w3.org/ns/oa#"
_ONTOLOGY_GRAPH = ox.NamedNode(f"{ontology.ID}graph/ontology")
_FORMATS = {".nq": ox.RdfFormat.N_QUADS, ".nt": ox.RdfFormat.N_TRIPLES, ".ttl": ox.RdfFormat.TURTLE}


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{_OA}{name[3:]}" if name.startswith("oa:") else f"{ontology.AC}{name}")


EVIDENCE, SELECTOR, SOURCE, FILE, EXACT, START, END, PAGE = (
    _node(name) for name in ("evidence", "oa:hasSelector", "oa:hasSource", "fileName", "oa:exact", "oa:start", "oa:end", "page")
)
FORWARD = tuple(_node(name) for name in ("statedIn", "citingProvision", "derived", "divergenceOf", "side", "byCitation"))
"""From a node without evidence of its own to one that has some."""
BACKWARD = tuple(
    _node(name) for name in ("oa:hasSelector", "evidence", "candidate", "qualifier", "bearerMention", "counterpartyMention", "topicMention", "mentions", "side")
)
"""The same, against the direction of the property."""


@cache
def vocabulary() -> tuple[str, dict[str, frozenset[str]]]:
    """The ontology's modules and schemes as N-Triples, and class IRI -> itself and its sub-classes."""
    triples = [
        ox.Triple(quad.subject, quad.predicate, quad.object) for path in ontology.modules() for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    ]
    below: dict[str, set[str]] = {}
    for triple in triples:
        if triple.predicate == _SUBCLASS and isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
            below.setdefault(triple.object.value, set()).add(triple.subject.value)
    closed: dict[str, frozenset[str]] = {}
    for parent in below:
        seen, todo = {parent}, [parent]
        while todo:
            for child in below.get(todo.pop(), set()) - seen:
                seen.add(child)
                todo.append(child)
        closed[parent] = frozenset(seen)
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode(), closed


def subclasses(iri: str) -> frozenset[str]:
    """A class and all its sub-classes of the vocabulary."""
    return vocabulary()[1].get(iri, frozenset({iri}))


def term(text: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """A term from its N-Triples syntax."""
    if text.startswith("<"):
        return ox.NamedNode(text[1:-1])
    if text.startswith("_:"):
        return ox.BlankNode(text[2:])
    quad = next(iter(ox.parse(f"<x:x> <x:x> {text} .".encode(), format=ox.RdfFormat.N_TRIPLES)))
    if not isinstance(quad.object, ox.Literal):
        raise ValueError(f"not a term: {text}")
    return quad.object


class Data:
    """A graph ready for both engines. The store is only read; a store that holds no ontology graph is copied."""

    def __init__(self, store: ox.Store, nquads: bytes | None = None) -> None:
        self.store = store
        self._nquads = nquads

    @classmethod
    def of(cls, graph: Graphlike, *, nquads: bytes | None = None) -> Data:
        """Takes whatever a caller has. SyntaxError for a text that does not parse, ValueError for a file of another type."""
        if not isinstance(graph, ox.Store | bytes | Path | Iterable):
            nquads = b"".join(graph.export())
            kept = getattr(graph, "oxigraph", None)
            graph = kept if isinstance(kept, ox.Store) else nquads
        if isinstance(graph, ox.Store):
            if next(graph.quads_for_pattern(None, None, None, _ONTOLOGY_GRAPH), None) is not None:
                return cls(graph, nquads)
            graph = nquads if nquads is not None else graph.dump(format=ox.RdfFormat.N_QUADS) or b""
        store = ox.Store()
        if isinstance(graph, Path):
            if graph.suffix not in _FORMATS:
                raise ValueError(f"{graph.name}: not one of {', '.join(_FORMATS)}")
            store.bulk_load(path=str(graph), format=_FORMATS[graph.suffix])
        else:
            text = graph if isinstance(graph, bytes) else "".join(line if line.endswith("\n") else f"{line}\n" for line in graph).encode()
            store.bulk_load(input=text, format=ox.RdfFormat.N_QUADS)
        store.bulk_load(input=vocabulary()[0].encode(), format=ox.RdfFormat.N_TRIPLES, to_graph=_ONTOLOGY_GRAPH)
        return cls(store)

    @cached_property
    def nquads(self) -> str:
        """The graph, vocabulary included, as N-Quads; what graph a line is in does not matter to a shape."""
        dumped = self._nquads if self._nquads is not None else self.store.dump(format=ox.RdfFormat.N_QUADS) or b""
        return dumped.decode()

    def select(self, query: str) -> list[dict[str, str]]:
        """Rows of a SELECT over the union of all graphs; unbound variables are absent, terms are in N-Triples syntax."""
        solutions = self.store.query(query, use_default_graph_as_union=True)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError("not a SELECT query")
        names = [variable.value for variable in solutions.variables]
        return [{name: str(value) for name in names if (value := row[name]) is not None} for row in solutions]

    def count(self, class_iri: str | None, subjects_of: str | None) -> int:
        """How many nodes a target selects."""
        if class_iri is None:
            pattern = f"?s <{subjects_of}> ?o"
        else:
            kinds = " ".join(f"<{kind}>" for kind in sorted(subclasses(class_iri)))
            pattern = f"VALUES ?kind {{ {kinds} }} ?s a ?kind"
        rows = self.select(f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {pattern} }}")
        return int(str(getattr(term(rows[0]["n"]), "value", "0")))

    def has_type(self, node: str, class_iri: str) -> bool:
        """Whether a node (N-Triples syntax) is of a class or of one of its sub-classes."""
        kinds = subclasses(class_iri)
        return any(isinstance(kind, ox.NamedNode) and kind.value in kinds for kind in self._objects(term(node), RDF_TYPE))

    def has_property(self, node: str, property_iri: str) -> bool:
        return bool(self._objects(term(node), ox.NamedNode(property_iri)))

    def _objects(self, subject: object, predicate: ox.NamedNode) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        if not isinstance(subject, ox.NamedNode | ox.BlankNode):
            return []
        found = {quad.object for quad in self.store.quads_for_pattern(subject, predicate, None)}
        return sorted((o for o in found if isinstance(o, ox.NamedNode | ox.BlankNode | ox.Literal)), key=str)

    def _subjects(self, predicate: ox.NamedNode, node: object) -> list[ox.NamedNode | ox.BlankNode]:
        if not isinstance(node, ox.NamedNode | ox.BlankNode):
            return []
        found = {quad.subject for quad in self.store.quads_for_pattern(None, predicate, node)}
        return sorted((s for s in found if isinstance(s, ox.NamedNode | ox.BlankNode)), key=str)

    def places(self, focus: str) -> tuple[Place, ...]:
        """The sentences that a node (N-Triples syntax) rests on: its own evidence, else that of the nearest node which has some."""
        todo, seen = [term(focus)], set[str]()
        for _ in range(4):
            found = [place for node in todo for at in (node, *self._objects(node, EVIDENCE)) if (place := self._place(at)) is not None]
            if found:
                return tuple(sorted(set(found), key=lambda p: (p.file_name, p.start, p.end)))
            seen.update(map(str, todo))
            around = [other for node in todo for prop in FORWARD for other in self._objects(node, prop)]
            around += [other for node in todo for prop in BACKWARD for other in self._subjects(prop, node)]
            todo = [node for node in dict.fromkeys(around) if str(node) not in seen]
        return ()

    def _place(self, node: object) -> Place | None:
        """What an evidence node or an edit selects; None where it selects nothing."""
        files = [self._text(source, FILE) for source in self._objects(node, SOURCE)]
        if not files or files[0] is None:
            return None
        selectors = [node, *self._objects(node, SELECTOR)]
        values = {prop: next((v for s in selectors if (v := self._text(s, prop)) is not None), None) for prop in (EXACT, START, END, PAGE)}
        start, end, page = (int(v) if (v := values[prop]) is not None and v.isdigit() else None for prop in (START, END, PAGE))
        if start is None or end is None:
            return None
        return Place(files[0], start, end, values[EXACT] or "", page, getattr(node, "value", ""))

    def _text(self, node: object, prop: ox.NamedNode) -> str | None:
        return next((value.value for value in self._objects(node, prop) if isinstance(value, ox.Literal)), None)
