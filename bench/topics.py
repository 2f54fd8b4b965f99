"""How well crime fields are told: topics against the subject terms that the United Nations' own librarians gave.

    python bench/topics.py [--languages en fr ...] [--share 0.2] [--misses N]

A document is taken to be on a topic that its title names, or that `--share` of its paragraphs name. The gold are the UNBIS terms of `un-akn`, led to crime
fields by `lexicons/unbis_topics.csv`; terms outside crime are not asked. Of precision: librarians give a few terms a text, so that a topic that
a text does treat may be missing in the gold. Documents without any term of crime are left out: nobody asked there.
"""

from __future__ import annotations

import argparse
import json
import math
import os
from collections import Counter, defaultdict
from pathlib import Path

from graph_builder.annotate.topics import hits
from graph_builder.lexicons import table

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("ANTICRIME_CORPUS", ROOT.parent / "shared" / "corpus"))


def topics_of(text: str, paragraphs: list[tuple[int, int]], title_end: int, language: str, share: float, least: int = 2) -> set[str]:
    """The topics of a document: named above the body, or in so large a share of its paragraphs."""
    count: Counter[str] = Counter()
    for start, end in paragraphs:
        count.update({hit.topic for hit in hits(text[start:end], language)})
    enough = max(least, math.ceil(share * len(paragraphs)))
    return {topic for topic, times in count.items() if times >= enough} | {hit.topic for hit in hits(text[:title_end], language)}


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--languages", nargs="+", default=["en", "fr", "es", "ru", "ar", "zh", "de"])
    ap.add_argument("--share", type=float, default=0.15)
    ap.add_argument("--misses", type=int, default=0)
    a = ap.parse_args()
    field = {row.id: row["topic"] for row in table("unbis_topics.csv", ("id", "topic"))}
    for language in a.languages:
        right: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        missed: Counter[str] = Counter()
        named = asked = 0
        where: dict[str, list[str]] = defaultdict(list)
        for gold_file in sorted((CORPUS / "un-akn/gold").glob(f"*.{language}.json")):
            gold = json.loads(gold_file.read_text(encoding="utf8"))
            wanted = {field[term] for term in gold["topics"] if term in field}
            if not wanted:
                continue
            text = (CORPUS / "un-akn/text" / f"{gold_file.stem}.txt").read_bytes().decode("utf8")
            body = [(p["start"], p["end"]) for p in gold["paragraphs"] if p["role"] in ("preambular", "operative")]
            found = topics_of(text, body, body[0][0] if body else len(text), language, a.share)
            asked += len(wanted)
            named += len(wanted & topics_of(text, body, 0, language, 0.0, least=1))
            right.update(wanted & found)
            wrong.update(found - wanted)
            missed.update(wanted - found)
            for topic in wanted - found:
                where[topic].append(gold_file.stem)
        tp, fp, fn = right.total(), wrong.total(), missed.total()
        figures = f"P {tp / max(1, tp + fp):.3f} R {tp / max(1, tp + fn):.3f}, named at all {named / max(1, asked):.3f}"
        print(f"{language}: {figures} ({tp} right, {fp} more than the librarians gave, {fn} missed)")
        for topic, times in missed.most_common(a.misses):
            print(f"    missed {topic} {times}: {', '.join(where[topic][:4])}")
        for topic, times in wrong.most_common(a.misses):
            print(f"    more   {topic} {times}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
