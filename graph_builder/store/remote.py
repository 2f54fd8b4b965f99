"""Any SPARQL 1.1 endpoint by its address, through SPARQLWrapper.

What goes in: the address of a query endpoint. What comes out: the same answers as from the store on disk. The guard looks at every query first,
and the project's prefixes are declared on its first line. The endpoint's own default graph must be the union of its graphs
(Oxigraph: `--union-default-graph`, which is also asked for by parameter; Virtuoso and GraphDB do so by themselves).
"""

from __future__ import annotations

import hashlib
import urllib.error
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from SPARQLWrapper import GET, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, EndPointNotFound, QueryBadFormed, SPARQLWrapperException

from graph_builder.errors import QueryRefused, QueryTimeout, StoreError
from graph_builder.store.answers import N_TRIPLES, SPARQL_JSON, Answer, read_rows, write_rows
from graph_builder.store.evaluate import RDF, choose
from graph_builder.store.guard import Checked, check, syntax_refusal
from graph_builder.store.interface import Asking
from graph_builder.store.prefixes import PREFIXES, declarations

DEADLINE = 60.0
RUNNING = "is it running, and is the address right?"
LONG = 1_500
"""Characters from which a query is sent by POST."""


class RemoteStore(Asking):
    """The endpoint at `url`. It is asked once when this is made: StoreError where nothing answers."""

    def __init__(self, url: str, *, deadline: float = DEADLINE) -> None:
        self.location = url
        self.deadline = deadline
        self.meta: Mapping[str, Any] = {"endpoint": url}
        count = self.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        self._triples = int(count[0]["n"].value) if count else 0
        sources = [row["h"].value for row in self.select("SELECT DISTINCT ?h { ?s ac:sha256 ?h } ORDER BY ?h")]
        self.build = hashlib.sha256(f"{self._triples} {' '.join(sources)}".encode()).hexdigest()

    def _send(self, query: str, media_type: str, timeout: float, *, union: bool = True) -> bytes:
        wrapper = SPARQLWrapper(self.location)
        wrapper.setQuery(query)
        wrapper.setMethod(POST if len(query) > LONG else GET)
        if union:
            wrapper.addParameter("union-default-graph", "true")
        wrapper.addCustomHttpHeader("Accept", media_type)
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(max(1, round(timeout)))
        try:
            return bytes(wrapper.query().response.read())
        except QueryBadFormed as error:
            raise QueryRefused(f"the endpoint does not take the query: {_first_line(error)}", place=self.location, hint="see the SPARQL 1.1 grammar") from error
        except EndPointNotFound as error:
            raise StoreError("there is no SPARQL endpoint at this address", place=self.location, hint="give the address of the query endpoint") from error
        except TimeoutError as error:
            raise QueryTimeout(f"the endpoint did not answer within {timeout:g} s", place=self.location, hint="add a LIMIT, or name more terms") from error
        except EndPointInternalError as error:
            raise StoreError(f"the endpoint failed: {_first_line(error)}", place=self.location, hint="see its log") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise QueryTimeout(f"the endpoint did not answer within {timeout:g} s", place=self.location, hint="add a LIMIT, or name more terms") from error
            raise StoreError(f"the endpoint does not answer ({error.reason})", place=self.location, hint=RUNNING) from error
        except (SPARQLWrapperException, OSError, ValueError) as error:
            raise StoreError(f"the endpoint does not answer ({_first_line(error)})", place=self.location, hint=RUNNING) from error

    def query(self, sparql: str | Checked, accept: str | None = None, *, timeout: float | None = None, cap: int | None = None, public: bool = False) -> Answer:
        checked = sparql if isinstance(sparql, Checked) else check(sparql, self._graphs_for(sparql))
        media_type = choose(checked.form, accept)
        _parse(checked.text, checked.form)
        text = f"{declarations()}\n{checked.text}"
        deadline = timeout or self.deadline
        if checked.form == "graph":
            body = self._send(text, N_TRIPLES, deadline, union=not checked.dataset)
            return _graph_answer(body, media_type, cap)
        body = self._send(text, SPARQL_JSON, deadline, union=not checked.dataset)
        if checked.form == "ask":
            from graph_builder.store.answers import read_boolean, write_boolean

            return Answer("ask", media_type, write_boolean(media_type, read_boolean(body)), 1)
        return _row_answer(body, media_type, cap)

    def _graphs_for(self, sparql: str) -> frozenset[str] | None:
        return self._graphs if "from" in sparql.lower() else None

    @cached_property
    def _graphs(self) -> frozenset[str]:
        rows = read_rows(self._send("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", SPARQL_JSON, self.deadline))
        return frozenset(row["g"].value for row in rows)

    def graphs(self) -> frozenset[str]:
        return self._graphs

    def triples(self) -> int:
        return self._triples

    def export(self) -> Iterator[bytes]:
        """One request a graph; the lines are Oxigraph's, as in the export of a folder."""
        import pyoxigraph as ox

        lines: set[bytes] = set()
        for graph in sorted(self._graphs):
            body = self._send(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", N_TRIPLES, self.deadline)
            for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES):
                lines.add(f"{quad.subject} {quad.predicate} {quad.object} <{graph}> .\n".encode())
        yield b"".join(sorted(lines))

    def close(self) -> None:
        """Nothing is held between two queries."""


def _first_line(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return next((line.strip() for line in reversed(text) if line.strip()), type(error).__name__)[:300]


def _parse(sparql: str, form: str) -> None:
    """Our own parser's word on the query, so that line and column are the user's. ASK is left to the endpoint: it would run here."""
    import pyoxigraph as ox

    if form == "ask":
        return
    try:
        ox.Store().query(sparql, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise syntax_refusal(str(error), sparql) from error


def _graph_answer(body: bytes, media_type: str, cap: int | None) -> Answer:
    import pyoxigraph as ox

    triples = sorted({quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)}, key=str)
    cut = cap is not None and len(triples) > cap
    triples = triples[:cap] if cut else triples
    prefixes = None if media_type == N_TRIPLES else dict(PREFIXES)
    return Answer("graph", media_type, ox.serialize(triples, format=RDF[media_type], prefixes=prefixes) or b"", len(triples), cut)


def _row_answer(body: bytes, media_type: str, cap: int | None) -> Answer:
    import json

    found = json.loads(body)
    rows = read_rows(body)
    cut = cap is not None and len(rows) > cap
    rows = rows[:cap] if cut else rows
    variables = found["head"]["vars"]
    return Answer("select", media_type, write_rows(media_type, variables, ([row.get(name) for name in variables] for row in rows)), len(rows), cut)
