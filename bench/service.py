"""Latency of the running service: the derivation question by SPARQL, by the JSON API and as a page, warm, over HTTP.

    python bench/service.py [--store DIR] [--seconds 5]

Starts a service of its own on a free port, asks each question until the time is up on one kept connection, and prints median, 95th percentile and
requests a second. The target: the median of the derivation query under 10 ms on two cores.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from urllib.parse import quote

import httpx

ROOT = Path(__file__).resolve().parent.parent
GROUND = "https://w3id.org/anticrime/id/instrument/osce/mc/dec/5-06"
QUERY = f"SELECT ?s ?b {{ ?s a ac:Commitment ; ac:derivesFrom <{GROUND}> . ?d ac:derived ?s ; ac:ground <{GROUND}> ; ac:basis ?b }}"
QUESTIONS = {
    "SPARQL derivation query": f"/sparql?query={quote(QUERY)}",
    "JSON commitments?derives_from=": "/api/v1/commitments?derives_from=MC+5/06",
    "JSON commitments?basis=": "/api/v1/commitments?derives_from=MC+5/06&basis=explicit,anaphoric",
    "page of the question": "/ask?question=which+commitments+derive+from+MC+5/06",
    "page of the text": "/id/instrument/osce/mc/doc/1-20",
    "health (the floor)": "/healthz",
}
TARGET = 10.0


def main() -> int:
    """Prints the table; 1 where the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--store", default=str(ROOT / "store"))
    parser.add_argument("--seconds", type=float, default=3.0)
    options = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "graph_builder.cli", "serve", "--store", options.store, "--port", str(port)], cwd=ROOT)
    missed = False
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            _wait(client, server)
            print(f"{'question':34} {'median':>9} {'95 %':>9} {'per s':>7}")
            for name, address in QUESTIONS.items():
                times = _ask(client, address, options.seconds)
                middle = median(times) * 1000
                print(f"{name:34} {middle:6.2f} ms {sorted(times)[int(len(times) * 0.95)] * 1000:6.2f} ms {len(times) / sum(times):7.0f}")
                missed |= name.startswith("SPARQL") and middle >= TARGET
    finally:
        server.terminate()
        server.wait()
    return 1 if missed else 0


def _wait(client: httpx.Client, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise SystemExit("the service did not start: is there a store? (anticrime build)")
        try:
            client.get("/readyz")
            return
        except httpx.TransportError:
            time.sleep(0.1)


def _ask(client: httpx.Client, address: str, seconds: float) -> list[float]:
    for _ in range(20):
        client.get(address).raise_for_status()
    times: list[float] = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        started = time.perf_counter()
        client.get(address)
        times.append(time.perf_counter() - started)
    return times


if __name__ == "__main__":
    sys.exit(main())
