"""Puts the glyphs of Arabic lines into reading order by where they stand: the text layer mixes drawn and read order, word by word.

What goes in: the glyphs of a line with their boxes. What comes out: the same glyphs as they are read, from right to left, numbers and Latin
words from left to right within. This module must not know pages or files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

Glyph = tuple[str, float, float, float, float, float]

_ARABIC = re.compile(r"[\u0621-\u065f\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_MIRROR = {"(": ")", ")": "(", "[": "]", "]": "[", "«": "»", "»": "«"}


def is_arabic(glyphs: Sequence[Glyph]) -> bool:
    """Whether a line is to be read from right to left."""
    letters = [glyph for glyph in glyphs if glyph[0].isalpha() or _ARABIC.match(glyph[0])]
    return sum(1 for glyph in letters if _ARABIC.match(glyph[0])) * 2 > len(letters)


def reading_order(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The line as it is read; words are what blanks part.

    >>> glyphs = [(ch, x, 0.0, x + 5, 8.0, 10.0) for ch, x in (("\\u0628", 10.0), ("\\u0627", 16.0), (" ", 0.0), ("7", 40.0), ("2", 45.0))]
    >>> "".join(glyph[0] for glyph in reading_order(glyphs)) == "72 \\u0627\\u0628"
    True
    """
    words: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        if glyph[0].isspace():
            words.append([])
        else:
            words[-1].append(glyph)
    words = [word for word in words if word]
    words.sort(key=lambda word: -max(glyph[3] for glyph in word))
    ordered: list[list[Glyph]] = []
    latin: list[list[Glyph]] = []
    for word in words:
        if _kind(word) == "latin":
            latin.insert(0, sorted(word, key=lambda glyph: glyph[1]))
            continue
        ordered += latin
        latin = []
        ordered.append(_word(word))
    ordered += latin
    blank: Glyph = (" ", 0.0, 0.0, 0.0, 0.0, glyphs[0][5] if glyphs else 10.0)
    line: list[Glyph] = []
    for word in ordered:
        # a vowel mark with its carrier is a piece of the word before it
        mark = len(word) <= 3 and any("\u064b" <= glyph[0] <= "\u0652" for glyph in word)
        line += ([blank] if line and not mark else []) + word
    return line


def _kind(word: Sequence[Glyph]) -> str:
    text = "".join(glyph[0] for glyph in word)
    return "arabic" if _ARABIC.search(text) else "latin" if re.search("[A-Za-z]", text) else "other"


def _word(word: list[Glyph]) -> list[Glyph]:
    if all(_ARABIC.match(glyph[0]) for glyph in word):
        return _as_read(word)
    # pieces from right to left; figures, Latin letters and what stands between them from left to right
    placed = sorted(word, key=lambda glyph: -(glyph[1] + glyph[3]))
    pieces: list[tuple[bool, list[Glyph]]] = []
    for glyph in placed:
        western = glyph[0].isalnum() and not _ARABIC.match(glyph[0])
        if pieces and pieces[-1][0] == western:
            pieces[-1][1].append(glyph)
        else:
            pieces.append((western, [glyph]))
    joined: list[tuple[bool, list[Glyph]]] = []
    for k, (western, piece) in enumerate(pieces):
        between = 0 < k < len(pieces) - 1 and not western and all(glyph[0] in "./,-:–" for glyph in piece)
        if joined and joined[-1][0] and (western or between):
            joined[-1][1].extend(piece)
        else:
            joined.append((western, list(piece)))
    read: list[Glyph] = []
    for western, piece in joined:
        if western:
            read += piece[::-1]
        elif all(_ARABIC.match(glyph[0]) for glyph in piece):
            inside = set(map(id, piece))
            read += _as_read([glyph for glyph in word if id(glyph) in inside])
        else:
            read += piece
    if read and read[0][0] in ")]»":
        read[0] = (_MIRROR[read[0][0]], *read[0][1:])
    if len(read) > 1 and read[-1][0] in "([«":
        read[-1] = (_MIRROR[read[-1][0]], *read[-1][1:])
    return read


def _as_read(word: list[Glyph]) -> list[Glyph]:
    """A word of letters in the order of the text layer, turned round where they stand from left to right."""
    steps = [b[1] + b[3] - a[1] - a[3] for a, b in pairwise(word)]
    rightward = sum(1 for step in steps if step > 0.01)
    leftward = sum(1 for step in steps if step < -0.01)
    return word[::-1] if rightward > leftward else word
