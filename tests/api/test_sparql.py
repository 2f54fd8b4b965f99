"""The SPARQL 1.1 Protocol over a real socket: forms, notations, limits, refusals."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
from statistics import median

import httpx
import pyoxigraph as ox
import pytest

from .conftest import DEADLINE, DECISION

DERIVED = f"SELECT ?s {{ ?s a ac:Commitment ; ac:derivesFrom <{DECISION}> }} ORDER BY ?s"
CARTESIAN = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
TITLES = f"CONSTRUCT {{ <{DECISION}> dcterms:title ?t }} WHERE {{ <{DECISION}> dcterms:title ?t }}"


def test_get_form_and_body_answer_alike(client: httpx.Client) -> None:
    answers = [
        client.get("/sparql", params={"query": DERIVED}),
        client.post("/sparql", data={"query": DERIVED}),
        client.post("/sparql", content=DERIVED, headers={"Content-Type": "application/sparql-query"}),
        client.post("/sparql", content=DERIVED, headers={"Content-Type": "application/sparql-query; charset=utf-8"}),
    ]
    assert {a.status_code for a in answers} == {200}
    assert {a.headers["content-type"] for a in answers} == {"application/sparql-results+json"}
    bindings = [a.json()["results"]["bindings"] for a in answers]
    assert bindings.count(bindings[0]) == 4
    assert any(row["s"]["value"].endswith("/1-20/par/2/statement/2") for row in bindings[0])


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
        ("text/turtle, */*;q=0.1", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_rows_in_the_notation_asked_for(client: httpx.Client, accept: str, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": DERIVED}, headers={"Accept": accept})
    assert answer.headers["content-type"].split(";")[0] == media_type
    assert answer.headers["x-anticrime-rows"] == "3"
    if media_type == "text/csv":
        assert len(list(csv.reader(io.StringIO(answer.text)))) == 4
    if media_type == "application/sparql-results+xml":
        assert len(list(ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.XML))) == 3


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_graphs_in_the_notation_asked_for(client: httpx.Client, accept: str, form: ox.RdfFormat) -> None:
    for query in (TITLES, f"DESCRIBE <{DECISION}>"):
        answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
        assert answer.status_code == 200
        assert any(quad.predicate.value == "http://purl.org/dc/terms/title" for quad in ox.parse(answer.content, format=form))


def test_ask_and_format_parameter(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": "ASK { ?s a ac:Commitment }"}).json()["boolean"] is True
    answer = client.get("/sparql", params={"query": DERIVED, "format": "csv"}, headers={"Accept": "text/html"})
    assert answer.headers["content-type"].startswith("text/csv")


def test_a_browser_gets_the_editor_and_others_the_description(client: httpx.Client) -> None:
    page = client.get("/sparql", params={"query": "ASK { ?a ?b ?c }"}, headers={"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert "ASK { ?a ?b ?c }" in page.text
    described = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert "sd:Service" in described.text
    assert client.get("/sparql", headers={"Accept": "application/ld+json"}).json()


def test_graphs_named_beside_the_query(client: httpx.Client) -> None:
    register = "https://w3id.org/anticrime/id/graph/register"
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    whole = int(client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["n"]["value"])
    part = client.get("/sparql", params={"query": query, "default-graph-uri": register})
    assert 0 < int(part.json()["results"]["bindings"][0]["n"]["value"]) < whole
    named = client.post("/sparql", data={"query": "ASK { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": register})
    assert named.json()["boolean"] is True
    assert client.get("/sparql", params={"query": query, "default-graph-uri": "http://example.org/none"}).status_code == 400


@pytest.mark.parametrize(
    ("query", "words", "line", "column"),
    [
        ("SELECT * {\n ?s ?p ] }", "closes nothing", 2, 8),
        ("SELECT ?s WHERE { ?s nope:x ?o }", "prefix", 1, None),
        ("INSERT DATA { <http://x/a> <http://x/b> <http://x/c> }", "read-only", 1, 1),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE", 1, 12),
        ("LOAD <http://127.0.0.1:1/>", "read-only", 1, 1),
        ("SELECT * FROM <http://example.org/g> { ?s ?p ?o }", "no such graph", 1, 15),
        ("SELECT * " + "{" * 5000 + "}" * 5000, "nested", 1, None),
        ("", "empty", 1, 1),
    ],
)
def test_what_is_never_run_is_a_400_with_line_and_column(client: httpx.Client, query: str, words: str, line: int, column: int | None) -> None:
    answer = client.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query"})
    problem = answer.json()
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in problem["detail"]
    assert problem["line"] == line
    assert column in (None, problem["column"])
    assert problem["hint"]


def test_protocol_errors(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"update": "CLEAR ALL"}).status_code == 400
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 400
    assert client.post("/sparql", data={"query": DERIVED, "x": "1"}).status_code == 200
    assert client.post("/sparql", content=DERIVED, headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.post("/sparql", content=b"\xff\xfe", headers={"Content-Type": "application/sparql-query"}).status_code == 400
    assert client.get("/sparql", params={"query": DERIVED}, headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/sparql?query=ASK{}&query=ASK{}").status_code == 400
    assert client.put("/sparql").status_code == 405
    assert client.post("/sparql", content=b"x" * 2_000_000, headers={"Content-Type": "application/sparql-query"}).status_code == 413


def test_cut_answers_say_so(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"}, headers={"Accept": "text/csv"})
    assert answer.headers["x-anticrime-truncated"] == f"rows={answer.headers['x-anticrime-rows']}"
    assert "x-anticrime-truncated" not in client.get("/sparql", params={"query": DERIVED}).headers


def test_a_cartesian_order_by_ends_at_the_deadline_and_harms_nobody(client: httpx.Client, service: str) -> None:
    ended: list[tuple[int, str, float]] = []

    def heavy() -> None:
        started = time.monotonic()
        answer = httpx.get(f"{service}/sparql", params={"query": CARTESIAN}, timeout=30)
        ended.append((answer.status_code, answer.headers["content-type"], time.monotonic() - started))

    threads = [threading.Thread(target=heavy) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    others = []
    while any(thread.is_alive() for thread in threads) and len(others) < 30:
        started = time.monotonic()
        assert client.get("/api/v1/commitments", params={"derives_from": "MC 5/06"}).status_code == 200
        others.append(time.monotonic() - started)
    for thread in threads:
        thread.join()
    assert [(status, kind) for status, kind, _ in ended] == [(504, "application/problem+json")] * 2
    assert max(seconds for *_, seconds in ended) < DEADLINE + 5
    assert median(others) < 0.5
    assert client.get("/sparql", params={"query": DERIVED}).json()["results"]["bindings"]


def test_etag_is_the_build(client: httpx.Client) -> None:
    first = client.get("/sparql", params={"query": DERIVED})
    assert first.headers["etag"].strip('"') in first.headers["x-anticrime-build"] + '"'
    again = client.get("/sparql", params={"query": DERIVED}, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_results_are_the_same_as_on_the_command_line(client: httpx.Client, shipped_store: object) -> None:
    from graph_builder.store import open_store

    with open_store(str(shipped_store)) as store:
        expected = json.loads(store.query(DERIVED, "application/json").body)["results"]["bindings"]
    assert client.get("/sparql", params={"query": DERIVED}).json()["results"]["bindings"] == expected
