"""How well citations are found, resolved and derived from: the evaluation's figures straight from the annotators, without a graph.

    python -m bench.citations [--parts un-akn un-en hand parallel twins ocr] [--languages en fr ar] [--step N] [--misses N] [--sample N]

The corpus is found by ANTICRIME_CORPUS, else `../shared/corpus` beside the repository; the scorer stands in `evaluation/` next to it. `--step N` reads every
Nth file of un-akn. `--sample N` prints N resolved citations drawn at random (seed 1) with their sentence, for judging wrong targets by hand.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import re
import sys
import time
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from graph_builder import annotate, register, sources
from graph_builder.annotate.citations import citations
from graph_builder.derive import derive
from graph_builder.iris import Instrument, instrument_of, parse_iri
from graph_builder.model import Citation, Document
from graph_builder.resolve import resolve
from graph_builder.structure import segment

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("ANTICRIME_CORPUS", ROOT.parent / "shared" / "corpus"))
PARTS = ("un-akn", "un-en", "hand", "parallel", "twins", "ocr")


def scorer() -> ModuleType:
    """The evaluation's own module."""
    spec = importlib.util.spec_from_file_location("score", CORPUS.parent / "evaluation" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


class Names(dict[str, set[str]]):
    """Every name an instrument's IRI answers to, as the built graph would give them."""

    def __init__(self, score: ModuleType, known: register.Register) -> None:
        self.score, self.known = score, known

    def get(self, iri: str, default: Any = None) -> set[str]:
        if iri not in self:
            self[iri] = self._names(iri)
        return self[iri]

    def _names(self, iri: str) -> set[str]:
        instrument = self.known.by_iri.get(iri)
        if instrument is not None:
            return {self.score.symbol(text) for text in instrument.symbols} | {instrument.key}
        name = parse_iri(iri)
        symbol = name.symbol if isinstance(name, Instrument) else None
        return {self.score.symbol(text) for text in (symbol.text, *symbol.aliases)} if symbol is not None else set()


class Graph:
    """What the scorer asks of a graph, filled from readings."""

    def __init__(self, score: ModuleType, known: register.Register) -> None:
        self.score, self.known = score, known
        self.key_of = Names(score, known)
        self.citations: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self.statements: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self.bearers: dict[str, set[str]] = defaultdict(set)
        self.derived: dict[str, set[str]] = defaultdict(set)
        self.resolved: list[tuple[Document, Citation]] = []
        self.seconds = 0.0
        self.bytes = 0

    target = staticmethod(lambda iri: iri or "")

    def is_target(self, iri: str | None, gold: str) -> bool:
        return bool(iri) and (gold in self.key_of.get(iri or "") or self.score.symbol(gold) in self.key_of.get(iri or ""))

    def add(self, path: Path, *, statements: bool = False) -> Document:
        document = segment(sources.read(path), self.known)
        start = time.process_time()
        mentions = citations(document, self.known)
        found, _ = resolve(document, mentions, self.known)
        self.seconds += time.process_time() - start
        self.bytes += len(document.text.text.encode())
        name = document.source.file_name
        for k, citation in enumerate(found):
            a, b = document.text.raw_span(*citation.span)
            span = self.score.Span(name, a, b, document.source.text[a:b])
            self.resolved += [(document, citation)] if citation.status == "resolved" else []
            for iri in citation.targets or (None,):
                self.citations[name].append((f"{name}#{k}", span, iri, citation.status, citation.kind))
        if statements:
            acts, _ = annotate.statements(document, self.known)
            for k, act in enumerate(acts):
                a, b = document.text.raw_span(*act.span)
                va, vb = document.text.raw_span(*act.verb)
                verb = document.source.text[va:vb] if act.span.holds(act.verb) else None
                self.statements[name].append(
                    (f"{name}#s{k}", self.score.Span(name, a, b, document.source.text[a:b]), verb, act.force, str(act.commitment).lower())
                )
            for d in derive(document, acts, found, self.known):
                if d.basis in ("explicit", "anaphoric"):
                    self.derived[f"{name}#s{d.statement}"].add(instrument_of(d.ground) or d.ground)
        return document


def show(name: str, tally: Any, misses: int) -> None:
    figures = tally.figures()
    cell = {k: "–" if figures[k] is None else f"{figures[k]:.3f}" for k in ("P", "R", "F1")}
    print(f"{name:58} P {cell['P']}  R {cell['R']}  F1 {cell['F1']}  n {figures['n']:6} found {figures['found']:6}", flush=True)
    for label, rows in (("missed", tally.misses), ("extra", tally.extras)):
        for row in rows[:misses]:
            print(f"      {label}: " + " | ".join(map(str, row))[:300])


def un_akn(graph: Graph, languages: list[str], step: int, misses: int) -> None:
    score = graph.score
    for language in languages:
        tally = score.Tally()
        for gold_file in sorted((CORPUS / "un-akn/gold").glob(f"*.{language}.json"))[::step]:
            gold = json.loads(gold_file.read_text(encoding="utf-8"))
            name = gold_file.stem + ".txt"
            graph.add(CORPUS / "un-akn/text" / name)
            own = {score.link(gold["symbol"])}
            wanted = {score.link(c["target"]) for c in gold["citations"]} - own
            have = {score.link(n) for _, _, i, *_ in graph.citations[name] if i for n in graph.key_of.get(i) if re.match(r"[A-Z]+[/.]", n) and "ANNEX" not in n}
            if wanted:
                tally.sets(wanted, have - own, name)
        if tally.tp:
            show(f"un-akn {language}: linked citations", tally, misses)


def un_en(graph: Graph, misses: int) -> None:
    score = graph.score
    tally = score.Tally()
    for gold_file in sorted((CORPUS / "un-en/gold").glob("*.json")):
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        name = gold_file.stem + ".txt"
        graph.add(CORPUS / "un-en/text" / name)
        have = {i for _, _, i, *_ in graph.citations[name] if i}
        for target in {score.symbol(c["target"]) for c in gold["citations"] if not c["self"] and score.symbol(c["target"])}:
            hit = any(graph.is_target(i, target) for i in have)
            tally.tp += hit
            tally.fn += not hit
            if not hit:
                tally.misses.append((name, target))
    show("un-en: hyperlinked citations (recall)", tally, misses)


def hand(graph: Graph, misses: int) -> None:
    score = graph.score
    report: dict[str, Any] = {}
    for gold_file in sorted((CORPUS / "hand").glob("*.gold.json")):
        for name in sorted({item["file"] for item in json.loads(gold_file.read_text(encoding="utf-8"))}):
            path = next(p for p in (CORPUS / "un-en/text" / name, CORPUS / "un-fr/text" / name, CORPUS / "hand/text" / name) if p.exists())
            if name not in graph.citations:
                graph.add(path, statements=True)
        score.score_hand(graph, gold_file, report)
    pooled = score.Tally()
    for name, tally in report.items():
        if re.search(r"derivations|citations resolved|generic", name):
            show(name, tally, misses)
        if re.match(r"hand six-(?:es|ru|ar|zh): citations resolved", name):
            pooled.tp, pooled.fp, pooled.fn = pooled.tp + tally.tp, pooled.fp + tally.fp, pooled.fn + tally.fn
    show("hand es ru ar zh together: citations resolved", pooled, misses)


def together(graph: Graph, part: str, misses: int) -> None:
    """Texts compared with each other: aligned sentences, twins, scans."""
    score = graph.score
    report: dict[str, Any] = {}
    if part == "parallel":
        for language in ("en", "fr", "es", "ru", "ar", "zh"):
            graph.add(CORPUS / f"six-languages/text/parallel.{language}.txt")
        score.score_parallel(graph, CORPUS, report)
    elif part == "twins":
        for folder in ("un-fr", "un-en"):
            for path in sorted((CORPUS / folder / "text").glob("*.txt")):
                graph.add(path)
        score.score_twins(graph, CORPUS, report)
    else:
        noisy = Graph(score, graph.known)
        for path in sorted((CORPUS / "ocr/clean").glob("*.txt")):
            graph.add(path)
            noisy.add(CORPUS / "ocr/scan" / path.name.replace(".clean.", ".ocr."))
        tally = score.Tally()
        for path in sorted((CORPUS / "ocr/clean").glob("*.txt")):
            scan = path.name.replace(".clean.", ".ocr.")
            tally.sets({r[2] for r in graph.citations[path.name] if r[2]}, {r[2] for r in noisy.citations[scan] if r[2]}, scan)
        report["ocr against clean: citations"] = tally
    for name, tally in report.items():
        show(name, tally, misses)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--parts", nargs="+", default=list(PARTS), choices=PARTS)
    parser.add_argument("--languages", nargs="+", default=["en", "fr", "es", "ru", "ar", "zh", "de"])
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--sample", type=int, default=0)
    a = parser.parse_args()
    if not CORPUS.exists():
        print(f"no corpus at {CORPUS}: set ANTICRIME_CORPUS", file=sys.stderr)
        return 0
    score, known = scorer(), register.load()
    drawn: list[tuple[Document, Citation]] = []
    seconds = total = 0.0
    for part in a.parts:
        graph = Graph(score, known)
        if part == "un-akn":
            un_akn(graph, a.languages, a.step, a.misses)
        elif part == "un-en":
            un_en(graph, a.misses)
        elif part == "hand":
            hand(graph, a.misses)
        else:
            together(graph, part, a.misses)
        drawn += graph.resolved
        seconds, total = seconds + graph.seconds, total + graph.bytes
    print(f"citations found and resolved: {total / 1e6:.1f} MB of text at {total / 1e6 / seconds:.2f} MB/s of processor time")
    for document, citation in random.Random(1).sample(drawn, min(a.sample, len(drawn))):
        text = document.text.text
        around = " ".join(text[max(0, citation.span.start - 90) : citation.span.end + 60].split())
        print(f"{document.source.file_name} | {citation.targets[0].split('/instrument/')[1]} | {text[citation.span.start : citation.span.end]!r} | {around}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
