"""Fetching from a server that misbehaves: slow, 429, 503, truncated, wrong type, redirects in a circle; robots, pauses, resuming."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from graph_builder.fetch import MANIFEST, Address, Fetcher, Report, addresses, fetch, read_manifest
from graph_builder.lexicons import table
from tests.graph_builder.sources.makers import make_pdf

PDF = make_pdf([[(72, 700, 10, "Recalling its resolution on fighting crime and the measures taken by all States,")]])


class Server(ThreadingHTTPServer):
    daemon_threads = True
    hits: Counter[str]
    headers_seen: dict[str, dict[str, str]]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *args: object) -> None:
        pass

    def answer(self, status: int, data: bytes = b"", headers: dict[str, str] | None = None, length: int | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        self.server.hits[path] += 1
        self.server.headers_seen[path] = dict(self.headers)
        turn = self.server.hits[path]
        if path == "/robots.txt":
            self.answer(200, b"User-agent: *\nDisallow: /secret/\n")
        elif path.startswith("/good/"):
            if self.headers.get("If-None-Match") == '"v1"':
                self.answer(304)
            else:
                self.answer(200, PDF, {"ETag": '"v1"', "Content-Type": "application/pdf"})
        elif path.startswith("/busy/") and turn == 1:
            self.answer(429, b"wait", {"Retry-After": "7"})
        elif path.startswith("/down/") and turn <= 2:
            self.answer(503, b"down")
        elif path.startswith("/cut/") and turn == 1:
            self.answer(200, PDF[:100], length=len(PDF))
            self.close_connection = True
        elif path.startswith(("/busy/", "/down/", "/cut/")):
            self.answer(200, PDF)
        elif path.startswith("/page/"):
            self.answer(200, b"<html><body><p>Sign in first</p></body></html>", {"Content-Type": "text/html"})
        elif path.startswith("/half/"):
            self.answer(200, PDF[: len(PDF) // 2])
        elif path.startswith("/circle/"):
            self.answer(302, b"", {"Location": path})
        elif path.startswith("/slow/"):
            time.sleep(0.6)
            self.answer(200, PDF)
        elif path.startswith("/drip/"):
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            try:
                for _ in range(100):
                    self.wfile.write(b"%PDF-1.4 ")
                    self.wfile.flush()
                    time.sleep(0.05)
            except OSError:
                pass
        elif path.startswith("/list"):
            self.answer(200, b'<a href="/good/9.pdf">MC.DEC/9/30</a> <a href="/good/7.pdf">MC.DEC/7/30</a>')
        elif path.startswith("/later/"):
            self.answer(503, b"", {"Retry-After": "90000"})
        else:
            self.answer(404, b"no")


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(("127.0.0.1", 0), Handler)
    running.hits, running.headers_seen = Counter(), {}
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()


class Run:
    def __init__(self, server: Server, folder: Path) -> None:
        self.base = f"http://127.0.0.1:{server.server_address[1]}"
        self.folder = folder
        self.slept: list[float] = []

    def row(self, path: str, name: str = "", **values: str) -> Address:
        index = self.base + values["index"] if "index" in values else ""
        return Address(f"adr{name or path}", "un.", ("en", "fr"), self.base + path, index, values.get("pattern", ""), "pdf", 0.0, "public")

    def fetch(self, *rows: Address, wanted: tuple[str, ...] = ("A/RES/55/25",), refresh: bool = False, **bounds: float) -> Report:
        client = httpx.Client(timeout=bounds.pop("timeout", 5.0), follow_redirects=True, max_redirects=5)
        fetcher = Fetcher(client, sleep=self.slept.append, pause=0.25, **bounds)  # type: ignore[arg-type]
        with client:
            return fetch(wanted, self.folder, table_of=rows, fetcher=fetcher, refresh=refresh, now=lambda: datetime(2030, 1, 2, tzinfo=UTC))


@pytest.fixture
def run(server: Server, tmp_path: Path) -> Run:
    return Run(server, tmp_path / "texts")


def test_file_and_manifest(run: Run) -> None:
    report = run.fetch(run.row("/good/{symbol}.{lang}"))
    (entry,) = report.fetched
    assert (run.folder / "A_RES_55_25.en.pdf").read_bytes() == PDF
    assert (entry.file, entry.licence, entry.fetched, entry.etag) == ("A_RES_55_25.en.pdf", "public", "2030-01-02T00:00:00Z", '"v1"')
    assert entry.origin.endswith("/good/A%2FRES%2F55%2F25.en")
    assert read_manifest(run.folder / MANIFEST) == {("A/RES/55/25", "en"): entry}


def test_what_is_held_is_not_asked_for_again(run: Run, server: Server) -> None:
    row = run.row("/good/{numbers}")
    run.fetch(row)
    before = sum(server.hits.values())
    assert len(run.fetch(row).held) == 1
    assert sum(server.hits.values()) == before
    assert len(run.fetch(row, refresh=True).unchanged) == 1
    assert server.headers_seen["/good/55%2F25"]["If-None-Match"] == '"v1"'


def test_a_damaged_file_is_fetched_again(run: Run) -> None:
    row = run.row("/good/{numbers}")
    run.fetch(row)
    (run.folder / "A_RES_55_25.en.pdf").write_bytes(b"half")
    assert len(run.fetch(row).fetched) == 1
    assert (run.folder / "A_RES_55_25.en.pdf").read_bytes() == PDF


@pytest.mark.parametrize(
    ("path", "slept"),
    [("/busy/x", [7.0, 0.25]), ("/down/x", [0.25, 0.5]), ("/cut/x", [0.25])],
)
def test_what_passes_is_tried_again(run: Run, path: str, slept: list[float]) -> None:
    assert len(run.fetch(run.row(path)).fetched) == 1
    assert run.slept == slept


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/page/x", "answers html (text/html) where pdf is expected"),
        ("/half/x", "a PDF that is cut"),
        ("/circle/x", "redirects in a circle"),
        ("/nothing/x", "answers 404"),
        ("/secret/x", "robots.txt"),
        ("/later/x", "come back in 90000 seconds"),
    ],
)
def test_what_does_not_pass_is_a_finding(run: Run, path: str, words: str) -> None:
    report = run.fetch(run.row(path))
    (finding,) = report.findings
    assert words in finding.message
    assert finding.hint
    assert read_manifest(run.folder / MANIFEST)["A/RES/55/25", "en"].status != "held"
    assert [name.name for name in run.folder.iterdir()] == [MANIFEST]


def test_slow_answers_are_given_up(run: Run) -> None:
    assert "too slow" in run.fetch(run.row("/slow/x"), timeout=0.2, attempts=2).findings[0].message
    assert "too slow" in run.fetch(run.row("/drip/x"), seconds=0.3, attempts=1).findings[0].message


def test_endless_answers_are_given_up(run: Run) -> None:
    assert "longer than" in run.fetch(run.row("/good/x"), max_bytes=100).findings[0].message


def test_the_next_address_is_tried_and_neighbours_are_fetched(run: Run) -> None:
    report = run.fetch(run.row("/nothing/x"), run.row("/good/{symbol}"), wanted=("A/RES/55/25", "no symbol at all", "S/RES/1373 (2001)"))
    assert [entry.symbol for entry in report.fetched] == ["A/RES/55/25", "S/RES/1373(2001)"]
    assert [finding.code for finding in report.findings] == ["fetch-unknown"]


def test_an_index_page_leads_to_the_document(run: Run, server: Server) -> None:
    row = run.row("{match}", name="list", index="/list?for={symbol}", pattern='href="([^"]{1,60})">{symbol}<')
    row = Address(row.id, "osce.", ("en",), row.template, row.index, row.pattern, "pdf", 0.0, "public")
    report = run.fetch(row, wanted=("MC.DEC/7/30", "MC.DEC/8/30"))
    assert [entry.origin.rpartition("/")[2] for entry in report.fetched] == ["7.pdf"]
    assert "does not list it" in report.findings[0].message


def test_the_pause_of_a_host_is_kept(run: Run) -> None:
    slow = Address("adr.slow", "un.", ("en",), run.base + "/good/{numbers}", "", "", "pdf", 9.0, "public")
    run.fetch(slow, wanted=("A/RES/55/25", "A/RES/55/26"))
    assert len(run.slept) == 1
    assert 8 < run.slept[0] <= 9


def test_a_failure_keeps_what_was_held(run: Run) -> None:
    run.fetch(run.row("/good/{numbers}"))
    assert run.fetch(run.row("/nothing/x"), refresh=True).findings
    assert read_manifest(run.folder / MANIFEST)["A/RES/55/25", "en"].status == "held"


@pytest.mark.parametrize("row", addresses(), ids=lambda row: row.id)
def test_rows_of_the_table(row: Address) -> None:
    assert row.template.startswith("https://")
    assert row.delay >= 1
    assert row.licence
    assert bool(row.index) == bool(row.pattern) == ("{match}" in row.template)
    assert row.media in ("pdf", "xml", "docx", "html", "text")


def test_statuses_of_the_table() -> None:
    rows = table("addresses.csv", ("id", "form", "languages", "template", "index", "pattern", "media", "delay", "licence", "status"))
    assert {row["status"] for row in rows} <= {"seen", "unverified"}
