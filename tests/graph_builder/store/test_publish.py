"""The folder of a store: whole at any moment, the same bytes for the same data."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph_builder.errors import StoreError
from graph_builder.store import open_store, publish
from graph_builder.store.fulltext import search

from .conftest import GRAPH, LINES

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def count(folder: Path) -> int:
    with open_store(folder) as store:
        return int(store.select(COUNT)[0]["n"].value)


def export(folder: Path) -> bytes:
    with open_store(folder) as store:
        return b"".join(store.export())


def test_the_same_data_in_any_order_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, parts in (("a", [LINES]), ("b", [LINES[200:], LINES[:200], LINES[5:9]])):
        files = []
        for k, part in enumerate(parts):
            files.append(tmp_path / f"{name}{k}.nq")
            files[-1].write_text("\n".join(reversed(part)) + "\n", encoding="utf-8")
        publish(files, tmp_path / name)
    assert export(tmp_path / "a") == export(tmp_path / "b")
    lines = export(tmp_path / "a").splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(LINES)
    assert os.readlink(tmp_path / "a" / "current") == os.readlink(tmp_path / "b" / "current")


def test_large_graphs_are_sorted_in_runs(tmp_path: Path, nquads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish([nquads], tmp_path / "whole")
    monkeypatch.setattr("graph_builder.store.layout.RUN", 7)
    publish([nquads], tmp_path / "runs")
    assert export(tmp_path / "whole") == export(tmp_path / "runs")
    assert [p.name for p in (tmp_path / "runs" / "current").iterdir() if p.suffix.startswith(".run")] == []


def test_a_new_build_takes_the_place_and_the_one_before_is_kept(tmp_path: Path) -> None:
    part = tmp_path / "part.nq"
    for n in (1, 2, 3, 3):
        part.write_text("\n".join(LINES[:n]) + "\n", encoding="utf-8")
        meta = publish([part], tmp_path / "store", {"note": n})
        assert count(tmp_path / "store") == n
        assert meta["triples"] == n
        assert meta["note"] == n
    assert len(list((tmp_path / "store").glob("build-*"))) == 2


def test_a_server_reading_the_old_build_goes_on(tmp_path: Path, nquads: Path) -> None:
    publish([nquads], tmp_path / "store")
    part = tmp_path / "part.nq"
    part.write_text(LINES[0] + "\n", encoding="utf-8")
    with open_store(tmp_path / "store") as old:
        publish([part], tmp_path / "store")
        assert int(old.select(COUNT)[0]["n"].value) == len(LINES)
    assert count(tmp_path / "store") == 1


@pytest.mark.slow
def test_a_killed_build_leaves_the_old_store_serving(tmp_path: Path, nquads: Path) -> None:
    store = tmp_path / "store"
    publish([nquads], store)
    before = export(store)
    large = tmp_path / "large.nq"
    large.write_text("".join(f'<http://x/{n}> <http://x/p> "{n}" <{GRAPH}/x> .\n' for n in range(300_000)), encoding="utf-8")
    program = f"from pathlib import Path; from graph_builder.store import publish; publish([Path({str(large)!r})], Path({str(store)!r}))"
    child = subprocess.Popen([sys.executable, "-c", program])
    deadline = time.monotonic() + 30
    while not list(store.glob("building-*/oxigraph")) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.05)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert list(store.glob("building-*")), "the build was killed too late to leave anything"
    assert export(store) == before
    assert count(store) == len(LINES)
    publish([nquads], store)
    assert not list(store.glob("building-*"))


def test_a_fault_in_the_data_leaves_the_old_store(tmp_path: Path, nquads: Path) -> None:
    publish([nquads], tmp_path / "store")
    broken = tmp_path / "broken.nq"
    broken.write_text("<a> <b> .\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"broken\.nq"):
        publish([broken], tmp_path / "store")
    assert count(tmp_path / "store") == len(LINES)
    assert not list((tmp_path / "store").glob("building-*"))


def test_two_builds_do_not_write_one_store(tmp_path: Path, nquads: Path) -> None:
    import fcntl

    publish([nquads], tmp_path / "store")
    with (tmp_path / "store" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="another build"):
            publish([nquads], tmp_path / "store")


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path, nquads: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(StoreError, match="other things"):
        publish([nquads], tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "keep me"


@pytest.mark.parametrize(
    ("meta", "words", "hint"),
    [
        (None, "no store", "anticrime build"),
        ('{"format": 99, "build": "x"}', "format 99", "build it again"),
        ("{}", "cannot be read", "again"),
        ("not json", "cannot be read", "again"),
    ],
)
def test_what_is_no_store_of_this_version_says_what_to_do(tmp_path: Path, meta: str | None, words: str, hint: str) -> None:
    if meta is not None:
        (tmp_path / "meta.json").write_text(meta)
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path)
    assert words in caught.value.message
    assert hint in caught.value.hint


def test_metadata_is_the_builders(folder: Path) -> None:
    with open_store(folder) as store:
        assert store.meta["coverage"] == []
        assert store.triples() == len(LINES)
        assert store.graphs() == {f"{GRAPH}/register", f"{GRAPH}/source/untoc.txt"}
        assert json.loads((folder / "current" / "meta.json").read_text())["build"] == store.build


SENTENCES = [
    ("en", "urges Member States to protect the victims of trafficking", None),
    ("fr", "nous réaffirmons le réle de l'Organisation", "nous réaffirmons le rôle de l'Organisation"),
    ("ar", "يحث الدول على مكافحة الفساد", None),
    ("zh", "敦促会员国打击腐败", None),
    ("el", "καλεί τα κράτη", None),
]


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("victim", None, [0]),
        ("Victims TRAFFICKING", None, [0]),
        ("victims of corruption", None, []),
        ("victims", "fr", []),
        ("rôle", None, [1]),
        ("réle", None, [1]),
        ("REAFFIRMONS role", None, [1]),
        ("organisations", None, [1]),
        ("الفساد", None, [2]),
        ("腐败", None, [3]),
        ("打击腐败", "zh", [3]),
        ("κράτη", None, [4]),
        ('(NOT) : * "', None, []),
        ("", None, []),
    ],
)
def test_words_are_found_in_their_language(sentences: Path, words: str, language: str | None, found: list[int]) -> None:
    assert search(sentences / "current" / "fulltext", words, language) == [f"http://x/{k}" for k in found]
    with open_store(sentences) as store:
        assert store.search(words, language) == [f"http://x/{k}" for k in found]


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ac, oa, rdf = "https://w3id.org/anticrime/ontology#", "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    lines = []
    for k, (language, exact, reading) in enumerate(SENTENCES):
        s, e, q = f"<http://x/{k}>", f"<http://x/{k}/evidence/{language}>", f"<http://x/{k}/evidence/{language}/quote>"
        lines += [f"{s} <{rdf}type> <{ac}Statement>", f"{s} <{ac}evidence> {e}", f"{e} <{ac}expression> <http://x/expression/{language}-2>"]
        lines += [f"{e} <{oa}hasSelector> {q}", f'{q} <{oa}exact> "{exact}"']
        if reading:
            lines.append(f'{e} <{ac}repairedText> "{reading}"@{language}')
    folder = tmp_path_factory.mktemp("sentences")
    (folder / "all.nq").write_text("".join(f"{line} <http://x/g> .\n" for line in lines), encoding="utf-8")
    publish([folder / "all.nq"], folder / "store")
    return folder / "store"
