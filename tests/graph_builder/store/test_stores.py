"""One behaviour, three stores: a folder, a pool of workers, a real endpoint."""

from __future__ import annotations

import csv
import io
import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from graph_builder.errors import QueryRefused, QueryTimeout, StoreError
from graph_builder.store import Store, open_store, publish
from graph_builder.store.answers import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from graph_builder.store.interface import Asking
from graph_builder.store.pool import Limits, PooledStore, StoreBusy

from .conftest import CARTESIAN, LINES

LIMITS = Limits(deadline=1.5, wait=3.0, memory=1 << 29, workers=3)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def endpoint(nquads: Path) -> Iterator[str]:
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the oxigraph server (PyPI: oxigraph) is not installed: remote stores are NOT tested")
    port = free_port()
    server = subprocess.Popen([program, "serve", "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        import httpx

        for _ in range(100):
            try:
                httpx.post(f"http://127.0.0.1:{port}/store", content=nquads.read_bytes(), headers={"content-type": "application/n-quads"}).raise_for_status()
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="module")
def pooled(folder: Path) -> Iterator[PooledStore]:
    with PooledStore(folder, LIMITS) as store:
        yield store


@pytest.fixture(params=["embedded", "child", "pool", "pool-on-disk", "remote"])
def store(request: pytest.FixtureRequest, folder: Path) -> Iterator[Asking]:
    if request.param == "remote":
        yield open_store(request.getfixturevalue("endpoint"))
    elif request.param == "pool":
        yield request.getfixturevalue("pooled")
    elif request.param == "pool-on-disk":
        with PooledStore(folder, Limits(in_memory=0, workers=1)) as opened:
            yield opened
    else:
        with open_store(folder) as opened:
            if request.param == "child":
                inner = opened.query
                opened.query = lambda sparql, accept=None, **rest: inner(sparql, accept, **{**rest, "timeout": 20.0})  # type: ignore[method-assign]
            yield opened


def test_all_are_stores(store: Asking) -> None:
    assert isinstance(store, Store)
    assert store.triples() == len(LINES)
    assert len(store.graphs()) == 2
    assert len(store.build) == 64


def test_rows_of_the_union_with_known_prefixes(store: Asking) -> None:
    rows = store.select('SELECT ?t { instrument:untoc dcterms:title ?t FILTER(lang(?t) = "fr") }')
    assert [(row["t"].value, row["t"].language) for row in rows] == [('Convention contre le crime, "dite" de Palerme', "fr")]
    assert store.ask("ASK { <https://w3id.org/anticrime/id/instrument/untoc/art/7> ac:order 7 . instrument:untoc a ac:Convention }")
    assert not store.ask("ASK { instrument:untoc a ac:Protocol }")


def test_notations(store: Asking) -> None:
    query = "SELECT ?o { ?s ac:order ?o } ORDER BY ?o LIMIT 2"
    assert [row["o"]["value"] for row in json.loads(store.query(query).body)["results"]["bindings"]] == ["0", "1"]
    assert list(csv.reader(io.StringIO(store.query(query, "text/csv").body.decode()))) == [["o"], ["0"], ["1"]]
    assert store.query(query, "text/tab-separated-values").body.splitlines()[0] == b"?o"
    assert b"<sparql" in store.query(query, "application/sparql-results+xml").body
    construct = "CONSTRUCT { ?s dcterms:title ?t } { ?s dcterms:title ?t }"
    for media_type in (TURTLE, N_TRIPLES, JSON_LD, RDF_XML):
        answer = store.query(construct, media_type)
        assert (answer.media_type, answer.rows) == (media_type, 2)
        assert "Palerme" in answer.body.decode()
    with pytest.raises(QueryRefused) as caught:
        store.query(query, "image/png")
    assert caught.value.code == "not-acceptable"


def test_rows_are_capped_and_said_to_be(store: Asking) -> None:
    assert (store.query("SELECT * { ?s ac:order ?o }", cap=10).rows, store.query("SELECT * { ?s ac:order ?o }", cap=10).truncated) == (10, True)
    assert not store.query("SELECT * { ?s ac:order ?o }", cap=400).truncated
    assert store.query("CONSTRUCT WHERE { ?s ac:order ?o }", cap=10).truncated


def test_own_datasets(store: Asking) -> None:
    query = "SELECT * FROM <https://w3id.org/anticrime/id/graph/register> { ?s ?p ?o }"
    assert len(store.select(query)) == 3
    with pytest.raises(QueryRefused, match="no such graph"):
        store.query("SELECT * FROM <https://w3id.org/anticrime/id/graph/none> { ?s ?p ?o }")


def test_malformed_queries_have_line_and_column(store: Asking) -> None:
    with pytest.raises(QueryRefused) as caught:
        store.query("SELECT *\n{ ?s ?p ] }")
    assert (caught.value.line, caught.value.column) == (2, 9)
    with pytest.raises(QueryRefused):
        store.query("DROP ALL")
    with pytest.raises(QueryRefused, match="SERVICE"):
        store.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


def test_export_is_the_same_from_all(store: Asking, folder: Path) -> None:
    assert b"".join(store.export()) == (folder / "current" / "data.nq").read_bytes()


def test_nobody_there() -> None:
    with pytest.raises(StoreError) as caught:
        open_store(f"http://127.0.0.1:{free_port()}/query")
    assert "does not answer" in caught.value.message
    assert caught.value.hint


def test_a_remote_query_stops_at_its_deadline(endpoint: str) -> None:
    remote = open_store(endpoint)
    started = time.monotonic()
    with pytest.raises(QueryTimeout):
        remote.query(CARTESIAN, timeout=1)
    assert time.monotonic() - started < 10


def test_an_embedded_query_stops_at_its_deadline(folder: Path) -> None:
    with open_store(folder) as store:
        started = time.monotonic()
        with pytest.raises(QueryTimeout, match="stopped after"):
            store.query(CARTESIAN, timeout=0.5)
        assert time.monotonic() - started < 5
        assert store.ask("ASK { ?s ?p ?o }")


def test_an_embedded_query_stops_at_its_memory_limit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_builder.store.embedded.MEMORY", 60 << 20)
    with open_store(folder) as store, pytest.raises(QueryTimeout, match="memory"):
        store.query(CARTESIAN, timeout=60)


def test_killed_queries_leave_the_others_unharmed(pooled: PooledStore) -> None:
    ended: list[float] = []

    def heavy() -> None:
        started = time.monotonic()
        with pytest.raises(QueryTimeout):
            pooled.query(CARTESIAN, public=True)
        ended.append(time.monotonic() - started)

    threads = [threading.Thread(target=heavy) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    times = []
    for _ in range(50):
        started = time.monotonic()
        assert pooled.ask("ASK { instrument:untoc a ac:Convention }")
        times.append(time.monotonic() - started)
    for thread in threads:
        thread.join()
    assert len(ended) == 2
    assert max(ended) < LIMITS.deadline + 2
    assert median(times) < 0.1
    for _ in range(6):  # every worker, the replaced ones too, answers
        assert pooled.ask("ASK { ?s ?p ?o }")


def test_the_memory_limit_ends_a_query(folder: Path) -> None:
    with PooledStore(folder, Limits(deadline=60.0, memory=60 << 20, workers=1)) as store:
        with pytest.raises(QueryTimeout, match="memory"):
            store.query(CARTESIAN)
        assert store.ask("ASK { ?s ?p ?o }")


def test_when_all_workers_are_busy_the_answer_says_so(folder: Path) -> None:
    with PooledStore(folder, Limits(deadline=2.0, wait=0.2, workers=1)) as store:

        def heavy() -> None:
            with pytest.raises(QueryTimeout):
                store.query(CARTESIAN)

        thread = threading.Thread(target=heavy)
        thread.start()
        time.sleep(0.3)
        with pytest.raises(StoreBusy, match="busy"):
            store.ask("ASK { ?s ?p ?o }")
        thread.join()


def test_workers_open_no_connection(folder: Path) -> None:
    """Were the guard to miss a SERVICE, the worker could still not reach anything: the second lock."""
    from graph_builder.store.guard import Checked

    with socket.socket() as listener, PooledStore(folder, Limits(workers=1)) as store:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.5)
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        with pytest.raises(StoreError):
            store._pool.run(Checked(query, "select"), None, deadline=5, cap=None, public=False)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_pool_moves_to_the_build_that_was_swapped_in(tmp_path: Path) -> None:
    part = tmp_path / "part.nq"
    part.write_text(LINES[0] + "\n", encoding="utf-8")
    publish([part], tmp_path / "store")
    with PooledStore(tmp_path / "store", Limits(workers=1), watch=0.0) as store:
        first = store.build
        part.write_text("\n".join(LINES[:2]) + "\n", encoding="utf-8")
        publish([part], tmp_path / "store")
        store.refresh()
        assert store.build != first
        assert store.triples() == 2
        assert len(store.select("SELECT * { ?s ?p ?o }")) == 2


def test_a_worker_that_died_idle_harms_nobody(folder: Path) -> None:
    import os
    import signal

    with PooledStore(folder, Limits(workers=1)) as store:
        worker = store._pool._idle.get()
        store._pool._idle.put(worker)
        os.kill(worker.pid, signal.SIGKILL)
        time.sleep(0.1)
        assert store.ask("ASK { instrument:untoc a ac:Convention }")


def test_when_the_process_that_holds_the_graph_dies_it_is_started_again(folder: Path) -> None:
    with PooledStore(folder, Limits(deadline=0.5, workers=1)) as store:
        store._pool._process.kill()
        store._pool._process.wait()
        with pytest.raises((QueryTimeout, StoreError)):
            store.query(CARTESIAN)
        assert store.ask("ASK { instrument:untoc a ac:Convention }")


def test_a_crowd_is_turned_away_at_once(folder: Path) -> None:
    with PooledStore(folder, Limits(deadline=1.0, wait=4.0, workers=2)) as store:
        outcomes: list[tuple[str, float]] = []

        def heavy() -> None:
            started = time.monotonic()
            try:
                store.query(CARTESIAN, public=True)
            except StoreError as error:
                outcomes.append((error.code, time.monotonic() - started))

        threads = [threading.Thread(target=heavy) for _ in range(25)]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        assert store.ask("ASK { ?s ?p ?o }")
        for thread in threads:
            thread.join()
    assert len(outcomes) == 25
    assert sum(code == "store-busy" and seconds < 1.0 for code, seconds in outcomes) >= 10
    assert any(code == "query-timeout" for code, _ in outcomes)
