"""Measures segmentation by itself: the figures of paragraphs, numbers, roles and articles, straight from `segment`, without a graph.

    python bench/structure.py [--corpus DIR] [--only PART…] [--misses N]

The corpus is ANTICRIME_CORPUS or ../shared/corpus beside the repository. Parts: un-akn un-en paragraph-types treaties bbnj ocr identity speed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from graph_builder.model import Document, Provision, SourceText  # noqa: E402
from graph_builder.register import load  # noqa: E402
from graph_builder.sources import read  # noqa: E402
from graph_builder.structure import segment  # noqa: E402

BODY = {"PreambularParagraph": "preambular", "OperativeParagraph": "operative"}


@dataclass
class Tally:
    """Right, wrong, missed."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    misses: list[tuple[object, ...]] = field(default_factory=list)
    extras: list[tuple[object, ...]] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp else 0.0

    def __str__(self) -> str:
        return f"P {self.tp / max(1, self.tp + self.fp):.4f} R {self.tp / max(1, self.tp + self.fn):.4f} F1 {self.f1:.4f} n {self.tp + self.fn}"


def documents(folder: Path, pattern: str = "*.txt") -> Iterator[tuple[Path, Document]]:
    for path in sorted(folder.glob(pattern)):
        yield path, segment(read(path), REGISTER)


def raw(document: Document, p: Provision) -> tuple[int, int]:
    span = document.text.raw_span(*p.span)
    return span.start, span.end


def un_akn(corpus: Path, report: dict[str, Tally], pattern: str) -> None:
    """As score_akn of the evaluation: both ends within eight characters, the same role, each gold paragraph once."""
    folder = corpus / "un-akn"
    for path, document in documents(folder / "text", pattern or "*.txt"):
        gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        text, lang = document.source.text, gold["language"]
        para, numbers = report.setdefault(f"un-akn {lang} paragraphs", Tally()), report.setdefault(f"un-akn {lang} numbers", Tally())
        found = [(*raw(document, p), BODY[p.kind], p.number or "") for p in document.provisions if p.kind in BODY]
        used = set()
        for p in gold["paragraphs"]:
            if p["role"] not in ("preambular", "operative") or p["level"] != 1 or not p["verb"]:
                continue
            hit = next(
                (k for k, f in enumerate(found) if k not in used and f[2] == p["role"] and abs(f[0] - p["start"]) <= 8 and abs(f[1] - p["end"]) <= 8), None
            )
            if hit is None:
                para.fn += 1
                para.misses.append((path.name, p["role"], p["number"], p["start"], text[p["start"] : p["start"] + 60]))
                continue
            para.tp += 1
            used.add(hit)
            if p["number"]:
                same = re.sub(r"\W", "", p["number"]) == re.sub(r"\W", "", found[hit][3])
                numbers.tp += same
                numbers.fn += not same
                numbers.fp += not same
                if not same:
                    numbers.misses.append((path.name, p["number"], found[hit][3], text[p["start"] : p["start"] + 40]))
        starts = [p["start"] for p in gold["paragraphs"]]
        for k, f in enumerate(found):
            if k not in used and not any(abs(f[0] - s) <= 8 for s in starts):
                para.fp += 1
                para.extras.append((path.name, f[2], f[0], text[f[0] : f[0] + 60]))


def _key(s: str) -> str:
    s = re.sub(r"^\s*(?:\(?\w{1,4}[.)]\s+)?", "", s)
    return re.sub(r"\W+", "", s.lower())[:48]


def un_en(corpus: Path, report: dict[str, Tally]) -> None:
    """As score_un_en: roles of the paragraphs by their first letters."""
    roles, numbers = report.setdefault("un-en roles", Tally()), report.setdefault("un-en numbers", Tally())
    folder = corpus / "un-en"
    for path, document in documents(folder / "text"):
        gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        text = document.source.text
        found = {}
        for p in document.provisions:
            if p.kind in BODY:
                a, b = raw(document, p)
                found[_key(text[a:b])] = (BODY[p.kind], p.number or "")
        want = {
            _key(p["text"]): p
            for p in gold["paragraphs"]
            if p["type"] == "paragraph" and p["role"] and (p["level"] or 1) == 1 and len(p["text"]) > 40 and p["verb"]
        }
        known = {_key(p["text"]) for p in gold["paragraphs"] if p["type"] == "paragraph"}
        w = {(k, p["role"]) for k, p in want.items()}
        f = {(k, v[0]) for k, v in found.items() if k in want or (v[0] == "preambular" and k not in known)}
        roles.tp, roles.fp, roles.fn = roles.tp + len(w & f), roles.fp + len(f - w), roles.fn + len(w - f)
        roles.misses += [(path.name, *x) for x in sorted(w - f)]
        roles.extras += [(path.name, *x) for x in sorted(f - w)]
        for k, p in want.items():
            if k in found and p["number"]:
                same = re.sub(r"\W", "", p["number"]) == re.sub(r"\W", "", found[k][1])
                numbers.tp += same
                numbers.fn += not same
                numbers.fp += not same
                if not same:
                    numbers.misses.append((path.name, p["number"], found[k][1], k))


def paragraph_types(corpus: Path, report: dict[str, Tally]) -> None:
    """As score_types: the role of the provision that begins where a labelled paragraph begins."""
    folder = corpus / "paragraph-types"
    docs = {path.name: document for path, document in documents(folder / "text")}
    per = {r: report.setdefault(f"paragraph-types {r}", Tally()) for r in ("preambular", "operative")}
    for p in json.loads((folder / "gold.json").read_text(encoding="utf-8")):
        if p["type"] not in per:
            continue
        document = docs[p["file"]]
        spans = ((raw(document, q), BODY[q.kind]) for q in document.provisions if q.kind in BODY)
        got = next((role for (a, b), role in spans if a < p["end"] and p["start"] < b and abs(a - p["start"]) < 20), None)
        per[p["type"]].tp += got == p["type"]
        per[p["type"]].fn += got != p["type"]
        if got and got != p["type"]:
            per[got].fp += 1
        if got != p["type"]:
            per[p["type"]].misses.append((p["file"], got, p["start"], document.source.text[p["start"] : p["start"] + 70]))


def _articles(document: Document) -> list[str]:
    return [re.sub(r"\D", "", p.number or "") for p in document.provisions if p.kind == "Article"]


def treaties(corpus: Path, report: dict[str, Tally]) -> None:
    """Articles 1..n, each once."""
    with (corpus / "treaties/articles.csv").open(encoding="utf-8") as lines:
        rows = [(r["file"], int(r["articles"])) for r in csv.DictReader(lines)]
    rows += [("UNTOC.de-CH.md", 16), ("UNCAC.zh-en.json", 71)]
    for name, count in rows:
        _sequence(corpus / "treaties/text" / name, count, report.setdefault("treaties articles", Tally()))


def bbnj(corpus: Path, report: dict[str, Tally]) -> None:
    """The articles of one treaty in three languages against its structure files."""
    for lang in ("en", "es", "ru"):
        gold = json.loads((corpus / f"six-languages/gold/bbnj.{lang}.structure.json").read_text(encoding="utf-8"))
        count = sum(1 for unit in gold["units"] if unit["number"] is not None)
        wanted = sorted({re.sub(r"\D", "", str(unit["number"])) for unit in gold["units"] if unit["number"] is not None})
        t = report.setdefault("bbnj articles", Tally())
        t.extras += [(lang, "structure file holds", count, len(wanted))] if count != len(wanted) else []
        _sequence(corpus / f"six-languages/text/bbnj.{lang}.txt", 76, t)


def _sequence(path: Path, count: int, t: Tally) -> None:
    got = Counter(_articles(segment(read(path), REGISTER)))
    for n in range(1, count + 1):
        t.tp += got[str(n)] == 1
        t.fn += got[str(n)] != 1
        if got[str(n)] != 1:
            t.misses.append((path.name, n, got[str(n)]))
    more = [x for x in got if x not in {str(n) for n in range(1, count + 1)}]
    t.fp += len(more)
    t.extras += [(path.name, x) for x in more]


def ocr(corpus: Path, report: dict[str, Tally]) -> None:
    """The operative numbers of a bad scan are those of its clean twin."""
    t = report.setdefault("ocr numbers", Tally())
    for path, clean in documents(corpus / "ocr/clean"):
        scan = segment(read(corpus / "ocr/scan" / path.name.replace(".clean.", ".ocr.")), REGISTER)
        a, b = ({(p.kind, p.number) for p in d.provisions if p.kind == "OperativeParagraph" and p.number} for d in (clean, scan))
        t.tp, t.fn, t.fp = t.tp + len(a & b), t.fn + len(a - b), t.fp + len(b - a)
        t.misses += [(path.name, *x) for x in sorted(a - b)]
        t.extras += [(path.name, *x) for x in sorted(b - a)]


def speed(corpus: Path, report: dict[str, Tally]) -> None:
    """Characters a second over the un-en texts, and growth with length on one text repeated."""
    sources = [read(path) for path in sorted((corpus / "un-en/text").glob("*.txt"))[:100]]
    segment(sources[0], REGISTER)  # tables and patterns are read once a process
    size, start = sum(len(s.text) for s in sources), time.process_time()
    for source in sources:
        segment(source, REGISTER)
    print(f"segment: {size / (time.process_time() - start) / 1e6:.2f} million characters/s")
    for factor in (1, 4, 16):
        text = sources[0].text * (20 * factor)
        start = time.process_time()
        segment(SourceText("long.txt", "0" * 64, "text/plain", text, language="en"), REGISTER)
        print(f"  {len(text) / 1e6:6.2f} million characters in {time.process_time() - start:.2f} s")


def identity(corpus: Path, report: dict[str, Tally]) -> None:
    """Language versions of one symbol share one IRI; the date is the gold's."""
    t, dates = report.setdefault("un-akn one IRI a symbol", Tally()), report.setdefault("un-akn dates", Tally())
    iris: dict[str, Counter[str]] = defaultdict(Counter)
    for path, document in documents(corpus / "un-akn/text"):
        gold = json.loads((corpus / "un-akn/gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        iris[gold["symbol"]][document.identity.iri] += 1
        if gold.get("date") and not gold["date"].startswith("0001"):
            ok = str(document.identity.adopted_on) == gold["date"]
            dates.tp += ok
            dates.fn += not ok
            if not ok:
                dates.misses.append((path.name, gold["date"], str(document.identity.adopted_on)))
    for symbol, counts in iris.items():
        t.tp += len(counts) == 1
        t.fn += len(counts) != 1
        if len(counts) != 1:
            t.misses.append((symbol, dict(counts)))


REGISTER = load()


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--corpus", type=Path, default=Path(os.environ.get("ANTICRIME_CORPUS", ROOT.parent / "shared/corpus")))
    ap.add_argument("--only", nargs="*", default=["un-akn", "un-en", "paragraph-types", "treaties", "bbnj", "ocr", "identity", "speed"])
    ap.add_argument("--files", default="", help="a pattern of un-akn file names")
    ap.add_argument("--misses", type=int, default=0)
    a = ap.parse_args()
    report: dict[str, Tally] = {}
    parts = {
        "un-akn": lambda: un_akn(a.corpus, report, a.files),
        "un-en": lambda: un_en(a.corpus, report),
        "paragraph-types": lambda: paragraph_types(a.corpus, report),
        "treaties": lambda: treaties(a.corpus, report),
        "bbnj": lambda: bbnj(a.corpus, report),
        "ocr": lambda: ocr(a.corpus, report),
        "identity": lambda: identity(a.corpus, report),
        "speed": lambda: speed(a.corpus, report),
    }
    for part in a.only:
        parts[part]()
    for name, t in report.items():
        print(f"{name:28} {t}")
        for kind, rows in (("missed", t.misses), ("extra", t.extras)):
            for row in rows[: a.misses]:
                print(f"      {kind}:", *row, sep=" | ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
