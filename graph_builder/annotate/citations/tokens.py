"""Words of a text, folded so that inflection, accents, hyphens and line breaks do not matter, with the way back.

In: a text and its language. Out: `Tokens`, the folded words with their offsets, and `Phrases`, which finds many phrases at once in
them. Folding is the same for phrases and texts, so a phrase of a lexicon fits every inflected form of itself. Chinese has no words:
each character is one. This module must not know what the phrases mean.

Cost: linear in the text; about 10 MB/s.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from graph_builder.lexicons import table

_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+(?:[-\u2010\u2011][^\W_{_HAN}]+)*(?:\u0027(?=s\b))?")
_DROPPED = dict.fromkeys([*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, 0x0640, 0x00AD, 0x2010, 0x2011, 0x2D, 0x27])
_SAME = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ß": "ss", "œ": "oe", "æ": "ae", "ё": "е"})
_ARABIC_ARTICLE = re.compile(r"^[وف]?(?:بال|كال|لل|ال)(?=.{2})")


@cache
def _endings(language: str) -> tuple[tuple[str, int], ...]:
    """(ending, letters that must remain), longest first."""
    rows = table("inflection.csv", ("id", "language", "ending", "least", "example", "folded"))
    found = [(row["ending"], int(row["least"])) for row in rows if row["language"] == language]
    return tuple(sorted(found, key=lambda e: (-len(e[0]), e[0])))


def plain(word: str) -> str:
    """A word in lower case without accents, points, hyphens: `Co-opération` is `cooperation`."""
    word = word.translate(_SAME).lower()
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).translate(_SAME)
    return word.translate(_DROPPED)


def fold(word: str, language: str) -> str:
    """The form of a word that all its inflected forms share, by the table of endings.

    >>> fold("Конвенцией", "ru") == fold("конвенции", "ru"), fold("résolutions", "fr")
    (True, 'resolution')
    """
    word = plain(word)
    if language == "ar":
        return _ARABIC_ARTICLE.sub("", word)
    for ending, least in _endings(language):
        if word.endswith(ending) and len(word) - len(ending) >= least and not (ending == "s" and word.endswith("ss")):
            return word[: -len(ending)]
    return word


class _Folder(dict[str, str]):
    def __init__(self, language: str) -> None:
        self.language = language

    def __missing__(self, word: str) -> str:
        folded = fold(word, self.language)
        if len(self) < 400_000:
            self[word] = folded
        return folded


@cache
def _folder(language: str) -> _Folder:
    return _Folder(language)


def words(text: str, language: str) -> tuple[str, ...]:
    """The folded words of a short text: what `Phrases` is given."""
    folder = _folder(language)
    return tuple(folder[w] for w in _WORD.findall(text))


class Found(NamedTuple):
    """A phrase found: its index in the list, first and last word (exclusive), and its offsets in the text."""

    phrase: int
    first: int
    last: int
    start: int
    end: int


class Tokens:
    """The folded words of a text and where they stand."""

    __slots__ = ("_at", "ends", "folded", "haystack", "starts", "text")

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        folder = _folder(language)
        spans = [m.span() for m in _WORD.finditer(text)]
        self.starts = [a for a, _ in spans]
        self.ends = [b for _, b in spans]
        self.folded = [folder[text[a:b]] for a, b in spans]
        self.haystack = " " + " ".join(self.folded) + " "
        self._at = [0, *accumulate(len(w) + 1 for w in self.folded)]

    def index_at(self, offset: int) -> int:
        """The first word that begins at or after a text offset."""
        return bisect_left(self.starts, offset)

    def index_before(self, offset: int) -> int:
        """The number of words that end at or before a text offset."""
        return bisect_right(self.ends, offset)

    def between(self, start: int, end: int) -> list[str]:
        """The folded words within two text offsets."""
        return self.folded[bisect_left(self.starts, start) : bisect_right(self.ends, end)]

    def locate(self, phrase: int, start: int, end: int) -> Found:
        first = bisect_left(self._at, start)
        last = bisect_left(self._at, end - 1)
        return Found(phrase, first, last, self.starts[first], self.ends[last - 1])


class Phrases:
    """Many phrases, found in one pass, every occurrence of each."""

    def __init__(self, phrases: Sequence[Iterable[str]]) -> None:
        joined = [" " + " ".join(p) + " " for p in phrases]
        self._index: list[int] = [k for k, p in enumerate(joined) if p.strip()]
        self._machine = AhoCorasick([joined[k] for k in self._index]) if self._index else None

    def find(self, tokens: Tokens) -> list[Found]:
        """All occurrences, by start, the longer first."""
        if self._machine is None:
            return []
        index, locate = self._index, tokens.locate
        found = [locate(index[k], a, b) for k, a, b in self._machine.find_matches_as_indexes(tokens.haystack, overlapping=True)]
        found.sort(key=lambda f: (f.start, -f.end, f.phrase))
        return found
