"""Words of a text, folded so that inflection, accents, hyphens and line breaks do not matter, with the way back.

In: a text and its language. Out: `Tokens`, the folded words with their offsets, and `Phrases`, which finds many phrases at once in
them. Folding is the same for phrases and texts, so a phrase of a lexicon fits every inflected form of itself. Chinese has no words:
each character is one. This module must not know what the phrases mean.

Cost: linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from graph_builder.lexicons import table

_HAN = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))
_MARKS = (*range(0x0610, 0x061B), 0x0640, *range(0x064B, 0x0653), 0x0670)
_HYPHENS = (0x2D, 0x2010, 0x2011)
_OTHER, _LETTER, _DIGIT, _ALONE, _JOINER = range(5)
_DROPPED = dict.fromkeys([*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, 0x0640, 0x00AD, 0x2010, 0x2011, 0x2D, 0x27])
_SAME = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ß": "ss", "œ": "oe", "æ": "ae", "ё": "е"})
_ARABIC_ARTICLE = re.compile(r"^[وف]?(?:بال|كال|لل|ال)(?=.{2})")


def _classes() -> NDArray[np.uint8]:
    """Class of each code point of the basic plane: letters and digits make words, Chinese characters stand alone, hyphens and points join letters."""
    table_ = np.zeros(0x10000, dtype=np.uint8)
    for code in range(0x10000):
        character = chr(code)
        if character.isalpha():
            table_[code] = _LETTER
        elif character.isdigit():
            table_[code] = _DIGIT
    for first, last in _HAN:
        table_[first : last + 1] = _ALONE
    table_[[*_MARKS, *_HYPHENS]] = _JOINER
    return table_


_CLASS = _classes()
_POINTS = np.isin(np.arange(0x10000), _MARKS)


def _spans(text: str) -> tuple[NDArray[np.intp], NDArray[np.intp], list[str]]:
    """Where each word begins and ends, and the words."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if codes.size == 0:
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp), []
    kind = _CLASS.take(codes, mode="clip")
    _settle_joiners(codes, kind)
    change = np.empty(kind.size, dtype=bool)
    change[0] = True
    np.not_equal(kind[1:], kind[:-1], out=change[1:])
    change |= kind == _ALONE
    inside = kind != _OTHER
    edges = np.flatnonzero(change)
    begins = inside[edges]
    start, end = edges[begins], np.append(edges[1:], kind.size)[begins]
    # the words themselves, parted by blanks and split at once: cutting them out one by one takes twice as long
    parted = np.where(inside, codes, np.uint32(0x20))
    behind = start[1:][inside[start[1:] - 1]]  # words right behind another
    if behind.size:
        parted = np.insert(parted, behind, np.uint32(0x20))
    return start, end, parted.tobytes().decode("utf-32-le", "surrogatepass").split()


def _settle_joiners(codes: NDArray[np.uint32], kind: NDArray[np.uint8]) -> None:
    """Makes hyphens between letters and points on letters part of their word, other joiners none."""
    at = np.flatnonzero(kind == _JOINER)
    if not at.size:
        return
    before = (at > 0) & (kind[at - 1] == _LETTER)
    after = (at + 1 < kind.size) & (kind[np.minimum(at + 1, kind.size - 1)] == _LETTER)
    mark = _POINTS.take(codes[at], mode="clip")
    kind[at] = np.where(before & (after | mark), _LETTER, _OTHER)
    if mark.any():  # a point after a point, and a letter after it
        points = at[mark]
        kind[points[(points > 0) & (kind[points - 1] == _LETTER)]] = _LETTER


@cache
def _endings(language: str) -> tuple[tuple[str, int], ...]:
    """(ending, letters that must remain), longest first."""
    rows = table("inflection.csv", ("id", "language", "ending", "least", "example", "folded"))
    found = [(row["ending"], int(row["least"])) for row in rows if row["language"] == language]
    return tuple(sorted(found, key=lambda e: (-len(e[0]), e[0])))


@lru_cache(maxsize=1 << 15)
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


_SHAPES = "".join("M" if point else "OLDAJ"[kind] for kind, point in zip(_CLASS.tolist(), _POINTS.tolist(), strict=True))
_SHAPED = re.compile("L+(?:JL+)*|D+|A")


def words(text: str, language: str) -> tuple[str, ...]:
    """The folded words of a short text: what `Phrases` is given."""
    folder = _folder(language)
    shape = text.translate(_SHAPES)
    if "M" not in shape:  # the same words as `_spans`, found many times faster in a short text
        return tuple([folder[text[m.start() : m.end()]] for m in _SHAPED.finditer(shape)])
    return tuple([folder[word] for word in _spans(text)[2]])


class Found(NamedTuple):
    """A phrase found: its index in the list, first and last word (exclusive), and its offsets in the text."""

    phrase: int
    first: int
    last: int
    start: int
    end: int


class Tokens:
    """The folded words of a text and where they stand."""

    __slots__ = ("ends", "folded", "haystack", "met", "places", "starts", "text")

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        start, end, written = _spans(text)
        self.starts: list[int] = start.tolist()
        self.ends: list[int] = end.tolist()
        self.folded = list(map(_folder(language).__getitem__, written))
        self.haystack = " " + " ".join(self.folded) + " "
        blanks = np.flatnonzero(np.frombuffer(self.haystack.encode("utf-32-le", "surrogatepass"), dtype=np.uint32) == 0x20)
        if blanks.size != len(self.folded) + 1:  # a letter that is a phrase when folded
            blanks = np.cumsum(np.fromiter(chain((0,), (len(word) + 1 for word in self.folded)), dtype=np.intp))
        self.places: list[int] = blanks.tolist()
        """Where each word stands in `haystack`: the blank before it."""
        self.met: dict[Phrases, list[Met]] = {}
        """What was met of sets that were looked for together."""

    def index_at(self, offset: int) -> int:
        """The first word that begins at or after a text offset."""
        return bisect_left(self.starts, offset)

    def index_before(self, offset: int) -> int:
        """The number of words that end at or before a text offset."""
        return bisect_right(self.ends, offset)

    def between(self, start: int, end: int) -> list[str]:
        """The folded words within two text offsets."""
        return self.folded[bisect_left(self.starts, start) : bisect_right(self.ends, end)]


class Phrases:
    """Many phrases, found in one pass, every occurrence of each."""

    def __init__(self, phrases: Sequence[Iterable[str]]) -> None:
        joined = [" " + " ".join(p) + " " for p in phrases]
        self._index: list[int] = [k for k, p in enumerate(joined) if p.strip()]
        self.literals = [joined[k] for k in self._index]
        """What is looked for in a haystack."""
        self._machine: AhoCorasick | None = None
        """Made when first asked for: most sets are looked for together (`Together`)."""

    def find(self, tokens: Tokens) -> list[Found]:
        """All occurrences, by start, the longer first."""
        return [self._found(tokens, met) for met in self._met(tokens)]

    def longest(self, tokens: Tokens) -> list[Found]:
        """The occurrences that lie in no other, by start."""
        kept: list[Found] = []
        reach = -1
        for met in self._met(tokens):
            if met[2] > reach:
                kept.append(self._found(tokens, met))
                reach = met[2]
        return kept

    def _met(self, tokens: Tokens) -> list[Met]:
        """By start, the longer first; known where several sets were looked for at once."""
        met = tokens.met.get(self)
        if met is not None:
            return met
        if self._machine is None and self.literals:
            self._machine = AhoCorasick(self.literals)
        return _in_order(self._machine, tokens.haystack)

    def _found(self, tokens: Tokens, met: Met) -> Found:
        k, start, end = met
        first = bisect_left(tokens.places, start)
        last = bisect_left(tokens.places, end - 1, first)
        return Found(self._index[k], first, last, tokens.starts[first], tokens.ends[last - 1])


Met = tuple[int, int, int]
"""A literal met in a haystack: its number, start and end."""
_START, _END = itemgetter(1), itemgetter(2)


def _in_order(machine: AhoCorasick | None, haystack: str) -> list[Met]:
    """All literals met, by start, the longer first."""
    if machine is None:
        return []
    met = machine.find_matches_as_indexes(haystack, overlapping=True)
    met.sort(key=_END, reverse=True)
    met.sort(key=_START)
    return met


class Together:
    """Several sets of phrases, found in one pass."""

    def __init__(self, sets: Sequence[Phrases]) -> None:
        self.sets = tuple(sets)
        owners: dict[str, list[tuple[int, int]]] = {}
        for number, phrases in enumerate(self.sets):
            for k, literal in enumerate(phrases.literals):
                owners.setdefault(literal, []).append((number, k))
        self._owners = tuple(owners.values())
        self._machine = AhoCorasick(list(owners)) if owners else None

    def find(self, tokens: Tokens) -> None:
        """Looks for all of them; each set's own `find` then takes what was met."""
        met: tuple[list[Met], ...] = tuple([] for _ in self.sets)
        owners = self._owners
        for literal, start, end in _in_order(self._machine, tokens.haystack):
            for number, k in owners[literal]:
                met[number].append((k, start, end))
        tokens.met = dict(zip(self.sets, met, strict=True))
