"""How fast texts are read: MB of text a second on one core, for each stage and for the whole, by language, and how the time grows with the text.

    python -m bench.extraction [--works N] [--languages en fr ...] [--rounds N] [--profile]

The texts are those of `un-akn` in the corpus (ANTICRIME_CORPUS, else `../shared/corpus` beside the repository): works that are there in all
languages asked for, drawn evenly by name, and in rows of their own the shortest works. Without a corpus they are made from the founding
declaration, repeated. The first round compiles the lexicons and is counted apart: it is paid once a process. Times are processor times, so that other
work on the machine counts little; of the rounds the fastest of each stage counts.

Each stage is asked for what the ones before it have not made: statements take the actors and topics that were found before them, and what several
stages share (a text's folded form, its characters) counts in the first that asks for it. Nothing is left over from another text or an earlier round.
The sums are those of one reading: `together` is actors, topics and statements, `whole` all stages from the bytes on.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from graph_builder import annotate, register, sources
from graph_builder.annotate.citations import citations
from graph_builder.derive import derive
from graph_builder.model import SourceText
from graph_builder.register import Register
from graph_builder.resolve import resolve
from graph_builder.structure import segment

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("ANTICRIME_CORPUS", ROOT.parent / "shared" / "corpus"))
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
STAGES = ("reading", "segmentation", "actors", "topics", "statements", "citations", "resolution", "derivation")
TOGETHER = ("actors", "topics", "statements")
SHORT = 12
"""Short works that are read."""
Text = tuple[str, str, bytes]
"""Language, file name, bytes."""


def texts(works: int, languages: Sequence[str]) -> list[Text]:
    """The texts to read, each in every language."""
    folder = CORPUS / "un-akn" / "text"
    if not folder.is_dir():
        return [("fr", f"declaration-{n}.fr.txt", data * n) for data in _declaration() for n in (1, 2, 4)]
    names = sorted({path.name.rsplit(".", 2)[0] for path in folder.glob("*.txt")})
    whole = [name for name in names if all((folder / f"{name}.{language}.txt").is_file() for language in languages)]
    chosen = whole[:: max(1, len(whole) // works)][:works]
    return [(lang, f"{name}.{lang}.txt", (folder / f"{name}.{lang}.txt").read_bytes()) for name in chosen for lang in languages]


def short_texts(languages: Sequence[str]) -> list[Text]:
    """The shortest works, each in every language; none without a corpus."""
    folder = CORPUS / "un-akn" / "text"
    names = sorted({path.name.rsplit(".", 2)[0] for path in folder.glob("*.txt")})
    whole = [name for name in names if all((folder / f"{name}.{language}.txt").is_file() for language in languages)]
    chosen = sorted(whole, key=lambda name: ((folder / f"{name}.{languages[0]}.txt").stat().st_size, name))[:SHORT]
    return [(f"{lang} short", f"{name}.{lang}.txt", (folder / f"{name}.{lang}.txt").read_bytes()) for name in chosen for lang in languages]


def _declaration() -> Iterator[bytes]:
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        yield path.read_bytes() + b"\n\n"


def read(source: SourceText, known: Register, spent: dict[str, float]) -> None:
    """One text through all stages; the seconds of each are added to `spent`."""
    began = time.process_time()

    def done(stage: str) -> None:
        nonlocal began
        now = time.process_time()
        spent[stage] += now - began
        began = now

    document = segment(source, known)
    done("segmentation")
    annotate.actors(document, known)
    done("actors")
    annotate.topics(document)
    done("topics")
    statements, _ = annotate.statements(document, known)
    done("statements")
    mentions = citations(document, known, statements)
    done("citations")
    resolved, _ = resolve(document, mentions, known)
    done("resolution")
    derive(document, statements, resolved, known)
    done("derivation")


def measure(given: Sequence[Text], known: Register) -> dict[str, dict[str, float]]:
    """Seconds by language and stage."""
    spent: dict[str, dict[str, float]] = {language: defaultdict(float) for language, _, _ in given}
    for language, name, data in given:
        began = time.process_time()
        source = sources.read_bytes(name, data)
        spent[language]["reading"] += time.process_time() - began
        read(source, known, spent[language])
    return spent


def fastest(runs: Sequence[dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """Of each language and stage the fastest of several rounds."""
    return {language: {stage: min(run[language][stage] for run in runs) for stage in STAGES} for language in runs[0]}


def seconds(spent: dict[str, dict[str, float]]) -> float:
    return sum(sum(stages.values()) for stages in spent.values())


def rate(size: int, took: float) -> str:
    return f"{size / 1e6 / took:8.2f}" if took > 0 else "       -"


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--works", type=int, default=10)
    ap.add_argument("--languages", nargs="+", default=list(LANGUAGES))
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--profile", action="store_true", help="where the time goes, by function")
    a = ap.parse_args()
    given = [*texts(a.works, a.languages), *short_texts(a.languages)]
    sizes: Counter[str] = Counter()
    for language, _, data in given:
        sizes[language] += len(data)
    began = time.process_time()
    known = register.load()
    loaded = time.process_time()
    first = {language: next(text for text in given if text[0] == language) for language in sizes}
    measure(list(first.values()), known)
    print(f"once a process: register {loaded - began:.2f} s, lexicons of {len(first)} languages {time.process_time() - loaded:.2f} s\n")
    if a.profile:
        profile = cProfile.Profile()
        profile.runcall(measure, given, known)
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)
        return 0
    best = fastest([measure(given, known) for _ in range(a.rounds)])
    columns = (*STAGES, "together", "whole")
    print(f"MB/s of one core over {len(given)} texts, {sum(sizes.values()) / 1e6:.1f} MB; together: {', '.join(TOGETHER)}")
    print("          " + " ".join(f"{column[:8]:>8}" for column in columns))
    rows = [(language, sizes[language], spent) for language, spent in best.items()]
    rows.append(("all", sum(sizes.values()), {stage: sum(spent[stage] for spent in best.values()) for stage in STAGES}))
    for language, size, spent in rows:
        took = [*(spent[stage] for stage in STAGES), sum(spent[stage] for stage in TOGETHER), sum(spent.values())]
        print(f"{language:9} " + " ".join(rate(size, t) for t in took))
    print("\ngrowth: ms for one text, twice, four and eight times as long; linear where each is twice the one before")
    for language, name, data in first.values():
        if language not in a.languages:
            continue
        times = [min(seconds(measure([(language, name, (data + b"\n\n") * n)], known)) for _ in range(2)) for n in (1, 2, 4, 8)]
        print(f"{language:8} " + " ".join(f"{1e3 * t:8.1f}" for t in times) + "   " + " ".join(f"x{b / a:.2f}" for a, b in pairwise(times)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
