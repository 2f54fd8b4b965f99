"""A text as the lexicons' terms are compared with it, and the exact way back.

What goes in: any text. What comes out: the text in small letters, Latin ones without accents (capitals often go without), with one blank
for any white space, one kind of apostrophe and dash, without soft hyphens, Arabic vowel signs and lengthening strokes, with each position's
place in the text as given. This module must not know what the terms mean.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import cast

import numpy as np

from graph_builder.text.letters import characters
from graph_builder.values import dataclass

_LATIN = {chr(c): unicodedata.normalize("NFD", chr(c))[0] for c in range(0xC0, 0x250) if len(unicodedata.normalize("NFD", chr(c))) > 1}
_SAME_LENGTH: dict[str, str] = {
    **_LATIN,
    **dict.fromkeys("\t\n\r\v\f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
    **{chr(c): " " for c in range(0x2000, 0x200B)},
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4\u2032`", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u0623\u0625\u0622\u0671", "\u0627"),  # alif with hamza, madda, wasla: often left bare
    "\u0649": "\u064a",  # final ya without dots
    "\u0451": "\u0435",
    "\u0401": "\u0415",
    "\u0130": "I",
}
_MARKS = frozenset(("\u00ad", *map(chr, range(0x200B, 0x2010)), "\u0640", *map(chr, range(0x64B, 0x653)), "\u0670", "\ufeff"))
_MANY_BLANKS = re.compile("  +")
_DROPPED = re.compile("[\u00ad\u200b-\u200f\u0640\u064b-\u0652\u0670\ufeff]+|(?<= ) +")
_FEW = 12
"""Positions up to which asking one by one is faster than an array."""
_QUICK = re.compile("[^\x00-\x7f]|[\t\n\r\v\f]|  ")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded text; `at(k)` is where its k-th character stands in the original."""

    text: str
    cased: str
    """The same, capitals left as they are."""
    cuts: tuple[int, ...] = ()
    """Folded positions from which on more characters were dropped before them, ascending."""
    dropped: tuple[int, ...] = ()
    """How many were dropped in all before each of these."""
    ends: tuple[int, ...] = ()
    """The same cuts as positions of the original."""

    def index(self, position: int) -> int:
        """The folded position of an original one; of a dropped character, that of the next one kept."""
        k = bisect_right(self.ends, position)
        if k < len(self.cuts) and position + (0 if not k else -self.dropped[k - 1]) > self.cuts[k]:
            return self.cuts[k]
        return position - (self.dropped[k - 1] if k else 0)

    def at(self, position: int) -> int:
        k = bisect_right(self.cuts, position)
        return position + (self.dropped[k - 1] if k else 0)

    def indexes(self, positions: Sequence[int]) -> list[int]:
        """`index` of many positions at once: several times faster than one by one."""
        if not self.cuts or len(positions) < _FEW:
            return [self.index(position) for position in positions]
        given = np.asarray(positions, dtype=np.intp)
        k = np.searchsorted(self.ends, given, side="right")
        folded = given - np.array((0, *self.dropped), dtype=np.intp)[k]
        return cast(list[int], np.minimum(folded, np.array((*self.cuts, len(self.text)), dtype=np.intp)[k]).tolist())

    def spans(self, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """`span` of many ranges at once: several times faster than one by one."""
        if not self.cuts or len(ranges) < _FEW:
            return [self.span(start, end) for start, end in ranges]
        folded = np.array(ranges, dtype=np.intp)
        folded[:, 1] -= 1
        lost = np.array((0, *self.dropped), dtype=np.intp)[np.searchsorted(self.cuts, folded, side="right")]
        folded += lost
        folded[:, 1] += 1
        return list(zip(folded[:, 0].tolist(), folded[:, 1].tolist(), strict=True))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original range of a folded range that is not empty."""
        cuts, dropped = self.cuts, self.dropped
        k = bisect_right(cuts, start)
        first = start + dropped[k - 1] if k else start
        if k < len(cuts) and cuts[k] < end:  # characters were dropped inside
            k = bisect_right(cuts, end - 1, k)
        return first, end + dropped[k - 1] if k else end


@lru_cache(maxsize=8)
def fold(text: str) -> Folded:
    """Folds `text`.

    >>> f = fold("l\u2019\u00c9TAT  partie")
    >>> f.text, f.span(7, 13)
    ("l'etat partie", (8, 14))
    """
    if not _QUICK.search(text):
        return Folded(text.lower(), text)
    found = characters(text)
    same = text
    for character in sorted(found.intersection(_SAME_LENGTH)):  # several times faster than str.translate
        same = same.replace(character, _SAME_LENGTH[character])
    low = same.lower()
    if len(low) != len(same):  # a letter whose small form is longer: keep such letters as they are
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in same)
    marked = not found.isdisjoint(_MARKS)
    if not marked and "  " not in low:
        return Folded(low, same)
    kept: list[slice] = []
    cuts: list[int] = []
    dropped: list[int] = []
    at = out = lost = 0
    for hit in (_DROPPED if marked else _MANY_BLANKS).finditer(low):  # the second is several times faster
        start, end = hit.span()
        start += not marked  # the first blank stays
        kept.append(slice(at, start))
        out += start - at
        lost += end - start
        at = end
        if cuts and cuts[-1] == out:
            dropped[-1] = lost
        else:
            cuts.append(out)
            dropped.append(lost)
    kept.append(slice(at, None))
    ends = tuple([cut + lost for cut, lost in zip(cuts, dropped, strict=True)])
    return Folded("".join([low[part] for part in kept]), "".join([same[part] for part in kept]), tuple(cuts), tuple(dropped), ends)
