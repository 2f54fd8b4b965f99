"""Counts the word forms of clean texts: what `graph_builder/lexicons/vocabulary.LANG.txt` and `elisions.fr.txt` are made from.

    python -m bench.vocabulary [--corpus DIR] [--akn DIR] [--write]

Without `--write` it only tells how many of the words of each clean text the lists know. The corpus is ANTICRIME_CORPUS or ../shared/corpus beside
the repository; `--akn` names a folder of unpacked Akoma Ntoso files. A list holds single words with their count, no text: a word stands in it that
is seen three times or more, in two texts or more.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.reading import CORPUS
from graph_builder.errors import SourceError
from graph_builder.lexicons import FOLDER
from graph_builder.sources import read
from graph_builder.text.vocabulary import vocabulary

NAMES = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "de": "German"}
LETTERS = {"en": "a-z", "fr": "a-zàâæçéèêëîïôœùûüÿ", "es": "a-záéíóúüñ", "de": "a-zäöüß", "ru": "а-яё"}
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
ELIDED = re.compile(r"\b([ld])[’']([aàâeéèêëiîïoôuùûœhy][^\W\d_]+)")
VOWEL_WORD = re.compile(r"(?<![^\W\d_])[aàâeéèêëiîïoôuùûœhy][^\W\d_]+")
PIECE = 10_000


def texts(corpus: Path, akn: Path | None) -> Iterator[tuple[str, str]]:
    """Language and text of every clean source; a long one in pieces, each a text of its own."""
    paths = [*sorted((corpus / "un-akn/text").glob("*.txt")), *sorted((corpus / "un-en/text").glob("*.txt")), *sorted((corpus / "treaties/text").glob("*.md"))]
    paths += [
        *sorted((corpus / "six-languages/text").glob("*.txt")),
        *sorted((corpus / "osce-csce").glob("*.md")),
        *(sorted(akn.rglob("*.xml")) if akn else ()),
    ]
    for path in paths:
        try:
            source = read(path)
        except SourceError:
            continue
        language = source.language or ("en" if "un-en" in path.parts else "")
        text = source.text.replace("\u00ad", "")
        if language in NAMES:
            size = len(text) if len(text) < 20 * PIECE else PIECE
            yield from ((language, text[at : at + size]) for at in range(0, len(text), size))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--akn", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not options.corpus.exists():
        print(f"no corpus at {options.corpus}: nothing counted", file=sys.stderr)
        return 0
    counts: dict[str, Counter[str]] = {language: Counter() for language in NAMES}
    seen_in: dict[str, Counter[str]] = {language: Counter() for language in NAMES}
    elided: Counter[tuple[str, str]] = Counter()
    french: Counter[str] = Counter()
    for language, text in texts(options.corpus, options.akn):
        if language == "fr":
            elided.update((match[1], match[2]) for match in ELIDED.finditer(text.lower()))
            french.update(VOWEL_WORD.findall(text.lower()))
        words = Counter(word.lower() for word in WORD.findall(text))
        counts[language].update(words)
        seen_in[language].update(words.keys())
    for language, words in counts.items():
        known = vocabulary(language)
        total = sum(words.values())
        print(
            f"vocabulary {language}: {len(known.counts):6} words, knows {sum(n for word, n in words.items() if word in known) / max(1, total):.4f} of {total:,}"
        )
        if options.write:
            right = re.compile(rf"[{LETTERS[language]}]+(?:-[{LETTERS[language]}]+)*\Z")
            kept = sorted(
                (word for word, n in words.items() if n >= 3 and seen_in[language][word] >= 2 and right.match(word)), key=lambda word: (-words[word], word)
            )
            lines = [
                f"# {NAMES[language]} word forms with their count in clean texts of resolutions and treaties, most frequent first: single words, no text.",
                "# Made by bench/vocabulary.py; the normaliser repairs a damaged word only where the repaired one stands here.",
                *(f"{word} {words[word]}" for word in kept),
            ]
            (FOLDER / f"vocabulary.{language}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.write:
        kept = sorted((word for (letter, word), n in elided.items() if letter == "l" and n >= 10), key=lambda word: (-elided["l", word], word))
        lines = [
            "# French words before which an article or preposition is elided: the word, its count after l’, after d’, and of all in clean texts.",
            "# Single words and counts, no text. Made by bench/vocabulary.py; the normaliser gives a damaged text its lost articles back.",
            *(f"{word} {elided['l', word]} {elided['d', word]} {french[word]}" for word in kept),
        ]
        (FOLDER / "elisions.fr.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
