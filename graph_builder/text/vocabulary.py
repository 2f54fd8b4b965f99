"""The word forms of a language, counted in clean texts (`lexicons/vocabulary.LANG.txt`): what a damaged word may be repaired to.

What goes in: a language code. What comes out: whether and how often a word form is seen, and which known words look like it once
accents are taken away. This module must not know why a word is damaged.
"""

from __future__ import annotations

import unicodedata
from functools import cache, cached_property

from graph_builder.errors import LexiconError
from graph_builder.lexicons import FOLDER

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


def skeleton(word: str) -> str:
    """The word without accents and ligatures, in lower case.

    >>> skeleton("Œuvrés"), skeleton("étrangère")
    ('oeuvres', 'etrangere')
    """
    plain = unicodedata.normalize("NFD", word.lower().translate(_LIGATURES))
    return "".join(ch for ch in plain if not unicodedata.combining(ch))


class Vocabulary:
    """Counts of known word forms, lower case. Without a file for its language it knows no word and repairs none."""

    def __init__(self, language: str, counts: dict[str, int]) -> None:
        self.language = language
        self.counts = counts

    def __contains__(self, word: str) -> bool:
        return word in self.counts

    def count(self, word: str) -> int:
        return self.counts.get(word, 0)

    @cached_property
    def by_skeleton(self) -> dict[str, tuple[str, ...]]:
        """Known words by their skeleton, the most frequent first."""
        found: dict[str, list[str]] = {}
        for word in self.counts:
            found.setdefault(skeleton(word), []).append(word)
        return {plain: tuple(sorted(words, key=lambda w: (-self.counts[w], w))) for plain, words in found.items()}

    @cached_property
    def _trigrams(self) -> frozenset[str]:
        return frozenset(padded[k : k + 3] for word in self.counts for padded in (f" {word} ",) for k in range(len(word)))

    def plausible(self, word: str) -> bool:
        """Whether each three letters of a word stand in some known word: it may well be a word that is only not in the list.

        >>> vocabulary("fr").plausible("contenue"), vocabulary("fr").plausible("politiuue")
        (True, False)
        """
        padded = f" {word.lower()} "
        return all(padded[k : k + 3] in self._trigrams for k in range(len(word)))


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language, read once a process; empty where there is none."""
    path = FOLDER / f"vocabulary.{language}.txt"
    counts: dict[str, int] = {}
    if path.exists():
        for line, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if row.startswith("#"):
                continue
            word, _, count = row.partition(" ")
            if not count.isdigit() or word in counts:
                raise LexiconError(
                    f"is no word and count, or repeats a word: {row!r}", place=f"lexicons/{path.name}:{line}", hint="one word a line, a blank, its count"
                )
            counts[word] = int(count)
    return Vocabulary(language, counts)
