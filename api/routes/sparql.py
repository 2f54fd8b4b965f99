"""SPARQL 1.1 Protocol (W3C Recommendation of 21 March 2013), query only; the service description; the editor for browsers.

What goes in: GET with `query=`, POST of a form, POST of a query. What comes out: results in the notation asked for. An answer that was cut says so in
`X-Anticrime-Truncated`, and every answer tells its rows and time in `X-Anticrime-Rows` and `Server-Timing`.
"""

from __future__ import annotations

import time
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.problems import Problem
from api.state import state
from api.web import etag
from graph_builder.iris import BASE
from graph_builder.store.answers import ALIASES, FILE_NAMES, GRAPH_FORMATS, JSON_LD, N_TRIPLES, RDF_XML, ROW_FORMATS, TURTLE, negotiate
from graph_builder.store.evaluate import RDF
from graph_builder.store.guard import check, with_dataset

router = APIRouter()
_BY_NAME = {name: media_type for media_type, name in FILE_NAMES.items()}
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


def accept_of(request: Request, wanted: str | None) -> str | None:
    """The Accept header, or what `format=` (json, csv, ttl… or a media type) puts in its place."""
    if wanted is None:
        return request.headers.get("accept")
    return _BY_NAME.get(wanted.lower(), wanted)


@router.get("/sparql", summary="Ask in SPARQL", tags=["sparql"])
async def sparql_get(
    request: Request,
    query: str | None = None,
    format: str | None = None,  # noqa: A002 - the usual name of the parameter
) -> Response:
    """SELECT, ASK, CONSTRUCT, DESCRIBE. Without a query: the service description, or the editor for a browser."""
    if "update" in request.query_params:
        raise Problem(400, "query-refused", "this endpoint is read-only: update= is refused", hint="send query=")
    browser = format is None and negotiate(request.headers.get("accept"), (*ROW_FORMATS, *GRAPH_FORMATS, "text/html"), ALIASES) == "text/html"
    if browser:
        from api.pages import editor_page

        return await run_in_threadpool(editor_page, request, query)
    if query is None:
        return await run_in_threadpool(description, request, accept_of(request, format))
    if len(request.query_params.getlist("query")) > 1:
        raise Problem(400, "query-refused", "query= stands in the address more than once", hint="send one query")
    graphs = request.query_params.getlist("default-graph-uri"), request.query_params.getlist("named-graph-uri")
    return await run_in_threadpool(answer, request, query, accept_of(request, format), *graphs)


@router.post("/sparql", summary="Ask in SPARQL (form or query body)", tags=["sparql"])
async def sparql_post(request: Request) -> Response:
    """The query as a form field `query`, or as the body with the media type application/sparql-query."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    body = await request.body()
    parameters = {name: request.query_params.getlist(name) for name in ("default-graph-uri", "named-graph-uri", "format")}
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, "query-refused", "the body is not UTF-8", hint="encode it in UTF-8") from error
    if kind == FORM:
        form = parse_qs(text, keep_blank_values=True)
        if "update" in form:
            raise Problem(400, "query-refused", "this endpoint is read-only: update= is refused", hint="send query=")
        queries = form.get("query", [])
        if len(queries) != 1:
            raise Problem(400, "query-refused", f"the form has {len(queries)} fields named query", hint="send one")
        query = queries[0]
        parameters = {name: [*parameters[name], *form.get(name, [])] for name in parameters}
    elif kind == QUERY:
        query = text
    else:
        raise Problem(415, "unsupported-media-type", f"the body is {kind or 'of no declared type'}", hint=f"send {FORM} or {QUERY}")
    wanted = parameters["format"][0] if parameters["format"] else None
    return await run_in_threadpool(answer, request, query, accept_of(request, wanted), parameters["default-graph-uri"], parameters["named-graph-uri"])


def answer(request: Request, query: str, accept: str | None, default: list[str], named: list[str]) -> Response:
    """Runs a query and writes its answer."""
    here = state(request)
    here.catalog  # noqa: B018 - moves to a build that was swapped in
    started = time.perf_counter()
    text = with_dataset(query, default, named)
    form = check(text).form
    if accept is not None and form != "graph" and "text/html" in accept and negotiate(accept, ROW_FORMATS, ALIASES) is None:
        accept = None
    found = here.store.query(text, accept, cap=here.settings.rows, timeout=here.settings.deadline, public=True)
    headers = etag(request, here.store.build)
    headers |= {
        "X-Anticrime-Rows": str(found.rows),
        "Server-Timing": f"query;dur={(time.perf_counter() - started) * 1000:.1f}",
        "Content-Disposition": f'inline; filename="anticrime.{FILE_NAMES[found.media_type]}"',
    }
    if found.truncated:
        headers["X-Anticrime-Truncated"] = f"rows={found.rows}"
    return Response(found.body, headers=headers, media_type=found.media_type)


def description(request: Request, accept: str | None) -> Response:
    """SPARQL 1.1 Service Description."""
    import pyoxigraph as ox

    media_type = negotiate(accept, GRAPH_FORMATS, {"text/plain": N_TRIPLES}) or TURTLE
    here = state(request)
    endpoint = str(request.url_for("sparql_get"))
    formats = " , ".join(
        f"<http://www.w3.org/ns/formats/{name}>"
        for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples", "JSON-LD", "RDF_XML")
    )
    graphs = " , ".join(f"[ a sd:NamedGraph ; sd:name <{graph}> ]" for graph in sorted(here.store.graphs())[:200])
    named = f"; sd:namedGraph {graphs}" if graphs else ""
    turtle = f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> . @prefix void: <http://rdfs.org/ns/void#> .
    <{endpoint}> a sd:Service ; sd:endpoint <{endpoint}> ; sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph ;
      sd:resultFormat {formats} ;
      sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ; void:triples {here.store.triples()} ] {named} ] .
    <{BASE}> a void:Dataset ; void:sparqlEndpoint <{endpoint}> ."""
    triples = [quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]
    prefixes = {"sd": "http://www.w3.org/ns/sparql-service-description#", "void": "http://rdfs.org/ns/void#"}
    body = ox.serialize(triples, format=RDF[media_type], prefixes=prefixes if media_type in (TURTLE, RDF_XML, JSON_LD) else None)
    return Response(body or b"", media_type=media_type, headers={"Vary": "Accept"})
