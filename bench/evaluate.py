"""Measures a build against a corpus with gold: `make evaluate` (all of it) or `make evaluate SAMPLE=1` (a fixed sample).

Each part of the corpus is built by the `anticrime` command in a store of its own, exported, and scored by the evaluation's own `score.py` through the
public vocabulary. Figures are compared with `bench/accuracy.json`: one that falls below what is committed there is a failure. `--update` raises the
committed figures, it never lowers one (`--update --force` writes what was measured).

The corpus is not part of the project: `--corpus` and `--scorer` say where it is (defaults: ../shared beside the checkout, or ANTICRIME_SHARED).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ANTICRIME_SHARED", ROOT.parent / "shared"))
ACCURACY = ROOT / "bench" / "accuracy.json"
SLACK = 0.0005
"""A figure may be this much below the committed one: rounding, nothing more."""


@dataclass(frozen=True)
class Part:
    """One build: the folders it takes (below the corpus), the parts of the scorer that read it, and how many files of each folder the sample takes."""

    name: str
    folders: tuple[str, ...]
    scores: tuple[str, ...]
    sample: int


PARTS = (
    Part("un-akn", ("un-akn/text",), ("un-akn",), 17),
    Part("documents", ("un-en/text", "un-fr/text", "hand/text"), ("un-en", "un-fr", "hand"), 3),
    Part("six-languages", ("six-languages/text",), ("six-languages",), 1),
    Part("paragraph-types", ("paragraph-types/text",), ("paragraph-types",), 1),
    Part("treaties", ("treaties/text",), ("treaties",), 1),
    Part("ocr", ("ocr/clean",), ("ocr",), 1),
)


def stem(path: Path) -> str:
    """The file's name without language and extension: versions of one text are sampled together."""
    return path.name.split(".")[0]


def sampled(folder: Path, every: int) -> list[Path]:
    """Every nth text of a folder in name order, all its language versions with it."""
    stems = sorted({stem(path) for path in folder.iterdir()})
    chosen = set(stems[::every])
    return [path for path in sorted(folder.iterdir()) if stem(path) in chosen]


def lay(part: Part, corpus: Path, target: Path, every: int) -> list[Path]:
    """A corpus of the part alone under `target`, by links; gold follows its texts. Returns the folders to build."""
    built = []
    names: set[str] = set()
    for folder in part.folders:
        here = target / folder
        here.mkdir(parents=True)
        for path in sampled(corpus / folder, 1 if folder.startswith("hand") else every):
            names.add(path.name)
            (here / path.name).symlink_to(path)
        built.append(here)
    for folder in sorted({folder.split("/")[0] for folder in part.folders}):
        for gold in (corpus / folder / "gold").glob("*"):
            if f"{gold.stem}.txt" in names or folder == "six-languages":
                (target / folder / "gold").mkdir(exist_ok=True)
                (target / folder / "gold" / gold.name).symlink_to(gold)
        for companion in corpus.glob(f"{folder}/*.csv"):
            lines = companion.read_text(encoding="utf-8").splitlines(keepends=True)
            (target / folder / companion.name).write_text(
                "".join(line for line in lines if line.startswith("file,") or line.split(",")[0] in names), encoding="utf-8"
            )
        for companion in corpus.glob(f"{folder}/*gold.json"):
            items = [item for item in json.loads(companion.read_text(encoding="utf-8")) if item["file"] in names]
            (target / folder / companion.name).write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    return built


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "graph_builder.cli", *map(str, arguments)]


def build(folders: Iterable[Path], work: Path, workers: int) -> Path:
    """Builds and exports; the N-Quads file."""
    store, export = work / "store", work / "export.nq"
    run = subprocess.run(command("build", *folders, "--store", store, "--workers", str(workers)), cwd=ROOT, check=False)
    if run.returncode not in (0, 1):  # 1: findings, a refused source among them
        raise SystemExit(f"error: the build of {', '.join(map(str, folders))} failed with exit code {run.returncode}")
    subprocess.run(command("export", "--store", store, "--format", "nquads", "-o", export), cwd=ROOT, check=True)
    shutil.rmtree(store)
    return export


def score(part: Part, corpus: Path, work: Path, scorer: Path, workers: int, every: int, misses: int) -> dict[str, dict[str, float | None]]:
    """The scorer's figures of one part."""
    laid = work / "corpus"
    export = build(lay(part, corpus, laid, every), work, workers)
    extra: list[str | Path] = []
    if part.name == "ocr":
        (work / "noisy").mkdir()
        scans = laid / "ocr" / "scan"
        scans.mkdir()
        for path in sorted((corpus / "ocr/scan").iterdir()):
            (scans / path.name).symlink_to(path)
        extra = ["--noisy", build([scans], work / "noisy", workers)]
    figures = work / "figures.json"
    subprocess.run(
        [sys.executable, str(scorer), str(export), str(laid), "--only", *part.scores, "--json", str(figures), "--misses", str(misses), *map(str, extra)],
        check=True,
    )
    found: dict[str, dict[str, float | None]] = json.loads(figures.read_text(encoding="utf-8"))
    return {f"{name} [{part.name}]" if name.startswith("evidence") else name: figure for name, figure in found.items()}


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpus")
    parser.add_argument("--scorer", type=Path, default=SHARED / "evaluation" / "score.py")
    parser.add_argument("--sample", action="store_true", help="the fixed sample that continuous integration takes")
    parser.add_argument("--only", nargs="+", choices=[part.name for part in PARTS], help="these parts alone")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--misses", type=int, default=0, help="print as many misses and extras under each figure")
    parser.add_argument("--update", action="store_true", help="raise the committed figures to those measured")
    parser.add_argument("--force", action="store_true", help="with --update: lower them too")
    args = parser.parse_args(argv)
    measured: dict[str, float] = {}
    for part in PARTS:
        if args.only and part.name not in args.only:
            continue
        started = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix="anticrime-evaluate-") as work:
            figures = score(part, args.corpus, Path(work), args.scorer, args.workers, part.sample if args.sample else 1, args.misses)
        for name, figure in figures.items():
            key = "R" if name.endswith("(recall)") else "F1"
            if figure[key] is not None:
                measured[name] = round(float(figure[key] or 0.0), 4)
            if "linked citations" in name:
                measured |= {f"{name} {letter}": round(float(figure[letter] or 0.0), 4) for letter in ("P", "R") if figure[letter] is not None}
        print(f"{part.name}: {time.perf_counter() - started:.0f} s", file=sys.stderr)
    kept: dict[str, dict[str, float]] = json.loads(ACCURACY.read_text(encoding="utf-8")) if ACCURACY.exists() else {}
    scope = "sample" if args.sample else "full"
    committed = kept.get(scope, {})
    fallen = [(name, committed[name], value) for name, value in measured.items() if name in committed and value < committed[name] - SLACK]
    for name, was, now in fallen:
        print(f"fallen: {name}: {now:.4f}, committed {was:.4f}", file=sys.stderr)
    if args.update:
        for name, value in measured.items():
            committed[name] = value if args.force else max(value, committed.get(name, 0.0))
        kept[scope] = dict(sorted(committed.items()))
        ACCURACY.write_text(json.dumps(dict(sorted(kept.items())), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(measured)} figures measured, {len(fallen)} below the committed ones", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
