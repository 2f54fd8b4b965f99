"""The folder of an embedded store, and how a new build takes the place of the old one.

What goes in: N-Quads files and what the builder knows about them. What comes out: a folder that is whole at any moment:

    DIR/current -> build-<hash>          the build that answers: a symbolic link, replaced by one atomic rename
    DIR/build-<hash>/oxigraph/           the store on disk, opened read-only
    DIR/build-<hash>/data.nq             everything in it as sorted canonical N-Quads: the export, and what fills the store in memory
    DIR/build-<hash>/fulltext/           the words of the statements (`fulltext`)
    DIR/build-<hash>/meta.json           format version, build hash, counts, coverage, findings
    DIR/building-…/                      a build at work; what a killed one left is removed by the next

A build that dies at any point leaves the old store serving. The build before the current one is kept for servers that still read it.
This module must not know SPARQL.
"""

from __future__ import annotations

import fcntl
import hashlib
import heapq
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count as count_from
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph_builder.errors import StoreError
from graph_builder.store.fulltext import write_index

FORMAT = 1
CURRENT = "current"
RUN = 1_000_000
"""Lines that are sorted in memory at once."""


def _sorted_dump(store: ox.Store, target: Path) -> tuple[str, int]:
    """Writes the store as sorted canonical N-Quads; the SHA-256 and the number of lines."""
    dump = target.with_suffix(".dump")
    store.dump(str(dump), ox.RdfFormat.N_QUADS)
    digest, count = hashlib.sha256(), 0
    runs: list[Path] = []
    with ExitStack() as files:
        source = files.enter_context(dump.open("rb"))
        out = files.enter_context(target.open("wb"))
        first = sorted(line for _, line in zip(range(RUN), source, strict=False))
        merged: Iterable[bytes] = first
        if len(first) == RUN:
            while first:
                run = target.with_suffix(f".run{len(runs)}")
                run.write_bytes(b"".join(first))
                runs.append(run)
                first = sorted(line for _, line in zip(range(RUN), source, strict=False))
            merged = heapq.merge(*(files.enter_context(run.open("rb")) for run in runs))
        chunk: list[bytes] = []
        for line in merged:
            chunk.append(line)
            count += 1
            if len(chunk) >= 10_000:
                block = b"".join(chunk)
                digest.update(block)
                out.write(block)
                chunk = []
        block = b"".join(chunk)
        digest.update(block)
        out.write(block)
        out.flush()
        os.fsync(out.fileno())
    for path in (dump, *runs):
        path.unlink()
    return digest.hexdigest(), count


def _load(store: ox.Store, paths: Sequence[Path], whole: Path) -> None:
    """Loads all files at once: a load of its own for each costs a merge of the store each time, which adds up with their number."""
    with whole.open("wb") as out:
        for path in paths:
            with Path(path).open("rb") as part:
                shutil.copyfileobj(part, out, 1 << 20)
    try:
        store.bulk_load(path=str(whole), format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise StoreError(f"is not N-Quads ({error})", place=_broken(paths), hint="a fault of the builder: report it") from error
    finally:
        whole.unlink()


def _broken(paths: Sequence[Path]) -> str:
    """The name of the first file that is no N-Quads."""
    for path in paths:
        try:
            for _ in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS):
                pass
        except SyntaxError:
            return Path(path).name
    return ""


@contextmanager
def _only_publisher(folder: Path) -> Iterator[None]:
    """Holds the folder's lock: it falls with the process, so what a holder left half-built is nobody's."""
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError("another build is writing this store", place=str(folder), hint="wait for it to end") from error
        yield


def _point(folder: Path, build: str) -> None:
    link = folder / ".current-next"
    link.unlink(missing_ok=True)
    link.symlink_to(build)
    os.replace(link, folder / CURRENT)


def publish(nquads: Iterable[Path], folder: Path, meta: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    """Builds a store of the N-Quads files beside the one in `folder` and swaps it in whole; gives the metadata written.

    `meta["build"]` names the build (a hash of its inputs); without it the hash of the data does. The same data gives the same folder
    name and the same bytes of `data.nq` in any order of the files. StoreError where the folder is something else, or locked.
    """
    folder = Path(folder)
    if folder.is_dir() and not (folder / CURRENT).is_symlink() and any(not p.name.startswith((".", "building-", "build-")) for p in folder.iterdir()):
        raise StoreError("this folder holds other things than a store", place=str(folder), hint="name an empty folder, or one that anticrime built")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot be made ({error.strerror})", place=str(folder), hint="choose a folder you may write to") from error
    with _only_publisher(folder):
        for stale in folder.glob("building-*"):
            shutil.rmtree(stale, ignore_errors=True)
        work = folder / f"building-{os.getpid()}"
        work.mkdir()
        try:
            store = ox.Store(str(work / "oxigraph"))
            _load(store, list(nquads), work / "all.nq")
            digest, count = _sorted_dump(store, work / "data.nq")
            graphs = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
            write_index(store, work / "fulltext")
            store.flush()
            del store
            known = dict(meta or {})
            build = str(known.get("build") or digest)
            written = {**known, "format": FORMAT, "build": build, "sha256": digest, "triples": count, "graphs": graphs}
            (work / "meta.json").write_text(json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
            before = read_current(folder)
            # the same build again takes a name of its own, so that `current` never points at nothing
            target = next(path for n in count_from(1) if not (path := folder / (f"build-{build[:16]}" + (f"-{n}" if n > 1 else ""))).exists())
            os.replace(work, target)
            _point(folder, target.name)
            for old in folder.glob("build-*"):
                if old.name not in (target.name, before):
                    shutil.rmtree(old, ignore_errors=True)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return written


def read_current(folder: Path) -> str | None:
    """The name of the build that answers; None where there is none."""
    try:
        return os.readlink(folder / CURRENT)
    except OSError:
        return None


def find_build(folder: Path) -> tuple[Path, Mapping[str, Any]]:
    """The folder of the build that answers, and its metadata. StoreError where there is none, or one this version cannot read."""
    if not folder.exists():
        raise StoreError("there is no store here", place=str(folder), hint="build one: anticrime build SOURCE --store DIR")
    name = read_current(folder)
    build = folder / name if name else folder
    if not (build / "meta.json").is_file():
        raise StoreError("this folder is no store", place=str(folder), hint="build one: anticrime build SOURCE --store DIR")
    try:
        meta = json.loads((build / "meta.json").read_text(encoding="utf-8"))
        version = meta["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"its meta.json cannot be read ({error})", place=str(folder), hint="build the store again") from error
    if version != FORMAT:
        raise StoreError(
            f"the store has format {version}, this version of anticrime reads format {FORMAT}",
            place=str(folder),
            hint="build it again with this version, or serve it with the version that built it",
        )
    return build, meta


def read_blocks(path: Path, size: int = 1 << 20) -> Iterator[bytes]:
    """The bytes of a file in blocks."""
    with path.open("rb") as source:
        while block := source.read(size):
            yield block


def names(graphs: Sequence[str]) -> frozenset[str]:
    """Graph names as a set for the guard."""
    return frozenset(graphs)
