"""The service on a real socket, over the shipped store."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

DECLARATION = "https://w3id.org/anticrime/id/instrument/osce/mc/doc/1-20"
DECISION = "https://w3id.org/anticrime/id/instrument/osce/mc/dec/5-06"
DEADLINE = 2.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(store: str, **settings: str) -> Iterator[str]:
    """A service in a process of its own; its address."""
    port = free_port()
    environment = {**os.environ, **{f"ANTICRIME_{name.upper()}": value for name, value in settings.items()}}
    program = f"import api; api.serve({store!r}, port={port})"
    process = subprocess.Popen([sys.executable, "-c", program], env=environment, cwd=Path(__file__).resolve().parents[2])
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                if httpx.get(f"{address}/readyz", timeout=5).status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
            assert process.poll() is None, "the service ended"
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def service(shipped_store: Path) -> Iterator[str]:
    with serving(str(shipped_store), deadline=str(DEADLINE), workers="3") as address:
        yield address


@pytest.fixture
def client(service: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service, timeout=30) as opened:
        yield opened
