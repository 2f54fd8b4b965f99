"""The order of the stages, and the only place that knows it: files -> readings -> works -> lines -> closure -> store.

What goes in: paths of sources, a register, a store folder. What comes out: a published store and a report. Side effects stand here (files, processes);
the stages are pure.
"""

from __future__ import annotations

import csv
import multiprocessing
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path

import ontology
from graph_builder import annotate, sources
from graph_builder.annotate import citations
from graph_builder.concord import Merge, Work, concord, merge_titles, pin_findings, reuses, series, successions, tasks, with_recurrences
from graph_builder.derive import derive
from graph_builder.errors import AnticrimeError, StoreError
from graph_builder.lexicons import table
from graph_builder.model import Finding, Reading
from graph_builder.reason.closure import close
from graph_builder.register import Register, load
from graph_builder.register.adoption import RecordFile, read_file
from graph_builder.resolve import resolve
from graph_builder.store import publish
from graph_builder.structure import segment
from graph_builder.triples.adoption import record_lines
from graph_builder.triples.build import Coverage, build_lines, hash_lines
from graph_builder.triples.checks import checked
from graph_builder.triples.merges import merge_lines
from graph_builder.triples.register import register_lines
from graph_builder.triples.schema import ontology_lines
from graph_builder.triples.work import Neighbours, work_lines

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("anticrime", "pyoxigraph", "rdflib", "owlready2", "pyshacl", "shacl")

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, how much is done, and how much there is."""


@dataclass(frozen=True)
class BuildReport:
    """What a build did: the coverage ledger, the findings, and the number of quads in the store."""

    coverage: tuple[Coverage, ...]
    findings: tuple[Finding, ...]
    unknown: tuple[tuple[str, str, int], ...]
    quads: int
    build_hash: str

    @property
    def refused(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == "violation")


def read_source(path: Path, register: Register) -> Reading:
    """One source through all stages that need no other source. SourceError where it cannot be read."""
    document = segment(sources.read(path), register)
    mentions = annotate.actors(document, register)
    statements, unknown = annotate.statements(document, register)
    topics = annotate.topics(document)
    named = citations.citations(document, register, statements)
    resolved, resolve_findings = resolve(document, named, register)
    derivations = derive(document, statements, resolved, register)
    return checked(Reading(document, statements, resolved, mentions, derivations, topics, unknown, resolve_findings))


def find_sources(paths: Iterable[Path]) -> tuple[list[Path], list[Finding]]:
    """Files as given; folders searched in manifest order where they have a `manifest.csv` (column `file`), else in name order."""
    found: list[Path] = []
    findings: list[Finding] = []
    for path in paths:
        if path.is_dir():
            inside = _in_manifest_order(path)
            passed = [p.name for p in inside if not sources.is_source(p.name)]
            found += [p for p in inside if sources.is_source(p.name)]
            if passed:
                shown = ", ".join(passed[:3]) + (" …" if len(passed) > 3 else "")
                findings.append(Finding("passed-over", "info", path.name, f"{len(passed)} files are no sources: {shown}", "name a file itself to have it read"))
            if len(passed) == len(inside):
                findings.append(Finding("no-sources", "violation", path.name, "has no file that a reader takes", "see docs/guide/sources.md for the formats"))
        elif path.is_file():
            found.append(path)
        else:
            findings.append(Finding("not-found", "violation", path.name or str(path), "there is no such file or folder", "check the path"))
    return found, findings


def _in_manifest_order(folder: Path) -> list[Path]:
    inside = sorted(p for p in folder.rglob("*") if p.is_file() and not any(part.startswith(".") for part in p.relative_to(folder).parts))
    manifest = folder / "manifest.csv"
    if not manifest.is_file():
        return inside
    with manifest.open(encoding="utf-8", newline="") as lines:
        order = {row.get("file", ""): k for k, row in enumerate(csv.DictReader(lines))}
    return sorted(inside, key=lambda p: (order.get(str(p.relative_to(folder)), len(order)), p))


_register: Register | None = None


def _start_worker(folder: Path | None) -> None:
    global _register
    _register = load(folder)


def _read_one(path: Path) -> Reading | Finding:
    assert _register is not None
    try:
        return read_source(path, _register)
    except AnticrimeError as error:
        place = error.place or path.name
        return Finding(error.code, "violation", place, error.message, error.hint)
    except Exception as error:  # a fault of ours in one source must not stop the others
        at = error.__traceback__
        while at is not None and at.tb_next is not None:
            at = at.tb_next
        where = f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at is not None else "?"
        return Finding(
            "internal",
            "violation",
            path.name,
            f"could not be processed ({type(error).__name__}: {error}, in {where})",
            "a fault of the builder: report it with the file",
        )


def _write_one(item: tuple[Path, Work, Neighbours]) -> Path:
    target, work, neighbours = item
    assert _register is not None
    with target.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(sorted(set(work_lines(work, _register, neighbours))))
    return target


class _Pool:
    """The same map in this process or in several; results in order."""

    def __init__(self, workers: int, register_dir: Path | None):
        _start_worker(register_dir)  # forked workers share it
        self.executor = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) if workers > 1 else None

    def map(self, function: Callable[..., object], items: Sequence[object]) -> Iterator[object]:
        if self.executor is None or len(items) < 2:
            return map(function, items)
        return self.executor.map(function, items, chunksize=max(1, min(8, len(items) // 16)))

    def close(self) -> None:
        if self.executor is not None:
            self.executor.shutdown(cancel_futures=True)


def build(paths: Sequence[Path], store: Path, *, register_dir: Path | None = None, workers: int = 1, progress: Progress | None = None) -> BuildReport:
    """Builds a store from sources and swaps it in whole. StoreError where the store's folder cannot be written."""
    say = progress or (lambda stage, done, all_of: None)
    files, findings = find_sources(paths)
    pool = _Pool(min(workers, max(1, len(files))), register_dir)
    assert _register is not None
    try:
        recorded = {path: records for path in files if (records := read_file(path, _register)) is not None}
        files = [path for path in files if path not in recorded]
        findings += [finding for records in recorded.values() for finding in records.records.findings]
        readings: list[Reading] = []
        for n, result in enumerate(pool.map(_read_one, files), 1):
            if isinstance(result, Reading):
                readings.append(result)
                findings += [*result.document.source.findings, *result.document.findings, *result.findings]
            elif isinstance(result, Finding):
                findings.append(result)
            say("reading", n, len(files))
        readings, doubled = _distinct_names(readings)
        readings, merges = merge_titles(readings, _register)
        coverage = [_coverage(reading) for reading in readings]
        works = concord(readings)
        findings += [*doubled, *(finding for work in works for finding in work.findings), *pin_findings(works)]
        unknown = Counter((reading.document.language, words) for reading in readings for words in reading.unknown_verbs)
        store.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{store.name}-build-", dir=store.parent) as name:
            try:
                parts = _write_parts(Path(name), pool, works, list(recorded.values()), coverage, findings, unknown, merges, say)
            finally:
                pool.close()  # no worker writes on while the folder is cleared
            build_hash, quads = _digest(parts)
            parts.append(_write_lines(Path(name) / "hash.nq", hash_lines(build_hash)))
            say("storing", 0, 1)
            meta = {"build": build_hash, "quads": quads + 1, "coverage": [asdict(row) for row in coverage], "findings": [asdict(f) for f in findings]}
            publish(parts, store, meta)
            say("storing", 1, 1)
    except OSError as error:
        raise StoreError(
            f"cannot be written ({error.strerror or error})", place=str(store), hint="choose a folder you may write to, with room on its disk"
        ) from error
    finally:
        pool.close()
    ledger = tuple(sorted((language, words, times) for (language, words), times in unknown.items()))
    return BuildReport(tuple(coverage), tuple(findings), ledger, quads, build_hash)


def _distinct_names(readings: Sequence[Reading]) -> tuple[list[Reading], list[Finding]]:
    """Sources are known by base name: of two files of one name the first is kept, unless their bytes are the same."""
    kept: dict[str, Reading] = {}
    findings: list[Finding] = []
    for reading in readings:
        source = reading.document.source
        first = kept.setdefault(source.file_name, reading)
        if first is not reading and first.document.source.sha256 != source.sha256:
            findings.append(
                Finding("same-name", "violation", source.file_name, "two different sources have this name; the first is kept", "rename one of them")
            )
    return list(kept.values()), findings


def _write_parts(
    folder: Path,
    pool: _Pool,
    works: Sequence[Work],
    recorded: Sequence[RecordFile],
    coverage: Sequence[Coverage],
    findings: Sequence[Finding],
    unknown: Counter[tuple[str, str]],
    merges: Sequence[Merge],
    say: Progress,
) -> list[Path]:
    """One N-Quads file a work and a file of adoption records, one each for register, ontology and build, and the closure over all of them."""
    assert _register is not None
    parts: list[Path] = []
    likeliest = reuses(works)
    titled = series(works)
    followed = successions(works, likeliest, titled)
    continues = {newer: succession.older for newer, succession in followed.items()}
    found = with_recurrences(works, likeliest, continues)
    tasked = tasks(works, titled, found)  # what is known by wording alone is too unsure to say which report was meant
    iris = frozenset(work.iri for work in works)
    items = []
    for k, work in enumerate(works):
        paths = [f"{work.iri}/{joint.path}" for joint in work.statements]
        named = [citation for version in work.versions for citation in version.reading.citations]
        cited = {t for citation in named for t in (*citation.targets, *(c.instrument for c in citation.candidates))}
        neighbours = Neighbours(
            reuses={path: found[path] for path in paths if path in found},
            held=frozenset(cited & iris),
            continues=followed.get(work.iri),
            asking=tasked.asking.intersection(paths),
            answers=tasked.answers.get(work.iri, ()),
        )
        items.append((folder / f"work-{k:06}.nq", work, neighbours))
    for n, path in enumerate(pool.map(_write_one, items), 1):
        assert isinstance(path, Path)
        parts.append(path)
        say("writing", n, len(works))
    for n, file in enumerate(recorded):
        parts.append(_write_lines(folder / f"records-{n:03}.nq", record_lines(file, _register)))
    for name, lines in (
        ("register", register_lines(_register)),
        ("ontology", ontology_lines(ontology.modules())),
        ("build", chain(build_lines(coverage, findings, {tool: _version(tool) for tool in TOOLS}, unknown), merge_lines(merges))),
    ):
        parts.append(_write_lines(folder / f"{name}.nq", sorted(set(lines))))
    say("reasoning", 0, 1)
    act_types = {row.id: row["act_type"] for row in table("forces.csv", ("id", "strength", "act_type"), optional=("broader", "source", "note"))}
    parts.append(_write_lines(folder / "inferred.nq", close(_lines(parts), act_types)))
    say("reasoning", 1, 1)
    return parts


def _write_lines(path: Path, lines: Iterable[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(lines)
    return path


def _lines(parts: Iterable[Path]) -> Iterator[str]:
    for part in parts:
        with part.open(encoding="utf-8", newline="\n") as lines:
            yield from lines


def _digest(parts: Sequence[Path]) -> tuple[str, int]:
    """SHA-256 over the parts' digests in order, and the number of lines. The order is that of the works, so it does not depend on workers."""
    whole, count = sha256(), 0
    for part in parts:
        data = part.read_bytes()
        whole.update(sha256(data).digest())
        count += data.count(b"\n")
    return whole.hexdigest(), count


def _version(tool: str) -> str:
    try:
        return version(tool)
    except PackageNotFoundError:
        return "not installed"


def _coverage(reading: Reading) -> Coverage:
    document = reading.document
    with_statement = {statement.provision for statement in reading.statements}
    paragraphs = [p for p in document.provisions if p.kind not in ("Division", "Annex", "Footnote", "Article")]
    chapeaus = {p.parent for p in paragraphs if p.path in with_statement}
    named = [c for c in reading.citations if c.status not in ("generic", "self")]
    return Coverage(
        file_name=document.source.file_name,
        language=document.language,
        instrument=document.identity.iri,
        characters=len(document.source.text),
        provisions=len(document.provisions),
        paragraphs=len(paragraphs),
        paragraphs_without_statement=sum(p.path not in with_statement and p.path not in chapeaus for p in paragraphs),
        statements=len(reading.statements),
        commitments=sum(s.commitment for s in reading.statements),
        citations=len(reading.citations),
        citations_resolved=sum(bool(c.targets) for c in named),
        citations_unresolved=sum(not c.targets for c in named),
        derivations=len(reading.derivations),
        edits=len(document.text.edits),
    )


def default_workers() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def default_sources() -> list[Path]:
    """The corpus the project ships."""
    beside, packaged = ROOT / "corpus", Path(__file__).resolve().parent / "_data" / "corpus"
    return [beside if beside.is_dir() else packaged]
