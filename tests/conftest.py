"""Fixtures shared by all tests: the store of the shipped corpus, built once a session."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

ROOT = Path(__file__).resolve().parent.parent


def need(tool: str) -> str:
    """Path of a program beside Python; skips aloud where it is missing, fails where ANTICRIME_REQUIRE_ALL=1."""
    found = shutil.which(tool)
    if found is None:
        if os.environ.get("ANTICRIME_REQUIRE_ALL") == "1":
            pytest.fail(f"{tool} is not installed and ANTICRIME_REQUIRE_ALL=1")
        pytest.skip(f"{tool} is not installed (apt-get install {tool})")
    return found


@pytest.fixture(scope="session")
def shipped_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a store built from the corpus and register that the project ships."""
    from graph_builder import pipeline

    store = tmp_path_factory.mktemp("shipped") / "store"
    report = pipeline.build(pipeline.default_sources(), store)
    assert not report.refused, report.refused
    return store


@pytest.fixture(scope="session")
def shipped_export(shipped_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its N-Quads export."""
    from graph_builder.store import open_store

    path = tmp_path_factory.mktemp("export") / "shipped.nq"
    with open_store(str(shipped_store)) as opened, path.open("wb") as out:
        for chunk in opened.export():
            out.write(chunk)
    return path


@pytest.fixture(scope="session")
def shipped_graph(shipped_export: Path) -> ox.Store:
    """The export in an in-memory store, for questions without the service."""
    store = ox.Store()
    store.bulk_load(path=str(shipped_export), format=ox.RdfFormat.N_QUADS)
    return store
