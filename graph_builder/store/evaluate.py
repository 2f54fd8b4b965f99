"""Runs one query on an Oxigraph store, in this process, to its end.

What goes in: a checked query, the notations a client accepts, a cap on rows. What comes out: an `Answer`. This module must not know
deadlines: who needs one runs it in a process that can be killed (`pool`, `embedded`).
"""

from __future__ import annotations

from itertools import islice

import pyoxigraph as ox

from graph_builder.errors import QueryRefused
from graph_builder.store.answers import (
    ALIASES,
    CSV,
    GRAPH_ALIASES,
    GRAPH_FORMATS,
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    ROW_FORMATS,
    SPARQL_JSON,
    SPARQL_XML,
    TSV,
    TURTLE,
    Answer,
    Term,
    negotiate,
    write_boolean,
    write_rows,
)
from graph_builder.store.guard import Checked, syntax_refusal
from graph_builder.store.prefixes import PREFIXES

RDF = {TURTLE: ox.RdfFormat.TURTLE, N_TRIPLES: ox.RdfFormat.N_TRIPLES, JSON_LD: ox.RdfFormat.JSON_LD, RDF_XML: ox.RdfFormat.RDF_XML}

RESULTS = {
    SPARQL_JSON: ox.QueryResultsFormat.JSON,
    SPARQL_XML: ox.QueryResultsFormat.XML,
    CSV: ox.QueryResultsFormat.CSV,
    TSV: ox.QueryResultsFormat.TSV,
}


def choose(form: str, accept: str | None) -> str:
    """The notation for an answer of this form. QueryRefused where the client accepts none that there is."""
    offers, aliases = (GRAPH_FORMATS, GRAPH_ALIASES) if form == "graph" else (ROW_FORMATS, ALIASES)
    chosen = negotiate(accept, offers, aliases)
    if chosen is None:
        error = QueryRefused(f"no notation for {accept!r}", hint=f"accept one of {', '.join(offers)}")
        error.code = "not-acceptable"
        raise error
    return chosen


def _term(value: object) -> Term | None:
    if value is None:
        return None
    if isinstance(value, ox.NamedNode):
        return Term(value.value)
    if isinstance(value, ox.Literal):
        return Term(value.value, "literal", value.language, value.datatype.value)
    if isinstance(value, ox.BlankNode):
        return Term(value.value, "bnode")
    return Term(str(value), "literal")


def evaluate(store: ox.Store, query: Checked, accept: str | None, cap: int | None = None) -> Answer:
    """The answer in the best notation. The union of all graphs is the default graph unless the query names its own dataset.

    `cap`: rows or triples after which the answer is cut (`Answer.truncated`). QueryRefused where the parser does not take the query.
    """
    media_type = choose(query.form, accept)
    try:
        result = store.query(query.text, prefixes=dict(PREFIXES), use_default_graph_as_union=not query.dataset)
    except SyntaxError as error:
        raise syntax_refusal(str(error), query.text) from error
    if isinstance(result, ox.QueryBoolean):
        return Answer("ask", media_type, write_boolean(media_type, bool(result)), 1)
    if isinstance(result, ox.QuerySolutions):
        if cap is None:
            return Answer("select", media_type, result.serialize(format=RESULTS[media_type]) or b"", -1)
        names = [variable.value for variable in result.variables]
        rows = [[_term(solution[k]) for k in range(len(names))] for solution in islice(result, None if cap is None else cap + 1)]
        cut = cap is not None and len(rows) > cap
        if cut:
            rows = rows[:cap]
        return Answer("select", media_type, write_rows(media_type, names, rows), len(rows), cut)
    triples = list(islice(result, None if cap is None else cap + 1))
    cut = cap is not None and len(triples) > cap
    triples = triples[:cap] if cut else triples
    prefixes = dict(PREFIXES) if media_type in (TURTLE, RDF_XML, JSON_LD) else None
    body = ox.serialize(sorted(triples, key=str), format=RDF[media_type], prefixes=prefixes)
    return Answer("graph", media_type, body or b"", len(triples), cut)
