"""Linked data: every IRI of the graph dereferences, as a page, Turtle, JSON-LD, N-Triples or RDF/XML; the vocabulary, the shapes, the dump, VoID.

What goes in: an address and an Accept header. What comes out: what the graph says of the IRI, both ways. `w3id.org` leads here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

import ontology
from api.problems import Problem
from api.reading.nodes import iri_ok
from api.state import state
from api.web import etag
from graph_builder.iris import AC, BASE, CONCEPT
from graph_builder.store.answers import FILE_NAMES, GRAPH_ALIASES, GRAPH_FORMATS, JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TURTLE, negotiate
from graph_builder.store.evaluate import RDF
from graph_builder.store.prefixes import PREFIXES

router = APIRouter(tags=["linked data"])
HTML = "text/html"
OFFERS = (HTML, *GRAPH_FORMATS)
_SUFFIXES = {f".{FILE_NAMES[media_type]}": media_type for media_type in GRAPH_FORMATS} | {".html": HTML}
MOST = 2_000
"""Triples of one thing that are shown; the rest is for SPARQL."""


def wanted(request: Request, path: str) -> tuple[str, str]:
    """The path without a suffix that names a notation, and the notation. Problem 406 where none fits."""
    if (name := request.query_params.get("format")) is not None:
        for suffix, media_type in _SUFFIXES.items():
            if name.lower() == suffix[1:] or name == media_type:
                return path, media_type
        raise Problem(406, "not-acceptable", f"format={name!r} is not one of ours", hint=f"one of {', '.join(s[1:] for s in _SUFFIXES)}")
    chosen = negotiate(request.headers.get("accept"), OFFERS, GRAPH_ALIASES)
    if chosen is None:
        raise Problem(406, "not-acceptable", f"no notation for {request.headers.get('accept')!r}", hint=f"accept one of {', '.join(OFFERS)}")
    if not request.headers.get("accept"):
        chosen = HTML
    return path, chosen


def alternates(path: str) -> str:
    """Link headers that name the other notations."""
    links = [f'<{path}?format={FILE_NAMES[m]}>; rel="alternate"; type="{m}"' for m in GRAPH_FORMATS]
    return ", ".join(links)


def describe(request: Request, iri: str, media_type: str) -> Response:
    """What the graph says of an IRI, with what stands below it and what points at it. Problem 404 where it says nothing."""
    here = state(request)
    build = here.catalog.build
    if not iri_ok(iri):
        raise Problem(404, "not-found", "this is no IRI", hint="see /api/v1/instruments")
    headers = etag(request, build, FILE_NAMES[media_type])
    query = f"""CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> . ?e ?r ?x }} {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?q <{iri}> }}
      UNION {{ <{iri}> ac:evidence ?e . ?e ?r ?x }} UNION {{ <{iri}> ac:evidence/oa:hasSelector ?e . ?e ?r ?x }} }}"""
    found = here.store.query(query, media_type, cap=MOST)
    if found.rows == 0:
        raise Problem(
            404, "not-found", f"the graph says nothing of <{iri}>", hint="see /api/v1/instruments, or search", near=list(here.catalog.find_instrument(iri).near)
        )
    headers["Link"] = f'{alternates(request.url.path)}, <{iri}>; rel="canonical"'
    if found.truncated:
        headers["X-Anticrime-Truncated"] = f"triples={found.rows}"
    return Response(found.body, headers=headers, media_type=media_type)


@router.get("/id/{path:path}", summary="Anything of the graph by IRI")
def thing(request: Request, path: str) -> Response:
    """A page, Turtle, JSON-LD, N-Triples or RDF/XML by Accept, or by `format=`. A title that was merged into another leads to the page of that."""
    path, media_type = wanted(request, path)
    if media_type == HTML:
        from api.pages import thing_page

        if path.startswith("instrument/") and iri_ok(BASE + path):
            kept = state(request).store.select(f"SELECT ?kept {{ <{BASE + path}> dcterms:isReplacedBy ?kept . ?m ac:mergedInto ?kept }} LIMIT 1")
            for row in kept:
                return Response(status_code=308, headers={"Location": f"/id/{row['kept'].value.removeprefix(BASE)}"})
        return thing_page(request, BASE + path)
    return describe(request, BASE + path, media_type)


@router.get("/concept/{path:path}", summary="A concept by IRI")
def concept(request: Request, path: str) -> Response:
    """A force, a topic, an act type, a legal nature."""
    path, media_type = wanted(request, path)
    if media_type == HTML:
        from api.pages import thing_page

        return thing_page(request, CONCEPT + path)
    return describe(request, CONCEPT + path, media_type)


def _files(request: Request, files: tuple[Path, ...], name: str) -> Response:
    _, media_type = wanted(request, "")
    here = state(request)
    if media_type == HTML:
        from api.pages import vocabulary_page

        return vocabulary_page(request, name)
    headers = {"Vary": "Accept", "Link": alternates(request.url.path), "X-Anticrime-Build": here.store.build}
    triples: dict[ox.Triple, None] = {}
    for path in files:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            triples[quad.triple] = None
    prefixes = None if media_type == N_TRIPLES else dict(PREFIXES)
    body = ox.serialize(triples, format=RDF[media_type], prefixes=prefixes if media_type in (TURTLE, JSON_LD, RDF_XML) else None)
    return Response(body or b"", media_type=media_type, headers=headers)


@router.get("/ontology", summary="The vocabulary")
def vocabulary(request: Request) -> Response:
    """All modules and schemes."""
    return _files(request, ontology.modules(), "ontology")


@router.get("/ontology/{module}", summary="One term, or one module as Turtle")
def vocabulary_part(request: Request, module: str) -> Response:
    """`/ontology/statements.ttl` is the module; `/ontology/Commitment` leads to the term."""
    path = ontology.FOLDER / module
    if module.endswith(".ttl") and "/" not in module and path.is_file():
        return Response(path.read_bytes(), media_type=TURTLE)
    _, media_type = wanted(request, "")
    if AC + module not in state(request).catalog.terms:
        raise Problem(404, "not-found", f"the vocabulary has no term {module!r}", hint="see /ontology")
    if media_type == HTML:
        return Response(status_code=303, headers={"Location": f"/ontology#{module}"})
    return describe(request, AC + module, media_type)


@router.get("/shapes", summary="The SHACL shapes")
def shapes(request: Request) -> Response:
    """All shapes."""
    folder = ontology.FOLDER.parent / "shapes"
    return _files(request, tuple(sorted(folder.glob("*.ttl"))), "shapes")


@router.get("/dump/{name}", summary="Everything, as sorted canonical N-Quads")
def dump(request: Request, name: str) -> Response:
    """`/dump/anticrime.nq`: the materialised closure too; the same bytes for the same build."""
    here = state(request)
    if name not in ("anticrime.nq", "all.nq"):
        raise Problem(404, "not-found", f"there is no dump {name!r}", hint="there is /dump/anticrime.nq")
    headers = etag(request, here.catalog.build, "nq") | {"Content-Disposition": 'attachment; filename="anticrime.nq"'}
    blocks: Iterator[bytes] = here.store.export()
    return StreamingResponse(blocks, media_type=N_QUADS, headers=headers)


@router.get("/.well-known/void", summary="VoID description of the dataset")
def void(request: Request) -> Response:
    """What there is, where, how much (W3C Interest Group Note, 2011)."""
    here = state(request)
    root = str(request.base_url).rstrip("/")
    counted = here.store.select("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c . FILTER(STRSTARTS(STR(?c), STR(ac:))) } GROUP BY ?c ORDER BY ?c")
    used = here.store.select("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o . FILTER(STRSTARTS(STR(?p), STR(ac:))) } GROUP BY ?p ORDER BY ?p")
    parts = "".join(f"; void:classPartition <{root}/.well-known/void#class-{k}>" for k in range(len(counted)))
    parts += "".join(f"; void:propertyPartition <{root}/.well-known/void#property-{k}>" for k in range(len(used)))
    lines = [
        f"@prefix void: <{PREFIXES['void']}> . @prefix dcterms: <{PREFIXES['dcterms']}> .",
        f'<{BASE}> a void:Dataset ; dcterms:title "anticrime" ; void:sparqlEndpoint <{root}/sparql> ; void:dataDump <{root}/dump/anticrime.nq> ;',
        f'void:vocabulary <{AC}> ; void:uriSpace "{BASE}" ; void:triples {here.store.triples()} {parts} .',
    ]
    lines += [f"<{root}/.well-known/void#class-{k}> void:class <{row['c'].value}> ; void:entities {row['n'].value} ." for k, row in enumerate(counted)]
    lines += [f"<{root}/.well-known/void#property-{k}> void:property <{row['p'].value}> ; void:triples {row['n'].value} ." for k, row in enumerate(used)]
    media_type = negotiate(request.headers.get("accept"), GRAPH_FORMATS, GRAPH_ALIASES) or TURTLE
    triples = [quad.triple for quad in ox.parse("\n".join(lines), format=ox.RdfFormat.TURTLE)]
    prefixes = None if media_type == N_TRIPLES else {name: PREFIXES[name] for name in ("void", "dcterms", "ac")}
    return Response(ox.serialize(triples, format=RDF[media_type], prefixes=prefixes) or b"", media_type=media_type, headers={"Vary": "Accept"})
