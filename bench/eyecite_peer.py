"""Speed beside a named peer: the whole of our extraction against eyecite finding citations alone, over the same English texts in one process.

    python -m bench.eyecite_peer [--files N] [--rounds N]

eyecite (Free Law Project) finds citations of United States law; on these texts it finds little, and is timed for its speed alone, with its default tokenizer,
and with the faster one where its C library is present. Ours is timed from source text to all annotations: normalising, segmenting, statements, actors, topics,
citations, resolution, derivations. Of several rounds the fastest counts, in processor time. The texts are those of the corpus (`un-en`), else the
shipped founding text repeated.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from graph_builder import register
from graph_builder.pipeline import read_source

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("ANTICRIME_CORPUS", ROOT.parent / "shared" / "corpus"))


def fastest(read: Callable[[], int], rounds: int) -> tuple[float, int]:
    """Seconds of processor time of the fastest round, and what was found."""
    times = []
    found = 0
    for _ in range(rounds):
        start = time.process_time()
        found = read()
        times.append(time.process_time() - start)
    return min(times), found


def _found(find: Callable[..., Sequence[object]], tokenizer: object, texts: Sequence[str]) -> int:
    return sum(len(find(text, tokenizer=tokenizer)) for text in texts)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    a = parser.parse_args()
    paths = sorted((CORPUS / "un-en/text").glob("*.txt"))[: a.files] or [ROOT / "corpus/tirana-declaration.fr.ocr.txt"] * 10
    texts = [path.read_text(encoding="utf-8") for path in paths]
    size = sum(len(text.encode()) for text in texts) / 1e6
    known = register.load()
    read_source(paths[0], known)  # tables loaded once a process
    ours, found = fastest(lambda: sum(len(read_source(path, known).citations) for path in paths), a.rounds)
    print(f"anticrime, everything:  {size:.2f} MB  {ours:6.2f} s  {size / ours:5.2f} MB/s  {found} citations")
    try:
        from eyecite import get_citations
        from eyecite.tokenizers import AhocorasickTokenizer, Tokenizer
    except ImportError:
        print("eyecite is not installed: pip install eyecite", file=sys.stderr)
        return 0
    tokenizers: dict[str, Tokenizer] = {"default": AhocorasickTokenizer()}
    try:
        from eyecite.tokenizers import HyperscanTokenizer

        tokenizers["hyperscan"] = HyperscanTokenizer(cache_dir=None)
        get_citations(texts[0][:2000], tokenizer=tokenizers["hyperscan"])
    except Exception:  # the C library is optional
        tokenizers.pop("hyperscan", None)
    for name, tokenizer in tokenizers.items():
        get_citations(texts[0][:2000], tokenizer=tokenizer)
        theirs, hits = fastest(partial(_found, get_citations, tokenizer, texts), a.rounds)
        print(f"eyecite, {name + ':':13}  {size:.2f} MB  {theirs:6.2f} s  {size / theirs:5.2f} MB/s  {hits} citations  ({theirs / ours:.1f} times ours)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
