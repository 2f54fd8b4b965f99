"""What a store answers, and in which notation.

What goes in: SPARQL results as rows of terms, an `Accept` header. What comes out: the notation to answer in, and the bytes.
This module must not know where the results come from.

Notations: SPARQL 1.1 Query Results JSON, XML, CSV and TSV (W3C Recommendations of 21 March 2013) for SELECT and ASK;
the RDF notations of Oxigraph for CONSTRUCT and DESCRIBE.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

SPARQL_JSON = "application/sparql-results+json"
SPARQL_XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
TURTLE = "text/turtle"
N_TRIPLES = "application/n-triples"
N_QUADS = "application/n-quads"
JSON_LD = "application/ld+json"
RDF_XML = "application/rdf+xml"

ROW_FORMATS = (SPARQL_JSON, SPARQL_XML, CSV, TSV)
GRAPH_FORMATS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
ALIASES = {
    "application/json": SPARQL_JSON,
    "application/xml": SPARQL_XML,
    "text/xml": SPARQL_XML,
    "application/x-turtle": TURTLE,
    "text/plain": N_TRIPLES,
}
GRAPH_ALIASES = ALIASES | {"application/json": JSON_LD, "application/xml": RDF_XML, "text/xml": RDF_XML}
FILE_NAMES = {SPARQL_JSON: "json", SPARQL_XML: "xml", CSV: "csv", TSV: "tsv", TURTLE: "ttl", N_TRIPLES: "nt", JSON_LD: "jsonld", RDF_XML: "rdf", N_QUADS: "nq"}
"""File name extension of each notation; also the short names that a `format` parameter takes."""

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


class Term(NamedTuple):
    """An RDF term of a result row. `kind` is uri, literal or bnode."""

    value: str
    kind: str = "uri"
    language: str | None = None
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one query: `form` is select, ask or graph; `rows` counts solutions or triples, -1 where nobody counted."""

    form: str
    media_type: str
    body: bytes
    rows: int
    truncated: bool = False


def accepted(header: str | None) -> list[tuple[str, float]]:
    """The media ranges of an `Accept` header with their weights (RFC 9110, 12.5.1), in the order given; an unreadable weight is 1."""
    ranges: list[tuple[str, float]] = []
    for part in (header or "").split(","):
        pieces = [piece.strip() for piece in part.split(";")]
        name = pieces[0].lower()
        if not name:
            continue
        weight = 1.0
        for parameter in pieces[1:]:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    weight = min(1.0, max(0.0, float(value.strip().strip('"'))))
                except ValueError:
                    weight = 1.0
        ranges.append(("*/*" if name == "*" else name, weight if weight == weight else 1.0))
    return ranges


def negotiate(header: str | None, offers: Sequence[str], aliases: dict[str, str] | None = None) -> str | None:
    """The offer a client likes best, the earlier one of equals; None where it accepts none.

    The most exact range decides the weight of an offer: `text/csv` before `text/*` before `*/*`.

    >>> negotiate("text/csv;q=0.5, */*;q=0.1", ("application/json", "text/csv"))
    'text/csv'
    >>> negotiate("text/csv;q=0, */*", ("text/csv", "application/json"))
    'application/json'
    """
    ranges = accepted(header)
    if not ranges:
        return offers[0] if offers else None
    also: dict[str, list[str]] = {}
    for alias, name in (aliases or {}).items():
        also.setdefault(name, []).append(alias)
    best, best_weight = None, 0.0
    for offer in offers:
        weight, exactness = 0.0, -1
        for name, q in ranges:
            if name == offer:
                level = 3
            elif name in also.get(offer, ()):
                level = 2
            elif name.endswith("/*") and name != "*/*" and offer.startswith(name[:-1]):
                level = 1
            elif name == "*/*":
                level = 0
            else:
                continue
            if level > exactness or (level == exactness and q > weight):
                weight, exactness = q, level
        if weight > best_weight:
            best, best_weight = offer, weight
    return best


def rows_json(variables: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> bytes:
    """SPARQL 1.1 Query Results JSON."""
    bindings = []
    for row in rows:
        binding = {}
        for name, term in zip(variables, row, strict=True):
            if term is None:
                continue
            cell = {"type": term.kind, "value": term.value}
            if term.language:
                cell["xml:lang"] = term.language
            elif term.datatype and term.datatype != XSD_STRING:
                cell["datatype"] = term.datatype
            binding[name] = cell
        bindings.append(binding)
    return json.dumps({"head": {"vars": list(variables)}, "results": {"bindings": bindings}}, ensure_ascii=False, separators=(",", ":")).encode()


def _xml_term(term: Term) -> str:
    text = escape("".join(c if c >= " " or c in "\t\n\r" else "\ufffd" for c in term.value))
    if term.kind == "uri":
        return f"<uri>{text}</uri>"
    if term.kind == "bnode":
        return f"<bnode>{text}</bnode>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{text}</literal>"
    if term.datatype and term.datatype != XSD_STRING:
        return f"<literal datatype={quoteattr(term.datatype)}>{text}</literal>"
    return f"<literal>{text}</literal>"


def rows_xml(variables: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> bytes:
    """SPARQL Query Results XML Format; characters that XML 1.0 cannot hold become U+FFFD."""
    parts = ['<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>']
    parts += [f"<variable name={quoteattr(name)}/>" for name in variables]
    parts.append("</head><results>")
    for row in rows:
        parts.append("<result>")
        parts += [f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in zip(variables, row, strict=True) if term is not None]
        parts.append("</result>")
    parts.append("</results></sparql>")
    return "".join(parts).encode()


def _csv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    value = f"_:{term.value}" if term.kind == "bnode" else term.value
    return '"' + value.replace('"', '""') + '"' if any(c in value for c in ',"\r\n') else value


def rows_csv(variables: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> bytes:
    """SPARQL 1.1 Query Results CSV (RFC 4180 line ends)."""
    lines = [",".join(variables), *(",".join(map(_csv_cell, row)) for row in rows), ""]
    return "\r\n".join(lines).encode()


_TSV_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _tsv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    if term.kind == "uri":
        return f"<{term.value}>"
    if term.kind == "bnode":
        return f"_:{term.value}"
    text = f'"{term.value.translate(_TSV_ESCAPES)}"'
    if term.language:
        return f"{text}@{term.language}"
    return f"{text}^^<{term.datatype}>" if term.datatype and term.datatype != XSD_STRING else text


def rows_tsv(variables: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> bytes:
    """SPARQL 1.1 Query Results TSV."""
    lines = ["\t".join(f"?{name}" for name in variables), *("\t".join(map(_tsv_cell, row)) for row in rows), ""]
    return "\n".join(lines).encode()


_WRITERS = {SPARQL_JSON: rows_json, SPARQL_XML: rows_xml, CSV: rows_csv, TSV: rows_tsv}


def write_rows(media_type: str, variables: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> bytes:
    """`rows` in one of `ROW_FORMATS`."""
    return _WRITERS[media_type](variables, rows)


def write_boolean(media_type: str, value: bool) -> bytes:
    """The answer to an ASK query; CSV and TSV, which have no form for it, say `true` or `false`."""
    word = "true" if value else "false"
    if media_type == SPARQL_JSON:
        return f'{{"head":{{}},"boolean":{word}}}'.encode()
    if media_type == SPARQL_XML:
        return f'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>{word}</boolean></sparql>'.encode()
    return f"{word}\n".encode()


def read_rows(body: bytes) -> list[dict[str, Term]]:
    """The rows of SPARQL results JSON."""
    rows: list[dict[str, Term]] = []
    for binding in json.loads(body)["results"]["bindings"]:
        rows.append(
            {
                name: Term(cell["value"], "literal" if cell["type"] == "typed-literal" else cell["type"], cell.get("xml:lang"), cell.get("datatype"))
                for name, cell in binding.items()
            }
        )
    return rows


def read_boolean(body: bytes) -> bool:
    """The value of an ASK answer in SPARQL results JSON."""
    return bool(json.loads(body)["boolean"])
