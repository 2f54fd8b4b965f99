"""A text folded for matching: lower case, straight apostrophes, single blanks, no marks that only serve the typesetter.

What goes in: a text. What comes out: the folded text and the way back to the offsets of the given one. This module must not know
languages or lexicons.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from graph_builder.model import Span
from graph_builder.text.letters import characters
from graph_builder.values import dataclass

_SAME = {
    **dict.fromkeys("\n\r\t\v\f\u00a0\u2002\u2003\u2009\u200a\u202f\u3000", " "),
    **dict.fromkeys("’‘ʼ`´", "'"),
    **dict(zip("ёЁ，；：،؛", "еЕ,;:,;", strict=True)),
}
_new = tuple.__new__
"""Makes a named tuple in half the time of its own call; several are made for each statement."""
_MANY_BLANKS = re.compile("  +")
_DROPPED = re.compile("  +|[\u00ad\u0640\u064b-\u0652\u200b-\u200f\u2060\ufeff]+")
_MARKS = frozenset(("\u00ad", "\u0640", *map(chr, range(0x64B, 0x653)), *map(chr, range(0x200B, 0x2010)), "\u2060", "\ufeff"))


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded reading; `at` and `back` turn offsets of the given text into folded ones and back.

    >>> f = fold("The  States\u00a0’ duty")
    >>> f.text, f.back(4, 10)
    ("the states ' duty", Span(start=5, end=11))
    """

    text: str
    cased: str
    """The same, capitals left as they are."""
    _cuts: tuple[int, ...]
    """Folded offsets from which the shift below holds."""
    _shifts: tuple[int, ...]
    _ends: tuple[int, ...]
    """The same cuts, as offsets of the given text."""

    def back(self, start: int, end: int) -> Span:
        """The range of the given text that folded [start:end) was read from."""
        cuts, shifts = self._cuts, self._shifts
        k = bisect_right(cuts, start)
        first = start + shifts[k - 1] if k else start
        if end <= start:
            return Span(first, first)
        if k < len(cuts) and cuts[k] < end:  # characters were dropped inside
            k = bisect_right(cuts, end - 1, k)
        return _new(Span, (first, end + shifts[k - 1] if k else end))

    def at(self, position: int) -> int:
        """The folded offset of an offset of the given text; one that was dropped gives the next that was kept."""
        k = bisect_right(self._ends, position) - 1
        folded = position - (self._shifts[k] if k >= 0 else 0)
        return min(folded, self._cuts[k + 1]) if k + 1 < len(self._cuts) else folded


def fold(text: str) -> Folded:
    """Folds a text in linear time."""
    found = characters(text)
    even = text
    for character in sorted(found.intersection(_SAME)):  # many times faster than str.translate
        even = even.replace(character, _SAME[character])
    lower = even.lower()
    if len(lower) != len(even):  # a letter whose small form is longer (İ) would move every offset after it
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in even)
    parts: list[slice] = []
    cuts: list[int] = []
    shifts: list[int] = []
    ends: list[int] = []
    kept, shift = 0, 0
    pattern = _MANY_BLANKS if found.isdisjoint(_MARKS) else _DROPPED  # the first is several times faster
    for match in pattern.finditer(lower):
        start = match.start() + (1 if lower[match.start()] == " " else 0)
        parts.append(slice(kept, start))
        kept = match.end()
        shift += kept - start
        cuts.append(kept - shift)
        shifts.append(shift)
        ends.append(kept)
    parts.append(slice(kept, None))
    return Folded("".join([lower[part] for part in parts]), "".join([even[part] for part in parts]), tuple(cuts), tuple(shifts), tuple(ends))
