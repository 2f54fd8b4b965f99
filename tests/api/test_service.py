"""Linked data, errors, headers, health: what every route must keep to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from graph_builder.errors import StoreError
from graph_builder.store import open_store, publish

from .conftest import DECLARATION, free_port, serving

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PAGES = [
    "/", "/commitments?derives_from=MC+5/06", "/statements", "/instruments", "/instruments?q=trafficking", "/actors", "/topics", "/coverage", "/validation", "/divergences",
    "/about", "/docs", "/docs/problems", "/sparql", "/ontology", "/shapes", "/search?q=victimes", "/ask?question=which+commitments+derive+from+MC+5/06%3F",
    "/id/instrument/osce/mc/doc/1-20", "/id/instrument/untoc", "/id/instrument/osce/mc/doc/1-20/par/2", "/id/instrument/osce/mc/doc/1-20/par/2/statement/2",
    "/id/instrument/osce/mc/doc/1-20/par/2/statement/2/derivation/1", "/id/instrument/osce/mc/doc/1-20/expression/fr", "/id/actor/osce-ps", "/concept/topic/organized-crime",
    "/concept/force/invites", "/concept/act-type/directive", "/id/source/tirana-declaration.fr.ocr.txt", "/id/build",
    "/questions/01-commitments-derive-from", "/questions/1?ground=MC+3/05",
]  # fmt: skip


@pytest.mark.parametrize("ui", ["en", "fr"])
def test_pages_answer_in_both_languages_without_foreign_addresses(client: httpx.Client, ui: str) -> None:
    for address in PAGES:
        answer = client.get(address, params=None, headers={**BROWSER, "Accept-Language": ui})
        assert answer.status_code == 200, (address, answer.text[-500:])
        assert answer.headers["content-type"].startswith("text/html")
        assert f'<html lang="{ui}"' in answer.text
        for mark in ('src="http', "@import", "url(http", "<style", "onclick=", 'rel="stylesheet" href="http'):
            assert mark not in answer.text, (address, mark)
        assert answer.text.count("<h1") == 1, address


def test_every_answer_has_the_security_headers(client: httpx.Client) -> None:
    for address in ("/", "/api/v1/topics", "/nothing", "/static/style.css", "/sparql?query=ASK{}", "/healthz"):
        headers = client.get(address).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"


def test_every_route_answers_errors_in_the_one_shape(client: httpx.Client) -> None:
    """Visits every route of the service's own description with what it cannot answer."""
    described = client.get("/openapi.json").json()
    visited = 0
    for path, methods in described["paths"].items():
        for wrong in ("PATCH", "DELETE"):
            if wrong.lower() in methods:
                continue
            answer = client.request(wrong, path.replace("{", "").replace("}", ""))
            assert answer.status_code in (404, 405), (wrong, path)
            _is_problem(answer)
            visited += 1
        if "get" in methods and "{" in path:
            broken = (
                path.replace("{id}", "none")
                .replace("{name}", "none-such-thing")
                .replace("{key}", "none")
                .replace("{path}", "none/such")
                .replace("{module}", "NoSuch")
            )
            answer = client.get(broken)
            assert answer.status_code == 404, broken
            _is_problem(answer)
        if "get" in methods and any(p["name"] == "limit" for p in methods["get"].get("parameters", ())):
            answer = client.get(path, params={"limit": "no", "q": "x", "instrument": "MC.DOC/1/20"})
            assert answer.status_code == 400, path
            _is_problem(answer)
    assert visited > 40


def _is_problem(answer: httpx.Response) -> None:
    assert answer.headers["content-type"] == "application/problem+json", answer.text[:200]
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert {"type", "title", "status", "detail", "instance", "code"} <= set(problem)
    assert problem["type"] == f"/docs/problems#{problem['code']}"


def test_problem_kinds_are_documented(client: httpx.Client) -> None:
    from api.problems import TITLES

    page = client.get("/docs/problems").text
    assert all(f'id="{code}"' in page for code in TITLES)


def test_a_browser_gets_the_problem_as_a_page(client: httpx.Client) -> None:
    answer = client.get("/commitments?derives_from=MC+5/99", headers=BROWSER)
    assert answer.status_code == 404
    assert "MC.DEC/5/06" in answer.text
    assert "Traceback" not in answer.text


def test_every_documented_route_stands_in_the_guide(client: httpx.Client) -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "guide" / "api.md").read_text(encoding="utf-8")
    for path in client.get("/openapi.json").json()["paths"]:
        assert path.split("{")[0].rstrip("/") in guide, path


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_iris_dereference_in_every_notation(client: httpx.Client, accept: str, form: ox.RdfFormat) -> None:
    for address, iri in (
        ("/id/instrument/osce/mc/doc/1-20", DECLARATION),
        ("/id/instrument/osce/mc/doc/1-20/par/2/statement/2", f"{DECLARATION}/par/2/statement/2"),
        ("/id/actor/osce-ps", "https://w3id.org/anticrime/id/actor/osce-ps"),
        ("/concept/force/invites", "https://w3id.org/anticrime/concept/force/invites"),
        ("/ontology/Commitment", "https://w3id.org/anticrime/ontology#Commitment"),
    ):
        answer = client.get(address, headers={"Accept": accept})
        assert answer.status_code == 200
        assert any(quad.subject == ox.NamedNode(iri) for quad in ox.parse(answer.content, format=form))


def test_every_iri_of_the_build_dereferences(client: httpx.Client, shipped_store: Path) -> None:
    """One IRI of each class, as page and as Turtle."""
    with open_store(str(shipped_store)) as store:
        rows = store.select("SELECT ?c (MIN(STR(?s)) AS ?one) { ?s a ?c . FILTER(STRSTARTS(STR(?s), STR(id:))) } GROUP BY ?c ORDER BY ?c")
    assert len(rows) > 15
    for row in rows:
        address = row["one"].value.replace("https://w3id.org/anticrime", "")
        for accept in ("text/html", "text/turtle"):
            answer = client.get(address, headers={"Accept": accept})
            assert answer.status_code == 200, (address, accept, answer.text[:300])


def test_unknown_iris_are_404_with_near_symbols(client: httpx.Client) -> None:
    answer = client.get("/id/instrument/osce/mc/dec/5-66", headers={"Accept": "text/turtle"})
    assert answer.status_code == 404
    _is_problem(answer)


def test_vocabulary_shapes_dump_and_void(client: httpx.Client, shipped_store: Path) -> None:
    assert list(ox.parse(client.get("/ontology", headers={"Accept": "text/turtle"}).content, format=ox.RdfFormat.TURTLE))
    assert list(ox.parse(client.get("/shapes", headers={"Accept": "text/turtle"}).content, format=ox.RdfFormat.TURTLE))
    with open_store(str(shipped_store)) as store:
        assert client.get("/dump/anticrime.nq").content == b"".join(store.export())
    void = client.get("/.well-known/void").text
    assert "void:Dataset" in void
    assert "void:classPartition" in void
    assert client.get("/dump/other.nq").status_code == 404
    assert client.get("/ontology/Commitment", headers=BROWSER, follow_redirects=False).status_code == 303


def test_health(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["triples"] > 0


def test_the_language_is_kept(client: httpx.Client) -> None:
    answer = client.get("/about?ui=fr")
    assert "ui=fr" in answer.headers["set-cookie"]
    assert "Méthode" in client.get("/about").text  # by the cookie


def test_a_port_in_use_is_one_clear_error(shipped_store: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = subprocess.run(
            [sys.executable, "-m", "graph_builder.cli", "serve", "--store", str(shipped_store), "--port", str(port)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert run.returncode == 2
    assert f"error: 127.0.0.1:{port}: the port is in use" in run.stderr
    assert "hint: " in run.stderr
    assert "Traceback" not in run.stderr


def test_a_service_starts_with_one_line_on_stderr(shipped_store: Path) -> None:
    import time

    port = free_port()
    program = f"import api; api.serve({str(shipped_store)!r}, port={port})"
    process = subprocess.Popen([sys.executable, "-W", "error", "-c", program], stderr=subprocess.PIPE, text=True)
    for _ in range(200):
        try:
            httpx.get(f"http://127.0.0.1:{port}/readyz")
            break
        except httpx.TransportError:
            time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert said.splitlines()[0] == f"anticrime answers on http://127.0.0.1:{port}/ (stop: Ctrl-C)"
    assert "Warning" not in said


def test_no_store_is_one_clear_error(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "graph_builder.cli", "serve", "--store", str(tmp_path / "none"), "--port", str(free_port())],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 2
    assert "there is no store here" in run.stderr
    assert "Traceback" not in run.stderr


def test_wrong_settings_are_one_clear_error() -> None:
    from api.settings import Settings

    assert Settings.from_environment({"ANTICRIME_DEADLINE": "2.5", "ANTICRIME_ROWS": "10"}).deadline == 2.5
    for value in ("soon", "-1", "0"):
        with pytest.raises(StoreError, match="ANTICRIME_ROWS"):
            Settings.from_environment({"ANTICRIME_ROWS": value})


@pytest.mark.slow
def test_a_build_swapped_in_under_a_running_service(tmp_path: Path) -> None:
    base = "https://w3id.org/anticrime/id"
    part = tmp_path / "part.nq"
    line = f'<{base}/instrument/x/1> <http://purl.org/dc/terms/title> "one"@en <{base}/graph/register> .\n'
    part.write_text(line, encoding="utf-8")
    publish([part], tmp_path / "store")
    import time

    with serving(str(tmp_path / "store"), workers="2") as address:
        first = httpx.get(f"{address}/readyz").json()
        part.write_text(line + line.replace("x/1", "x/2"), encoding="utf-8")
        publish([part], tmp_path / "store")
        for _ in range(50):
            second = httpx.get(f"{address}/readyz").json()
            if second["build"] != first["build"]:
                break
            time.sleep(0.2)
        assert (first["triples"], second["triples"]) == (1, 2)
        assert httpx.get(f"{address}/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()["results"]["bindings"][0]["n"]["value"] == "2"


@pytest.mark.slow
def test_a_remote_endpoint_is_served_alike(shipped_store: Path) -> None:
    """The service over another SPARQL endpoint: its own, once removed."""
    with serving(str(shipped_store), rows="10000000", deadline="30") as first, serving(f"{first}/sparql") as second:
        answers = [httpx.get(f"{address}/api/v1/commitments", params={"derives_from": "MC 5/06"}, timeout=60).json() for address in (first, second)]
        assert [item["id"] for item in answers[0]["items"]] == [item["id"] for item in answers[1]["items"]]
        assert answers[0]["items"][0]["quote"]["text"] == answers[1]["items"][0]["quote"]["text"]
        assert httpx.get(f"{second}/id/instrument/osce/mc/doc/1-20", headers=BROWSER, timeout=60).status_code == 200


@pytest.mark.slow
def test_no_process_outlives_a_killed_service(shipped_store: Path) -> None:
    import time

    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", f"import api; api.serve({str(shipped_store)!r}, port={port})"])
    for _ in range(200):
        try:
            httpx.get(f"http://127.0.0.1:{port}/healthz")
            break
        except httpx.TransportError:
            time.sleep(0.1)
    children = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit() and _parent(p) == process.pid]
    assert children
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 15
    while any(_alive(pid) for pid in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(_alive(pid) for pid in children)


def _parent(folder: Path) -> int:
    try:
        return int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except (OSError, ValueError, IndexError):
        return -1


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_head_is_get_without_a_body_and_preflights_pass(client: httpx.Client) -> None:
    for address in ("/", "/api/v1/topics", "/id/instrument/untoc", "/healthz"):
        head, get = client.head(address), client.get(address)
        assert head.status_code == get.status_code == 200
        assert head.content == b""
        assert head.headers["content-type"] == get.headers["content-type"]
    preflight = client.options("/sparql", headers={"Origin": "http://example.org", "Access-Control-Request-Method": "POST"})
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert preflight.headers["access-control-allow-origin"] == "*"


def test_a_missing_asset_is_a_problem(client: httpx.Client) -> None:
    answer = client.get("/static/none.js")
    assert answer.status_code == 404
    _is_problem(answer)
