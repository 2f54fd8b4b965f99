"""How well statements are read: the evaluation's figures straight from the annotator, without a graph.

    python bench/statements.py [--languages en fr de] [--parts un-akn hand] [--limit N] [--misses N] [--gold-provisions]

The corpus is found by ANTICRIME_CORPUS, else `../shared/corpus` beside the repository; the scorer stands in `evaluation/` next to it.
`--gold-provisions` reads the gold's own paragraphs instead of segmenting, so that a fault of segmentation is no fault of reading.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import sys
import time
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from graph_builder import annotate, register
from graph_builder.model import Document, Identity, NormalText, Provision, SourceText, Span, Statement

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("ANTICRIME_CORPUS", ROOT.parent / "shared" / "corpus"))
AC = "https://w3id.org/anticrime/ontology#"
NUMBER = re.compile(r"\s*(?:\(?[\w٠-٩]{1,4}(?:[.)]|\s?[-–])(?=\s)|\([\w٠-٩]{1,5}\))\s*")
ORGANS = {"A": "un-ga", "S": "un-sc", "E": "un-ecosoc", "AHRC": "un-hrc"}


def scorer() -> ModuleType:
    """The evaluation's own module."""
    path = CORPUS.parent / "evaluation" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def organ_of(name: str) -> str | None:
    parts = re.split(r"[_-]", name)
    return ORGANS.get("AHRC" if parts[:2] == ["A", "HRC"] else parts[0])


def provisions_of(text: str, paragraphs: list[dict[str, Any]], language: str) -> tuple[Provision, ...]:
    """The gold's paragraphs as provisions."""
    out: list[Provision] = []
    above: dict[int, str] = {}
    for order, p in enumerate(paragraphs):
        if p["role"] not in ("preambular", "operative"):
            continue
        level = p["level"] or 1
        number = NUMBER.match(text, p["start"], p["end"]) if p["number"] else None
        body = Span(number.end() if number else p["start"], p["end"])
        operative = p["role"] == "operative"
        parent = above.get(level - 1) if level > 1 else None
        path = f"{parent}/{order}" if parent else f"{'par' if operative else 'pre'}/{order}"
        above[level] = path
        kind = "Subparagraph" if parent else "OperativeParagraph" if operative else "PreambularParagraph"
        out.append(Provision(path, kind, Span(p["start"], p["end"]), body, order, language, p["number"], parent=parent, operative=operative))
    return tuple(out)


def document(name: str, text: str, language: str, provisions: tuple[Provision, ...]) -> Document:
    source = SourceText(name, "", "text/plain", text, language=language)
    return Document(source, NormalText.of(text), language, Identity("https://example.org/x", "bench", organ=organ_of(name)), provisions)


class Found:
    """What the scorer asks of a graph, filled from statements."""

    def __init__(self, score: ModuleType) -> None:
        self.score = score
        self.register = register.load()
        self.statements: dict[str, list[Any]] = defaultdict(list)
        self.provisions: dict[str, list[Any]] = defaultdict(list)
        self.citations: dict[str, list[Any]] = {}
        self.bearers: dict[str, set[str]] = defaultdict(set)
        self.derived: dict[str, set[str]] = {}
        self.key_of: dict[str, set[str]] = {}
        self.register = register.load()
        self.characters, self.seconds = 0, 0.0
        self.unknown: dict[str, int] = defaultdict(int)

    def is_target(self, iri: str | None, gold: str) -> bool:
        return False

    def add(self, doc: Document) -> None:
        name, raw = doc.source.file_name, doc.source.text
        began = time.perf_counter()
        statements, unknown = annotate.statements(doc, self.register)
        self.seconds += time.perf_counter() - began
        self.characters += len(raw)
        for opening in unknown:
            self.unknown[opening] += 1
        for number, st in enumerate(statements):
            self._statement(doc, name, raw, f"{name}#{number}", st)
        for p in doc.provisions:
            span = doc.text.raw_span(*p.span)
            found = self.score.Span(name, *span, raw[span.start : span.end])
            self.provisions[name].append((p.path, found, AC + p.kind, frozenset([p.number] if p.number else [])))

    def _statement(self, doc: Document, name: str, raw: str, key: str, st: Statement) -> None:
        span = doc.text.raw_span(*st.span)
        exact = raw[span.start : span.end]
        words = doc.text.text[st.verb.start : st.verb.end]
        verb = next((m[0] for m in [self.score.spaced(words).search(exact)] if m), None)
        self.statements[name].append((key, self.score.Span(name, *span, exact), verb, "concept/force/" + st.force, "true" if st.commitment else "false"))
        for mention in st.bearers:
            self.bearers[key].add(doc.text.text[mention.span.start : mention.span.end])
            actor = self.register.actor(mention.actor) if mention.actor else None
            if actor is not None:
                self.bearers[key] |= {name.text for name in actor.names if name.kind in ("pref", "alt")}


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--languages", nargs="+", default=["en", "fr", "de"])
    ap.add_argument("--parts", nargs="+", default=["un-akn", "hand"])
    ap.add_argument("--limit", type=int, default=0)
    ap.add_argument("--misses", type=int, default=0)
    ap.add_argument("--only", default="", help="print figures whose name holds this")
    ap.add_argument("--gold-provisions", action="store_true")
    a = ap.parse_args()
    score = scorer()
    found = Found(score)
    report: dict[str, Any] = {}
    if "un-akn" in a.parts:
        read_akn(found, a)
        score.score_akn(found, CORPUS / "un-akn", report)
    if "hand" in a.parts:
        read_hand(found, a)
        for gold in sorted((CORPUS / "hand").glob("*.gold.json")):
            if gold.stem.removesuffix(".gold").removeprefix("six-") in a.languages:
                score.score_hand(found, gold, report)
    for name, t in report.items():
        if a.only not in name or any(word in name for word in ("citation", "derivation", "generic")):
            continue
        if not any(f" {language}" in name or f"-{language}" in name for language in a.languages):
            continue
        fig = t.figures()
        print(f"{name:52}", *(f"{k} {fig[k] or 0:.4f}" for k in ("P", "R", "F1")), f"n {fig['n']} found {fig['found']}")
        for label, rows in (("missed", t.misses), ("extra", t.extras)):
            for row in rows[: a.misses]:
                print("   ", label, " | ".join(" ".join(str(cell).split()) for cell in row))
    print("unknown:", ", ".join(f"{k} ({v})" for k, v in sorted(found.unknown.items(), key=lambda kv: (-kv[1], kv[0]))[:60]))
    print(f"{found.characters / max(found.seconds, 1e-9) / 1e6:.2f} million characters a second")
    return 0


def read_akn(found: Found, a: argparse.Namespace) -> None:
    for language in a.languages:
        files = sorted((CORPUS / "un-akn/gold").glob(f"*.{language}.json"))
        for gold_file in files[: a.limit or None]:
            gold = json.loads(gold_file.read_text(encoding="utf8"))
            name = gold_file.stem + ".txt"
            text = (CORPUS / "un-akn/text" / name).read_bytes().decode("utf8")
            if a.gold_provisions:
                found.add(document(name, text, language, provisions_of(text, gold["paragraphs"], language)))
            else:
                found.add(segmented(CORPUS / "un-akn/text" / name))


def read_hand(found: Found, a: argparse.Namespace) -> None:
    files: dict[str, list[dict[str, Any]]] = defaultdict(list)
    language_of: dict[str, str] = {}
    for gold in sorted((CORPUS / "hand").glob("*.gold.json")):
        language = gold.stem.removesuffix(".gold").removeprefix("six-")
        if language not in a.languages:
            continue
        for item in json.loads(gold.read_text(encoding="utf8")):
            files[item["file"]].append(item)
            language_of[item["file"]] = language
    for name, items in files.items():
        path = next(p for folder in ("hand/text", "un-en/text", "un-fr/text") if (p := CORPUS / folder / name).exists())
        if not a.gold_provisions:
            found.add(segmented(path))
            continue
        text = path.read_bytes().decode("utf8")
        provisions = []
        for order, item in enumerate(sorted(items, key=lambda i: int(i["start"]))):
            number = NUMBER.match(text, item["start"], item["end"])
            operative = item.get("role") != "preambular"
            if item.get("role") == "fragment":
                operative = number is not None
            body = Span(number.end() if number else item["start"], item["end"])
            kind = "OperativeParagraph" if operative else "PreambularParagraph"
            span = Span(item["start"], item["end"])
            provisions.append(Provision(f"par/{order}", kind, span, body, order, language_of[name], operative=operative))
        found.add(document(name, text, language_of[name], tuple(provisions)))


def segmented(path: Path) -> Document:
    """The document as the pipeline segments it."""
    from graph_builder import sources, structure

    return structure.segment(sources.read(path), register.load())


if __name__ == "__main__":
    sys.exit(main())
