"""The properties of many nodes in one question.

What goes in: IRIs. What comes out: their properties as a mapping of short names ("ac:force") to values. This module must not know what the
properties mean.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from graph_builder.store import PREFIXES, Asking, Term
from graph_builder.store.answers import SPARQL_JSON, read_rows
from graph_builder.store.guard import Checked

CHUNK = 400
"""Nodes asked for in one query: keeps the text of the query short."""

_NAMESPACES = sorted(((namespace, prefix) for prefix, namespace in PREFIXES.items()), key=lambda pair: -len(pair[0]))
Properties = Mapping[str, list[Term]]


@lru_cache(maxsize=8192)
def short(iri: str) -> str:
    """`ac:force` for its IRI; the IRI itself where no prefix fits."""
    for namespace, prefix in _NAMESPACES:
        if iri.startswith(namespace):
            local = iri[len(namespace) :]
            return f"{prefix}:{local}" if "/" not in local and "#" not in local else iri
    return iri


def long(name: str) -> str:
    """The IRI of a short name."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


class Node:
    """One node with its properties."""

    __slots__ = ("iri", "properties")

    def __init__(self, iri: str, properties: Properties) -> None:
        self.iri = iri
        self.properties = properties

    def terms(self, name: str) -> list[Term]:
        return self.properties.get(name, [])

    def all(self, name: str) -> list[str]:
        return [term.value for term in self.properties.get(name, ())]

    def one(self, name: str) -> str | None:
        values = self.properties.get(name)
        return values[0].value if values else None

    def number(self, name: str) -> float | None:
        value = self.one(name)
        try:
            return None if value is None else float(value)
        except ValueError:
            return None

    def integer(self, name: str) -> int | None:
        value = self.number(name)
        return None if value is None else int(value)

    def types(self) -> list[str]:
        return [short(value).removeprefix("ac:") for value in self.all("rdf:type")]


def iri_ok(iri: str) -> bool:
    """Whether an IRI may stand between angle brackets in a query."""
    return bool(iri) and not any(c in '<>"{}|^`\\' or c <= " " for c in iri)


def values(iris: Iterable[str]) -> str:
    """The IRIs as the content of a VALUES block; what could not stand there is left out."""
    return " ".join(f"<{iri}>" for iri in iris if iri_ok(iri))


def quoted(text: str) -> str:
    """A string literal of SPARQL."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{escaped}"'


def rows(store: Asking, query: str) -> list[dict[str, Term]]:
    """The rows of one of our own SELECT queries: not looked at by the guard, not cut at the public cap."""
    return read_rows(store.query(Checked(query, "select"), SPARQL_JSON).body)


def tree(store: Asking, iris: Iterable[str], paths: Sequence[str] = (), *, only: Sequence[str] = ()) -> dict[str, Node]:
    """The nodes, and those that SPARQL property paths lead to from them ("ac:evidence/oa:hasSelector"), in one question a chunk.

    `only`: the properties wanted, all where it is empty. What has no properties is left out.
    """
    which = f"FILTER(?p IN ({', '.join(only)}))" if only else ""  # VALUES would be joined from the wrong end
    wanted = list(dict.fromkeys(iris))
    found: dict[str, dict[str, list[Term]]] = {}
    for at in range(0, len(wanted), CHUNK):
        block = values(wanted[at : at + CHUNK])
        if not block:
            continue
        branches = [f"{{ VALUES ?s {{ {block} }} ?s ?p ?o {which} }}", *(f"{{ VALUES ?r {{ {block} }} ?r {path} ?s . ?s ?p ?o {which} }}" for path in paths)]
        query = Checked(f"SELECT DISTINCT ?s ?p ?o {{ {' UNION '.join(branches)} }}", "select")
        for row in json.loads(store.query(query, SPARQL_JSON).body)["results"]["bindings"]:  # as read_rows, without a mapping a row
            value = row["o"]
            term = Term(value["value"], value["type"], value.get("xml:lang"), value.get("datatype"))
            found.setdefault(row["s"]["value"], {}).setdefault(short(row["p"]["value"]), []).append(term)
    for properties in found.values():
        for terms in properties.values():
            if len(terms) > 1:
                terms.sort(key=_order)
    return {iri: Node(iri, properties) for iri, properties in found.items()}


def _order(term: Term) -> tuple[int, str, str]:
    """Nodes by length, then alphabet: `…/mention/2` before `…/mention/10`."""
    return (len(term.value) if term.kind == "uri" else 0, term.value, term.language or "")
